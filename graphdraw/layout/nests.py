"""Clusters by number, as the passes see them: turned so that links run to the right. Points."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from graphdraw.layout.problem import Cluster, LayoutProblem
from graphdraw.layout.titles import sorted_groups


class Nest(NamedTuple):
    """A cluster.

    `boxes` are the numbers of its members, `parent` the number of the cluster round it, or -1. `start`, `end`, `above`,
    `below` are the room between its contents and its frame on each side, the label in one of them; `along` and `across`
    the least size of the frame.
    """

    boxes: frozenset[int]
    parent: int
    start: float
    end: float
    above: float
    below: float
    along: float
    across: float


def read_nests(problem: LayoutProblem, boxes: Mapping[str, int]) -> tuple[Nest, ...]:
    """The clusters of a problem, the outer before the inner; raises ValueError where two overlap."""
    found: list[Nest] = []
    for group in sorted_groups(problem.groups):
        members = frozenset(boxes[member] for member in group.members)
        parent = -1
        for number, other in enumerate(found):
            if members <= other.boxes:
                parent = number
            elif members & other.boxes:
                raise ValueError(f"the group {group.id!r} overlaps another one")
        found.append(_nest(group, members, parent, problem.direction))
    return tuple(found)


def _nest(group: Cluster, members: frozenset[int], parent: int, direction: str) -> Nest:
    """The label stands at the top, which is where links come from in `down` and where they lead to in `up`."""
    pad, wide = group.padding, group.label_width + 2 * group.padding
    band = pad + group.label_height
    if direction in ("right", "left"):
        return Nest(members, parent, pad, pad, band, pad, wide, 0.0)
    start, end = (band, pad) if direction == "down" else (pad, band)
    return Nest(members, parent, start, end, pad, pad, 0.0, wide)
