"""Which parts of a graph stand in a labelled box: groups, and blocks that are not closed."""

from __future__ import annotations

from collections.abc import Iterator

from graphdraw.autodiff import Contracted
from graphdraw.draw.labels import name_as_label


def framed(graph: Contracted) -> Iterator[tuple[str, str, frozenset[str]]]:
    """Name, label and members of each; what is inside a closed block has no box."""
    for group in graph.graph.groups:
        yield group.name, group.label or name_as_label(group.name), frozenset(group.members)
    closed = set(graph.within)
    for block in graph.graph.blocks:
        if not closed.issuperset(block.members):
            yield block.name, block.label or name_as_label(block.kind), frozenset(block.members)
