"""Heights: the y of every item.

Pre:  columns in order, blocks, chains.
Post: neighbours in a column keep their distance; the weighted sum of the rises of all segments that are not level is
      least; no segment rises a little only (LEAST_SLANT, more at a round box, whose links start off its axis).

|a - b| becomes one more variable above both, and the whole a problem for the network simplex (Gansner et al. 1993,
section 4.2). Where a solution has a rise too small to be meant, the same problem is solved again with that rise made
large enough in its own direction: such demands form no cycle, since each runs from what is higher up to what is lower.
"""

from __future__ import annotations

from itertools import pairwise
from math import ceil

from graphdraw.layout.chains import Chains
from graphdraw.layout.columns import Columns, Item
from graphdraw.layout.graph import Graph
from graphdraw.layout.lengths import BOX_GAP, LABEL_GAP, LEAST_SLANT, OTHER_GAP, ROUND_GAP
from graphdraw.layout.order import Order
from graphdraw.layout.simplex import Edge, least_values, network_simplex
from graphdraw.layout.straight import Blocks, Segment

UNIT = 4
"""Heights are whole multiples of 1/4 pt inside the solver."""

EXACT_UP_TO = 2500
"""Variables up to which the heights are solved exactly; above, the mean of pushing all up and pushing all down."""

MAIN, INNER, PREFERRED, OTHER = 32, 8, 4, 2
"""What a point of rise costs: on the main chain, inside a long link, where it is preferred to be level, elsewhere."""

MENDED = 12
"""Rounds of mending at most; two are the rule."""

Gaps = dict[tuple[int, int], int]
"""Upper block and lower block to the least distance of their axes, in units."""


class _Heights:
    """One problem: gaps and weights between blocks; `edges` of the solver are made from them anew for each round."""

    def __init__(self, graph: Graph, columns: Columns, order: Order, chains: Chains, blocks: Blocks) -> None:
        self.graph, self.columns, self.chains, self.blocks = graph, columns, chains, blocks
        self.gaps: Gaps = {}
        for row in order:
            for upper, lower in pairwise(row):
                a, b = columns.items[upper], columns.items[lower]
                self.demand(upper, lower, a.below + b.above + _gap(graph, a, b))

    def demand(self, upper: int, lower: int, distance: float) -> None:
        """Keep the axes of two items apart."""
        of, offset = self.blocks.of, self.blocks.offset
        key, least = (of[upper], of[lower]), ceil(UNIT * (distance + offset[upper] - offset[lower]) - 1e-6)
        self.gaps[key] = max(self.gaps.get(key, least), least)

    def solve(self, segments: list[Segment]) -> list[float]:
        """The heights of all items; raises ValueError where the demands contradict each other."""
        count, of, offset = self.blocks.count, self.blocks.of, self.blocks.offset
        gaps: list[Edge] = [(a, b, least, 0) for (a, b), least in self.gaps.items()]
        if count + len(segments) > EXACT_UP_TO:
            y = _compacted(count, gaps)
        else:
            edges = list(gaps)
            for extra, s in enumerate(segments, count):
                weight = self._weight(s)
                edges.append((extra, of[s.left], -round(UNIT * (offset[s.left] + s.from_left)), weight))
                edges.append((extra, of[s.right], -round(UNIT * (offset[s.right] + s.from_right)), weight))
            y = [float(v) for v in network_simplex(count + len(segments), edges)]
        return [y[of[item]] / UNIT + offset[item] for item in range(len(of))]

    def _weight(self, s: Segment) -> int:
        tail, head = self.graph.tail[s.link], self.graph.head[s.link]
        if s.link in self.chains.main:
            return MAIN
        if s.left == tail:
            return PREFERRED if self.chains.consumer[tail] == s.link else OTHER
        if s.right == head:
            return PREFERRED if self.chains.operand[head] == s.link else OTHER
        return INNER


def place_heights(
    graph: Graph, columns: Columns, order: Order, chains: Chains, blocks: Blocks, segments: tuple[Segment, ...]
) -> list[float]:
    """The y of the axis of every item."""
    problem = _Heights(graph, columns, order, chains, blocks)
    free = [s for s in segments if blocks.of[s.left] != blocks.of[s.right]]
    y = problem.solve(free)
    y = _spread_joins(graph, columns, chains, problem, free, y)
    for _ in range(MENDED):
        mended = False
        for s in free:
            rise = y[s.right] + s.from_right - y[s.left] - s.from_left
            least = _least_rise(graph, columns, s)
            if 0.01 < abs(rise) < least - 0.01:
                upper, lower, by = (s.left, s.right, s.from_left - s.from_right)
                if rise < 0:
                    upper, lower, by = lower, upper, -by
                problem.demand(upper, lower, least + by)
                mended = True
        if not mended:
            break
        y = problem.solve(free)
    return y


def _spread_joins(
    graph: Graph, columns: Columns, chains: Chains, problem: _Heights, free: list[Segment], y: list[float]
) -> list[float]:
    """Put the box where two equal trees meet half-way between them, unless that contradicts another demand."""
    for join in chains.joins:
        upper, lower = (columns.chains[link][-2] for link in graph.into[join])
        half = (y[lower] - y[upper]) / 2
        kept = dict(problem.gaps)
        problem.demand(upper, join, half)
        problem.demand(join, lower, half)
        try:
            y = problem.solve(free)
        except ValueError:
            problem.gaps = kept
    return y


def _least_rise(graph: Graph, columns: Columns, s: Segment) -> float:
    """How high a slant is at least, measured between the axes it joins."""
    halves = (
        columns.items[item].above
        for item in (s.left, s.right)
        if columns.items[item].kind == "box" and graph.boxes[item].outline == "round"
    )
    return LEAST_SLANT + max(halves, default=0.0)


def _gap(graph: Graph, a: Item, b: Item) -> float:
    if a.kind == b.kind == "box":
        both_round = graph.boxes[a.owner].outline == graph.boxes[b.owner].outline == "round"
        return ROUND_GAP if both_round else BOX_GAP
    return LABEL_GAP if a.kind == b.kind == "label" else OTHER_GAP


def _compacted(count: int, gaps: list[Edge]) -> list[float]:
    top = least_values(count, gaps)
    bottom = least_values(count, [(b, a, least, 0) for a, b, least, _ in gaps])
    lowest = max(bottom, default=0)
    return [(t + lowest - b) / 2 for t, b in zip(top, bottom, strict=True)]
