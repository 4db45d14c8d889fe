"""Where the arrows of a placed diagram end: on the outlines of their nodes. All in points, y downwards."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from itertools import combinations, product
from math import dist

from graphdraw.draw.compose.arrows import End, aside, ended
from graphdraw.draw.compose.fork_ends import EdgeArrows, parted
from graphdraw.draw.diagram.label_stack import half_pair
from graphdraw.draw.diagram.model import Diagram, DiagramEdge, DiagramNode
from graphdraw.draw.diagram.node_sizes import size_for_edges
from graphdraw.draw.scene import Point
from graphdraw.draw.style.shapes import SHAPES
from graphdraw.draw.style.style import Style
from graphdraw.layout.problem import Placement

DOT_GAP = 1.5
"""The least distance from the end of an arrow to a fork's dot."""

NEAR = 2.9
"""Arrows of two edges that end nearer to each other than this at one node look like one."""

FREE = 0.1
"""The least distance between an arrow head and the line of another edge beside it."""


@dataclass(frozen=True)
class Ends:
    """The ends of all arrows of a diagram."""

    diagram: Diagram
    placement: Placement

    @property
    def style(self) -> Style:
        """The style of the diagram."""
        return self.diagram.style

    @cached_property
    def nodes(self) -> dict[str, DiagramNode]:
        """The nodes of the diagram by id."""
        return {node.id: node for node in self.diagram.nodes}

    def route(self, edge: DiagramEdge) -> tuple[Point, ...]:
        """The route of an edge, prolonged to the middle of a node at which edges arrive side by side."""
        route = self.placement.routes[edge.id]
        start = self._straight_on(edge.tail, route[0])
        end = () if self.nodes[edge.tip].kind == "fork" else self._straight_on(edge.tip, route[-1])
        return (*start, *route, *end)

    def _straight_on(self, id_: str, at: Point) -> tuple[Point, ...]:
        """The point at which an edge that ends at `at` would reach the middle of a node if it ran straight on.

        Empty for a node that edges meet at any angle, and for a receding outline, whose depth the layout has counted.
        """
        if not self.nodes[id_].lead or SHAPES.get(self.nodes[id_].shape).receding:
            return ()
        x, y = self.placement.centres[id_]
        return ((x, at[1]),) if self.style.level else ((at[0], y),)

    def end(self, id_: str) -> End:
        """The centre and the outline of a node, and how far from it arrows end."""
        node = self.nodes[id_]
        style, shape = self.style, SHAPES.get(node.shape).scaled(self.style.scale)
        width, height = size_for_edges(node, style)
        gap = style.gap if node.shape == "none" else DOT_GAP * style.scale if node.kind == "fork" else style.touch
        return End(self.placement.centres[id_], shape.outside(width, height), gap)

    @cached_property
    def cut(self) -> dict[tuple[str, str], EdgeArrows]:
        """By the ids of an edge and of one of its nodes, its arrows as they end there, first that left of the route.

        Arrows end at the outline; round the dot of a fork, too small for many, crowded ones end further from it.
        On the bar of a fork they are apart as they arrive.
        """
        edges: dict[str, dict[str, EdgeArrows]] = {}
        for edge in self.diagram.edges:
            route, half = self.route(edge), half_pair(edge, self.style)
            arrows = [aside(route, distance) for distance in ((half, -half) if half else (0.0,))]
            edges.setdefault(edge.tip, {})[edge.id] = arrows
            edges.setdefault(edge.tail, {})[edge.id] = [arrow[::-1] for arrow in arrows]
        found: dict[tuple[str, str], EdgeArrows] = {}
        for id_, there in edges.items():
            end, cut = self.end(id_), list(there.values())
            if self.nodes[id_].kind == "fork" and not self.nodes[id_].lead:
                cut = parted(cut, end, self.style.scale, self.style.heavier)
            else:
                cut = [[ended(arrow, end) for arrow in arrows] for arrows in cut]
            found |= {(edge, id_): arrows for edge, arrows in zip(there, cut, strict=True)}
        return found

    def crowded(self) -> set[str]:
        """The ids of nodes at which arrows of two edges end too near to each other."""
        ends: dict[str, list[list[Point]]] = {}
        for (_, id_), arrows in self.cut.items():
            node = self.nodes[id_]
            if node.kind != "fork" and not node.lead:
                ends.setdefault(id_, []).append([arrow[-1] for arrow in arrows])
        least = max(NEAR * self.style.scale, self.style.reach + FREE * self.style.scale)
        return {
            id_
            for id_, links in ends.items()
            if any(dist(p, q) < least for one, other in combinations(links, 2) for p, q in product(one, other))
        }
