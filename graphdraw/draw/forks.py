"""How near to the dot of a fork its arrows may begin, so that neighbours do not cross each other there. Points."""

from __future__ import annotations

import math
from collections.abc import Sequence

APART = 3.0
"""Between the nearer arrows of two neighbours where they begin."""

FARTHEST = 15.0
"""However narrow the angle, an arrow starts this near to its dot."""


def radii(spokes: Sequence[tuple[float, float]]) -> list[float]:
    """For each spoke (angle in radians, half the width of its pair of arrows) its distance from the dot's centre.

    Two pairs that leave at an angle θ have their nearer arrows `APART` from each other at the distance
    (APART + 2·half·cos(θ/2)) / (2·sin(θ/2)).
    """
    found = [0.0] * len(spokes)
    order = sorted(range(len(spokes)), key=lambda i: spokes[i][0])
    for a, b in zip(order, [*order[1:], *order[:1]], strict=True):
        if a == b:
            continue
        needed = _parting(spokes[a], spokes[b])
        found[a], found[b] = max(found[a], needed), max(found[b], needed)
    return found


def _parting(a: tuple[float, float], b: tuple[float, float]) -> float:
    angle = (b[0] - a[0]) % math.tau
    half = min(angle, math.tau - angle) / 2
    if math.sin(half) < APART / (2 * FARTHEST):
        return FARTHEST
    return min(FARTHEST, (APART + (a[1] + b[1]) * math.cos(half)) / (2 * math.sin(half)))
