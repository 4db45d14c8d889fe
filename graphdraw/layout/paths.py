"""Paths put back at their optimum: the move that takes a long link past a whole bundle at once.

Pre:  layers with an order.
Post: every maximal run of items with at most one neighbour on either side (a long link, a chain of unary operations)
      stands where it has the fewest crossings while all other items stay.

A path crosses the segments between two rows as often as they run from above it to below it, or back, so the best
places of all its items together are a shortest path through the places: a dynamic programme, row by row.
"""

from __future__ import annotations

from itertools import pairwise

from graphdraw.layout.layers import Layers, Rows, Segment

Path = tuple[int, ...]
ROUNDS = 4


def paths_of(layers: Layers, rows: Rows) -> tuple[Path, ...]:
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


def move_paths(layers: Layers, paths: tuple[Path, ...], fewest: int) -> int:
    """Move all paths, again while that saves crossings; leaves the best order met and returns its crossings."""
    best = layers.frozen()
    for _ in range(ROUNDS):
        if not fewest:
            break
        for path in paths:
            _put_back(layers, path)
        layers.switch(2)
        found = layers.crossings()
        if found >= fewest:
            break
        best, fewest = layers.frozen(), found
    layers.take(best)
    return fewest


def _put_back(layers: Layers, path: Path) -> None:
    """Take a path out and put it where it crosses least, of equal places the one nearest to where it ended."""
    end = layers.place[path[-1]]
    for item in path:
        layers.rows[layers.rank[item]].pop(layers.place[item])
        layers.number(layers.rank[item])
    for item, place in zip(path, _best_places(layers, path, end), strict=True):
        layers.rows[layers.rank[item]].insert(place, item)
        layers.number(layers.rank[item])


def _best_places(layers: Layers, path: Path, end: int) -> list[int]:
    """Per item the place before which it goes."""
    own = set(path)
    cost = _cost_of_start(layers, path[0], own)
    steps: list[list[int]] = []
    for item, after in pairwise(path):
        rows, columns = len(layers.rows[layers.rank[item]]), len(layers.rows[layers.rank[after]])
        table = _crossed(layers, _foreign(layers, layers.rank[item], own), rows, columns)
        totals = [[so_far + crossed for crossed in row] for so_far, row in zip(cost, table, strict=True)]
        cost = [min(column) for column in zip(*totals, strict=True)]
        steps.append([column.index(least) for column, least in zip(zip(*totals, strict=True), cost, strict=True)])
    cost = [a + b for a, b in zip(cost, _cost_of_end(layers, path[-1], own), strict=True)]
    places = [min(range(len(cost)), key=lambda place: (cost[place], abs(place - end), place))]
    for step in reversed(steps):
        places.append(step[places[-1]])
    return places[::-1]


def _foreign(layers: Layers, rank: int, own: set[int]) -> list[Segment]:
    return [s for s in layers.segments[rank] if s[0] not in own and s[1] not in own]


def _cost_of_start(layers: Layers, item: int, own: set[int]) -> list[int]:
    """Per place of the first item: what the segment into it crosses."""
    places = range(len(layers.rows[layers.rank[item]]) + 1)
    if not layers.left[item]:
        return [0] * len(places)
    place, source = layers.place, layers.left[item][0][0]
    others = [
        (place[a] < place[source], place[b]) for a, b, _ in _foreign(layers, layers.rank[source], own) if a != source
    ]
    return [sum(above != (end < at) for above, end in others) for at in places]


def _cost_of_end(layers: Layers, item: int, own: set[int]) -> list[int]:
    """Per place of the last item: what the segment out of it crosses."""
    places = range(len(layers.rows[layers.rank[item]]) + 1)
    if not layers.right[item]:
        return [0] * len(places)
    place, (target, port) = layers.place, layers.right[item][0]
    others = [
        (place[a], place[b] + p < place[target] + port)
        for a, b, p in _foreign(layers, layers.rank[item], own)
        if (b, p) != (target, port)
    ]
    return [sum((start < at) != above for start, above in others) for at in places]


def _crossed(layers: Layers, segments: list[Segment], rows: int, columns: int) -> list[list[int]]:
    """table[i][j]: how many segments one from before place i on the left to before place j on the right crosses."""
    table = [[0] * (columns + 1) for _ in range(rows + 1)]
    for a, b, _ in segments:
        table[layers.place[a] + 1][layers.place[b] + 1] += 1
    above = [0] * (columns + 1)
    for row in table:
        total = 0
        for j in range(columns + 1):
            total += row[j]
            row[j] = above[j] + total
        above = row
    ends = table[rows]
    return [[row[columns] + ends[j] - 2 * row[j] for j in range(columns + 1)] for row in table]
