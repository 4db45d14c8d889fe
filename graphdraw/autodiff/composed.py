"""Numerical gradients: slopes of operations, measured by differences, multiplied and added along the edges."""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence
from decimal import Decimal, localcontext
from typing import NamedTuple

from graphdraw.autodiff.backward import passes
from graphdraw.autodiff.decimals import context
from graphdraw.autodiff.evaluation import Evaluation
from graphdraw.autodiff.forward import arguments_of
from graphdraw.autodiff.slopes import Slopes
from graphdraw.graph.model import Apply, Edge, Graph

DIGITS = 40
"""Decimal digits with which slopes are multiplied and added."""

UNIT = Decimal(sys.float_info.epsilon)
ROUNDINGS = 16
"""The error allowed for one step of a gradient in float64, a local derivative and a product, in units of the last
place."""

SMALLEST = Decimal(sys.float_info.min) * UNIT
"""The error of a product that is too small for float64."""

MOST_WORK = 6_000_000
"""The most `Slopes.work` for one graph, which takes some seconds; a figure of a book takes some thousands."""

TOO_MUCH = "it would be too much work"

_ZERO = Decimal(0)


class Numerical(NamedTuple):
    """A numerical gradient.

    `rounding` is how far a right gradient in float64 may be from it because of lost digits, `underflow` because of
    numbers too small for float64. `why` is not empty if there is no numerical gradient, and says why. `on_kink` says
    that a derivative on the way is a choice.
    """

    value: Decimal
    rounding: Decimal = _ZERO
    underflow: Decimal = _ZERO
    why: str = ""
    on_kink: bool = False


def numerical_gradients(graph: Graph, evaluation: Evaluation) -> Mapping[str, Numerical]:
    """The numerical gradient of every node that has a gradient, by name. Linear in the size of the graph.

    Once MOST_WORK is used up, the nodes that are left, those further from the seeds, get no numerical gradient.
    """
    measured, found = _Measured(graph, evaluation), dict[str, Numerical]()
    with localcontext(context(DIGITS)):
        for node in reversed(graph.order):
            if evaluation.gradients[node.name] is not None:
                seed = evaluation.seeds.get(node.name)
                shares = [] if seed is None else [Numerical(+Decimal(seed))]
                for edge in graph.edges_out[node.name]:
                    if edge.target in found and measured.moves(edge):
                        shares.append(measured.share(edge, found[edge.target]))
                found[node.name] = _sum(shares)
    return found


class _Measured:
    """The slopes of the operations of a graph, measured when asked for, and once for equal operations and numbers."""

    def __init__(self, graph: Graph, evaluation: Evaluation) -> None:
        self.graph, self.evaluation = graph, evaluation
        self.slopes: dict[str, Slopes] = {}
        self.alike: dict[tuple[object, ...], Slopes] = {}
        self.work = 0

    def moves(self, edge: Edge) -> bool:
        """Whether the operation at the end of an edge lets a gradient pass to it."""
        return passes(self._applied(edge), edge.argument)

    def share(self, edge: Edge, gradient: Numerical) -> Numerical:
        """The part of the target's `gradient` that comes back along an edge."""
        slopes = self._slopes(self._applied(edge))
        on_kink = gradient.on_kink or slopes.on_kink
        if gradient.why or self.work >= MOST_WORK:
            return Numerical(_ZERO, why=gradient.why or TOO_MUCH, on_kink=on_kink)
        before = slopes.work
        slope = slopes.by(edge.argument)
        self.work += slopes.work - before
        if slope.why:
            why = f"'{edge.target}' has no slope by '{edge.source}' that can be measured: {slope.why}"
            return Numerical(_ZERO, why=why, on_kink=on_kink)
        value = gradient.value * slope.value
        largest = max(abs(slope.value), slopes.term)
        rounding = gradient.rounding * abs(slope.value) + abs(gradient.value) * largest * ROUNDINGS * UNIT
        underflow = gradient.underflow * abs(slope.value) + SMALLEST * (1 + abs(gradient.value))
        return Numerical(value, rounding, underflow if value else _ZERO, "", on_kink)

    def _applied(self, edge: Edge) -> Apply:
        node = self.graph.by_name[edge.target]
        assert isinstance(node, Apply)  # noqa: S101 (it has an argument)
        return node

    def _slopes(self, node: Apply) -> Slopes:
        known = self.slopes.get(node.name)
        if known is None:
            arguments = arguments_of(node, self.evaluation.values)
            assert arguments is not None  # noqa: S101 (what has a gradient has a value)
            key = (node.op, *sorted(node.params.items()), arguments)
            known = self.alike.get(key) or Slopes(node, arguments)
            self.alike[key] = self.slopes[node.name] = known
        return known


def _sum(shares: Sequence[Numerical]) -> Numerical:
    """The gradient of a node, from the parts that come back to it."""
    value = sum((share.value for share in shares), _ZERO)
    adding = UNIT * sum((abs(share.value) for share in shares), _ZERO) if len(shares) > 1 else _ZERO
    return Numerical(
        value,
        sum((share.rounding for share in shares), adding),
        sum((share.underflow for share in shares), _ZERO),
        next((share.why for share in shares if share.why), ""),
        any(share.on_kink for share in shares),
    )
