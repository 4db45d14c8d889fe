"""Within: where the items of each group are in its columns, and what is above and below it there.

Pre:  the order of all columns, in which the items of a group are neighbours.
Post: per group and column the places of its first and its last item. In a column in which a group has nothing, its
      neighbours part as far down as in the last one.

Whether a piece of a link stays on one side of every frame is a comparison of two numbers: of each place in a row, what
all frames are to it is one number, the exclusive or of one of each (Zobrist, "A new hashing method with application for
game playing", 1970).
"""

from __future__ import annotations

import random
from collections.abc import Iterable, Iterator
from itertools import accumulate
from math import ceil
from operator import xor

from graphdraw.layout.indexed.graph import Graph
from graphdraw.layout.ordering.bands import bands
from graphdraw.layout.ordering.order import Order
from graphdraw.layout.ranking.columns import Columns

BITS = 128
"""Of the numbers that are compared: two that differ are never met as equal."""

Bounds = tuple[int, int]
"""First and last place in a row; the last is before the first where there is nothing."""


class Sides:
    """Where the groups are in an order."""

    def __init__(self, graph: Graph, columns: Columns, order: Order) -> None:
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
        """The columns of a group, each with where it is in it."""
        return enumerate(self._bounds[group], self.columns.spans[group][0])

    def item(self, column: int, place: int) -> int:
        """The item at a place."""
        return self.order[column][place]

    def stays(self, left: int, right: int) -> bool:
        """Whether a piece between two items in neighbouring columns crosses no top or bottom of a frame in both."""
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
        """Per place of a row the number of what these groups are to it."""
        marks = [0] * (len(self.order[column]) + 1)
        for group in groups:
            first, last = self._bounds[group][column - self.columns.spans[group][0]]
            begins, ends = self._marks[group]
            marks[first] ^= begins
            marks[last + 1] ^= ends
        return list(accumulate(marks, xor))


def _first_below(middle: float, size: int) -> int:
    """The first place of a row that is below a part of its height."""
    at = max(0, min(size, ceil(middle * size - 0.5)))
    while at > 0 and (at - 0.5) / size >= middle:
        at -= 1
    while at < size and (at + 0.5) / size < middle:
        at += 1
    return at
