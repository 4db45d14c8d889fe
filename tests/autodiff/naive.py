"""Values and gradients as their definitions say it, node by node and edge by edge: slow, and right at a glance."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from graphdraw.graph.model import Edge, Graph, Input, Literal
from graphdraw.ops import local_derivative, operation_of, passed_back, value_of
from graphdraw.values.scalar import Number, calculate, total


class Naive:
    """The numbers of a graph, each asked for by name or edge; raises NumberError where one does not exist."""

    def __init__(self, graph: Graph, seeds: Mapping[str, Number]) -> None:
        self.graph, self.seeds = graph, seeds
        self.value, self.has_gradient = cache(self._value), cache(self._has_gradient)
        self.gradient, self.edge = cache(self._gradient), cache(self._edge)

    def _value(self, name: str) -> Number | None:
        node = self.graph.by_name[name]
        if isinstance(node, Input):
            return node.value
        arguments = self.arguments(name)
        if node.box is not None or None in arguments:
            return None
        record = operation_of(node)
        return value_of(record, arguments, node.params)

    def arguments(self, name: str) -> tuple[Number | None, ...]:
        node = self.graph.by_name[name]
        return tuple(o.value if isinstance(o, Literal) else self.value(o.name) for o in node.operands)

    def _has_gradient(self, name: str) -> bool:
        node = self.graph.by_name[name]
        if isinstance(node, Input):
            return node.grad and node.role not in ("const", "target")
        return any(self.passes(edge) for edge in self.graph.edges if edge.target == name)

    def passes(self, edge: Edge) -> bool:
        node = self.graph.by_name[edge.target]
        record = operation_of(node)
        settings = record.signature.settings(node.params)
        return self.has_gradient(edge.source) and record.rule.passes(edge.argument, settings)

    def _gradient(self, name: str) -> Number | None:
        if not self.has_gradient(name):
            return None
        terms = [self.seeds[name]] if name in self.seeds else []
        terms += [share for edge in self.graph.edges_out[name] if (share := self.edge(edge)[0]) is not None]
        return calculate(total, *terms) if len(terms) > 1 else terms[0] if terms else None

    def _edge(self, edge: Edge) -> tuple[Number, Number] | tuple[None, None]:
        """Its gradient and the local derivative."""
        gradient = self.gradient(edge.target)
        if gradient is None or not self.passes(edge):
            return None, None
        node = self.graph.by_name[edge.target]
        at = operation_of(node), edge.argument, self.arguments(node.name), self.value(node.name), node.params
        local = local_derivative(*at)
        return passed_back(gradient, local, *at), local
