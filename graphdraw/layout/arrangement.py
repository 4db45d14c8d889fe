"""An order of the columns under change, which never loses the order of operands; what `order` and `paths` work on."""

from __future__ import annotations

from bisect import bisect_right, insort
from collections.abc import Iterable, Sequence
from itertools import pairwise

from graphdraw.layout.columns import Columns
from graphdraw.layout.graph import Graph

Segment = tuple[int, int, float]
"""Item on the left, item on the right, and how far down the side of the right one it arrives (0 to 1)."""


class Arrangement:
    """Columns as lists of items, top to bottom, and the place of each item in its list.

    `left` and `right` hold for each item its neighbours with their ports. `siblings` maps the last item of a link into
    a box with ordered operands to all of them, in order, and `rank` to its own place among them.
    """

    def __init__(self, graph: Graph, columns: Columns) -> None:
        count = len(columns.items)
        self.column = [item.column for item in columns.items]
        self.place = [0] * count
        self.segments: list[list[Segment]] = [[] for _ in range(columns.count)]
        self.left: list[list[tuple[int, float]]] = [[] for _ in range(count)]
        self.right: list[list[tuple[int, float]]] = [[] for _ in range(count)]
        self.siblings: dict[int, tuple[int, ...]] = {}
        self.rank = [0] * count
        self.groups: list[list[tuple[int, ...]]] = [[] for _ in range(columns.count)]
        for box, links in enumerate(graph.into):
            if not graph.boxes[box].free_operands and len(links) > 1:
                self._group(tuple(columns.chains[link][-2] for link in links))
        self._join(columns)
        self.rows: list[list[int]] = [[] for _ in range(columns.count)]
        self.take(_walk(graph, columns))

    def _group(self, items: tuple[int, ...]) -> None:
        self.groups[self.column[items[0]]].append(items)
        for rank, item in enumerate(items):
            self.siblings[item], self.rank[item] = items, rank

    def _join(self, columns: Columns) -> None:
        for chain in columns.chains:
            for a, b in pairwise(chain):
                port = (self.rank[a] + 1) / (len(self.siblings[a]) + 1) if a in self.siblings else 0.5
                self.segments[self.column[a]].append((a, b, port))
                self.right[a].append((b, port))
                self.left[b].append((a, port))

    def frozen(self) -> tuple[tuple[int, ...], ...]:
        """The order as it stands."""
        return tuple(map(tuple, self.rows))

    def take(self, rows: Iterable[Sequence[int]]) -> None:
        """Take over an order, with the operands put in theirs."""
        self.rows = [list(row) for row in rows]
        for column in range(len(self.rows)):
            self.settle(column)

    def number(self, column: int) -> None:
        """Note the place of each item of a column."""
        for place, item in enumerate(self.rows[column]):
            self.place[item] = place

    def settle(self, column: int) -> None:
        """Note the places in a column and put operands in order among their own places."""
        self.number(column)
        row, place = self.rows[column], self.place
        for items in self.groups[column]:
            for at, item in zip(sorted(place[item] for item in items), items, strict=True):
                row[at] = item
                place[item] = at

    def crossings(self) -> int:
        """Of all segments; where two end in one item with one port, they do not cross there."""
        return sum(self._crossings_right_of(column) for column in range(len(self.rows)))

    def _crossings_right_of(self, column: int) -> int:
        place, passed, count = self.place, list[float](), 0
        for _, end in sorted((place[a], place[b] + port) for a, b, port in self.segments[column]):
            count += len(passed) - bisect_right(passed, end)
            insort(passed, end)
        return count

    def sort_by_neighbours(self, *, rightwards: bool) -> None:
        """Sort each column by the mean place of the neighbours in the one before; items without any stay."""
        places, place = (self.left if rightwards else self.right), self.place
        inner = range(1, len(self.rows)) if rightwards else range(len(self.rows) - 2, -1, -1)
        for column in inner:
            keys = {}
            for item in self.rows[column]:
                if near := places[item]:
                    ports = 0.0 if rightwards else sum(port for _, port in near)
                    keys[item] = (sum(place[other] for other, _ in near) + ports) / len(near), place[item]
            row = sorted(keys, key=keys.__getitem__)
            for at, item in enumerate(self.rows[column]):
                if item not in keys:
                    row.insert(at, item)
            self.rows[column] = row
            self.settle(column)

    def saved(self, upper: int, lower: int) -> int:
        """Crossings of the segments of two neighbours that swapping them saves."""
        if upper in self.siblings and self.siblings[upper] is self.siblings.get(lower):
            return -1
        place, count = self.place, 0
        for a, _ in self.left[upper]:
            for b, _ in self.left[lower]:
                count += (place[a] > place[b]) - (place[a] < place[b])
        for a, p in self.right[upper]:
            for b, q in self.right[lower]:
                count += (place[a] + p > place[b] + q) - (place[a] + p < place[b] + q)
        return count

    def switch(self, rounds: int) -> None:
        """Swap neighbours within the columns where that saves crossings, until none does."""
        place = self.place
        for _ in range(rounds):
            changed = False
            for row in self.rows:
                at = 0
                while at < len(row) - 1:
                    upper, lower = row[at], row[at + 1]
                    if self.saved(upper, lower) > 0:
                        row[at], row[at + 1], place[lower], place[upper] = lower, upper, at, at + 1
                        changed, at = True, max(0, at - 1)
                    else:
                        at += 1
            if not changed:
                return


def _walk(graph: Graph, columns: Columns) -> list[list[int]]:
    """Items in the order in which a depth-first walk from the outputs, operands in order, meets them."""
    rows: list[list[int]] = [[] for _ in range(columns.count)]
    met = [False] * len(graph.boxes)
    waiting = [(box, -1) for box in reversed(range(len(graph.boxes))) if not graph.out[box]]
    while waiting:
        box, link = waiting.pop()
        if link >= 0:
            for item in reversed(columns.chains[link][1:-1]):
                rows[columns.items[item].column].append(item)
        if not met[box]:
            met[box] = True
            rows[columns.items[box].column].append(box)
            waiting += [(graph.tail[into], into) for into in reversed(graph.into[box])]
    return rows
