"""Where links that arrive side by side meet the outline of a shape, and how large it has to be for them. Points.

`across` is a distance from the middle of the side at which they arrive: a height where links run to the right or left.
"""

from __future__ import annotations

import math

from graphdraw.draw.style.outlines import Outside
from graphdraw.draw.style.shapes import Shape, clip
from graphdraw.layout.problem import Profile

SAMPLES = 16
"""Of a quarter of an outline, beside the first point of it."""

FLATTEST = 1.25
"""How far an outline recedes at most, for each point further across, on the outer side of a head that ends at it."""

BORDER = 4.0
"""From the outermost arrow to where the outline ends, at least."""

THINNEST = 4.0
"""Half of what a shape has between arrows that end at it from both sides, at least: near a corner they would touch."""

STEP, SHARE = 0.5, 0.01
"""By how much a shape grows at a time until its links end well on it, and by which part of its length."""


def depth(outside: Outside, across: float, size: tuple[float, float], *, level: bool) -> float:
    """How far from the middle an outline of a size is met by what runs straight to it."""
    far, near = max(size), 0.0
    if level:
        return clip((far, across), (near, across), outside, 0.0)[0]
    return clip((across, far), (across, near), outside, 0.0)[1]


def is_met_well(shape: Shape, size: tuple[float, float], across: float, scale: float, *, level: bool) -> bool:
    """Whether an arrow ends well on an outline so far from the middle: at no corner, nor where it is flat or thin."""
    along, most = size if level else reversed(size)
    most, border, thinnest = most / 2, BORDER * scale, min(THINNEST * scale, along / 4)
    if across > most - border:
        return False
    outside, outer = shape.outside(*size), across + border / 2
    here, there, further = (depth(outside, at, size, level=level) for at in (across, outer, outer + border / 4))
    return here >= thinnest and there - further <= FLATTEST * border / 4


def long_enough(shape: Shape, size: tuple[float, float], across: float, scale: float, *, level: bool) -> float:
    """How long the side of a shape is on which arrows end so far from the middle, at least as long as it is."""
    side = 1 if level else 0
    long = max(size[side], 2 * (across + BORDER * scale))
    while not is_met_well(shape, (size[0], long) if level else (long, size[1]), across, scale, level=level):
        long += STEP * scale + SHARE * long
    return long


def profile(shape: Shape, size: tuple[float, float], pair: float, scale: float, *, level: bool) -> Profile:
    """What the layout knows of an outline; `pair` is the distance between the two arrows of a link."""
    outside, most = shape.outside(*size), size[1 if level else 0] / 2
    across = [most * math.sin(math.pi / 2 * at / SAMPLES) for at in range(SAMPLES + 1)]
    quarter = tuple((at, depth(outside, at, size, level=level)) for at in across)
    return Profile(quarter, max(0.0, _widest(shape, size, scale, level=level) - pair / 2))


def _widest(shape: Shape, size: tuple[float, float], scale: float, *, level: bool) -> float:
    """How far from the middle of a side arrows end well on it."""
    low, high = 0.0, size[1 if level else 0] / 2
    while high - low > STEP / 10 * scale:
        middle = (low + high) / 2
        if is_met_well(shape, size, middle, scale, level=level):
            low = middle
        else:
            high = middle
    return low
