"""Frames of clusters: what they keep apart in the heights, and the room they need in the gaps.

Pre:  the order of all columns, in which the items of a cluster are neighbours.
Post: a frame has everything of its cluster inside and every other box and label outside, with room between.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from graphdraw.layout.columns import Columns
from graphdraw.layout.graph import Graph
from graphdraw.layout.order import Order

APART = 6.0
"""Between a frame and what is foreign to it."""

ABOVE, INSIDE, BELOW = -1, 0, 1

Sides = dict[int, int]
"""Per item in the columns of a cluster, on which side of the cluster it is."""


def sides_of(columns: Columns, order: Order) -> tuple[Sides, ...]:
    """Per cluster where the items of its columns are."""
    return tuple(_sides(order, span, inside) for span, inside in zip(columns.spans, columns.inside, strict=True))


def _sides(order: Order, span: tuple[int, int], inside: frozenset[int]) -> Sides:
    """In a column in which a cluster has nothing, its neighbours part as far down as in the last one."""
    found: Sides = {}
    upper, lower = 0.0, 0.0
    for column in range(span[0], span[1] + 1):
        row = order[column]
        own = [at for at, item in enumerate(row) if item in inside]
        if own:
            upper, lower = own[0] / len(row), (own[-1] + 1) / len(row)
        for at, item in enumerate(row):
            middle = (at + 0.5) / len(row)
            if own:
                found[item] = ABOVE if at < own[0] else BELOW if at > own[-1] else INSIDE
            else:
                found[item] = ABOVE if middle < (upper + lower) / 2 else BELOW
    return found


def stays(sides: Sequence[Sides], left: int, right: int) -> bool:
    """Whether a piece between two items crosses neither top nor bottom of a frame in whose columns it is."""
    return all(left not in of or right not in of or of[left] == of[right] for of in sides)


Gap = tuple[int, int, float]
"""Upper, lower, and the least distance of their axes; tops and bottoms of frames are numbered from -1 downwards."""


def top(cluster: int) -> int:
    """The number of the top of a frame."""
    return -2 * cluster - 1


def bottom(cluster: int) -> int:
    """The number of the bottom of a frame."""
    return -2 * cluster - 2


def inner_gaps(graph: Graph, columns: Columns, cluster: int) -> list[Gap]:
    """What keeps a frame round all that is in it."""
    nest = graph.nests[cluster]
    found: list[Gap] = [(top(cluster), bottom(cluster), max(nest.across, 1.0))]
    if nest.parent >= 0:
        around = graph.nests[nest.parent]
        found += [(top(nest.parent), top(cluster), around.above), (bottom(cluster), bottom(nest.parent), around.below)]
    for number in sorted(columns.inside[cluster]):
        item = columns.items[number]
        found.append((top(cluster), number, nest.above + item.above))
        found.append((number, bottom(cluster), item.below + nest.below))
    return found


def outer_gaps(graph: Graph, columns: Columns, order: Order, sides: Sequence[Sides], cluster: int) -> list[Gap]:
    """What keeps others out of a frame."""
    found: list[Gap] = []
    for column in range(columns.spans[cluster][0], columns.spans[cluster][1] + 1):
        groups = _by_side(order[column], sides[cluster])
        if above := groups.get(ABOVE):
            last = above[-1]
            found.append((last, top(cluster), columns.items[last].below + APART))
            found += [(bottom(other), top(cluster), APART) for other in _siblings(graph, sides, cluster, last)]
        if below := groups.get(BELOW):
            first = below[0]
            found.append((bottom(cluster), first, APART + columns.items[first].above))
            found += [(bottom(cluster), top(other), APART) for other in _siblings(graph, sides, cluster, first)]
    return found


def _by_side(row: Sequence[int], of: Sides) -> dict[int, list[int]]:
    found: dict[int, list[int]] = {}
    for item in row:
        found.setdefault(of[item], []).append(item)
    return found


def _siblings(graph: Graph, sides: Sequence[Sides], cluster: int, item: int) -> list[int]:
    """The clusters that an item is inside of, if they have the same one round them."""
    parent = graph.nests[cluster].parent
    same = (other for other, nest in enumerate(graph.nests) if nest.parent == parent and other != cluster)
    return [other for other in same if sides[other].get(item) == INSIDE]


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
    more = [0.0] * len(gaps)
    for (first, _), by in zip(within, left, strict=True):
        if first:
            more[first - 1] = max(more[first - 1], by)
    for column, gap in enumerate(more):
        ending = [by for (_, last), by in zip(within, right, strict=True) if last == column]
        gaps[column] += gap + max(ending, default=0.0)
    return Insets(tuple(left), tuple(right))
