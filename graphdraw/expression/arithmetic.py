"""The six arithmetic signs on numbers: integers stay integers, exact up to 4,096 bits; everything else is float64."""

from __future__ import annotations

import math
from collections.abc import Callable

from graphdraw.expression.numbers import MAX_BITS, TOO_LARGE

Number = int | float

DIVISION_BY_ZERO = "division by zero"
NOT_FINITE = "not a finite number"


class NumberError(ValueError):
    """A calculation without a result: `text` says why, `code` is that of a `Problem`."""

    def __init__(self, text: str, code: str = "domain") -> None:
        self.text, self.code = text, code
        super().__init__(text)


def checked(value: Number) -> Number:
    """The number itself if it is one of ours; raises `NumberError` for inf, nan and integers over 4,096 bits."""
    if isinstance(value, int):
        if value.bit_length() > MAX_BITS:
            raise NumberError(TOO_LARGE, "too-large")
    elif not math.isfinite(value):
        raise NumberError(NOT_FINITE, "not-finite")
    return value


def add(x: Number, y: Number) -> Number:
    """The sum."""
    return x + y


def sub(x: Number, y: Number) -> Number:
    """The difference."""
    return x - y


def mul(x: Number, y: Number) -> Number:
    """The product."""
    return x * y


def div(x: Number, y: Number) -> float:
    """The quotient as a float; raises `NumberError` at y = 0."""
    if y == 0:
        raise NumberError(DIVISION_BY_ZERO, "division-by-zero")
    return x / y


def neg(x: Number) -> Number:
    """The negative."""
    return -x


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
    return math.pow(x, n)


def calculate(function: Callable[..., Number], *values: Number) -> Number:
    """The function's result as `checked`; a float overflow is a `NumberError` too."""
    try:
        return checked(function(*values))
    except OverflowError:
        raise NumberError(NOT_FINITE, "not-finite") from None
