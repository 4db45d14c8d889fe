"""Scale: the passes know one size of text; with text of another size it is the same figure, larger or smaller."""

from __future__ import annotations

from typing import TypeVar

from graphdraw.layout.problem import Box, Cluster, Frame, LayoutProblem, Link, Placement, Point

Sized = TypeVar("Sized", Box, Link, Cluster)


def unscaled(problem: LayoutProblem) -> LayoutProblem:
    """The problem at the scale that the passes know."""
    by = problem.scale
    return problem._replace(
        boxes=tuple(_divided(box, by, "width", "height") for box in problem.boxes),
        links=tuple(_divided(link, by, "label_along", "label_before", "label_after") for link in problem.links),
        groups=tuple(_divided(group, by, "padding", "label_width", "label_height") for group in problem.groups),
        scale=1.0,
    )


def _divided(it: Sized, by: float, *names: str) -> Sized:
    return it._replace(**{name: getattr(it, name) / by for name in names})


def scaled(placement: Placement, by: float) -> Placement:
    """A placement so much larger."""

    def point(p: Point) -> Point:
        return round(p[0] * by, 2), round(p[1] * by, 2)

    def frame(f: Frame) -> Frame:
        left, top, right, bottom = f.box
        return Frame((*point((left, top)), *point((right, bottom))), point(f.label))

    return Placement(
        {id_: point(at) for id_, at in placement.centres.items()},
        {id_: tuple(map(point, route)) for id_, route in placement.routes.items()},
        {id_: point(at) for id_, at in placement.labels.items()},
        placement.main,
        {id_: frame(f) for id_, f in placement.frames.items()},
    )
