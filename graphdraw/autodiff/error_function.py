"""The error function erf and its complement erfc, to the digits of the active decimal context, as in `decimals`.

Source: for erf DLMF 7.6.2; for erfc C. Chiarella & A. Reichel, Math. Comp. 22 (1968), 137-143: the trapezoidal rule for
the integral of exp(−t²) / (t² + x²), whose terms are as many for every x.
"""

from __future__ import annotations

from decimal import Decimal, getcontext, localcontext
from functools import lru_cache
from typing import NamedTuple

from graphdraw.autodiff.decimals import (
    GUARD,
    HALF,
    LARGEST_EXPONENT,
    context,
    count,
    counted,
    exp,
    expm1,
    ln10,
    more,
    pi,
    remembered_at,
    summed,
)

FAR = 2
"""From this argument on erfc has a sum of its own: erf needs ever more terms, and 1 − erf(x) loses its digits."""

_ZERO = Decimal(0)


def erf(x: Decimal) -> Decimal:
    """The error function, by a series whose terms are all of one sign; for numbers near 0."""
    with more(GUARD):
        double = 2 * x * x
        series = summed(x, lambda term, k: term * double / (2 * k + 1))
        result = 2 * exp(-x * x) * series / pi().sqrt()
    return +result


def erfc(x: Decimal) -> Decimal:
    """1 − erf(x), with all digits also where it is small; 0 where it is far too small for float64."""
    if x < FAR:
        return 2 - erfc(-x) if x <= -FAR else _near(x)
    if x * x >= LARGEST_EXPONENT:
        return _ZERO
    with more(GUARD + 2 * x.adjusted()):
        digits = getcontext().prec
        step, points = _weights(remembered_at(digits))
        square, total, terms = x * x, _ZERO, 0
        for point, weight in points:
            term = weight / (point + square)
            total += term
            terms += 1
            if term.adjusted() < total.adjusted() - digits:
                break
        count(terms, digits)
        result = 2 * step * x * exp(-square) * total / pi()
        if x < pi() / step:  # the pole of what is integrated lies so near that the sum is off by this
            result -= 2 / expm1(2 * pi() * x / step)
    return +result


def _near(x: Decimal) -> Decimal:
    with more(GUARD):
        result = 1 - erf(x)
    return +result


class _Weights(NamedTuple):
    """The step h of the sum, and for each k from 0 on (kh)² and the weight exp(−(kh)²), which is 1/2 for k = 0."""

    step: Decimal
    points: tuple[tuple[Decimal, Decimal], ...]


@lru_cache(maxsize=4)
def _weights(digits: int) -> _Weights:
    """The weights for a sum with `digits` right digits: the error of the sum is about exp(−π²/h²)."""
    with localcontext(context(digits + GUARD)), counted():  # apart: what is known already costs nothing
        size = digits * ln10()
        square = pi() ** 2 / size
        ratio, shrinks = exp(-square), exp(-2 * square)
        points, weight = [(_ZERO, HALF)], Decimal(1)
        for k in range(1, int(size / pi()) + 1):
            weight *= ratio  # from exp(−(k − 1)²h²) to exp(−k²h²)
            ratio *= shrinks
            points.append((k * k * square, weight))
        return _Weights(square.sqrt(), tuple(points))
