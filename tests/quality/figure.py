"""A placement as rectangles and segments, turned so that its edges run to the right."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from itertools import pairwise

from graphdraw.layout.problem import LayoutEdge, LayoutProblem, Placement
from tests.quality.geometry import Point, Rectangle, Segment, around

HALF_PAIR = 3.0
CLEAR = 1.0
"""From the axis to an arrow of a pair, and from an arrow to where texts may begin."""


@dataclass(frozen=True, slots=True)
class Figure:
    edges: Mapping[str, LayoutEdge]
    boxes: Mapping[str, Rectangle]
    centres: Mapping[str, Point]
    routes: Mapping[str, tuple[Point, ...]]
    labels: Mapping[str, Point]
    blocks: Mapping[str, Rectangle]
    texts: tuple[tuple[str, Rectangle], ...]
    pieces: tuple[tuple[str, Segment], ...]
    free: frozenset[str]
    main: frozenset[str]


def figure(problem: LayoutProblem, placement: Placement) -> Figure:
    """What there is to see."""
    turn = _TURNS[problem.direction]
    level = problem.direction in ("right", "left")
    edges = {edge.id: edge for edge in problem.edges}
    centres = {i: turn(p) for i, p in placement.centres.items()}
    boxes = {
        b.id: around(centres[b.id], *((b.width, b.height) if level else (b.height, b.width))) for b in problem.boxes
    }
    routes = {i: tuple(map(turn, route)) for i, route in placement.routes.items()}
    labels = {i: turn(p) for i, p in placement.labels.items()}
    blocks = {i: _block(edges[i], at) for i, at in labels.items()}
    texts = tuple((i, text) for i, block in blocks.items() for text in _texts(edges[i], labels[i], block))
    pieces = tuple((i, piece) for i, route in routes.items() for piece in pairwise(route))
    free = frozenset(box.id for box in problem.boxes if box.free_operands)
    return Figure(edges, boxes, centres, routes, labels, blocks, texts, pieces, free, frozenset(placement.main))


_TURNS: dict[str, Callable[[Point], Point]] = {
    "right": lambda p: p,
    "left": lambda p: (-p[0], p[1]),
    "down": lambda p: (p[1], p[0]),
    "up": lambda p: (-p[1], p[0]),
}


def _block(edge: LayoutEdge, at: Point) -> Rectangle:
    half = edge.label_along / 2
    return at[0] - half, at[1] - edge.label_before, at[0] + half, at[1] + edge.label_after


def _texts(edge: LayoutEdge, at: Point, block: Rectangle) -> list[Rectangle]:
    """What of a block lies before and after the arrows, where there is anything."""
    half = CLEAR + (HALF_PAIR if edge.pair else 0.0)
    left, top, right, bottom = block
    texts = [(left, top, right, at[1] - half), (left, at[1] + half, right, bottom)]
    return [r for r in texts if r[3] > r[1] and r[2] > r[0]]
