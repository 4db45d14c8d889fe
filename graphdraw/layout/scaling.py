"""Scales problems to the one size of text that the passes know, and placements back."""

from __future__ import annotations

from typing import TypeVar

from graphdraw.layout.problem import Arrows, Box, BoxGroup, LayoutEdge, LayoutProblem, Placement

Sized = TypeVar("Sized", Box, LayoutEdge, BoxGroup, Arrows)


def unscaled(problem: LayoutProblem) -> LayoutProblem:
    """The problem with all its sizes divided by its scale, which is then 1."""
    by = problem.scale
    return problem._replace(
        boxes=tuple(_smaller(box, by) for box in problem.boxes),
        edges=tuple(_divided(edge, by, "label_along", "label_before", "label_after") for edge in problem.edges),
        groups=tuple(_divided(group, by, "padding", "label_width", "label_height") for group in problem.groups),
        arrows=_divided(problem.arrows, by, *problem.arrows._fields),
        scale=1.0,
    )


def _smaller(box: Box, by: float) -> Box:
    return _divided(box, by, "width", "height")._replace(profile=box.profile and box.profile.scaled(1 / by))


def _divided(it: Sized, by: float, *names: str) -> Sized:
    return it._replace(**{name: getattr(it, name) / by for name in names})


def scaled(placement: Placement, by: float) -> Placement:
    """The placement scaled by `by`, rounded to 0.01 pt."""
    return placement.mapped(lambda p: (round(p[0] * by, 2), round(p[1] * by, 2)))
