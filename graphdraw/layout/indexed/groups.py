"""Groups by number, as the passes see them: turned so that edges run to the right. Lengths in points."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from graphdraw.layout.indexed.titles import sorted_groups
from graphdraw.layout.problem import BoxGroup, LayoutDirection, LayoutProblem, is_level


class IndexedGroup(NamedTuple):
    """A group with a frame round its boxes.

    `boxes` are the numbers of its members, `parent` the number of the group round it, or -1. `start`, `end`, `above`
    and `below` are the room between its contents and its frame on each side, room for the label included; `along` and
    `across` are the least length and height of the frame.
    """

    boxes: frozenset[int]
    parent: int
    start: float
    end: float
    above: float
    below: float
    along: float
    across: float


def read_groups(problem: LayoutProblem, boxes: Mapping[str, int]) -> tuple[IndexedGroup, ...]:
    """The groups of a problem, the outer before the inner; raises ValueError where two overlap."""
    found: list[IndexedGroup] = []
    innermost = [-1] * len(boxes)
    for number, group in enumerate(sorted_groups(problem.groups)):
        members = frozenset(boxes[member] for member in group.members)
        parents = {innermost[box] for box in members} or {-1}
        if len(parents) > 1:  # larger groups come before, so each of them has to hold all of its boxes or none
            raise ValueError(f"the group {group.id!r} overlaps another one")
        found.append(_group(group, members, parents.pop(), problem.direction))
        for box in members:
            innermost[box] = number
    return tuple(found)


def groups_of_boxes(groups: Sequence[IndexedGroup], count: int) -> tuple[tuple[int, ...], ...]:
    """Per box the groups that it is in, the outer before the inner."""
    innermost = [-1] * count
    for number, group in enumerate(groups):
        for box in group.boxes:
            innermost[box] = number
    ways: list[tuple[int, ...]] = []
    for number, group in enumerate(groups):
        ways.append((*(ways[group.parent] if group.parent >= 0 else ()), number))
    return tuple(ways[number] if number >= 0 else () for number in innermost)


def unshared_groups(one: tuple[int, ...], other: tuple[int, ...]) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """Given the groups of two boxes, the outer before the inner: those of each box that the other is not in."""
    common = next((at for at, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
    return one[common:], other[common:]


def _group(group: BoxGroup, members: frozenset[int], parent: int, direction: LayoutDirection) -> IndexedGroup:
    """A group as the passes see it: its label is at the top, where edges begin in `down`, and end in `up`."""
    pad, wide = group.padding, group.label_width + 2 * group.padding
    band = pad + group.label_height
    if is_level(direction):
        return IndexedGroup(members, parent, pad, pad, band, pad, wide, 0.0)
    start, end = (band, pad) if direction == "down" else (pad, band)
    return IndexedGroup(members, parent, start, end, pad, pad, 0.0, wide)
