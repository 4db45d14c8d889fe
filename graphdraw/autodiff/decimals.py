"""Elementary functions to the digits of the active decimal context, for numerical derivatives.

They are computed from series, with floats only for a first guess, so that they share nothing with what they check.
Source: Brent & Zimmermann, Modern Computer Arithmetic (2010), chapter 4. Results are right to a few units of the last
digit, also where they are near 0. Outside its domain a function raises InvalidOperation.

The cost is that of the terms that are summed, whose number depends on the argument; `counted` counts it.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
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
"""How often the argument of an exponential is halved before its series begins."""

LARGEST_EXPONENT = 10**6
"""The largest power of ten that is computed; float64 ends at 308."""

TERM = 60_000
"""A term with n digits costs 1 + n²/TERM steps."""

HALF, _ZERO = Decimal("0.5"), Decimal(0)
_TINY = Decimal("1e-8")


def context(digits: int) -> Context:
    """A decimal context of `digits` digits, independent of the settings of the program around."""
    traps = [InvalidOperation, DivisionByZero, Overflow]
    bounds = {"Emin": -LARGEST_EXPONENT, "Emax": LARGEST_EXPONENT}
    return Context(prec=digits, rounding=ROUND_HALF_EVEN, traps=traps, flags=[], **bounds)


_COUNTED: ContextVar[list[int] | None] = ContextVar("_COUNTED", default=None)
"""The steps of the terms summed so far, in a list of one; None where nobody counts."""


@contextmanager
def counted() -> Iterator[list[int]]:
    """A block that counts the steps, about a microsecond each, of all terms summed in it, in a list of one number."""
    steps = [0]
    token = _COUNTED.set(steps)
    try:
        yield steps
    finally:
        _COUNTED.reset(token)


def count(terms: int, digits: int) -> None:
    """Count the steps of `terms` terms or multiplications with `digits` digits."""
    if (steps := _COUNTED.get()) is not None:
        steps[0] += terms * (1 + digits**2 // TERM)


@contextmanager
def more(digits: int) -> Iterator[None]:
    """A block that computes with `digits` more digits, for calculations that lose some."""
    with localcontext() as inner:
        inner.prec += max(digits, 0)
        yield


def _constant(function: Callable[[], Decimal]) -> Callable[[], Decimal]:
    """A function for a constant in the active precision, which is remembered for the precisions of `remembered_at`."""

    @lru_cache(maxsize=32)
    def known(digits: int) -> Decimal:
        with localcontext(context(digits + GUARD)), counted():  # apart: what is known already costs nothing
            return function()

    return lambda: known(remembered_at(getcontext().prec))


def remembered_at(digits: int) -> int:
    """The precision in which constants are remembered: `digits`, rounded up to a multiple of 50, above 500 of 500."""
    coarse = 50 if digits <= 500 else 500
    return -(-digits // coarse) * coarse


def _machin() -> Decimal:
    return 4 * (4 * _alternating(1 / Decimal(5)) - _alternating(1 / Decimal(239)))


def _logarithms() -> Decimal:
    """The natural logarithm of 10, half of that of 100 = (32/30)⁴⁶ (50/48)³⁴ (162/160)²⁰, by a series for each."""
    return sum((times * _rising(1 / Decimal(n)) for times, n in ((46, 31), (34, 49), (20, 161))), _ZERO)


pi = _constant(_machin)
"""π, by Machin's formula."""

ln10 = _constant(_logarithms)
"""The natural logarithm of 10, by a formula of the same kind: `Decimal.ln` is slow from a thousand digits on."""


def summed(term: Decimal, following: Callable[[Decimal, int], Decimal]) -> Decimal:
    """The sum of a series whose terms shrink: `following(term, k)` is the k-th after the first."""
    total, k, digits = term, 0, getcontext().prec
    while term and term.adjusted() > total.adjusted() - digits:
        k += 1
        term = following(term, k)
        total += term
    count(k + 1, digits)
    return total


def _alternating(x: Decimal) -> Decimal:
    """The arc tangent of a small number by its series x − x³/3 + x⁵/5."""
    return _odd(x, -x * x)


def _rising(x: Decimal) -> Decimal:
    """The inverse hyperbolic tangent of a small number by its series x + x³/3 + x⁵/5."""
    return _odd(x, x * x)


def _odd(x: Decimal, ratio: Decimal) -> Decimal:
    """The sum of x·ratioᵏ/(2k + 1) for k from 0."""
    power = x

    def following(_term: Decimal, k: int) -> Decimal:
        nonlocal power
        power *= ratio
        return power / (2 * k + 1)

    return summed(x, following)


def expm1(x: Decimal) -> Decimal:
    """eˣ − 1."""
    if abs(x) > HALF:
        return exp(x) - 1
    with more(GUARD):
        small = x / 2**HALVINGS
        result = summed(small, lambda term, k: term * small / (k + 1))
        for _ in range(HALVINGS):
            result *= result + 2
    return +result


def exp(x: Decimal) -> Decimal:
    """eˣ; raises Overflow where it is far too large for float64, and is 0 where it is far too small."""
    if abs(x) >= LARGEST_EXPONENT:
        if x > 0:
            raise Overflow
        return Decimal(0)
    with more(GUARD + max(x.adjusted(), 0)):
        tens = int((x / ln10()).to_integral_value())
        rest = (x - tens * ln10()) / 4
        result = (1 + expm1(rest)) ** 4
        count(HALVINGS, getcontext().prec)
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


ln2 = _constant(lambda: ln(Decimal(2)))
"""The natural logarithm of 2."""


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

    return summed(x, following)


def _reduced(x: Decimal) -> tuple[int, Decimal]:
    """The quadrant of an angle, from 0 to 3, and its distance from the nearest multiple of π/2, with a sign."""
    quadrant = (x / pi() * 2).to_integral_value()
    return int(quadrant) % 4, x - quadrant * pi() / 2


def sin_cos(x: Decimal) -> tuple[Decimal, Decimal]:
    """The sine and the cosine of an angle in radians."""
    with more(GUARD + max(x.adjusted(), 0) + 30):  # a double is never nearer to a multiple of π/2 than that
        quadrant, rest = _reduced(x)
    with more(GUARD):
        square = rest * rest
        sine = summed(rest, lambda term, k: -term * square / (2 * k * (2 * k + 1)))
        cosine = summed(Decimal(1), lambda term, k: -term * square / (2 * k * (2 * k - 1)))
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
