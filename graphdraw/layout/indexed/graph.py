"""The problem by number: boxes and edges as indices, with the edges into and out of each box.

Post: edges into a box are in argument order, ties in input order. `depth` and `height` count the edges of the longest
path from a box without edges into it, and to one without edges out of it. `port` says how far down the side of its head
an edge arrives, from 0 at the top to 1: operands one below the other, free ones all at the middle.
"""

from __future__ import annotations

from typing import NamedTuple

from graphdraw.layout.geometry.spacing import DOT, LONE_LANE
from graphdraw.layout.indexed.constraints import Constraints, read_constraints
from graphdraw.layout.indexed.groups import IndexedGroup, groups_of_boxes, read_groups
from graphdraw.layout.problem import ROOMY, Arrows, Box, Gaps, LayoutEdge, LayoutProblem
from graphdraw.layout.solvers.network_simplex import least_values
from graphdraw.work import Work


class IndexedGraph(NamedTuple):
    """Boxes and edges with their adjacency; `tail` and `head` are the box numbers of the ends of each edge.

    `depth`, `height` and `port` are as above. `groups` are the groups, the outer before the inner, and `within` has per
    box the groups that it is in, in this order; it is empty without groups. `work` counts the steps of all passes.
    """

    boxes: tuple[Box, ...]
    edges: tuple[LayoutEdge, ...]
    tail: tuple[int, ...]
    head: tuple[int, ...]
    into: tuple[tuple[int, ...], ...]
    out: tuple[tuple[int, ...], ...]
    depth: tuple[int, ...]
    height: tuple[int, ...]
    port: tuple[float, ...]
    constraints: Constraints
    work: Work
    groups: tuple[IndexedGroup, ...] = ()
    within: tuple[tuple[int, ...], ...] = ()
    gaps: Gaps = ROOMY
    arrows: Arrows = Arrows()

    @property
    def pair_lane(self) -> float:
        """Height of the lane of a pair of arrows that passes through a column."""
        return LONE_LANE + self.arrows.apart + self.arrows.heavier

    def is_dot(self, box: int) -> bool:
        """Whether a box is the dot of a fork: round and small, with one edge into it."""
        it = self.boxes[box]
        return it.outline == "round" and max(it.width, it.height) < DOT and len(self.into[box]) == 1


def read_graph(problem: LayoutProblem, work: Work | None = None) -> IndexedGraph:
    """The graph of a problem; without `work`, the passes may take as many steps as they need.

    Raises ValueError where the edges run in a cycle, two boxes have one id, an id is that of no box, or groups overlap.
    """
    number = {box.id: i for i, box in enumerate(problem.boxes)}
    if len(number) < len(problem.boxes):
        raise ValueError("two boxes have the same id")
    for edge in problem.edges:
        if edge.source not in number or edge.target not in number:
            raise ValueError(f"edge {edge.id!r} joins boxes that do not exist")
    tail = tuple(number[edge.source] for edge in problem.edges)
    head = tuple(number[edge.target] for edge in problem.edges)
    into: list[list[int]] = [[] for _ in problem.boxes]
    out: list[list[int]] = [[] for _ in problem.boxes]
    for i in range(len(problem.edges)):
        out[tail[i]].append(i)
        into[head[i]].append(i)
    for edges in into:
        edges.sort(key=lambda i: problem.edges[i].argument)
    count, groups = len(problem.boxes), read_groups(problem, number)
    return IndexedGraph(
        problem.boxes,
        problem.edges,
        tail,
        head,
        tuple(map(tuple, into)),
        tuple(map(tuple, out)),
        tuple(least_values(count, [(a, b, 1, 1) for a, b in zip(tail, head, strict=True)])),
        tuple(least_values(count, [(b, a, 1, 1) for a, b in zip(tail, head, strict=True)])),
        _ports(problem, into),
        read_constraints(problem, number, tuple(zip(tail, head, strict=True))),
        work or Work(),
        groups,
        groups_of_boxes(groups, count) if groups else (),
        problem.gaps,
        problem.arrows,
    )


def _ports(problem: LayoutProblem, into: list[list[int]]) -> tuple[float, ...]:
    ports = [0.5] * len(problem.edges)
    for box, edges in zip(problem.boxes, into, strict=True):
        if not box.free_operands:
            for place, edge in enumerate(edges, start=1):
                ports[edge] = place / (len(edges) + 1)
    return tuple(ports)
