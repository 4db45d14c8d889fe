"""Where arrows end at one box: how near to those of other links, and how far from the outline, as they are drawn."""

from __future__ import annotations

import math
from itertools import combinations
from typing import NamedTuple

from graphdraw.draw.arrows import End, aside
from graphdraw.draw.parting import FARTHEST, Spoke, parted
from graphdraw.draw.shapes import SHAPES
from graphdraw.layout.problem import Box, LayoutProblem, Placement, Point
from tests.quality.figure import HALF_PAIR

TOUCH = 0.5
NEAR = FARTHEST
"""What is measured at most."""


class Tips(NamedTuple):
    """`apart` is the least distance between ends of arrows of two links at one box, `back` the furthest gap there."""

    apart: float
    back: float


def tips(problem: LayoutProblem, placement: Placement) -> Tips:
    """What there is at the boxes at which several links end."""
    spokes: dict[str, list[Spoke]] = {}
    for link in problem.links:
        route = placement.routes[link.id]
        arrows = [aside(route, by) for by in ((HALF_PAIR, -HALF_PAIR) if link.pair else (0.0,))]
        spokes.setdefault(link.target, []).append(arrows)
        spokes.setdefault(link.source, []).append([arrow[::-1] for arrow in arrows])
    apart, back = NEAR, TOUCH
    for box in problem.boxes:
        end = _end(box, placement.centres[box.id])
        ends = [[arrow[-1] for arrow in spoke] for spoke in parted(spokes.get(box.id, []), end)]
        back = max([back, *(end.outside(x - end.centre[0], y - end.centre[1]) for there in ends for x, y in there)])
        apart = min([apart, *(math.dist(p, q) for one, other in combinations(ends, 2) for p in one for q in other)])
    return Tips(apart, back)


def _end(box: Box, centre: Point) -> End:
    shape = SHAPES.get("pill" if box.outline == "round" else "box")
    return End(centre, shape.outside(box.width, box.height), TOUCH)
