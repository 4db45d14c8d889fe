"""The one rounding: half away from zero, on the decimal text of a number without its floating-point noise.

Pictures, tables, words and published numbers all take theirs from here, so that what is checked is what is shown.
"""

from __future__ import annotations

from decimal import MAX_EMAX, MIN_EMIN, ROUND_DOWN, ROUND_HALF_UP, Context, Decimal

NOISE_DIGITS = 12
"""Significant digits of a double that survive a few roundings."""

_EXACT = Context(prec=10_000, rounding=ROUND_HALF_UP, Emax=MAX_EMAX, Emin=MIN_EMIN)
"""Exact for whole numbers up to 4,096 bits and for all doubles."""


def cleaned(value: int | float) -> Decimal:
    """The number without floating-point noise and without negative zero; whole numbers of Python exactly."""
    return Decimal(value) if isinstance(value, int) else without_sign_of_zero(Decimal(f"{value:.{NOISE_DIGITS}g}"))


def rounded(number: Decimal, decimals: int) -> Decimal:
    """The number with so many decimals, half away from zero; tens and so on where they are less than 0."""
    return without_sign_of_zero(number.quantize(Decimal(1).scaleb(-decimals, _EXACT), context=_EXACT))


def cut(number: Decimal, decimals: int) -> Decimal:
    """The number with so many decimals, all others cut off."""
    return without_sign_of_zero(number.quantize(Decimal(1).scaleb(-decimals, _EXACT), ROUND_DOWN, _EXACT))


def significant(number: Decimal, digits: int) -> Decimal:
    """The number with so many significant digits, zeros among them; 0 as it is."""
    if not number:
        return number
    once = rounded(number, digits - 1 - number.adjusted())
    return rounded(number, digits - 1 - once.adjusted())  # 9.99 is 10.0 with 3 digits, and not 10.00


def times_ten(number: Decimal, power: int) -> Decimal:
    """The number times a power of ten, exactly."""
    return number.scaleb(power, _EXACT)


def without_sign_of_zero(number: Decimal) -> Decimal:
    """0 for −0, with its decimals."""
    return number if number else number.copy_abs()
