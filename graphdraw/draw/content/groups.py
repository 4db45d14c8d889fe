"""Which parts of a graph stand in a labelled box: groups, and blocks that are not closed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TypeVar

from graphdraw.autodiff import Contracted, Part
from graphdraw.draw.style.looks import frame_look
from graphdraw.draw.text.markup import name_as_label
from graphdraw.graph.model import Block
from graphdraw.view import Look, View


def _framed(graph: Contracted, view: View) -> Iterator[tuple[str, str, frozenset[str], Look]]:
    """Name, label, members and look of each; what is inside a closed block has no box."""
    for group in graph.graph.groups:
        look = frame_look(view, group.name)
        yield group.name, look.label or group.label or name_as_label(group.name), frozenset(group.members), look
    closed = set(graph.within)
    for block in graph.graph.blocks:
        if not closed.issuperset(block.members):
            look = frame_look(view, block.name)
            yield block.name, look.label or block.label or name_as_label(block.kind), frozenset(block.members), look


Thing = TypeVar("Thing")


def filled(
    graph: Contracted, view: View, things: Iterable[tuple[Thing, str]]
) -> Iterator[tuple[str, str, list[Thing], Look]]:
    """Name, label, contents and look of each box that has any; every thing comes with the name of what it is of.

    In a box is what is of its members, or of a closed block of members.
    """
    frames = list(_framed(graph, view))
    holding: dict[str, list[int]] = {}
    for number, (_, _, members, _) in enumerate(frames):
        for name in members:
            holding.setdefault(name, []).append(number)
    inside: list[list[Thing]] = [[] for _ in frames]
    for thing, name in things:
        for number in _holders(graph, name, holding, len(frames)):
            inside[number].append(thing)
    for (name, label, _, look), contents in zip(frames, inside, strict=True):
        if contents:
            yield name, label, contents, look


def _holders(graph: Contracted, name: str, holding: Mapping[str, Sequence[int]], count: int) -> Iterable[int]:
    """The numbers of the boxes, so many in all, that a node is in, or all that is inside a closed block."""
    node: Part | None = graph.by_name.get(name)
    if not isinstance(node, Block):
        return holding.get(name, ())
    around = [holding.get(member, ()) for member in node.members]
    shared = set(around[0]).intersection(*around[1:]) if around else set(range(count))
    return sorted(shared.union(holding.get(name, ())))
