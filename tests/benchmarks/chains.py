"""Figures of any size for benchmarks: a chain of operations, placed by the layout or on a grid.

The grid stands in for the layout where only the drawing is measured, and where one long row would be wider than a PNG
may be: boxes from left to right and back again, so that every arrow joins neighbours.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from unittest.mock import patch

from graphdraw import layout
from graphdraw.autodiff import Evaluation
from graphdraw.draw.scene import Scene
from graphdraw.layout import LayoutProblem, Placement
from graphdraw.output.encoding import Encoding
from graphdraw.spec import Source, Spec
from graphdraw.work import Work
from tests import scenes

STEPS = ("{} * 1.013", "{} + 0.37", "{} * 0.989", "{} - 0.361")
"""What the operations do in turn: numbers stay near 1 and hardly ever repeat."""

APART = {"width": 46.0, "height": 20.0}
"""Points between two boxes of the grid, for an arrow with its numbers."""

Place = Callable[..., Placement]


@dataclass(frozen=True)
class Chain:
    """One figure before it is drawn, and where its boxes stand."""

    spec: Spec
    evaluation: Evaluation
    place: Place

    def scene(self) -> Scene:
        """The drawing up to the scene: texts, sizes, arrows, the figure in words; its places are known."""
        with patch.object(layout, "place", self.place):
            return scenes.draw(self.spec, self.evaluation)

    def drawn(self, format_: str, dpi: int | None = None) -> bytes:
        """The bytes of the figure."""
        return scenes.encode(self.scene(), format_, Encoding(dpi))


def chain_text(operations: int, turn: int = 0) -> str:
    """A spec of so many operations in a row; every turn has numbers of its own."""
    lines = [f"inputs: {{x: {1 + turn * 0.0123:.4f}}}", "nodes:"]
    names = ["x", *(f"n{i}" for i in range(1, operations)), "y"]
    for i in range(operations):
        lines.append(f"  {names[i + 1]}: {STEPS[i % len(STEPS)].format(names[i])}")
    return "\n".join(lines) + "\n"


def chain(operations: int, turn: int = 0, *, on_grid: bool) -> Chain:
    """A figure, placed now by the layout or on the grid, so that to draw it takes no layout."""
    spec = scenes.load(Source("chain.yaml", chain_text(operations, turn).encode(), None))
    placed: list[Placement] = []
    rule = grid if on_grid else layout.place

    def place(problem: LayoutProblem, work: Work | None = None) -> Placement:  # noqa: ARG001 (the layout's own has it)
        if not placed:
            placed.append(rule(problem))
        return placed[0]

    found = Chain(spec, scenes.evaluate(spec), place)
    found.scene()
    return found


def grid(problem: LayoutProblem) -> Placement:
    """Boxes on a grid of as many columns as rows, row by row, back and forth, each edge straight from box to box."""
    columns = math.ceil(math.sqrt(len(problem.boxes)))
    width, height = (max(getattr(box, side) for box in problem.boxes) + room for side, room in APART.items())
    centres = {}
    for i, box in enumerate(problem.boxes):
        row, column = divmod(i, columns)
        if row % 2:
            column = columns - 1 - column
        centres[box.id] = ((column + 0.5) * width, (row + 0.5) * height)
    routes = {edge.id: (centres[edge.source], centres[edge.target]) for edge in problem.edges}
    middles = {name: ((a[0] + b[0]) / 2, (a[1] + b[1]) / 2) for name, (a, b) in routes.items()}
    return Placement(centres, routes, middles, ())
