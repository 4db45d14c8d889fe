"""Stable functions: values and derivatives computed so that they keep their digits where the textbook's form does not.

The texts in the records are printed; the numbers come from here. Every derivative is returned times an incoming
gradient `g` (1 for the derivative itself), so that one beyond float64 can still give a gradient within it.
Each is within 1e-13 of the exact result for all arguments, near its zeros within 4 ulp of its largest term, which
`tests/digits` compares.
Source, where none is named: Higham, Accuracy and Stability of Numerical Algorithms (2002), section 1.14, and DLMF 4.
"""

from __future__ import annotations

import math
import sys
from collections.abc import Callable

from graphdraw.values.scalar import (
    Number,
    NumberError,
    add,
    div,
    is_exact,
    mul,
    power,
    quotient,
    sub,
    wide_exp,
    wide_power,
)

LOG_NEEDS = "log needs a positive number"
"""The message where a logarithm does not exist."""

LEAST, MOST = 1e-290, 1e290
"""Between these sizes a float64 has all its digits, and room for one more factor."""

LEAST_POWER = -700
"""From this exponent on, eˣ has all its digits."""


def real(x: Number) -> float:
    """The number as float64; the largest float64 for a whole number beyond it, for functions that are level there."""
    try:
        return float(x)
    except OverflowError:
        return sys.float_info.max if x > 0 else -sys.float_info.max


def of_real(function: Callable[[float], float]) -> Callable[[Number], float]:
    """The function, extended to whole numbers beyond float64, where it has to be level."""

    def forward(x: Number) -> float:
        return function(x) if type(x) is float else function(real(x))

    return forward


def by_dividend(g: Number, _: Number, y: Number) -> float:
    """The derivative 1/y."""
    return quotient((g,), (y,))


def by_divisor(g: Number, x: Number, y: Number) -> float:
    """The derivative −x/y²."""
    return -quotient((g, x), (y, y))


def by_reciprocal(g: Number, x: Number) -> float:
    """The derivative −1/x²."""
    return -quotient((g,), (x, x))


def power_by_base(g: Number, x: Number, n: Number) -> Number:
    """The derivative n xⁿ⁻¹, an integer for integers with n ≥ 0; x⁰ is the constant 1, also at 0 (PyTorch, autograd).

    Raises NumberError at 0 for n below 1, where it does not exist.
    """
    if n == 0:
        return type(x)(0)
    whole = isinstance(x, int) and isinstance(n, int) and n > 0
    if whole or x == 0:
        return mul(g, mul(n, power(x, n - 1)))
    if is_exact(x) and is_exact(n):
        less = n - 1
        one_less = _power(x, less) if abs(n) < 2**52 and less + 1 == n else _power(x, n) / x
        if LEAST < abs(one_less) < MOST and LEAST < abs(n * one_less) < MOST:
            return mul(g, n * one_less)
    return wide_power((g, n), x, n, less=1)


def power_by_exponent(g: Number, x: Number, n: Number) -> float:
    """The derivative xⁿ ln x; 0 at x = 0 for n above 0, the limit from the right.

    Raises NumberError where there is none.
    """
    if x == 0 and n > 0:
        return 0.0
    if x <= 0:
        raise NumberError(LOG_NEEDS)
    if isinstance(x, int) and isinstance(n, int) and n > 0:
        return mul(g, mul(power(x, n), math.log(x)))
    if is_exact(x) and is_exact(n) and LEAST < (value := _power(x, n)) < MOST:
        return mul(g, value * math.log(x))
    return wide_power((g, math.log(x)), x, n)


def _power(x: Number, n: Number) -> float:
    """Raise x to the power of n; infinite where that is too large."""
    try:
        return math.pow(x, n)
    except OverflowError:
        return math.inf


def half_square(y: Number, t: Number) -> float:
    """(y − t)²/2, halved before it is squared, since the square may be twice the largest float64."""
    difference = add(y, -t)
    return div(difference * difference, 2) if type(difference) is int else 0.5 * difference * difference


def by_asin(g: Number, x: Number) -> float:
    """The derivative 1/√(1 − x²), without cancelling near ±1; raises NumberError there."""
    return div(g, math.sqrt((1 - x) * (1 + x)))


def by_acos(g: Number, x: Number) -> float:
    """The derivative −1/√(1 − x²)."""
    return -by_asin(g, x)


def by_atan(g: Number, x: Number) -> float:
    """The derivative 1/(1 + x²), or 1/x² where x is so large that the 1 does not count."""
    return div(g, 1 + x * x) if type(x) is int or abs(x) < 1e100 else quotient((g,), (x, x))


def by_log(g: Number, x: Number) -> float:
    """The derivative 1/x."""
    return quotient((g,), (x,))


def by_log2(g: Number, x: Number) -> float:
    """The derivative 1/(x ln 2)."""
    return quotient((g, 1 / math.log(2)), (x,))


def by_log10(g: Number, x: Number) -> float:
    """The derivative 1/(x ln 10)."""
    return quotient((g, 1 / math.log(10)), (x,))


def by_log1p(g: Number, x: Number) -> float:
    """The derivative 1/(1 + x)."""
    return div(g, 1 + x)


def by_exp(g: Number, x: Number) -> float:
    """The derivative eˣ."""
    return math.exp(real(x)) if g == 1 else scaled_exp(g, x)


def by_erf(g: Number, x: Number) -> float:
    """The derivative 2 exp(−x²)/√π."""
    return bell(real(x), 1, 2 / math.sqrt(math.pi), g)


def bell(x: float, rate: float, factor: float, g: Number = 1) -> float:
    """`factor` times `g` times exp(−rate·x²), for a rate of 1/2 or more.

    x² is h² + (x − h)(x + h) with h² exact, since a rounded exponent of 700 would cost three digits: W. J. Cody,
    Mathematics of Computation 23 (1969), 631-637.
    """
    if abs(x) > 55:  # then it is too small for every g
        return 0.0
    near = round(x * 256) / 256
    root = math.exp(-rate * near * near / 2)  # twice, so that only the last product may be subnormal
    return mul(g, root) * (factor * math.exp(-rate * (x - near) * (x + near)) * root)


def sigmoid(x: Number) -> float:
    """1/(1 + e⁻ˣ) without overflow on either side."""
    x = real(x)
    if x >= 0:
        return 1 / (1 + math.exp(-x))
    power_of_e = math.exp(x)
    return power_of_e / (1 + power_of_e)


def by_sigmoid(g: Number, x: Number) -> float:
    """The derivative σ(x) σ(−x), which is e⁻ˣ/(1 + e⁻ˣ)² and even."""
    size = -abs(real(x))
    power_of_e = math.exp(size)
    return scaled_exp(g, size) / ((1 + power_of_e) * (1 + power_of_e))


def by_tanh(g: Number, x: Number) -> float:
    """The derivative 1/cosh² x, which is 4e⁻²ˣ/(1 + e⁻²ˣ)² and even."""
    size = -abs(real(x))
    if size < -300:
        return scaled_exp(g, 2 * size, 4)
    power_of_e = math.exp(2 * size)
    return mul(g, 4 * power_of_e / ((1 + power_of_e) * (1 + power_of_e)))


def scaled_exp(g: Number, x: Number, factor: Number = 1) -> float:
    """`g` times `factor` times eˣ; by decimals where the first product would lose digits or leave float64."""
    if not g or not factor:
        return 0.0
    x = real(x)
    if x > LEAST_POWER and is_exact(g) and is_exact(factor) and LEAST < abs(half := g * math.exp(x)) < MOST:
        return half * factor
    return wide_exp((g, factor), x)


def by_leaky_relu(g: Number, x: Number, *, slope: Number) -> Number:
    """The derivative: 1 where x is positive, else the slope."""
    share = mul(g, 1 if x > 0 else slope)
    return share if type(x) is int and type(slope) is int else mul(share, 1.0)


def by_elu(g: Number, x: Number, *, alpha: Number) -> Number:
    """The derivative: 1 where x is positive, else α eˣ."""
    if x <= 0:
        return scaled_exp(g, x, alpha)
    return g if type(x) is int and type(alpha) is int else float(g)


def by_softplus(g: Number, x: Number) -> float:
    """The derivative σ(x)."""
    return mul(g, sigmoid(x)) if x >= 0 else scaled_exp(g, x) / (1 + math.exp(real(x)))


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


def by_silu(g: Number, x: Number) -> float:
    """The derivative σ(x) (1 + x σ(−x))."""
    x = real(x)
    if x >= 0:
        return mul(g, sigmoid(x) * (1 + x * sigmoid(-x)))
    return scaled_exp(g, x, 1 + x * sigmoid(-x)) / (1 + math.exp(x))


def by_greatest(g: Number, x: Number, out: Number, share: Number) -> Number:
    """The derivative of max or min: the share of the tie where x is the result, else 0."""
    part = share if x == out else 0
    return mul(g, part if type(x) is int and type(out) is int else float(part))


def by_clip(g: Number, x: Number, *, lo: Number, hi: Number) -> Number:
    """The derivative: 1 within the bounds, else 0."""
    within = lo <= x <= hi
    return mul(g, int(within) if type(x) is int and type(lo) is int and type(hi) is int else float(within))


def by_probability(g: Number, p: Number, t: Number) -> float:
    """The derivative (p − t)/(p (1 − p)) of cross entropy."""
    return quotient((g, sub(p, t)), (p, 1 - p))


def cross_entropy(p: Number, t: Number) -> float:
    """−t log p − (1 − t) log(1 − p), for p between 0 and 1; for a huge t by the log of odds."""
    right, wrong = -math.log(p), -math.log1p(-p)
    if -1e300 < t < 1e300:
        return t * right + (1 - t) * wrong
    odds = math.log1p((1 - 2 * p) / p) if 0.25 < p < 0.75 else right - wrong
    return add(mul(t, odds), wrong)
