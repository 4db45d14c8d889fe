"""Every registered shape: big enough for its text, outline and distance agree, arrows end where the outline is."""

import math

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from graphdraw.draw.scene import Curve
from graphdraw.draw.shapes import SHAPES, clip

NAMES = SHAPES.names()
OUTLINED = [name for name in NAMES if SHAPES.get(name).outline(30, 20) is not None]


def _on(curve: Curve) -> list[tuple[float, float]]:
    """Points that lie on a path: its nodes, and the middles of its cubics."""
    found, i = [], 0
    for code in curve.codes:
        if code == "C":
            a, b, c, d = curve.points[i - 1 : i + 3]
            found.append(tuple((p + 3 * q + 3 * r + s) / 8 for p, q, r, s in zip(a, b, c, d, strict=True)))
        step = {"M": 1, "L": 1, "Q": 2, "C": 3, "Z": 0}[code]
        if step:
            i += step
            found.append(curve.points[i - 1])
    return found  # type: ignore[return-value]


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("text", [(0.0, 9.0), (8.0, 11.0), (60.0, 12.0), (20.0, 40.0)])
def test_the_text_fits_inside(name: str, text: tuple[float, float]) -> None:
    shape = SHAPES.get(name)
    width, height = shape.fit(*text, 0.0)
    x, y = text[0] / 2, text[1] * 0.6 / 2  # the ink of a line is lower than the line
    assert shape.outside(width, height)(x, y) <= 1e-9
    assert width >= text[0]


@pytest.mark.parametrize("name", NAMES)
def test_least_height_is_kept(name: str) -> None:
    _, height = SHAPES.get(name).fit(5.0, 26.0, 26.0)
    assert height >= 26.0


@pytest.mark.parametrize("name", OUTLINED)
@pytest.mark.parametrize("size", [(26.0, 26.0), (60.0, 26.0), (26.0, 60.0)])
def test_distance_is_zero_on_the_drawn_outline(name: str, size: tuple[float, float]) -> None:
    shape = SHAPES.get(name)
    width, height = (size[0], size[0]) if name == "circle" else size
    outline = shape.outline(width, height)
    assert outline is not None
    for x, y in _on(outline):
        assert shape.outside(width, height)(x, y) == pytest.approx(0.0, abs=0.02)
    assert shape.outside(width, height)(0.0, 0.0) < 0
    assert shape.outside(width, height)(width, height) > 0


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("angle", range(0, 360, 15))
def test_an_arrow_ends_a_gap_outside(name: str, angle: int) -> None:
    shape = SHAPES.get(name)
    start = (100 * math.cos(math.radians(angle)), 100 * math.sin(math.radians(angle)))
    x, y = clip(start, (0.0, 0.0), shape.outside(40.0, 24.0), 1.5)
    assert shape.outside(40.0, 24.0)(x, y) == pytest.approx(1.5, abs=1e-4)


def test_clip_of_a_segment_that_never_arrives_is_its_end() -> None:
    assert clip((0.0, 50.0), (10.0, 50.0), lambda x, y: math.hypot(x, y) - 5, 0.0) == (10.0, 50.0)


@given(
    st.sampled_from(NAMES),
    st.tuples(st.floats(-200, 200), st.floats(-200, 200)),
    st.tuples(st.floats(-20, 20), st.floats(-12, 12)),
    st.floats(0, 5),
)
def test_clip_finds_the_first_point_within_the_gap(
    name: str, start: tuple[float, float], end: tuple[float, float], gap: float
) -> None:
    outside = SHAPES.get(name).outside(40.0, 24.0)
    assume(outside(*start) > gap >= outside(*end))
    x, y = clip(start, end, outside, gap)
    assert gap - 1e-9 <= outside(x, y) <= gap + 2e-6
    assert abs(math.dist(start, (x, y)) + math.dist((x, y), end) - math.dist(start, end)) < 1e-9
