"""Where a ray from inside a box meets its outline. Points and degrees, y downwards."""

from __future__ import annotations

from math import cos, radians, sin, sqrt

from graphdraw.layout.problem import Box, Point


def ray_start(box: Box) -> float:
    """How far from its centre, to either side, the links at a round box seem to come from: its half circle's centre."""
    return max(0.0, (box.width - box.height) / 2)


def on_outline(box: Box, angle: float) -> Point:
    """The point of a round box's right side at an angle (0 level, 90 down), from its centre.

    A circle or a lying pill is met on its half circle, from the centre of that; a standing pill from its own centre, on
    its flat side or on the half circle above or below.
    """
    dx, dy = cos(radians(angle)), sin(radians(angle))
    if box.width >= box.height:
        return ray_start(box) + dx * box.height / 2, dy * box.height / 2
    radius, flat = box.width / 2, (box.height - box.width) / 2
    if abs(dy) * radius <= flat * dx:
        return radius, dy / dx * radius
    along = flat * abs(dy) + sqrt(max(0.0, radius**2 - (flat * dx) ** 2))
    return along * dx, along * dy
