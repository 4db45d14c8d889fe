"""Finds the boxes that lead into a group, and those that follow from it.

Sets of boxes are the bits of one number, so that they can be held for thousands of groups. A box that leads into a
group only through another such box is not among the `nearest`: the edges between the two already keep it before.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from functools import reduce
from operator import or_

from graphdraw.layout.geometry.bits import bits_of, members_of
from graphdraw.layout.indexed.graph import IndexedGraph
from graphdraw.layout.indexed.groups import IndexedGroup


class Surroundings:
    """The boxes before and after the groups of a graph; the inputs `apart` are not moved because of a group."""

    def __init__(self, graph: IndexedGraph, apart: Collection[int]) -> None:
        count = len(graph.boxes)
        graph.work.spend(count + len(graph.edges), "frames")
        self.graph, self.apart = graph, frozenset(apart)
        self.sources = [box for box in range(count) if not graph.into[box] and box not in self.apart]
        self.members = [bits_of(group.boxes) for group in graph.groups]
        self.inputs: dict[int, set[int]] = {}
        self.users: dict[int, int] = {}
        self.beside: dict[tuple[int, bool], int] = {}
        self.before = _reached(graph, graph.into, graph.tail, graph.depth)
        self.after = _reached(graph, graph.out, graph.head, graph.height)

    def nearest(self, group: IndexedGroup) -> tuple[list[int], list[int]]:
        """The boxes right before a group and those right after it; all others follow from these by their edges."""
        members, before, after, both = self._around(group)
        graph, met = self.graph, [*group.boxes, *members_of(both)]
        graph.work.spend(len(met), "frames")
        into = {graph.tail[edge] for box in met for edge in graph.into[box] if before >> graph.tail[edge] & 1}
        out = {graph.head[edge] for box in met for edge in graph.out[box] if after >> graph.head[edge] & 1}
        first = [box for box in into if not before & self._beside(box, graph.out, graph.head)]
        last = [box for box in out if not after & self._beside(box, graph.into, graph.tail)]
        return sorted(first), [*sorted(last), *self._late(self._feeding(out, members), members, after)]

    def all(self, group: IndexedGroup) -> tuple[list[int], list[int]]:
        """All boxes before a group, and all after it."""
        members, before, after, _ = self._around(group)
        self.graph.work.spend(len(self.graph.boxes), "frames")
        return list(members_of(before)), [*members_of(after), *self._late(self.sources, members, after)]

    def _beside(self, box: int, edges: Sequence[Sequence[int]], ends: Sequence[int]) -> int:
        """The boxes at the other ends of the edges of a box on one side."""
        if (box, ends is self.graph.head) not in self.beside:
            self.beside[box, ends is self.graph.head] = bits_of(ends[edge] for edge in edges[box])
        return self.beside[box, ends is self.graph.head]

    def _around(self, group: IndexedGroup) -> tuple[int, int, int, int]:
        """As bits: the members, the boxes only before the group, those only after it, and those that are both."""
        members = bits_of(group.boxes)
        before = reduce(or_, (self.before[box] for box in group.boxes), 0) & ~members
        after = reduce(or_, (self.after[box] for box in group.boxes), 0) & ~members
        return members, before & ~after, after & ~before, before & after

    def _feeding(self, boxes: Iterable[int], members: int) -> list[int]:
        """The inputs of these boxes, of their direct consumers, and of the outermost groups that all these are in.

        Groups that hold all `members` do not count; dots of forks are passed over.
        """
        graph = self.graph
        near = {*boxes, *(graph.head[edge] for box in boxes for edge in graph.out[box])}
        outermost = {next((k for k in graph.within[box] if members & ~self.members[k]), -1) for box in near}
        found = self._inputs(near).union(*(self._inputs_of(group) for group in outermost if group >= 0))
        graph.work.spend(len(found), "frames")
        return sorted(found)

    def _inputs_of(self, group: int) -> set[int]:
        if group not in self.inputs:
            self.inputs[group] = self._inputs(self.graph.groups[group].boxes)
        return self.inputs[group]

    def _inputs(self, boxes: Iterable[int]) -> set[int]:
        """The inputs that these boxes use, directly or through the dot of a fork."""
        graph = self.graph
        tails = {graph.tail[edge] for box in boxes for edge in graph.into[box]}
        tails |= {graph.tail[graph.into[dot][0]] for dot in tails if graph.is_dot(dot)}
        return {box for box in tails if not graph.into[box] and box not in self.apart}

    def _late(self, inputs: Iterable[int], members: int, after: int) -> Iterator[int]:
        """Those of the inputs, no `members` of the group, that are used only by boxes `after` it."""
        for box in inputs:
            if not members >> box & 1:
                users = self._users(box)
                if users and not users & ~after:
                    yield box

    def _users(self, box: int) -> int:
        """The boxes that use a value, directly or through the dot of its fork, as bits."""
        if box in self.users:
            return self.users[box]
        graph = self.graph
        heads = {graph.head[edge] for edge in graph.out[box]}
        if all(map(graph.is_dot, heads)):
            heads = {graph.head[edge] for dot in heads for edge in graph.out[dot]}
        self.users[box] = bits_of(heads)
        return self.users[box]


def _reached(
    graph: IndexedGraph, edges: Sequence[Sequence[int]], ends: Sequence[int], depth: Sequence[int]
) -> list[int]:
    """Per box all boxes that it reaches over any number of edges, as bits.

    `ends` has the other end of each edge, `depth` how many edges away the furthest box is.
    """
    reached = [0] * len(graph.boxes)
    for box in sorted(range(len(graph.boxes)), key=lambda box: depth[box]):
        found = 0
        for edge in edges[box]:
            found |= reached[ends[edge]] | 1 << ends[edge]
        reached[box] = found
    return reached
