"""Finds the main chain, symmetric joins, and the edges that each box prefers to be level with.

Pre:  a graph and the order of its columns.
Post: the main chain is a longest path; of equals it takes the middle operand, then the first. A symmetric join is a box
      with two operands that are single-use trees of the same shape, with at least one operation each.
"""

from __future__ import annotations

from typing import NamedTuple

from graphdraw.layout.indexed.graph import IndexedGraph
from graphdraw.layout.ordering.order import Order
from graphdraw.layout.ranking.columns import Columns


class Chains(NamedTuple):
    """`main`: the edges of the main chain; `joins`: boxes by level, as `symmetric_joins` returns them.

    `operand`, `consumer`: per box the preferred edge into it and out of it, or -1.
    """

    main: frozenset[int]
    joins: tuple[tuple[int, ...], ...]
    operand: tuple[int, ...]
    consumer: tuple[int, ...]


def find_chains(graph: IndexedGraph, columns: Columns, order: Order) -> Chains:
    """The main chain, the symmetric joins and the preferred edges of a graph with this order."""
    main = frozenset(_main_chain(graph))
    place = {item: at for row in order for at, item in enumerate(row)}
    boxes = range(len(graph.boxes))
    operand = tuple(_operand(graph, box, main) for box in boxes)
    consumer = tuple(_consumer(graph, columns, place, box, main) for box in boxes)
    return Chains(main, symmetric_joins(graph), operand, consumer)


def symmetric_joins(graph: IndexedGraph) -> tuple[tuple[int, ...], ...]:
    """The boxes where two trees of equal shape meet, by level: first those with no other such box in their trees."""
    shape, level = [-1] * len(graph.boxes), [0] * len(graph.boxes)
    numbers: dict[tuple[int, ...], int] = {(): 0}
    joins: list[list[int]] = []
    for box in sorted(range(len(graph.boxes)), key=lambda box: graph.depth[box]):
        tails = [graph.tail[edge] for edge in graph.into[box]]
        below = tuple(shape[tail] for tail in tails)
        level[box] = max((level[tail] for tail in tails), default=0)
        if len(below) == 2 and below[0] == below[1] > 0 and not graph.boxes[box].free_operands:
            if level[box] == len(joins):
                joins.append([])
            joins[level[box]].append(box)
            level[box] += 1
        if len(graph.out[box]) <= 1 and -1 not in below:
            shape[box] = numbers.setdefault(below, len(numbers))
    return tuple(map(tuple, joins))


def _main_chain(graph: IndexedGraph) -> list[int]:
    ends = [box for box in range(len(graph.boxes)) if not graph.out[box]]
    box = max(ends, key=lambda end: graph.depth[end], default=-1)
    chain = []
    while box >= 0 and graph.into[box]:
        edge = _middle_operand(graph, box)
        chain.append(edge)
        box = graph.tail[edge]
    return chain


def _middle_operand(graph: IndexedGraph, box: int) -> int:
    """The edge of the deepest operand; of several, the one nearest the middle, then the first."""
    edges = graph.into[box]
    deepest = max(graph.depth[graph.tail[edge]] for edge in edges)
    middle = (len(edges) - 1) / 2
    places = [at for at, edge in enumerate(edges) if graph.depth[graph.tail[edge]] == deepest]
    return edges[min(places, key=lambda at: (abs(at - middle), at))]


def _operand(graph: IndexedGraph, box: int, main: frozenset[int]) -> int:
    into = graph.into[box]
    if not into:
        return -1
    return next((edge for edge in into if edge in main), _middle_operand(graph, box))


def _consumer(graph: IndexedGraph, columns: Columns, place: dict[int, int], box: int, main: frozenset[int]) -> int:
    """The edge out of a box on the main chain, else the middle one of those on a longest path; -1 without edges."""
    out = graph.out[box]
    if not out:
        return -1
    on_main = [edge for edge in out if edge in main]
    if on_main:
        return on_main[-1]
    longest = max(graph.height[graph.head[edge]] for edge in out)
    edges = [edge for edge in out if graph.height[graph.head[edge]] == longest]
    edges.sort(key=lambda edge: place[columns.chains[edge][1]])
    return edges[(len(edges) - 1) // 2]
