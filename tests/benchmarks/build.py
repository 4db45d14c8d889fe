"""What a build of many figures costs: with nothing to do, with one change, from nothing; and where the time goes.

    python -m tests.benchmarks.build [--specs N] [--rounds N] [--cold-rounds N]

Prints milliseconds (the fastest of the interleaved rounds) and ratios; exits with 1 if a ratio is over its bound.
"""

from __future__ import annotations

import argparse
import itertools
import os
import re
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Any

from graphdraw import layout
from graphdraw.spec import read_file
from tests import scenes
from tests.benchmarks.timing import ROOT, fastest, graphdraw, python

FLOORS = ("click", "click, yaml")
BOUNDS = {"click, yaml": 1.4}
"""The most that a build with nothing to do may cost, as a multiple of the imports it is held against."""

SAMPLE = 8
"""Figures that are also drawn by a command each."""

_NUMBER = re.compile(r"(?<=: )-?\d+(?:\.\d+)?")
_EXPECT = re.compile(r"^expect:.*?(?=^\S|\Z)", re.MULTILINE | re.DOTALL)


class Book:
    """A folder of variants of the shipped specs, each with a number of its own, and the builds of it."""

    def __init__(self, folder: Path, count: int) -> None:
        self.folder, self.names = folder, []
        texts = {path.stem: path.read_text(encoding="utf-8") for path in sorted((ROOT / "specs").glob("*.yaml"))}
        alone = [name for name, text in texts.items() if "extends:" not in text]
        for i in range(count):
            turn, which = divmod(i, len(alone))
            name = f"specs/{alone[which]}-{turn}.yaml"
            self.names.append(name)
            (folder / name).parent.mkdir(exist_ok=True)
            (folder / name).write_text(_variant(texts[alone[which]], turn), encoding="utf-8")
        self._turns = itertools.count(1_000)
        self._text = (folder / self.names[0]).read_text(encoding="utf-8")

    def build(self) -> None:
        """A build into the folder that the other builds use, too."""
        graphdraw("build", "specs", "-o", "out", "-q", cwd=self.folder)()

    def build_after_a_change(self) -> None:
        """A build after one number of one spec has changed."""
        (self.folder / self.names[0]).write_text(_variant(self._text, next(self._turns)), encoding="utf-8")
        self.build()

    def build_from_nothing(self, processes: int) -> None:
        """A build into a new folder."""
        output = f"cold{next(self._turns)}"
        graphdraw("build", "specs", "-o", output, "-q", "-j", str(processes), cwd=self.folder)()

    def render_alone(self, name: str) -> None:
        """The same figure by a command of its own."""
        graphdraw("render", name, "-o", f"alone{next(self._turns)}.svg", "-q", cwd=self.folder)()

    def peak_memory(self) -> float:
        """Most megabytes that a build from nothing in one process has at a time; no figure on Windows."""
        if sys.platform == "win32":
            return float("nan")
        command = [sys.executable, "-m", "graphdraw", "build", "specs", "-o", "memory", "-q", "-j", "1"]
        child = subprocess.Popen(command, cwd=self.folder, env={**os.environ, "PYTHONPATH": str(ROOT)})
        most = os.wait4(child.pid, 0)[2].ru_maxrss
        return most / (1_000_000 if sys.platform == "darwin" else 1_000)  # bytes there, kilobytes elsewhere


def _variant(text: str, turn: int) -> str:
    """The spec with digits added to the first number of its inputs, and without what it expects of the old one."""
    head, inputs, rest = _EXPECT.sub("", text).partition("inputs:")
    changed = _NUMBER.sub(lambda n: f"{n[0]}{'' if '.' in n[0] else '.'}{turn:03}", rest, count=1)
    return head + inputs + changed


class Stopwatch:
    """Seconds by stage."""

    def __init__(self) -> None:
        self.seconds: Counter[str] = Counter()

    @contextmanager
    def running(self, stage: str) -> Iterator[None]:
        """Adds the time of the block to a stage."""
        start = time.perf_counter()
        yield
        self.seconds[stage] += time.perf_counter() - start  # type: ignore[assignment]

    def timed(self, stage: str, call: Callable[..., Any]) -> Callable[..., Any]:
        """The call, its time added to a stage."""

        def timed(*arguments: Any, **extra: Any) -> Any:
            with self.running(stage):
                return call(*arguments, **extra)

        return timed


def stages(rounds: int) -> dict[str, float]:
    """Seconds by stage to draw every shipped spec once in a warm process, the fastest of the rounds."""
    paths, place = sorted((ROOT / "specs").glob("*.yaml")), layout.place
    best: dict[str, float] = {}
    for round_ in range(rounds + 1):  # the first fills the caches of fonts and glyphs
        watch = Stopwatch()
        layout.place = watch.timed("layout", place)  # type: ignore[misc]
        for path in paths:
            _draw(path, watch)
        watch.seconds["drawing"] -= watch.seconds["layout"]
        if round_:
            best = {stage: min(taken, best.get(stage, taken)) for stage, taken in watch.seconds.items()}
    layout.place = place  # type: ignore[misc]
    return best


def _draw(path: Path, watch: Stopwatch) -> None:
    """Stages as a build has them; the drawing has the layout in it."""
    with watch.running("reading"):
        spec = scenes.load(read_file(path))
    with watch.running("evaluation"):
        evaluation = scenes.evaluate(spec)
    with watch.running("drawing"):
        scene = scenes.draw(spec, evaluation)
    for name in ("svg", "png"):
        with watch.running(f"encoding, {name}"):
            scenes.encode(scene, name)


def tell_of_small_builds(book: Book, rounds: int) -> bool:
    """Print what builds with little to do cost; returns whether one is over its bound."""
    book.build()
    calls: dict[str, Callable[[], object]] = {name: python("-c", f"import {name}") for name in FLOORS}
    best = fastest(calls | {"no-op": book.build, "one changed": book.build_after_a_change}, rounds)
    over = False
    for name, floor in itertools.product(("no-op", "one changed"), FLOORS):
        ratio, bound = best[name] / best[floor], BOUNDS.get(floor) if name == "no-op" else None
        most = f", at most {bound:.2f}{': over' if ratio > bound else ''}" if bound else ""
        over |= bound is not None and ratio > bound
        print(f"{name:15}{best[name] * 1000:7.0f} ms{ratio:8.2f} x import {floor} ({best[floor] * 1000:.0f} ms){most}")
    return over


def tell_of_cold_builds(book: Book, rounds: int) -> None:
    """Print what builds from nothing cost, against one command for each figure."""
    count = len(book.names)
    calls: dict[str, Callable[[], object]] = {f"-j {j}": partial(book.build_from_nothing, j) for j in (1, 2)}
    best = fastest(calls, rounds, warm_up=0)
    sample = book.names[:: max(1, count // SAMPLE)]
    alone = fastest({name: partial(book.render_alone, name) for name in sample}, 2)
    each = sum(alone.values()) / len(alone)
    print(f"cold, -j 1     {best['-j 1'] * 1000:7.0f} ms{best['-j 1'] * 1000 / count:8.1f} ms a figure")
    print(f"cold, -j 2     {best['-j 2'] * 1000:7.0f} ms{best['-j 1'] / best['-j 2']:8.2f} x as fast as -j 1")
    print(f"render, each   {each * 1000:7.0f} ms{each * count / best['-j 1']:8.1f} x the time of the build -j 1")
    print(f"peak memory    {book.peak_memory():7.0f} MB, -j 1")


def tell_of_stages(rounds: int) -> None:
    """Print where the time of a figure goes; the share is that of an SVG."""
    best, figures = stages(rounds), len(list((ROOT / "specs").glob("*.yaml")))
    whole = sum(best.values()) - best["encoding, png"]
    for stage, taken in best.items():
        share = "" if stage == "encoding, png" else f"{taken / whole:8.0%}"
        print(f"{stage:15}{taken * 1000 / figures:7.2f} ms a figure{share}")


def main() -> int:
    """Print all; returns the exit code."""
    parser = argparse.ArgumentParser(description="Builds of many figures.")
    parser.add_argument("--specs", type=int, default=500)
    parser.add_argument("--rounds", type=int, default=15)
    parser.add_argument("--cold-rounds", type=int, default=2)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        book = Book(Path(folder), given.specs)
        print(f"{given.specs} specs")
        over = tell_of_small_builds(book, given.rounds)
        tell_of_cold_builds(book, given.cold_rounds)
    print("\nthe shipped specs, in a warm process")
    tell_of_stages(given.cold_rounds * 5)
    return int(over)


if __name__ == "__main__":
    sys.exit(main())
