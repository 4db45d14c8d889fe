"""Turns problems to run from left to right, the one direction that the passes know, and placements back.

`down` and `up` swap the axes, so that operands are ordered from left to right and texts above the axis of an edge stand
left of it; `left` and `up` mirror the picture along the edges. Texts are not turned: sizes are those of the finished
picture.
"""

from __future__ import annotations

from graphdraw.layout.problem import Box, LayoutDirection, LayoutProblem, Point, is_level


def turned(problem: LayoutProblem) -> LayoutProblem:
    """The problem as the passes see it: width and height of boxes are swapped where the edges run down or up."""
    if problem.level:
        return problem
    return problem._replace(boxes=tuple(_with_axes_swapped(box) for box in problem.boxes))


def _with_axes_swapped(box: Box) -> Box:
    return box._replace(width=box.height, height=box.width)


def turned_back(point: Point, direction: LayoutDirection, length: float) -> Point:
    """A point of the passes in the finished picture, rounded to 0.01; `length` is its extent along the edges."""
    along, across = point
    if direction in ("left", "up"):
        along = length - along
    x, y = (along, across) if is_level(direction) else (across, along)
    return round(x, 2) + 0.0, round(y, 2) + 0.0
