"""Constraints of order between boxes in different columns.

Within a column the order meets them. Between columns they are distances in the heights, which straight blocks must
leave possible: a block has one height in all its columns, so that two blocks may each have to be above the other.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from graphdraw.layout.geometry.spacing import LEAST_SLANT
from graphdraw.layout.indexed.constraints import is_acyclic
from graphdraw.layout.indexed.graph import IndexedGraph
from graphdraw.layout.ordering.order import Order
from graphdraw.layout.positions.group_borders import Demand, inner_gaps, outer_gaps
from graphdraw.layout.positions.group_rows import GroupSides
from graphdraw.layout.ranking.columns import Columns

EFFORT = 1_000_000
"""The most items looked at while segments are tried: less than a second's work. Later segments are left out."""


def order_gaps(graph: IndexedGraph, columns: Columns) -> list[Demand]:
    """The distances that put boxes above boxes in other columns, large enough to look meant."""
    rank = columns.items
    return [(a, b, LEAST_SLANT) for a, b in graph.constraints.pairs if rank[a].column != rank[b].column]


class Uniting:
    """Builds straight blocks without contradicting what has to be above what."""

    def __init__(self, graph: IndexedGraph, columns: Columns, order: Order) -> None:
        count = len(columns.items) + 2 * len(graph.groups)
        above = [*_above(graph, columns, order), *((a, b) for a, b, _ in order_gaps(graph, columns))]
        self.above = [(a if a >= 0 else count + a, b if b >= 0 else count + b) for a, b in above]
        self.below: list[list[int]] = [[] for _ in range(count)]
        for a, b in self.above:
            self.below[a].append(b)
        self.of = list(range(count))
        self.members = [[item] for item in range(count)]
        self.looked_at, self.work = 0, graph.work
        self.work.spend(count + len(above), "nodes")

    def fits(self, of: Sequence[int]) -> bool:
        """Whether everything that has to be above something can be, with the items in these blocks."""
        count = len(self.of)
        block = [*of, *range(count, count + count - len(of))]
        return is_acyclic(2 * count, [(block[a], block[b]) for a, b in self.above])

    def unite(self, left: int, right: int) -> bool:
        """Unite the blocks of two items and return True; return False if one has to be above the other.

        Also False, and nothing is changed, if they are one block already or the effort is spent.
        """
        one, other = self.of[left], self.of[right]
        if one == other or self.looked_at > EFFORT or not self.work.affords(0):
            return False
        before = self.looked_at
        one_way = self._is_above(one, other) or self._is_above(other, one)
        self.work.spend(self.looked_at - before, "nodes")
        if one_way:
            return False
        for item in self.members[other]:
            self.of[item] = one
        self.members[one] += self.members[other]
        return True

    def _is_above(self, one: int, other: int) -> bool:
        met, waiting = {one}, [one]
        while waiting:
            for item in self.members[waiting.pop()]:
                self.looked_at += 1
                for lower in self.below[item]:
                    block = self.of[lower]
                    if block == other:
                        return True
                    if block not in met:
                        met.add(block)
                        waiting.append(block)
        return False


def _above(graph: IndexedGraph, columns: Columns, order: Order) -> Iterator[tuple[int, int]]:
    """Pairs of which the first is always above the second: neighbours in a column, and frames with items round them."""
    for row in order:
        yield from pairwise(row)
    if not graph.groups:
        return
    sides = GroupSides(graph, columns, order)
    for group in range(len(graph.groups)):
        yield from ((a, b) for a, b, _ in inner_gaps(graph, sides, group))
        yield from ((a, b) for a, b, _ in outer_gaps(graph, sides, group))
