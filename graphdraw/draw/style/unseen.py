"""Finds looks that change nothing in the figure: a fill without an outline, a colour of something that is not drawn."""

from __future__ import annotations

from collections.abc import Iterator

from graphdraw.draw.style.looks import node_look
from graphdraw.draw.style.themes import Theme
from graphdraw.graph.model import Graph, Input
from graphdraw.view import View


def unseen_looks(graph: Graph, view: View, theme: Theme) -> Iterator[tuple[str, str]]:
    """Pairs of a node's name and a key of its own look (`fill`, `color`) that has no effect, in the order of the spec.

    Keys of classes are left out, since a class is for other nodes as well.
    """
    for name, own in view.nodes.items():
        names_alone = view.notation == "operations" and isinstance(graph.by_name.get(name), Input)
        text = not names_alone or view.has_names
        shape = node_look(view, name).shape or (theme.name_shape if names_alone and text else "")
        if (names_alone and not text and not shape) or shape == "none":
            if own.fill:
                yield name, "fill"
            if own.color and not text:
                yield name, "color"
