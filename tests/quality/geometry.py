"""Rectangles and segments in the plane. Points, y downwards."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from typing import TypeVar

Point = tuple[float, float]
Rectangle = tuple[float, float, float, float]
Segment = tuple[Point, Point]
A = TypeVar("A")
B = TypeVar("B")


def around(centre: Point, width: float, height: float) -> Rectangle:
    x, y = centre
    return x - width / 2, y - height / 2, x + width / 2, y + height / 2


def grown(r: Rectangle, by: float) -> Rectangle:
    return r[0] - by, r[1] - by, r[2] + by, r[3] + by


def bounds(s: Segment) -> Rectangle:
    (ax, ay), (bx, by) = s
    return min(ax, bx), min(ay, by), max(ax, bx), max(ay, by)


def meet(r: Rectangle, s: Rectangle) -> bool:
    """Whether two rectangles share a point."""
    return r[0] <= s[2] and s[0] <= r[2] and r[1] <= s[3] and s[1] <= r[3]


def meetings(first: Sequence[tuple[A, Rectangle]], second: Sequence[tuple[B, Rectangle]]) -> Iterator[tuple[A, B]]:
    """All pairs whose rectangles share a point, found by cells; a long rectangle is in a grid with long cells."""
    grids: dict[tuple[float, float], dict[tuple[int, int], list[tuple[B, Rectangle]]]] = {}
    for thing, r in second:
        size = _coarse(r[2] - r[0]), _coarse(r[3] - r[1])
        for cell in _cells(r, size):
            grids.setdefault(size, {}).setdefault(cell, []).append((thing, r))
    for one, r in first:
        for size, grid in grids.items():
            left, top = math.floor(r[0] / size[0]), math.floor(r[1] / size[1])
            for cell in _cells(r, size):
                for other, s in grid.get(cell, ()):
                    # a pair that shares several cells is met in the first of them only
                    own = max(left, math.floor(s[0] / size[0])), max(top, math.floor(s[1] / size[1]))
                    if meet(r, s) and cell == own:
                        yield one, other


def _coarse(length: float) -> float:
    size = 60.0
    while size < length:
        size *= 8
    return size


def _cells(r: Rectangle, size: tuple[float, float]) -> Iterator[tuple[int, int]]:
    rows = range(math.floor(r[1] / size[1]), math.floor(r[3] / size[1]) + 1)
    for column in range(math.floor(r[0] / size[0]), math.floor(r[2] / size[0]) + 1):
        for row in rows:
            yield column, row


def strikes(s: Segment, r: Rectangle) -> bool:
    """Whether a segment meets a rectangle: the part of it within the one extent meets the part within the other."""
    (ax, ay), (bx, by) = s
    enter, leave = 0.0, 1.0
    for start, way, low, high in ((ax, bx - ax, r[0], r[2]), (ay, by - ay, r[1], r[3])):
        if way == 0:
            if not low <= start <= high:
                return False
            continue
        first, last = sorted(((low - start) / way, (high - start) / way))
        enter, leave = max(enter, first), min(leave, last)
    return enter <= leave


def crossing(s: Segment, t: Segment) -> tuple[Point, float] | None:
    """Where two segments cross and at what angle (degrees, 90 at most); None if they do not or are parallel."""
    (ax, ay), (cx, cy) = s[0], t[0]
    sx, sy, tx, ty = s[1][0] - ax, s[1][1] - ay, t[1][0] - cx, t[1][1] - cy
    area = sx * ty - sy * tx
    if abs(area) < 1e-9:
        return None
    along = ((cx - ax) * ty - (cy - ay) * tx) / area
    other = ((cx - ax) * sy - (cy - ay) * sx) / area
    if not (-1e-9 <= along <= 1 + 1e-9 and -1e-9 <= other <= 1 + 1e-9):
        return None
    angle = math.degrees(math.atan2(abs(area), abs(sx * tx + sy * ty)))
    return (ax + along * sx, ay + along * sy), angle


def shared_length(s: Segment, t: Segment, tolerance: float = 0.5) -> float:
    """How much of two segments lies on each other, where they are parallel to within a degree."""
    sx, sy, tx, ty = s[1][0] - s[0][0], s[1][1] - s[0][1], t[1][0] - t[0][0], t[1][1] - t[0][1]
    length, other = math.hypot(sx, sy), math.hypot(tx, ty)
    if min(length, other) < 1e-6 or abs(sx * ty - sy * tx) > math.sin(math.radians(1)) * length * other:
        return 0.0
    ux, uy = sx / length, sy / length
    along = sorted((p[0] - s[0][0]) * ux + (p[1] - s[0][1]) * uy for p in t)
    away = max(abs((p[1] - s[0][1]) * ux - (p[0] - s[0][0]) * uy) for p in t)
    return max(0.0, min(length, along[1]) - max(0.0, along[0])) if away <= tolerance else 0.0


def distance(s: Segment, t: Segment) -> float:
    """Between two segments, 0 where they cross."""
    if crossing(s, t):
        return 0.0
    return min(to_segment(p, u) for u, v in ((s, t), (t, s)) for p in v)


def to_segment(p: Point, s: Segment) -> float:
    """Between a point and a segment."""
    (ax, ay), (bx, by) = s
    wx, wy = bx - ax, by - ay
    square = wx * wx + wy * wy
    share = max(0.0, min(1.0, ((p[0] - ax) * wx + (p[1] - ay) * wy) / square)) if square else 0.0
    return math.hypot(p[0] - ax - share * wx, p[1] - ay - share * wy)
