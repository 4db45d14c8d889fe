"""Widths: the x of every item, and the left and right border of every column.

Pre:  columns, heights, segments.
Post: a column is as wide as its widest item; the gap to the next has room for the slants that run through it, about
      54 degrees steep to a neighbouring lane and up to 72 further away, and for parallel slants to bend one after
      another. Boxes stand in their column as their `align` says.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import pairwise
from math import hypot
from typing import NamedTuple

from graphdraw.layout.geometry.spacing import (
    BEFORE_HEAD,
    SLANTS_APART,
    SLOPE,
    SLOPE_UP_TO,
    STEEP,
    STEEPEST_SLOPE,
    STEEPEST_TIGHT,
    TAIL_GAP,
    WIDEST_GAP,
)
from graphdraw.layout.indexed.graph import IndexedGraph
from graphdraw.layout.positions.group_borders import Insets, widen
from graphdraw.layout.positions.straight import Segment
from graphdraw.layout.ranking.columns import Columns


@dataclass(frozen=True, slots=True)
class Widths:
    """`x`: the centre of each item; `left`, `right`: the borders of each column.

    `start`, `end`: where the level run of each label or lane begins and ends, which may be outside of its column.
    `insets`: how far frames reach beyond the columns of their boxes.
    `stubs`: by edge and end (1: tail, -1: head), where the edge meets its box level, the x at which its slant begins.
    """

    x: tuple[float, ...]
    left: tuple[float, ...]
    right: tuple[float, ...]
    start: tuple[float, ...]
    end: tuple[float, ...]
    insets: Insets
    stubs: Mapping[tuple[int, int], float] = field(default_factory=dict)

    def middle(self, column: int) -> float:
        """The x of the middle of a column."""
        return (self.left[column] + self.right[column]) / 2


class _Slant(NamedTuple):
    """A segment with the heights of its ends."""

    start: float
    to: float
    segment: Segment

    def runs_beside(self, other: _Slant) -> bool:
        """Whether another slant, which starts no higher, has the same direction and stays below."""
        same = (self.to > self.start) == (other.to > other.start)
        return same and self.start < other.start and self.to < other.to


def place_widths(graph: IndexedGraph, columns: Columns, y: list[float], segments: tuple[Segment, ...]) -> Widths:
    """The x of all items and columns; the first column starts at 0."""
    width = [0.0] * columns.count
    for item in columns.items:
        width[item.column] = max(width[item.column], item.width)
    gaps = _gaps(graph, columns, y, segments)
    room = widen(graph, columns, width, gaps) if graph.groups else Insets((), ())
    early, late = _staggered(columns, y, segments, gaps, graph.arrows.apart + SLANTS_APART + graph.arrows.heavier)
    left, right, at = [], [], 0.0
    for column in range(columns.count):
        left.append(at)
        right.append(at + width[column])
        at = right[-1] + gaps[column]
    x = []
    for item in columns.items:
        start, end = left[item.column], right[item.column]
        align = _side(graph, item.owner) if item.kind == "box" else "centre"
        places = {"start": start + item.width / 2, "centre": (start + end) / 2, "end": end - item.width / 2}
        x.append(places[align])
    starts = (left[item.column] - by for item, by in zip(columns.items, early, strict=True))
    ends = (right[item.column] + by for item, by in zip(columns.items, late, strict=True))
    return Widths(tuple(x), tuple(left), tuple(right), tuple(starts), tuple(ends), room)


def _side(graph: IndexedGraph, box: int) -> str:
    """Where a box stands in its column: as its `align` says, but centred if a box aligned with it differs in that."""
    own, others = graph.boxes[box].align, graph.constraints.together.get(box)
    return "centre" if others and any(graph.boxes[other].align != own for other in others) else own


def _gaps(graph: IndexedGraph, columns: Columns, y: list[float], segments: tuple[Segment, ...]) -> list[float]:
    """The gap to the right of each column: as tight as the problem says, but wide enough for slants not too steep."""
    tight, before_head = graph.gaps.along, graph.arrows.head + BEFORE_HEAD
    gaps = [tight * (before_head if column % 2 else TAIL_GAP) for column in range(columns.count)]
    slope, steep, widest = SLOPE / tight, min(STEEP / tight, STEEPEST_TIGHT), WIDEST_GAP * tight
    for s in segments:
        rise = abs(y[s.right] + s.from_right - y[s.left] - s.from_left)
        column = columns.items[s.left].column
        gaps[column] = max(
            gaps[column], min(max(widest, rise / STEEPEST_SLOPE), max(rise / steep, min(rise, SLOPE_UP_TO) / slope))
        )
    return gaps


def _staggered(
    columns: Columns, y: list[float], segments: tuple[Segment, ...], gaps: list[float], pitch: float
) -> tuple[list[float], list[float]]:
    """How far before its column the level run of each item begins, and how far behind it the run ends; widens `gaps`.

    Neighbouring slants of one direction whose axes would be nearer than `pitch` bend one after another.
    """
    early, late = [0.0] * len(columns.items), [0.0] * len(columns.items)
    wider: dict[int, float] = {}
    for gap, bundle in _bundles(columns, y, segments):
        shifts = [_shift(a, b, gaps[gap], pitch) for a, b in pairwise(bundle)]
        falls = bundle[0].to > bundle[0].start
        done, total = 0.0, sum(shifts)
        for slant, shift in zip(bundle, [*shifts, 0.0], strict=True):
            early[slant.segment.right], late[slant.segment.left] = (
                (done, total - done) if falls else (total - done, done)
            )
            done += shift
        wider[gap] = max(wider.get(gap, 0.0), total)
    for gap, by in wider.items():
        gaps[gap] += by
    return early, late


def _bundles(columns: Columns, y: list[float], segments: tuple[Segment, ...]) -> Iterator[tuple[int, list[_Slant]]]:
    """Per gap the runs of neighbouring slants that all rise or all fall and do not cross, from top to bottom."""
    slants: list[list[_Slant]] = [[] for _ in range(columns.count)]
    for s in segments:
        start, to = y[s.left] + s.from_left, y[s.right] + s.from_right
        if start != to:
            slants[columns.items[s.left].column].append(_Slant(start, to, s))
    for gap, row in enumerate(slants):
        row.sort(key=lambda slant: (slant.start, slant.to))
        bundle: list[_Slant] = []
        for slant in row:
            if bundle and not bundle[-1].runs_beside(slant):
                yield gap, bundle
                bundle = []
            bundle.append(slant)
        if bundle:
            yield gap, bundle


def _shift(upper: _Slant, lower: _Slant, gap: float, pitch: float) -> float:
    """How much further along one of two slants has to bend for their axes to be `pitch` apart."""
    rise = max(abs(upper.to - upper.start), abs(lower.to - lower.start))
    length = hypot(rise, gap)
    apart = min(lower.start - upper.start, lower.to - upper.to)
    return max(0.0, (pitch - apart * gap / length) * length / rise)
