"""The groups of a diagram: labelled boxes round nodes, from `groups:` and round open blocks."""

from __future__ import annotations

from collections.abc import Iterable

from graphdraw.draw.content.groups import with_contents
from graphdraw.draw.diagram.model import DiagramGroup, DiagramNode
from graphdraw.draw.diagram.notation import Notation
from graphdraw.draw.text.text import aligned

OUT, GROUP = ":out", ":group"


def groups(notation: Notation, nodes: Iterable[DiagramNode]) -> tuple[DiagramGroup, ...]:
    """The groups, with the ids `NAME:group`. Forks and constants are members like their nodes, ends of outputs are not.

    Groups inside a closed block are left out.
    """
    owned = ((node.id, node.id.split(":")[0]) for node in nodes if not node.id.endswith(OUT))
    found = []
    for name, label, ids, look in with_contents(notation.graph, notation.view, owned):
        text = aligned(notation.text(label, notation.style.number_size))
        found.append(DiagramGroup(name + GROUP, text, tuple(ids), look.color, look.fill))
    return tuple(found)
