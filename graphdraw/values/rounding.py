"""The one way to round: half away from zero, on the decimal text of a number without its floating-point noise.

Pictures, tables, descriptions and expected numbers all round here, so that what is checked is what is shown.
"""

from __future__ import annotations

from decimal import MAX_EMAX, MIN_EMIN, ROUND_DOWN, ROUND_HALF_UP, Context, Decimal

NOISE_DIGITS = 12
"""Significant digits of a double that survive a few roundings."""

_EXACT = Context(prec=10_000, rounding=ROUND_HALF_UP, Emax=MAX_EMAX, Emin=MIN_EMIN)
"""Exact for whole numbers up to 4,096 bits and for all doubles."""


def cleaned(value: int | float) -> Decimal:
    """The number without floating-point noise and without negative zero; an integer stays exact."""
    return Decimal(value) if isinstance(value, int) else without_sign_of_zero(Decimal(f"{value:.{NOISE_DIGITS}g}"))


def rounded(number: Decimal, decimals: int) -> Decimal:
    """The number rounded to `decimals` places, half away from zero; -1 rounds to tens, -2 to hundreds."""
    return without_sign_of_zero(number.quantize(Decimal(1).scaleb(-decimals, _EXACT), context=_EXACT))


def cut(number: Decimal, decimals: int) -> Decimal:
    """The number cut to `decimals` places, towards zero."""
    return without_sign_of_zero(number.quantize(Decimal(1).scaleb(-decimals, _EXACT), ROUND_DOWN, _EXACT))


def significant(number: Decimal, digits: int) -> Decimal:
    """The number with `digits` significant digits, final zeros included; 0 is returned unchanged."""
    if not number:
        return number
    once = rounded(number, digits - 1 - number.adjusted())
    return rounded(number, digits - 1 - once.adjusted())  # 9.99 is 10.0 with 3 digits, and not 10.00


def times_ten(number: Decimal, power: int) -> Decimal:
    """The number times a power of ten, exactly."""
    return number.scaleb(power, _EXACT)


def without_sign_of_zero(number: Decimal) -> Decimal:
    """The number, with 0 instead of −0; its decimals stay."""
    return number if number else number.copy_abs()
