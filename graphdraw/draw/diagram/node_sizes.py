"""Enlarges nodes for their edges, so that every arrow ends on an outline and clear of other arrows.

A circle at which more edges end than have room round it becomes a pill across their direction. Lengths are in points.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Sequence
from math import asin, degrees

from graphdraw.draw.diagram.model import DiagramEdge, DiagramNode
from graphdraw.draw.style.receding import long_enough
from graphdraw.draw.style.shapes import SHAPES
from graphdraw.draw.style.style import Style

BETWEEN_PAIRS, SINGLE_PITCH = 5.0, 6.0
"""On a straight side, the gap between two pairs of arrows, and the distance between the axes of two single arrows."""

PAIRS_AROUND, SINGLES_AROUND = 3, 7
"""The most edges on one side of a round node, as pairs and as single arrows; more arrive side by side."""

AROUND, APART = 150.0, 4.0
"""Degrees of a circle that the edges on one side of it share, and points between two arrows that end there."""

BORDER, NAME_BORDER = 8.0, 2.0
"""What a side on which several edges end is longer than their arrows, with an outline and without."""

LEAST_ROUND, LEAST_BORDER = 1.45, 4.0
"""A round node is at least so many times as large as its pair of arrows; another node so many points longer."""

STRAIGHT = 2.0
"""How far arrows that arrive side by side run straight before their heads begin."""


def with_room(
    nodes: Iterable[DiagramNode],
    edges: Iterable[DiagramEdge],
    style: Style,
    crowded: Container[str] = (),
) -> list[DiagramNode]:
    """The nodes, longer where their edges need it; of a name without an outline only the `room` grows.

    At nodes whose ids are in `crowded`, arrows arrive side by side, however few there are.
    """
    sides: dict[tuple[str, bool], list[bool]] = {}
    for edge in edges:
        sides.setdefault((edge.tail, True), []).append(edge.flow == "both")
        sides.setdefault((edge.tip, False), []).append(edge.flow == "both")
    found = []
    for node in nodes:
        there = [sides.get((node.id, side), []) for side in (True, False)]
        if node.kind != "fork" and any(there):
            abreast = node.id in crowded or _many(node, there, style)
            node = _abreast(node, style) if abreast else node
            node = _sized(node, there, style)
        found.append(node)
    return found


def size_for_edges(node: DiagramNode, style: Style) -> tuple[float, float]:
    """Width and height of the outline at which edges end: those of the node, or its `room` across the edges."""
    if style.level:
        return node.width, max(node.height, node.room)
    return max(node.width, node.room), node.height


def pair_pitch(style: Style) -> float:
    """The distance between the axes of two pairs of arrows on a straight side."""
    return style.pair + BETWEEN_PAIRS * style.scale + style.heavier


def length_for(edges: int, style: Style) -> float:
    """The length of a side on which so many `edges` end, each a pair of arrows."""
    return pair_pitch(style) * (edges - 1) + style.pair + BORDER * style.scale


def lead(style: Style) -> float:
    """How far arrows that arrive side by side run straight, their heads included."""
    return style.head[0] + STRAIGHT * style.scale


def _many(node: DiagramNode, sides: list[list[bool]], style: Style) -> bool:
    """Whether more edges end on one side of a name or a round node than may arrive at angles of their own."""
    if node.attach == "box" and node.shape != "none":
        return False
    across = node.height if style.level else node.width
    if node.shape == "none":
        return any(len(side) > (PAIRS_AROUND if any(side) else SINGLES_AROUND) for side in sides)
    return any(len(side) > _around(side, across, style) for side in sides)


def _abreast(node: DiagramNode, style: Style) -> DiagramNode:
    """The node with arrows that run straight before they end at it, side by side; a circle becomes a pill."""
    shape = "pill" if node.shape == "circle" else node.shape
    return node._replace(attach="box", shape=shape, lead=lead(style))


def _sized(node: DiagramNode, sides: list[list[bool]], style: Style) -> DiagramNode:
    """The node, at least as large as its edges need; `sides` says of each side which of its edges are pairs."""
    scale = style.scale
    if node.shape == "none":
        room = max(_length(side, style, style.pair + NAME_BORDER * scale, -style.pair) for side in sides)
        return node._replace(room=room)
    if node.attach == "box":
        shape, beyond = SHAPES.get(node.shape).scaled(scale), style.pair + BORDER * scale
        # the layout keeps the axes of single arrows as far apart as those of pairs, where there is room
        there = [[True] * len(side) for side in sides] if shape.receding else sides
        long = max(_length(side, style, beyond, LEAST_BORDER * scale) for side in there)
        if shape.receding and max(map(len, sides)) > 1:
            across = (long - BORDER * scale) / 2
            long = long_enough(shape, (node.width, node.height), across, scale, level=style.level)
    else:
        long = LEAST_ROUND * style.pair if any(map(any, sides)) else 0.0
    if node.shape == "circle":
        return node._replace(width=max(node.width, long), height=max(node.height, long))
    if style.level:
        return node._replace(height=max(node.height, long))
    return node._replace(width=max(node.width, long))


def _around(side: Sequence[bool], across: float, style: Style) -> int:
    """How many edges may end on one side of a round node that is `across` points large."""
    if not any(side):
        return SINGLES_AROUND
    half, apart = (degrees(asin(min(1.0, by / across))) for by in (style.pair, APART * style.scale + style.heavier))
    return max(1, min(PAIRS_AROUND, 1 + int(AROUND / (2 * half + 2 * apart))))


def _length(side: Sequence[bool], style: Style, beyond: float, least: float) -> float:
    """The length of a side on which edges end side by side.

    Several need `beyond` more than the distance of their outer axes, one pair `least` more than its width.
    """
    if len(side) > 1:
        pitch = pair_pitch(style) if any(side) else SINGLE_PITCH * style.scale + 2 * style.heavier
        return pitch * (len(side) - 1) + beyond
    return style.pair + least if any(side) else 0.0
