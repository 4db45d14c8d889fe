"""Which items stand together in a box: those of a group, and those of a block that is not closed."""

from __future__ import annotations

from collections.abc import Iterable

from graphdraw.autodiff import Contracted
from graphdraw.draw.diagram import Enclosure, Item
from graphdraw.draw.framed import framed
from graphdraw.draw.parts import Parts
from graphdraw.draw.text import flush

OUT, GROUP = ":out", ":group"


def enclosures(parts: Parts, items: Iterable[Item]) -> tuple[Enclosure, ...]:
    """The boxes, called `NAME:group`: forks and constants are inside, the ends of outputs are not.

    What is inside a closed block has none.
    """
    owners = [(item.id, item.id.split(":")[0]) for item in items if not item.id.endswith(OUT)]
    found = []
    for name, label, members, look in framed(parts.graph, parts.view):
        ids = tuple(id_ for id_, owner in owners if _is_within(parts.graph, owner, members))
        if ids:
            text = flush(parts.text(label, parts.theme.number_size))
            found.append(Enclosure(name + GROUP, text, ids, look.color, look.fill))
    return tuple(found)


def _is_within(graph: Contracted, owner: str, members: frozenset[str]) -> bool:
    """Whether what an item is of is a member, or a closed block of members."""
    node = graph.by_name.get(owner)
    return owner in members if node is None else graph.is_within(node, members)
