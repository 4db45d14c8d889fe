"""Roots, exponentials, logarithms, trigonometric and hyperbolic functions. Rules: DLMF chapter 4 (4.5, 4.20, 4.34)."""

from __future__ import annotations

import math
from collections.abc import Callable

from graphdraw.ops.families import angles, stable
from graphdraw.ops.operation import Operation, Texts, said
from graphdraw.ops.rules import Elementwise
from graphdraw.ops.signature import Signature
from graphdraw.values.scalar import Number, NumberError, is_exact

SOURCE = "DLMF, chapter 4"
Samples = tuple[tuple[Number, ...], ...]
ANYWHERE: Samples = ((0.7,), (-1.3,), (2,), (0,), (-0.05,), (5.5,))
POSITIVE: Samples = ((0.4,), (1.7,), (3,), (0.02,), (250,))
WITHIN_ONE: Samples = ((0.4,), (-0.75,), (0,), (0.97,))


def _checked(function: Callable[[float], float], needs: str, allowed: Callable[[Number], bool]) -> Callable[..., float]:
    """The function with a check of its argument: where it is not `allowed`, NumberError with the text `needs`."""

    def forward(x: Number) -> float:
        if not allowed(x):
            raise NumberError(needs)
        return function(x)

    return forward


def _root(x: Number) -> float:
    """The square root, also of a whole number beyond float64; raises ValueError below 0."""
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


FAMILY = said("elementary function", "初等関数")
"""The kind of these operations in words."""

OPERATIONS = (
    Operation(
        Signature("sqrt", 1, "√"),
        Elementwise(
            forward=_checked(_root, "sqrt needs a number of at least 0", lambda x: x >= 0),
            derivatives=("1/(2*out)",),
            domain=r"x \geq 0",
            samples=POSITIVE,
        ),
        Texts(
            formula=r"\sqrt{x}",
            doc=said("the square root", "平方根"),
            short=said("divides by twice the output", "出力の 2 倍で割る"),
            source=SOURCE,
        ),
    ),
    Operation(
        Signature("exp", 1, "exp"),
        Elementwise(forward=stable.of_real(math.exp), derivatives=("out",), stable=(stable.by_exp,), samples=ANYWHERE),
        Texts(
            formula="e^{x}",
            doc=said("e to the power of x", "指数関数"),
            short=said("multiplies by the output", "出力を掛ける"),
            source=SOURCE,
        ),
    ),
    Operation(
        Signature("expm1", 1, "eˣ−1", letters=("ˣ",)),
        Elementwise(
            forward=stable.of_real(math.expm1), derivatives=("out + 1",), stable=(stable.by_exp,), samples=ANYWHERE
        ),
        Texts(
            formula="e^{x} - 1",
            doc=said("e to the power of x, less 1", "指数関数引く 1"),
            short=said("multiplies by the output plus 1", "出力に 1 を足して掛ける"),
            source=SOURCE,
        ),
    ),
    Operation(
        Signature("log", 1, "log", aliases=("ln",)),
        Elementwise(
            forward=_checked(math.log, stable.LOG_NEEDS, _positive),
            derivatives=("1/x",),
            stable=(stable.by_log,),
            domain="x > 0",
            samples=POSITIVE,
        ),
        Texts(
            formula=r"\log x",
            notation=r"\ln x",
            doc=said("the natural logarithm", "自然対数"),
            short=said("divides by the input", "入力で割る"),
            source=SOURCE,
        ),
    ),
    Operation(
        Signature("log2", 1, "log₂"),
        Elementwise(
            forward=_checked(math.log2, "log2 needs a positive number", _positive),
            derivatives=("1/(x*log(2))",),
            stable=(stable.by_log2,),
            domain="x > 0",
            samples=POSITIVE,
        ),
        Texts(
            formula=r"\log_{2} x",
            doc=said("the logarithm to base 2", "底が 2 の対数"),
            short=said("divides by the input times ln 2", "入力と ln 2 の積で割る"),
            source=SOURCE,
        ),
    ),
    Operation(
        Signature("log10", 1, "log₁₀"),
        Elementwise(
            forward=_checked(math.log10, "log10 needs a positive number", _positive),
            derivatives=("1/(x*log(10))",),
            stable=(stable.by_log10,),
            domain="x > 0",
            samples=POSITIVE,
        ),
        Texts(
            formula=r"\log_{10} x",
            doc=said("the logarithm to base 10", "常用対数"),
            short=said("divides by the input times ln 10", "入力と ln 10 の積で割る"),
            source=SOURCE,
        ),
    ),
    Operation(
        Signature("log1p", 1, "log(1+x)", letters=("x",)),
        Elementwise(
            forward=_checked(_log1p, "log1p needs a number greater than −1", lambda x: x > -1),
            derivatives=("1/(1 + x)",),
            stable=(stable.by_log1p,),
            domain="x > -1",
            samples=((0.4,), (-0.75,), (3,), (0,), (1e-9,)),
        ),
        Texts(
            formula=r"\log(1 + x)",
            doc=said("the natural logarithm of 1 + x", "1 + x の自然対数"),
            short=said("divides by 1 plus the input", "1 足す入力で割る"),
            source=SOURCE,
        ),
    ),
    Operation(
        Signature("sin", 1, "sin"),
        Elementwise(forward=angles.sine, derivatives=("cos(x)",), samples=ANYWHERE),
        Texts(
            formula=r"\sin x",
            doc=said("the sine of an angle in radians", "正弦"),
            short=said("multiplies by the cosine", "余弦を掛ける"),
            source=SOURCE,
        ),
    ),
    Operation(
        Signature("cos", 1, "cos"),
        Elementwise(forward=angles.cosine, derivatives=("-sin(x)",), samples=ANYWHERE),
        Texts(
            formula=r"\cos x",
            doc=said("the cosine of an angle in radians", "余弦"),
            short=said("multiplies by minus the sine", "正弦にマイナスを付けて掛ける"),
            source=SOURCE,
        ),
    ),
    Operation(
        Signature("tan", 1, "tan"),
        Elementwise(forward=angles.tangent, derivatives=("1 + out**2",), samples=((0.7,), (-1.3,), (3,))),
        Texts(
            formula=r"\tan x",
            doc=said("the tangent of an angle in radians", "正接"),
            short=said("multiplies by 1 plus the square of the output", "1 足す出力の二乗を掛ける"),
            source=SOURCE,
        ),
    ),
    Operation(
        Signature("asin", 1, "asin"),
        Elementwise(
            forward=_checked(math.asin, "asin needs a number from −1 to 1", _within_one),
            derivatives=("1/sqrt(1 - x**2)",),
            stable=(stable.by_asin,),
            domain=r"-1 \leq x \leq 1",
            samples=WITHIN_ONE,
        ),
        Texts(
            formula=r"\arcsin x",
            doc=said("the angle with this sine", "逆正弦"),
            short=said("divides by √(1 − x²)", "√(1 − x²) で割る"),
            source=SOURCE,
        ),
    ),
    Operation(
        Signature("acos", 1, "acos"),
        Elementwise(
            forward=_checked(math.acos, "acos needs a number from −1 to 1", _within_one),
            derivatives=("-1/sqrt(1 - x**2)",),
            stable=(stable.by_acos,),
            domain=r"-1 \leq x \leq 1",
            samples=WITHIN_ONE,
        ),
        Texts(
            formula=r"\arccos x",
            doc=said("the angle with this cosine", "逆余弦"),
            short=said("divides by −√(1 − x²)", "−√(1 − x²) で割る"),
            source=SOURCE,
        ),
    ),
    Operation(
        Signature("atan", 1, "atan"),
        Elementwise(
            forward=stable.of_real(math.atan), derivatives=("1/(1 + x**2)",), stable=(stable.by_atan,), samples=ANYWHERE
        ),
        Texts(
            formula=r"\arctan x",
            doc=said("the angle with this tangent", "逆正接"),
            short=said("divides by 1 + x²", "1 + x² で割る"),
            source=SOURCE,
        ),
    ),
    Operation(
        Signature("sinh", 1, "sinh"),
        Elementwise(forward=stable.of_real(math.sinh), derivatives=("cosh(x)",), samples=ANYWHERE),
        Texts(
            formula=r"\sinh x",
            doc=said("the hyperbolic sine", "双曲線正弦"),
            short=said("multiplies by the hyperbolic cosine", "双曲線余弦を掛ける"),
            source=SOURCE,
        ),
    ),
    Operation(
        Signature("cosh", 1, "cosh"),
        Elementwise(forward=stable.of_real(math.cosh), derivatives=("sinh(x)",), samples=ANYWHERE),
        Texts(
            formula=r"\cosh x",
            doc=said("the hyperbolic cosine", "双曲線余弦"),
            short=said("multiplies by the hyperbolic sine", "双曲線正弦を掛ける"),
            source=SOURCE,
        ),
    ),
    Operation(
        Signature("erf", 1, "erf"),
        Elementwise(
            forward=stable.of_real(math.erf),
            derivatives=("2/sqrt(pi)*exp(-x**2)",),
            stable=(stable.by_erf,),
            samples=ANYWHERE,
        ),
        Texts(
            formula=r"\mathrm{erf}(x)",
            doc=said("the error function", "誤差関数"),
            short=said("multiplies by a bell curve of the input", "入力の釣鐘形の関数を掛ける"),
            source="DLMF 7.2.1",
        ),
    ),
)
