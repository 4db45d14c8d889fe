"""Where links meet the outline of a box: rays from inside it, and those at ports. Points and degrees, y downwards."""

from __future__ import annotations

from itertools import pairwise
from math import copysign, cos, radians, sin, sqrt

from graphdraw.layout.problem import Box, Point, Profile


def ray_start(box: Box) -> float:
    """How far from its centre, to either side, the links at a round box seem to come from: its half circle's centre."""
    return max(0.0, (box.width - box.height) / 2)


def on_outline(box: Box, angle: float) -> Point:
    """The point of a round box's right side at an angle (0 level, 90 down), from its centre.

    A circle or a lying pill is met on its half circle, from the centre of that; a standing pill from its own centre, on
    its flat side or on the half circle above or below. Any other outline is met from where a lying pill would be.
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
    """How far from the centre, along the links, an outline is so far from the middle of a side."""
    for (a, from_a), (b, from_b) in pairwise(profile.quarter):
        if abs(across) <= b:
            return from_a + (from_b - from_a) * (abs(across) - a) / (b - a)
    return profile.quarter[-1][1]


def _on_profile(profile: Profile, start: float, dx: float, dy: float) -> Point:
    """Where the ray from `start` on the axis, with the unit vector dx, dy, meets an outline."""

    def beside(point: Point) -> float:
        """How far a point of the quarter is on that side of the ray where the axis is."""
        across, along = point
        return (along - start) * abs(dy) - across * dx

    for a, b in pairwise(profile.quarter):
        here, there = beside(a), beside(b)
        if there <= 0:
            share = here / (here - there) if here > there else 0.0
            across, along = (p + (q - p) * share for p, q in zip(a, b, strict=True))
            return along, copysign(across, dy)
    return 0.0, copysign(profile.quarter[-1][0], dy)
