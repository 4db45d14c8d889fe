"""Frames of groups: the distances that they demand in the heights, and the room that they need between columns.

Pre:  the order of all columns, in which the items of a group are neighbours.
Post: a frame has everything of its group inside, and every other box and label outside at a distance.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from graphdraw.layout.indexed.graph import IndexedGraph
from graphdraw.layout.positions.group_rows import GroupSides
from graphdraw.layout.ranking.columns import Columns

APART = 6.0
"""Between a frame and what is outside of it."""

Demand = tuple[int, int, float]
"""Upper item, lower item, and the least distance of their axes in points; frames' borders are numbered from -1 down."""


def top(group: int) -> int:
    """The number of the top of a group's frame, which is negative and so differs from those of items."""
    return -2 * group - 1


def bottom(group: int) -> int:
    """The number of the bottom of a group's frame, which is negative and so differs from those of items."""
    return -2 * group - 2


def inner_gaps(graph: IndexedGraph, sides: GroupSides, number: int) -> list[Demand]:
    """The distances that keep a frame round its contents: its borders from the first and last item in each column."""
    group = graph.groups[number]
    found: list[Demand] = [(top(number), bottom(number), max(group.across, 1.0))]
    if group.parent >= 0:
        around = graph.groups[group.parent]
        found += [(top(group.parent), top(number), around.above), (bottom(number), bottom(group.parent), around.below)]
    for column, (first, last) in sides.of(number):
        if first <= last:
            upper, lower = sides.item(column, first), sides.item(column, last)
            found.append((top(number), upper, group.above + sides.columns.items[upper].above))
            found.append((lower, bottom(number), sides.columns.items[lower].below + group.below))
    return found


def outer_gaps(graph: IndexedGraph, sides: GroupSides, group: int) -> list[Demand]:
    """The distances that keep others out of a frame: from its borders to the items right above and below it."""
    found: list[Demand] = []
    for column, (first, last) in sides.of(group):
        if first > 0:
            upper = sides.item(column, first - 1)
            found.append((upper, top(group), sides.columns.items[upper].below + APART))
            found += [(bottom(other), top(group), APART) for other in _siblings(graph, sides, group, upper)]
        if last + 1 < len(sides.order[column]):
            lower = sides.item(column, last + 1)
            found.append((bottom(group), lower, APART + sides.columns.items[lower].above))
            found += [(bottom(group), top(other), APART) for other in _siblings(graph, sides, group, lower)]
    return found


def _siblings(graph: IndexedGraph, sides: GroupSides, group: int, item: int) -> list[int]:
    """The other groups of an item that have the same parent as this group."""
    parent = graph.groups[group].parent
    return [other for other in sides.bands[item] if other != group and graph.groups[other].parent == parent]


class Insets(NamedTuple):
    """How far each frame reaches beyond the columns of its boxes, on the left and on the right."""

    left: tuple[float, ...]
    right: tuple[float, ...]


def widen(graph: IndexedGraph, columns: Columns, width: Sequence[float], gaps: list[float]) -> Insets:
    """Widen the gaps on the left and right of frames, and return how far frames reach into them.

    Frames that begin or end in the same column lie in each other. `width` has the width of each column, `gaps` the gap
    to the right of each.
    """
    groups, within = graph.groups, columns.spans
    left, right = [group.start for group in groups], [group.end for group in groups]
    for number in reversed(range(len(groups))):  # the inner ones first
        group, (first, last) = groups[number], within[number]
        length = sum(width[first : last + 1]) + sum(gaps[first:last])
        right[number] = max(right[number], group.along - length - left[number])
        if group.parent >= 0 and within[group.parent][0] == first:
            left[group.parent] = max(left[group.parent], left[number] + groups[group.parent].start)
        if group.parent >= 0 and within[group.parent][1] == last:
            right[group.parent] = max(right[group.parent], right[number] + groups[group.parent].end)
    more, ending = [0.0] * len(gaps), [0.0] * len(gaps)
    for (first, last), by, beyond in zip(within, left, right, strict=True):
        if first:
            more[first - 1] = max(more[first - 1], by)
        ending[last] = max(ending[last], beyond)
    for column in range(len(gaps)):
        gaps[column] += more[column] + ending[column]
    return Insets(tuple(left), tuple(right))
