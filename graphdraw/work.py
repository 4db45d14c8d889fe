"""What a figure may cost, counted in steps and never by a clock, so that equal specs end alike on every machine.

A step is one look at one thing in the inner loop of a pass that can grow faster than the figure: an edge of a solver,
an item in a sweep of the order, two links that are compared, a place tried for a label. What is linear counts as so
many steps for each box, link and item. Measured on the machine of docs/benchmarks.md, a step takes 1 µs where links are
cleared of each other, and 2 to 5 µs, drawing included, in figures of thousands of nodes or frames.

The limit (`Limits.work`) is chosen so that what the limits on nodes and arrows allow is drawn: 200 steps of a repeat in
frames take 0.6 million, 4,900 nodes of three operands 3.5 million, 30,000 arrows between 243 nodes 7 million as long as
they have no texts; with a text on each they are too much. A quarter of it, for what a figure could do without, is four
times what a figure of some hundred arrows needs for everything.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from graphdraw.errors import Problem, SpecError
from graphdraw.limits import raise_with

Thing = Literal["nodes", "arrows", "frames", "labels", "formulas"]
"""What a pass goes through, and so what there is too much of where it takes too long."""

IN_PARTS = "draw it in parts, each in a spec of its own, or close blocks ('view.blocks: collapsed')"
FEWER_FRAMES = "close blocks ('view.blocks: collapsed'), or draw fewer groups"
LESS_TEXT = "write less on the arrows and in labels, or draw it in parts, each in a spec of its own"
LESS_MATH = "write fewer or shorter formulas in labels, or draw it in parts, each in a spec of its own"
HINTS: dict[Thing, str] = {
    "nodes": IN_PARTS,
    "arrows": IN_PARTS,
    "frames": FEWER_FRAMES,
    "labels": LESS_TEXT,
    "formulas": LESS_MATH,
}
"""What a user can do about it."""

SPARE, TRIED = 4, 2
"""The part of the limit, one by so much, that what a figure could do without may take (other orders, links cleared of
each other), and the part that tries of a width may take. The rest is for what no figure can do without."""


@dataclass(slots=True)
class Work:
    """The steps of one figure so far, and how many it may have at most; None is as many as it takes.

    Made once per figure and handed on to all passes; the one thing there that changes.
    """

    most: int | None = None
    done: int = 0
    of: dict[Thing, int] = field(default_factory=dict)

    def spend(self, steps: int, thing: Thing) -> None:
        """Count steps that a pass takes or has taken; raises SpecError where that is too much in all."""
        self.done += steps
        self.of[thing] = self.of.get(thing, 0) + steps
        if self.most is not None and self.done > self.most:
            raise SpecError([self._problem(self.most)])

    def affords(self, steps: int) -> bool:
        """Whether so many steps may be spent on what a figure could do without."""
        return self.most is None or self.done + steps <= self.most // SPARE

    def lasts(self, steps: int) -> bool:
        """Whether so many steps may be spent on another try."""
        return self.most is None or self.done + steps <= self.most // TRIED

    def _problem(self, most: int) -> Problem:
        thing = max(self.of, key=lambda thing: self.of[thing])
        text = f"the figure takes more than {most:,} steps to lay out, most of them for its {thing}"
        return Problem(None, text, "too-much-work", f"{HINTS[thing]}; or {raise_with('work')}")
