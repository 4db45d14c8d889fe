"""Compares every gradient with a numerical one, for `check --gradients`.

The numerical gradient uses none of the derivatives that the gradient was computed from; at kinks it takes the
conventions' combination of the slopes of both sides (`slopes`). The verdict is that both agree, that they differ, or
that it cannot be decided, because float64 has lost the digits for it or because there is no numerical gradient.
"""

from __future__ import annotations

from decimal import Decimal, localcontext
from typing import Literal, NamedTuple

from graphdraw.autodiff.composed import DIGITS, Numerical, numerical_gradients
from graphdraw.autodiff.decimals import context
from graphdraw.autodiff.evaluation import Evaluation
from graphdraw.graph.model import Graph
from graphdraw.values.scalar import Number

RELATIVE = Decimal("1e-6")
"""The largest difference allowed, relative to the larger of both, in addition to what rounding explains."""

TELLING = Decimal("1e-4")
"""Where rounding may change a gradient by more than this part of it, a small difference proves nothing."""

Verdict = Literal["agrees", "differs", "undecided"]


class GradientCheck(NamedTuple):
    """A gradient and its numerical value; that and the difference are None where there is no numerical one.

    `why` says why it cannot be decided whether they agree. `on_kink` says that a derivative on the way is a choice;
    the numerical value follows the convention there.
    """

    name: str
    gradient: Number
    numerical: Number | None
    difference: float | None
    verdict: Verdict
    on_kink: bool = False
    why: str = ""

    @property
    def agrees(self) -> bool:
        """Whether both were compared and agree."""
        return self.verdict == "agrees"


def check_gradients(graph: Graph, evaluation: Evaluation) -> tuple[GradientCheck, ...]:
    """The comparison of every gradient of an evaluation with a numerical one, in the order of the spec."""
    found = numerical_gradients(graph, evaluation)
    gradients = ((node.name, evaluation.gradients[node.name]) for node in graph.nodes)
    with localcontext(context(DIGITS)):
        return tuple(_check(name, gradient, found[name]) for name, gradient in gradients if gradient is not None)


def _check(name: str, gradient: Number, numerical: Numerical) -> GradientCheck:
    if numerical.why:
        return GradientCheck(name, gradient, None, None, "undecided", numerical.on_kink, numerical.why)
    ours, theirs = Decimal(gradient), numerical.value
    difference, greater = abs(ours - theirs), max(abs(ours), abs(theirs))
    lost = numerical.rounding + numerical.underflow
    verdict: Verdict = "agrees"
    why = ""
    if gradient == float(theirs):
        difference = Decimal(0)
    elif difference > RELATIVE * greater + lost:
        verdict = "differs"
    elif lost > TELLING * greater:
        verdict, why = "undecided", _lost(numerical)
    return GradientCheck(name, gradient, _number(theirs), float(difference), verdict, numerical.on_kink, why)


def _lost(numerical: Numerical) -> str:
    if numerical.underflow > numerical.rounding:
        return "numbers on the way are too small for float64"
    return f"its parts cancel, and what float64 may be off in them is {float(numerical.rounding):.0e}"


def _number(value: Decimal) -> Number:
    """The number as float64, or as a whole number where it is too large for that."""
    try:
        return float(value) if abs(value) < Decimal("1.79e308") else int(value)
    except OverflowError:
        return int(value)
