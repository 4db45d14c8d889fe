"""Which items stand in one column, and which above which: what the view says of names, said of what is drawn for them.

The box of a value stands for its name where there is one, and its operation goes with those of the others. So do the
dots where values fork, or links would cross in front of them, and the ends of outputs, which show their names.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence

from graphdraw.autodiff import CollapsedGraph
from graphdraw.draw.diagram.boxes import VALUE
from graphdraw.draw.diagram.groups import OUT
from graphdraw.draw.diagram.notation import FORK

Lists = tuple[tuple[str, ...], ...]


def aligned(names: Lists, graph: CollapsedGraph, ids: Collection[str]) -> Lists:
    """The items of each list that stand in one column: boxes of values, and the circles that they come from."""
    return _lists(names, (_shown(graph, ids), _behind(graph, ids)))


def ordered(names: Lists, graph: CollapsedGraph, ids: Collection[str]) -> Lists:
    """The items of each list of which each is above the next: of values, circles, what forks, the ends of outputs."""
    return _lists(names, (_shown(graph, ids), _behind(graph, ids), _parting(graph, ids), _end(ids)))


DrawnFor = Callable[[str], str | None]
"""What is drawn for a name."""


def _lists(names: Lists, items: Iterable[DrawnFor]) -> Lists:
    found = (tuple(_drawn(list_, item)) for item in items for list_ in names)
    return tuple(dict.fromkeys(list_ for list_ in found if len(list_) > 1))


def _drawn(names: Sequence[str], item: DrawnFor) -> Iterator[str]:
    """The items of names, each once."""
    yield from dict.fromkeys(found for name in names if (found := item(name)) is not None)


def _shown(graph: CollapsedGraph, ids: Collection[str]) -> DrawnFor:
    def item(name: str) -> str | None:
        found = name + VALUE if name + VALUE in ids else graph.owner(name)
        return found if found in ids else None

    return item


def _behind(graph: CollapsedGraph, ids: Collection[str]) -> DrawnFor:
    return lambda name: graph.owner(name) if name + VALUE in ids else None


def _parting(graph: CollapsedGraph, ids: Collection[str]) -> DrawnFor:
    shown = _shown(graph, ids)
    return lambda name: name + FORK if name + FORK in ids else shown(name)


def _end(ids: Collection[str]) -> DrawnFor:
    return lambda name: name + OUT if name + OUT in ids else None
