"""Clusters: boxes that stand together in a frame which nothing foreign enters but arrows. Points.

Every cluster takes a run of ranks: what its links come from is to the left of it, what they lead to is to the right,
as far as that is possible. In each of its columns its items are neighbours, and clusters that share columns are above
each other in the same order everywhere. So a frame is a rectangle, with two more variables in the heights (its top and
its bottom) and some more room in the gaps on its left and right.

After Sander, "Layout of compound directed graphs", report A/03/96, Saarland University (1996), and Forster, "Applying
crossing reduction strategies to layered compound graphs", GD 2002. Where there are no clusters nothing here is used.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence

from graphdraw.layout.asked import consistent
from graphdraw.layout.graph import Graph
from graphdraw.layout.nests import Nest
from graphdraw.layout.simplex import Edge, least_values


def rank_edges(graph: Graph, first: int, apart: Collection[int] = ()) -> tuple[Edge, ...]:
    """What holds clusters to runs of ranks of their own: each has two variables, from `first` on.

    An input that is used after a cluster alone stands after it, but for the boxes `apart`.

    Clusters that are joined by a link have no rank in common. A box that both leads into a cluster and follows from it
    may stand in its ranks, and so may strangers where clusters lead to each other in a circle.
    """
    column = graph.asked.column
    edges: list[Edge] = [(column[a], column[b], 1, 0) for a, b in zip(graph.tail, graph.head, strict=True)]
    kept: list[Edge] = []
    count = first + 2 * len(graph.nests)
    for number, nest in enumerate(graph.nests):
        low, high = first + 2 * number, first + 2 * number + 1
        inner: list[Edge] = [(low, high, 0, 1)]
        inner += [edge for box in sorted(nest.boxes) for edge in ((low, column[box], 0, 0), (column[box], high, 0, 0))]
        before, after = _around(graph, nest)
        outer: list[Edge] = [(column[box], low, 1, 0) for box in sorted(before - after)]
        outer += [(high, column[box], 1, 0) for box in sorted(after - before)]
        late = [box for box in _sources(graph) if box not in apart and box not in nest.boxes]
        outer += [(high, column[box], 1, 0) for box in late if set() < _users(graph, box) <= after - before]
        kept += inner + _possible(graph, count, edges + kept + inner, outer)
    for one, other in _joined(graph):
        edge = (first + 2 * one + 1, first + 2 * other, 1, 0)
        if _feasible(count, [*edges, *kept, edge]):
            kept.append(edge)
    return tuple(kept)


def _possible(graph: Graph, count: int, kept: list[Edge], outer: list[Edge]) -> list[Edge]:
    """What keeps others out of the ranks of a cluster: all of it or nothing, but for boxes that are to stand there."""
    if _feasible(count, kept + outer):
        return outer
    return consistent(outer, lambda some: _feasible(count, kept + some)) if graph.asked.together else []


def _sources(graph: Graph) -> list[int]:
    return [box for box in range(len(graph.boxes)) if not graph.into[box]]


def _users(graph: Graph, box: int) -> set[int]:
    """The boxes that a value goes to, over the dot of its fork if it has one."""
    heads = {graph.head[link] for link in graph.out[box]}
    return {graph.head[link] for dot in heads for link in graph.out[dot]} if all(map(graph.is_dot, heads)) else heads


def _joined(graph: Graph) -> list[tuple[int, int]]:
    """Clusters that are not in each other and that a link leads from one of to the other."""
    nests, found = graph.nests, dict[tuple[int, int], None]()
    around = [[k for k, nest in enumerate(nests) if box in nest.boxes] for box in range(len(graph.boxes))]
    for tail, head in zip(graph.tail, graph.head, strict=True):
        for one in around[tail]:
            for other in around[head]:
                if nests[one].boxes.isdisjoint(nests[other].boxes):
                    found[one, other] = None
    return list(found)


def _around(graph: Graph, nest: Nest) -> tuple[set[int], set[int]]:
    """The boxes outside that lead to members, and those that follow from them, over however many links."""
    return _reached(nest, graph.into, graph.tail), _reached(nest, graph.out, graph.head)


def _reached(nest: Nest, links: Sequence[Sequence[int]], ends: Sequence[int]) -> set[int]:
    found: set[int] = set()
    waiting = sorted(nest.boxes)
    while waiting:
        for link in links[waiting.pop()]:
            other = ends[link]
            if other not in nest.boxes and other not in found:
                found.add(other)
                waiting.append(other)
    return found


def _feasible(count: int, edges: Sequence[Edge]) -> bool:
    try:
        least_values(count, edges)
    except ValueError:
        return False
    return True


def spanned(graph: Graph, ranks: Sequence[int]) -> tuple[tuple[int, int], ...]:
    """First and last column of each cluster."""
    return tuple((2 * min(ranks[b] for b in n.boxes), 2 * max(ranks[b] for b in n.boxes)) for n in graph.nests)


def foreign_columns(graph: Graph, within: Sequence[tuple[int, int]], link: int) -> set[int]:
    """The columns of the clusters that a link leads into or out of: its label is not wanted there."""
    found: set[int] = set()
    for nest, (first, last) in zip(graph.nests, within, strict=True):
        if (graph.tail[link] in nest.boxes) != (graph.head[link] in nest.boxes):
            found.update(range(first, last + 1))
    return found


def insides(
    graph: Graph, within: Sequence[tuple[int, int]], chains: Sequence[Sequence[int]], column: Sequence[int]
) -> tuple[frozenset[int], ...]:
    """Per cluster its items: boxes, what its own links have between them, and lanes of links that come in or go out."""
    found = []
    for nest, (first, last) in zip(graph.nests, within, strict=True):
        inside = set(nest.boxes)
        for link, chain in enumerate(chains):
            if graph.tail[link] in nest.boxes or graph.head[link] in nest.boxes:
                inside.update(item for item in chain[1:-1] if first <= column[item] <= last)
        found.append(frozenset(inside))
    return tuple(found)
