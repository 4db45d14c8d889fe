"""The faults that no figure may have, counted with half a point of tolerance."""

from __future__ import annotations

from itertools import combinations, pairwise

from tests.quality.figure import Figure
from tests.quality.geometry import Point, bounds, grown, meetings, shared_length, strikes

TOLERANCE = 0.5
LEAST_SLANT = 10.0
ARRIVAL = 14.0
"""So far before its box the order of the edges that arrive there is read."""


def faults(f: Figure) -> dict[str, int]:
    """Each kind of fault and how often it occurs."""
    return {**_overlaps(f), **_strokes(f), **_of_routes(f), "out_of_order": _out_of_order(f)}


def _overlaps(f: Figure) -> dict[str, int]:
    boxes = [(i, grown(r, -TOLERANCE)) for i, r in f.boxes.items()]
    texts = [(i, grown(r, -TOLERANCE)) for i, r in f.texts]
    return {
        "box_on_box": len({frozenset(pair) for pair in meetings(boxes, boxes) if pair[0] != pair[1]}),
        "text_on_text": len({frozenset(pair) for pair in meetings(texts, texts) if pair[0] != pair[1]}),
        "text_on_box": len(set(meetings(texts, boxes))),
    }


def _strokes(f: Figure) -> dict[str, int]:
    pieces = [((i, s), bounds(s)) for i, s in f.pieces]
    texts = [((i, r), r) for i, r in ((i, grown(r, -TOLERANCE)) for i, r in f.texts)]
    boxes = [((i, r), r) for i, r in ((i, grown(r, -TOLERANCE)) for i, r in f.boxes.items())]
    struck = {(text, edge) for (text, r), (edge, s) in meetings(texts, pieces) if strikes(s, r)}
    pierced = {(box, edge) for (box, r), (edge, s) in meetings(boxes, pieces) if strikes(s, r)}
    ends = {i: (edge.source, edge.target) for i, edge in f.edges.items()}
    return {
        "text_struck": sum(text != edge for text, edge in struck),
        "text_struck_by_own": sum(text == edge for text, edge in struck),
        "box_struck": sum(box not in ends[edge] for box, edge in pierced),
    }


def _of_routes(f: Figure) -> dict[str, int]:
    pieces = [((i, s), bounds(s)) for i, s in f.pieces]
    widened = [((i, s), grown(bounds(s), 1.0)) for i, s in f.pieces]
    on_each_other = {
        frozenset((i, j)) for (i, s), (j, t) in meetings(widened, pieces) if i != j and shared_length(s, t) > TOLERANCE
    }
    return {
        "link_on_link": len(on_each_other),
        "backwards": sum(b[0] < a[0] - TOLERANCE for _, (a, b) in f.pieces),
        "jogs": sum(TOLERANCE < abs(b[1] - a[1]) < LEAST_SLANT - TOLERANCE for _, (a, b) in f.pieces),
        "label_without_run": sum(not _has_run(f, i) for i in f.labels),
    }


def _has_run(f: Figure, edge: str) -> bool:
    """Whether a level piece of the route lies under the whole label."""
    left, _, right, _ = f.blocks[edge]
    height = f.labels[edge][1]
    return any(
        abs(a[1] - b[1]) <= 0.02
        and abs(a[1] - height) <= TOLERANCE
        and a[0] <= left + TOLERANCE
        and right - TOLERANCE <= b[0]
        for i, (a, b) in f.pieces
        if i == edge
    )


def _out_of_order(f: Figure) -> int:
    """Pairs of operands of one box that arrive the wrong way round."""
    into: dict[str, list[str]] = {}
    for i, edge in f.edges.items():
        if edge.target not in f.free:
            into.setdefault(edge.target, []).append(i)
    wrong = 0
    for box, edges in into.items():
        edges.sort(key=lambda i: f.edges[i].argument)
        x = f.boxes[box][0] - ARRIVAL
        heights = [_height_at(f.routes[i], x) for i in edges]
        wrong += sum(upper > lower + TOLERANCE for upper, lower in combinations(heights, 2))
    return wrong


def _height_at(route: tuple[Point, ...], x: float) -> float:
    for a, b in pairwise(route):
        if a[0] <= x <= b[0] and b[0] > a[0]:
            return a[1] + (x - a[0]) / (b[0] - a[0]) * (b[1] - a[1])
    return route[-1][1]
