"""Bands: the items of a cluster as neighbours in every column.

Pre:  an order of the layers, and the items of each cluster.
Post: in every row the items of a cluster follow on each other, and clusters that have the same one round them stand in
      one and the same order in all rows. Boxes stand in the order that is asked for, as far as clusters let them.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from functools import reduce
from operator import or_
from typing import NamedTuple

from graphdraw.layout.asked import in_line
from graphdraw.layout.columns import Columns
from graphdraw.layout.graph import Graph


class _Run(NamedTuple):
    """Items that are neighbours; `cluster` is the one that they are all of, or -1."""

    place: float
    cluster: int
    items: list[int]


def bands(columns: Columns) -> list[tuple[int, ...]]:
    """Per item the clusters that it is in."""
    found: list[list[int]] = [[] for _ in columns.items]
    for number, inside in enumerate(columns.inside):
        for item in sorted(inside):
            found[item].append(number)
    return [tuple(numbers) for numbers in found]


def gathered(graph: Graph, columns: Columns, rows: Sequence[Sequence[int]]) -> list[list[int]]:
    """The rows with clusters gathered, each at the mean place of its items."""
    keys = _keys(columns, rows)
    if graph.asked.above:
        keys = _settled(graph, keys)
    return [_gathered(graph, columns, row, keys) for row in rows]


def _keys(columns: Columns, rows: Sequence[Sequence[int]]) -> list[float]:
    """How far down each cluster stands on the whole, from 0 to 1."""
    total, count = [0.0] * len(columns.inside), [0] * len(columns.inside)
    band = bands(columns)
    for row in rows:
        for at, item in enumerate(row):
            for cluster in band[item]:
                total[cluster] += (at + 0.5) / len(row)
                count[cluster] += 1
    return [t / max(n, 1) for t, n in zip(total, count, strict=True)]


def _settled(graph: Graph, keys: Sequence[float]) -> list[float]:
    """How far down each cluster stands; one with a box that is to be above a box of another is above that."""
    held = [sum(1 << box for box in nest.boxes) for nest in graph.nests]
    above = []
    for nest in graph.nests:
        named = _or(graph.asked.above.get(box, 0) for box in nest.boxes)
        siblings = (k for k, other in enumerate(graph.nests) if other.parent == nest.parent and other is not nest)
        above.append(_or(1 << k for k in siblings if held[k] & named))
    by_key = sorted(range(len(keys)), key=lambda cluster: (keys[cluster], cluster))
    found = in_line([1 << k for k in by_key], [above[k] for k in by_key])
    place = {by_key[k]: float(at) for at, k in enumerate(found)}
    return [place[cluster] for cluster in range(len(keys))]


def _or(bits: Iterable[int]) -> int:
    return reduce(or_, bits, 0)


def _gathered(graph: Graph, columns: Columns, row: Sequence[int], keys: Sequence[float]) -> list[int]:
    runs = [_Run(float(at), -1, [item]) for at, item in enumerate(row)]
    for number in reversed(range(len(columns.inside))):  # the inner ones first
        inside = columns.inside[number]
        own = [run for run in runs if run.items[0] in inside]
        if own:
            items = [item for run in _in_order(graph, own, number, keys) for item in run.items]
            place = sum(run.place * len(run.items) for run in own) / len(items)
            others = [run for run in runs if run.items[0] not in inside]
            runs = sorted([*others, _Run(place, number, items)], key=lambda run: (run.place, run.items))
    return [item for run in _in_order(graph, runs, -1, keys) for item in run.items]


def _in_order(graph: Graph, runs: list[_Run], parent: int, keys: Sequence[float]) -> list[_Run]:
    """The runs with the clusters among them in the order that they have everywhere, in the same places."""
    slots = [at for at, run in enumerate(runs) if run.cluster >= 0 and graph.nests[run.cluster].parent == parent]
    found = list(runs)
    for at, run in zip(
        slots, sorted((runs[at] for at in slots), key=lambda r: (keys[r.cluster], r.cluster)), strict=True
    ):
        found[at] = run
    return _in_line(graph, found, slots) if graph.asked.above else found


def _in_line(graph: Graph, runs: list[_Run], slots: list[int]) -> list[_Run]:
    """The runs with boxes in the order that is asked for; the clusters, at `slots`, keep theirs."""
    asked = graph.asked.above
    places = [at for at, run in enumerate(runs) if at in slots or any(item in asked for item in run.items)]
    here = [_named(graph, runs[at].items) for at in places]
    whole = [
        _named(graph, graph.nests[runs[at].cluster].boxes) if at in slots else here[k] for k, at in enumerate(places)
    ]
    entries = range(len(places))
    above = [_or(1 << i for i in entries if i != k and _is_above(i, k, here, whole)) for k in entries]
    chained = [k for k in entries if places[k] in slots]
    found = list(runs)
    for at, k in zip(places, in_line([1 << k for k in entries], above, chained), strict=True):
        found[at] = runs[places[k]]
    return found


def _named(graph: Graph, items: Collection[int]) -> tuple[int, int]:
    """As bits: those boxes among some items that are in an order, and those that are to be above any of them."""
    asked = graph.asked.above
    return _or(1 << item for item in items if item in asked), _or(asked.get(item, 0) for item in items)


def _is_above(one: int, other: int, here: Sequence[tuple[int, int]], whole: Sequence[tuple[int, int]]) -> bool:
    """Whether a run is to be above another: for what is in this row, else for whole clusters, if that is clear."""
    for named in (here, whole):
        (upper, over_upper), (lower, over_lower) = named[one], named[other]
        if upper & over_lower or lower & over_upper:
            return not lower & over_upper
    return False
