"""Spreads angles: as near as possible to wanted ones, in their order, and a least distance apart."""

from __future__ import annotations

from collections.abc import Sequence

LEVEL_WEIGHT = 100.0
"""The weight of keeping a level edge level; that of keeping the angle of any other is 1."""


def spread(wanted: Sequence[float], gap: float, most: float) -> list[float]:
    """Angles nearest to the `wanted` ones, at least `gap` apart and from -most to most; a level edge (0) stays level.

    The gap is smaller where they would not fit.

    Least weighted squares by pooling adjacent violators: Ayer et al., "An empirical distribution function for sampling
    with incomplete information", Annals of Mathematical Statistics 26 (1955).
    """
    count = len(wanted)
    level = next((at for at, angle in enumerate(wanted) if not angle), -1)
    side = max(level, count - 1 - level) if level >= 0 else (count - 1) / 2
    gap = min(gap, most / side) if side else gap
    pools: list[tuple[float, float, int]] = []
    for at, angle in enumerate(wanted):
        pool = (angle - at * gap, 1.0 if angle else LEVEL_WEIGHT, 1)
        while pools and pools[-1][0] > pool[0]:
            mean, weight, size = pools.pop()
            total = weight + pool[1]
            pool = ((mean * weight + pool[0] * pool[1]) / total, total, size + pool[2])
        pools.append(pool)
    bases = [mean for mean, _, size in pools for _ in range(size)]
    if level >= 0:
        bases = [min(base, -level * gap) if at < level else max(base, -level * gap) for at, base in enumerate(bases)]
        bases[level] = -level * gap
    low, high = -most, most - (count - 1) * gap
    return [min(max(base, low), high) + at * gap for at, base in enumerate(bases)]
