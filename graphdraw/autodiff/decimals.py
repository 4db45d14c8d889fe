"""Elementary functions with as many digits as the decimal context in force, for numerical derivatives.

Written from series, without floats but for a first guess, so that they have nothing in common with what they check.
Source: Brent & Zimmermann, Modern Computer Arithmetic (2010), chapter 4; for erf and erfc DLMF 7.6.2 and 7.12.1.
Results are right to a few units of the last digit, also where they are near 0. Outside a domain InvalidOperation is
raised.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from decimal import (
    ROUND_HALF_EVEN,
    Context,
    Decimal,
    DivisionByZero,
    InvalidOperation,
    Overflow,
    getcontext,
    localcontext,
)
from functools import lru_cache

GUARD = 12
"""Digits beyond those asked for, against rounding on the way."""

HALVINGS = 8
"""Times that the argument of an exponential is halved before its series begins."""

LARGEST_EXPONENT = 10**6
"""Powers of ten beyond this are not looked at: doubles end at 308."""

FAR = 3
"""From here erfc is taken in place of erf, whose series is long there."""

HALF = Decimal("0.5")
_TINY = Decimal("1e-8")


def context(digits: int) -> Context:
    """A context of that many digits, whatever the settings of the program around."""
    traps = [InvalidOperation, DivisionByZero, Overflow]
    bounds = {"Emin": -LARGEST_EXPONENT, "Emax": LARGEST_EXPONENT}
    return Context(prec=digits, rounding=ROUND_HALF_EVEN, traps=traps, flags=[], **bounds)


@contextmanager
def more(digits: int) -> Iterator[None]:
    """For calculations that lose digits: as many more are carried within."""
    with localcontext() as inner:
        inner.prec += max(digits, 0)
        yield


def _constant(function: Callable[[], Decimal]) -> Callable[[], Decimal]:
    """A constant in the precision in force; it is remembered for every fifty digits."""

    @lru_cache(maxsize=64)
    def known(digits: int) -> Decimal:
        with localcontext(context(digits + GUARD)):
            return function()

    return lambda: known(-(-getcontext().prec // 50) * 50)


def _machin() -> Decimal:
    return 4 * (4 * _alternating(1 / Decimal(5)) - _alternating(1 / Decimal(239)))


pi = _constant(_machin)
"""π, by Machin's formula."""

ln10 = _constant(lambda: Decimal(10).ln())
"""The natural logarithm of 10."""


def _summed(term: Decimal, following: Callable[[Decimal, int], Decimal]) -> Decimal:
    """The sum of a series whose terms shrink: `following(term, k)` is the k-th after the first."""
    total, k, digits = term, 0, getcontext().prec
    while term and term.adjusted() > total.adjusted() - digits:
        k += 1
        term = following(term, k)
        total += term
    return total


def _alternating(x: Decimal) -> Decimal:
    """The arc tangent of a small number by its series in x − x³/3 + x⁵/5."""
    square, power = x * x, x

    def following(_term: Decimal, k: int) -> Decimal:
        nonlocal power
        power *= -square
        return power / (2 * k + 1)

    return _summed(x, following)


def expm1(x: Decimal) -> Decimal:
    """eˣ − 1."""
    if abs(x) > HALF:
        return exp(x) - 1
    with more(GUARD):
        small = x / 2**HALVINGS
        result = _summed(small, lambda term, k: term * small / (k + 1))
        for _ in range(HALVINGS):
            result *= result + 2
    return +result


def exp(x: Decimal) -> Decimal:
    """eˣ; raises Overflow beyond all doubles, far below them it is 0."""
    if abs(x) >= LARGEST_EXPONENT:
        if x > 0:
            raise Overflow
        return Decimal(0)
    with more(GUARD + max(x.adjusted(), 0)):
        tens = int((x / ln10()).to_integral_value())
        rest = (x - tens * ln10()) / 4
        result = (1 + expm1(rest)) ** 4
    return (+result).scaleb(tens)


def ln(x: Decimal) -> Decimal:
    """The natural logarithm."""
    if x <= 0:
        raise InvalidOperation
    if abs(x - 1) < _TINY:
        return _log1p_series(x - 1)
    tens = x.adjusted()
    with more(GUARD):
        part = x.scaleb(-tens)
        guess = Decimal(math.log(part))
        result = tens * ln10() + guess + _log1p_series(part * exp(-guess) - 1)
    return +result


def log1p(x: Decimal) -> Decimal:
    """ln(1 + x)."""
    if abs(x) < _TINY:
        return _log1p_series(x)
    with more(GUARD):
        result = ln(1 + x)
    return +result


def _log1p_series(x: Decimal) -> Decimal:
    power = x

    def following(_term: Decimal, k: int) -> Decimal:
        nonlocal power
        power *= -x
        return power / (k + 1)

    return _summed(x, following)


def _reduced(x: Decimal) -> tuple[int, Decimal]:
    """The quadrant of an angle, and what it is away from the nearest multiple of π/2."""
    quadrant = (x / pi() * 2).to_integral_value()
    return int(quadrant) % 4, x - quadrant * pi() / 2


def sin_cos(x: Decimal) -> tuple[Decimal, Decimal]:
    """Sine and cosine."""
    with more(GUARD + max(x.adjusted(), 0) + 30):  # a double is never nearer to a multiple of π/2 than that
        quadrant, rest = _reduced(x)
    with more(GUARD):
        square = rest * rest
        sine = _summed(rest, lambda term, k: -term * square / (2 * k * (2 * k + 1)))
        cosine = _summed(Decimal(1), lambda term, k: -term * square / (2 * k * (2 * k - 1)))
    sines = (sine, cosine, -sine, -cosine)
    return +sines[quadrant], +sines[(quadrant + 1) % 4]


def atan(x: Decimal) -> Decimal:
    """The arc tangent."""
    if abs(x) > 1:
        return pi().copy_sign(x) / 2 - atan(1 / x)
    with more(GUARD):
        if abs(x) < _TINY:
            result = _alternating(x)
        else:
            guess = Decimal(math.atan(x))
            sine, cosine = sin_cos(guess)
            result = guess + _alternating((x * cosine - sine) / (cosine + x * sine))
    return +result


def erf(x: Decimal) -> Decimal:
    """The error function, by a series whose terms are all of one sign."""
    with more(GUARD):
        double = 2 * x * x
        series = _summed(x, lambda term, k: term * double / (2 * k + 1))
        result = 2 * exp(-x * x) * series / pi().sqrt()
    return +result


def erfc(x: Decimal) -> Decimal:
    """1 − erf(x), right to the last digit where it is small."""
    if x <= 0:
        return 2 - erfc(-x) if x < -FAR else 1 + erf(-x)
    lost = int(x * x * Decimal("0.4343")) + GUARD  # decimals of its own size
    if lost < getcontext().prec + 3 * GUARD:
        with more(lost):
            return 1 - erf(x)
    with more(GUARD + 2 * max(x.adjusted(), 0)):
        square = x * x
        series = _summed(Decimal(1), lambda term, k: -term * (2 * k - 1) / (2 * square))
        result = exp(-square) * series / (x * pi().sqrt())
    return +result
