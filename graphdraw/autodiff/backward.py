"""The careful reverse sweep: gradients from the seeds back to the inputs, with the part that each edge carries.

It is used where `tape.reverse` gives up: for numbers beyond float64, and for the messages of all problems.

Griewank & Walther, Evaluating Derivatives (2008), section 3.2 (incremental adjoint recursion). Linear in the edges.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import NamedTuple

from graphdraw.autodiff.forward import Values, arguments_of, calculation, shown
from graphdraw.errors import Problem, SpecError
from graphdraw.graph.model import Apply, Edge, Graph, Input, edges_into
from graphdraw.ops import local_derivative, operation_of, passed_back, wide_derivative
from graphdraw.values.scalar import Number, NumberError, calculate, total

OVERFLOWS = ("not-finite", "too-large")
"""Codes of problems with numbers that exist but are beyond float64, or beyond the largest integer."""

Share = tuple[Number, Number]
"""The gradient that comes back along an edge, and the local derivative that it was multiplied by."""


class Sweep(NamedTuple):
    """What one reverse sweep finds.

    gradients: by name of the node. shares, locals: the gradient of each edge and its local derivative, in the order of
    `Graph.edges`. on_kinks: nodes that a gradient passes whose derivative is a choice. flat: those whose derivative is
    0 everywhere. Both are in the order of the sweep.
    """

    gradients: Mapping[str, Number | None]
    shares: Sequence[Number | None]
    locals: Sequence[Number | None]
    on_kinks: Sequence[Apply] = ()
    flat: Sequence[Apply] = ()


def backward(graph: Graph, values: Values, seeds: Mapping[str, Number], differentiable: Collection[str]) -> Sweep:
    """Sweep back from `seeds`, gradients by name of nodes that all have a value, to the nodes in `differentiable`.

    The gradient of a node is its seed plus the gradients of the edges that leave it, rounded once. Raises SpecError
    with a problem for every derivative that is needed and does not exist.
    """
    return _Backward(graph, values, seeds, differentiable).sweep()


def passes(node: Apply, argument: int) -> bool:
    """Whether an operation lets a gradient pass to one of its arguments."""
    operation = operation_of(node)
    return operation.rule.passes(argument, operation.signature.settings(node.params))


def stands_on_kink(node: Apply, arguments: tuple[Number, ...]) -> bool:
    """Whether an operation is on a kink at these arguments, so that its derivative is a choice."""
    operation = operation_of(node)
    kink = operation.kink
    return kink is not None and kink.at(*arguments, **operation.signature.settings(node.params))


class _Backward:
    def __init__(
        self, graph: Graph, values: Values, seeds: Mapping[str, Number], differentiable: Collection[str]
    ) -> None:
        self.graph, self.values, self.seeds, self.differentiable = graph, values, seeds, differentiable
        self.gradients: dict[str, Number] = {}
        self.shares: dict[Edge, Share] = {}
        self.on_kinks: list[Apply] = []
        self.flat: list[Apply] = []
        self.problems: list[Problem] = []

    def sweep(self) -> Sweep:
        for node in reversed(self.graph.order):
            gradient = self._collect(node.name) if node.name in self.differentiable else None
            if gradient is not None:
                self.gradients[node.name] = gradient
                if isinstance(node, Apply):
                    self._spread(node, gradient)
        if self.problems:
            raise SpecError(reversed(self.problems))
        pairs = [self.shares.get(edge, (None, None)) for edge in self.graph.edges]
        shares, locals_ = [share for share, _ in pairs], [local for _, local in pairs]
        return Sweep(self.gradients, shares, locals_, self.on_kinks, self.flat)

    def _collect(self, name: str) -> Number | None:
        """The gradient of a node; None where none arrives, or where it is too large, which is noted as a problem."""
        shares, terms = self.shares, [self.seeds[name]] if name in self.seeds else []
        terms += [shares[edge][0] for edge in self.graph.edges_out[name] if edge in shares]
        if not terms:
            return None
        try:
            return calculate(total, *terms) if len(terms) > 1 else terms[0]
        except NumberError as error:
            where = self.graph.by_name[name].where
            self.problems.append(Problem(where, f"{error.text}: the gradient of '{name}'", error.code))
            return None

    def _spread(self, node: Apply, gradient: Number) -> None:
        """Pass the gradient of a node back along its edges, and note if it is flat or on a kink."""
        edges = [e for e in edges_into(node) if e.source in self.differentiable and passes(node, e.argument)]
        arguments = arguments_of(node, self.values)
        if arguments is None or not edges:
            return
        if operation_of(node).flat:
            self.flat.append(node)
        elif stands_on_kink(node, arguments):
            self.on_kinks.append(node)
        for edge in edges:
            self._pass(node, edge, gradient, arguments)

    def _pass(self, node: Apply, edge: Edge, gradient: Number, arguments: tuple[Number, ...]) -> None:
        out = self.values[node.name]
        assert out is not None  # noqa: S101 (the seeds have values, and so has what they depend on)
        at = operation_of(node), edge.argument, arguments, out, node.params
        refusal: Problem | None = None
        try:
            local = local_derivative(*at)
        except NumberError as error:
            refusal = self._no_derivative(node, edge, error)
            local = wide_derivative(*at) if error.code in OVERFLOWS else None
        if local is None:
            self.problems += [refusal] if refusal else []
            return
        try:
            self.shares[edge] = passed_back(gradient, local, *at), local
        except NumberError as error:
            text = f"{error.text}: the gradient of '{edge.source}' is {shown(gradient)} × {shown(local)}"
            self.problems.append(refusal or Problem(node.where, text, error.code))

    def _no_derivative(self, node: Apply, edge: Edge, error: NumberError) -> Problem:
        if error.code in OVERFLOWS:
            text = f"{error.text}: the derivative by '{edge.source}' where {calculation(node, self.values)}"
            return Problem(node.where, text, error.code)
        text = f"the derivative does not exist here ({error.text}): {calculation(node, self.values)}"
        is_input = isinstance(self.graph.by_name[edge.source], Input)
        hint = f"give '{edge.source}' no gradient (grad: false)" if is_input else f"put detach(…) round '{edge.source}'"
        return Problem(node.where, text, error.code, f"{hint} if it is not wanted")
