"""Checked arithmetic on single numbers: integers stay integers, exact up to 4,096 bits; everything else is float64."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from decimal import Context, Decimal

Number = int | float
"""A whole number of any size up to MAX_BITS, or a float64 that is finite."""

MAX_BITS = 4096
"""The most bits of an integer; larger ones are refused before they are computed."""

TOO_LARGE = f"the number is too large (over {MAX_BITS:,} bits)"

DIVISION_BY_ZERO = "division by zero"
NOT_FINITE = "not a finite number"

LARGEST_EXACT = 2**53
"""Up to this size every integer is a float64."""

WIDE_DIGITS, WIDEST_DIGITS = 60, 1_500
"""Digits of decimal numbers that are rounded to float64 in the end: so many that only this last rounding counts, and so
many that any whole number is exact."""


class NumberError(ValueError):
    """Raised where a computation has no result: `text` says why, `code` is that of the `Problem` made of it."""

    def __init__(self, text: str, code: str = "domain") -> None:
        self.text, self.code = text, code
        super().__init__(text)


def checked(value: Number) -> Number:
    """The number itself if graphdraw can hold it; raises `NumberError` for inf, nan and integers over 4,096 bits."""
    if isinstance(value, int):
        if value.bit_length() > MAX_BITS:
            raise NumberError(TOO_LARGE, "too-large")
    elif not math.isfinite(value):
        raise NumberError(NOT_FINITE, "not-finite")
    return value


def add(x: Number, y: Number) -> Number:
    """The sum, rounded once."""
    return x + y if type(x) is type(y) or (is_exact(x) and is_exact(y)) else total(x, y)


def plus(x: Number, y: Number) -> Number:
    """The sum of two numbers that are exact in float64; that of two negative zeros is 0, as in `total`."""
    return x + y or total(x, y)


def sub(x: Number, y: Number) -> Number:
    """The difference, rounded once."""
    return x - y if type(x) is type(y) or (is_exact(x) and is_exact(y)) else total(x, -y)


def mul(x: Number, y: Number) -> Number:
    """The product, rounded once."""
    if type(x) is type(y) or (is_exact(x) and is_exact(y)):
        return x * y
    return quotient((x, y), ())


def div(x: Number, y: Number) -> float:
    """The quotient as a float, rounded once; raises `NumberError` at y = 0."""
    if y == 0:
        raise NumberError(DIVISION_BY_ZERO, "division-by-zero")
    if type(x) is type(y) or (is_exact(x) and is_exact(y)):
        return x / y
    return quotient((x,), (y,))


def neg(x: Number) -> Number:
    """The negative."""
    return -x


def total(*terms: Number) -> Number:
    """The sum of any number of terms, rounded once, so that their order does not matter; of integers an integer.

    By `math.fsum` (Shewchuk, Discrete & Computational Geometry 18 (1997), 305-363), or by integers where that is not
    exact.
    """
    kinds = set(map(type, terms))
    if kinds == {int}:
        return sum(terms)
    if kinds == {float} or all(map(is_exact, terms)):
        try:
            return math.fsum(terms)
        except OverflowError:  # of a partial sum: the sum itself may be small
            pass
    ratios = [term.as_integer_ratio() for term in terms]
    under = max(under for _, under in ratios)  # all are powers of two
    return sum(over * (under // own) for over, own in ratios) / under


def power(x: Number, n: Number) -> Number:
    """xⁿ, an integer for integers with n ≥ 0; raises `NumberError` where there is no real or no finite result."""
    if x == 0 and n < 0:
        raise NumberError(DIVISION_BY_ZERO, "division-by-zero")
    if isinstance(x, int) and isinstance(n, int) and n >= 0:
        if (abs(x).bit_length() - 1) * n > MAX_BITS:
            raise NumberError(TOO_LARGE, "too-large")
        return int(x**n)
    if x < 0 and n != math.floor(n):
        raise NumberError("a negative number has no fractional power")
    return math.pow(x, n) if is_exact(x) and is_exact(n) else wide_power((1,), x, n)


def quotient(over: Iterable[Number], under: Iterable[Number]) -> float:
    """The product of `over` divided by that of `under`, rounded once; only the result has to be a float64.

    Raises OverflowError where the result is too large.
    """
    above = below = 1
    for number in over:
        top, bottom = number.as_integer_ratio()
        above, below = above * top, below * bottom
    for number in under:
        top, bottom = number.as_integer_ratio()
        above, below = above * bottom, below * top
    return above / below


def wide_power(factors: Iterable[Number], x: Number, n: Number, less: int = 0) -> float:
    """The factors times x to the power of n − `less`, rounded once; only the result has to be a float64.

    A negative x needs a whole n. Raises OverflowError where the result is too large for float64.
    """
    from decimal import Context, Decimal  # start-up time: for numbers at the ends of the range

    wide = _wide()
    exact = Context(prec=WIDEST_DIGITS) if n == math.floor(n) else wide  # a whole one is odd or even
    return _product(factors, wide.power(wide.plus(Decimal(x)), exact.subtract(Decimal(n), less)))


def wide_exp(factors: Iterable[Number], x: Number) -> float:
    """The factors times eˣ, rounded once; only the result has to be a float64.

    Raises OverflowError where the result is too large for float64.
    """
    from decimal import Decimal  # start-up time: for numbers at the ends of the range

    return _product(factors, _wide().exp(Decimal(x)))


def _wide() -> Context:
    from decimal import MAX_EMAX, MIN_EMIN, Context  # start-up time: for numbers at the ends of the range

    return Context(prec=WIDE_DIGITS, Emax=MAX_EMAX, Emin=MIN_EMIN, traps=[])


def _product(factors: Iterable[Number], product: Decimal) -> float:
    """A decimal number times the factors, as a float64; raises OverflowError where the result is too large."""
    from decimal import Decimal  # start-up time: for numbers at the ends of the range

    for factor in factors:
        product = _wide().multiply(product, Decimal(factor))
    result = float(product)
    if not math.isfinite(result):
        raise OverflowError
    return result


def is_exact(x: Number) -> bool:
    """Whether float64 has the number exactly: all floats, and integers up to 2 to the power of 53."""
    return type(x) is float or -LARGEST_EXACT <= x <= LARGEST_EXACT


def calculate(function: Callable[..., Number], *values: Number) -> Number:
    """The result of the function for these values, `checked`; an overflow raises `NumberError` too."""
    try:
        return checked(function(*values))
    except OverflowError:
        raise NumberError(NOT_FINITE, "not-finite") from None
