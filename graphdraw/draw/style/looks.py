"""The look that a spec asks for of one node, group or edge, its classes included; later ones win, field by field."""

from __future__ import annotations

from collections.abc import Iterable

from graphdraw.view import Look, View

PLAIN = Look()
"""The look of everything that the spec says nothing about."""


def node_look(view: View, name: str) -> Look:
    """The look of a node: its classes in their order, then its own entry in `view.nodes`."""
    return _with_classes(view, view.nodes.get(name, PLAIN))


def frame_look(view: View, name: str) -> Look:
    """The look of the box of a group or an open block."""
    return _with_classes(view, view.frames.get(name, PLAIN))


def edge_look(view: View, edge_id: str) -> Look:
    """The look of an edge (`x -> y[1]`): its classes in their order, then its own entry in `view.edges`."""
    return _with_classes(view, view.edges.get(edge_id, PLAIN))


def _with_classes(view: View, look: Look) -> Look:
    if not look.classes:
        return look
    return merged([*(view.classes.get(name, PLAIN) for name in look.classes), look])


def merged(looks: Iterable[Look]) -> Look:
    """One look made of several: later ones win, field by field."""
    result = PLAIN
    for look in looks:
        result = look.over(result)
    return result
