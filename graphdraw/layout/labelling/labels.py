"""Labels: finds where on the axis of its edge each label stack is centred.

Pre:  routes, heights, widths.
Post: every label stack lies on a level run of its own edge that is at least as long, clear of everything else there
      and, where there is room, further from other arrows than from its own. It stands in the middle of that run where
      it can; stacks of one column that are nearly below each other are exactly so.

At the centre of its column a stack is safe, since that is kept free for it. From there it moves: first the stacks of a
column to common places (each allows an interval of x; the x that most intervals contain is taken, then that of the
rest), then those with long runs or without room near their column to the middle of their run, or near to that.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from itertools import pairwise
from math import hypot
from typing import NamedTuple

from graphdraw.layout.geometry.cells import Cells, Interval
from graphdraw.layout.geometry.spacing import LABEL_CLEAR
from graphdraw.layout.indexed.graph import IndexedGraph
from graphdraw.layout.indexed.groups import unshared_groups
from graphdraw.layout.positions.widths import Widths
from graphdraw.layout.problem import Point
from graphdraw.layout.ranking.columns import ColumnItem, Columns
from graphdraw.layout.routing.routes import Route
from graphdraw.work import Work

MOVED_UP_TO = 1_500
"""The most edges for which labels move; above, they stay at the centres of their columns: where edges are dense,
finding what is near each label would cost more than all the rest."""

MOVED = 20
"""The steps of finding where one label may be."""

ALIGNED = 8.0
"""How far from the middle of its run a label may be to be aligned with others in its column, in points."""

CLEAR = 1.0
"""The least room above and below a label."""

ARROW_CLEAR = 4.5
"""The least distance from a label to the arrow of another edge."""


class _Thing(NamedTuple):
    """Something that a label may not meet: a segment, with its reach above and below; `edge` is -1 for a box."""

    edge: int
    start: Point
    end: Point
    above: float
    below: float

    def within(self, top: float, bottom: float) -> Interval | None:
        """The interval of x in which the thing lies between two heights; None if it lies nowhere between them."""
        (ax, ay), (bx, by) = self.start, self.end
        top, bottom = top - self.below, bottom + self.above
        upper, lower = (ay, by) if ay <= by else (by, ay)
        if lower < top or upper > bottom:
            return None
        if ay == by:
            return ax, bx
        slope = (bx - ax) / (by - ay)
        one, other = ax + slope * (max(top, upper) - ay), ax + slope * (min(bottom, lower) - ay)
        return (one, other) if one <= other else (other, one)


class _Things:
    """The boxes, the edges and the labels placed so far."""

    def __init__(self) -> None:
        self.cells: Cells[_Thing] = Cells()

    def add(self, thing: _Thing) -> None:
        """Add a thing."""
        (ax, ay), (bx, by) = thing.start, thing.end
        across = (ax, bx) if ax <= bx else (bx, ax)
        down = (ay - thing.above, by + thing.below) if ay <= by else (by - thing.above, ay + thing.below)
        self.cells.add(thing, across, down)

    def met(self, edge: int, across: Interval, down: Interval) -> Iterator[Interval]:
        """The intervals of x of other things than the edge's own, near `across` and between two heights; some twice."""
        for thing in self.cells.near(across, down):
            if thing.edge != edge and (met := thing.within(*down)):
                yield met


class _Room(NamedTuple):
    """The least and greatest x that the centre of a label may have, and `best`, nearest to the middle of its run."""

    edge: int
    low: float
    high: float
    best: float


def place_labels(
    graph: IndexedGraph, columns: Columns, y: list[float], widths: Widths, routes: tuple[Route, ...]
) -> tuple[Point, ...]:
    """The centre of each label stack, on the axis of its edge."""
    items = [columns.items[item] for item in columns.labels]
    safe = [(widths.x[item], y[item]) for item in columns.labels]
    if len(items) > MOVED_UP_TO:
        return tuple(safe)
    things = _things(graph, widths, y, routes)
    rooms: list[list[_Room]] = [[] for _ in range(columns.count)]
    far: dict[int, Interval] = {}
    held = _edges_at_frames(graph, columns)
    graph.work.spend(MOVED * len(items), "labels")
    for edge, (item, at) in enumerate(zip(items, safe, strict=True)):
        if edge in held:
            rooms[item.column].append(_Room(edge, at[0], at[0], at[0]))
            continue
        run, limits = _run(routes[edge], at), (widths.middle(item.column - 1), widths.middle(item.column + 1))
        free = _free(things, edge, item, at, (max(run[0], limits[0]), min(run[1], limits[1])))
        if free is None or not limits[0] <= sum(run) / 2 <= limits[1]:
            far[edge] = run
        low, high = free or (at[0], at[0])
        best = min(max(sum(run) / 2, low), high)
        rooms[item.column].append(_Room(edge, max(low, best - ALIGNED), min(high, best + ALIGNED), best))
    near = ([room for room in column if room.edge not in far] for column in rooms)
    x = dict(place for column in near for place in _aligned(column, graph.work))
    x.update((room.edge, room.best) for column in rooms for room in column if room.edge in far)
    for edge, item in enumerate(items):
        things.add(_label_thing(edge, item, (x[edge], safe[edge][1])))
    for edge, run in far.items():
        middle, height = sum(run) / 2, safe[edge][1]
        if free := _free(things, edge, items[edge], (middle, height), run):
            x[edge] = min(max(middle, free[0]), free[1])
            things.add(_label_thing(edge, items[edge], (x[edge], height)))
    return tuple((x[edge], at[1]) for edge, at in enumerate(safe))


def _edges_at_frames(graph: IndexedGraph, columns: Columns) -> set[int]:
    """Edges that lead into a frame, out of it or past it: their labels stay where no part of a frame can be."""
    begin, end = sorted(first for first, _ in columns.spans), sorted(last for _, last in columns.spans)
    found: set[int] = set()
    for edge, (tail, head) in enumerate(zip(graph.tail, graph.head, strict=True)) if graph.groups else ():
        start, stop = columns.items[tail].column, columns.items[head].column
        met = bisect_right(begin, stop) - bisect_left(end, start)  # all frames that have begun, less those that ended
        both = len(graph.within[tail]) - len(unshared_groups(graph.within[tail], graph.within[head])[0])
        if met > both:  # frames that hold both ends are met, too
            found.add(edge)
    return found


def _things(graph: IndexedGraph, widths: Widths, y: list[float], routes: tuple[Route, ...]) -> _Things:
    things = _Things()
    for number, box in enumerate(graph.boxes):
        x, half = widths.x[number], box.width / 2
        things.add(_Thing(-1, (x - half, y[number]), (x + half, y[number]), box.height / 2, box.height / 2))
    for edge, route in enumerate(routes):
        half = graph.arrows.apart / 2 if graph.edges[edge].pair else 0.0
        for a, b in pairwise(route):
            reach = _reach(a, b, half)
            things.add(_Thing(edge, a, b, reach, reach))
    return things


def _reach(a: Point, b: Point, half: float) -> float:
    """How far above and below the axis of a segment no label may be, in points.

    Labels are compared when they are CLEAR higher and LABEL_CLEAR longer; the rest of ARROW_CLEAR is added here.
    """
    along, across = abs(b[0] - a[0]), abs(b[1] - a[1])
    length = hypot(along, across)
    if along < CLEAR:
        return half
    corner = (LABEL_CLEAR * across + CLEAR * along) / length
    return (half + max(0.0, ARROW_CLEAR - corner)) * length / along


def _label_thing(edge: int, item: ColumnItem, at: Point) -> _Thing:
    x, y = at
    return _Thing(edge, (x - item.width / 2, y), (x + item.width / 2, y), item.above, item.below)


def _run(route: Route, at: Point) -> Interval:
    """The x of both ends of the level segment of a route on which a point lies."""
    for a, b in pairwise(route):
        if a[1] == b[1] == at[1] and a[0] <= at[0] <= b[0]:
            return a[0], b[0]
    return at[0], at[0]


def _free(things: _Things, edge: int, item: ColumnItem, at: Point, run: Interval) -> Interval | None:
    """The part of a run where the centre of a label may be that is nearest to the place `at`; None if there is none."""
    (x, y), half = at, item.width / 2
    low, high = run[0] + half, run[1] - half
    near = run[0] - LABEL_CLEAR, run[1] + LABEL_CLEAR
    free = [(low, high)] if low <= high else []
    for start, end in things.met(edge, near, (y - item.above - CLEAR, y + item.below + CLEAR)):
        start, end = start - LABEL_CLEAR - half, end + LABEL_CLEAR + half
        rest = ((a, b) for low, high in free for a, b in ((low, min(high, start)), (max(low, end), high)))
        free = [(a, b) for a, b in rest if a <= b]
    return min(free, key=lambda part: max(part[0] - x, x - part[1], 0.0), default=None)


def _aligned(rooms: list[_Room], work: Work) -> Iterator[tuple[int, float]]:
    """An x for each label of a column; as many as possible get the same x, as near to their best ones as can be."""
    rest = rooms
    while rest and work.affords(len(rest)):
        lows, highs = sorted(room.low for room in rest), sorted(room.high for room in rest)
        counts = {x: bisect_right(lows, x) - bisect_left(highs, x) for r in rest for x in (r.low, r.best, r.high)}
        most = max(counts.values())
        inside = {x: [r for r in rest if r.low <= x <= r.high] for x, count in counts.items() if count == most}
        work.spend(len(rest) * (1 + len(inside)), "labels")
        x = min(inside, key=lambda x: (sum(abs(x - r.best) for r in inside[x]), x))
        yield from ((room.edge, x) for room in inside[x])
        rest = [room for room in rest if not room.low <= x <= room.high]
    yield from ((room.edge, room.best) for room in rest)
