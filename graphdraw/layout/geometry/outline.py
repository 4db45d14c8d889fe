"""Where edges meet the outline of a box, by angle or at ports. In points and degrees, y downwards."""

from __future__ import annotations

from itertools import pairwise
from math import copysign, cos, radians, sin, sqrt

from graphdraw.layout.problem import Box, Point, Profile


def ray_start(box: Box) -> float:
    """How far from the centre of a round box, to either side, its edges seem to start: its half circle's centre."""
    return max(0.0, (box.width - box.height) / 2)


def on_outline(box: Box, angle: float) -> Point:
    """The point on a round box's right side at an angle in degrees (0 level, 90 down), relative to its centre.

    The ray starts at the centre of the half circle for a circle or a lying pill, at the centre of the box for a
    standing pill, and for a box with a profile where it would start for a lying pill.
    """
    dx, dy = cos(radians(angle)), sin(radians(angle))
    if box.profile:
        return _on_profile(box.profile, ray_start(box), dx, dy)
    if box.width >= box.height:
        return ray_start(box) + dx * box.height / 2, dy * box.height / 2
    radius, flat = box.width / 2, (box.height - box.width) / 2
    if abs(dy) * radius <= flat * dx:
        return radius, dy / dx * radius
    along = flat * abs(dy) + sqrt(max(0.0, radius**2 - (flat * dx) ** 2))
    return along * dx, along * dy


def depth(profile: Profile, across: float) -> float:
    """The distance of an outline from the centre along the edges, at `across` points from the middle of a side."""
    for (a, from_a), (b, from_b) in pairwise(profile.quarter):
        if abs(across) <= b:
            return from_a + (from_b - from_a) * (abs(across) - a) / (b - a)
    return profile.quarter[-1][1]


def _on_profile(profile: Profile, start: float, dx: float, dy: float) -> Point:
    """The point where the ray from `start` on the axis, in the direction of the unit vector dx, dy, meets a profile."""

    def beside(point: Point) -> float:
        """The distance of a point of the quarter from the ray, positive on the side of the axis."""
        across, along = point
        return (along - start) * abs(dy) - across * dx

    for a, b in pairwise(profile.quarter):
        here, there = beside(a), beside(b)
        if there <= 0:
            share = here / (here - there) if here > there else 0.0
            across, along = (p + (q - p) * share for p, q in zip(a, b, strict=True))
            return along, copysign(across, dy)
    return 0.0, copysign(profile.quarter[-1][0], dy)
