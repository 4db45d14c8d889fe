"""The faults that frames of clusters may not have, counted with half a point of tolerance."""

from __future__ import annotations

from itertools import combinations, pairwise

from graphdraw.layout.problem import LayoutProblem, Placement
from tests.quality.figure import HALF_PAIR
from tests.quality.geometry import Rectangle, around, bounds, grown, strikes

TOLERANCE = 0.5


def frame_faults(problem: LayoutProblem, placement: Placement) -> dict[str, int]:
    """Each kind of fault and how often it occurs."""
    boxes = {b.id: around(placement.centres[b.id], b.width, b.height) for b in problem.boxes}
    labels = {edge.id: _block(problem, placement, edge.id) for edge in problem.edges}
    pieces = [(bounds(piece), piece) for route in placement.routes.values() for piece in pairwise(route)]
    found = dict.fromkeys(("member_outside", "box_inside", "label_inside", "label_outside", "frame_on_frame"), 0)
    found["title_struck"] = found["title_on_box"] = 0
    for group in problem.groups:
        frame, members = placement.frames[group.id], set(group.members)
        found["member_outside"] += sum(not _within(boxes[member], frame.box) for member in members)
        found["box_inside"] += sum(_meet(box, frame.box) for i, box in boxes.items() if i not in members)
        for edge in problem.edges:
            inside = {edge.source, edge.target} <= members
            if inside:
                found["label_outside"] += not _within(labels[edge.id], frame.box)
            else:
                found["label_inside"] += _meet(labels[edge.id], frame.box)
        x, y = frame.label
        title = (x, y, x + group.label_width, y + group.label_height)
        near = grown(title, HALF_PAIR - TOLERANCE)
        found["title_struck"] += any(_meet(near, around_) and strikes(s, near) for around_, s in pieces)
        found["title_on_box"] += any(_meet(title, box) for box in boxes.values()) or not _within(title, frame.box)
    for one, other in combinations(problem.groups, 2):
        a, b = placement.frames[one.id].box, placement.frames[other.id].box
        nested = set(one.members) <= set(other.members) or set(other.members) <= set(one.members)
        found["frame_on_frame"] += not (_within(a, b) or _within(b, a)) if nested else _meet(a, b)
    return {kind: count for kind, count in found.items() if count}


def _block(problem: LayoutProblem, placement: Placement, id_: str) -> Rectangle:
    (edge,) = [edge for edge in problem.edges if edge.id == id_]
    x, y = placement.labels[id_]
    half = edge.label_along / 2
    if problem.direction in ("right", "left"):
        return x - half, y - edge.label_before, x + half, y + edge.label_after
    return x - edge.label_before, y - half, x + edge.label_after, y + half


def _within(inner: Rectangle, outer: Rectangle) -> bool:
    return (
        outer[0] <= inner[0] + TOLERANCE
        and outer[1] <= inner[1] + TOLERANCE
        and inner[2] <= outer[2] + TOLERANCE
        and inner[3] <= outer[3] + TOLERANCE
    )


def _meet(a: Rectangle, b: Rectangle) -> bool:
    return a[0] + TOLERANCE < b[2] and b[0] + TOLERANCE < a[2] and a[1] + TOLERANCE < b[3] and b[1] + TOLERANCE < a[3]
