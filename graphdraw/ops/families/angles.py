"""Sine, cosine and tangent, also of whole numbers beyond float64, whose quarter turns are taken off exactly."""

from __future__ import annotations

import math
from functools import lru_cache

from graphdraw.values.scalar import MAX_BITS, Number, is_exact

BITS = 2 * MAX_BITS + 128
"""Binary digits of π after the point. A whole number n is hardly ever nearer to a multiple of π/2 than 1/n, so these
are enough."""


def sine(x: Number) -> float:
    """The sine of an angle in radians."""
    return math.sin(x) if type(x) is float or is_exact(x) else _of_turns(*_reduced(int(x)))


def cosine(x: Number) -> float:
    """The cosine of an angle in radians."""
    if type(x) is float or is_exact(x):
        return math.cos(x)
    turns, rest = _reduced(int(x))
    return _of_turns(turns + 1, rest)


def tangent(x: Number) -> float:
    """The tangent of an angle in radians."""
    if type(x) is float or is_exact(x):
        return math.tan(x)
    turns, rest = _reduced(int(x))
    return -1 / math.tan(rest) if turns % 2 else math.tan(rest)


def _of_turns(turns: int, rest: float) -> float:
    """The sine of an angle of `turns` quarter turns and `rest` radians."""
    size = math.cos(rest) if turns % 2 else math.sin(rest)
    return -size if turns % 4 > 1 else size


def _reduced(x: int) -> tuple[int, float]:
    """The number of quarter turns in an angle, and the rest in radians, at most π/4 to either side."""
    quarter = _quarter_turn()
    turns = ((x << BITS + 1) + quarter) // (2 * quarter)
    return turns, ((x << BITS) - turns * quarter) / (1 << BITS)


@lru_cache(maxsize=1)
def _quarter_turn() -> int:
    """π/2 times 2 to the power of BITS, by J. Machin (1706): π/4 = 4 arctan 1/5 − arctan 1/239."""
    spare = 32
    return 2 * (4 * _arctan_of_one_over(5, BITS + spare) - _arctan_of_one_over(239, BITS + spare)) >> spare


def _arctan_of_one_over(n: int, bits: int) -> int:
    """The arc tangent of 1/n, times 2 to the power of `bits`."""
    power, total, k = (1 << bits) // n, 0, 0
    while power:
        total += (-power if k % 2 else power) // (2 * k + 1)
        power //= n * n
        k += 1
    return total
