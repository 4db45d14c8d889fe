"""Bands: the items of a cluster as neighbours in every column.

Pre:  an order of the layers, and the items of each cluster.
Post: in every row the items of a cluster follow on each other, and clusters that have the same one round them stand in
      one and the same order in all rows.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

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
    return found
