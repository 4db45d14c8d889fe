"""How far from a node its arrows end, so that those of neighbouring links do not touch each other there. Points."""

from __future__ import annotations

import math
from collections.abc import Sequence
from itertools import pairwise, product

from graphdraw.draw.compose.arrows import End, ended
from graphdraw.draw.scene import Point
from graphdraw.layout.geometry.segments import to_segment

APART = 4.0
"""Between the arrows of two links where they end at one node."""

STEP, FARTHEST = 0.5, 14.0
"""How much further back arrows are ended at a time, and how far from the outline at most."""

SLACK = 1e-6
"""What two arrows may be nearer, by rounding."""

LOOKED_AT = 2
"""Pieces of an arrow that can be near to the node: the one that ends there, and the one before."""

Spoke = list[list[Point]]
"""The arrows of a link at one of its ends: each a polyline that ends at the node, and may reach into it."""


def parted(spokes: Sequence[Spoke], end: End, scale: float = 1.0, heavier: float = 0.0) -> list[Spoke]:
    """The arrows of each link at a node, ended so far from its outline that those of others are not near.

    `end` is the node: arrows end at its gap, or further back where they would be near; `heavier` is how much more room
    they need than light ones. Each link is looked at with its neighbours on either side; both get what they need, so
    that they look alike.
    """
    plain = [[ended(arrow, end) for arrow in spoke] for spoke in spokes]
    if len(spokes) < 2:
        return plain
    gaps, least_apart = [end.gap] * len(spokes), APART * scale + heavier - SLACK
    order = sorted(range(len(spokes)), key=lambda i: _angle(plain[i], end.centre))
    for a, b in zip(order, [*order[1:], order[0]], strict=True):
        near = [
            (apart, i, j)
            for (i, p), (j, q) in product(enumerate(plain[a]), enumerate(plain[b]))
            if (apart := _distance(p, q)) < least_apart
        ]
        gap = end.gap
        for _, i, j in sorted(near):  # what the nearest two need is mostly enough for the others
            gap = _least_gap(spokes[a][i], spokes[b][j], end, gap, (least_apart, scale))
        gaps[a], gaps[b] = max(gaps[a], gap), max(gaps[b], gap)
    return [
        cut if gap == end.gap else [ended(arrow, end._replace(gap=gap)) for arrow in spoke]
        for spoke, cut, gap in zip(spokes, plain, gaps, strict=True)
    ]


def _least_gap(
    one: Sequence[Point], other: Sequence[Point], end: End, least: float, sizes: tuple[float, float]
) -> float:
    """From which gap on, of `least` and more, two arrows are apart: the further from a node, the more they are."""
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


def _angle(arrows: Spoke, centre: Point) -> float:
    """In which direction from a node the arrows of a link end."""
    x, y = (sum(arrow[-1][axis] for arrow in arrows) / len(arrows) - centre[axis] for axis in (0, 1))
    return math.atan2(y, x)


def _distance(one: Sequence[Point], other: Sequence[Point]) -> float:
    """How far each of two arrows ends from the other, the less of both."""
    return min(_from_line(one[-1], other), _from_line(other[-1], one))


def _from_line(point: Point, line: Sequence[Point]) -> float:
    return min(to_segment(point, piece) for piece in pairwise(line[-1 - LOOKED_AT :]))
