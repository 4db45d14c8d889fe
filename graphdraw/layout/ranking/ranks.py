"""Ranks: assigns each box to a column of boxes.

Pre:  a graph.
Post: per box a rank >= 0 such that every edge runs at least one rank up; the edges are as short as that allows, so a
      constant stands one column before its consumer. Boxes wanted in the first column have rank 0, unless they are to
      stand in one column with others. Boxes that are to stand in one column have one rank.

Gansner, Koutsofios, North, Vo, "A technique for drawing directed graphs", IEEE TSE 19 (1993), section 2.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from graphdraw.layout.indexed.graph import IndexedGraph
from graphdraw.layout.ranking.group_columns import rank_constraints
from graphdraw.layout.solvers.network_simplex import network_simplex

Ranks = tuple[int, ...]

PULL = 10_000
"""The weight that holds a box in the first column: more than all edges of a figure that can be read."""

SHARED = (3, 2)
"""An input with at least so many uses may stand one column further out than inputs with fewer uses beside it."""


def rank_variants(
    graph: IndexedGraph, *, plain: bool = False, near: bool = False
) -> tuple[tuple[Ranks, ...], tuple[Ranks, ...]]:
    """The ranks worth trying: with `auto` inputs near their consumers, and with them in the first column.

    In both parts the plain ranks come first, then those with shared inputs further out. The second part is empty where
    it would equal the first. `plain` leaves out all but the plain ranks, `near` the second part.
    """
    sources = [i for i in range(len(graph.boxes)) if not graph.into[i]]
    first = [i for i in sources if graph.boxes[i].column == "first" and _is_free(graph, i)]
    auto = [i for i in sources if graph.boxes[i].column == "auto" and _is_free(graph, i)]
    inside = _distinct(graph, first, plain=plain)
    outside = _distinct(graph, first + auto, plain=plain) if auto and not near else ()
    return inside, () if outside == inside else outside


def _is_free(graph: IndexedGraph, box: int) -> bool:
    """Whether an input may go to the first column: no box with operands has to share its column."""
    return all(not graph.into[other] for other in graph.constraints.together.get(box, ()))


def _distinct(graph: IndexedGraph, first: list[int], *, plain: bool) -> tuple[Ranks, ...]:
    lengths = islice(_least_lengths(graph), 1) if plain else _least_lengths(graph)
    return tuple(dict.fromkeys(_ranks(graph, least, first) for least in lengths))


def _ranks(graph: IndexedGraph, lengths: tuple[int, ...], first: list[int]) -> Ranks:
    boxes, count = len(graph.boxes), len(graph.boxes) + 2 * len(graph.groups)
    column = graph.constraints.column
    constraints = [
        (column[a], column[b], length, 1) for a, b, length in zip(graph.tail, graph.head, lengths, strict=True)
    ]
    constraints += rank_constraints(graph, boxes, first) if graph.groups else ()
    if not first:
        ranks = network_simplex(count, constraints, graph.work)
        least = min(ranks[i] for i in column) if graph.groups else 0
        return tuple(ranks[i] - least for i in column)
    constraints += [(count, column[i], 0, 0) for i in range(boxes)]
    constraints += [(count, column[i], 0, PULL) for i in first]
    ranks = network_simplex(count + 1, constraints, graph.work)
    return tuple(ranks[i] - ranks[count] for i in column)


def _least_lengths(graph: IndexedGraph) -> Iterator[tuple[int, ...]]:
    """Variants of the least number of ranks that each edge spans: 1, or 2 from a shared input in the later ones.

    It is 2 only where an input arrives at the same box that is used less often.
    """
    plain = (1,) * len(graph.edges)
    yield plain
    users = [_users(graph, i) for i in range(len(graph.boxes))]
    for least in SHARED:
        lengths = list(plain)
        for box in range(len(graph.boxes)):
            if graph.into[box] or len(users[box]) < least:
                continue
            for edge in users[box]:
                others = (graph.tail[other] for other in graph.into[graph.head[edge]])
                if any(not graph.into[other] and len(users[other]) < least for other in others):
                    lengths[edge] = 2
        if tuple(lengths) != plain:
            yield tuple(lengths)


def _users(graph: IndexedGraph, box: int) -> tuple[int, ...]:
    """The edges that carry a value to its consumers: those out of its box, or out of the dot of its fork."""
    out = graph.out[box]
    while len(out) == 1 and graph.is_dot(graph.head[out[0]]):
        out = graph.out[graph.head[out[0]]]
    return out
