"""Sums, products, quotients and powers. Rules: Griewank & Walther, Evaluating Derivatives (2008), table 3.1."""

from __future__ import annotations

import operator

from graphdraw.ops.families import stable
from graphdraw.ops.operation import Operation, said
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
"""What kind of operations these are."""

OPERATIONS = (
    Operation(
        name="add",
        symbol="+",
        forward=scalar.total,
        quick=scalar.plus,
        derivatives=("1",),
        formula="x + y",
        partials=("1", "1"),
        doc=said("the sum of its arguments", "引数の和"),
        short=said("passes the gradient on unchanged", "勾配をそのまま流す"),
        samples=(*PAIRS, (1, 2, 3)),
        source=SOURCE,
        infix=True,
        commutative=True,
        any_number=True,
    ),
    Operation(
        name="sub",
        symbol="−",
        forward=scalar.sub,
        quick=operator.sub,
        derivatives=("1", "-1"),
        formula="x - y",
        partials=("1", "-1"),
        doc=said("the first argument less the second", "差"),
        short=said(
            "passes the gradient on, to the second with the sign turned", "そのまま流し、引く方は符号を反転する"
        ),
        samples=PAIRS,
        source=SOURCE,
        infix=True,
    ),
    Operation(
        name="mul",
        symbol="×",
        forward=scalar.mul,
        quick=operator.mul,
        derivatives=("y", "x"),
        formula="x y",
        partials=("y", "x"),
        doc=said("the product of two numbers", "積"),
        short=said("multiplies by the other input", "入力を入れ替えて掛ける"),
        samples=PAIRS,
        source=SOURCE,
        infix=True,
        commutative=True,
    ),
    Operation(
        name="div",
        symbol="÷",
        forward=scalar.div,
        quick=operator.truediv,
        derivatives=("1/y", "-x/y**2"),
        stable=(stable.by_dividend, stable.by_divisor),
        formula=r"\frac{x}{y}",
        partials=(r"\frac{1}{y}", r"-\frac{x}{y^2}"),
        doc=said("the first argument divided by the second", "商"),
        short=said("times 1/y for the numerator, −x/y² for the denominator", "分子は 1/y 倍、分母は −x/y² 倍する"),
        samples=PAIRS,
        source=SOURCE,
        domain=r"y \neq 0",
        infix=True,
    ),
    Operation(
        name="neg",
        symbol="×(−1)",
        forward=scalar.neg,
        quick=operator.neg,
        derivatives=("-1",),
        formula="-x",
        partials=("-1",),
        doc=said("the number with its sign turned", "符号の反転"),
        short=said("turns the sign", "符号を反転する"),
        samples=SINGLES,
        source=SOURCE,
    ),
    Operation(
        name="pow",
        symbol="xⁿ",
        letters=("x", "ⁿ"),
        forward=scalar.power,
        derivatives=("y*x**(y - 1)", "out*log(x)"),
        stable=(stable.power_by_base, stable.power_by_exponent),
        formula="x^{y}",
        partials=("y x^{y-1}", r"x^{y} \ln x"),
        doc=said("x to the power of y", "累乗"),
        short=said("multiplies by the exponent and the power one lower", "指数を掛け、指数を 1 減らす"),
        samples=((2, 3), (1.5, -0.75), (0.3, 4), (2.5, 0), (4, 0.5)),
        source=SOURCE,
        domain=r"x^{y} \in \mathbb{R}",
        superscript=True,
    ),
    Operation(
        name="square",
        symbol="x²",
        letters=("x",),
        forward=_square,
        derivatives=("2*x",),
        formula="x^2",
        partials=("2x",),
        doc=said("the number times itself", "二乗"),
        short=said("multiplies by twice the input", "入力の 2 倍を掛ける"),
        samples=SINGLES,
        source=SOURCE,
    ),
    Operation(
        name="reciprocal",
        symbol="1/x",
        letters=("x",),
        forward=_reciprocal,
        derivatives=("-out**2",),
        stable=(stable.by_reciprocal,),
        formula=r"\frac{1}{x}",
        partials=("-z^2",),
        doc=said("one divided by the number", "逆数"),
        short=said("multiplies by minus the square of the output", "出力の二乗にマイナスを付けて掛ける"),
        samples=SINGLES,
        source="Saito, Deep Learning from Scratch, 5.5.2",
        domain=r"x \neq 0",
        aliases=("inv",),
    ),
    Operation(
        name="identity",
        symbol="id",
        forward=lambda x: x,
        derivatives=("1",),
        formula="x",
        partials=("1",),
        doc=said("the number itself", "恒等関数"),
        short=said("passes the gradient on unchanged", "勾配をそのまま流す"),
        samples=SINGLES,
        source=SOURCE,
    ),
    Operation(
        name="detach",
        symbol="stop",
        forward=lambda x: x,
        derivatives=(None,),
        formula="x",
        partials=("",),
        doc=said("the number itself, with no gradient behind it", "値はそのまま、勾配は流さない"),
        short=said("lets no gradient pass", "勾配を止める"),
        samples=SINGLES,
        source="PyTorch, Tensor.detach",
        aliases=("stop_gradient",),
    ),
)
