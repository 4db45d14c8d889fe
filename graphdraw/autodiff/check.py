"""Numerical gradients, to check the others by: C. J. F. Ridders, Advances in Engineering Software 4 (1982), 75-76.

The node in question is moved a little to both sides and all that follows is calculated again; where an operation lets
no gradient pass, it keeps its value.
"""

from __future__ import annotations

from collections import ChainMap
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from graphdraw.autodiff.backward import passes
from graphdraw.autodiff.evaluation import Evaluation
from graphdraw.autodiff.forward import applied
from graphdraw.expression.arithmetic import NumberError
from graphdraw.model import Apply, Graph, Input, Literal, Number, Operand, edges_into

RELATIVE, ABSOLUTE = 1e-6, 1e-8
"""How far a gradient may be from its numerical value: of the greater of the two, and at least."""

COLUMNS = 8
"""Of Ridders' table; each shrinks the step."""

SHRINK = 1.6

STEPS = 5
"""First steps that are tried, each a tenth of the one before."""

Function = Callable[[float], float]


@dataclass(frozen=True, slots=True)
class GradientCheck:
    """A gradient beside its numerical value; next to a kink the value lies between the slopes of both sides."""

    name: str
    gradient: Number
    numerical: float
    difference: float
    agrees: bool


def check_gradients(graph: Graph, evaluation: Evaluation) -> tuple[GradientCheck, ...]:
    """Every gradient of an evaluation against a numerical one, in the order of the spec."""
    checks = []
    for node in graph.nodes:
        gradient = evaluation.gradients[node.name]
        if gradient is not None:
            checks.append(_check(node.name, gradient, _Moved(graph, evaluation, node.name)))
    return tuple(checks)


def _check(name: str, gradient: Number, moved: _Moved) -> GradientCheck:
    at = moved.value
    step = max(abs(at), 1e-2) * 0.05
    numerical = _slope(moved, at, step, gradient)
    difference = abs(numerical - gradient)
    most = ABSOLUTE + RELATIVE * max(abs(numerical), abs(gradient))
    return GradientCheck(name, gradient, numerical, difference, difference <= most)


def _slope(moved: _Moved, at: float, step: float, wanted: float) -> float:
    """The derivative; between different slopes of both sides the value nearest to the one wanted."""
    central = _best(lambda d: (moved(at + d) - moved(at - d)) / (2 * d), step, order=2)
    left = _best(lambda d: (moved(at) - moved(at - d)) / d, step, order=1)
    right = _best(lambda d: (moved(at + d) - moved(at)) / d, step, order=1)
    if central is None or left is None or right is None:
        return next((slope for slope in (central, left, right) if slope is not None), float("nan"))
    if abs(left - right) <= 1e-4 * max(abs(left), abs(right), 1e-4):
        return central
    return min(max(wanted, min(left, right)), max(left, right))


def _best(quotient: Function, step: float, order: int) -> float | None:
    """The limit with the least error of several first steps: a pole or the end of the domain may be near.

    None if there is no step within the domain.
    """
    found: list[tuple[float, float]] = []
    for _ in range(STEPS):
        try:
            limit, error = ridders(quotient, step, order)
            found.append((error, limit))
        except NumberError:
            pass
        step /= 10
    return min(found)[1] if found else None


def ridders(quotient: Function, step: float, order: int = 2) -> tuple[float, float]:
    """The limit of a difference quotient as its step goes to 0, and the error estimate at which it stopped.

    `order` is 2 for a central quotient, whose error has even powers only, 1 for a one-sided one.
    """
    row = [quotient(step)]
    best, error = row[0], float("inf")
    for i in range(1, COLUMNS):
        step /= SHRINK
        new = [quotient(step)]
        factor = SHRINK**order
        for j in range(i):
            new.append((new[j] * factor - row[j]) / (factor - 1))
            factor *= SHRINK**order
            estimate = max(abs(new[j + 1] - new[j]), abs(new[j + 1] - row[j]))
            if estimate <= error:
                error, best = estimate, new[j + 1]
        if abs(new[i] - row[i - 1]) >= 2 * error:
            break
        row = new
    return best, error


class _Moved:
    """The seeded sum of the graph as a function of the value of one node, all else as it was."""

    def __init__(self, graph: Graph, evaluation: Evaluation, name: str) -> None:
        self.evaluation, self.name = evaluation, name
        value = evaluation.values[name]
        assert value is not None  # noqa: S101 (what has a gradient has a value)
        self.value = float(value)
        self.values = dict(evaluation.values)
        self.followers = _followers(graph, name, self.values)

    def __call__(self, value: float) -> float:
        changed: dict[str, Number | None] = {self.name: value}
        seen = ChainMap(changed, self.values)
        for node in self.followers:
            changed[node.name] = applied(node, seen)
        return sum(float(seed * (seen[name] or 0)) for name, seed in self.evaluation.seeds.items())


def _followers(graph: Graph, name: str, values: Mapping[str, Number | None]) -> list[Apply]:
    """What depends on a node through operations that let a gradient pass, in the order of computation.

    An operand through which none passes is replaced by its number, so that it stays as it was.
    """
    moving, found = {name}, []
    for node in graph.order:
        if isinstance(node, Input) or node.name == name:
            continue
        if any(e.source in moving and passes(node, e.argument) for e in edges_into(node)):
            moving.add(node.name)
            found.append(replace(node, operands=tuple(_held(node, i, values) for i in range(len(node.operands)))))
    return found


def _held(node: Apply, argument: int, values: Mapping[str, Number | None]) -> Operand:
    operand = node.operands[argument]
    if isinstance(operand, Literal) or passes(node, argument):
        return operand
    value = values[operand.name]
    return operand if value is None else Literal(value, repr(value), operand.where)
