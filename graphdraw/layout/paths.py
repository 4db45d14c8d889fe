"""Paths put back at their optimum: the move that takes a long link past a whole bundle at once.

Pre:  an arrangement.
Post: every maximal run of items with at most one neighbour on either side (a long link, a chain of unary operations)
      stands where it has the fewest crossings, all other items fixed; operands in order.

A path crosses the segments between two columns as often as they run from above it to below it, or back, so the best
places of all its items together are a shortest path through the places: a dynamic programme, column by column.
"""

from __future__ import annotations

from itertools import pairwise

from graphdraw.layout.arrangement import Arrangement, Segment

Path = tuple[int, ...]
ROUNDS = 4


def paths_of(arrangement: Arrangement) -> tuple[Path, ...]:
    """The maximal paths."""
    left, right = arrangement.left, arrangement.right
    simple = [len(a) <= 1 and len(b) <= 1 for a, b in zip(left, right, strict=True)]
    paths = []
    for item in range(len(simple)):
        if simple[item] and not (left[item] and simple[left[item][0][0]]):
            path = [item]
            while right[path[-1]] and simple[right[path[-1]][0][0]]:
                path.append(right[path[-1]][0][0])
            paths.append(tuple(path))
    return tuple(paths)


def move_paths(arrangement: Arrangement, paths: tuple[Path, ...], fewest: int) -> int:
    """Move all paths, again while that saves crossings; leaves the best order met and returns its crossings."""
    best = arrangement.frozen()
    for _ in range(ROUNDS):
        if not fewest:
            break
        for path in paths:
            _put_back(arrangement, path)
        arrangement.switch(2)
        found = arrangement.crossings()
        if found >= fewest:
            break
        best, fewest = arrangement.frozen(), found
    arrangement.take(best)
    return fewest


def _put_back(arrangement: Arrangement, path: Path) -> None:
    """Take a path out and put it where it crosses least, of equal places the one nearest to where it ended."""
    end = arrangement.place[path[-1]]
    for item in path:
        column = arrangement.column[item]
        arrangement.rows[column].pop(arrangement.place[item])
        arrangement.number(column)
    for item, place in zip(path, _best_places(arrangement, path, end), strict=True):
        column = arrangement.column[item]
        arrangement.rows[column].insert(place, item)
        arrangement.number(column)


def _best_places(arrangement: Arrangement, path: Path, end: int) -> list[int]:
    """Per item the place before which it goes."""
    own = set(path)
    cost = _cost_of_start(arrangement, path[0], own)
    steps: list[dict[int, int]] = []
    for before, item in pairwise(path):
        column = arrangement.column[before]
        segments = _foreign(arrangement, column, own)
        table = _crossed(arrangement, segments, len(arrangement.rows[column]), len(arrangement.rows[column + 1]))
        step, costs = {}, {}
        known = list(cost.items())
        for place in _allowed(arrangement, item):
            costs[place], step[place] = min((so_far + table[at][place], at) for at, so_far in known)
        steps.append(step)
        cost = costs
    for place, more in _cost_of_end(arrangement, path[-1], own, cost).items():
        cost[place] += more
    places = [min(cost, key=lambda place: (cost[place], abs(place - end), place))]
    for step in reversed(steps):
        places.append(step[places[-1]])
    return places[::-1]


def _foreign(arrangement: Arrangement, column: int, own: set[int]) -> list[Segment]:
    return [s for s in arrangement.segments[column] if s[0] not in own and s[1] not in own]


def _allowed(arrangement: Arrangement, item: int) -> range:
    """The places an item may take: an operand stays between its siblings."""
    low, high = 0, len(arrangement.rows[arrangement.column[item]])
    if item in arrangement.siblings:
        siblings, rank, place = arrangement.siblings[item], arrangement.rank[item], arrangement.place
        if rank > 0:
            low = place[siblings[rank - 1]] + 1
        if rank + 1 < len(siblings):
            high = place[siblings[rank + 1]]
    return range(low, high + 1)


def _cost_of_start(arrangement: Arrangement, item: int, own: set[int]) -> dict[int, int]:
    """Per place of the first item: what the segment into it crosses."""
    allowed = _allowed(arrangement, item)
    if not arrangement.left[item]:
        return dict.fromkeys(allowed, 0)
    place, (source, _) = arrangement.place, arrangement.left[item][0]
    others = [
        (place[a] < place[source], place[b])
        for a, b, _ in _foreign(arrangement, arrangement.column[source], own)
        if a != source
    ]
    return {at: sum(above != (end < at) for above, end in others) for at in allowed}


def _cost_of_end(arrangement: Arrangement, item: int, own: set[int], places: dict[int, int]) -> dict[int, int]:
    """Per place of the last item: what the segment out of it crosses."""
    if not arrangement.right[item]:
        return dict.fromkeys(places, 0)
    place, (target, port) = arrangement.place, arrangement.right[item][0]
    others = [
        (place[a], (place[b], p) < (place[target], port))
        for a, b, p in _foreign(arrangement, arrangement.column[item], own)
    ]
    return {at: sum((start < at) != above for start, above in others) for at in places}


def _crossed(arrangement: Arrangement, segments: list[Segment], rows: int, columns: int) -> list[list[int]]:
    """table[i][j]: how many segments one from before place i on the left to before place j on the right crosses."""
    table = [[0] * (columns + 1) for _ in range(rows + 1)]
    for a, b, _ in segments:
        table[arrangement.place[a] + 1][arrangement.place[b] + 1] += 1
    above = [0] * (columns + 1)
    for row in table:
        total = 0
        for j in range(columns + 1):
            total += row[j]
            row[j] = above[j] + total
        above = row
    ends = table[rows]
    return [[row[columns] + ends[j] - 2 * row[j] for j in range(columns + 1)] for row in table]
