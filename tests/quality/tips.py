"""Where arrows end at one box, as the layout brings them there: how near to those of other edges."""

from __future__ import annotations

import math
from itertools import combinations
from typing import NamedTuple

from graphdraw.draw.compose.arrow_ends import NEAR
from graphdraw.draw.compose.arrows import End, aside, ended
from graphdraw.draw.compose.fork_ends import FARTHEST, EdgeArrows, parted
from graphdraw.draw.style.shapes import SHAPES
from graphdraw.layout.geometry.spacing import DOT
from graphdraw.layout.problem import Box, LayoutProblem, Placement, Point
from tests.quality.figure import HALF_PAIR

TOUCH = 0.5


class Tips(NamedTuple):
    """`apart` is the least distance between ends of arrows of two edges at one dot, where they end further off.

    `crowded` is at how many boxes, of `boxes`, arrows would touch if it were not laid out again with more room.
    """

    apart: float
    crowded: int
    boxes: int


def tips(problem: LayoutProblem, placement: Placement) -> Tips:
    """What there is at the boxes at which several edges end."""
    spokes: dict[str, list[EdgeArrows]] = {}
    for edge in problem.edges:
        route = placement.routes[edge.id]
        arrows = [aside(route, by) for by in ((HALF_PAIR, -HALF_PAIR) if edge.pair else (0.0,))]
        spokes.setdefault(edge.target, []).append(arrows)
        spokes.setdefault(edge.source, []).append([arrow[::-1] for arrow in arrows])
    apart, crowded = FARTHEST, 0
    for box in problem.boxes:
        end, there = _end(box, placement.centres[box.id]), spokes.get(box.id, [])
        if box.outline == "round" and max(box.width, box.height) < DOT:
            apart = min(apart, _least(parted(there, end)))
        else:
            crowded += _least([[ended(arrow, end) for arrow in spoke] for spoke in there]) < NEAR
    return Tips(apart, crowded, len(problem.boxes))


def _least(spokes: list[EdgeArrows]) -> float:
    ends = [[arrow[-1] for arrow in spoke] for spoke in spokes]
    apart = (math.dist(p, q) for one, other in combinations(ends, 2) for p in one for q in other)
    return min(apart, default=FARTHEST)


def _end(box: Box, centre: Point) -> End:
    shape = SHAPES.get("pill" if box.outline == "round" else "box")
    return End(centre, shape.outside(box.width, box.height), TOUCH)
