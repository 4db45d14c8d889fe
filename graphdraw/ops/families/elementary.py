"""Roots, exponentials, logarithms, trigonometric and hyperbolic functions. Rules: DLMF chapter 4 (4.5, 4.20, 4.34)."""

from __future__ import annotations

import math
from collections.abc import Callable

from graphdraw.ops.families import angles, stable
from graphdraw.ops.operation import Operation, Words, said
from graphdraw.values.scalar import Number, NumberError, is_exact

Samples = tuple[tuple[Number, ...], ...]
ANYWHERE: Samples = ((0.7,), (-1.3,), (2,), (0,), (-0.05,), (5.5,))
POSITIVE: Samples = ((0.4,), (1.7,), (3,), (0.02,), (250,))
WITHIN_ONE: Samples = ((0.4,), (-0.75,), (0,), (0.97,))


def _checked(function: Callable[[float], float], needs: str, allowed: Callable[[Number], bool]) -> Callable[..., float]:
    """The function, which says what it needs where it has no value."""

    def forward(x: Number) -> float:
        if not allowed(x):
            raise NumberError(needs)
        return function(x)

    return forward


def _root(x: Number) -> float:
    """Also of a whole number that float64 does not reach."""
    try:
        return math.sqrt(x)
    except OverflowError:
        return float(math.isqrt(int(x)))


def _log1p(x: Number) -> float:
    return math.log1p(x) if type(x) is float or is_exact(x) else math.log(x + 1)


def _positive(x: Number) -> bool:
    return x > 0


def _within_one(x: Number) -> bool:
    return -1 <= x <= 1


def _elementary(
    name: str,
    forward: Callable[..., Number],
    derivative: str,
    formula: str,
    partial: str,
    doc: Words,
    short: Words,
    samples: Samples,
    symbol: str | None = None,
    aliases: tuple[str, ...] = (),
    domain: str = "",
    source: str = "DLMF, chapter 4",
    letters: tuple[str, ...] = (),
    stable_form: Callable[..., Number] | None = None,
) -> Operation:
    return Operation(
        name=name,
        symbol=symbol or name,
        forward=forward,
        derivatives=(derivative,),
        formula=formula,
        partials=(partial,),
        doc=doc,
        short=short,
        samples=samples,
        source=source,
        domain=domain,
        aliases=aliases,
        letters=letters,
        stable=(stable_form,),
    )


FAMILY = said("elementary function", "初等関数")
"""What kind of operations these are."""

OPERATIONS = (
    _elementary(
        "sqrt",
        _checked(_root, "sqrt needs a number of at least 0", lambda x: x >= 0),
        "1/(2*out)",
        r"\sqrt{x}",
        r"\frac{1}{2z}",
        said("the square root", "平方根"),
        said("divides by twice the output", "出力の 2 倍で割る"),
        POSITIVE,
        "√",
        domain=r"x \geq 0",
    ),
    _elementary(
        "exp",
        stable.of_real(math.exp),
        "out",
        "e^{x}",
        "z",
        said("e to the power of x", "指数関数"),
        said("multiplies by the output", "出力を掛ける"),
        ANYWHERE,
        stable_form=stable.by_exp,
    ),
    _elementary(
        "expm1",
        stable.of_real(math.expm1),
        "out + 1",
        "e^{x} - 1",
        "z + 1",
        said("e to the power of x, less 1", "指数関数引く 1"),
        said("multiplies by the output plus 1", "出力に 1 を足して掛ける"),
        ANYWHERE,
        "eˣ−1",
        letters=("ˣ",),
        stable_form=stable.by_exp,
    ),
    _elementary(
        "log",
        _checked(math.log, stable.LOG_NEEDS, _positive),
        "1/x",
        r"\log x",
        r"\frac{1}{x}",
        said("the natural logarithm", "自然対数"),
        said("divides by the input", "入力で割る"),
        POSITIVE,
        aliases=("ln",),
        domain="x > 0",
        stable_form=stable.by_log,
    ),
    _elementary(
        "log2",
        _checked(math.log2, "log2 needs a positive number", _positive),
        "1/(x*log(2))",
        r"\log_{2} x",
        r"\frac{1}{x \ln 2}",
        said("the logarithm to base 2", "底が 2 の対数"),
        said("divides by the input times ln 2", "入力と ln 2 の積で割る"),
        POSITIVE,
        "log₂",
        domain="x > 0",
        stable_form=stable.by_log2,
    ),
    _elementary(
        "log10",
        _checked(math.log10, "log10 needs a positive number", _positive),
        "1/(x*log(10))",
        r"\log_{10} x",
        r"\frac{1}{x \ln 10}",
        said("the logarithm to base 10", "常用対数"),
        said("divides by the input times ln 10", "入力と ln 10 の積で割る"),
        POSITIVE,
        "log₁₀",
        domain="x > 0",
        stable_form=stable.by_log10,
    ),
    _elementary(
        "log1p",
        _checked(_log1p, "log1p needs a number greater than −1", lambda x: x > -1),
        "1/(1 + x)",
        r"\log(1 + x)",
        r"\frac{1}{1 + x}",
        said("the natural logarithm of 1 + x", "1 + x の自然対数"),
        said("divides by 1 plus the input", "1 足す入力で割る"),
        ((0.4,), (-0.75,), (3,), (0,), (1e-9,)),
        "log(1+x)",
        letters=("x",),
        domain="x > -1",
        stable_form=stable.by_log1p,
    ),
    _elementary(
        "sin",
        angles.sine,
        "cos(x)",
        r"\sin x",
        r"\cos x",
        said("the sine of an angle in radians", "正弦"),
        said("multiplies by the cosine", "余弦を掛ける"),
        ANYWHERE,
    ),
    _elementary(
        "cos",
        angles.cosine,
        "-sin(x)",
        r"\cos x",
        r"-\sin x",
        said("the cosine of an angle in radians", "余弦"),
        said("multiplies by minus the sine", "正弦にマイナスを付けて掛ける"),
        ANYWHERE,
    ),
    _elementary(
        "tan",
        angles.tangent,
        "1 + out**2",
        r"\tan x",
        "1 + z^2",
        said("the tangent of an angle in radians", "正接"),
        said("multiplies by 1 plus the square of the output", "1 足す出力の二乗を掛ける"),
        ((0.7,), (-1.3,), (3,)),
    ),
    _elementary(
        "asin",
        _checked(math.asin, "asin needs a number from −1 to 1", _within_one),
        "1/sqrt(1 - x**2)",
        r"\arcsin x",
        r"\frac{1}{\sqrt{1 - x^2}}",
        said("the angle with this sine", "逆正弦"),
        said("divides by √(1 − x²)", "√(1 − x²) で割る"),
        WITHIN_ONE,
        domain=r"-1 \leq x \leq 1",
        stable_form=stable.by_asin,
    ),
    _elementary(
        "acos",
        _checked(math.acos, "acos needs a number from −1 to 1", _within_one),
        "-1/sqrt(1 - x**2)",
        r"\arccos x",
        r"-\frac{1}{\sqrt{1 - x^2}}",
        said("the angle with this cosine", "逆余弦"),
        said("divides by −√(1 − x²)", "−√(1 − x²) で割る"),
        WITHIN_ONE,
        domain=r"-1 \leq x \leq 1",
        stable_form=stable.by_acos,
    ),
    _elementary(
        "atan",
        stable.of_real(math.atan),
        "1/(1 + x**2)",
        r"\arctan x",
        r"\frac{1}{1 + x^2}",
        said("the angle with this tangent", "逆正接"),
        said("divides by 1 + x²", "1 + x² で割る"),
        ANYWHERE,
        stable_form=stable.by_atan,
    ),
    _elementary(
        "sinh",
        stable.of_real(math.sinh),
        "cosh(x)",
        r"\sinh x",
        r"\cosh x",
        said("the hyperbolic sine", "双曲線正弦"),
        said("multiplies by the hyperbolic cosine", "双曲線余弦を掛ける"),
        ANYWHERE,
    ),
    _elementary(
        "cosh",
        stable.of_real(math.cosh),
        "sinh(x)",
        r"\cosh x",
        r"\sinh x",
        said("the hyperbolic cosine", "双曲線余弦"),
        said("multiplies by the hyperbolic sine", "双曲線正弦を掛ける"),
        ANYWHERE,
    ),
    _elementary(
        "erf",
        stable.of_real(math.erf),
        "2*exp(-x**2)/sqrt(pi)",
        r"\mathrm{erf}(x)",
        r"\frac{2}{\sqrt{\pi}} e^{-x^2}",
        said("the error function", "誤差関数"),
        said("multiplies by a bell curve of the input", "入力の釣鐘形の関数を掛ける"),
        ANYWHERE,
        source="DLMF 7.2.1",
        stable_form=stable.by_erf,
    ),
)
