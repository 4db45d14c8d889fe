"""Which parts of a graph stand in a labelled box: groups, and blocks that are not closed."""

from __future__ import annotations

from collections.abc import Iterator

from graphdraw.autodiff import Contracted
from graphdraw.draw.labels import name_as_label
from graphdraw.draw.looks import frame_look
from graphdraw.view import Look, View


def framed(graph: Contracted, view: View) -> Iterator[tuple[str, str, frozenset[str], Look]]:
    """Name, label, members and look of each; what is inside a closed block has no box."""
    for group in graph.graph.groups:
        look = frame_look(view, group.name)
        yield group.name, look.label or group.label or name_as_label(group.name), frozenset(group.members), look
    closed = set(graph.within)
    for block in graph.graph.blocks:
        if not closed.issuperset(block.members):
            look = frame_look(view, block.name)
            yield block.name, look.label or block.label or name_as_label(block.kind), frozenset(block.members), look
