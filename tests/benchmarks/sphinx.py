"""What figures cost in a book: Sphinx with 200 of them, against `graphdraw build` of the same specs.

    python -m tests.benchmarks.sphinx [--specs N] [--rounds N]

From nothing, HTML. The cost of the figures is the time of the book with them minus that of the same book with the SVG
files in their place, so that what Sphinx takes to start and to write pages is not counted. Prints milliseconds (the
fastest of the interleaved rounds) and ratios; exits with 1 if a ratio is over its bound.
"""

from __future__ import annotations

import argparse
import itertools
import shutil
import sys
import tempfile
from collections.abc import Callable
from functools import partial
from pathlib import Path

from tests.benchmarks.build import Book
from tests.benchmarks.timing import fastest, python

BOUND = 1.3
"""The most that figures may cost in Sphinx, as a multiple of a build of their specs by as many processes."""

PROCESSES = (1, 2)
ON_A_PAGE = 10

CONF = 'project = "Book"\nextensions = ["graphdraw.sphinx"]\nexclude_patterns = ["out*"]\nhtml_theme = "basic"\n'


class SphinxBook:
    """Two books of the same words: one draws its figures, the other has them as files."""

    def __init__(self, folder: Path, count: int) -> None:
        self.folder, self._turns = folder, itertools.count()
        self.specs = Book(folder / "drawn", count)
        self.specs.build()
        plain = folder / "plain"
        plain.mkdir()
        shutil.move(self.specs.folder / "out", plain / "specs")
        _write(self.specs.folder, [f".. graphdraw:: {name}" for name in self.specs.names])
        _write(plain, [f".. figure:: {Path(name).with_suffix('.svg').as_posix()}" for name in self.specs.names])

    def sphinx(self, book: str, processes: int, *options: str) -> None:
        """A build of one of the books into a new folder."""
        output = f"{self.folder}/{book}{next(self._turns)}"
        python("-m", "sphinx", "-q", "-W", "-j", str(processes), *options, book, output, cwd=self.folder)()

    def again(self) -> None:
        """A build of the book with figures that has nothing to do."""
        python("-m", "sphinx", "-q", "-W", "drawn", f"{self.folder}/again", cwd=self.folder)()


def _write(folder: Path, figures: list[str]) -> None:
    pages = [figures[start : start + ON_A_PAGE] for start in range(0, len(figures), ON_A_PAGE)]
    names = [f"page{number}" for number in range(len(pages))]
    (folder / "conf.py").write_text(CONF, encoding="utf-8")
    toctree = "".join(f"   {name}\n" for name in names)
    (folder / "index.rst").write_text(f"Book\n====\n\n.. toctree::\n\n{toctree}", encoding="utf-8")
    for name, page in zip(names, pages, strict=True):
        text = "\n".join(f"{figure}\n\n   The caption of a figure\n" for figure in page)
        (folder / f"{name}.rst").write_text(f"Page\n====\n\n{text}", encoding="utf-8")


def main() -> int:
    """Print all; returns the exit code."""
    parser = argparse.ArgumentParser(description="Figures in Sphinx.")
    parser.add_argument("--specs", type=int, default=200)
    parser.add_argument("--rounds", type=int, default=3)
    given = parser.parse_args()
    over = False
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        (folder / "drawn").mkdir()
        book = SphinxBook(folder, given.specs)
        calls: dict[str, Callable[[], object]] = {}
        for j in PROCESSES:
            calls[f"build {j}"] = partial(book.specs.build_from_nothing, j)
            calls[f"drawn {j}"] = partial(book.sphinx, "drawn", j)
            calls[f"plain {j}"] = partial(book.sphinx, "plain", j)
        book.again()
        calls["again"] = book.again
        best = fastest(calls, given.rounds, warm_up=0)
        for j in PROCESSES:
            build, drawn, plain = (best[f"{name} {j}"] for name in ("build", "drawn", "plain"))
            ratio = (drawn - plain) / build
            over |= ratio > BOUND
            print(f"-j {j}: {drawn * 1000:.0f} ms with figures, {plain * 1000:.0f} ms with files in their place")
            print(
                f"      {(drawn - plain) * 1000:.0f} ms, {ratio:.2f} x graphdraw build ({build * 1000:.0f} ms)", end=""
            )
            print(f", at most {BOUND:.2f}{': over' if ratio > BOUND else ''}")
        print(f"nothing to do: {best['again'] * 1000:.0f} ms")
    return int(over)


if __name__ == "__main__":
    sys.exit(main())
