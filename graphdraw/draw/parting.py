"""How far from a node its arrows end, so that those of neighbouring links do not touch each other there. Points."""

from __future__ import annotations

import math
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from graphdraw.draw.arrows import End, ended
from graphdraw.draw.scene import Point
from graphdraw.layout.meeting import to_segment

APART = 4.0
"""Between the arrows of two links where they end at one node."""

STEP, FARTHEST = 0.5, 14.0
"""How much further back arrows are ended at a time, and how far from the outline at most."""

LOOKED_AT = 2
"""Pieces of an arrow that can be near to the node: the one that ends there, and the one before."""


class Spoke(NamedTuple):
    """The arrows of a link at one of its ends: each a polyline that ends at the node, and may reach into it."""

    arrows: tuple[tuple[Point, ...], ...]


def parted(spokes: Sequence[Spoke], end: End, scale: float = 1.0) -> list[list[list[Point]]]:
    """The arrows of each link at a node, ended so far from its outline that those of others are not near."""
    plain = [_cut(spoke, end) for spoke in spokes]
    found = _gaps(spokes, plain, end, scale)
    return [
        cut if gap == end.gap else _cut(spoke, end._replace(gap=gap))
        for spoke, cut, gap in zip(spokes, plain, found, strict=True)
    ]


def gaps(spokes: Sequence[Spoke], end: End, scale: float = 1.0) -> list[float]:
    """For each link at a node how far from its outline the arrows end: `end.gap`, or more where they would be near.

    `end` is the node. Each link is looked at with its neighbours on either side; both get what they need, so that they
    look alike.
    """
    return _gaps(spokes, [_cut(spoke, end) for spoke in spokes], end, scale)


def _gaps(spokes: Sequence[Spoke], plain: list[list[list[Point]]], end: End, scale: float) -> list[float]:
    found = [end.gap] * len(spokes)
    if len(spokes) < 2:
        return found
    order = sorted(range(len(spokes)), key=lambda i: _angle(plain[i], end.centre))
    for a, b in zip(order, [*order[1:], order[0]], strict=True):
        if not _are_apart(plain[a], plain[b], APART * scale):
            gap = _least_gap(spokes[a], spokes[b], end, scale)
            found[a], found[b] = max(found[a], gap), max(found[b], gap)
    return found


def _least_gap(one: Spoke, other: Spoke, end: End, scale: float) -> float:
    """From where on two links are apart that are not at the outline; the further from a node, the more they are."""
    farthest = FARTHEST * scale
    near, far = 0, max(1, math.ceil((farthest - end.gap) / (STEP * scale)))
    while far - near > 1:
        middle = (near + far) // 2
        there = end._replace(gap=min(farthest, end.gap + middle * STEP * scale))
        if _are_apart(_cut(one, there), _cut(other, there), APART * scale):
            far = middle
        else:
            near = middle
    return max(end.gap, min(farthest, end.gap + far * STEP * scale))


def _cut(spoke: Spoke, end: End) -> list[list[Point]]:
    return [ended(list(arrow), end) for arrow in spoke.arrows]


def _angle(arrows: list[list[Point]], centre: Point) -> float:
    """In which direction from a node the arrows of a link end."""
    x, y = (sum(arrow[-1][axis] for arrow in arrows) / len(arrows) - centre[axis] for axis in (0, 1))
    return math.atan2(y, x)


def _are_apart(a: list[list[Point]], b: list[list[Point]], least: float) -> bool:
    """Whether no arrow of one link ends nearer to one of the other than `least`."""
    return all(min(_distance(p[-1], q), _distance(q[-1], p)) >= least - 1e-6 for p in a for q in b)


def _distance(point: Point, line: Sequence[Point]) -> float:
    return min(to_segment(point, piece) for piece in pairwise(line[-1 - LOOKED_AT :]))
