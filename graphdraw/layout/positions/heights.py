"""Heights: the y of every item, and the top and bottom of every frame.

Pre:  columns in order, blocks, chains.
Post: neighbours in a column keep their distance, and boxes are above others where constraints demand that; the weighted
      sum of the rises of all segments that are not level is least; no segment rises by less than LEAST_SLANT (more at a
      round box, whose edges start off its axis).

|a - b| becomes one more variable above both, and the whole a problem for the network simplex (Gansner et al. 1993,
section 4.2). Where a solution has a rise too small to look meant, the same problem is solved again with the demand that
this rise is large enough in its own direction or, where that contradicts other demands and boxes have constraints of
order, in the other direction.
"""

from __future__ import annotations

from itertools import pairwise
from math import ceil, inf
from typing import NamedTuple

from graphdraw.layout.geometry.spacing import BOX_GAP, LABEL_GAP, LEAST_SLANT, OTHER_GAP, ROUND_GAP
from graphdraw.layout.indexed.graph import IndexedGraph
from graphdraw.layout.ordering.chains import Chains
from graphdraw.layout.ordering.order import Order
from graphdraw.layout.positions.group_borders import Demand, bottom, inner_gaps, outer_gaps, top
from graphdraw.layout.positions.group_rows import GroupSides
from graphdraw.layout.positions.order_constraints import order_gaps
from graphdraw.layout.positions.straight import Blocks, Segment
from graphdraw.layout.ranking.columns import ColumnItem, Columns
from graphdraw.layout.solvers.network_simplex import ConstraintEdge, least_values, network_simplex

UNIT = 4
"""Inside the solver, heights are whole multiples of 1/4 pt."""

EXACT_UP_TO = 2500
"""The most variables for which heights are optimal; above, they are the mean of pushing all up and pushing all down."""

MAIN, INNER, PREFERRED, OTHER = 32, 8, 4, 2
"""The cost of a point of rise: on the main chain, inside a long edge, where a level segment is preferred, elsewhere."""

MENDING_ROUNDS = 12
"""The most rounds in which rises that are too small are made larger; two are the rule."""

EFFORT = 2_000_000
"""The most gaps that are looked at while demands are tried: about a second's work, which figures of some hundred boxes
never need. Demands that were not tried by then are left out: a rise stays too small."""

LeastDistances = dict[tuple[int, int], int]
"""Upper block and lower block to the least distance of their axes, in units."""

Extent = tuple[float, float]


class Heights(NamedTuple):
    """`y`: of the axis of each item; `frames`: top and bottom of each group's frame."""

    y: list[float]
    frames: tuple[Extent, ...]


class _Heights:
    """One problem for the solver: variables are straight blocks and borders of frames, with gaps between them."""

    def __init__(self, graph: IndexedGraph, columns: Columns, order: Order, chains: Chains, blocks: Blocks) -> None:
        self.graph, self.columns, self.chains, self.blocks = graph, columns, chains, blocks
        self.gaps: LeastDistances = {}
        self.frames: list[Extent] = []
        self.count = blocks.count + 2 * len(graph.groups)
        for row in order:
            for upper, lower in pairwise(row):
                a, b = columns.items[upper], columns.items[lower]
                self.demand(upper, lower, a.below + b.above + graph.gaps.across * _gap(graph, a, b))
        if graph.groups:
            self._frame(order)
        if graph.constraints.pairs:
            self.demand_all(order_gaps(graph, columns))

    def _frame(self, order: Order) -> None:
        """Demand that frames are round their groups, and others outside of them as far as the order allows that."""
        sides = GroupSides(self.graph, self.columns, order)
        outer: list[Demand] = []
        for group in range(len(self.graph.groups)):
            for demand in inner_gaps(self.graph, sides, group):
                self.demand(*demand)
            outer += outer_gaps(self.graph, sides, group)
        self.demand_all(outer)

    def _block(self, item: int) -> tuple[int, float]:
        """The variable of an item, or of the top or bottom of a frame, and the offset of its axis, in points."""
        return (self.blocks.of[item], self.blocks.offset[item]) if item >= 0 else (self.blocks.count - 1 - item, 0.0)

    def demand(self, upper: int, lower: int, distance: float) -> None:
        """Demand a least distance, in points, between the axes of two items."""
        (a, at), (b, to) = self._block(upper), self._block(lower)
        key, least = (a, b), ceil(UNIT * (distance + at - to) - 1e-6)
        self.gaps[key] = max(self.gaps.get(key, least), least)

    def demand_all(self, demands: list[Demand]) -> None:
        """Add distance constraints; those that would close a cycle are found by bisection and dropped."""
        waiting, effort, work = [demands], EFFORT, self.graph.work
        while waiting and effort > 0 and (waiting[-1] is demands or work.affords(len(self.gaps))):
            some, kept = waiting.pop(), dict(self.gaps)
            for demand in some:
                self.demand(*demand)
            effort -= len(self.gaps)
            work.spend(len(self.gaps), "nodes")
            if self._has_cycle():
                self.gaps = kept
                if len(some) > 1:
                    waiting += [some[len(some) // 2 :], some[: len(some) // 2]]

    def has(self, demand: Demand) -> bool:
        """Whether the gaps so far keep two items at least as far apart as demanded."""
        upper, lower, distance = demand
        (a, at), (b, to) = self._block(upper), self._block(lower)
        return self.gaps.get((a, b), -inf) >= UNIT * (distance + at - to) - 1e-6

    def _has_cycle(self) -> bool:
        try:
            least_values(self.count, [(a, b, 0, 0) for a, b in self.gaps])
        except ValueError:
            return True
        return False

    def solve(self, segments: list[Segment]) -> list[float]:
        """The heights of all items; raises ValueError where the demands contradict each other."""
        count, of, offset = self.count, self.blocks.of, self.blocks.offset
        self.graph.work.spend(len(self.gaps) + len(segments), "nodes")
        gaps: list[ConstraintEdge] = [(a, b, least, 0) for (a, b), least in self.gaps.items()]
        if count + len(segments) > EXACT_UP_TO:
            y = _compacted(count, gaps)
        else:
            constraints = [*gaps, *self._tight()]
            for extra, s in enumerate(segments, count):
                weight = self._weight(s)
                constraints.append((extra, of[s.left], -round(UNIT * (offset[s.left] + s.from_left)), weight))
                constraints.append((extra, of[s.right], -round(UNIT * (offset[s.right] + s.from_right)), weight))
            y = [float(v) for v in network_simplex(count + len(segments), constraints, self.graph.work)]
        self.frames = [self._frame_of(y, number) for number in range(len(self.graph.groups))]
        return [y[of[item]] / UNIT + offset[item] for item in range(len(of))]

    def _frame_of(self, y: list[float], number: int) -> Extent:
        upper, lower = self._block(top(number))[0], self._block(bottom(number))[0]
        return y[upper] / UNIT, y[lower] / UNIT

    def _tight(self) -> list[ConstraintEdge]:
        """The constraints that keep frames as low as they can be."""
        return [(self._block(top(n))[0], self._block(bottom(n))[0], 0, OTHER) for n in range(len(self.graph.groups))]

    def _weight(self, s: Segment) -> int:
        tail, head = self.graph.tail[s.edge], self.graph.head[s.edge]
        if s.edge in self.chains.main:
            return MAIN
        if s.left == tail:
            return PREFERRED if self.chains.consumer[tail] == s.edge else OTHER
        if s.right == head:
            return PREFERRED if self.chains.operand[head] == s.edge else OTHER
        return INNER


def place_heights(
    graph: IndexedGraph, columns: Columns, order: Order, chains: Chains, blocks: Blocks, segments: tuple[Segment, ...]
) -> Heights:
    """The y of the axis of every item, and of the top and bottom of every frame."""
    problem = _Heights(graph, columns, order, chains, blocks)
    free = [s for s in segments if blocks.of[s.left] != blocks.of[s.right]]
    y = problem.solve(free)
    for joins in chains.joins:
        problem.demand_all(_halfway(graph, columns, joins, y))
        y = problem.solve(free)
    for _ in range(MENDING_ROUNDS):
        demands = _demands_for_rises(graph, columns, free, y)
        if not demands or not graph.work.affords(len(problem.gaps) + len(free)):
            break
        problem.demand_all([demand for demand, _ in demands])
        if graph.constraints.pairs:
            problem.demand_all([other for demand, other in demands if not problem.has(demand)])
        y = problem.solve(free)
    return Heights(y, tuple(problem.frames))


def _halfway(graph: IndexedGraph, columns: Columns, joins: tuple[int, ...], y: list[float]) -> list[Demand]:
    """The demands that put each box where two equal trees meet half-way between these."""
    demands = []
    for join in joins:
        upper, lower = (columns.chains[edge][-2] for edge in graph.into[join])
        half = (y[lower] - y[upper]) / 2
        demands += [(upper, join, half), (join, lower, half)]
    return demands


def _demands_for_rises(
    graph: IndexedGraph, columns: Columns, free: list[Segment], y: list[float]
) -> list[tuple[Demand, Demand]]:
    """For each rise too small to look meant: the demand that makes it large enough, and that in the other direction."""
    demands = []
    for s in free:
        rise = y[s.right] + s.from_right - y[s.left] - s.from_left
        least, ports = _least_rise(graph, columns, s), s.from_left - s.from_right
        if 0.01 < abs(rise) < least - 0.01:
            falling, rising = (s.left, s.right, least + ports), (s.right, s.left, least - ports)
            demands.append((falling, rising) if rise > 0 else (rising, falling))
    return demands


def _least_rise(graph: IndexedGraph, columns: Columns, s: Segment) -> float:
    """The least rise of a slant, measured between the axes it joins, in points."""
    halves = (
        columns.items[item].above
        for item in (s.left, s.right)
        if columns.items[item].kind == "box" and graph.boxes[item].outline == "round"
    )
    return LEAST_SLANT + max(halves, default=0.0)


def _gap(graph: IndexedGraph, a: ColumnItem, b: ColumnItem) -> float:
    if a.kind == b.kind == "box":
        both_round = graph.boxes[a.owner].outline == graph.boxes[b.owner].outline == "round"
        return ROUND_GAP if both_round else BOX_GAP
    return LABEL_GAP if a.kind == b.kind == "label" else OTHER_GAP


def _compacted(count: int, gaps: list[ConstraintEdge]) -> list[float]:
    top = least_values(count, gaps)
    bottom = least_values(count, [(b, a, least, 0) for a, b, least, _ in gaps])
    lowest = max(bottom, default=0)
    return [(t + lowest - b) / 2 for t, b in zip(top, bottom, strict=True)]
