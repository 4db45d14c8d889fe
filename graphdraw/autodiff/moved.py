"""The seeded sum of a graph as a function of the value of one node, all else as it was."""

from __future__ import annotations

from graphdraw.autodiff.backward import passes, stands_on_kink
from graphdraw.autodiff.evaluation import Evaluation
from graphdraw.autodiff.forward import Values, applied, arguments_of
from graphdraw.expression.arithmetic import calculate
from graphdraw.model import Apply, Graph, Literal, Number, Operand, edges_into


class Followers:
    """For each node what depends on it through operations that let a gradient pass."""

    def __init__(self, graph: Graph, values: Values) -> None:
        self.graph, self.values = graph, values
        self.place = {node.name: place for place, node in enumerate(graph.order)}
        self.held = {node.name: self._hold(node) for node in graph.nodes if isinstance(node, Apply)}
        self.moving = {edge for node in self.held.values() for edge in edges_into(node)}

    def of(self, name: str) -> list[Apply]:
        """The followers of a node, in the order of computation."""
        found, waiting = {name}, [name]
        while waiting:
            for edge in self.graph.edges_out[waiting.pop()]:
                if edge in self.moving and edge.target not in found:
                    found.add(edge.target)
                    waiting.append(edge.target)
        found.discard(name)
        return [self.held[follower] for follower in sorted(found, key=self.place.__getitem__)]

    def _hold(self, node: Apply) -> Apply:
        """The operation with its number in place of each operand that no gradient passes to."""
        return node._replace(operands=tuple(self._held(node, i) for i in range(len(node.operands))))

    def _held(self, node: Apply, argument: int) -> Operand:
        operand = node.operands[argument]
        if isinstance(operand, Literal) or passes(node, argument):
            return operand
        value = self.values[operand.name]
        return operand if value is None else Literal(value, repr(value), operand.where)


class Moved:
    """The function itself, to be called with a value of the node.

    `at` is the value that the node has; `on_kink` says whether a follower stands on a kink there; `work` counts the
    operations calculated so far.
    """

    def __init__(self, evaluation: Evaluation, name: str, followers: list[Apply]) -> None:
        value = evaluation.values[name]
        assert value is not None  # noqa: S101 (what has a gradient has a value)
        self.name, self.at, self.work = name, as_float(value), 0
        self.seeds, self.values, self.followers = evaluation.seeds, dict(evaluation.values), followers
        self.on_kink = any(_on_kink(node, self.values) for node in followers)

    def __call__(self, value: float) -> float:
        """The sum for another value of the node; raises NumberError where there is none, or none in float64."""
        self.work += 1 + len(self.followers)
        seen = self.values  # every follower is calculated again before it is used, so what it was does not matter
        seen[self.name] = value
        for node in self.followers:
            seen[node.name] = applied(node, seen)
        return as_float(calculate(lambda: sum(seed * (seen[name] or 0) for name, seed in self.seeds.items())))


def as_float(number: Number) -> float:
    """The number in float64; raises NumberError for a whole number that is too large."""
    return float(calculate(float, number))


def _on_kink(node: Apply, values: Values) -> bool:
    arguments = arguments_of(node, values)
    return arguments is not None and stands_on_kink(node, arguments)
