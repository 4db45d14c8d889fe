"""Node shapes: how big one must be for its text, its outline, and where an arrow that comes from outside must stop.

All are centred at the origin, y downwards, in points. Every outline is convex, and the distance from it is 0 on it and
grows outwards, so one search finds where a segment reaches any shape.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Literal, NamedTuple

from graphdraw.draw.scene import Curve, Point
from graphdraw.registry import Registry

KAPPA = 4 * (math.sqrt(2) - 1) / 3
"""Length of the handles of a cubic that is nearest to a quarter of a circle of radius 1."""

MOST_STEPS = 50
"""Of the search for an outline; five are usual."""

PADDING = 5.0
"""Room between a text and the outline on its left and right."""

LINE_INK = 0.6
"""How much of the height of a line has ink, about."""

Fit = Callable[[float, float, float, float], tuple[float, float]]
Outside = Callable[[float, float], float]
"""Distance of a point, given from the centre of a node, from the outline of it; negative inside."""


class Shape(NamedTuple):
    """One node shape.

    `fit(text_width, text_height, inked_height, least_height)` gives width and height; `outline(width, height)` the
    drawn path; `outside(width, height)` how far outside a point is. `attach` says how links meet it in the layout,
    `side` how much of its height, or width, there is for links that arrive side by side.
    """

    name: str
    doc: str
    fit: Fit
    outline: Callable[[float, float], Curve | None]
    outside: Callable[[float, float], Outside]
    attach: Literal["round", "box"]
    side: float = 1.0

    def scaled(self, by: float) -> Shape:
        """The same shape where all texts and distances are so much larger."""
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
    """Where the segment a-b comes within `gap` of a convex shape, seen from a; b where it does not.

    By secants, to a millionth of a point: along a line the distance from a convex shape is convex and falls no faster
    than the line runs, so that no step goes too far.
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


def rounded_rectangle(width: float, height: float, radius: float) -> Curve:
    """A rectangle with quarter circles at its corners (arcs, so that a square one with full radius is a circle)."""
    w, h, r = width / 2, height / 2, min(radius, width / 2, height / 2)
    if r == 0:
        return Curve("MLLLZ", ((-w, -h), (w, -h), (w, h), (-w, h)))
    k = r * (1 - KAPPA)
    return Curve(
        "MLCLCLCLCZ",
        (
            *((-w + r, -h), (w - r, -h), (w - k, -h), (w, -h + k), (w, -h + r)),
            *((w, h - r), (w, h - k), (w - k, h), (w - r, h)),
            *((-w + r, h), (-w + k, h), (-w, h - k), (-w, h - r)),
            *((-w, -h + r), (-w, -h + k), (-w + k, -h), (-w + r, -h)),
        ),
    )


def _outside_rounded(width: float, height: float, radius: float) -> Outside:
    """Signed distance to a rounded rectangle (after I. Quilez, "2D distance functions")."""
    r = min(radius, width / 2, height / 2)
    w, h = width / 2 - r, height / 2 - r

    def outside(x: float, y: float) -> float:
        dx, dy = abs(x) - w, abs(y) - h
        return (math.hypot(dx, dy) if dx > 0 and dy > 0 else max(dx, dy)) - r

    return outside


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
    h = max(least * 1.2, 2 * height * larger)
    return max(h, 2 * width * larger), h


def _fit_text(width: float, height: float, _inked: float, least: float) -> tuple[float, float]:
    return width, max(height, min(least, height))


def _diamond(width: float, height: float) -> Curve:
    w, h = width / 2, height / 2
    return Curve("MLLLZ", ((0.0, -h), (w, 0.0), (0.0, h), (-w, 0.0)))


def _outside_diamond(width: float, height: float) -> Outside:
    """Distance to the nearest side, beyond a corner to that."""
    w, h = width / 2, height / 2
    length = math.hypot(w, h)

    def outside(x: float, y: float) -> float:
        x, y = abs(x), abs(y)
        along = ((w - x) * w + y * h) / length  # from the corner at the right to that at the bottom
        if along < 0:
            return math.hypot(x - w, y)
        return math.hypot(x, y - h) if along > length else (x * h + y * w - w * h) / length

    return outside


SHAPES: Registry[Shape] = Registry("shape")
"""What `shape` can name in `view.nodes` and `view.classes`."""

ROUNDED_CORNER = 4.0

for _shape in (
    Shape(
        "circle",
        "a circle round the text",
        _fit_circle,
        lambda w, h: rounded_rectangle(w, h, h / 2),
        lambda w, h: _outside_rounded(w, h, h / 2),
        "round",
    ),
    Shape(
        "pill",
        "a box with half circles at both ends, for words",
        _fit_pill,
        lambda w, h: rounded_rectangle(w, h, h / 2),
        lambda w, h: _outside_rounded(w, h, h / 2),
        "round",
    ),
    Shape(
        "box",
        "a rectangle",
        _fit_box,
        lambda w, h: rounded_rectangle(w, h, 0),
        lambda w, h: _outside_rounded(w, h, 0),
        "box",
    ),
    Shape(
        "rounded",
        "a rectangle with rounded corners",
        _fit_box,
        lambda w, h: rounded_rectangle(w, h, ROUNDED_CORNER),
        lambda w, h: _outside_rounded(w, h, ROUNDED_CORNER),
        "box",
    ),
    Shape("diamond", "a rhombus, as wide as its text needs", _fit_diamond, _diamond, _outside_diamond, "round", 0.8),
    Shape(
        "none",
        "the text alone, without an outline",
        _fit_text,
        lambda w, h: None,  # noqa: ARG005
        lambda w, h: _outside_rounded(w, h, 0),
        "box",
    ),
):
    SHAPES.register(_shape.name, _shape)
