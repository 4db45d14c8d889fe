"""Where edges that arrive side by side meet a receding outline, and how large the shape has to be for them.

Lengths are in points. `across` is a distance from the middle of the side at which edges arrive: a height where edges
run to the right or left (`level`). `scale` is the size of the figure relative to its theme.
"""

from __future__ import annotations

import math

from graphdraw.draw.style.outlines import Outside
from graphdraw.draw.style.shapes import Shape, clip
from graphdraw.layout.problem import Profile

SAMPLES = 16
"""How many points of a quarter of an outline the layout gets, after the first."""

STEEPEST = 1.25
"""The steepest slope at which an arrow still ends well: points that the outline recedes for each point across."""

BORDER = 4.0
"""The least distance from the outermost arrow to the end of the outline."""

THINNEST = 4.0
"""The least depth of a shape, from its middle, where an arrow ends; with less, arrows from both sides would touch."""

STEP, SHARE = 0.5, 0.01
"""By how much a shape grows at a time until its edges end well on it: so many points plus this share of its length."""


def depth(outside: Outside, across: float, size: tuple[float, float], *, level: bool) -> float:
    """How far from the middle of the shape an edge that runs straight at it meets the outline, in points."""
    far, near = max(size), 0.0
    if level:
        return clip((far, across), (near, across), outside, 0.0)[0]
    return clip((across, far), (across, near), outside, 0.0)[1]


def is_met_well(shape: Shape, size: tuple[float, float], across: float, scale: float, *, level: bool) -> bool:
    """Whether an arrow `across` from the middle ends well: not at a corner, nor where the shape is steep or thin."""
    along, most = size if level else reversed(size)
    most, border, thinnest = most / 2, BORDER * scale, min(THINNEST * scale, along / 4)
    if across > most - border:
        return False
    outside, outer = shape.outside(*size), across + border / 2
    here, there, further = (depth(outside, at, size, level=level) for at in (across, outer, outer + border / 4))
    return here >= thinnest and there - further <= STEEPEST * border / 4


def long_enough(shape: Shape, size: tuple[float, float], across: float, scale: float, *, level: bool) -> float:
    """The least length of the side of a shape on which arrows `across` from the middle end well, at least its own."""
    side = 1 if level else 0
    long = max(size[side], 2 * (across + BORDER * scale))
    while not is_met_well(shape, (size[0], long) if level else (long, size[1]), across, scale, level=level):
        long += STEP * scale + SHARE * long
    return long


def profile(shape: Shape, size: tuple[float, float], pair: float, scale: float, *, level: bool) -> Profile:
    """The outline as the layout takes it; `pair` is the distance between the two arrows of an edge."""
    outside, most = shape.outside(*size), size[1 if level else 0] / 2
    across = [most * math.sin(math.pi / 2 * at / SAMPLES) for at in range(SAMPLES + 1)]
    quarter = tuple((at, depth(outside, at, size, level=level)) for at in across)
    return Profile(quarter, max(0.0, _widest(shape, size, scale, level=level) - pair / 2))


def _widest(shape: Shape, size: tuple[float, float], scale: float, *, level: bool) -> float:
    """The largest distance from the middle of a side at which arrows end well."""
    low, high = 0.0, size[1 if level else 0] / 2
    while high - low > STEP / 10 * scale:
        middle = (low + high) / 2
        if is_met_well(shape, size, middle, scale, level=level):
            low = middle
        else:
            high = middle
    return low
