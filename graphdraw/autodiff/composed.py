"""Numerical gradients: the slopes of operations, which differences tell, composed along all ways to the seeds."""

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
"""With which slopes are composed."""

UNIT = Decimal(sys.float_info.epsilon)
ROUNDINGS = 16
"""Units of the last place that a step of a gradient in float64 may be off: a local derivative and a product."""

SMALLEST = Decimal(sys.float_info.min) * UNIT
"""What a product that is too small for float64 may be off."""

MOST_WORK = 6_000_000
"""`Slopes.work` for one graph, some seconds; a figure for a book takes some thousands."""

TOO_MUCH = "it would be too much work"

_ZERO = Decimal(0)


class Numerical(NamedTuple):
    """A numerical gradient.

    `rounding` is how far from it float64 may end because of digits that are lost on the way, `underflow` because of
    numbers that are too small for it. `why` says why there is none, where there is none. `on_kink` says that a
    derivative on the way is a choice.
    """

    value: Decimal
    rounding: Decimal = _ZERO
    underflow: Decimal = _ZERO
    why: str = ""
    on_kink: bool = False


def numerical_gradients(graph: Graph, evaluation: Evaluation) -> Mapping[str, Numerical]:
    """For every node with a gradient the numerical one. Linear in the size of the graph.

    The work is limited by MOST_WORK: what is farther from the seeds than that reaches has no numerical gradient.
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
    """The slopes of the operations of a graph, each measured when it is asked for, those of equal numbers once."""

    def __init__(self, graph: Graph, evaluation: Evaluation) -> None:
        self.graph, self.evaluation = graph, evaluation
        self.slopes: dict[str, Slopes] = {}
        self.alike: dict[tuple[object, ...], Slopes] = {}
        self.work = 0

    def moves(self, edge: Edge) -> bool:
        """Whether an operation moves with one of its arguments."""
        return passes(self._applied(edge), edge.argument)

    def share(self, edge: Edge, gradient: Numerical) -> Numerical:
        """What comes back along an edge, of the gradient of its target."""
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
    """All that comes back to a node."""
    value = sum((share.value for share in shares), _ZERO)
    adding = UNIT * sum((abs(share.value) for share in shares), _ZERO) if len(shares) > 1 else _ZERO
    return Numerical(
        value,
        sum((share.rounding for share in shares), adding),
        sum((share.underflow for share in shares), _ZERO),
        next((share.why for share in shares if share.why), ""),
        any(share.on_kink for share in shares),
    )
