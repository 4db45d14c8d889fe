"""Hints for names of operations from other programs and books: the operation's name here, or a form that works."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from graphdraw.ops.planned import PLANNED
from graphdraw.ops.table import OPERATIONS

_OTHER_NAMES = {
    "add": "plus +",
    "sub": "minus subtract -",
    "mul": "times multiply product * × ·",
    "div": "divide truediv over / ÷",
    "neg": "negative negate",
    "pow": "power ** ^",
    "sigmoid": "logistic expit sigm σ",
    "step": "heaviside heavyside unit_step",
    "abs": "absolute fabs",
    "asin": "arcsin",
    "acos": "arccos",
    "atan": "arctan",
    "sign": "sgn signum",
    "max": "maximum",
    "min": "minimum",
    "int": "trunc truncate fix",
    "relu": "rectifier",
    "reciprocal": "inverse",
    "detach": "stopgrad no_grad",
    "bce": "binary_cross_entropy binary_crossentropy",
    "identity": "linear_activation",
}

RENAMED: Mapping[str, str] = MappingProxyType(
    {other: name for name, others in _OTHER_NAMES.items() for other in others.split()}
)
"""By another name or sign, the name of the operation here."""

FORMS: Mapping[str, str] = MappingProxyType(
    dict.fromkeys(("avg", "average"), "(a + b + c)/3")
    | dict.fromkeys(("mod", "fmod", "remainder"), "a - b*floor(a/b)")
    | dict.fromkeys(("floordiv", "floor_divide"), "floor(a/b)")
    | dict.fromkeys(("cot", "ctg"), "1/tan(x)")
    | {
        "sec": "1/cos(x)",
        "csc": "1/sin(x)",
        "tg": "tan(x)",
        "coth": "1/tanh(x)",
        "logit": "log(p/(1 - p))",
        "cbrt": "x**(1/3)",
        "rsqrt": "1/sqrt(x)",
        "exp2": "2**x",
        "hypot": "sqrt(a**2 + b**2)",
        "cube": "x**3",
        "hinge": "max(0, 1 - t*y)",
        "if": "step(c)*a + (1 - step(c))*b",
    }
)
"""How to write functions that have no operation here."""


def operation_meant(name: str) -> str | None:
    """The hint for a name that no operation has: the operation that is meant, or a form that works; None if unknown.

    Of a dotted name such as `torch.relu` the last part counts.
    """
    last = name.rpartition(".")[2]
    for word in (last, last.casefold()):
        if word in RENAMED:
            return f"write {RENAMED[word]}"
        if word in FORMS:
            return f"write {FORMS[word]}"
        if word != name and word in OPERATIONS:
            return f"write {word}"
        if word != name and word in PLANNED:
            return PLANNED[word]
    return None
