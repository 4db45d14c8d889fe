"""All operations once more, on decimal numbers of any precision, for the differences of numerical derivatives.

Nothing here is taken from the records of operations, not even their names, since it has to check their derivatives.

A function may differ from the operation by a constant where that keeps its digits, since differences do not depend on
it. Where the constant changes at a bound, the bound is a number that no float64 is near, so that an argument and the
argument moved by a step lie on the same side.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from decimal import ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_EVEN, Decimal, InvalidOperation, getcontext
from types import MappingProxyType

from graphdraw.autodiff.decimals import HALF, atan, exp, expm1, ln, ln2, ln10, log1p, more, pi, sin_cos
from graphdraw.autodiff.error_function import erf, erfc

Function = Callable[..., Decimal]
"""From the arguments of an operation and its parameters by name to its value; raises ArithmeticError without one."""

BETWEEN_DOUBLES = Decimal("2.71828182845904523536028747135266249776")
"""A bound to which no float64 is nearer than 1e-16."""

ROUND_OFF = 30
"""Digits beyond those asked for in a power: as many as the exponent of e may have before its point, and some more."""

LARGEST_POWER = 10_000
"""Powers with whole exponents up to this are computed by multiplication."""

_ONE, _ZERO = Decimal(1), Decimal(0)
SELU_SCALE, SELU_ALPHA = Decimal("1.0507009873554804934193349852946"), Decimal("1.6732632423543772848170429916717")
"""Klambauer et al. (2017), section 2."""

CUBIC = Decimal("0.044715")
"""Hendrycks & Gimpel (2016), section 2."""


def _sum(*terms: Decimal) -> Decimal:
    return sum(terms, _ZERO)


def power(x: Decimal, n: Decimal) -> Decimal:
    """xⁿ, where it is real; 0⁰ is 1."""
    whole = n == n.to_integral_value()
    if whole and abs(n) <= LARGEST_POWER:
        return _ONE if n == 0 else x ** int(n)
    if x == 0 and n > 0:
        return _ZERO
    if x <= 0 and not (whole and x < 0):
        raise InvalidOperation
    with more(ROUND_OFF):
        result = exp(n * ln(abs(x)))
    odd = whole and n % 2 == 1 if n.adjusted() < getcontext().prec else False
    return -result if x < 0 and odd else +result


def _asin(x: Decimal) -> Decimal:
    if abs(x) == 1:
        return pi().copy_sign(x) / 2
    return atan(x / _leg(x))


def _acos(x: Decimal) -> Decimal:
    if x == -1:
        return +pi()
    return 2 * atan(_leg(x) / (1 + x))


def _leg(x: Decimal) -> Decimal:
    return ((1 - x) * (1 + x)).sqrt()


def _atan(x: Decimal) -> Decimal:
    return -atan(1 / x) if abs(x) > BETWEEN_DOUBLES else atan(x)


def _tan(x: Decimal) -> Decimal:
    sine, cosine = sin_cos(x)
    return sine / cosine


def _cos_less_1(x: Decimal) -> Decimal:
    return -2 * sin_cos(x / 2)[0] ** 2


def _sinh(x: Decimal) -> Decimal:
    part = expm1(x)
    return (part + part / (part + 1)) / 2 if part > -HALF else -_sinh(-x)


def _cosh_less_1(x: Decimal) -> Decimal:
    return 2 * _sinh(abs(x) / 2) ** 2


def _tanh(x: Decimal) -> Decimal:
    if abs(x) > BETWEEN_DOUBLES:
        return Decimal(-2).copy_sign(-x) / (exp(2 * abs(x)) + 1)
    part = expm1(2 * abs(x))
    return (part / (part + 2)).copy_sign(x)


def _erf(x: Decimal) -> Decimal:
    return -erfc(abs(x)).copy_sign(x) if abs(x) > BETWEEN_DOUBLES else erf(x)


def _logistic(x: Decimal) -> Decimal:
    part = exp(-abs(x))
    return (_ONE if x >= 0 else part) / (1 + part)


def _sigmoid(x: Decimal) -> Decimal:
    part = exp(-abs(x))
    return -part / (1 + part) if x > BETWEEN_DOUBLES else _logistic(x)


def _expm1(x: Decimal) -> Decimal:
    return exp(x) if x < -BETWEEN_DOUBLES else expm1(x)


def _leaky_relu(x: Decimal, *, slope: Decimal) -> Decimal:
    return x if x > 0 else slope * x


def _elu(x: Decimal, *, alpha: Decimal) -> Decimal:
    return x if x > 0 else alpha * _expm1(x)


def _gelu(x: Decimal, *, approx: str) -> Decimal:
    if approx == "tanh":
        return x * _logistic(2 * (2 / pi()).sqrt() * (x + CUBIC * x * x * x))
    return x * erfc(-x / Decimal(2).sqrt()) / 2


def _clip(x: Decimal, *, lo: Decimal, hi: Decimal) -> Decimal:
    return min(max(x, lo), hi)


def _bce(p: Decimal, t: Decimal) -> Decimal:
    return -t * ln(p) - (1 - t) * log1p(-p)


def _rounded(rounding: str) -> Function:
    return lambda x: x.to_integral_value(rounding=rounding)


def _itself(x: Decimal) -> Decimal:
    return x


FUNCTIONS: Mapping[str, Function] = MappingProxyType(
    {
        "add": _sum,
        "sub": lambda x, y: x - y,
        "mul": lambda x, y: x * y,
        "div": lambda x, y: x / y,
        "neg": lambda x: -x,
        "pow": power,
        "square": lambda x: x * x,
        "reciprocal": lambda x: 1 / x,
        "identity": _itself,
        "sqrt": Decimal.sqrt,
        "exp": exp,
        "expm1": _expm1,
        "log": ln,
        "log2": lambda x: ln(x) / ln2(),
        "log10": lambda x: ln(x) / ln10(),
        "log1p": log1p,
        "sin": lambda x: sin_cos(x)[0],
        "cos": _cos_less_1,
        "tan": _tan,
        "asin": _asin,
        "acos": _acos,
        "atan": _atan,
        "sinh": _sinh,
        "cosh": _cosh_less_1,
        "tanh": _tanh,
        "erf": _erf,
        "sigmoid": _sigmoid,
        "softplus": lambda x: max(x, _ZERO) + log1p(exp(-abs(x))),
        "silu": lambda x: x * _logistic(x),
        "gelu": _gelu,
        "relu": lambda x: max(x, _ZERO),
        "leaky_relu": _leaky_relu,
        "elu": _elu,
        "selu": lambda x: SELU_SCALE * _elu(x, alpha=SELU_ALPHA),
        "abs": abs,
        "sign": lambda x: Decimal((x > 0) - (x < 0)),
        "step": lambda x: Decimal(x > 0),
        "max": max,
        "min": min,
        "clip": _clip,
        "round": _rounded(ROUND_HALF_EVEN),
        "floor": _rounded(ROUND_FLOOR),
        "ceil": _rounded(ROUND_CEILING),
        "half_squared_error": lambda y, t: (y - t) * (y - t) / 2,
        "bce": _bce,
    }
)
"""The function of every operation that lets a gradient pass, by name."""

GATED = frozenset({"silu", "gelu"})
"""Operations of the form x·s(x). Their derivative is s + x·s′, whose terms cancel where the function is least."""

PERIODIC = frozenset({"sin", "cos", "tan"})
"""Operations that change within a step of 1, however large the argument is."""
