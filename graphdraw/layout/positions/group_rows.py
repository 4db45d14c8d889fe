"""Finds where the items of each group are in its columns, and whether segments stay on one side of frames.

Pre:  the order of all columns, in which the items of a group are neighbours.
Post: per group and column the places of its first and its last item. In a column without items of the group, an empty
      interval, as far down as the group is in the column before.

A segment stays on one side of every frame if its two ends have equal numbers. The number of a place in a row says which
frames begin or end above it: it is the exclusive or of two random numbers of each frame (Zobrist, "A new hashing method
with application for game playing", 1970).
"""

from __future__ import annotations

import random
from collections.abc import Iterable, Iterator
from itertools import accumulate
from math import ceil
from operator import xor

from graphdraw.layout.indexed.graph import IndexedGraph
from graphdraw.layout.ordering.group_bands import bands
from graphdraw.layout.ordering.order import Order
from graphdraw.layout.ranking.columns import Columns

BITS = 128
"""Bits of the random numbers: so many that places with different frames never get equal numbers."""

Bounds = tuple[int, int]
"""First and last place in a row; the last is before the first where there is nothing."""


class GroupSides:
    """The places of the groups in an order of the columns."""

    def __init__(self, graph: IndexedGraph, columns: Columns, order: Order) -> None:
        self.columns, self.order, self.bands = columns, order, bands(columns)
        self.place = {item: at for row in order for at, item in enumerate(row)}
        graph.work.spend(len(self.place) + sum(last - first + 1 for first, last in columns.spans), "frames")
        self._bounds = self._all_bounds()
        self._seen: dict[int, tuple[list[int], list[int]]] = {}
        self._covering: list[list[int]] = [[] for _ in order]
        for group, (first, last) in enumerate(columns.spans):
            for column in range(first, last + 1):
                self._covering[column].append(group)
        chance = random.Random(0)  # noqa: S311 - the same numbers every time are the point
        self._marks = [(chance.getrandbits(BITS), chance.getrandbits(BITS)) for _ in columns.spans]

    def of(self, group: int) -> Iterator[tuple[int, Bounds]]:
        """The columns of a group, each with the group's first and last place in it."""
        return enumerate(self._bounds[group], self.columns.spans[group][0])

    def item(self, column: int, place: int) -> int:
        """The item at a place of a column."""
        return self.order[column][place]

    def stays(self, left: int, right: int) -> bool:
        """Whether a segment between items of neighbouring columns crosses no border of a frame that is in both."""
        if not self._bounds:
            return True
        column = self.columns.items[left].column
        if column not in self._seen:
            both = set(self._covering[column + 1])
            both.intersection_update(self._covering[column])
            self._seen[column] = self._marked(column, both), self._marked(column + 1, both)
        one, other = self._seen[column]
        return one[self.place[left]] == other[self.place[right]]

    def _all_bounds(self) -> list[list[Bounds]]:
        first: dict[tuple[int, int], int] = {}
        last: dict[tuple[int, int], int] = {}
        for column, row in enumerate(self.order):
            for at, item in enumerate(row):
                for group in self.bands[item]:
                    first.setdefault((group, column), at)
                    last[group, column] = at
        found = []
        for group, (start, end) in enumerate(self.columns.spans):
            middle, bounds = 0.0, list[Bounds]()
            for column in range(start, end + 1):
                key, size = (group, column), len(self.order[column])
                if key in first:
                    bounds.append((first[key], last[key]))
                    middle = (first[key] / size + (last[key] + 1) / size) / 2
                else:
                    at = _first_below(middle, size)
                    bounds.append((at, at - 1))
            found.append(bounds)
        return found

    def _marked(self, column: int, groups: Iterable[int]) -> list[int]:
        """Per place of a row the number that says which frames of these groups begin or end above it."""
        marks = [0] * (len(self.order[column]) + 1)
        for group in groups:
            first, last = self._bounds[group][column - self.columns.spans[group][0]]
            begins, ends = self._marks[group]
            marks[first] ^= begins
            marks[last + 1] ^= ends
        return list(accumulate(marks, xor))


def _first_below(middle: float, size: int) -> int:
    """The first place of a row of `size` items whose middle is at `middle` or below, from 0 (top) to 1."""
    at = max(0, min(size, ceil(middle * size - 0.5)))
    while at > 0 and (at - 0.5) / size >= middle:
        at -= 1
    while at < size and (at + 0.5) / size < middle:
        at += 1
    return at
