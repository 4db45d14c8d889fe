"""Straight blocks: chooses the segments that run level.

Pre:  columns in order, the chains, the ports.
Post: a block per item, and the offset of its axis from that of its block. Within a block every segment is level and
      every column is met at most once; no two blocks cross, so blocks have the same order in all columns.

Segments are accepted greedily: the main chain, dots of forks, the inside of long edges, edges of values used once,
preferred consumers, preferred operands, the rest. An accepted segment crosses no other, nor the top or bottom of a
frame, shares no end on the same side, and leaves the constraints of order possible. After the blocks of Brandes, Köpf,
"Fast and simple horizontal coordinate assignment", GD 2001, by priority instead of position.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

from graphdraw.layout.indexed.graph import IndexedGraph
from graphdraw.layout.ordering.chains import Chains
from graphdraw.layout.ordering.order import Order
from graphdraw.layout.ordering.ports import Ports
from graphdraw.layout.positions.group_rows import GroupSides
from graphdraw.layout.positions.order_constraints import Uniting, order_gaps
from graphdraw.layout.ranking.columns import Columns

ALL_UP_TO = 60
"""The most boxes for which every segment may become level; above, only important ones, or long blocks drive boxes
apart."""

LEAST_OF_LARGE = 3
"""The number of the last priority (see `_priority`) whose segments may become level in a larger figure."""


class Segment(NamedTuple):
    """The part of an edge from one column to the next.

    `from_left` and `from_right` are how far its ends are below the axes of the two items, in points.
    """

    edge: int
    left: int
    right: int
    from_left: float
    from_right: float


@dataclass(frozen=True, slots=True)
class Blocks:
    """`count` blocks; `of`: the block of each item; `offset`: how far the item's axis is below that of its block."""

    count: int
    of: tuple[int, ...]
    offset: tuple[float, ...]


def segments_of(columns: Columns, ports: Ports) -> tuple[Segment, ...]:
    """All segments, edge by edge from tail to head."""
    found = []
    for edge, chain in enumerate(columns.chains):
        last = len(chain) - 2
        for at, (left, right) in enumerate(pairwise(chain)):
            from_left = ports.tail[edge] if at == 0 else 0.0
            from_right = ports.head[edge] if at == last else 0.0
            found.append(Segment(edge, left, right, from_left, from_right))
    return tuple(found)


def straight_blocks(
    graph: IndexedGraph, columns: Columns, order: Order, chains: Chains, segments: tuple[Segment, ...]
) -> Blocks:
    """The blocks; the segments into symmetric joins are left out of them."""
    place = {item: at for row in order for at, item in enumerate(row)}
    stays = GroupSides(graph, columns, order).stays if graph.groups else lambda _left, _right: True
    joins = {box for level in chains.joins for box in level}
    least = 7 if len(graph.boxes) <= ALL_UP_TO else LEAST_OF_LARGE
    wanted = []
    for number, segment in enumerate(segments):
        priority = _priority(graph, chains, segment)
        if priority <= least and segment.right not in joins and stays(segment.left, segment.right):
            column = columns.items[segment.left].column
            wanted.append((priority, column, place[segment.left], place[segment.right], number))
    wanted.sort()
    blocks = _united(*_accepted(columns, segments, wanted), segments)
    if order_gaps(graph, columns):
        uniting = Uniting(graph, columns, order)
        if not uniting.fits(blocks.of):
            return _united(*_accepted(columns, segments, wanted, uniting.unite), segments)
    return blocks


def _accepted(
    columns: Columns,
    segments: tuple[Segment, ...],
    wanted: list[tuple[int, int, int, int, int]],
    may_unite: Callable[[int, int], bool] | None = None,
) -> tuple[list[int], list[int]]:
    """Per item the accepted segment that leaves it and the one that enters it, or -1."""
    accepted: list[list[tuple[int, int]]] = [[] for _ in range(columns.count)]
    next_, before = [-1] * len(columns.items), [-1] * len(columns.items)
    for _, column, left, right, number in wanted:
        segment, level = segments[number], accepted[column]
        at = bisect_left(level, (left, right))
        crosses = (at > 0 and level[at - 1][1] >= right) or (at < len(level) and level[at][1] <= right)
        if crosses or next_[segment.left] >= 0 or before[segment.right] >= 0:
            continue
        if may_unite is None or may_unite(segment.left, segment.right):
            level.insert(at, (left, right))
            next_[segment.left] = before[segment.right] = number
    return next_, before


def _united(next_: list[int], before: list[int], segments: tuple[Segment, ...]) -> Blocks:
    """The blocks made of the accepted segments, each followed to the right from an item that no segment enters."""
    of, offset, count = [-1] * len(next_), [0.0] * len(next_), 0
    for item in range(len(next_)):
        if before[item] >= 0:
            continue
        of[item] = count
        while next_[item] >= 0:
            segment = segments[next_[item]]
            offset[segment.right] = offset[item] + segment.from_left - segment.from_right
            item = segment.right
            of[item] = count
        count += 1
    return Blocks(count, tuple(of), tuple(offset))


def _priority(graph: IndexedGraph, chains: Chains, segment: Segment) -> int:
    edge = segment.edge
    tail, head = graph.tail[edge], graph.head[edge]
    at_tail, at_head = segment.left == tail, segment.right == head
    if edge in chains.main:
        return 0
    if graph.is_dot(head) or (graph.is_dot(tail) and chains.consumer[tail] == edge):
        return 1
    if not at_tail and not at_head:
        return 2
    if at_tail and chains.consumer[tail] == edge:
        return 3 if len(graph.out[tail]) == 1 else 4
    if at_head and chains.operand[head] == edge:
        return 3 if len(graph.into[head]) == 1 else 5
    return 6 if at_tail else 7
