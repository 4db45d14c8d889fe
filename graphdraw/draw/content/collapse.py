"""Collapsing blocks for drawing, and carrying the looks of edges over to the edges that remain."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import replace
from typing import NamedTuple

from graphdraw.autodiff import CollapsedGraph, Evaluation, contracted
from graphdraw.draw.style.looks import merged, node_look
from graphdraw.graph.model import Edge, Graph
from graphdraw.view import Look, View


class CollapsedFigure(NamedTuple):
    """A graph with some blocks closed, its numbers (with those of the remaining edges), and the view for it."""

    graph: CollapsedGraph
    evaluation: Evaluation
    view: View


def collapse(graph: Graph, evaluation: Evaluation, view: View) -> CollapsedFigure:
    """The graph, its numbers and the view with the blocks closed that the view collapses.

    Raises SpecError if the sum of the gradients of several edges is not finite.
    """
    closed = closed_blocks(graph, view)
    collapsed = contracted(graph, evaluation, closed)
    view = _with_group_looks(view, {b.name for b in graph.blocks} - set(closed))
    if not collapsed.within:
        return CollapsedFigure(collapsed, evaluation, view)
    numbers = evaluation._replace(edges=collapsed.edges)
    return CollapsedFigure(
        collapsed, numbers, replace(view, edges=_edge_looks(collapsed.inner, view)) if view.edges else view
    )


def closed_blocks(graph: Graph, view: View) -> list[str]:
    """The names of the blocks that are drawn as one node."""
    return [b.name for b in graph.blocks if view.blocks_by_name.get(b.name, view.blocks) == "collapsed"]


def _with_group_looks(view: View, opened: Collection[str]) -> View:
    """The view with the looks of open blocks moved to their groups, since a value may have the same name as its block.

    That value keeps only the parts of the look that are not about colours and labels.
    """
    frames = {name: look for name, look in view.nodes.items() if name in opened}
    if not frames:
        return view
    values = {name: node_look(view, name)._replace(color=None, fill=None, label=None, classes=()) for name in frames}
    return replace(view, nodes={**view.nodes, **values}, frames={**view.frames, **frames})


def _edge_looks(inner: Mapping[Edge, tuple[Edge, ...]], view: View) -> dict[str, Look]:
    """The looks of the remaining edges: each merges the looks of the edges it stands for, later ones over earlier."""
    found = {}
    for edge, edges in inner.items():
        looks = [view.edges[e.id] for e in edges if e.id in view.edges]
        if looks:
            found[edge.id] = merged(looks)
    return found
