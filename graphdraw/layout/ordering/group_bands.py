"""Bands: brings the items of each group together in every column.

Pre:  an order of the layers, and the items of each group.
Post: in every row the items of a group are neighbours, and groups with the same parent stand in the same order in all
      rows. Boxes stand in the order of the constraints, as far as groups allow that.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from functools import reduce
from operator import or_
from typing import NamedTuple

from graphdraw.layout.geometry.bits import members_of
from graphdraw.layout.indexed.constraints import constrained_order
from graphdraw.layout.indexed.graph import IndexedGraph
from graphdraw.layout.ranking.columns import Columns


class _Run(NamedTuple):
    """Neighbouring items that move together, and their mean place; `group` is that of a whole group's items, or -1."""

    place: float
    group: int
    items: list[int]


Bands = Sequence[tuple[int, ...]]
"""Per item the groups that it is in, the outer before the inner."""


def bands(columns: Columns) -> Bands:
    """Per item the groups that it is in, the outer before the inner."""
    found: list[list[int]] = [[] for _ in columns.items]
    for number, inside in enumerate(columns.inside):
        for item in sorted(inside):
            found[item].append(number)
    return [tuple(numbers) for numbers in found]


def gathered(graph: IndexedGraph, band: Bands, rows: Sequence[Sequence[int]]) -> list[list[int]]:
    """The rows with the items of each group brought together, at the mean place of these items."""
    keys = _keys(len(graph.groups), band, rows)
    if graph.constraints.above:
        keys = _constrained_keys(graph, keys)
    return [_gathered(graph, band, row, keys) for row in rows]


def _keys(groups: int, band: Bands, rows: Sequence[Sequence[int]]) -> list[float]:
    """Per group the mean place of its items over all rows, from 0 (top) to 1."""
    total, count = [0.0] * groups, [0] * groups
    for row in rows:
        for at, item in enumerate(row):
            for group in band[item]:
                total[group] += (at + 0.5) / len(row)
                count[group] += 1
    return [t / max(n, 1) for t, n in zip(total, count, strict=True)]


def _constrained_keys(graph: IndexedGraph, keys: Sequence[float]) -> list[float]:
    """The keys, changed so that a group comes before a sibling if a box of it has to be above a box of the sibling."""
    groups, above = graph.groups, []
    for number, group in enumerate(groups):
        higher = {
            box for member in group.boxes for box in members_of(graph.constraints.above.get(member, 0))
        } - group.boxes
        siblings = {k for box in higher for k in graph.within[box] if groups[k].parent == group.parent}
        above.append(_or(1 << k for k in siblings - {number}))
    by_key = sorted(range(len(keys)), key=lambda group: (keys[group], group))
    found = constrained_order([1 << k for k in by_key], [above[k] for k in by_key])
    place = {by_key[k]: float(at) for at, k in enumerate(found)}
    return [place[group] for group in range(len(keys))]


def _or(bits: Iterable[int]) -> int:
    return reduce(or_, bits, 0)


def _gathered(graph: IndexedGraph, band: Bands, row: Sequence[int], keys: Sequence[float]) -> list[int]:
    held: dict[int, list[_Run]] = {}
    for at, item in enumerate(row):
        held.setdefault(band[item][-1] if band[item] else -1, []).append(_Run(float(at), -1, [item]))
    for number in sorted({number for item in row for number in band[item]}, reverse=True):  # the inner ones first
        if own := held.pop(number, None):
            items = [item for run in _with_sorted_groups(graph, _from_top(own), number, keys) for item in run.items]
            place = sum(run.place * len(run.items) for run in _from_top(own)) / len(items)
            held.setdefault(graph.groups[number].parent, []).append(_Run(place, number, items))
    return [item for run in _with_sorted_groups(graph, _from_top(held.get(-1, [])), -1, keys) for item in run.items]


def _from_top(runs: list[_Run]) -> list[_Run]:
    return sorted(runs, key=lambda run: (run.place, run.items))


def _with_sorted_groups(graph: IndexedGraph, runs: list[_Run], parent: int, keys: Sequence[float]) -> list[_Run]:
    """The runs with the groups among them sorted by their keys; all other runs keep their places."""
    slots = [at for at, run in enumerate(runs) if run.group >= 0 and graph.groups[run.group].parent == parent]
    found = list(runs)
    for at, run in zip(slots, sorted((runs[at] for at in slots), key=lambda r: (keys[r.group], r.group)), strict=True):
        found[at] = run
    return _constrained(graph, found, slots) if graph.constraints.above else found


def _constrained(graph: IndexedGraph, runs: list[_Run], slots: list[int]) -> list[_Run]:
    """The runs with boxes in the order of the constraints; the groups, at `slots`, keep their own order."""
    constraints = graph.constraints.above
    places = [at for at, run in enumerate(runs) if at in slots or any(item in constraints for item in run.items)]
    here = [_named(graph, runs[at].items) for at in places]
    whole = [
        _named(graph, graph.groups[runs[at].group].boxes) if at in slots else here[k] for k, at in enumerate(places)
    ]
    entries = range(len(places))
    above = [_or(1 << i for i in entries if i != k and _is_above(i, k, here, whole)) for k in entries]
    chained = [k for k in entries if places[k] in slots]
    found = list(runs)
    for at, k in zip(places, constrained_order([1 << k for k in entries], above, chained), strict=True):
        found[at] = runs[places[k]]
    return found


def _named(graph: IndexedGraph, items: Collection[int]) -> tuple[int, int]:
    """As bits: the boxes among these items that have constraints, and the boxes that have to be above any of them."""
    constraints = graph.constraints.above
    return _or(1 << item for item in items if item in constraints), _or(constraints.get(item, 0) for item in items)


def _is_above(one: int, other: int, here: Sequence[tuple[int, int]], whole: Sequence[tuple[int, int]]) -> bool:
    """Whether a run has to be above another: by its items in this row or, if these say nothing, by its whole group.

    False where the constraints demand both directions.
    """
    for named in (here, whole):
        (upper, over_upper), (lower, over_lower) = named[one], named[other]
        if upper & over_lower or lower & over_upper:
            return not lower & over_upper
    return False
