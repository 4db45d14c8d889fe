"""Random problems that ask for boxes in one column and boxes above others."""

from __future__ import annotations

import random
from itertools import pairwise

from graphdraw.layout.problem import BoxGroup, LayoutProblem, Placement
from tests.quality.grouped import acyclic

SPARE = 0.01


def asking(problem: LayoutProblem, seed: int) -> LayoutProblem:
    """A problem with some boxes in one column, none of which leads to another, and up to five boxes in an order.

    No frame has to have something foreign in its columns for that.
    """
    chance = random.Random(seed)
    boxes = [box.id for box in problem.boxes]
    around = {box: [group.id for group in problem.groups if box in group.members] for box in boxes}
    aligned: list[tuple[str, ...]] = []
    for _ in range(8):
        first = chance.choice(boxes)
        others = [box for box in boxes if around[box] == around[first] and box != first]
        some = (first, *chance.sample(others, min(len(others), chance.choice((1, 1, 2)))))
        if len(some) > 1 and _is_possible(problem, [*aligned, some]):
            aligned.append(some)
    order = tuple(chance.sample(boxes, min(len(boxes), chance.randint(2, 5))))
    return problem._replace(aligned=tuple(aligned), ordered=(order,))


def _is_possible(problem: LayoutProblem, aligned: list[tuple[str, ...]]) -> bool:
    """Whether no box leads to another of its column, the columns and the groups that hold none of them taken as one."""
    named = {box for boxes in aligned for box in boxes}
    if len(named) < sum(map(len, aligned)):
        return False
    if any({edge.source, edge.target} <= set(boxes) for boxes in aligned for edge in problem.edges):
        return False
    groups = [group for group in problem.groups if group.id.startswith("outer") and named.isdisjoint(group.members)]
    columns = [BoxGroup(f"column{number}", boxes, 0.0) for number, boxes in enumerate(aligned)]
    return acyclic(problem, [*groups, *columns])


def unmet(problem: LayoutProblem, placement: Placement) -> list[tuple[str, str]]:
    """Pairs that are not in one column, and pairs of which the first is not above the second (left of it)."""
    along, across = (0, 1) if problem.direction in ("right", "left") else (1, 0)
    half = {box.id: (box.width / 2, box.height / 2)[along] for box in problem.boxes}
    at = placement.centres
    return [
        pair
        for boxes in problem.aligned
        for pair in pairwise(boxes)
        if abs(at[pair[0]][along] - at[pair[1]][along]) > half[pair[0]] + half[pair[1]]
    ] + [
        pair
        for boxes in problem.ordered
        for pair in pairwise(boxes)
        if at[pair[0]][across] > at[pair[1]][across] - SPARE
    ]
