"""The graph as it is drawn: blocks closed as the view says, and what the view says of edges said of those left."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import replace
from typing import NamedTuple

from graphdraw.autodiff import Contracted, Evaluation, contracted
from graphdraw.draw.style.looks import merged, node_look
from graphdraw.graph.model import Edge, Graph
from graphdraw.view import Look, View


class Drawn(NamedTuple):
    """A graph with some blocks closed, its numbers with those of the edges that are left, and the view of it."""

    graph: Contracted
    evaluation: Evaluation
    view: View


def collapse(graph: Graph, evaluation: Evaluation, view: View) -> Drawn:
    """Close the blocks that the view has collapsed. Raises SpecError where a sum of gradients is no finite number."""
    closed = closed_blocks(graph, view)
    left = contracted(graph, evaluation, closed)
    view = _framed(view, {b.name for b in graph.blocks} - set(closed))
    if not left.within:
        return Drawn(left, evaluation, view)
    numbers = evaluation._replace(edges=left.edges)
    return Drawn(left, numbers, replace(view, edges=_looks(left.inner, view)) if view.edges else view)


def closed_blocks(graph: Graph, view: View) -> list[str]:
    """The names of the blocks that are drawn as one node."""
    return [b.name for b in graph.blocks if view.blocks_by_name.get(b.name, view.blocks) == "collapsed"]


def _framed(view: View, opened: Collection[str]) -> View:
    """The view with what it says of open blocks said of their boxes: a value in one may have the same name."""
    frames = {name: look for name, look in view.nodes.items() if name in opened}
    if not frames:
        return view
    values = {name: node_look(view, name)._replace(color=None, fill=None, label=None, classes=()) for name in frames}
    return replace(view, nodes={**view.nodes, **values}, frames={**view.frames, **frames})


def _looks(inner: Mapping[Edge, tuple[Edge, ...]], view: View) -> dict[str, Look]:
    """Of an edge that stands for several, what is said of any of them, the later over the earlier."""
    found = {}
    for edge, edges in inner.items():
        looks = [view.edges[e.id] for e in edges if e.id in view.edges]
        if looks:
            found[edge.id] = merged(looks)
    return found
