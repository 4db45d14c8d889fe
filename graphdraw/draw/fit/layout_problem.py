"""Makes the layout's problem of a diagram: sizes, edges, outlines and how arrows are drawn, never what they mean."""

from __future__ import annotations

from collections import Counter

from graphdraw.draw.diagram.label_stack import label_stack
from graphdraw.draw.diagram.model import Diagram, DiagramNode
from graphdraw.draw.diagram.node_sizes import size_for_edges
from graphdraw.draw.style.receding import profile
from graphdraw.draw.style.shapes import SHAPES
from graphdraw.layout.problem import ROOMY, Align, Arrows, Box, BoxGroup, Gaps, LayoutEdge, LayoutProblem, Profile

ALIGN: dict[str, Align] = {"input": "end", "constant": "end", "output": "start"}
"""How nodes are aligned within their layer, by kind; other kinds are centred."""


def layout_problem(diagram: Diagram, gaps: Gaps = ROOMY) -> LayoutProblem:
    """The problem of laying out a diagram, with gaps as tight as `gaps` says."""
    style = diagram.style
    edges = []
    for edge in diagram.edges:
        room_of = label_stack(edge, style)
        sizes = room_of.along, room_of.before, room_of.after
        edges.append(LayoutEdge(edge.id, edge.tail, edge.tip, edge.order, *sizes, pair=edge.flow == "both"))
    padding = style.group_padding
    groups = tuple(BoxGroup(e.id, e.members, padding, e.text.width, e.text.height) for e in diagram.groups)
    ids = {node.id for node in diagram.nodes}  # a row of a figure has some of them
    aligned, ordered = (
        tuple(tuple(id_ for id_ in list_ if id_ in ids) for list_ in lists)
        for lists in (diagram.aligned, diagram.ordered)
    )
    arrows = Arrows(style.pair, style.head[0], style.touch, style.heavier)
    boxes = _boxes(diagram)
    return LayoutProblem(boxes, tuple(edges), style.direction, groups, gaps, style.scale, aligned, ordered, arrows)


def _boxes(diagram: Diagram) -> tuple[Box, ...]:
    """The nodes as rectangles that include the straight ends of their edges and the gaps beside names."""
    style, boxes, known = diagram.style, [], dict[tuple[str, float, float], Profile]()
    ends = Counter((edge.tail, 1) for edge in diagram.edges) + Counter((edge.tip, -1) for edge in diagram.edges)
    for node in diagram.nodes:
        room = 2 * node.lead + (2 * style.gap if node.shape == "none" else 0.0)
        width, height = size = size_for_edges(node, style)
        outline = _outline(node, size, diagram, known) if max(ends[node.id, 1], ends[node.id, -1]) > 1 else None
        width, height = (width + room, height) if style.level else (width, height + room)
        align: Align = ALIGN.get(node.kind, "centre")
        boxes.append(Box(node.id, width, height, node.attach, align, node.place, node.free_operands, outline))
    return tuple(boxes)


def _outline(
    node: DiagramNode, size: tuple[float, float], diagram: Diagram, known: dict[tuple[str, float, float], Profile]
) -> Profile | None:
    """The outline at which edges end; None if the shape is not receding. `known` keeps outlines that nodes share."""
    shape, style = SHAPES.get(node.shape), diagram.style
    if not shape.receding:
        return None
    if (node.shape, *size) not in known:
        scaled = shape.scaled(style.scale)
        known[node.shape, *size] = profile(scaled, size, style.pair, style.scale, level=style.level)
    return known[node.shape, *size]
