"""Attaching: the first and last points of every route, at the outlines of its boxes.

Pre:  ports, heights, widths.
Post: per link the points at its tail and at its head, from the outline to where the slant begins. Links keep their
      order, ATTACH_GAP degrees apart at a round box where that fits; a level link is exactly level.

A box may be narrower than its column, so that a slant begins inside the column. Where it would then meet a
neighbour, all links on that side of the level run level to the border of the column first.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import atan2, degrees
from typing import Literal

from graphdraw.layout.angles import spread
from graphdraw.layout.columns import Columns
from graphdraw.layout.graph import Graph
from graphdraw.layout.lengths import ARROW_DISTANCE, ATTACH_GAP, STEEPEST
from graphdraw.layout.order import Order
from graphdraw.layout.outline import on_outline, ray_start
from graphdraw.layout.ports import Ports
from graphdraw.layout.problem import Point
from graphdraw.layout.widths import Widths

Side = Literal[-1, 1]
CLEAR = ARROW_DISTANCE / 2 + 3.0
"""From the axis of a link to a foreign box or lane, at least."""

LEVEL = 0.01


@dataclass(frozen=True, slots=True)
class _Spoke:
    """A link at a box: its port's offset, and the point it comes from or goes to, in the next column."""

    link: int
    port: float
    to: Point


class Attaching:
    """The placed columns, as `attach` needs them."""

    def __init__(
        self, graph: Graph, columns: Columns, order: Order, ports: Ports, y: list[float], widths: Widths
    ) -> None:
        self.graph, self.columns, self.ports, self.y, self.widths = graph, columns, ports, y, widths
        self.order = order
        self.place = {item: at for row in order for at, item in enumerate(row)}

    def ends(self) -> tuple[dict[int, tuple[Point, ...]], dict[int, tuple[Point, ...]]]:
        """The points at the tail and at the head of every link, each from the box outwards."""
        tails: dict[int, tuple[Point, ...]] = {}
        heads: dict[int, tuple[Point, ...]] = {}
        for box in range(len(self.graph.boxes)):
            tails.update(self._side(box, 1))
            heads.update(self._side(box, -1))
        return tails, heads

    def _side(self, box: int, side: Side) -> dict[int, tuple[Point, ...]]:
        spokes = self._spokes(box, side)
        starts = self._starts(box, side, spokes)
        border = self._border(self.columns.items[box].column, side)
        blocked = {
            below: any(not self._clear(box, side, spoke, start) for spoke, start in group)
            for below in (False, True)
            if (group := [(s, p) for s, p in zip(spokes, starts, strict=True) if (s.to[1] > p[1]) == below])
        }
        found: dict[int, tuple[Point, ...]] = {}
        for spoke, start in zip(spokes, starts, strict=True):
            slants = abs(spoke.to[1] - start[1]) > LEVEL
            level_first = slants and blocked[spoke.to[1] > start[1]]
            found[spoke.link] = (start, (border, start[1])) if level_first else (start,)
        return found

    def _spokes(self, box: int, side: Side) -> list[_Spoke]:
        links = self.ports.out[box] if side > 0 else self.ports.into[box]
        offsets = self.ports.tail if side > 0 else self.ports.head
        spokes = []
        for link in links:
            item = self.columns.chains[link][1 if side > 0 else -2]
            x = self._border(self.columns.items[item].column, -side)
            spokes.append(_Spoke(link, offsets[link], (x, self.y[item])))
        return spokes

    def _border(self, column: int, side: int) -> float:
        return self.widths.right[column] if side > 0 else self.widths.left[column]

    def _starts(self, box: int, side: Side, spokes: list[_Spoke]) -> list[Point]:
        """Where on the outline each link begins."""
        it, x, y = self.graph.boxes[box], self.widths.x[box], self.y[box]
        if it.outline == "box":
            return [(x + side * it.width / 2, y + spoke.port) for spoke in spokes]
        centre = x + side * ray_start(it)
        wanted = []
        for spoke in spokes:
            rise = spoke.to[1] - y
            wanted.append(0.0 if abs(rise) < LEVEL else degrees(atan2(rise, abs(spoke.to[0] - centre))))
        points = (on_outline(it, angle) for angle in spread(wanted, ATTACH_GAP, STEEPEST))
        return [(x + side * dx, y + dy) for dx, dy in points]

    def _clear(self, box: int, side: Side, spoke: _Spoke, start: Point) -> bool:
        """Whether a straight way from the outline to the next column keeps clear of the neighbour it approaches."""
        down = spoke.to[1] > start[1]
        row = self.order[self.columns.items[box].column]
        at = self.place[box] + (1 if down else -1)
        if abs(spoke.to[1] - start[1]) <= LEVEL or not 0 <= at < len(row):
            return True
        neighbour = row[at]
        end, limit = self._reach(neighbour, side, down=down)
        share = min(1.0, max(0.0, (end - start[0]) / (spoke.to[0] - start[0])))
        height = start[1] + share * (spoke.to[1] - start[1])
        return height + CLEAR <= limit if down else height - CLEAR >= limit

    def _reach(self, neighbour: int, side: Side, *, down: bool) -> tuple[float, float]:
        """How far along the neighbour reaches, and the height of its near side: its own box where no link leaves it."""
        item = self.columns.items[neighbour]
        limit = self.y[neighbour] - item.above if down else self.y[neighbour] + item.below
        if item.kind == "box":
            links = self.graph.out[neighbour] if side > 0 else self.graph.into[neighbour]
            if not links:
                return self.widths.x[neighbour] + side * (item.width / 2 + CLEAR), limit
        return self._border(item.column, side), limit
