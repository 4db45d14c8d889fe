"""Sums, products, quotients and powers. Rules: Griewank & Walther, Evaluating Derivatives (2008), table 3.1."""

from __future__ import annotations

import operator

from graphdraw.ops.families import stable
from graphdraw.ops.operation import Operation, Texts, said
from graphdraw.ops.rules import Elementwise
from graphdraw.ops.signature import Signature, Special
from graphdraw.values import scalar
from graphdraw.values.scalar import Number

SOURCE = "Griewank & Walther (2008), table 3.1"
PAIRS: tuple[tuple[Number, ...], ...] = ((2, 3), (-1.5, 0.75), (0.3, -4), (7, 0.1))
SINGLES: tuple[tuple[Number, ...], ...] = ((2,), (-1.5,), (0.3,), (40,))


def _reciprocal(x: Number) -> Number:
    return scalar.div(1, x)


def _square(x: Number) -> Number:
    return x * x


FAMILY = said("arithmetic", "四則演算")
"""The kind of these operations in words."""

OPERATIONS = (
    Operation(
        Signature("add", 2, "+", any_number=True, commutative=True, infix=True),
        Elementwise(forward=scalar.total, quick=scalar.plus, derivatives=("1",), samples=(*PAIRS, (1, 2, 3))),
        Texts(
            formula="x + y",
            doc=said("the sum of its arguments", "引数の和"),
            short=said("passes the gradient on unchanged", "勾配をそのまま流す"),
            source=SOURCE,
        ),
    ),
    Operation(
        Signature("sub", 2, "−", infix=True),
        Elementwise(forward=scalar.sub, quick=operator.sub, derivatives=("1", "-1"), samples=PAIRS),
        Texts(
            formula="x - y",
            doc=said("the first argument less the second", "差"),
            short=said(
                "passes the gradient on, to the second with the sign turned", "そのまま流し、引く方は符号を反転する"
            ),
            source=SOURCE,
        ),
    ),
    Operation(
        Signature("mul", 2, "×", commutative=True, infix=True),
        Elementwise(forward=scalar.mul, quick=operator.mul, derivatives=("y", "x"), samples=PAIRS),
        Texts(
            formula="x y",
            doc=said("the product of two numbers", "積"),
            short=said("multiplies by the other input", "入力を入れ替えて掛ける"),
            source=SOURCE,
        ),
    ),
    Operation(
        Signature("div", 2, "÷", infix=True, specials=("reciprocal",)),
        Elementwise(
            forward=scalar.div,
            quick=operator.truediv,
            derivatives=("1/y", "-x/y**2"),
            stable=(stable.by_dividend, stable.by_divisor),
            domain=r"y \neq 0",
            samples=PAIRS,
        ),
        Texts(
            formula=r"\frac{x}{y}",
            doc=said("the first argument divided by the second", "商"),
            short=said("times 1/y for the numerator, −x/y² for the denominator", "分子は 1/y 倍、分母は −x/y² 倍する"),
            source=SOURCE,
        ),
    ),
    Operation(
        Signature("neg", 1, "×(−1)", special=Special("mul", argument=0, number=-1, drawn=True)),
        Elementwise(forward=scalar.neg, quick=operator.neg, derivatives=("-1",), samples=SINGLES),
        Texts(
            formula="-x",
            doc=said("the number with its sign turned", "符号の反転"),
            short=said("turns the sign", "符号を反転する"),
            source=SOURCE,
        ),
    ),
    Operation(
        Signature("pow", 2, "xⁿ", superscript=True, letters=("x", "ⁿ")),
        Elementwise(
            forward=scalar.power,
            derivatives=("y*x**(y - 1)", "x**y*log(x)"),
            stable=(stable.power_by_base, stable.power_by_exponent),
            domain=r"x^{y} \in \mathbb{R}",
            samples=((2, 3), (1.5, -0.75), (0.3, 4), (2.5, 0), (4, 0.5)),
        ),
        Texts(
            formula="x^{y}",
            doc=said("x to the power of y", "累乗"),
            short=said("multiplies by the exponent and the power one lower", "指数を掛け、指数を 1 減らす"),
            source=SOURCE,
        ),
    ),
    Operation(
        Signature("square", 1, "x²", letters=("x",)),
        Elementwise(forward=_square, derivatives=("2*x",), samples=SINGLES),
        Texts(
            formula="x^2",
            doc=said("the number times itself", "二乗"),
            short=said("multiplies by twice the input", "入力の 2 倍を掛ける"),
            source=SOURCE,
        ),
    ),
    Operation(
        Signature(
            "reciprocal", 1, "1/x", aliases=("inv",), letters=("x",), special=Special("div", argument=0, number=1)
        ),
        Elementwise(
            forward=_reciprocal,
            derivatives=("-out**2",),
            stable=(stable.by_reciprocal,),
            domain=r"x \neq 0",
            samples=SINGLES,
        ),
        Texts(
            formula=r"\frac{1}{x}",
            doc=said("one divided by the number", "逆数"),
            short=said("multiplies by minus the square of the output", "出力の二乗にマイナスを付けて掛ける"),
            source="Saito, Deep Learning from Scratch, 5.5.2",
        ),
    ),
    Operation(
        Signature("identity", 1, "id"),
        Elementwise(forward=lambda x: x, derivatives=("1",), samples=SINGLES),
        Texts(
            formula="x",
            doc=said("the number itself", "恒等関数"),
            short=said("passes the gradient on unchanged", "勾配をそのまま流す"),
            source=SOURCE,
        ),
    ),
    Operation(
        Signature("detach", 1, "stop", aliases=("stop_gradient",)),
        Elementwise(forward=lambda x: x, derivatives=(None,), samples=SINGLES),
        Texts(
            formula="x",
            doc=said("the number itself, with no gradient behind it", "値はそのまま、勾配は流さない"),
            short=said("lets no gradient pass", "勾配を止める"),
            source="PyTorch, Tensor.detach",
        ),
    ),
)
