"""Makes the layout's problem of a diagram: sizes, edges, outlines and how arrows are drawn, never what they mean."""

from __future__ import annotations

from collections import Counter

from graphdraw.draw.diagram.label_stack import block
from graphdraw.draw.diagram.model import Diagram, DiagramNode
from graphdraw.draw.diagram.node_sizes import size_for_links
from graphdraw.draw.style.ports import profile
from graphdraw.draw.style.shapes import SHAPES
from graphdraw.layout.problem import ROOMY, Align, Arrows, Box, BoxGroup, Gaps, LayoutProblem, Link, Profile

ALIGN: dict[str, Align] = {"input": "end", "constant": "end", "output": "start"}
"""How nodes are aligned within their layer, by kind; other kinds are centred."""


def layout_problem(diagram: Diagram, gaps: Gaps = ROOMY) -> LayoutProblem:
    """The problem of laying out a diagram, with gaps as tight as `gaps` says."""
    style = diagram.style
    links = []
    for line in diagram.lines:
        room_of = block(line, style)
        sizes = room_of.along, room_of.before, room_of.after
        links.append(Link(line.id, line.tail, line.tip, line.order, *sizes, pair=line.flow == "both"))
    padding = style.group_padding
    groups = tuple(BoxGroup(e.id, e.members, padding, e.text.width, e.text.height) for e in diagram.enclosures)
    ids = {item.id for item in diagram.items}  # a row of a figure has some of them
    aligned, ordered = (
        tuple(tuple(id_ for id_ in list_ if id_ in ids) for list_ in lists)
        for lists in (diagram.aligned, diagram.ordered)
    )
    arrows = Arrows(style.pair, style.head[0], style.touch, style.heavier)
    boxes = _boxes(diagram)
    return LayoutProblem(boxes, tuple(links), style.direction, groups, gaps, style.scale, aligned, ordered, arrows)


def _boxes(diagram: Diagram) -> tuple[Box, ...]:
    """The items as rectangles that include the straight ends of their edges and the gaps beside names."""
    style, boxes, known = diagram.style, [], dict[tuple[str, float, float], Profile]()
    ends = Counter((line.tail, 1) for line in diagram.lines) + Counter((line.tip, -1) for line in diagram.lines)
    for item in diagram.items:
        room = 2 * item.lead + (2 * style.gap if item.shape == "none" else 0.0)
        width, height = size = size_for_links(item, style)
        outline = _outline(item, size, diagram, known) if max(ends[item.id, 1], ends[item.id, -1]) > 1 else None
        width, height = (width + room, height) if style.level else (width, height + room)
        align: Align = ALIGN.get(item.kind, "centre")
        boxes.append(Box(item.id, width, height, item.attach, align, item.place, item.free_operands, outline))
    return tuple(boxes)


def _outline(
    item: DiagramNode, size: tuple[float, float], diagram: Diagram, known: dict[tuple[str, float, float], Profile]
) -> Profile | None:
    """The outline at which edges end; None if the shape is not receding. `known` keeps outlines that nodes share."""
    shape, style = SHAPES.get(item.shape), diagram.style
    if not shape.receding:
        return None
    if (item.shape, *size) not in known:
        scaled = shape.scaled(style.scale)
        known[item.shape, *size] = profile(scaled, size, style.pair, style.scale, level=style.level)
    return known[item.shape, *size]
