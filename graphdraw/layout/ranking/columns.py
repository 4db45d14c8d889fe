"""Columns: the items that take up room in each column, and the items of every edge from column to column.

Pre:  a graph and the ranks of its boxes.
Post: column 2r holds the boxes of rank r and lanes; odd columns hold labels and lanes only. Every edge has one item in
      every column between its ends: its label in one odd column, lanes in the others. So a label lies where no box is
      and where edges run level, and a slant can never meet it. In a large graph an edge that is too long for that runs
      in a track (`tracks`): it has lanes where that begins and ends only, and its label right before its head.

The layers and dummies of Sugiyama, Tagawa, Toda, "Methods for visual understanding of hierarchical system structures",
IEEE TSMC 11 (1981), with layers of their own for labels as in Gansner et al. (1993), section 5.2.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, NamedTuple

from graphdraw.layout.geometry.spacing import LEAST_RUN, LONE_LANE
from graphdraw.layout.indexed.graph import IndexedGraph
from graphdraw.layout.ranking.group_columns import foreign_spans, group_spans, items_of_groups
from graphdraw.layout.ranking.ranks import Ranks

LANES_UP_TO, LANES_AN_EDGE = 5_000, 4
"""The most items of all edges together, as a number and as a multiple of the edges: where both are exceeded, the
longest edges run in tracks. A figure of a few hundred edges with more lanes is one that nobody can follow."""

SHORT = 2
"""An edge that spans at most so many ranks never runs in a track."""


class ColumnItem(NamedTuple):
    """Something that takes up room in a column: `above` and `below` its axis, in points.

    `owner` is the number of the box, or of the edge of a label or lane.
    """

    column: int
    kind: Literal["box", "label", "lane"]
    owner: int
    width: float
    above: float
    below: float


@dataclass(frozen=True, slots=True)
class Columns:
    """All items of `count` columns; the item of a box has the number of the box.

    `chains` are the items of each edge from tail to head, `labels` the label among them. An edge in `in_tracks` has
    lanes only where its track begins and ends. Of each group, `spans` are the first and last column, and `inside` the
    items; both are empty without groups.
    """

    count: int
    items: tuple[ColumnItem, ...]
    chains: tuple[tuple[int, ...], ...]
    labels: tuple[int, ...]
    in_tracks: frozenset[int] = frozenset()
    spans: tuple[tuple[int, int], ...] = ()
    inside: tuple[frozenset[int], ...] = ()


def make_columns(graph: IndexedGraph, ranks: Ranks) -> Columns:
    """The columns of a graph with these ranks; the label of a long edge is in the emptiest column that it can have."""
    items = [_box(graph, i, 2 * rank) for i, rank in enumerate(ranks)]
    in_tracks = _too_long(graph, ranks)
    homes = _label_columns(graph, ranks, in_tracks)
    chains: list[tuple[int, ...]] = []
    labels: list[int] = []
    for i in range(len(graph.edges)):
        start, end = 2 * ranks[graph.tail[i]], 2 * ranks[graph.head[i]]
        first = len(items)
        met = (start + 1, end - 2, end - 1) if i in in_tracks else range(start + 1, end)
        items += [_label(graph, i, c) if c == homes[i] else _lane(graph, i, c) for c in met]
        chains.append((graph.tail[i], *range(first, len(items)), graph.head[i]))
        labels.append(first + met.index(homes[i]))
    count = 2 * max(ranks, default=0) + 1
    if not graph.groups:
        return Columns(count, tuple(items), tuple(chains), tuple(labels), in_tracks)
    within = group_spans(graph, ranks)
    inside = items_of_groups(graph, within, chains, [item.column for item in items])
    return Columns(count, tuple(items), tuple(chains), tuple(labels), in_tracks, within, inside)


def _too_long(graph: IndexedGraph, ranks: Ranks) -> frozenset[int]:
    """The edges that run in tracks: all that span too many ranks for lanes, but none on a longest path."""
    spans = [ranks[b] - ranks[a] for a, b in zip(graph.tail, graph.head, strict=True)]
    room = max(LANES_UP_TO, LANES_AN_EDGE * len(spans))
    most = max(spans, default=0)
    for span in sorted(spans):
        room -= 2 * span - 1
        if room < 0:
            most = max(SHORT, span - 1)
            break
    longest = max(graph.depth, default=0)
    on_way = (graph.depth[a] + 1 + graph.height[b] == longest for a, b in zip(graph.tail, graph.head, strict=True))
    return frozenset(i for i, (span, main) in enumerate(zip(spans, on_way, strict=True)) if span > most and not main)


def _box(graph: IndexedGraph, box: int, column: int) -> ColumnItem:
    half = graph.boxes[box].height / 2
    return ColumnItem(column, "box", box, graph.boxes[box].width, half, half)


def _label(graph: IndexedGraph, edge: int, column: int) -> ColumnItem:
    it, lane = graph.edges[edge], _lane_height(graph, edge) / 2
    return ColumnItem(
        column, "label", edge, max(it.label_along, LEAST_RUN), max(it.label_before, lane), max(it.label_after, lane)
    )


def _lane(graph: IndexedGraph, edge: int, column: int) -> ColumnItem:
    lane = _lane_height(graph, edge) / 2
    return ColumnItem(column, "lane", edge, 0.0, lane, lane)


def _lane_height(graph: IndexedGraph, edge: int) -> float:
    return graph.pair_lane if graph.edges[edge].pair else LONE_LANE


def _label_columns(graph: IndexedGraph, ranks: Ranks, in_tracks: frozenset[int]) -> list[int]:
    """The column of each label: the one with least height used, in which width that is added counts double.

    Short edges come first, since they have no choice.
    """
    high = [0.0] * (2 * max(ranks, default=0) + 1)
    wide = [0.0] * len(high)
    homes = [2 * ranks[tail] + 1 for tail in graph.tail]
    within = group_spans(graph, ranks)
    lengths = [ranks[b] - ranks[a] for a, b in zip(graph.tail, graph.head, strict=True)]
    for i in sorted(range(len(homes)), key=lambda i: (lengths[i] > 1, i)):
        edge = graph.edges[i]
        end = 2 * ranks[graph.head[i]]
        first = end - 1 if i in in_tracks else homes[i]
        columns: Sequence[int] = range(first, end, 2)
        if within and len(columns) > 1:
            foreign = foreign_spans(graph, within, i)
            columns = [c for c in columns if not any(first <= c <= last for first, last in foreign)] or columns
        homes[i] = min(columns, key=lambda c: (high[c] + 2 * max(0.0, edge.label_along - wide[c]), end - c))
        high[homes[i]] += edge.label_before + edge.label_after
        wide[homes[i]] = max(wide[homes[i]], edge.label_along)
    return homes
