"""What a figure costs: in a process of its own, as one more in a warm process, and with its size; against pyplot.

    python -m tests.benchmarks.figures [--rounds N]

Prints milliseconds (the fastest of the interleaved rounds) and ratios; exits with 1 if a ratio is over its bound.

Warm figures are chains of operations (see `chains`), with other numbers in every round. Up to 30 operations the layout
places them, beyond that a grid: one row of 300 would be wider than a PNG may be. What is bounded is the drawing: texts
measured, arrows and outlines, the words for `alt`, the bytes. The time for reading, evaluating and laying out stands
beside it.
"""

from __future__ import annotations

import argparse
import math
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from graphdraw import layout
from graphdraw.draw.diagram import sketch
from graphdraw.draw.fit.layout_problem import layout_problem
from graphdraw.draw.style.style import resolve
from graphdraw.draw.style.themes import PLAIN
from graphdraw.output.encoding import Encoding
from graphdraw.spec import Source
from tests import scenes
from tests.benchmarks.by_pyplot import by_pyplot
from tests.benchmarks.chains import Chain, chain, chain_text
from tests.benchmarks.graphs import KINDS, large_spec
from tests.benchmarks.timing import ROOT, Call, fastest, graphdraw, process, python

COLD = 0.75
"""Bound on a command that draws specs/snack.yaml, as a multiple of a pyplot script of the same figure."""

WARM = {
    ("png", 2, 300): 0.45,
    ("png", 30, 300): 0.12,
    ("png", 300, 100): 0.08,
    ("png", 300, 300): None,
    ("svg", 2, 300): 0.25,
    ("svg", 30, 300): 0.15,
    ("svg", 300, 300): 0.10,
}
"""Format, operations and dpi of one more figure; the bound as a multiple of pyplot's time, None: for information.

300 operations fill 57 x 28 cm: at 300 dpi most of the time goes into packing 22 million pixels."""

SIZES = (2, 10, 30, 100, 300, 1000, 3000)
EXPONENT = 1.15
"""Bound on the power of the number of operations, from 10 on, with which the time of a drawing grows."""

LARGE = 10.5
"""Bound on a command that draws 1,000 operations, as a multiple of the pyplot script of the origin figure: 5 s where
that takes 0.48 s."""

LARGE_OPERATIONS = 1000

LAID_OUT_UP_TO = 1000
ON_GRID_FROM = 31
SCREEN = 100
"""Dots per inch of the PNG of any size: 3,000 operations at 300 dpi are 190 million pixels."""

PEAK = """
import re, sys
from pathlib import Path
from tests.benchmarks.chains import chain
operations, format_ = int(sys.argv[1]), sys.argv[2]
chain(operations, on_grid=True).drawn(format_, 100)
print(re.search(r"VmHWM:\\s+(\\d+) kB", Path("/proc/self/status").read_text())[1])
"""
"""Linux: the peak of this program alone, which `getrusage` mixes with that of the program that started it."""


class Report:
    """Lines of a table, and whether one of them is over its bound."""

    def __init__(self) -> None:
        self.over = False

    def ratio(self, name: str, own: float, other: float, bound: float | None, note: str = "") -> None:
        """A time against another, both in seconds."""
        late = bound is not None and own > bound * other
        self.over |= late
        most = "" if bound is None else f", at most {bound:.2f}{': over' if late else ''}"
        print(f"{name:22} {own * 1000:7.1f} ms {own / other:6.3f} x {other * 1000:7.1f} ms{most}{note}")


def cold(report: Report, rounds: int, folder: Path) -> None:
    """The origin figure, each in a process of its own, beside what Graphviz takes."""
    spec, script = str(ROOT / "specs" / "snack.yaml"), str(ROOT / "tests" / "benchmarks" / "origin_pyplot.py")
    calls: dict[str, Call] = {}
    for format_ in ("png", "svg"):
        calls[f"graphdraw {format_}"] = graphdraw("render", "-q", spec, "-o", str(folder / f"own.{format_}"))
        calls[f"pyplot {format_}"] = python(script, str(folder / f"pyplot.{format_}"))
    best = fastest(calls, rounds)
    print("\nThe origin figure in a process of its own, against a pyplot script")
    for format_ in ("png", "svg"):
        report.ratio(format_, best[f"graphdraw {format_}"], best[f"pyplot {format_}"], COLD)


def warm(report: Report, rounds: int) -> None:
    """One more figure, drawn by us and by pyplot; each round draws figures that were not drawn before."""
    print("\nOne more figure in a warm process, against pyplot with `annotate`, `text` and a tight box")
    for (format_, operations, dpi), bound in WARM.items():
        few = max(2, rounds // 3) if operations >= 300 else rounds
        made = [chain(operations, turn, on_grid=operations >= ON_GRID_FROM) for turn in range(few + 1)]
        scenes = iter([figure.scene() for figure in made])
        figures = iter([chain(operations, -1 - turn, on_grid=operations >= ON_GRID_FROM) for turn in range(few + 1)])
        own, other = _drawing(figures, format_, dpi), _by_pyplot(scenes, format_, dpi)
        best = fastest({"own": own, "pyplot": other}, few)
        note = "" if dpi == 300 or format_ == "svg" else f" (at {dpi} dpi)"
        report.ratio(f"{format_} {operations:3} operations", best["own"], best["pyplot"], bound, note)
    print("\nSize of the SVG, against that of matplotlib")
    for operations in (2, 30, 300):
        figure = chain(operations, on_grid=operations >= ON_GRID_FROM)
        own, other = len(figure.drawn("svg")), len(by_pyplot(figure.scene(), "svg", 300))
        report.over |= own > other
        print(
            f"svg {operations:3} operations {own / 1000:7.1f} kB {own / other:6.3f} x {other / 1000:7.1f} kB, at most 1"
        )


def _drawing(figures: Iterator[Chain], format_: str, dpi: int) -> Call:
    return lambda: next(figures).drawn(format_, dpi)


def _by_pyplot(scenes: Iterator[object], format_: str, dpi: int) -> Call:
    return lambda: by_pyplot(next(scenes), format_, dpi)  # type: ignore[arg-type]


def growth(report: Report) -> None:
    """Milliseconds of every part by the number of operations, and the power with which each grows."""
    print(f"\nBy operations, in ms; drawing on a grid, PNG at {SCREEN} dpi, layout of the chain up to {LAID_OUT_UP_TO}")
    rows: dict[str, dict[int, float]] = {}
    for operations in SIZES:
        for name, seconds in _parts(operations).items():
            rows.setdefault(name, {})[operations] = seconds
    print(f"{'':16}" + "".join(f"{n:>9,}" for n in SIZES) + "    power")
    for name, row in rows.items():
        times = "".join(f"{row[n] * 1000:9.1f}" if n in row else f"{'-':>9}" for n in SIZES)
        power = _power({n: t for n, t in row.items() if n >= 10})
        late = name not in ("layout", "read and evaluate") and power > EXPONENT
        report.over |= late
        print(f"{name:16}{times}    {power:.2f}{': over' if late else ''}")


def large(report: Report, rounds: int, folder: Path) -> None:
    """1,000 operations from the spec to the SVG, each graph in a process of its own."""
    script = str(ROOT / "tests" / "benchmarks" / "origin_pyplot.py")
    calls: dict[str, Call] = {"pyplot": python(script, str(folder / "pyplot.png"))}
    for kind in KINDS:
        spec = folder / f"{kind}.yaml"
        spec.write_text(large_spec(kind, LARGE_OPERATIONS), encoding="utf-8")
        calls[kind] = graphdraw("render", "-q", str(spec), "-o", str(folder / f"{kind}.svg"))
    best = fastest(calls, max(2, rounds // 3))
    print(f"\nSVG of {LARGE_OPERATIONS:,} operations in a process of its own, against a pyplot script of the origin")
    for kind in KINDS:
        report.ratio(kind, best[kind], best["pyplot"], LARGE)


def _parts(operations: int) -> dict[str, float]:
    """Seconds of the parts of a figure; the best of two."""
    text = chain_text(operations).encode()
    figures = iter([chain(operations, turn, on_grid=True) for turn in range(1, 4)])
    last = chain(operations, on_grid=True)
    scene = last.scene()

    def read() -> None:
        scenes.evaluate(scenes.load(Source("chain.yaml", text, None)))

    calls: dict[str, Call] = {"read and evaluate": read, "scene": lambda: next(figures).scene()}
    for format_ in ("svg", "png", "pdf"):
        calls[format_] = lambda format_=format_: scenes.encode(scene, format_, Encoding(SCREEN))  # type: ignore[misc]
    if operations <= LAID_OUT_UP_TO:
        view = last.spec.view
        diagram = sketch.sketch(
            last.spec.graph, last.evaluation, view, replace(resolve(PLAIN, view), fonts=scene.fonts)
        )
        problem = layout_problem(diagram)
        calls["layout"] = lambda: layout.place(problem)
    return fastest(calls, 2, warm_up=1 if operations < 1000 else 0)


def _power(row: dict[int, float]) -> float:
    """The slope of log time over log size, by least squares."""
    points = [(math.log(n), math.log(t)) for n, t in row.items()]
    mx, my = (sum(values) / len(points) for values in zip(*points, strict=True))
    return sum((x - mx) * (y - my) for x, y in points) / sum((x - mx) ** 2 for x, _ in points)


def memory() -> None:
    """Peak resident memory of a process that draws one large figure, beside a small one."""
    if not Path("/proc/self/status").exists():
        return
    print(f"\nPeak memory of a process, PNG at {SCREEN} dpi")
    for operations, format_ in ((2, "svg"), (300, "svg"), (300, "png"), (3000, "svg"), (3000, "png")):
        shown = python("-c", PEAK, str(operations), format_)()
        assert isinstance(shown, subprocess.CompletedProcess)
        print(f"{operations:5,} operations, {format_} {int(shown.stdout) / 1024:6.0f} MB")


def graphviz(rounds: int, folder: Path) -> None:
    """What `dot` takes for the same graphs with their numbers as labels: layout, drawing and its own start."""
    dot = shutil.which("dot")
    if dot is None:
        print("\nGraphviz is not installed")
        return
    calls: dict[str, Call] = {"start-up alone": process([dot, "-V"])}
    for operations in (2, 30, 300):
        path, spec = folder / f"{operations}.dot", folder / f"{operations}.yaml"
        spec.write_text(chain_text(operations), encoding="utf-8")
        path.write_text(_dot_text(chain(operations, on_grid=True)), encoding="utf-8")
        for format_ in ("png", "svg"):
            out = str(folder / f"dot.{format_}")
            calls[f"dot {format_} {operations}"] = process([dot, f"-T{format_}", str(path), "-o", out])
        calls[f"graphdraw svg {operations}"] = graphdraw("render", "-q", str(spec), "-o", str(folder / "own.svg"))
    print("\nGraphviz and graphdraw, each in a process of its own, layout included")
    for name, seconds in fastest(calls, max(2, rounds // 3)).items():
        print(f"{name:22} {seconds * 1000:7.1f} ms")


def _dot_text(figure: Chain) -> str:
    lines = ["digraph {", "rankdir=LR"]
    values = figure.evaluation.values
    lines += [
        f'"{edge.source}" -> "{edge.target}" [label="{values[edge.source]:.4g}"]' for edge in figure.evaluation.edges
    ]
    return "\n".join([*lines, "}"]) + "\n"


def main() -> int:
    """Print the tables; returns the exit code."""
    parser = argparse.ArgumentParser(description="What a figure costs.")
    parser.add_argument("--rounds", type=int, default=9)
    rounds = parser.parse_args().rounds
    report = Report()
    with tempfile.TemporaryDirectory() as folder:
        cold(report, rounds, Path(folder))
        warm(report, rounds)
        growth(report)
        large(report, rounds, Path(folder))
        memory()
        graphviz(rounds, Path(folder))
    return 1 if report.over else 0


if __name__ == "__main__":
    sys.exit(main())
