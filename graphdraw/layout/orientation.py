"""Directions: the passes know one, from left to right; the others are the same picture turned.

`down` and `up` swap the axes, so that operands run left to right and what stands before the axis is left of it; `left`
and `up` mirror the reading direction. Texts are not turned: the sizes that come in are those of the finished picture.
"""

from __future__ import annotations

from graphdraw.layout.problem import Box, Direction, LayoutProblem, Point, is_level


def turned(problem: LayoutProblem) -> LayoutProblem:
    """The problem as the passes see it."""
    if problem.level:
        return problem
    return problem._replace(boxes=tuple(_lying(box) for box in problem.boxes))


def _lying(box: Box) -> Box:
    return box._replace(width=box.height, height=box.width)


def turned_back(point: Point, direction: Direction, length: float) -> Point:
    """A point of the passes in the finished picture; `length` is that of the picture along the links."""
    along, across = point
    if direction in ("left", "up"):
        along = length - along
    x, y = (along, across) if is_level(direction) else (across, along)
    return round(x, 2) + 0.0, round(y, 2) + 0.0
