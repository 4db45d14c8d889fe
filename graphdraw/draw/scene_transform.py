"""Moving a scene and fitting its canvas round it; coordinates are rounded to a hundredth of a point."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, islice
from math import hypot, sqrt

import numpy as np

from graphdraw.draw.scene import BoxEdges, Curve, EdgeMark, LabelMark, NodeMark, Point, Scene, TextRun
from graphdraw.draw.text.text import ink_box

DIGITS = 2

"""Decimals of a coordinate: a hundredth of a point is finer than any printer."""

AT_ONCE = 10_000
"""How many points are rounded at once."""

TIE, LARGE = 1e-3, 1e11
"""When a coordinate may be a tie in rounding: within `TIE` of half a unit of the last decimal, or over `LARGE` units,
where multiplying by a power of ten is not exact enough to tell."""

MITRE = 10.0
"""The largest mitre limit of the formats: how many times the width of a line a sharp corner may reach out."""


def moved(scene: Scene, dx: float, dy: float) -> Scene:
    """The scene with every mark moved right by `dx` and down by `dy` points, and rounded to `DIGITS` decimals."""
    # constructors are called, since `_replace` takes three times as long, and there are thousands of marks
    places = iter(_rounded(list(chain.from_iterable(_points(scene))), dx, dy))

    def points(those: Sequence[Point]) -> tuple[Point, ...]:
        return tuple(islice(places, len(those)))

    def box() -> BoxEdges:
        return (*next(places), *next(places))

    def curve(c: Curve) -> Curve:
        return Curve(c.codes, points(c.points))

    def node(mark: NodeMark) -> NodeMark:
        moved_box, outline = box(), mark.outline and curve(mark.outline)
        look = mark.fill, mark.stroke, mark.stroke_width
        return NodeMark(mark.id, mark.kind, moved_box, mark.text, outline, *look)

    def edge(mark: EdgeMark) -> EdgeMark:
        name = mark.id, mark.source, mark.target, mark.argument, mark.direction
        look = mark.head_filled, mark.color, mark.width, mark.dash
        return EdgeMark(*name, points(mark.points), curve(mark.line), curve(mark.head), *look)

    def label(mark: LabelMark) -> LabelMark:
        moved_box, frame = box(), mark.frame and curve(mark.frame)
        runs = tuple([TextRun(r.text, *next(places), r.size, r.math) for r in mark.runs])
        return LabelMark(mark.text, mark.role, mark.of, moved_box, runs, mark.color, frame, mark.frame_width)

    return scene._replace(
        nodes=tuple(map(node, scene.nodes)), edges=tuple(map(edge, scene.edges)), labels=tuple(map(label, scene.labels))
    )


def _points(scene: Scene) -> Iterator[Iterable[Point]]:
    """All points of a scene, in the order in which `moved` uses them."""
    for node in scene.nodes:
        yield from (_corners_of(node.box), node.outline.points if node.outline else ())
    for edge in scene.edges:
        yield from (edge.points, edge.line.points, edge.head.points)
    for label in scene.labels:
        yield from (_corners_of(label.box), label.frame.points if label.frame else ())
        yield [(run.x, run.y) for run in label.runs]


def _corners_of(box: BoxEdges) -> tuple[Point, Point]:
    """The upper left and the lower right corner of a box."""
    return (box[0], box[1]), (box[2], box[3])


def _rounded(points: list[Point], dx: float, dy: float) -> Iterator[Point]:
    """The points moved by (dx, dy) and rounded to `DIGITS` decimals, exactly as Python's `round` does."""
    begins = range(0, len(points), AT_ONCE)
    return chain.from_iterable(_rounded_chunk(points[begin : begin + AT_ONCE], dx, dy) for begin in begins)


def _rounded_chunk(points: list[Point], dx: float, dy: float) -> Iterator[Point]:
    """`_rounded` for some points: NumPy rounds them together, and `round` those coordinates that may be ties."""
    exact = np.fromiter(chain.from_iterable(points), float, 2 * len(points)).reshape(-1, 2) + np.array((dx, dy))
    units = exact * 10**DIGITS
    near = np.rint(units)
    # adding zero turns negative zeros, which would show in files, into zeros
    found = near / 10**DIGITS + 0.0
    unsure = (abs(abs(units - near) - 0.5) < TIE) | (abs(units) > LARGE)
    for place in zip(*np.nonzero(unsure), strict=True):
        found[place] = round(float(exact[place]), DIGITS) + 0.0
    return zip(*found.T.tolist(), strict=True)


def fitted(scene: Scene, margin: float) -> Scene:
    """The scene, moved and sized so that all boxes and lines lie at least `margin` points inside of the canvas.

    The ink of strokes, sharp corners and letters beyond their boxes may reach into the margin, but not beyond the
    canvas.
    """
    boxes = [n.box for n in scene.nodes] + [label.box for label in scene.labels]
    for half in {edge.width / 2: None for edge in scene.edges}:
        points = ((*edge.line.points, *edge.head.points) for edge in scene.edges if edge.width / 2 == half)
        xs, ys = zip(*chain.from_iterable(points), strict=True)
        boxes.append((min(xs) - half, min(ys) - half, max(xs) + half, max(ys) + half))
    if not boxes:
        return scene._replace(width=2 * margin, height=2 * margin)
    boxes += [_grown(box, -margin) for box in ink_boxes(scene)]
    left, top = min(b[0] for b in boxes), min(b[1] for b in boxes)
    right, bottom = max(b[2] for b in boxes), max(b[3] for b in boxes)
    size = round(right - left + 2 * margin, 2), round(bottom - top + 2 * margin, 2)
    return moved(scene, margin - left, margin - top)._replace(width=size[0], height=size[1])


def ink_boxes(scene: Scene) -> Iterator[BoxEdges]:
    """The boxes of the ink of strokes, sharp corners, frames and letters: left, top, right and bottom.

    The straight lines of arrows are left out.
    """
    for node in scene.nodes:
        if node.outline and node.stroke_width:
            yield _grown(node.box, node.stroke_width / 2)
            yield from _mitre_tips(node.outline, node.stroke_width / 2)
    for edge in scene.edges:
        if not edge.head_filled:
            yield from _mitre_tips(edge.head, edge.width / 2)
    for label in scene.labels:
        if label.frame:
            xs, ys = zip(*label.frame.points, strict=True)
            yield _grown((min(xs), min(ys), max(xs), max(ys)), label.frame_width / 2)
        for run in label.runs:
            box = ink_box(run.text, run.math, scene.fonts, scene.mathfont)
            if box:
                left, bottom, right, top = (run.size * at for at in box)
                yield run.x + left, run.y - top, run.x + right, run.y - bottom


def _mitre_tips(curve: Curve, half: float) -> Iterator[BoxEdges]:
    """The tips of the mitred corners of a polyline, as boxes of size 0; `half` is half the width of its line.

    Nothing for a curve that is not made of straight lines.
    """
    codes = curve.codes.removesuffix("Z")
    if not set(codes) <= {"M", "L"}:
        return
    points = curve.points
    joins = list(zip(points, points[1:], points[2:], strict=False))
    if codes != curve.codes:
        joins += [(points[-2], points[-1], points[0]), (points[-1], points[0], points[1])]
    for (ax, ay), (bx, by), (cx, cy) in joins:
        before, after = hypot(bx - ax, by - ay) or 1.0, hypot(cx - bx, cy - by) or 1.0
        dx, dy = (bx - ax) / before - (cx - bx) / after, (by - ay) / before - (cy - by) / after
        turned = hypot(dx, dy)  # twice the cosine of half the angle between the two lines
        sharp = sqrt(max(0.0, 1 - turned * turned / 4))
        reach = half * min(MITRE, 1 / max(sharp, 1e-9)) / (turned or 1.0)
        x, y = bx + dx * reach, by + dy * reach
        yield x, y, x, y


def _grown(box: BoxEdges, by: float) -> BoxEdges:
    """The box with each side moved out by `by` points."""
    return box[0] - by, box[1] - by, box[2] + by, box[3] + by
