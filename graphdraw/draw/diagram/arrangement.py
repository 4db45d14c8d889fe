"""Translates `view.align` and `view.order` from names of the graph to the nodes that are drawn for them.

A name may stand for several nodes: the box of its value, the circle of its operation, its fork, its output's end. Each
kind gets a list of its own, so that the circles of aligned boxes are aligned as well, and ordered forks cause no
crossings before ordered nodes.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence

from graphdraw.autodiff import CollapsedGraph
from graphdraw.draw.diagram.boxes import VALUE
from graphdraw.draw.diagram.groups import OUT
from graphdraw.draw.diagram.notation import FORK

Lists = tuple[tuple[str, ...], ...]


def aligned(names: Lists, graph: CollapsedGraph, ids: Collection[str]) -> Lists:
    """Lists of nodes that share a layer, for the lists of names in `view.align`.

    One has what is drawn for the values, another, where these are boxes, the circles that they come from.
    """
    return _lists(names, (_shown(graph, ids), _behind(graph, ids)))


def ordered(names: Lists, graph: CollapsedGraph, ids: Collection[str]) -> Lists:
    """Lists of nodes of which each stands above the next, for the lists of names in `view.order`.

    There is one of the values, one of their circles, one with forks where values have them, one of the outputs' ends.
    """
    return _lists(names, (_shown(graph, ids), _behind(graph, ids), _parting(graph, ids), _end(ids)))


DrawnFor = Callable[[str], str | None]
"""The id of the node that is drawn for a name; None where there is none of that kind."""


def _lists(names: Lists, kinds: Iterable[DrawnFor]) -> Lists:
    found = (tuple(_drawn(list_, node_of)) for node_of in kinds for list_ in names)
    return tuple(dict.fromkeys(list_ for list_ in found if len(list_) > 1))


def _drawn(names: Sequence[str], node_of: DrawnFor) -> Iterator[str]:
    """The nodes of the names, in their order, each once."""
    yield from dict.fromkeys(found for name in names if (found := node_of(name)) is not None)


def _shown(graph: CollapsedGraph, ids: Collection[str]) -> DrawnFor:
    def node_of(name: str) -> str | None:
        found = name + VALUE if name + VALUE in ids else graph.owner(name)
        return found if found in ids else None

    return node_of


def _behind(graph: CollapsedGraph, ids: Collection[str]) -> DrawnFor:
    return lambda name: graph.owner(name) if name + VALUE in ids else None


def _parting(graph: CollapsedGraph, ids: Collection[str]) -> DrawnFor:
    shown = _shown(graph, ids)
    return lambda name: name + FORK if name + FORK in ids else shown(name)


def _end(ids: Collection[str]) -> DrawnFor:
    return lambda name: name + OUT if name + OUT in ids else None
