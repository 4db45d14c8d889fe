"""Which items stand together in a box: those of a group, and those of a block that is not closed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from graphdraw.autodiff import Contracted
from graphdraw.draw.diagram import Enclosure, Item
from graphdraw.draw.labels import name_as_label
from graphdraw.draw.parts import Parts
from graphdraw.model import Block

OUT, GROUP = ":out", ":group"


def enclosures(parts: Parts, items: Iterable[Item]) -> tuple[Enclosure, ...]:
    """The boxes, called `NAME:group`: forks and constants are inside, the ends of outputs are not.

    What is inside a closed block has none.
    """
    owners = [(item.id, item.id.split(":")[0]) for item in items if not item.id.endswith(OUT)]
    found = []
    for name, label, members in _wanted(parts.graph):
        inside = set(members)
        ids = tuple(id_ for id_, owner in owners if owner in inside or _is_within(parts.graph, owner, inside))
        if ids:
            found.append(Enclosure(name + GROUP, parts.text(label, parts.theme.number_size), ids))
    return tuple(found)


def _wanted(graph: Contracted) -> Iterator[tuple[str, str, tuple[str, ...]]]:
    for group in graph.graph.groups:
        yield group.name, group.label or name_as_label(group.name), group.members
    closed = set(graph.within)
    for block in graph.graph.blocks:
        if not closed.issuperset(block.members):
            yield block.name, block.label or name_as_label(block.kind), block.members


def _is_within(graph: Contracted, owner: str, members: set[str]) -> bool:
    """Whether a closed block lies within."""
    node = graph.by_name.get(owner)
    return isinstance(node, Block) and members.issuperset(node.members)
