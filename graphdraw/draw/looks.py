"""What the spec wishes for one node or one edge, its classes included: later wishes win, field by field."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import fields, replace

from graphdraw.model import Graph
from graphdraw.view import Look, View


def node_look(view: View, name: str) -> Look:
    """The look of a node: its classes in their order, then its own entry in `view.nodes`."""
    return _with_classes(view, view.nodes.get(name, Look()))


def edge_look(view: View, edge_id: str) -> Look:
    """The look of an edge (`x -> y[1]`): its classes in their order, then its own entry in `view.edges`."""
    return _with_classes(view, view.edges.get(edge_id, Look()))


def own_label(view: View, graph: Graph, name: str) -> str | None:
    """The label the author gave a node, in the view, as an output, or where the node is defined."""
    output = next((o.label for o in graph.outputs if o.name == name and o.label is not None), None)
    return node_look(view, name).label or output or graph.by_name[name].display.label


def _with_classes(view: View, look: Look) -> Look:
    return _merged([*(view.classes.get(name, Look()) for name in look.classes), look])


def _merged(looks: Iterable[Look]) -> Look:
    result = Look()
    for look in looks:
        said = {f.name: getattr(look, f.name) for f in fields(look) if getattr(look, f.name) not in (None, ())}
        result = replace(result, **said)
    return result
