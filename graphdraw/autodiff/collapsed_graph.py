"""Collapses closed blocks of a graph to one node each, with the gradients and derivatives of the remaining edges."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from graphdraw.autodiff.evaluate import evaluate
from graphdraw.autodiff.evaluation import EdgeResult, Evaluation
from graphdraw.errors import Problem, SpecError
from graphdraw.graph.model import Apply, Backward, Block, Edge, Graph, Input, Output, Ref, edges_into
from graphdraw.graph.order import ordered
from graphdraw.values.scalar import Number, NumberError, calculate, total

CollapsedNode = Input | Apply | Block
"""A node of a collapsed graph."""


@dataclass(frozen=True)
class CollapsedGraph:
    """A graph with closed blocks as single nodes; of the inside of a block, only values that leave it can be seen.

    graph: the whole graph. nodes: in the order of the graph, a block in the place of its first member. edges: the
    source of each is the name of a value, of which a block may have several, its target a node or a block, its argument
    the number of the operand or of the block's input. gradients: those of the values that can be seen; for a value that
    leaves a block, only what comes back from outside. inner: the edges of `graph` that each edge stands for. within:
    the closed block of each value inside one. flowing: the values that have a gradient, with a number or without.
    """

    graph: Graph
    nodes: tuple[CollapsedNode, ...]
    edges: tuple[EdgeResult, ...]
    gradients: Mapping[str, Number | None]
    inner: Mapping[Edge, tuple[Edge, ...]]
    within: Mapping[str, Block]
    flowing: frozenset[str]

    @cached_property
    def by_name(self) -> Mapping[str, CollapsedNode]:
        """Nodes by name."""
        return {node.name: node for node in self.nodes}

    @cached_property
    def edges_out(self) -> Mapping[str, tuple[EdgeResult, ...]]:
        """The uses of every value that can be seen, in the order of `edges`."""
        uses: dict[str, list[EdgeResult]] = {name: [] for node in self.nodes for name in self.results(node)}
        for edge in self.edges:
            uses[edge.source].append(edge)
        return {name: tuple(edges) for name, edges in uses.items()}

    @cached_property
    def _leaving(self) -> frozenset[str]:
        used = {edge.source for edge in self.edges} | {output.name for output in self.graph.outputs}
        return frozenset(name for name in used if name in self.within)

    def results(self, node: CollapsedNode) -> tuple[str, ...]:
        """The values of a node that can be seen: its own, or those that leave a block, in the order of its outputs."""
        if not isinstance(node, Block):
            return (node.name,)
        return tuple(dict.fromkeys(name for _, name in node.outputs if name in self._leaving))

    @cached_property
    def order(self) -> tuple[CollapsedNode, ...]:
        """The nodes in topological order, operands before their uses."""
        operands: dict[str, list[str]] = {name: [] for name in self.by_name}
        for edge in self.edges:
            operands[edge.target].append(self.owner(edge.source))
        return tuple(self.by_name[name] for name in ordered(operands))

    def owner(self, name: str) -> str:
        """The name of the node that has a value: a closed block for values inside it, else the value's own name."""
        return self.within[name].name if name in self.within else name


def contracted(graph: Graph, evaluation: Evaluation, closed: Collection[str]) -> CollapsedGraph:
    """The graph with the blocks named in `closed` as single nodes; of nested ones the outermost counts.

    The gradient of an edge into a block is the sum of those of the inner edges from the same value. Its local
    derivative is that of the block's result, if only one result can be seen. Raises SpecError where such a sum is not a
    finite number.
    """
    within: dict[str, Block] = {}
    for block in graph.blocks:  # the outer ones come first
        if block.name in closed:
            for member in block.members:
                within.setdefault(member, block)
    if not within:
        inner = {edge: (edge,) for edge in graph.edges}
        flowing = frozenset(node.name for node in graph.nodes if evaluation.flows(node.name))
        return CollapsedGraph(graph, graph.nodes, evaluation.edges, evaluation.gradients, inner, {}, flowing)
    return _Contraction(graph, evaluation, within).result()


class _Contraction:
    def __init__(self, graph: Graph, evaluation: Evaluation, within: Mapping[str, Block]) -> None:
        self.graph, self.evaluation, self.within = graph, evaluation, within
        self.results = {Edge(e.source, e.target, e.argument): e for e in evaluation.edges}
        self.arriving: dict[tuple[str, str], list[EdgeResult]] = {}
        """By the names of a block and of a value from outside it, the edges from that value to members of the block."""
        for edge in evaluation.edges:
            block = within.get(edge.target)
            if block is not None and within.get(edge.source) is not block:
                self.arriving.setdefault((block.name, edge.source), []).append(edge)

    def result(self) -> CollapsedGraph:
        nodes: dict[str, CollapsedNode] = {}
        for node in self.graph.nodes:
            drawn = self.within.get(node.name, node)
            nodes.setdefault(drawn.name, drawn)
        edges: list[EdgeResult] = []
        inner: dict[Edge, tuple[Edge, ...]] = {}
        for drawn in nodes.values():
            for result, stands_for in self._edges_into(drawn):
                edges.append(result)
                inner[Edge(result.source, result.target, result.argument)] = stands_for
        found = CollapsedGraph(self.graph, tuple(nodes.values()), tuple(edges), {}, inner, self.within, frozenset())
        gradients = {name: self._gradient(found, name) for node in found.nodes for name in found.results(node)}
        locals_ = self._locals(found)
        edges = [_with_local(edge, locals_) for edge in edges]
        flowing = frozenset(name for name, g in gradients.items() if g is not None or self._is_unknown(found, name))
        return CollapsedGraph(self.graph, found.nodes, tuple(edges), gradients, inner, self.within, flowing)

    def _edges_into(self, node: CollapsedNode) -> Iterable[tuple[EdgeResult, tuple[Edge, ...]]]:
        if not isinstance(node, Block):
            yield from ((self.results[edge], (edge,)) for edge in edges_into(node))
            return
        met: set[str] = set()
        for port, (_, operand) in enumerate(node.inputs):
            if not isinstance(operand, Ref) or operand.name in met:
                continue
            met.add(operand.name)
            edges = self.arriving.get((node.name, operand.name), [])
            gradient = self._sum((edge.gradient for edge in edges), operand.name, node)
            value = self.evaluation.values[operand.name]
            stands_for = tuple(Edge(e.source, e.target, e.argument) for e in edges)
            unknown = any(edge.unknown for edge in edges)
            yield EdgeResult(operand.name, node.name, port, value, gradient, None, unknown), stands_for

    def _is_unknown(self, found: CollapsedGraph, name: str) -> bool:
        """Whether a gradient without a number comes back to a value that can be seen in the collapsed graph."""
        return name in self.evaluation.starts or any(edge.unknown for edge in found.edges_out[name])

    def _gradient(self, found: CollapsedGraph, name: str) -> Number | None:
        if name not in self.within:
            return self.evaluation.gradients[name]
        shares = (self.evaluation.seeds.get(name), *(edge.gradient for edge in found.edges_out[name]))
        return self._sum(shares, name, self.within[name])

    def _sum(self, shares: Iterable[Number | None], name: str, block: Block) -> Number | None:
        terms = [share for share in shares if share is not None]
        try:
            return calculate(total, *terms) if terms else None
        except NumberError as error:
            text = f"{error.text}: the gradient of '{name}'"
            raise SpecError([Problem(block.where, text, error.code)]) from error

    def _locals(self, found: CollapsedGraph) -> dict[tuple[str, str], Number]:
        """By the names of a block with one result and of a value that enters it, the derivative of that result."""
        locals_: dict[tuple[str, str], Number] = {}
        for node in found.nodes:
            if isinstance(node, Block) and len(results := found.results(node)) == 1:
                locals_ |= {(node.name, name): value for name, value in self._derivatives(node, results[0]).items()}
        return locals_

    def _derivatives(self, block: Block, result: str) -> dict[str, Number]:
        """The derivatives of a block's result by each value that enters it, from a sweep over the members alone.

        Empty where there are no numbers, or where one of them would not be finite.
        """
        values, inside = self.evaluation.values, set(block.members)
        if values[result] is None:
            return {}
        members = [self.graph.by_name[name] for name in block.members]
        outside = dict.fromkeys(edge.source for node in members for edge in edges_into(node))
        entering = [
            Input(name, values[name], block.where, grad=any(edge.local is not None for edge in edges))
            for name in outside
            if name not in inside and (edges := self.arriving.get((block.name, name)))
        ]
        part = Graph((*entering, *members), (Output(result),), Backward("seeds", ((result, 1),)))
        try:
            gradients = evaluate(part).gradients
        except SpecError:
            return {}
        return {node.name: found for node in entering if (found := gradients[node.name]) is not None}


def _with_local(edge: EdgeResult, locals_: Mapping[tuple[str, str], Number]) -> EdgeResult:
    if edge.gradient is None or (edge.target, edge.source) not in locals_:
        return edge
    local = locals_[edge.target, edge.source]
    return edge._replace(local=local)
