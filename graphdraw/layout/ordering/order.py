"""Order: which item stands above which in every column, with few crossings.

Pre:  columns.
Post: per column its items from top to bottom. Between a column of labels and the boxes to its right nothing crosses, so
      operands arrive in their order, always.

Start: a depth-first walk from the outputs in operand order, which is right for every tree. Then sweeps of barycenters
and switches of neighbours (Gansner et al. 1993, section 3), and whole paths put back at their best places
(`path_reinsertion`), from several starts.
"""

from __future__ import annotations

import random

from graphdraw.layout.indexed.graph import IndexedGraph
from graphdraw.layout.ordering.layers import MIDDLE, LayerOrder, Rows, walk
from graphdraw.layout.ordering.path_reinsertion import move_paths, paths_of
from graphdraw.layout.ranking.columns import Columns

STARTS = 7
SWEEPS = 12
STALLED = 3
"""The most starts, the most sweeps from each, and the sweeps without a gain after which a start is given up."""

SWEPT, LEAST_SWEEPS = 120_000, 3
"""The most sweeps times items from one start, and the least sweeps: large figures get fewer."""

EFFORT = 12_000
"""The most starts times pairs of places in all rows, which moving paths goes through: dense graphs get fewer starts."""

PATHS_UP_TO = 700
"""The most items for which paths are moved as a whole."""

SWITCHES = 3

KEPT, SLACK = 3, 2
"""The most orders that a search returns, and how many crossings more than the fewest they may have: an order with more
crossings may need fewer bends."""

Order = tuple[tuple[int, ...], ...]


class Search:
    """The search for orders of the columns of a graph, from one start after another."""

    def __init__(self, graph: IndexedGraph, columns: Columns) -> None:
        self.graph, self.columns = graph, columns
        self._layers = LayerOrder(graph, columns)
        self._first = walk(graph, columns)
        self._layers.take(self._first)
        self._layers.gather()
        self._found: dict[Order, int] = {self._layers.frozen(): self._layers.crossings()}
        self._swept: set[Order] = set()
        self._done = 0
        small = sum(map(len, self._first)) <= PATHS_UP_TO and not columns.inside
        self._paths = paths_of(self._layers, self._first) if small else ()
        self._most = max(1, EFFORT // (1 + sum(len(row) ** 2 for row in self._first)))

    def best(self, starts: int = STARTS) -> tuple[tuple[int, Order], ...]:
        """The best orders from so many starts in all, each with its number of crossings; the first has fewest.

        A dense graph gets fewer starts, and the search ends once an order has no crossing.
        """
        while self._done < min(starts, self._most) and min(self._found.values()):
            if not self.graph.work.affords(LEAST_SWEEPS * self._layers.size):
                break
            self._sweep_from(self._done)
            self._done += 1
        ranking = sorted(self._found.items(), key=lambda order: order[1])[:KEPT]
        fewest = ranking[0][1]
        return tuple((n, all_columns(self.graph, self.columns, rows)) for rows, n in ranking if n <= fewest + SLACK)

    def _sweep_from(self, start: int) -> None:
        layers = self._layers
        _start(layers, self._first, start)
        crossings = _sweep(layers, start)
        if layers.frozen() in self._swept:
            return
        self._swept.add(layers.frozen())
        self._found.setdefault(layers.frozen(), crossings)
        if self._paths:
            self.graph.work.spend(sum(len(row) ** 2 for row in self._first), "arrows")
            crossings = move_paths(layers, self._paths, crossings)
            self._found.setdefault(layers.frozen(), crossings)


def all_columns(graph: IndexedGraph, columns: Columns, rows: Rows) -> Order:
    """The order of all columns: the rows of boxes, and between them those of labels, sorted by where edges arrive next.

    Of the edges in tracks only the labels are included.
    """
    place = {item: at for row in rows for at, item in enumerate(row)}
    between: list[list[tuple[float, int, int]]] = [[] for _ in rows]
    for edge, chain in enumerate(columns.chains):
        if edge in columns.in_tracks:
            arrival = place[chain[-1]] + graph.port[edge]
            between[columns.items[chain[-2]].column // 2].append((arrival, -1, chain[-2]))
            continue
        for at in range(1, len(chain), 2):
            port = graph.port[edge] if at == len(chain) - 2 else MIDDLE
            arrival = place[chain[at + 1]] + port
            between[columns.items[chain[at]].column // 2].append((arrival, place[chain[at - 1]], chain[at]))
    order: list[tuple[int, ...]] = []
    for row, labels in zip(rows, between, strict=True):
        order += [tuple(row), tuple(item for *_, item in sorted(labels))]
    return tuple(order[: columns.count])


def _start(layers: LayerOrder, first: Rows, start: int) -> None:
    """Begin from the order of the walk (`start` 0), from the same upside down (1), or from a shuffle of it."""
    rows = [list(row) for row in first]
    chance = random.Random(start)  # noqa: S311 - the same numbers every time are the point
    for row in rows:
        if start == 1:
            row.reverse()
        elif start > 1 and chance.random() < 0.5:
            chance.shuffle(row)
    layers.take(rows)
    layers.gather()


def _sweep(layers: LayerOrder, start: int) -> int:
    """Sweep to and fro while that helps; leaves the best order that was met and returns its number of crossings."""
    best, fewest, stalled = layers.frozen(), layers.crossings(), 0
    items = sum(map(len, best))
    for sweep in range(max(LEAST_SWEEPS, min(SWEEPS, SWEPT // (1 + items)))):
        if not fewest or stalled == STALLED or not layers.graph.work.affords(layers.size):
            break
        layers.graph.work.spend(layers.size, "arrows")
        layers.sort_by_neighbours(rightwards=(sweep + start) % 2 == 0)
        layers.gather()
        layers.switch(SWITCHES)
        found = layers.crossings()
        stalled = 0 if found < fewest else stalled + 1
        if found < fewest:
            best, fewest = layers.frozen(), found
    layers.take(best)
    return fewest
