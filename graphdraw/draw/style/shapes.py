"""Node shapes: how large each is for its text, its outline, and where arrows from outside end on it.

Shapes are centred at the origin, in points, y downwards. Every outline is convex, and the distance from it is 0 on it
and grows outwards, so that one search finds where a segment meets any shape.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Literal, NamedTuple

from graphdraw.draw.scene import Curve, Point
from graphdraw.draw.style.outlines import (
    Outside,
    diamond,
    ellipse,
    hexagon,
    outside_ellipse,
    outside_polygon,
    outside_rounded,
    polygon,
    rounded_rectangle,
)
from graphdraw.registry import Registry

MOST_STEPS = 50
"""The most steps of the search for an outline; five are usual."""

PADDING = 5.0
"""Room between a text and the outline on its left and right."""

LINE_INK = 0.6
"""The part of the height of a line of text that has ink, approximately."""

WIDEST_DIAMOND = 2.0
"""The largest ratio of width to height of a rhombus; at the thin corners of a flatter one arrows would run along it."""

LEAST_ELLIPSE = 1.35
"""The least ratio of width to height of an ellipse, so that it is not taken for a circle."""

FitText = Callable[[float, float, float, float], tuple[float, float]]
"""From width and height of a text, the height of its ink and the least height, to width and height of the shape."""


class Shape(NamedTuple):
    """One node shape.

    `fit(text_width, text_height, inked_height, least_height)` gives width and height; `outline(width, height)` the
    drawn path, or None; `outside(width, height)` the function for the distance of a point from it. `attach` says how
    edges meet the shape in the layout. A `receding` shape has no straight side for edges that arrive side by side, so
    it has to be larger for them.
    """

    name: str
    doc: str
    fit: FitText
    outline: Callable[[float, float], Curve | None]
    outside: Callable[[float, float], Outside]
    attach: Literal["round", "box"]
    receding: bool = False

    def scaled(self, by: float) -> Shape:
        """The shape with all its lengths multiplied by `by`."""
        if by == 1:
            return self

        def fit(width: float, height: float, inked: float, least: float) -> tuple[float, float]:
            w, h = self.fit(width / by, height / by, inked / by, least / by)
            return w * by, h * by

        def outline(width: float, height: float) -> Curve | None:
            found = self.outline(width / by, height / by)
            return found and Curve(found.codes, tuple((x * by, y * by) for x, y in found.points))

        def outside(width: float, height: float) -> Outside:
            found = self.outside(width / by, height / by)
            return lambda x, y: by * found(x / by, y / by)

        return self._replace(fit=fit, outline=outline, outside=outside)


def clip(a: Point, b: Point, outside: Outside, gap: float) -> Point:
    """The first point, from `a` on, at which the segment from `a` to `b` is within `gap` of a convex shape; else `b`.

    Found by secants, to a millionth of a point: along a line the distance from a convex shape is convex and falls no
    faster than the line runs, so no step goes too far.
    """
    (x, y), dx, dy = a, b[0] - a[0], b[1] - a[1]
    if outside(*b) > gap:
        return b
    t, there = 0.0, outside(x, y) - gap
    step = there / max(math.hypot(dx, dy), 1e-9)
    for _ in range(MOST_STEPS):
        if there <= 1e-6:
            break
        before, t = there, t + step
        there = outside(x + dx * t, y + dy * t) - gap
        step *= there / max(before - there, 1e-12)
    return x + dx * t, y + dy * t


def _fit_circle(width: float, _height: float, inked: float, least: float) -> tuple[float, float]:
    diameter = max(least, math.hypot(width, inked) + PADDING)
    return diameter, diameter


def _fit_pill(width: float, height: float, inked: float, least: float) -> tuple[float, float]:
    h = max(least, height + 4)
    corner = h - math.sqrt(max(0.0, h * h - inked * inked))  # what the half circles take at the height of the ink
    return max(h, width + max(h * 0.35, corner) + PADDING), h


def _fit_box(width: float, height: float, _inked: float, least: float) -> tuple[float, float]:
    h = max(least, height + 6)
    return max(h, width + 2 * PADDING), h


def _fit_diamond(width: float, height: float, inked: float, least: float) -> tuple[float, float]:
    # a line takes 0.8 of the way from the centre to the sides, and so does what has more ink
    larger = max(1.0, (1 + inked / height) / 1.6) if height else 1.0
    h = max(least * 1.2, 2 * height * larger, PADDING)
    w = max(h, (width + 2 * PADDING) / (1 - inked / h))
    if w <= WIDEST_DIAMOND * h:
        return w, h
    w = width + 2 * PADDING + WIDEST_DIAMOND * inked  # the text fits where it is this much wider than high
    return w, max(h, w / WIDEST_DIAMOND)


def _fit_hexagon(width: float, height: float, inked: float, least: float) -> tuple[float, float]:
    h = max(least, height + 6)
    return max(h * 2 / math.sqrt(3), width + PADDING + _ink(height, inked) / math.sqrt(3)), h


def _fit_ellipse(width: float, height: float, inked: float, least: float) -> tuple[float, float]:
    ink = _ink(height, inked)
    h = max(least, height + 4, ink * math.sqrt(2))
    return max(h * LEAST_ELLIPSE, (width + 1.6 * PADDING) / math.sqrt(1 - (ink / h) ** 2)), h


def _ink(height: float, inked: float) -> float:
    """The height that the ink of a text spans, estimated from above, with the gap between the lines if it has two."""
    return min(height, inked + 0.2 * height)


def _fit_text(width: float, height: float, _inked: float, least: float) -> tuple[float, float]:
    return width, max(height, min(least, height))


SHAPES: Registry[Shape] = Registry("shape")
"""The shapes that `shape` can name in `view.nodes` and `view.classes`."""

ROUNDED_CORNER = 4.0

for _shape in (
    Shape(
        "circle",
        "a circle round the text",
        _fit_circle,
        lambda w, h: rounded_rectangle(w, h, h / 2),
        lambda w, h: outside_rounded(w, h, h / 2),
        "round",
    ),
    Shape(
        "pill",
        "a box with half circles at both ends, for words",
        _fit_pill,
        lambda w, h: rounded_rectangle(w, h, h / 2),
        lambda w, h: outside_rounded(w, h, h / 2),
        "round",
    ),
    Shape(
        "box",
        "a rectangle",
        _fit_box,
        lambda w, h: rounded_rectangle(w, h, 0),
        lambda w, h: outside_rounded(w, h, 0),
        "box",
    ),
    Shape(
        "rounded",
        "a rectangle with rounded corners",
        _fit_box,
        lambda w, h: rounded_rectangle(w, h, ROUNDED_CORNER),
        lambda w, h: outside_rounded(w, h, ROUNDED_CORNER),
        "box",
    ),
    Shape(
        "diamond",
        "a rhombus, as wide as its text needs",
        _fit_diamond,
        lambda w, h: polygon(diamond(w, h)),
        lambda w, h: outside_polygon(diamond(w, h)),
        "round",
        receding=True,
    ),
    Shape(
        "hexagon",
        "a hexagon with a point at its left and right",
        _fit_hexagon,
        lambda w, h: polygon(hexagon(w, h)),
        lambda w, h: outside_polygon(hexagon(w, h)),
        "round",
        receding=True,
    ),
    Shape("ellipse", "an ellipse round the text", _fit_ellipse, ellipse, outside_ellipse, "round", receding=True),
    Shape(
        "none",
        "the text alone, without an outline",
        _fit_text,
        lambda w, h: None,  # noqa: ARG005
        lambda w, h: outside_rounded(w, h, 0),
        "box",
    ),
):
    SHAPES.register(_shape.name, _shape)
