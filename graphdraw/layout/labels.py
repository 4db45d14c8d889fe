"""Labels: where on the axis of its link each label block is centred.

Pre:  routes, heights, widths.
Post: every label lies on a level run of its own link at least as long as the block, and nothing foreign is nearer to it
      than in the middle of its column. Labels of one column stand below each other where they can, else in the
      middle of their own run.

Each label may stand in an interval of x. The x that most intervals of a column contain is taken, then that of the rest:
the greedy cover of intervals by points.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

from graphdraw.layout.columns import Columns
from graphdraw.layout.graph import Graph
from graphdraw.layout.lengths import LABEL_CLEAR
from graphdraw.layout.problem import Point
from graphdraw.layout.routes import Route
from graphdraw.layout.widths import Widths


@dataclass(frozen=True, slots=True)
class _Room:
    """The x that the centre of a label may have, both ends included."""

    link: int
    low: float
    high: float

    @property
    def middle(self) -> float:
        return (self.low + self.high) / 2


def place_labels(
    graph: Graph, columns: Columns, y: list[float], widths: Widths, routes: tuple[Route, ...]
) -> tuple[Point, ...]:
    """The centre of each label block on the axis of its link."""
    obstacles = _obstacles(columns, y, widths, routes)
    rooms: list[list[_Room]] = [[] for _ in range(columns.count)]
    for link in range(len(graph.links)):
        item = columns.items[columns.labels[link]]
        rooms[item.column].append(_room(columns, y, widths, routes, obstacles[item.column], link))
    places: list[Point] = [(0.0, 0.0)] * len(graph.links)
    for column in rooms:
        for link, x in _aligned(column).items():
            places[link] = x, y[columns.labels[link]]
    return tuple(places)


Piece = tuple[int, Point, Point]
"""A segment of a route, or a side of a box (then without a link: -1)."""


def _obstacles(columns: Columns, y: list[float], widths: Widths, routes: tuple[Route, ...]) -> list[list[Piece]]:
    """Per label column all that is not level and near it: the boxes and slants of both sides."""
    found: list[list[Piece]] = [[] for _ in range(columns.count)]
    for number, item in enumerate(columns.items):
        if item.kind == "box":
            for side, column in ((1, item.column + 1), (-1, item.column - 1)):
                if 0 <= column < columns.count:
                    x = widths.x[number] + side * item.width / 2
                    found[column].append((-1, (x, y[number] - item.above), (x, y[number] + item.below)))
    for link, route in enumerate(routes):
        column = columns.items[columns.chains[link][0]].column + 1
        for a, b in pairwise(route):
            while column + 2 < columns.count and widths.left[column + 1] <= a[0] - 1e-6:
                column += 2
            if a[1] == b[1]:
                continue
            for near in (column - 2, column, column + 2):
                if 0 <= near < columns.count and a[0] <= widths.right[near + 1] and b[0] >= widths.left[near - 1]:
                    found[near].append((link, a, b))
    return found


def _room(
    columns: Columns,
    y: list[float],
    widths: Widths,
    routes: tuple[Route, ...],
    obstacles: list[Piece],
    link: int,
) -> _Room:
    """The level run round the label within the two columns beside its own, cut off where something foreign is near."""
    item = columns.items[columns.labels[link]]
    centre, height, half = widths.x[columns.labels[link]], y[columns.labels[link]], item.width / 2
    low, high = centre, centre
    for a, b in pairwise(routes[link]):
        if a[1] == b[1] and a[0] - 1e-6 <= centre <= b[0] + 1e-6:
            low, high = max(a[0], widths.left[item.column - 1]), min(b[0], widths.right[item.column + 1])
    for owner, a, b in obstacles:
        met = None if owner == link else _within(a, b, height - item.above - 1.0, height + item.below + 1.0)
        if met and met[1] < centre:
            low = max(low, met[1] + LABEL_CLEAR)
        elif met and met[0] > centre:
            high = min(high, met[0] - LABEL_CLEAR)
    return _Room(link, min(low + half, centre), max(high - half, centre))


def _within(a: Point, b: Point, top: float, bottom: float) -> tuple[float, float] | None:
    """The x range of what lies of a segment that is not level between two heights."""
    (ax, ay), (bx, by) = (a, b) if a[1] < b[1] else (b, a)
    if ay > bottom or by < top or ay == by:
        return None
    slope = (bx - ax) / (by - ay)
    first, last = ax + (max(top, ay) - ay) * slope, ax + (min(bottom, by) - ay) * slope
    return min(first, last), max(first, last)


def _aligned(rooms: list[_Room]) -> dict[int, float]:
    """An x for each label of a column; as many as possible get the same."""
    places: dict[int, float] = {}
    rest = list(rooms)
    while rest:
        wanted = sum(room.middle for room in rest) / len(rest)
        marks = sorted({x for room in rest for x in (room.low, room.middle, room.high)})
        best = max(marks, key=lambda x: (sum(r.low <= x <= r.high for r in rest), -abs(x - wanted)))
        for room in rest:
            if room.low <= best <= room.high:
                places[room.link] = best
        rest = [room for room in rest if room.link not in places]
    return places
