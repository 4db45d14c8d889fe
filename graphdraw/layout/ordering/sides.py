"""Sides: chooses on which side of their labels two edges cross.

Pre:  the order of all columns, with every crossing to the left of a column of labels; the chains.
Post: the same crossings, some moved to the right of the labels. Two edges cross on the side where one of their segments
      would slant anyway, so that one slant, out of a box or into one, also makes the crossing. Operands keep their
      order, and edges in tracks their places.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from graphdraw.layout.indexed.graph import IndexedGraph
from graphdraw.layout.ordering.chains import Chains
from graphdraw.layout.ordering.group_bands import bands
from graphdraw.layout.ordering.order import Order
from graphdraw.layout.ranking.columns import Columns

MAIN, INNER, PREFERRED, OTHER = 4, 3, 2, 0
"""How much a segment of an edge should be level: on the main chain, inside a long edge, preferred by its box, else."""


class _Through(NamedTuple):
    """The neighbours of an item in a column of labels, and how much its segments to them should be level."""

    left: int
    right: int
    wish_left: int
    wish_right: int


def choose_sides(graph: IndexedGraph, columns: Columns, order: Order, chains: Chains) -> Order:
    """The order, with the items of the columns of labels rearranged."""
    place = [0] * len(columns.items)
    for row in order:
        for at, item in enumerate(row):
            place[item] = at
    sorter = _Sorter(place, _throughs(graph, columns, chains), bands(columns))
    return tuple(sorter.sorted_row(row) if column % 2 else row for column, row in enumerate(order))


def _throughs(graph: IndexedGraph, columns: Columns, chains: Chains) -> dict[int, _Through]:
    found = {}
    for edge, chain in enumerate(columns.chains):
        if edge in columns.in_tracks:
            continue
        tail, head = graph.tail[edge], graph.head[edge]
        inner = MAIN if edge in chains.main else INNER
        first = inner if edge in chains.main else PREFERRED if chains.consumer[tail] == edge else OTHER
        last = inner if edge in chains.main else PREFERRED if chains.operand[head] == edge else OTHER
        for at in range(1, len(chain), 2):
            wish_left = first if at == 1 else inner
            wish_right = last if at == len(chain) - 2 else inner
            found[chain[at]] = _Through(chain[at - 1], chain[at + 1], wish_left, wish_right)
    return found


class _Sorter(NamedTuple):
    place: Sequence[int]
    through: dict[int, _Through]
    bands: Sequence[tuple[int, ...]]

    def sorted_row(self, row: Sequence[int]) -> tuple[int, ...]:
        """The row with neighbours swapped whose edges should cross on the right of the labels; no swap is undone."""
        items = list(row)
        at = 0
        while at < len(items) - 1:
            if self._cross_on_the_right(items[at], items[at + 1]):
                items[at], items[at + 1] = items[at + 1], items[at]
                at = max(0, at - 1)
            else:
                at += 1
        return tuple(items)

    def _cross_on_the_right(self, upper: int, lower: int) -> bool:
        a, b = self.through.get(upper), self.through.get(lower)
        if not a or not b or self.place[a.left] <= self.place[b.left] or a.right == b.right:
            return False
        if self.bands[upper] != self.bands[lower]:
            return False
        return min(a.wish_left, b.wish_left) > min(a.wish_right, b.wish_right)
