"""GELU and its derivative, exact and by tanh, with all digits also far from 0. Hendrycks & Gimpel (2016)."""

from __future__ import annotations

import math

from graphdraw.ops.families.stable import bell, real, sigmoid
from graphdraw.values.scalar import Number, mul

TAIL = -10
"""Below this argument, Φ is computed as a bell curve times a continued fraction."""

TERMS = 40
"""The terms of the continued fraction; 20 are enough at the beginning of the tail."""

TANH_TAIL = -4
"""Below this argument, the exponent of the form with tanh needs more digits than float64 has, and is decimal."""

NOTHING = 30
"""Beyond this argument, the form with tanh is x for positive x. For negative x it is too small for float64, and so is
every gradient times its derivative."""

ROOT = math.sqrt(2 / math.pi)
CUBIC = 0.044715
"""The factor of x³ in the approximation of Φ by tanh."""

_EXACT_ROOT = "0.7978845608028653558798921198687637369517"
_NORMAL = 1 / math.sqrt(2 * math.pi)


def gelu(x: Number, *, approx: str) -> float:
    """GELU: x Φ(x), or with `approx="tanh"` x (1 + tanh u)/2 = x σ(2u), where u = √(2/π)(x + 0.044715 x³)."""
    x = float(x) if x > 0 else real(x)
    if approx == "tanh":
        return _by_tanh(x)
    if x < TAIL:
        return bell(x, 0.5, x * _mills(-x) * _NORMAL)
    return x * (math.erfc(-x / math.sqrt(2)) / 2)


def by_gelu(g: Number, x: Number, *, approx: str) -> float:
    """The gradient `g` times the derivative Φ(x) + x φ(x), or that of the form with tanh."""
    x = real(x)
    if approx == "tanh":
        return _slope_by_tanh(g, x)
    if x < TAIL:
        return bell(x, 0.5, (_mills(-x) + x) * _NORMAL, g)
    return mul(g, math.erfc(-x / math.sqrt(2)) / 2 + bell(x, 0.5, x * _NORMAL))


def _mills(t: float) -> float:
    """Mills' ratio Φ(−t)/φ(t), by Laplace's continued fraction: DLMF 7.9.3."""
    rest = t
    for k in range(TERMS, 0, -1):
        rest = t + k / rest
    return 1 / rest


def _by_tanh(x: float) -> float:
    if abs(x) > NOTHING:
        return x if x > 0 else -0.0
    return x * sigmoid(2 * ROOT * (x + CUBIC * x**3)) if x >= TANH_TAIL else _tanh_tail(x)[0]


def _slope_by_tanh(g: Number, x: float) -> float:
    if abs(x) > NOTHING:
        return float(g) if x > 0 else 0.0
    if x < TANH_TAIL:
        return _tanh_tail(x, g)[1]
    exponent = 2 * ROOT * (x + CUBIC * x**3)
    part = sigmoid(exponent)
    return mul(g, part + x * part * sigmoid(-exponent) * 2 * ROOT * (1 + 3 * CUBIC * x * x))


def _tanh_tail(x: float, g: Number = 1) -> tuple[float, float]:
    """The form with tanh, and its derivative times `g`, for arguments where both are tiny."""
    from decimal import Context, Decimal, localcontext  # start-up time: for numbers far from zero

    with localcontext(Context(prec=40)):
        at, twice, cubic = Decimal(x), 2 * Decimal(_EXACT_ROOT), Decimal(str(CUBIC))
        power_of_e = (twice * (at + cubic * at**3)).exp()
        part = power_of_e / (1 + power_of_e)
        slope = part * (1 + at * (1 - part) * twice * (1 + 3 * cubic * at * at))
        return float(at * part), float(slope * Decimal(g))
