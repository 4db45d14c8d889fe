"""Keeps the ranks of groups apart from boxes and other groups, so that only arrows cross the frame of a group.

Every group takes a run of ranks: what its edges come from is to the left of it, what they lead to is to the right,
as far as that is possible. In each of its columns its items are neighbours, and groups that share columns stand in the
same order in all of them. So a frame is a rectangle, with two more variables in the heights (its top and its bottom)
and some more room in the gaps on its left and right.

After Sander, "Layout of compound directed graphs", report A/03/96, Saarland University (1996), and Forster, "Applying
crossing reduction strategies to layered compound graphs", GD 2002. Where there are no groups nothing here is used.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from itertools import product

from graphdraw.layout.indexed.constraints import consistent_part
from graphdraw.layout.indexed.graph import IndexedGraph
from graphdraw.layout.indexed.groups import unshared_groups
from graphdraw.layout.ranking.surroundings import Surroundings
from graphdraw.layout.solvers.network_simplex import ConstraintEdge, least_values


def rank_constraints(graph: IndexedGraph, first: int, apart: Collection[int] = ()) -> tuple[ConstraintEdge, ...]:
    """The constraints of the rank solver that give each group a run of ranks of its own.

    Each group has two variables, its lowest and its highest rank, numbered from `first` on. An input that is used only
    after a group stands after it, except the boxes `apart`.

    Groups that an edge joins have no rank in common. A box that both leads into a group and follows from it may stand
    in its ranks, and so may other boxes where groups lead to each other in a cycle.
    """
    column, count = graph.constraints.column, first + 2 * len(graph.groups)
    known: list[ConstraintEdge] = [(column[a], column[b], 1, 0) for a, b in zip(graph.tail, graph.head, strict=True)]
    inner = []
    for number, group in enumerate(graph.groups):
        low, high = first + 2 * number, first + 2 * number + 1
        held = [it for box in sorted(group.boxes) for it in ((low, column[box], 0, 0), (column[box], high, 0, 0))]
        inner.append([(low, high, 0, 1), *held])
        known += inner[-1]

    def fits(more: Iterable[ConstraintEdge]) -> bool:
        constraints = [*known, *more]
        graph.work.spend(len(constraints), "frames")
        return _feasible(count, constraints)

    outer = _outer(graph, first, apart, fits)
    kept = [it for part in outer for it in part]
    joined = _between(graph, first, fits, kept)
    return (*(it for parts in zip(inner, outer, strict=True) for part in parts for it in part), *joined)


def _outer(
    graph: IndexedGraph, first: int, apart: Collection[int], fits: Callable[[Iterable[ConstraintEdge]], bool]
) -> list[list[ConstraintEdge]]:
    """Per group the constraints that keep other boxes out of its ranks: all of them or none.

    Only where boxes are to share a column, which may force them into the ranks of a group, as many as fit.
    """
    surroundings, column = Surroundings(graph, apart), graph.constraints.column

    def constraints(number: int, around: tuple[list[int], list[int]]) -> list[ConstraintEdge]:
        low, high = first + 2 * number, first + 2 * number + 1
        before, after = around
        return [*((column[box], low, 1, 0) for box in before), *((high, column[box], 1, 0) for box in after)]

    wanted = [(number, constraints(number, surroundings.nearest(group))) for number, group in enumerate(graph.groups)]
    found: list[list[ConstraintEdge]] = [[] for _ in wanted]
    if not graph.constraints.together or fits(it for _, part in wanted for it in part):
        for number, whole in consistent_part(wanted, lambda some: fits(it for _, part in some for it in part)):
            found[number] = whole
        return found
    kept: list[ConstraintEdge] = []
    for number, whole in wanted:
        found[number] = whole
        if not fits([*kept, *whole]):
            singly = constraints(number, surroundings.all(graph.groups[number]))
            found[number] = consistent_part(singly, lambda some, kept=tuple(kept): fits([*kept, *some]))  # type: ignore[misc]
        kept += found[number]
    return found


def _between(
    graph: IndexedGraph, first: int, fits: Callable[[Iterable[ConstraintEdge]], bool], kept: list[ConstraintEdge]
) -> list[ConstraintEdge]:
    """The constraints that keep groups apart that an edge joins: the outermost groups, or else those inside of them."""
    within = graph.within
    inner: dict[tuple[int, int], dict[tuple[int, int], None]] = {}
    for tail, head in zip(graph.tail, graph.head, strict=True):
        ones, others = unshared_groups(within[tail], within[head])
        if ones and others:
            inner.setdefault((ones[0], others[0]), {}).update(dict.fromkeys(product(ones, others)))

    def constraints(pairs: Iterable[tuple[int, int]]) -> list[ConstraintEdge]:
        return [(first + 2 * one + 1, first + 2 * other, 1, 0) for one, other in pairs]

    found = consistent_part(list(inner), lambda some: fits([*kept, *constraints(some)]))
    apart = set(found)
    rest = list(dict.fromkeys(pair for outer, pairs in inner.items() if outer not in apart for pair in pairs))
    found += consistent_part(rest, lambda some: fits([*kept, *constraints(found), *constraints(some)]))
    return constraints(found)


def _feasible(count: int, constraints: Sequence[ConstraintEdge]) -> bool:
    try:
        least_values(count, constraints)
    except ValueError:
        return False
    return True


ColumnSpan = tuple[int, int]
"""First and last column of a group."""


def group_spans(graph: IndexedGraph, ranks: Sequence[int]) -> tuple[ColumnSpan, ...]:
    """First and last column of each group."""
    return tuple((2 * min(ranks[b] for b in n.boxes), 2 * max(ranks[b] for b in n.boxes)) for n in graph.groups)


def foreign_spans(graph: IndexedGraph, within: Sequence[ColumnSpan], edge: int) -> list[ColumnSpan]:
    """The columns of the groups that an edge leads into or out of, where its label should not stand."""
    tails, heads = unshared_groups(graph.within[graph.tail[edge]], graph.within[graph.head[edge]])
    return [within[number] for number in (*tails, *heads)]


def items_of_groups(
    graph: IndexedGraph, within: Sequence[ColumnSpan], chains: Sequence[Sequence[int]], column: Sequence[int]
) -> tuple[frozenset[int], ...]:
    """Per group its items: its boxes, and the items, within its columns, of edges that have an end in it."""
    inside = [set(group.boxes) for group in graph.groups]
    for edge, chain in enumerate(chains):
        for number in {*graph.within[graph.tail[edge]], *graph.within[graph.head[edge]]}:
            first, last = within[number]
            inside[number].update(item for item in chain[1:-1] if first <= column[item] <= last)
            graph.work.spend(len(chain), "frames")
    return tuple(map(frozenset, inside))
