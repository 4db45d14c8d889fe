"""Geometry of one arrow: a route moved aside, cut at outlines, with rounded bends and a head.

All in points, y downwards; a route runs from its source to its target.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from graphdraw.draw.scene import Curve, Point
from graphdraw.draw.style.outlines import Outside
from graphdraw.draw.style.shapes import clip

PASSING = 0.05
"""How much further than the gap of a node an arrow that misses its outline may end, in points."""


class End(NamedTuple):
    """A node at which arrows end: its centre, the distance from its outline, and the gap that arrows keep from it."""

    centre: Point
    outside: Outside
    gap: float


class Arrow(NamedTuple):
    """A finished arrow: the polyline from tail to tip, the stroked line and the head."""

    points: tuple[Point, ...]
    line: Curve
    head: Curve


def aside(route: Sequence[Point], distance: float) -> list[Point]:
    """The polyline moved to its left by `distance` points (up, where it runs to the right), with mitred joins."""
    if distance == 0 or len(route) < 2:
        return list(route)
    normals = [_normal(a, b) for a, b in pairwise(route)]
    moved = []
    for point, before, after in zip(route, [normals[0], *normals], [*normals, normals[-1]], strict=True):
        mx, my = before[0] + after[0], before[1] + after[1]
        # the mitre grows without bound towards a hairpin: never more than four distances
        scale = min(2 * abs(distance) / max(mx * mx + my * my, 1e-9), 4 * abs(distance))
        scale = math.copysign(scale, distance)
        moved.append((point[0] + mx * scale, point[1] + my * scale))
    return moved


def cut_at_both_ends(route: Sequence[Point], start_cut: Sequence[Point], end_cut: Sequence[Point]) -> list[Point]:
    """A route with both ends cut, from two versions of it: one with its start cut, the other with its end cut."""
    kept = end_cut[len(route) - len(start_cut) + 1 :]
    return [start_cut[0], *(kept or end_cut[-1:])]


def pointed(
    points: Sequence[Point],
    *,
    distance: float,
    corner: float,
    head: tuple[float, float],
    filled: bool,
    back: float = 0.0,
) -> Arrow:
    """The arrow along a polyline that is cut at both ends already and runs `distance` to the left of its route.

    `corner` is how far before a bend of the route its rounding starts, `head` is length and width of the head. The line
    of a filled head ends just inside its base; the tip of an open head is `back` before the last point.
    """
    length, width = head
    direction = _unit(points[-2], points[-1])
    back = 0.0 if filled else back
    tip = stop = points[-1] if not back else _before(points[-1], direction, back)
    if filled:
        length = min(length, math.dist(points[-2], points[-1]))
        stop = _before(tip, direction, length * 0.9)
    line = rounded([*points[:-1], stop], corner, distance, keep=0.0 if filled else head[0])
    return Arrow(tuple(points), line, _head(tip, direction, length, width, filled))


def rounded(points: Sequence[Point], corner: float, distance: float = 0.0, keep: float = 0.0) -> Curve:
    """The polyline with a quadratic curve at each bend, from `corner` points before it to `corner` points after it.

    `distance` is how far the polyline was moved aside from its route: on the inside of a bend the curve starts nearer
    to it, so that the two arrows of an edge stay parallel. The last `keep` points stay straight.
    """
    codes, used = ["M"], [points[0]]
    pieces = [(math.dist(a, b), _unit(a, b)) for a, b in pairwise(points)]
    for i, ((length, before), (next_length, after)) in enumerate(pairwise(pieces), 1):
        x, y = b = points[i]
        cross = before[0] * after[1] - before[1] * after[0]
        dot = before[0] * after[0] + before[1] * after[1]
        reach = corner + distance * cross / (1 + dot) if dot > -0.99 else 0.0
        room_before = length * (0.5 if i > 1 else 1.0)
        room_after = next_length * 0.5 if i < len(points) - 2 else next_length - keep
        reach = max(0.0, min(reach, room_before, room_after))
        codes.append("LQ")
        used += (x - before[0] * reach, y - before[1] * reach), b, (x + after[0] * reach, y + after[1] * reach)
    return Curve("".join([*codes, "L"]), (*used, points[-1]))


def ended(points: Sequence[Point], end: End) -> list[Point]:
    """The polyline cut or prolonged so that it ends the gap of `end` outside the outline.

    Segments that lie inside are dropped. A polyline that misses the outline ends where it did, or where the nearest
    way to the centre meets the outline.
    """
    outside, gap, (cx, cy) = end.outside, end.gap, end.centre
    kept = list(points)
    while len(kept) > 2 and outside(kept[-2][0] - cx, kept[-2][1] - cy) <= gap:
        kept.pop()
    a, b = kept[-2], kept[-1]
    x, y = a[0] - cx, a[1] - cy
    dx, dy = _unit(a, b)
    along = -x * dx - y * dy
    target = foot = x + dx * along, y + dy * along
    if outside(*foot) > gap:
        # the axis may stop short of the outline where this parallel meets it: look on to the level of the centre
        reach = math.dist(a, b) + math.dist(b, end.centre)
        target = x + dx * reach, y + dy * reach
    met = clip((x, y), target, outside, gap)
    if met == target:  # it passes by: it ends where the axis does, or turns to the nearest place where it can
        met = b[0] - cx, b[1] - cy
        met = clip(met, (0.0, 0.0), outside, gap) if outside(*met) > gap + PASSING else met
    return [*kept[:-1], (met[0] + cx, met[1] + cy)]


def _head(tip: Point, direction: Point, length: float, width: float, filled: bool) -> Curve:
    base = _before(tip, direction, length)
    side = (-direction[1] * width / 2, direction[0] * width / 2)
    left, right = (base[0] + side[0], base[1] + side[1]), (base[0] - side[0], base[1] - side[1])
    return Curve("MLLZ" if filled else "MLL", (left, tip, right))


def _before(tip: Point, direction: Point, by: float) -> Point:
    return tip[0] - direction[0] * by, tip[1] - direction[1] * by


def _normal(a: Point, b: Point) -> Point:
    x, y = _unit(a, b)
    return y, -x


def _unit(a: Point, b: Point) -> Point:
    length = math.dist(a, b) or 1.0
    return (b[0] - a[0]) / length, (b[1] - a[1]) / length
