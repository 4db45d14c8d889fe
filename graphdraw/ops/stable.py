"""Values and derivatives in forms that keep their digits: where a textbook's form overflows on the way or cancels.

The texts in the records are what is printed; these are how the numbers come about. Each is within 1e-13 of the exact
result for all arguments, near its zeros within 4 ulp of its largest term, which `tests/digits` compares.
Source, where none is named: Higham, Accuracy and Stability of Numerical Algorithms (2002), section 1.14, and DLMF 4.
"""

from __future__ import annotations

import math
import sys
from collections.abc import Callable

from graphdraw.expression.arithmetic import NumberError, add, div, is_exact, mul, power, wide_power
from graphdraw.model import Number

LOG_NEEDS = "log needs a positive number"
"""What is said of a logarithm that does not exist."""

LEAST, MOST = 1e-290, 1e290
"""Between them a float64 has all its digits, and room for one more factor."""


def real(x: Number) -> float:
    """The number in float64; of a whole number beyond its range the end, for functions that are level out there."""
    try:
        return float(x)
    except OverflowError:
        return sys.float_info.max if x > 0 else -sys.float_info.max


def of_real(function: Callable[[float], float]) -> Callable[[Number], float]:
    """The function, also of whole numbers that float64 does not reach."""

    def forward(x: Number) -> float:
        return function(x) if type(x) is float else function(real(x))

    return forward


def quotient_by_divisor(x: Number, y: Number) -> float:
    """−x/y², rounded once: a quotient of two integers."""
    (over, under), (over_y, under_y) = x.as_integer_ratio(), y.as_integer_ratio()
    return -(over * under_y * under_y) / (under * over_y * over_y)


def power_by_base(x: Number, n: Number) -> Number:
    """The derivative n xⁿ⁻¹, an integer for integers with n ≥ 0; x⁰ is the constant 1, also at 0 (PyTorch, autograd).

    Raises NumberError at 0 for n below 1, where it does not exist.
    """
    if n == 0:
        return type(x)(0)
    whole = isinstance(x, int) and isinstance(n, int) and n > 0
    if whole or x == 0:
        return mul(n, power(x, n - 1))
    if is_exact(x) and is_exact(n):
        less = n - 1
        one_less = _power(x, less) if abs(n) < 2**52 and less + 1 == n else _power(x, n) / x
        if LEAST < abs(one_less) < MOST:
            return n * one_less
    return wide_power(n, x, n, less=1)


def power_by_exponent(x: Number, n: Number) -> float:
    """xⁿ ln x; 0 at x = 0 for n above 0, the limit from the right.

    Raises NumberError where there is none.
    """
    if x == 0 and n > 0:
        return 0.0
    if x <= 0:
        raise NumberError(LOG_NEEDS)
    if isinstance(x, int) and isinstance(n, int) and n > 0:
        return mul(power(x, n), math.log(x))
    if is_exact(x) and is_exact(n) and LEAST < (value := _power(x, n)) < MOST:
        return value * math.log(x)
    return wide_power(math.log(x), x, n)


def _power(x: Number, n: Number) -> float:
    """Infinite where it is too large."""
    try:
        return math.pow(x, n)
    except OverflowError:
        return math.inf


def half_square(y: Number, t: Number) -> float:
    """(y − t)²/2: the half first, since the square may be twice the largest float64."""
    difference = add(y, -t)
    return div(difference * difference, 2) if type(difference) is int else 0.5 * difference * difference


def reciprocal_of_cosine(x: Number) -> float:
    """1/√(1 − x²) without cancelling near ±1; raises NumberError there."""
    return div(1, math.sqrt((1 - x) * (1 + x)))


def minus_reciprocal_of_cosine(x: Number) -> float:
    """−1/√(1 − x²)."""
    return -reciprocal_of_cosine(x)


def by_atan(x: Number) -> float:
    """1/(1 + x²): from the reciprocal where the square may overflow."""
    if type(x) is int or abs(x) < 1e150:
        return 1 / (1 + x * x)
    return (1 / x) * (1 / x)


def by_log2(x: Number) -> float:
    """1/(x ln 2)."""
    return div(1 / math.log(2), x)


def by_log10(x: Number) -> float:
    """1/(x ln 10)."""
    return div(1 / math.log(10), x)


def by_log1p(x: Number) -> float:
    """1/(1 + x)."""
    return div(1, 1 + x)


def by_expm1(x: Number) -> float:
    """eˣ."""
    return math.exp(real(x))


def by_erf(x: Number) -> float:
    """2 exp(−x²)/√π."""
    return bell(real(x), 1, 2 / math.sqrt(math.pi))


def bell(x: float, rate: float, factor: float) -> float:
    """The factor times exp(−rate·x²), for a rate of 1/2 or more.

    x² is h² + (x − h)(x + h) with h² exact, since a rounded exponent of 700 would cost three digits: W. J. Cody,
    Mathematics of Computation 23 (1969), 631-637.
    """
    if abs(x) > 40:
        return 0.0
    near = round(x * 256) / 256
    root = math.exp(-rate * near * near / 2)  # twice, so that only the last product may be subnormal
    return factor * math.exp(-rate * (x - near) * (x + near)) * root * root


def sigmoid(x: Number) -> float:
    """1/(1 + e⁻ˣ) without overflow on either side."""
    x = real(x)
    if x >= 0:
        return 1 / (1 + math.exp(-x))
    power_of_e = math.exp(x)
    return power_of_e / (1 + power_of_e)


def by_sigmoid(x: Number) -> float:
    """σ(x) σ(−x), which is e⁻ˣ/(1 + e⁻ˣ)² and even."""
    power_of_e = math.exp(-abs(real(x)))
    return power_of_e / ((1 + power_of_e) * (1 + power_of_e))


def by_tanh(x: Number) -> float:
    """1/cosh² x, which is 4e⁻²ˣ/(1 + e⁻²ˣ)² and even; far out in two halves, of which only the product is subnormal."""
    size = abs(real(x))
    if size > 300:
        return (2 * math.exp(-size)) * (2 * math.exp(-size))
    power_of_e = math.exp(-2 * size)
    return 4 * power_of_e / ((1 + power_of_e) * (1 + power_of_e))


def scaled_exp(factor: Number, x: Number) -> float:
    """The factor times eˣ: in two halves, so that only the last product may be subnormal."""
    root = math.exp(real(x) / 2)
    return mul(factor, root) * root


def by_elu(x: Number, *, alpha: Number) -> Number:
    """1 where x is positive, else α eˣ."""
    if x <= 0:
        return scaled_exp(alpha, x)
    return 1 if type(x) is int and type(alpha) is int else 1.0


def softplus(x: Number) -> float:
    """log(1 + eˣ): x and what is left, which is small (Mächler, Accurately Computing log(1 − exp(−|a|)), 2012)."""
    rest = math.log1p(math.exp(-abs(real(x))))
    return add(x, rest) if x > 0 else rest


def silu(x: Number) -> float:
    """The product x σ(x)."""
    if x >= 0:
        return mul(x, sigmoid(x))
    x = real(x)
    return scaled_exp(x, x) / (1 + math.exp(x))


def by_silu(x: Number) -> float:
    """σ(x) (1 + x σ(−x))."""
    x = real(x)
    if x >= 0:
        return sigmoid(x) * (1 + x * sigmoid(-x))
    return scaled_exp(1 + x * sigmoid(-x), x) / (1 + math.exp(x))


def by_greatest(x: Number, out: Number, share: Number) -> Number:
    """The share of the tie where x is the greatest, or the least; else 0."""
    part = share if x == out else 0
    return part if type(x) is int and type(out) is int else float(part)


def by_clip(x: Number, *, lo: Number, hi: Number) -> Number:
    """1 within the bounds, else 0."""
    within = lo <= x <= hi
    return int(within) if type(x) is int and type(lo) is int and type(hi) is int else float(within)


def cross_entropy(p: Number, t: Number) -> float:
    """−t log p − (1 − t) log(1 − p), for p between 0 and 1; for a huge t, which may be any number, in smaller parts."""
    right, wrong = -math.log(p), -math.log1p(-p)
    if -1e300 < t < 1e300:
        return t * right + (1 - t) * wrong
    part = div(t, 2048)
    return 2048 * (part * right + (1 / 2048 - part) * wrong)
