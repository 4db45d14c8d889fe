"""Framing: where the frames of clusters are, and their labels.

Pre:  heights, widths, routes.
Post: a frame is as near to what is in it as it can be. Its label is at the top left inside, or further to the right
      along the top where a link would strike it. Where one would everywhere, the frame is made wider.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from graphdraw.layout.columns import Columns
from graphdraw.layout.heights import Heights
from graphdraw.layout.lengths import ARROW_DISTANCE
from graphdraw.layout.problem import Cluster, Frame, Point
from graphdraw.layout.widths import Widths

STEP = 4.0
"""How far a label is moved at a time to find a place."""

CLEAR = 1.0
"""Between a label and an arrow."""

Rectangle = tuple[float, float, float, float]


def find_frames(columns: Columns, heights: Heights, widths: Widths) -> tuple[Rectangle, ...]:
    """Left, top, right and bottom of every frame."""
    found = []
    for number, ((first, last), (top, bottom)) in enumerate(zip(columns.spans, heights.frames, strict=True)):
        left = widths.left[first] - widths.insets.left[number]
        right = widths.right[last] + widths.insets.right[number]
        found.append((left, top, right, bottom))
    return tuple(found)


def with_label(
    box: Rectangle, group: Cluster, routes: Sequence[Sequence[Point]], boxes: Sequence[Rectangle]
) -> tuple[Frame, bool]:
    """A frame in the finished picture, its label where no link strikes it, and whether there is such a place."""
    left, top, right, _ = box
    x, y = left + group.padding, top + group.padding / 2
    steps = max(0, int((right - group.padding - group.label_width - x) // STEP))
    for step in range(steps + 1):
        at = x + step * STEP
        text = at, y, at + group.label_width, y + group.label_height
        if not any(_meets(text, other) for other in boxes) and not any(_strikes(text, route) for route in routes):
            return Frame(box, (round(at, 2), round(y, 2))), True
    return Frame(box, (round(x, 2), round(y, 2))), False


def _meets(a: Rectangle, b: Rectangle) -> bool:
    return a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3]


def _strikes(text: Rectangle, route: Sequence[Point]) -> bool:
    """Whether a pair of arrows along a route meets a text."""
    half = ARROW_DISTANCE / 2 + CLEAR
    left, top, right, bottom = text[0] - half, text[1] - half, text[2] + half, text[3] + half
    return any(_clipped(a, b, (left, top, right, bottom)) for a, b in pairwise(route))


def _clipped(a: Point, b: Point, box: Rectangle) -> bool:
    """Whether a segment meets a rectangle (Liang, Barsky, 1984)."""
    first, last = 0.0, 1.0
    for start, by, low, high in ((a[0], b[0] - a[0], box[0], box[2]), (a[1], b[1] - a[1], box[1], box[3])):
        if by == 0:
            if not low < start < high:
                return False
            continue
        one, other = sorted(((low - start) / by, (high - start) / by))
        first, last = max(first, one), min(last, other)
    return first < last
