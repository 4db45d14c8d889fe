"""What every operation and each of its derivatives is, in mpmath: written from the definitions, not from the records.

A result is a sequence of terms whose sum it is, so that it is known how large the largest is; None where there is none.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import mpmath
from mpmath import mp, mpf

Terms = Sequence[mpf] | None
Function = Callable[..., Terms]

FAR = 100_000
"""Beyond this exponent e to the power of it is nothing or everything, for float64 and for integers of 4,096 bits."""

LAMBDA, ALPHA = mpf(1.0507009873554805), mpf(1.6732632423543772)


@dataclass(frozen=True)
class Reference:
    """The value and the derivatives by argument; `composed` allows 1e-13 of the result instead of 4 ulp."""

    value: Function
    derivatives: tuple[Function | None, ...]
    composed: bool = False


def _one(function: Callable[..., mpf]) -> Function:
    return lambda *arguments, **parameters: (function(*arguments, **parameters),)


def _where(condition: Callable[..., bool], function: Callable[..., mpf]) -> Function:
    return lambda *arguments: (function(*arguments),) if condition(*arguments) else None


def _is_whole(x: mpf) -> bool:
    return bool(mp.floor(x) == x)


def _exp(x: mpf) -> mpf:
    return mp.exp(min(max(x, -FAR), FAR))


def _expm1(x: mpf) -> mpf:
    return mp.expm1(min(max(x, -FAR), FAR))


def _sinh(x: mpf) -> mpf:
    return mp.sinh(min(max(x, -FAR), FAR))


def _cosh(x: mpf) -> mpf:
    return (_exp(x) + _exp(-x)) / 2


def _tanh(x: mpf) -> mpf:
    return mp.tanh(x) if abs(x) < 200 else mp.sign(x)


def _sigma(x: mpf) -> mpf:
    return 1 / (1 + _exp(-x))


def _log1p(x: mpf) -> mpf:
    return mpmath.log1p(x)


def _normal(x: mpf) -> mpf:
    """Φ."""
    return mp.erfc(-min(max(x, -200), 200) / mp.sqrt(2)) / 2


def _bell(x: mpf) -> mpf:
    """φ."""
    return _exp(-x * x / 2) / mp.sqrt(2 * mp.pi)


def _secant(x: mpf) -> mpf:
    return 1 / mp.sqrt((1 - x) * (1 + x))


def _power(x: mpf, n: mpf) -> mpf | None:
    if n == 0:
        return mpf(1)
    if x == 0:
        return mpf(0) if n > 0 else None
    if x < 0 and not _is_whole(n):
        return None
    odd = x < 0 and int(n) % 2
    return (-1 if odd else 1) * _exp(n * mp.log(abs(x)))


def _pow(x: mpf, n: mpf) -> Terms:
    power = _power(x, n)
    return None if power is None else (power,)


def _pow_by_base(x: mpf, n: mpf) -> Terms:
    if n == 0:
        return (mpf(0),)
    with mp.workprec(mp.prec + 1100):
        less = n - 1
    if x and less and not _is_whole(less):
        return (n * _power(x, n) / x,)
    lower = _power(x, less)
    return None if lower is None else (n * lower,)


def _pow_by_exponent(x: mpf, n: mpf) -> Terms:
    if x == 0 and n > 0:
        return (mpf(0),)
    return (_power(x, n) * mp.log(x),) if x > 0 else None


def _exponent(x: mpf) -> mpf:
    """Twice the argument of tanh in the second form of GELU."""
    return 2 * mp.sqrt(2 / mp.pi) * (x + mpf("0.044715") * x**3)


def _gelu(x: mpf, approx: str) -> Terms:
    return (x * (_normal(x) if approx == "none" else _sigma(_exponent(x))),)


def _gelu_slope(x: mpf, approx: str) -> Terms:
    if approx == "none":
        return _normal(x), x * _bell(x)
    part, other = _sigma(_exponent(x)), _sigma(-_exponent(x))
    return part, x * part * other * 2 * mp.sqrt(2 / mp.pi) * (1 + 3 * mpf("0.044715") * x * x)


def _tied(choose: Callable[..., mpf]) -> Function:
    """The derivative by the first argument of the greatest or least of all."""
    return lambda *x: (mpf(1) / x.count(choose(x)) if x[0] == choose(x) else mpf(0),)


def _clip(x: mpf, lo: mpf, hi: mpf) -> Terms:
    return None if lo > hi else (min(max(x, lo), hi),)


def _cross_entropy(p: mpf, t: mpf) -> Terms:
    return (-t * mp.log(p), -(1 - t) * _log1p(-p)) if 0 < p < 1 else None


_ZERO = _one(lambda *_: mpf(0))
_SINGLE = _one(lambda *_: mpf(1))
_MINUS = _one(lambda *_: mpf(-1))

REFERENCES = {
    "add": Reference(lambda *x: x, (_SINGLE,)),
    "sub": Reference(lambda x, y: (x, -y), (_SINGLE, _MINUS)),
    "mul": Reference(_one(lambda x, y: x * y), (_one(lambda _, y: y), _one(lambda x, _: x))),
    "div": Reference(
        _where(lambda _, y: y != 0, lambda x, y: x / y), (_one(lambda _, y: 1 / y), _one(lambda x, y: -x / y / y))
    ),
    "neg": Reference(_one(lambda x: -x), (_MINUS,)),
    "pow": Reference(_pow, (_pow_by_base, _pow_by_exponent)),
    "square": Reference(_one(lambda x: x * x), (_one(lambda x: 2 * x),)),
    "reciprocal": Reference(_where(lambda x: x != 0, lambda x: 1 / x), (_one(lambda x: -1 / x / x),)),
    "identity": Reference(_one(lambda x: x), (_SINGLE,)),
    "detach": Reference(_one(lambda x: x), (None,)),
    "sqrt": Reference(_where(lambda x: x >= 0, mp.sqrt), (_where(lambda x: x > 0, lambda x: 1 / (2 * mp.sqrt(x))),)),
    "exp": Reference(_one(_exp), (_one(_exp),)),
    "expm1": Reference(_one(_expm1), (_one(_exp),)),
    "log": Reference(_where(lambda x: x > 0, mp.log), (_one(lambda x: 1 / x),)),
    "log2": Reference(_where(lambda x: x > 0, lambda x: mp.log(x, 2)), (_one(lambda x: 1 / x / mp.log(2)),)),
    "log10": Reference(_where(lambda x: x > 0, mp.log10), (_one(lambda x: 1 / x / mp.log(10)),)),
    "log1p": Reference(_where(lambda x: x > -1, _log1p), (_one(lambda x: 1 / (1 + x)),)),
    "sin": Reference(_one(mp.sin), (_one(mp.cos),)),
    "cos": Reference(_one(mp.cos), (_one(lambda x: -mp.sin(x)),)),
    "tan": Reference(_one(mp.tan), (_one(lambda x: 1 + mp.tan(x) ** 2),)),
    "asin": Reference(
        _where(lambda x: abs(x) <= 1, mp.asin),
        (_where(lambda x: abs(x) < 1, _secant),),
    ),
    "acos": Reference(
        _where(lambda x: abs(x) <= 1, mp.acos),
        (_where(lambda x: abs(x) < 1, lambda x: -_secant(x)),),
    ),
    "atan": Reference(_one(mp.atan), (_one(lambda x: 1 / (1 + x * x)),)),
    "sinh": Reference(_one(_sinh), (_one(_cosh),)),
    "cosh": Reference(_one(_cosh), (_one(_sinh),)),
    "erf": Reference(
        _one(lambda x: mp.erf(min(max(x, -200), 200))), (_one(lambda x: 2 * _exp(-x * x) / mp.sqrt(mp.pi)),)
    ),
    "sigmoid": Reference(_one(_sigma), (_one(lambda x: _sigma(x) * _sigma(-x)),)),
    "tanh": Reference(_one(_tanh), (_one(lambda x: 1 / _cosh(x) ** 2),)),
    "relu": Reference(_one(lambda x: max(x, mpf(0))), (_one(lambda x: mpf(x > 0)),)),
    "leaky_relu": Reference(
        _one(lambda x, slope: x if x > 0 else slope * x), (_one(lambda x, slope: mpf(1) if x > 0 else slope),)
    ),
    "elu": Reference(
        _one(lambda x, alpha: x if x > 0 else alpha * _expm1(x)),
        (_one(lambda x, alpha: mpf(1) if x > 0 else alpha * _exp(x)),),
    ),
    "selu": Reference(
        _one(lambda x: LAMBDA * (x if x > 0 else ALPHA * _expm1(x))),
        (_one(lambda x: LAMBDA * (1 if x > 0 else ALPHA * _exp(x))),),
    ),
    "softplus": Reference(_one(lambda x: max(x, 0) + _log1p(_exp(-abs(x)))), (_one(_sigma),)),
    "silu": Reference(
        _one(lambda x: x * _sigma(x)), (lambda x: (_sigma(x), x * _sigma(x) * _sigma(-x)),), composed=True
    ),
    "gelu": Reference(_gelu, (_gelu_slope,), composed=True),
    "abs": Reference(_one(abs), (_one(mp.sign),)),
    "sign": Reference(_one(mp.sign), (_ZERO,)),
    "step": Reference(_one(lambda x: mpf(x > 0)), (_ZERO,)),
    "max": Reference(_one(lambda *x: max(x)), (_tied(max),)),
    "min": Reference(_one(lambda *x: min(x)), (_tied(min),)),
    "clip": Reference(_clip, (_one(lambda x, lo, hi: mpf(lo <= x <= hi)),)),
    "round": Reference(_one(mp.nint), (_ZERO,)),
    "floor": Reference(_one(mp.floor), (_ZERO,)),
    "ceil": Reference(_one(mp.ceil), (_ZERO,)),
    "int": Reference(_one(lambda x: mp.floor(x) if x > 0 else mp.ceil(x)), (None,)),
    "half_squared_error": Reference(_one(lambda x, y: (x - y) ** 2 / 2), (lambda x, y: (x, -y), lambda x, y: (y, -x))),
    "bce": Reference(_cross_entropy, (_one(lambda x, y: (x - y) / x / (1 - x)), None)),
}
"""By the names of the operations; of any number of arguments the derivative by the first."""
