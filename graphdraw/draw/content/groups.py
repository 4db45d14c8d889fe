"""The groups of a figure with their labels and contents: those of `groups:`, and open blocks."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TypeVar

from graphdraw.autodiff import CollapsedGraph, CollapsedNode
from graphdraw.draw.style.looks import frame_look
from graphdraw.draw.text.markup import name_as_label
from graphdraw.graph.model import Block
from graphdraw.view import Look, View


def _groups(graph: CollapsedGraph, view: View) -> Iterator[tuple[str, str, frozenset[str], Look]]:
    """Name, label, members and look of each group; closed blocks and all blocks inside of them are left out."""
    for group in graph.graph.groups:
        look = frame_look(view, group.name)
        yield group.name, look.label or group.label or name_as_label(group.name), frozenset(group.members), look
    closed = set(graph.within)
    for block in graph.graph.blocks:
        if not closed.issuperset(block.members):
            look = frame_look(view, block.name)
            yield block.name, look.label or block.label or name_as_label(block.kind), frozenset(block.members), look


Thing = TypeVar("Thing")


def with_contents(
    graph: CollapsedGraph, view: View, things: Iterable[tuple[Thing, str]]
) -> Iterator[tuple[str, str, list[Thing], Look]]:
    """Name, label, contents and look of each group that has contents.

    `things` are pairs of a thing and the name of the node it belongs to. A group contains the things of its members,
    and those of closed blocks whose members all are in the group.
    """
    groups = list(_groups(graph, view))
    holding: dict[str, list[int]] = {}
    for number, (_, _, members, _) in enumerate(groups):
        for name in members:
            holding.setdefault(name, []).append(number)
    inside: list[list[Thing]] = [[] for _ in groups]
    for thing, name in things:
        for number in _groups_of(graph, name, holding, len(groups)):
            inside[number].append(thing)
    for (name, label, _, look), contents in zip(groups, inside, strict=True):
        if contents:
            yield name, label, contents, look


def _groups_of(graph: CollapsedGraph, name: str, holding: Mapping[str, Sequence[int]], count: int) -> Iterable[int]:
    """The indices of the groups, of `count` in all, that contain a node; for a closed block, all of its members.

    `holding` has, for each member, the indices of its groups.
    """
    node: CollapsedNode | None = graph.by_name.get(name)
    if not isinstance(node, Block):
        return holding.get(name, ())
    around = [holding.get(member, ()) for member in node.members]
    shared = set(around[0]).intersection(*around[1:]) if around else set(range(count))
    return sorted(shared.union(holding.get(name, ())))
