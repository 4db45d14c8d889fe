"""Shortens the arrows of neighbouring edges at a fork until they are `APART` from each other. Lengths are in points."""

from __future__ import annotations

import math
from collections.abc import Sequence
from itertools import pairwise, product

from graphdraw.draw.compose.arrows import End, ended
from graphdraw.draw.scene import Point
from graphdraw.layout.geometry.segments import to_segment

APART = 4.0
"""The least distance between the arrows of two edges where they end at one node."""

STEP, FARTHEST = 0.5, 14.0
"""By how much arrows are shortened at a time, and how far from the outline they end at most."""

SLACK = 1e-6
"""By how much two arrows may be nearer than that, because of rounding."""

LOOKED_AT = 2
"""How many segments of an arrow can be near the node: the one that ends there, and the one before."""

EdgeArrows = list[list[Point]]
"""The arrows of an edge, one or two, at one of its ends: each a polyline that ends at the node or reaches into it."""


def parted(edges: Sequence[EdgeArrows], end: End, scale: float = 1.0, heavier: float = 0.0) -> list[EdgeArrows]:
    """The arrows of each edge at a node, cut so far from its outline that they keep clear of those of other edges.

    `end` is the node: arrows end at its gap, or further back where they would be too near to others. `scale` is the
    size of the figure relative to its theme, `heavier` the extra distance that thick arrows need. Each edge is compared
    with its two neighbours round the node; both of a pair are shortened alike.
    """
    plain = [[ended(arrow, end) for arrow in arrows] for arrows in edges]
    if len(edges) < 2:
        return plain
    gaps, least_apart = [end.gap] * len(edges), APART * scale + heavier - SLACK
    order = sorted(range(len(edges)), key=lambda i: _angle(plain[i], end.centre))
    for a, b in zip(order, [*order[1:], order[0]], strict=True):
        near = [
            (apart, i, j)
            for (i, p), (j, q) in product(enumerate(plain[a]), enumerate(plain[b]))
            if (apart := _distance(p, q)) < least_apart
        ]
        gap = end.gap
        for _, i, j in sorted(near):  # what the nearest two need is mostly enough for the others
            gap = _least_gap(edges[a][i], edges[b][j], end, gap, (least_apart, scale))
        gaps[a], gaps[b] = max(gaps[a], gap), max(gaps[b], gap)
    return [
        cut if gap == end.gap else [ended(arrow, end._replace(gap=gap)) for arrow in arrows]
        for arrows, cut, gap in zip(edges, plain, gaps, strict=True)
    ]


def _least_gap(
    one: Sequence[Point], other: Sequence[Point], end: End, least: float, sizes: tuple[float, float]
) -> float:
    """The least gap from the node, from `least` on, at which two arrows are apart; `FARTHEST` if there is none.

    The distance grows with the gap, so the gap is found by bisection. `sizes` are the distance asked for and the scale.
    """
    apart, scale = sizes
    farthest = FARTHEST * scale

    def gap(steps: int) -> float:
        return min(farthest, least + steps * STEP * scale)

    def are_apart(steps: int) -> bool:
        there = end._replace(gap=gap(steps))
        return _distance(ended(one, there), ended(other, there)) >= apart

    near, far = 0, max(1, math.ceil((farthest - least) / (STEP * scale)))
    if least > end.gap and are_apart(0):
        return least
    while far - near > 1:
        middle = (near + far) // 2
        if are_apart(middle):
            far = middle
        else:
            near = middle
    return gap(far)


def _angle(arrows: EdgeArrows, centre: Point) -> float:
    """The angle in radians, seen from the centre of a node, at which the arrows of an edge end."""
    x, y = (sum(arrow[-1][axis] for arrow in arrows) / len(arrows) - centre[axis] for axis in (0, 1))
    return math.atan2(y, x)


def _distance(one: Sequence[Point], other: Sequence[Point]) -> float:
    """The distance from the end of either arrow to the other arrow, the smaller of the two."""
    return min(_from_line(one[-1], other), _from_line(other[-1], one))


def _from_line(point: Point, line: Sequence[Point]) -> float:
    return min(to_segment(point, piece) for piece in pairwise(line[-1 - LOOKED_AT :]))
