"""Piecewise functions: absolute value, sign, max, min, clipping, rounding. At kinks: PyTorch's conventions."""

from __future__ import annotations

import math

from graphdraw.ops.families import stable
from graphdraw.ops.operation import Operation, PrintedPartials, Texts, said
from graphdraw.ops.rules import Elementwise, Kink
from graphdraw.ops.signature import Parameter, Signature
from graphdraw.values.scalar import Number, NumberError

SINGLES: tuple[tuple[Number, ...], ...] = ((2.25,), (-1.5625,), (0.3,))
PAIRS: tuple[tuple[Number, ...], ...] = ((2, 3), (-1.5, -2.75), (1, 2, 0.5))
SOURCE = "PyTorch, notes on autograd mechanics"


def _sign(x: Number) -> Number:
    return type(x)((x > 0) - (x < 0))


def _step(x: Number) -> Number:
    return type(x)(x > 0)


def _tie(*arguments: Number) -> bool:
    return arguments.count(max(arguments)) > 1


def _tie_of_least(*arguments: Number) -> bool:
    return arguments.count(min(arguments)) > 1


def _clip(x: Number, *, lo: Number, hi: Number) -> Number:
    if lo > hi:
        raise NumberError("clip needs lo to be at most hi")
    return min(max(x, lo), hi)


def _whole(x: Number) -> bool:
    return x == math.floor(x)


def _half(x: Number) -> bool:
    return x - math.floor(x) == 0.5


_JUMP = ("the derivative is 0 on a step as well", "there is none in the calculus")
_TIE = (
    "the derivative is shared evenly between equal arguments",
    "some books and frameworks give 1 to each, or to the first",
)

_OF_TWO = "the rule is of any number of arguments, a table speaks of two"

FAMILY = said("piecewise function", "区分的な関数")
"""The kind of these operations in words."""

OPERATIONS = (
    Operation(
        Signature("abs", 1, "abs"),
        Elementwise(
            forward=abs,
            derivatives=("sign(x)",),
            kink=Kink(lambda x: x == 0, "abs has the derivative 0 at 0", "JAX takes 1"),
            samples=SINGLES,
        ),
        Texts(
            formula=r"\left\vert x \right\vert",
            doc=said("the number without its sign", "絶対値"),
            short=said("multiplies by the sign of the input", "入力の符号を掛ける"),
            source=SOURCE,
        ),
    ),
    Operation(
        Signature("sign", 1, "sign"),
        Elementwise(forward=_sign, derivatives=("0",), kink=Kink(lambda x: x == 0, *_JUMP), flat=True, samples=SINGLES),
        Texts(
            formula=r"\mathrm{sign}(x)",
            doc=said("1, 0 or −1 as the number is positive, 0 or negative", "符号（1、0、−1）"),
            short=said("the gradient is 0", "勾配は 0"),
            source=SOURCE,
        ),
    ),
    Operation(
        Signature("step", 1, "step"),
        Elementwise(forward=_step, derivatives=("0",), kink=Kink(lambda x: x == 0, *_JUMP), flat=True, samples=SINGLES),
        Texts(
            formula=r"\mathbf{1}_{x>0}",
            doc=said("1 if the number is positive, else 0", "正なら 1、そうでなければ 0"),
            short=said("the gradient is 0", "勾配は 0"),
            source=SOURCE,
        ),
    ),
    Operation(
        Signature("max", 2, "max", any_number=True, commutative=True),
        Elementwise(
            forward=max,
            derivatives=("(1 - sign(out - x))*share",),
            stable=(stable.by_greatest,),
            kink=Kink(_tie, *_TIE),
            samples=PAIRS,
        ),
        Texts(
            formula=r"\max(x, y)",
            doc=said("the greatest of its arguments", "最大値"),
            short=said("passes the gradient on to the greater input", "大きい方の入力にだけ流す"),
            source=SOURCE,
            printed=PrintedPartials((r"\mathbf{1}_{x>y}", r"\mathbf{1}_{y>x}"), _OF_TWO),
        ),
    ),
    Operation(
        Signature("min", 2, "min", any_number=True, commutative=True),
        Elementwise(
            forward=min,
            derivatives=("(1 - sign(x - out))*share",),
            stable=(stable.by_greatest,),
            kink=Kink(_tie_of_least, *_TIE),
            samples=PAIRS,
        ),
        Texts(
            formula=r"\min(x, y)",
            doc=said("the least of its arguments", "最小値"),
            short=said("passes the gradient on to the smaller input", "小さい方の入力にだけ流す"),
            source=SOURCE,
            printed=PrintedPartials((r"\mathbf{1}_{x<y}", r"\mathbf{1}_{y<x}"), _OF_TWO),
        ),
    ),
    Operation(
        Signature(
            "clip",
            1,
            "clip",
            aliases=("clamp",),
            parameters=(
                Parameter("lo", "number", "a, the least value", required=True, example=0, letter="a"),
                Parameter("hi", "number", "b, the greatest value", required=True, example=1, letter="b"),
            ),
        ),
        Elementwise(
            forward=_clip,
            derivatives=("(1 - step(lo - x))*(1 - step(x - hi))",),
            stable=(stable.by_clip,),
            kink=Kink(
                lambda x, *, lo, hi: x in (lo, hi),
                "clip has the derivative 1 on its bounds",
                "JAX takes 1/2, autograd 0",
            ),
            domain=r"a \leq b",
            samples=((2.25,), (-1.5,), (0.3,)),
        ),
        Texts(
            formula=r"\min(\max(x, a), b)",
            doc=said("the number, but no less than lo and no more than hi", "lo 以上 hi 以下に制限する"),
            short=said("passes the gradient on within the bounds, else 0", "範囲内ならそのまま流し、外なら 0"),
            source=SOURCE,
        ),
    ),
    *(
        Operation(
            Signature(name, 1, name),
            Elementwise(forward=function, derivatives=("0",), kink=Kink(jumps, *_JUMP), flat=True, samples=SINGLES),
            Texts(formula=formula, doc=said(en, ja), short=said("the gradient is 0", "勾配は 0"), source=SOURCE),
        )
        for name, function, jumps, formula, en, ja in (
            (
                "round",
                round,
                _half,
                r"\mathrm{round}(x)",
                "the nearest whole number, halves to the even one",
                "最も近い整数",
            ),
            (
                "floor",
                math.floor,
                _whole,
                r"\lfloor x \rfloor",
                "the greatest whole number that is not greater",
                "床関数",
            ),
            ("ceil", math.ceil, _whole, r"\lceil x \rceil", "the least whole number that is not less", "天井関数"),
        )
    ),
    Operation(
        Signature("int", 1, "int()"),
        Elementwise(forward=int, derivatives=(None,), samples=SINGLES),
        Texts(
            formula=r"\mathrm{int}(x)",
            doc=said("the number without its decimals", "小数点以下を切り捨てる"),
            short=said("lets no gradient pass", "勾配を止める"),
            source=SOURCE,
        ),
    ),
)
