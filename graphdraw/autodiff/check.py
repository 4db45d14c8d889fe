"""Every gradient beside a numerical one, and whether they agree.

The numerical one knows nothing of the derivatives that the gradient was made of, and follows the conventions at kinks
from the slopes of both sides (`slopes`). Three things can be said: they agree, they differ, or it cannot be decided
here, because float64 has lost the digits that would tell, or because there is no numerical one.
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
"""How far a gradient may be from its numerical value, of the greater of both; beside what rounding may do."""

TELLING = Decimal("1e-4")
"""Where rounding may move a gradient by more of it than that, what is near enough does not say that it is right."""

Verdict = Literal["agrees", "differs", "undecided"]


class GradientCheck(NamedTuple):
    """A gradient beside its numerical value, None where there is none.

    `why` says why it cannot be decided whether they agree. `on_kink` says that the derivative is a choice on the way;
    the numerical value is that of the convention.
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
        """Whether they were compared and agree."""
        return self.verdict == "agrees"


def check_gradients(graph: Graph, evaluation: Evaluation) -> tuple[GradientCheck, ...]:
    """Every gradient of an evaluation against a numerical one, in the order of the spec."""
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
    """As float64, or as a whole number beyond it."""
    try:
        return float(value) if abs(value) < Decimal("1.79e308") else int(value)
    except OverflowError:
        return int(value)
