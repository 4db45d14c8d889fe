"""How two segments meet: the angle at which they cross, or the distance between them. Points and degrees."""

from __future__ import annotations

from math import atan2, degrees, hypot

from graphdraw.layout.problem import Point

LineSegment = tuple[Point, Point]
"""A segment, from point to point."""

END = 1e-6
"""The part of a segment, at either end, with which it only touches another and does not cross it."""

ON = 0.5
"""Points: up to this distance two parallel segments look like one; from this shared length on that is seen."""


def crossing_angle(s: LineSegment, t: LineSegment) -> float | None:
    """The angle in degrees, 90 at most, at which two segments cross; None where they do not cross."""
    (ax, ay), (cx, cy) = s[0], t[0]
    sx, sy, tx, ty = s[1][0] - ax, s[1][1] - ay, t[1][0] - cx, t[1][1] - cy
    area = sx * ty - sy * tx
    if abs(area) < 1e-9:
        return None
    along = ((cx - ax) * ty - (cy - ay) * tx) / area
    other = ((cx - ax) * sy - (cy - ay) * sx) / area
    if not (END < along < 1 - END and END < other < 1 - END):
        return None
    return degrees(atan2(abs(area), abs(sx * tx + sy * ty)))


def distance(s: LineSegment, t: LineSegment) -> float:
    """The distance between two segments that do not cross."""
    return min(to_segment(t[0], s), to_segment(t[1], s), to_segment(s[0], t), to_segment(s[1], t))


def on_each_other(s: LineSegment, t: LineSegment) -> bool:
    """Whether two segments that do not cross lie on one line, to within half a point, and share a part of it."""
    (ax, ay), (bx, by) = s
    length, other = hypot(bx - ax, by - ay), hypot(t[1][0] - t[0][0], t[1][1] - t[0][1])
    if length < other:
        return on_each_other(t, s)
    if not other:
        return False
    ux, uy = (bx - ax) / length, (by - ay) / length
    if any(abs((x - ax) * uy - (y - ay) * ux) > ON for x, y in t):
        return False
    first, last = sorted((x - ax) * ux + (y - ay) * uy for x, y in t)
    return min(length, last) - max(0.0, first) > ON


def to_segment(p: Point, s: LineSegment) -> float:
    """The distance from a point to the nearest point of a segment."""
    (ax, ay), (bx, by) = s
    wx, wy = bx - ax, by - ay
    px, py = p[0] - ax, p[1] - ay
    square = wx * wx + wy * wy
    share = (px * wx + py * wy) / square if square else 0.0
    if share <= 0:
        return hypot(px, py)
    if share > 1:
        share = 1.0
    return hypot(px - share * wx, py - share * wy)
