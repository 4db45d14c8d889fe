"""How far the texts that ride on arrows are from their own arrows, and from those of others. Points."""

from __future__ import annotations

import math
from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

from graphdraw.draw.scene import Curve, EdgeMark, LabelMark, Scene
from tests.quality.geometry import Point, Rectangle, Segment, bounds, grown, meetings, strikes, to_segment

AROUND = 12.0
"""So far from a text foreign arrows are looked for."""

PIECES = {"Q": 6, "C": 8}
"""As how many segments a curve is taken, and how many points of `Curve.points` it uses."""
USED = {"M": 1, "L": 1, "Q": 2, "C": 3, "Z": 0}


class Riding(NamedTuple):
    """A text with the edge it rides on, and how far it is from that and from the nearest foreign arrow.

    `own` is that of the text of the stack that is next to the arrow: a name stands on its number.
    """

    mark: LabelMark
    edge: str
    own: float
    foreign: float
    other: str


def riding(scene: Scene) -> list[Riding]:
    """Every value, gradient, local derivative and name on an arrow."""
    edges = {edge.id: edge for edge in scene.edges}
    pieces = {id_: _pieces(edge) for id_, edge in edges.items()}
    texts = list(_texts(scene, edges))
    near: dict[int, list[tuple[float, str]]] = {number: [] for number in range(len(texts))}
    every = [((id_, piece), bounds(piece)) for id_, segments in pieces.items() for piece in segments]
    boxes = [(number, grown(mark.box, AROUND)) for number, (mark, _, _) in enumerate(texts)]
    for number, (id_, piece) in meetings(boxes, every):
        mark, edge, _ = texts[number]
        if edge_of(id_) != edge:
            near[number].append((_distance(piece, mark.box), id_))
    found = []
    for number, (mark, edge, arrow) in enumerate(texts):
        stack = [m.box for m, other, at in texts if (other, at) == (edge, arrow) and _stacked(m.box, mark.box)]
        own = min(_distance(piece, box) for box in stack for piece in pieces[arrow])
        foreign, other = min(near[number], default=(math.inf, ""))
        found.append(Riding(mark, edge, own, foreign, other))
    return found


def edge_of(edge: str) -> str:
    """The edge that an arrow is one of: forward and backward have the same."""
    return edge.removesuffix(":backward")


def _texts(scene: Scene, edges: dict[str, EdgeMark]) -> Iterator[tuple[LabelMark, str, str]]:
    """Texts on arrows with their edge and their arrow; the name of a node rides on the first edge from there."""
    first: dict[str, str] = {}
    for edge in scene.edges:
        first.setdefault(edge.source, edge.id)
    ends = {node.id for node in scene.nodes if node.kind not in ("operation", "block")}
    for mark in scene.labels:
        if mark.of in edges:
            yield mark, edge_of(mark.of), mark.of
        elif mark.role == "name" and mark.of in first and mark.of not in ends:
            yield mark, edge_of(first[mark.of]), first[mark.of]


def _stacked(a: Rectangle, b: Rectangle) -> bool:
    """Whether two texts stand one above the other."""
    return a[0] < b[2] and b[0] < a[2]


def _pieces(edge: EdgeMark) -> list[Segment]:
    return [*_flat(edge.line), *_flat(edge.head)]


def _flat(curve: Curve) -> Iterator[Segment]:
    """A path as segments."""
    points, at = curve.points, 0
    here = start = points[0]
    for code in curve.codes:
        used = points[at : at + USED[code]]
        at += USED[code]
        if code == "M":
            here = start = used[0]
            continue
        ends = [start] if code == "Z" else _along([here, *used], PIECES.get(code, 1))
        yield from pairwise([here, *ends])
        here = ends[-1]


def _along(control: list[Point], count: int) -> list[Point]:
    """Points of a Bézier curve behind its first."""
    found = []
    for step in range(1, count + 1):
        t, left = step / count, control
        while len(left) > 1:
            left = [((1 - t) * a[0] + t * b[0], (1 - t) * a[1] + t * b[1]) for a, b in pairwise(left)]
        found.append(left[0])
    return found


def _distance(s: Segment, r: Rectangle) -> float:
    """Between a segment and a rectangle, 0 where they meet."""
    if strikes(s, r):
        return 0.0
    corners = ((r[0], r[1]), (r[2], r[1]), (r[0], r[3]), (r[2], r[3]))
    return min(*(to_segment(corner, s) for corner in corners), *(_to_rectangle(p, r) for p in s))


def _to_rectangle(p: Point, r: Rectangle) -> float:
    return math.hypot(max(r[0] - p[0], 0.0, p[0] - r[2]), max(r[1] - p[1], 0.0, p[1] - r[3]))
