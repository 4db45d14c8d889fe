"""Attaching: the first and last points of every route, at the outlines of its boxes.

Pre:  ports, heights, widths.
Post: per edge the points at its tail and at its head, from the outline to where the slant begins. Edges keep their
      order, ATTACH_GAP degrees apart at a round box where that fits; a level edge is exactly level.

A box may be narrower than its column, so that a slant begins inside the column. Where it would then meet a neighbour,
the edges on that side of the level begin flatter; if that does not help, they run level to the border of the column.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from math import asin, atan2, degrees
from typing import Literal, NamedTuple

from graphdraw.layout.geometry.outline import depth, on_outline, ray_start
from graphdraw.layout.geometry.spacing import ATTACH_GAP, LEAST_AT_BOX, LEAST_SLANT, PORT_BORDER, STEEPEST
from graphdraw.layout.indexed.graph import IndexedGraph
from graphdraw.layout.ordering.order import Order
from graphdraw.layout.ordering.ports import Ports
from graphdraw.layout.positions.widths import Widths
from graphdraw.layout.problem import Arrows, Box, Point
from graphdraw.layout.ranking.columns import Columns
from graphdraw.layout.solvers.angles import spread

Side = Literal[-1, 1]
CLEAR = 3.0
"""From the arrows of an edge to a foreign box or lane, at least."""

LEVEL = 0.01

FLATTENINGS = (1.0, 0.8, 0.64, 0.5, 0.4, 0.3, 0.2, 0.0)
LEAST_ATTACH_GAP = 25.0
"""By what the angles are multiplied in turn where a slant would meet a neighbour, and how near they may come then."""


class _Spoke(NamedTuple):
    """An edge at a box: its port's offset, and the point it comes from or goes to, in the next column.

    One with a `stub` runs level as far as that x.
    """

    edge: int
    port: float
    to: Point
    stub: float | None = None

    def turn(self, start: Point) -> tuple[Point, ...]:
        """Where it bends after its stub, if it has one."""
        return () if self.stub is None else ((self.stub, start[1]),)


class Attaching:
    """The placed columns, as `attach` needs them."""

    def __init__(
        self, graph: IndexedGraph, columns: Columns, order: Order, ports: Ports, y: list[float], widths: Widths
    ) -> None:
        self.graph, self.columns, self.ports, self.y, self.widths = graph, columns, ports, y, widths
        self.order, self.clear = order, graph.arrows.apart / 2 + CLEAR + graph.arrows.heavier
        self.place = {item: at for row in order for at, item in enumerate(row)}

    def ends(self) -> tuple[dict[int, tuple[Point, ...]], dict[int, tuple[Point, ...]]]:
        """The points at the tail and at the head of every edge, each from the box outwards."""
        tails: dict[int, tuple[Point, ...]] = {}
        heads: dict[int, tuple[Point, ...]] = {}
        for box in range(len(self.graph.boxes)):
            tails.update(self._on_outline(box, 1))
            heads.update(self._on_outline(box, -1))
        return tails, heads

    def _on_outline(self, box: int, side: Side) -> dict[int, tuple[Point, ...]]:
        """The points of every edge on one side of a box, with those on an outline that is narrower than the box."""
        it, found = self.graph.boxes[box], self.side(box, side)
        if it.profile is None or it.outline == "round":
            return found
        x, y = self.widths.x[box], self.y[box]
        return {
            edge: ((x + side * depth(it.profile, points[0][1] - y), points[0][1]), *points)
            for edge, points in found.items()
        }

    def side(self, box: int, side: Side) -> dict[int, tuple[Point, ...]]:
        """The points of every edge on one side of a box, from there outwards."""
        spokes = self._spokes(box, side)
        angles = self._angles(box, side, spokes)
        found: dict[int, tuple[Point, ...]] = {}
        for down in (False, True):
            group = [at for at, spoke in enumerate(spokes) if (spoke.to[1] > self.y[box] + spoke.port) == down]
            if group:
                found.update(self._group(box, side, spokes, angles, group))
        return found

    def _group(
        self, box: int, side: Side, spokes: list[_Spoke], angles: list[float], group: list[int]
    ) -> dict[int, tuple[Point, ...]]:
        """The edges that rise, or those that fall: the steepest angles at which all keep clear of the neighbour."""
        for flattened in _flattenings(angles, group):
            starts = {at: self._start(box, side, spokes[at], flattened[at]) for at in group}
            if all(self._clear(box, side, spokes[at], start) for at, start in starts.items()):
                return {spokes[at].edge: (start, *spokes[at].turn(start)) for at, start in starts.items()}
        border = self._border(self.columns.items[box].column, side)
        starts = {at: self._start(box, side, spokes[at], angles[at]) for at in group}
        return {
            spokes[at].edge: (start, *spokes[at].turn(start))
            if spokes[at].stub is not None or abs(spokes[at].to[1] - start[1]) <= LEVEL
            else (start, (border, start[1]))
            for at, start in starts.items()
        }

    def _spokes(self, box: int, side: Side) -> list[_Spoke]:
        edges = self.ports.out[box] if side > 0 else self.ports.into[box]
        offsets = self.ports.tail if side > 0 else self.ports.head
        spokes = []
        for edge in edges:
            item = self.columns.chains[edge][1 if side > 0 else -2]
            x = self.widths.start[item] if side > 0 else self.widths.end[item]
            port, stub = self._port(box, offsets[edge], self.y[item]), self.widths.stubs.get((edge, side))
            to = (x, self.y[item]) if stub is None else (stub, self.y[box] + port)
            spokes.append(_Spoke(edge, port, to, stub))
        return spokes

    def _port(self, box: int, port: float, height: float) -> float:
        """The port of an edge, moved to where the edge runs level if it would rise a little only."""
        it, level = self.graph.boxes[box], height - self.y[box]
        side = it.height / 2 - PORT_BORDER
        side = min(side, it.profile.side) if it.profile else side
        moved = it.outline == "box" and abs(level - port) < LEAST_SLANT and abs(level) <= side
        return level if moved else port

    def _border(self, column: int, side: int) -> float:
        return self.widths.right[column] if side > 0 else self.widths.left[column]

    def _angles(self, box: int, side: Side, spokes: list[_Spoke]) -> list[float]:
        """At which angle each edge meets a round box; 0 at a rectangle, which is met at ports."""
        it, x, y = self.graph.boxes[box], self.widths.x[box], self.y[box]
        if it.outline == "box":
            return [0.0] * len(spokes)
        centre = x + side * ray_start(it)
        wanted = []
        for spoke in spokes:
            rise = spoke.to[1] - y
            wanted.append(0.0 if abs(rise) < LEVEL else degrees(atan2(rise, abs(spoke.to[0] - centre))))
        gap = ATTACH_GAP if self.graph.is_dot(box) else attach_gap(it, self.graph.arrows)
        return spread(wanted, gap, STEEPEST)

    def _start(self, box: int, side: Side, spoke: _Spoke, angle: float) -> Point:
        """Where on the outline an edge begins."""
        it, x, y = self.graph.boxes[box], self.widths.x[box], self.y[box]
        dx, dy = (it.width / 2, spoke.port) if it.outline == "box" else on_outline(it, angle)
        return x + side * dx, y + dy

    def _clear(self, box: int, side: Side, spoke: _Spoke, start: Point) -> bool:
        """Whether a straight way from the outline to the next column keeps clear of what it passes in this one."""
        if spoke.stub is not None or abs(spoke.to[1] - start[1]) <= LEVEL:
            return True
        down = spoke.to[1] > start[1]
        sign = 1 if down else -1
        column, at = self.columns.items[box].column, self.place[box]
        row, furthest = self.order[column], self._border(column, side) + side * self.clear
        most = min(1.0, max(0.0, (furthest - start[0]) / (spoke.to[0] - start[0])))
        beyond = sign * (start[1] + most * (spoke.to[1] - start[1])) + self.clear  # as far as it gets within the column
        for passed in map(row.__getitem__, range(at + 1, len(row)) if down else range(at - 1, -1, -1)):
            end, limit = self._reach(passed, side, down=down)
            if sign * limit >= beyond:
                break
            share = min(1.0, max(0.0, (end - start[0]) / (spoke.to[0] - start[0])))
            height = start[1] + share * (spoke.to[1] - start[1])
            if sign * height + self.clear > sign * limit:
                return False
        return True

    def _reach(self, passed: int, side: Side, *, down: bool) -> tuple[float, float]:
        """How far along what is passed reaches, and where its near side is: its own box where no edge leaves it."""
        item = self.columns.items[passed]
        limit = self.y[passed] - item.above if down else self.y[passed] + item.below
        if item.kind == "box":
            edges = self.graph.out[passed] if side > 0 else self.graph.into[passed]
            if not edges:
                return self.widths.x[passed] + side * (item.width / 2 + self.clear), limit
        return self._border(item.column, side), limit


def attach_gap(box: Box, arrows: Arrows) -> float:
    """Degrees between two edges on one side of a round box, so that their arrows are apart where they meet it."""
    radius = min(box.width, box.height) / 2 + arrows.touch
    half, apart = (degrees(asin(min(1.0, by / 2 / radius))) for by in (arrows.apart, LEAST_AT_BOX + arrows.heavier))
    return max(ATTACH_GAP, 2 * half + 2 * apart)


def _flattenings(angles: list[float], group: list[int]) -> Iterator[list[float]]:
    """The angles, then with those of the group nearer and nearer to the level, as long as all stay apart."""
    flat = frozenset(group)
    for factor in FLATTENINGS:
        flattened = [angle * factor if at in flat else angle for at, angle in enumerate(angles)]
        if factor == 1.0 or all(b - a >= LEAST_ATTACH_GAP for a, b in pairwise(flattened)):
            yield flattened
