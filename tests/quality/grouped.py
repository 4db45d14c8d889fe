"""Random problems with clusters: sub-expressions in frames, some of them in each other."""

from __future__ import annotations

import random
from collections.abc import Iterable

from graphdraw.layout.problem import BoxGroup, LayoutProblem
from graphdraw.layout.solvers.network_simplex import least_values
from tests.quality.graphs import Direction, random_problem

MOST = 25
MEMBERS = 7


def grouped_problem(seed: int, direction: Direction = "right") -> LayoutProblem | None:
    """A random problem with some clusters, others in them; None where clusters lead to each other in a circle."""
    problem = random_problem(seed, MOST, direction)
    chance = random.Random(seed)
    into: dict[str, list[str]] = {}
    for edge in problem.edges:
        into.setdefault(edge.target, []).append(edge.source)
    roots = [box.id for box in problem.boxes if box.id in into and not box.id.endswith("*")]
    taken: set[str] = set()
    groups: list[BoxGroup] = []
    for number in range(3):
        free = [root for root in roots if root not in taken]
        if free:
            root = chance.choice(free)
            members = _members(chance, root, into, taken)
            taken |= members
            groups.append(BoxGroup(f"outer{number}", tuple(sorted(members)), 8.0, chance.choice((20.0, 60.0)), 9.0))
            if len(members) > 2 and chance.random() < 0.5:
                groups.append(BoxGroup(f"inner{number}", tuple(sorted(members - {root})), 8.0, 25.0, 9.0))
    problem = problem._replace(groups=tuple(groups))
    return problem if _is_free_of_circles(problem) else None


def _members(chance: random.Random, root: str, into: dict[str, list[str]], taken: set[str]) -> set[str]:
    """An operation and some of those that it comes from."""
    members, waiting = {root}, [root]
    while waiting and len(members) < MEMBERS:
        for source in into.get(waiting.pop(0), []):
            if source not in taken | members and source in into and chance.random() < 0.8:
                members.add(source)
                waiting.append(source)
    return members


def _is_free_of_circles(problem: LayoutProblem) -> bool:
    """Whether a drawing with every cluster as one box would have no circle, the outer ones and the inner ones."""
    inner = [group for group in problem.groups if group.id.startswith("inner")]
    within = {member for group in inner for member in group.members}
    outer = [group for group in problem.groups if group.id.startswith("outer")]
    return acyclic(problem, outer) and acyclic(problem, [*inner, *(g for g in outer if within.isdisjoint(g.members))])


def acyclic(problem: LayoutProblem, groups: Iterable[BoxGroup]) -> bool:
    """Whether there is no circle where every group is one box."""
    of = {member: group.id for group in groups for member in group.members}
    numbers: dict[str, int] = {}
    edges = []
    for edge in problem.edges:
        source, target = (of.get(end, end) for end in (edge.source, edge.target))
        if source != target:
            a, b = (numbers.setdefault(end, len(numbers)) for end in (source, target))
            edges.append((a, b, 1, 0))
    try:
        least_values(len(numbers), edges)
    except ValueError:
        return False
    return True
