"""erf and erfc with as many digits as the decimal context in force, like the functions of `decimals`.

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
"""From here erfc is summed by itself: the series of erf grows with x², and 1 − erf(x) has few digits left."""

_ZERO = Decimal(0)


def erf(x: Decimal) -> Decimal:
    """The error function, by a series whose terms are all of one sign; for numbers near 0."""
    with more(GUARD):
        double = 2 * x * x
        series = summed(x, lambda term, k: term * double / (2 * k + 1))
        result = 2 * exp(-x * x) * series / pi().sqrt()
    return +result


def erfc(x: Decimal) -> Decimal:
    """1 − erf(x), right to the last digit where it is small; far beyond what doubles can hold it is 0."""
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
    """The step h of the sum, and for k from 0 both (kh)² and the weight exp(−(kh)²), of k = 0 half of it."""

    step: Decimal
    points: tuple[tuple[Decimal, Decimal], ...]


@lru_cache(maxsize=4)
def _weights(digits: int) -> _Weights:
    """Those with which the sum has so many digits: it is off by exp(−π²/h²)."""
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
