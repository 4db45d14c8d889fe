"""The backward pass of a figure without numbers: which values have a gradient, though nobody knows how much it is."""

from __future__ import annotations

from collections.abc import Collection

from graphdraw.autodiff.backward import differentiable_nodes, passes
from graphdraw.autodiff.forward import Values
from graphdraw.autodiff.seeds import forward_only
from graphdraw.errors import Problem
from graphdraw.graph.model import Apply, Edge, Graph, edges_into


def choose_starts(graph: Graph, values: Values) -> tuple[tuple[str, ...], tuple[Problem, ...]]:
    """Where gradients without numbers start, to be asked where none with numbers do, and what is to be said of it.

    In a part of a bigger graph that is every output; else what the spec names, or the one output.
    """
    backward, outputs = graph.backward, tuple(output.name for output in graph.outputs)
    if backward.mode == "of":
        return outputs, ()
    if backward.mode == "seeds":
        return tuple(name for name, _ in backward.seeds if values[name] is None), ()
    if backward.mode == "off" or any(values[name] is not None for name in outputs):
        return (), ()
    return (outputs, ()) if len(outputs) == 1 else ((), (forward_only(outputs),))


def carrying(graph: Graph, starts: Collection[str]) -> tuple[frozenset[str], frozenset[Edge]]:
    """The values and edges through which gradients go back from the starts."""
    differentiable = differentiable_nodes(graph) if starts else set()
    names, edges = {name for name in starts if name in differentiable}, set()
    for node in reversed(graph.order):
        if node.name in names and isinstance(node, Apply):
            through = [e for e in edges_into(node) if e.source in differentiable and passes(node, e.argument)]
            edges.update(through)
            names.update(edge.source for edge in through)
    return frozenset(names), frozenset(edges)
