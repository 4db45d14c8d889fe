"""Moves whole paths to their best places: a move that takes a long edge past a whole bundle of edges at once.

Pre:  layers with an order.
Post: every maximal run of items with at most one neighbour on either side (a long edge, a chain of unary operations)
      stands where it has the fewest crossings while all other items stay, and all boxes obey the constraints of order.

A path crosses the segments between two rows as often as they run from above it to below it, or back, so the best
places of all its items together are a shortest path through the places: a dynamic programme, row by row.
"""

from __future__ import annotations

from itertools import accumulate, pairwise
from operator import add

from graphdraw.layout.ordering.layers import LayerOrder, LayerSegment, Rows

ItemPath = tuple[int, ...]
ROUNDS = 4

NEVER = 1_000_000_000
"""The cost of a place that a box may not have: more than all crossings that a figure can have."""


def paths_of(layers: LayerOrder, rows: Rows) -> tuple[ItemPath, ...]:
    """The maximal paths among the items of the rows."""
    left, right = layers.left, layers.right
    simple = [len(a) <= 1 and len(b) <= 1 for a, b in zip(left, right, strict=True)]
    paths = []
    for item in sorted(item for row in rows for item in row):
        if simple[item] and not (left[item] and simple[left[item][0][0]]):
            path = [item]
            while right[path[-1]] and simple[right[path[-1]][0][0]]:
                path.append(right[path[-1]][0][0])
            paths.append(tuple(path))
    return tuple(paths)


def move_paths(layers: LayerOrder, paths: tuple[ItemPath, ...], fewest: int) -> int:
    """Move all paths, again while that saves crossings; leaves the best order met and returns its crossings."""
    best = layers.frozen()
    for _ in range(ROUNDS):
        if not fewest:
            break
        for path in paths:
            if _is_crossed(layers, path):
                _put_back(layers, path)
        layers.switch(2)
        found = layers.crossings()
        if found >= fewest:
            break
        best, fewest = layers.frozen(), found
    layers.take(best)
    return fewest


def _is_crossed(layers: LayerOrder, path: ItemPath) -> bool:
    """Whether any segment of a path crosses another."""
    place = layers.place
    ends = [(source, path[0], port) for source, port in layers.left[path[0]]]
    ends += [(item, target, port) for item in path for target, port in layers.right[item]]
    for a, b, port in ends:
        start, end = place[a], place[b] + port
        for c, d, other in layers.segments[layers.rank[a]]:
            if (place[c] - start) * (place[d] + other - end) < 0:
                return True
    return False


def _put_back(layers: LayerOrder, path: ItemPath) -> None:
    """Take a path out and put it where it crosses least; of equal places, the nearest to where its last item was."""
    end = layers.place[path[-1]]
    for item in path:
        layers.rows[layers.rank[item]].pop(layers.place[item])
        layers.number(layers.rank[item])
    for item, place in zip(path, _best_places(layers, path, end), strict=True):
        layers.rows[layers.rank[item]].insert(place, item)
        layers.number(layers.rank[item])


def _best_places(layers: LayerOrder, path: ItemPath, end: int) -> list[int]:
    """Per item of a path the place at which it is inserted; `end` is the place that its last item had."""
    own = set(path)
    costs = [_allowed(layers, path[0], _cost_of_start(layers, path[0], own))]
    tables = []
    for item, after in pairwise(path):
        rows, columns = len(layers.rows[layers.rank[item]]), len(layers.rows[layers.rank[after]])
        table = _above_both(layers, _foreign(layers, layers.rank[item], own), rows, columns)
        costs.append(_allowed(layers, after, _cheapest(costs[-1], table)))
        tables.append(table)
    total = list(map(add, costs[-1], _cost_of_end(layers, path[-1], own)))
    places = [min(range(len(total)), key=lambda place: (total[place], abs(place - end), place))]
    for cost, table in zip(reversed(costs[:-1]), reversed(tables), strict=True):
        j = places[-1]
        places.append(min(range(len(cost)), key=lambda i: (cost[i] + table[i][-1] - 2 * table[i][j], i)))
    return places[::-1]


def _allowed(layers: LayerOrder, item: int, cost: list[int]) -> list[int]:
    """The cost of each place of an item, with NEVER added where a constraint forbids the place."""
    constraints, row = layers.constraints, layers.rows[layers.rank[item]]
    if item not in constraints.above:
        return cost
    first = max((at + 1 for at, other in enumerate(row) if constraints.is_above(other, item)), default=0)
    last = min((at for at, other in enumerate(row) if constraints.is_above(item, other)), default=len(row))
    return [c if first <= place <= last else c + NEVER for place, c in enumerate(cost)]


def _cheapest(cost: list[int], table: list[list[int]]) -> list[int]:
    """Per place on the right the least cost of any place on the left with what a segment between them crosses.

    One from before place i to before place j crosses those that start above i and end below j, and the other way round:
    table[i][-1] + table[-1][j] - 2 * table[i][j].
    """
    rows = [[so_far + row[-1] - 2 * both for both in row] for so_far, row in zip(cost, table, strict=True)]
    return list(map(add, map(min, zip(*rows, strict=True)), table[-1]))


def _foreign(layers: LayerOrder, rank: int, own: set[int]) -> list[LayerSegment]:
    return [s for s in layers.segments[rank] if s[0] not in own and s[1] not in own]


def _cost_of_start(layers: LayerOrder, item: int, own: set[int]) -> list[int]:
    """Per place of the first item: what the segment into it crosses."""
    others: list[tuple[int, bool]] = []
    if layers.left[item]:
        place, source = layers.place, layers.left[item][0][0]
        segments = _foreign(layers, layers.rank[source], own)
        others = [(place[b], place[a] < place[source]) for a, b, _ in segments if a != source]
    return _crossed(others, len(layers.rows[layers.rank[item]]))


def _cost_of_end(layers: LayerOrder, item: int, own: set[int]) -> list[int]:
    """Per place of the last item: what the segment out of it crosses."""
    others: list[tuple[int, bool]] = []
    if layers.right[item]:
        place, (target, port) = layers.place, layers.right[item][0]
        segments = [s for s in _foreign(layers, layers.rank[item], own) if s[1:] != (target, port)]
        others = [(place[a], place[b] + p < place[target] + port) for a, b, p in segments]
    return _crossed(others, len(layers.rows[layers.rank[item]]))


def _crossed(others: list[tuple[int, bool]], rows: int) -> list[int]:
    """Per place how many segments a segment from there crosses.

    `others` has the place of each of these, and whether it ends above the end of the one in question.
    """
    steps = [0] * (rows + 1)
    for place, above in others:
        steps[place + 1] += -1 if above else 1
    steps[0] = sum(above for _, above in others)
    return list(accumulate(steps))


def _above_both(layers: LayerOrder, segments: list[LayerSegment], rows: int, columns: int) -> list[list[int]]:
    """table[i][j]: how many segments start above place i on the left and end above place j on the right."""
    counts = [[0] * (columns + 1) for _ in range(rows)]
    for a, b, _ in segments:
        counts[layers.place[a]][layers.place[b] + 1] += 1
    table = [[0] * (columns + 1)]
    for row in counts:
        table.append(list(map(add, table[-1], accumulate(row))))
    return table
