"""Higher: boxes that are asked to be above others in other columns.

Within a column the order does it. Between columns it is a distance in the heights, which straight blocks must leave
possible: a block is at one height in all its columns, so two of them may hold each other above and below.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from graphdraw.layout.geometry.spacing import LEAST_SLANT
from graphdraw.layout.indexed.constraints import is_acyclic
from graphdraw.layout.indexed.graph import Graph
from graphdraw.layout.ordering.order import Order
from graphdraw.layout.positions.group_borders import Gap, inner_gaps, outer_gaps
from graphdraw.layout.positions.group_rows import Sides
from graphdraw.layout.ranking.columns import Columns

EFFORT = 1_000_000
"""Items looked at while segments are tried, at most: less than a second's work. What comes after is left out."""


def order_gaps(graph: Graph, columns: Columns) -> list[Gap]:
    """What puts boxes above others that are in other columns, so far that it looks meant."""
    rank = columns.items
    return [(a, b, LEAST_SLANT) for a, b in graph.asked.pairs if rank[a].column != rank[b].column]


class Uniting:
    """What may be level with what: blocks of items under change, with what is below what."""

    def __init__(self, graph: Graph, columns: Columns, order: Order) -> None:
        count = len(columns.items) + 2 * len(graph.nests)
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
        """Whether all that is above something else can be, where items are in these blocks."""
        count = len(self.of)
        block = [*of, *range(count, count + count - len(of))]
        return is_acyclic(2 * count, [(block[a], block[b]) for a, b in self.above])

    def unite(self, left: int, right: int) -> bool:
        """Make two items one block, unless one of them is above the other."""
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


def _above(graph: Graph, columns: Columns, order: Order) -> Iterator[tuple[int, int]]:
    """What is above what in any case: neighbours in a column, and frames with what is in them and round them."""
    for row in order:
        yield from pairwise(row)
    if not graph.nests:
        return
    sides = Sides(graph, columns, order)
    for group in range(len(graph.nests)):
        yield from ((a, b) for a, b, _ in inner_gaps(graph, sides, group))
        yield from ((a, b) for a, b, _ in outer_gaps(graph, sides, group))
