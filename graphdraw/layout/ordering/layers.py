"""An order of the layers that is being improved: the data that `order` and `path_reinsertion` work on.

A layer holds the boxes of one rank and the lanes of long edges that pass them, but no tracks. Labels are not among the
items: each has one neighbour on either side, so its place follows from theirs (`order.all_columns`, `sides`).
Each segment carries the port at which it arrives, from 0 at the top of a box to 1 at its bottom: operands that would
arrive out of order thus count as crossings. Aiming all at the centre would hide them.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right, insort
from collections.abc import Iterable, Sequence
from itertools import pairwise

from graphdraw.layout.indexed.graph import IndexedGraph
from graphdraw.layout.ordering.group_bands import bands, gathered
from graphdraw.layout.ranking.columns import Columns

LayerSegment = tuple[int, int, float]
"""Item on the left, item on the right, and the port at which it arrives."""

Rows = Sequence[Sequence[int]]
"""An order: the items of each layer from top to bottom."""

SWEPT = 3
"""Steps that an item or a segment costs in a sweep."""

PAIRS_UP_TO = 64
"""The most pairs of neighbours compared one by one; for more, one side is sorted: a fork may have thousands."""

MIDDLE = 0.5
"""The port of a segment that arrives at the axis of an item."""


class LayerOrder:
    """Rows of items, top to bottom, one row a rank, and the place of each item in its row.

    `left` and `right` hold for each item its neighbours with their ports, `segments` the segments between each rank and
    the next.
    """

    def __init__(self, graph: IndexedGraph, columns: Columns) -> None:
        count, ranks = len(columns.items), (columns.count + 1) // 2
        self.rank = [item.column // 2 for item in columns.items]
        self.place = [0] * count
        self.left: list[list[tuple[int, float]]] = [[] for _ in range(count)]
        self.right: list[list[tuple[int, float]]] = [[] for _ in range(count)]
        self.segments: list[list[LayerSegment]] = [[] for _ in range(ranks)]
        for edge, chain in enumerate(columns.chains):
            if edge in columns.in_tracks:
                continue
            for a, b in pairwise(chain[::2]):
                port = graph.port[edge] if b == chain[-1] else MIDDLE
                self.segments[self.rank[a]].append((a, b, port))
                self.right[a].append((b, port))
                self.left[b].append((a, port))
        self.rows: list[list[int]] = [[] for _ in range(ranks)]
        self.graph, self.columns = graph, columns
        self.bands = bands(columns) if columns.inside else None
        self.constraints = graph.constraints

    @property
    def size(self) -> int:
        """The steps of a sweep, for all items and all segments."""
        return SWEPT * (len(self.place) + sum(map(len, self.segments)))

    def gather(self) -> None:
        """Bring the items of each group together, and boxes into the order of the constraints."""
        if self.bands is not None:
            self.take(gathered(self.graph, self.bands, self.rows))
        elif self.constraints.above:
            self.take([self.constraints.reordered(row) for row in self.rows])

    def _free(self, upper: int, lower: int) -> bool:
        """Whether two neighbours may swap: they are in the same groups, and no constraint keeps the upper one above."""
        if self.constraints.above and self.constraints.is_above(upper, lower):
            return False
        return self.bands is None or self.bands[upper] == self.bands[lower]

    def frozen(self) -> tuple[tuple[int, ...], ...]:
        """The order as it stands."""
        return tuple(map(tuple, self.rows))

    def take(self, rows: Rows) -> None:
        """Replace the order by these rows."""
        self.rows = [list(row) for row in rows]
        for rank in range(len(self.rows)):
            self.number(rank)

    def number(self, rank: int) -> None:
        """Update the place of each item of a row."""
        for place, item in enumerate(self.rows[rank]):
            self.place[item] = place

    def crossings(self) -> int:
        """How many pairs of segments cross; two that share an end do not cross there."""
        return sum(map(self._crossings_between, self.segments))

    def _crossings_between(self, segments: Iterable[LayerSegment]) -> int:
        """Crossings between two ranks, counted as inversions.

        Barth, Mutzel, Jünger, "Simple and efficient bilayer cross counting", JGAA 8 (2004).
        """
        place, passed, count = self.place, list[float](), 0
        for _, end in sorted([(place[a], place[b] + port) for a, b, port in segments]):
            count += len(passed) - bisect_right(passed, end)
            insort(passed, end)
        return count

    def sort_by_neighbours(self, *, rightwards: bool) -> None:
        """Sort each row by the mean place of the neighbours in the row before; items without any keep their place."""
        near, place = (self.left if rightwards else self.right), self.place
        for rank in range(1, len(self.rows)) if rightwards else range(len(self.rows) - 2, -1, -1):
            keys, alone = [], []
            for at, item in enumerate(self.rows[rank]):
                if others := near[item]:
                    where = [place[other] if rightwards else place[other] + port for other, port in others]
                    keys.append((sum(where) / len(where), at, item))
                else:
                    alone.append((at, item))
            row = [item for _, _, item in sorted(keys)]
            for at, item in alone:
                row.insert(at, item)
            self.rows[rank] = self.constraints.reordered(row) if self.constraints.above and self.bands is None else row
            self.number(rank)

    def switch(self, rounds: int) -> None:
        """Swap neighbours within the rows where that saves crossings, until none does."""
        place, now = self.place, 0
        # per item: the item below it if swapping them saves nothing, when that was found, when a neighbour last moved
        settled, found, moved = [-1] * len(place), [0] * len(place), [0] * len(place)
        for _ in range(rounds):
            changed = False
            for row in self.rows:
                at = 0
                while at < len(row) - 1:
                    upper, lower = row[at], row[at + 1]
                    if settled[upper] == lower and found[upper] >= max(moved[upper], moved[lower]):
                        at += 1
                    elif self._free(upper, lower) and self._saved(upper, lower) > 0:
                        row[at], row[at + 1], place[lower], place[upper] = lower, upper, at, at + 1
                        changed, at, now = True, max(0, at - 1), now + 1
                        for item in (upper, lower):
                            for other, _ in self.left[item] + self.right[item]:
                                moved[other] = now
                    else:
                        settled[upper], found[upper] = lower, now
                        at += 1
            if not changed:
                return

    def _saved(self, upper: int, lower: int) -> int:
        """How many crossings are saved by swapping two neighbours; negative if the swap adds some."""
        place, count = self.place, 0
        for near, by_port in ((self.left, 0.0), (self.right, 1.0)):  # ports are where segments arrive
            first, second = near[upper], near[lower]
            if len(first) == 1 == len(second):  # the most frequent case by far
                (a, p), (b, q) = first[0], second[0]
                one, other = place[a] + by_port * p, place[b] + by_port * q
                count += (one > other) - (one < other)
            elif first and second:
                ones = [place[a] + by_port * p for a, p in first]
                count += _inversions(ones, [place[b] + by_port * q for b, q in second])
        return count


def _inversions(first: Sequence[float], second: Sequence[float]) -> int:
    """How many pairs have the greater number in `first`, less how many have it in `second`."""
    if len(first) * len(second) <= PAIRS_UP_TO:
        count = 0
        for x in first:
            for y in second:
                count += (x > y) - (x < y)
        return count
    second = sorted(second)
    return sum(bisect_left(second, x) + bisect_right(second, x) - len(second) for x in first)


def walk(graph: IndexedGraph, columns: Columns) -> list[list[int]]:
    """The rows in the order in which a depth-first walk from the outputs, operands in order, meets their items.

    The order of a tree has no crossing.
    """
    rows: list[list[int]] = [[] for _ in range((columns.count + 1) // 2)]
    met = [False] * len(graph.boxes)
    waiting = [(box, -1) for box in reversed(range(len(graph.boxes))) if not graph.out[box]]
    while waiting:
        box, edge = waiting.pop()
        if edge >= 0 and edge not in columns.in_tracks:
            for item in columns.chains[edge][-3:0:-2]:
                rows[columns.items[item].column // 2].append(item)
        if not met[box]:
            met[box] = True
            rows[columns.items[box].column // 2].append(box)
            waiting += [(graph.tail[into], into) for into in reversed(graph.into[box])]
    return rows
