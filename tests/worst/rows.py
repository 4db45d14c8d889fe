"""A row of the table of worst cases: what is written into a folder, the command line, and how that has to end."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

from tests.worst.bounded import Bounds, Outcome, graphdraw

DONE_OR_PROBLEM = (0, 1)
"""A figure, or a message about the spec."""

FIGURE, PROBLEM, USAGE = (0,), (1,), (2,)
"""Ends of what must be drawn; of what cannot be; of a path on the command line that is no file of ours."""

PROMISE = Bounds()
TABLE = Bounds(5.0, 500 << 20)
"""What the known worst cases need at most: a third of the time and half of the memory that are promised."""

LARGE = Bounds(12.0, 500 << 20)
"""The same for two of them that need more time, yet (docs/reliability.md)."""


class Row(NamedTuple):
    """One worst case; `make` writes what it needs into a folder and returns the command line.

    `most` is what it may need of both; the process itself always has the bounds of the promise. `quick` rows are
    part of the plain tests. `asked` are variables of the environment.
    """

    stage: str
    name: str
    make: Callable[[Path], list[str]]
    ends: tuple[int, ...] = DONE_OR_PROBLEM
    most: Bounds = PROMISE
    quick: bool = False
    asked: tuple[tuple[str, str], ...] = ()

    @property
    def title(self) -> str:
        """Stage and name."""
        return f"{self.stage}: {self.name}"

    def run(self, folder: Path, scale: float) -> tuple[Outcome, str | None]:
        """How it ended, and what is wrong with that; `scale` is how much slower this machine is."""
        arguments = self.make(folder)
        outcome = graphdraw(arguments, folder, PROMISE, scale, dict(self.asked))
        return outcome, self.wrong(outcome, scale)

    def wrong(self, outcome: Outcome, scale: float) -> str | None:
        """What is wrong with an end, the first of it."""
        return next(self._complaints(outcome, scale), None)

    def _complaints(self, outcome: Outcome, scale: float) -> Iterator[str]:
        if outcome.hung or outcome.code not in self.ends:
            yield f"{outcome.ending}: {outcome.said[-300:]}"
        for word in ("Traceback", "MemoryError", "this is a bug"):
            if word in outcome.said:
                yield f"says {word}"
        if outcome.code != 0 and "error" not in outcome.said:
            yield f"{outcome.ending} without a message"
        if outcome.seconds > self.most.seconds * scale:
            yield f"{outcome.seconds:.1f} s, {self.most.seconds * scale:.1f} are the most"
        if outcome.megabytes > self.most.memory / (1 << 20):
            yield f"{outcome.megabytes:.0f} MB, {self.most.memory >> 20} are the most"


def spec_row(
    stage: str,
    name: str,
    text: Callable[[], str],
    *arguments: str,
    ends: tuple[int, ...] = DONE_OR_PROBLEM,
    most: Bounds = PROMISE,
    quick: bool = False,
) -> Row:
    """The row of one spec; without arguments it is drawn as SVG. `SPEC` in them stands for its file."""

    def make(folder: Path) -> list[str]:
        (folder / "s.yaml").write_text(text(), encoding="utf-8", errors="surrogatepass")
        given = arguments or ("render", "SPEC", "-o", "s.svg")
        return ["s.yaml" if one == "SPEC" else one for one in given]

    return Row(stage, name, make, ends, most, quick)
