"""Tracks: where the long edges of a large graph run, above and below everything else.

Pre:  the order of the columns without the lanes of the edges in tracks.
Post: edges in tracks whose columns overlap have different tracks. A track lies further out than the tracks of edges
      whose columns are all among its own, so that these do not cross.

An edge with a lane in every column has as many items as columns: a shared input of a chain of a thousand steps, with
fifty uses, has twenty-five thousand. In a track each edge has two lanes, and the passes stay linear. The tracks are
packed as in channel routing: Hashimoto, Stevens, "Wire routing by optimizing channel assignment within large
apertures", DAC 1971.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from graphdraw.layout.geometry.spacing import LEAST_SLANT, OTHER_GAP
from graphdraw.layout.ordering.order import Order
from graphdraw.layout.positions.straight import Segment
from graphdraw.layout.ranking.columns import Columns


class Tracks(NamedTuple):
    """`level`: which track each edge has, counted outwards from 1; negative above all else, positive below."""

    level: dict[int, int]

    def with_lanes(self, columns: Columns, order: Order) -> Order:
        """The order with both lanes of each track at the top or the bottom of their columns."""
        outer: list[list[tuple[int, int]]] = [[] for _ in order]
        for edge, level in self.level.items():
            for item in columns.chains[edge][1:3]:
                outer[columns.items[item].column].append((level, item))
        rows = []
        for row, lanes in zip(order, outer, strict=True):
            lanes.sort()
            above = [item for level, item in lanes if level < 0]
            rows.append((*above, *row, *(item for level, item in lanes if level > 0)))
        return tuple(rows)

    def segments_outside(self, columns: Columns, segments: tuple[Segment, ...]) -> tuple[Segment, ...]:
        """The segments that do not touch a track."""
        lanes = {item for edge in self.level for item in columns.chains[edge][1:3]}
        return tuple(s for s in segments if s.left not in lanes and s.right not in lanes)

    def place_lanes(self, lane: float, columns: Columns, order: Order, y: list[float]) -> None:
        """Set the y of the lanes in tracks, which are `lane` high; that of the items in `order` is set already."""
        if not self.level:
            return
        pitch = lane + OTHER_GAP
        inside = [item for row in order for item in row]
        top = min(y[item] - columns.items[item].above for item in inside)
        bottom = max(y[item] + columns.items[item].below for item in inside)
        room = LEAST_SLANT + lane / 2 - pitch
        for edge, level in self.level.items():
            for item in columns.chains[edge][1:3]:
                y[item] = top - room + pitch * level if level < 0 else bottom + room + pitch * level


def find_tracks(columns: Columns, order: Order) -> Tracks:
    """The tracks: above for edges that arrive in the upper half of a column, below for the lower half.

    An edge that arrives in the middle has its track where there are fewer.
    """
    place = {item: at for row in order[1::2] for at, item in enumerate(row)}
    above: list[tuple[int, int, int, int]] = []
    below: list[tuple[int, int, int, int]] = []
    for edge in sorted(columns.in_tracks):
        first, last, label = columns.chains[edge][1:4]
        end, row = columns.items[last].column, order[columns.items[label].column]
        middle = 2 * place[label] + 1 - len(row)
        up = middle < 0 or (middle == 0 and len(above) <= len(below))
        (above if up else below).append((end, -columns.items[first].column, -middle if up else middle, edge))
    level = {edge: -at for edge, at in _levels(sorted(above), columns.count)}
    return Tracks(level | dict(_levels(sorted(below), columns.count)))


def _levels(runs: Sequence[tuple[int, int, int, int]], columns: int) -> list[tuple[int, int]]:
    """Per edge the lowest level that is free and above the levels of all runs inside its own; `runs` are sorted."""
    ends: list[int] = []
    inner = _Highest(columns)
    found = []
    for end, minus_start, _, edge in runs:
        start = -minus_start
        level = inner.from_(start)
        while level < len(ends) and ends[level] >= start - 1:
            level += 1
        if level == len(ends):
            ends.append(end)
        ends[level] = end
        inner.add(start, level + 1)
        found.append((edge, level + 1))
    return found


class _Highest:
    """Finds the highest number noted at a place or after it: Fenwick, Software: Practice and Experience 24 (1994)."""

    def __init__(self, places: int) -> None:
        self.places = places
        self.highest = [0] * (places + 1)

    def add(self, place: int, number: int) -> None:
        """Note a number at a place."""
        at = self.places - place
        while at <= self.places:
            self.highest[at] = max(self.highest[at], number)
            at += at & -at

    def from_(self, place: int) -> int:
        """The highest number so far, 0 if there is none."""
        at, found = self.places - place, 0
        while at:
            found = max(found, self.highest[at])
            at -= at & -at
        return found
