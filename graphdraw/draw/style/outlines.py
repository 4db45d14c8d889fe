"""Outlines of node shapes: the curve that is drawn, and the distance of a point from it.

Outlines are centred at the origin, in points, y downwards; all are convex and symmetric about both axes. The distance
is that to the nearest point of the outline, negative inside.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from itertools import pairwise

from graphdraw.draw.scene import Curve, Point

KAPPA = 4 * (math.sqrt(2) - 1) / 3
"""Length of the handles of a cubic that is nearest to a quarter of a circle of radius 1."""

NEAREST_STEPS = 40
"""The most steps of the search for the nearest point of an ellipse; six are usual."""

Outside = Callable[[float, float], float]
"""The signed distance from an outline of a point given relative to the node's centre; negative inside."""


def rounded_rectangle(width: float, height: float, radius: float) -> Curve:
    """A rectangle with quarter circles at its corners (arcs, so that a square one with full radius is a circle)."""
    w, h, r = width / 2, height / 2, min(radius, width / 2, height / 2)
    if r == 0:
        return Curve("MLLLZ", ((-w, -h), (w, -h), (w, h), (-w, h)))
    k = r * (1 - KAPPA)
    return Curve(
        "MLCLCLCLCZ",
        (
            *((-w + r, -h), (w - r, -h), (w - k, -h), (w, -h + k), (w, -h + r)),
            *((w, h - r), (w, h - k), (w - k, h), (w - r, h)),
            *((-w + r, h), (-w + k, h), (-w, h - k), (-w, h - r)),
            *((-w, -h + r), (-w, -h + k), (-w + k, -h), (-w + r, -h)),
        ),
    )


def outside_rounded(width: float, height: float, radius: float) -> Outside:
    """Signed distance to a rounded rectangle (after I. Quilez, "2D distance functions")."""
    r = min(radius, width / 2, height / 2)
    w, h = width / 2 - r, height / 2 - r

    def outside(x: float, y: float) -> float:
        dx, dy = abs(x) - w, abs(y) - h
        return (math.hypot(dx, dy) if dx > 0 and dy > 0 else max(dx, dy)) - r

    return outside


def ellipse(width: float, height: float) -> Curve:
    """An ellipse of four quarters, each a cubic."""
    w, h = width / 2, height / 2
    p, q = w * KAPPA, h * KAPPA
    return Curve(
        "MCCCCZ",
        (
            *((0.0, -h), (p, -h), (w, -q), (w, 0.0)),
            *((w, q), (p, h), (0.0, h)),
            *((-p, h), (-w, q), (-w, 0.0)),
            *((-w, -q), (-p, -h), (0.0, -h)),
        ),
    )


def outside_ellipse(width: float, height: float) -> Outside:
    """Signed distance to an ellipse (after D. Eberly, "Distance from a Point to an Ellipse, an Ellipsoid, …").

    The nearest point of the quarter is where t solves an equation of which the left side falls and is convex, so that
    Newton's steps from the left never pass the root.
    """
    w, h = width / 2, height / 2

    def outside(x: float, y: float) -> float:
        x, y = max(abs(x), 1e-9 * w), max(abs(y), 1e-9 * h)
        t = max(w * x - w * w, h * y - h * h)
        for _ in range(NEAREST_STEPS):
            p, q = w * x / (t + w * w), h * y / (t + h * h)
            over = p * p + q * q - 1
            if over <= 1e-12:
                break
            t += over / 2 / (p * p / (t + w * w) + q * q / (t + h * h))
        near_x, near_y = w * w * x / (t + w * w), h * h * y / (t + h * h)
        return math.copysign(math.hypot(x - near_x, y - near_y), t)

    return outside


def diamond(width: float, height: float) -> tuple[Point, ...]:
    """The corners of a rhombus in its lower right quarter, from the right to the bottom."""
    return (width / 2, 0.0), (0.0, height / 2)


def hexagon(width: float, height: float) -> tuple[Point, ...]:
    """The corners, in the same quarter, of a hexagon with points left and right, regular or with longer sides."""
    point = min(width / 4, height / math.sqrt(12))
    return (width / 2, 0.0), (width / 2 - point, height / 2)


def polygon(quarter: Sequence[Point]) -> Curve:
    """The symmetric polygon whose corners in the lower right quarter are given, the first of them on the x axis."""
    top, left = [(x, -y) for x, y in reversed(quarter[1:])], [(-x, y) for x, y in reversed(quarter) if x]
    corners = (*top, *quarter, *left, *((-x, -y) for x, y in quarter[1:] if x))
    return Curve("M" + "L" * (len(corners) - 1) + "Z", corners)


def outside_polygon(quarter: Sequence[Point]) -> Outside:
    """Signed distance to a polygon given as for `polygon`. The side nearest to a point is in the point's quarter."""
    corners = [*quarter, *([(0.0, quarter[-1][1])] if quarter[-1][0] else [])]
    sides = [(a, b, math.dist(a, b)) for a, b in pairwise(corners)]

    def outside(x: float, y: float) -> float:
        x, y = abs(x), abs(y)
        beyond, nearest = -math.inf, math.inf
        for (ax, ay), (bx, by), length in sides:
            dx, dy = (bx - ax) / length, (by - ay) / length
            along = min(max((x - ax) * dx + (y - ay) * dy, 0.0), length)
            beyond = max(beyond, (x - ax) * dy - (y - ay) * dx)
            nearest = min(nearest, math.hypot(x - ax - along * dx, y - ay - along * dy))
        return nearest if beyond > 0 else -nearest

    return outside
