"""The reverse sweep: gradients from the seeds back to the inputs, every edge's own share kept.

Griewank & Walther, Evaluating Derivatives (2008), section 3.2 (incremental adjoint recursion). Linear in the edges.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from graphdraw.autodiff.forward import Values, arguments_of, calculation
from graphdraw.errors import Problem, SpecError
from graphdraw.expression.arithmetic import NumberError, add, calculate, mul
from graphdraw.model import Apply, Edge, Graph, Input, Number, edges_into
from graphdraw.ops import OPERATIONS, Operation, local_derivative

NO_GRADIENT_ROLES = ("const", "target")

Share = tuple[Number, Number]
"""The gradient that an edge carries, and the local derivative it was multiplied by."""


@dataclass(slots=True)
class Sweep:
    """What one reverse sweep finds: gradients by node, shares by edge, and the nodes that deserve a word."""

    gradients: dict[str, Number] = field(default_factory=dict)
    shares: dict[Edge, Share] = field(default_factory=dict)
    on_kinks: list[Apply] = field(default_factory=list)
    flat: list[Apply] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)


def backward(graph: Graph, values: Values, seeds: Mapping[str, Number]) -> Sweep:
    """Sweep back from the seeds (gradients by name of the nodes to start from).

    A gradient is the sum over the edges that leave a node, in the order of `Graph.edges`. Raises SpecError with every
    operation whose derivative is wanted and does not exist.
    """
    differentiable = differentiable_nodes(graph)
    sweep = Sweep()
    for node in reversed(graph.order):
        if node.name not in differentiable:
            continue
        gradient = _collected(graph, node.name, seeds, sweep)
        if gradient is None:
            continue
        sweep.gradients[node.name] = gradient
        if isinstance(node, Apply):
            _spread(node, gradient, values, differentiable, sweep)
    if sweep.problems:
        raise SpecError(sweep.problems)
    return sweep


def differentiable_nodes(graph: Graph) -> set[str]:
    """Names of nodes whose value depends on an input that has a gradient, through operations that let it pass."""
    found: set[str] = set()
    for node in graph.order:
        if isinstance(node, Input):
            if node.grad and node.role not in NO_GRADIENT_ROLES:
                found.add(node.name)
        elif any(edge.source in found and passes(node, edge.argument) for edge in edges_into(node)):
            found.add(node.name)
    return found


def passes(node: Apply, argument: int) -> bool:
    """Whether an operation lets a gradient pass to one of its arguments."""
    return OPERATIONS.get(node.op).derivative(argument, node.params) is not None


def _collected(graph: Graph, name: str, seeds: Mapping[str, Number], sweep: Sweep) -> Number | None:
    terms = [seeds[name]] if name in seeds else []
    terms += [sweep.shares[edge][0] for edge in graph.edges_out[name] if edge in sweep.shares]
    if not terms:
        return None
    total = terms[0]
    try:
        for term in terms[1:]:
            total = calculate(add, total, term)
    except NumberError as error:
        sweep.problems.append(Problem(graph.by_name[name].where, f"{error.text}: the gradient of '{name}'", error.code))
        return None
    return total


def _spread(node: Apply, gradient: Number, values: Values, differentiable: set[str], sweep: Sweep) -> None:
    operation, arguments, out = OPERATIONS.get(node.op), arguments_of(node, values), values[node.name]
    edges = [e for e in edges_into(node) if e.source in differentiable and passes(node, e.argument)]
    if arguments is None or out is None or not edges:
        return
    if operation.flat:
        sweep.flat.append(node)
    if _on_kink(operation, arguments, node):
        sweep.on_kinks.append(node)
    for edge in edges:
        try:
            local = local_derivative(operation, edge.argument, arguments, out, node.params)
            if local is not None:
                sweep.shares[edge] = calculate(mul, gradient, local), local
        except NumberError as error:
            text = f"the derivative does not exist here ({error.text}): {calculation(node, values)}"
            hint = f"give '{edge.source}' no gradient (grad: false) if it is not wanted"
            sweep.problems.append(Problem(node.where, text, error.code, hint))


def _on_kink(operation: Operation, arguments: tuple[Number, ...], node: Apply) -> bool:
    return operation.kink is not None and operation.kink.at(*arguments, **operation.settings(node.params))
