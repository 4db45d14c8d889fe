"""Frames of groups: what they keep apart in the heights, and the room they need in the gaps.

Pre:  the order of all columns, in which the items of a group are neighbours.
Post: a frame has everything of its group inside and every other box and label outside, with room between.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from graphdraw.layout.indexed.graph import Graph
from graphdraw.layout.positions.group_rows import Sides
from graphdraw.layout.ranking.columns import Columns

APART = 6.0
"""Between a frame and what is foreign to it."""

Gap = tuple[int, int, float]
"""Upper, lower, and the least distance of their axes; tops and bottoms of frames are numbered from -1 downwards."""


def top(group: int) -> int:
    """The number of the top of a frame."""
    return -2 * group - 1


def bottom(group: int) -> int:
    """The number of the bottom of a frame."""
    return -2 * group - 2


def inner_gaps(graph: Graph, sides: Sides, group: int) -> list[Gap]:
    """What keeps a frame round all that is in it: in each column its first and its last item, with all between."""
    nest = graph.nests[group]
    found: list[Gap] = [(top(group), bottom(group), max(nest.across, 1.0))]
    if nest.parent >= 0:
        around = graph.nests[nest.parent]
        found += [(top(nest.parent), top(group), around.above), (bottom(group), bottom(nest.parent), around.below)]
    for column, (first, last) in sides.of(group):
        if first <= last:
            upper, lower = sides.item(column, first), sides.item(column, last)
            found.append((top(group), upper, nest.above + sides.columns.items[upper].above))
            found.append((lower, bottom(group), sides.columns.items[lower].below + nest.below))
    return found


def outer_gaps(graph: Graph, sides: Sides, group: int) -> list[Gap]:
    """What keeps others out of a frame."""
    found: list[Gap] = []
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


def _siblings(graph: Graph, sides: Sides, group: int, item: int) -> list[int]:
    """The groups that an item is in, if they have the same one round them."""
    parent = graph.nests[group].parent
    return [other for other in sides.bands[item] if other != group and graph.nests[other].parent == parent]


class Insets(NamedTuple):
    """How far each frame reaches beyond the columns of its boxes, on the left and on the right."""

    left: tuple[float, ...]
    right: tuple[float, ...]


def widen(graph: Graph, columns: Columns, width: Sequence[float], gaps: list[float]) -> Insets:
    """Make room for the frames in the gaps on their left and right; those that begin or end together lie in each other.

    `width` is that of each column, the gaps are those to the right of each.
    """
    nests, within = graph.nests, columns.spans
    left, right = [nest.start for nest in nests], [nest.end for nest in nests]
    for number in reversed(range(len(nests))):  # the inner ones first
        nest, (first, last) = nests[number], within[number]
        length = sum(width[first : last + 1]) + sum(gaps[first:last])
        right[number] = max(right[number], nest.along - length - left[number])
        if nest.parent >= 0 and within[nest.parent][0] == first:
            left[nest.parent] = max(left[nest.parent], left[number] + nests[nest.parent].start)
        if nest.parent >= 0 and within[nest.parent][1] == last:
            right[nest.parent] = max(right[nest.parent], right[number] + nests[nest.parent].end)
    more, ending = [0.0] * len(gaps), [0.0] * len(gaps)
    for (first, last), by, beyond in zip(within, left, right, strict=True):
        if first:
            more[first - 1] = max(more[first - 1], by)
        ending[last] = max(ending[last], beyond)
    for column in range(len(gaps)):
        gaps[column] += more[column] + ending[column]
    return Insets(tuple(left), tuple(right))
