"""The problem by number: boxes and links as indices, with the links into and out of each box.

Post: links into a box are in argument order, ties in input order. `depth` and `height` count the links of the longest
path from a box without links into it, and to one without links out of it. `port` says how far down the side of its head
a link arrives, from 0 at the top to 1: operands one below the other, free ones all at the middle.
"""

from __future__ import annotations

from typing import NamedTuple

from graphdraw.layout.geometry.spacing import DOT, LONE_LANE
from graphdraw.layout.indexed.constraints import Asked, read_constraints
from graphdraw.layout.indexed.groups import IndexedGroup, groups_of_boxes, read_groups
from graphdraw.layout.problem import ROOMY, Arrows, Box, Gaps, LayoutProblem, Link
from graphdraw.layout.solvers.network_simplex import least_values
from graphdraw.work import Work


class IndexedGraph(NamedTuple):
    """Boxes and links with their adjacency; `tail` and `head` are the box numbers of the ends of each link.

    `depth`, `height` and `port` are as above. `nests` are the groups, the outer before the inner, and `within` has per
    box the groups that it is in, in this order; it is empty without groups. `work` counts the steps of all passes.
    """

    boxes: tuple[Box, ...]
    links: tuple[Link, ...]
    tail: tuple[int, ...]
    head: tuple[int, ...]
    into: tuple[tuple[int, ...], ...]
    out: tuple[tuple[int, ...], ...]
    depth: tuple[int, ...]
    height: tuple[int, ...]
    port: tuple[float, ...]
    asked: Asked
    work: Work
    nests: tuple[IndexedGroup, ...] = ()
    within: tuple[tuple[int, ...], ...] = ()
    gaps: Gaps = ROOMY
    arrows: Arrows = Arrows()

    @property
    def pair_lane(self) -> float:
        """Height of the lane of a pair of arrows that passes through a column."""
        return LONE_LANE + self.arrows.apart + self.arrows.heavier

    def is_dot(self, box: int) -> bool:
        """Whether a box is the dot of a fork: round and small, with one link into it."""
        it = self.boxes[box]
        return it.outline == "round" and max(it.width, it.height) < DOT and len(self.into[box]) == 1


def read_graph(problem: LayoutProblem, work: Work | None = None) -> IndexedGraph:
    """The graph of a problem; without `work`, the passes may take as many steps as they need.

    Raises ValueError where the links run in a cycle, two boxes have one id, an id is that of no box, or groups overlap.
    """
    number = {box.id: i for i, box in enumerate(problem.boxes)}
    if len(number) < len(problem.boxes):
        raise ValueError("two boxes have the same id")
    for link in problem.links:
        if link.source not in number or link.target not in number:
            raise ValueError(f"link {link.id!r} joins boxes that do not exist")
    tail = tuple(number[link.source] for link in problem.links)
    head = tuple(number[link.target] for link in problem.links)
    into: list[list[int]] = [[] for _ in problem.boxes]
    out: list[list[int]] = [[] for _ in problem.boxes]
    for i in range(len(problem.links)):
        out[tail[i]].append(i)
        into[head[i]].append(i)
    for links in into:
        links.sort(key=lambda i: problem.links[i].argument)
    count, nests = len(problem.boxes), read_groups(problem, number)
    return IndexedGraph(
        problem.boxes,
        problem.links,
        tail,
        head,
        tuple(map(tuple, into)),
        tuple(map(tuple, out)),
        tuple(least_values(count, [(a, b, 1, 1) for a, b in zip(tail, head, strict=True)])),
        tuple(least_values(count, [(b, a, 1, 1) for a, b in zip(tail, head, strict=True)])),
        _ports(problem, into),
        read_constraints(problem, number, tuple(zip(tail, head, strict=True))),
        work or Work(),
        nests,
        groups_of_boxes(nests, count) if nests else (),
        problem.gaps,
        problem.arrows,
    )


def _ports(problem: LayoutProblem, into: list[list[int]]) -> tuple[float, ...]:
    ports = [0.5] * len(problem.links)
    for box, links in zip(problem.boxes, into, strict=True):
        if not box.free_operands:
            for place, link in enumerate(links, start=1):
                ports[link] = place / (len(links) + 1)
    return tuple(ports)
