"""Counts what a layout costs, in steps and never by a clock, so that a spec has one result on every machine.

A step is one round of the inner loop of a pass that can grow faster than the figure: an edge of a solver, an item in
a sweep of the order, two edges that are compared, a place tried for a label. A linear pass counts a fixed number of
steps for each box, edge and item. On the machine of docs/benchmarks.md a step takes 1 µs where edges are cleared of
each other, and 2 to 5 µs, drawing included, in figures of thousands of nodes or groups.

The limit (`Limits.work`) is chosen so that what the limits on nodes and arrows allow is drawn: 200 repeats, each in
its group, take 0.6 million steps, 4,900 nodes of three operands 3.5 million, 30,000 arrows between 243 nodes 7 million
without texts; with a text on each arrow they exceed the limit. Optional improvements may take a quarter of the limit,
which is four times what a figure of some hundred arrows needs in all.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from graphdraw.errors import Problem, SpecError
from graphdraw.limits import raise_with

Thing = Literal["nodes", "arrows", "frames", "labels", "formulas"]
"""What a pass works on, and so what a figure has too many of where the limit is exceeded."""

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
"""What a user can do where a figure has too many of a thing."""

SPARE, TRIED = 4, 2
"""Optional improvements (other orders, edges cleared of each other) may run until 1/SPARE of the limit is spent, tries
of a width until 1/TRIED of it is. The rest is for what every figure needs."""


@dataclass(slots=True)
class Work:
    """The steps spent on one figure so far (`done`, and `of` each thing), and the most it may take (None: no limit).

    Made once per figure and handed to all passes; it is the only mutable value that they share.
    """

    most: int | None = None
    done: int = 0
    of: dict[Thing, int] = field(default_factory=dict)

    def spend(self, steps: int, thing: Thing) -> None:
        """Count steps that a pass on `thing` takes or has taken; raises SpecError if the limit is exceeded."""
        self.done += steps
        self.of[thing] = self.of.get(thing, 0) + steps
        if self.most is not None and self.done > self.most:
            raise SpecError([self._problem(self.most)])

    def affords(self, steps: int) -> bool:
        """Whether an optional improvement may spend so many steps."""
        return self.most is None or self.done + steps <= self.most // SPARE

    def affords_try(self, steps: int) -> bool:
        """Whether another try of a width may spend so many steps."""
        return self.most is None or self.done + steps <= self.most // TRIED

    def _problem(self, most: int) -> Problem:
        thing = max(self.of, key=lambda thing: self.of[thing])
        text = f"the figure takes more than {most:,} steps to lay out, most of them for its {thing}"
        return Problem(None, text, "too-much-work", f"{HINTS[thing]}; or {raise_with('work')}")
