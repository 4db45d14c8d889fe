"""Widths: the x of every item and the span of every column.

Pre:  columns, heights, segments.
Post: a column is as wide as its widest item; the gap to the next has room for the slants that run through it, about
      54 degrees steep to a neighbouring lane and up to 72 further away. Boxes stand in their column as they ask to.
"""

from __future__ import annotations

from dataclasses import dataclass

from graphdraw.layout.columns import Columns
from graphdraw.layout.graph import Graph
from graphdraw.layout.lengths import HEAD_GAP, SLOPE, SLOPE_UP_TO, STEEP, STEEPEST_SLOPE, TAIL_GAP, WIDEST_GAP
from graphdraw.layout.straight import Segment


@dataclass(frozen=True, slots=True)
class Widths:
    """`x`: the centre of each item; `left`, `right`: the borders of each column."""

    x: tuple[float, ...]
    left: tuple[float, ...]
    right: tuple[float, ...]

    def middle(self, column: int) -> float:
        """The x half-way through a column."""
        return (self.left[column] + self.right[column]) / 2


def place_widths(graph: Graph, columns: Columns, y: list[float], segments: tuple[Segment, ...]) -> Widths:
    """The x of everything, the first column starting at 0."""
    width = [0.0] * columns.count
    for item in columns.items:
        width[item.column] = max(width[item.column], item.width)
    gaps = _gaps(columns, y, segments)
    left, right, at = [], [], 0.0
    for column in range(columns.count):
        left.append(at)
        right.append(at + width[column])
        at = right[-1] + gaps[column]
    x = []
    for item in columns.items:
        start, end = left[item.column], right[item.column]
        align = graph.boxes[item.owner].align if item.kind == "box" else "centre"
        places = {"start": start + item.width / 2, "centre": (start + end) / 2, "end": end - item.width / 2}
        x.append(places[align])
    return Widths(tuple(x), tuple(left), tuple(right))


def _gaps(columns: Columns, y: list[float], segments: tuple[Segment, ...]) -> list[float]:
    """To the right of each column."""
    gaps = [HEAD_GAP if column % 2 else TAIL_GAP for column in range(columns.count)]
    for s in segments:
        rise = abs(y[s.right] + s.from_right - y[s.left] - s.from_left)
        column = columns.items[s.left].column
        gaps[column] = max(
            gaps[column], min(max(WIDEST_GAP, rise / STEEPEST_SLOPE), max(rise / STEEP, min(rise, SLOPE_UP_TO) / SLOPE))
        )
    return gaps
