"""Every registered shape: big enough for its text, outline and distance agree, arrows end where the outline is."""

import math
from dataclasses import replace
from itertools import pairwise, product
from pathlib import Path

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

import graphdraw
from graphdraw.draw.scene import Curve
from graphdraw.draw.style.receding import is_met_well, long_enough, profile
from graphdraw.draw.style.shapes import LINE_INK, SHAPES, clip
from graphdraw.draw.style.themes import THEMES
from graphdraw.errors import SpecError
from tests import scenes
from tests.draw.outlines import flat, inside
from tests.quality.geometry import distance
from tests.scenes import drawn, loaded_text, node

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
    width, height = shape.fit(*text, LINE_INK * text[1], 0.0)
    x, y = text[0] / 2, text[1] * 0.6 / 2  # the ink of a line is lower than the line
    assert shape.outside(width, height)(x, y) <= 1e-9
    assert width >= text[0]


@pytest.mark.parametrize("name", NAMES)
def test_least_height_is_kept(name: str) -> None:
    _, height = SHAPES.get(name).fit(5.0, 26.0, LINE_INK * 26, 26.0)
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


POINTS = st.tuples(st.floats(-90, 90), st.floats(-60, 60))
SIZES = st.tuples(st.floats(5, 90), st.floats(5, 90))


@given(st.sampled_from(OUTLINED), SIZES, POINTS)
def test_distance_is_that_to_the_nearest_point(name: str, size: tuple[float, float], at: tuple[float, float]) -> None:
    size = (size[0], size[0]) if name == "circle" else size
    shape = SHAPES.get(name)
    outline = shape.outline(*size)
    assert outline is not None
    found, around = shape.outside(*size)(*at), flat(outline)
    nearest = min(distance((at, at), side) for side in pairwise(around))
    # sixteen chords for a quarter lie this far inside of it, and cubics this far off it
    assert abs(found) == pytest.approx(nearest, abs=0.002 * max(size))
    assert (found < 0) == inside(at, around) or nearest < 0.002 * max(size)


@given(st.sampled_from(NAMES), SIZES, POINTS, POINTS, st.floats(0, 1))
def test_distance_is_convex_and_grows_no_faster_than_the_way(
    name: str, size: tuple[float, float], one: tuple[float, float], other: tuple[float, float], share: float
) -> None:
    """What the search for outlines relies on."""
    outside = SHAPES.get(name).outside(*size)
    between = tuple(p + share * (q - p) for p, q in zip(one, other, strict=True))
    a, b, c = outside(*one), outside(*other), outside(*between)
    assert c <= a + share * (b - a) + 1e-5
    assert abs(a - b) <= math.dist(one, other) + 1e-5


@given(st.sampled_from(NAMES), st.floats(1, 300), st.floats(1, 90), st.booleans(), st.floats(0, 40))
def test_every_text_fits_inside(name: str, width: float, height: float, tall: bool, least: float) -> None:
    """Also where all of its height has ink, as of a formula."""
    shape, inked = SHAPES.get(name), height if tall else LINE_INK * height
    outside = shape.outside(*shape.fit(width, height, inked, least))
    assert outside(width / 2, (height if tall and name not in LESS else inked) / 2) <= 1e-9


LESS = ("none",)
"""Shapes that are their text."""


@pytest.mark.parametrize("name", [name for name in NAMES if SHAPES.get(name).receding])
@pytest.mark.parametrize("level", [True, False])
@pytest.mark.parametrize("across", [6.0, 20.0, 60.0])
@pytest.mark.parametrize("scale", [1.0, 1.5])
def test_a_shape_grows_until_links_end_well_on_it(name: str, level: bool, across: float, scale: float) -> None:
    shape = SHAPES.get(name).scaled(scale)
    size = shape.fit(30.0 * scale, 11.0 * scale, 7.0 * scale, 26.0 * scale)
    long = long_enough(shape, size, across * scale, scale, level=level)
    grown = (size[0], long) if level else (long, size[1])
    assert long >= size[1 if level else 0]
    assert long <= max(*size, (2.7 * across + 20) * scale)
    assert is_met_well(shape, grown, across * scale, scale, level=level)
    known = profile(shape, grown, 6.0 * scale, scale, level=level)
    assert known.side >= (across - 3.2) * scale
    outside = shape.outside(*grown)
    for far, along in known.quarter:
        assert outside(*((along, far) if level else (far, along))) == pytest.approx(0.0, abs=1e-5)
    assert known.quarter[0] == pytest.approx((0.0, grown[0 if level else 1] / 2), abs=1e-5)
    assert known.quarter[-1][0] == pytest.approx(grown[1 if level else 0] / 2)


def test_a_very_long_shape_is_found_soon_and_a_very_thin_one_at_all() -> None:
    """In steps that grow with it; and a very thin one, of which no part is as thick as usual."""
    assert long_enough(SHAPES.get("diamond"), (1.0, 1.0), 20.0, 1.0, level=True) < 100
    assert 8_000 <= long_enough(SHAPES.get("diamond"), (10_000.0, 26.0), 50.0, 1.0, level=True) <= 8_200


@pytest.mark.parametrize("width", [20.0, 60.0, 200.0])
def test_a_diamond_is_no_sliver(width: float) -> None:
    """Arrows would run along its points instead of ending at them."""
    w, h = SHAPES.get("diamond").fit(width, 11.0, 6.6, 18.0)
    assert h <= w <= 2 * h
    assert w <= 1.5 * width + 20


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


ALL, ALL_THEMES = ", ".join(SHAPES.names()), ", ".join(THEMES.names())


@pytest.mark.parametrize(
    ("view", "text", "hint"),
    [
        ("nodes: {y: {shape: square}}", "unknown shape 'square'", f"known here: {ALL}"),
        ("classes: {c: {shape: star}}", "unknown shape 'star'", f"known here: {ALL}"),
        ("classes: {c: {shape: elipse}}", "unknown shape 'elipse'", "did you mean 'ellipse'?"),
        ("nodes: {y: {shape: diamon}}", "unknown shape 'diamon'", "did you mean 'diamond'?"),
        ("theme: fancy", "unknown theme 'fancy'", f"known here: {ALL_THEMES}"),
        ("theme: drak", "unknown theme 'drak'", "did you mean 'dark'?"),
        ("theme: [dark]", "a theme is expected, this is a list", f"known here: {ALL_THEMES}"),
        ("nodes: {y: {shape: {box: 1}}}", "a shape is expected, this is a mapping", f"known here: {ALL}"),
        ("nodes: {y: {shape: ''}}", "unknown shape ''", f"known here: {ALL}"),
    ],
)
def test_a_shape_or_theme_that_there_is_not_says_which_there_are(view: str, text: str, hint: str) -> None:
    with pytest.raises(SpecError) as raised:
        graphdraw.render(f"inputs: {{x: 2}}\nnodes: {{y: exp(x)}}\nview: {{{view}}}\n")
    (problem,) = raised.value.problems
    assert (problem.text, problem.hint) == (text, hint)
    assert problem.where is not None


def test_an_option_that_is_no_theme_says_which_there_are() -> None:
    with pytest.raises(graphdraw.GraphdrawError) as raised:
        graphdraw.Figure("inputs: {x: 2}\nnodes: {y: exp(x)}\n", theme="fancy")
    assert [(p.text, p.hint) for p in raised.value.problems] == [("unknown theme 'fancy'", f"known here: {ALL_THEMES}")]


def test_the_page_of_shapes_shows_each() -> None:
    page = (Path(__file__).parents[2] / "docs" / "shapes.md").read_text(encoding="utf-8")
    assert [name for name in NAMES if f"## {name}\n" in page and f"m: {{shape: {name}}}" in page] == list(NAMES)


def test_lines_between_cells_end_at_the_outline() -> None:
    """A box that is grown for its edges, and outlines that recede."""
    for shape, direction in product(OUTLINED, ("right", "down")):
        names = "abcdefghi"
        figure = drawn(
            f"inputs: {{{', '.join(f'{n}: 1' for n in names)}}}\nnodes: {{y: 'max({', '.join(names)})'}}\n"
            f"view: {{notation: variables, direction: {direction}, nodes: {{y: {{shape: {shape}}}}}}}\n"
        )
        outline = node(figure, "y").outline
        assert outline is not None
        around = flat(outline)
        for at in outline.points[-2:]:
            gap = min(distance((at, at), side) for side in pairwise(around))
            assert gap < 0.1, (shape, direction, at)


def unseen(text: str, **changes: str) -> list[tuple[int, int, str, str | None]]:
    """The warnings of looks that nothing is drawn with."""
    loaded = loaded_text(text)
    loaded = scenes.with_view(loaded, replace(loaded.view, **changes))  # type: ignore[arg-type]
    found = [p for p in scenes.problems(loaded, scenes.evaluate(loaded)) if p.code == "no-outline"]
    assert all(problem.severity == "warning" for problem in found)
    return [(p.where.line, p.where.column, p.text, p.hint) for p in found if p.where]


PAINTED = "inputs: {a: 2, b: 3}\nnodes: {y: a * b}\nview: "
CURE = "give it one, as in 'shape: box'"


@pytest.mark.parametrize(
    ("view", "found"),
    [
        ("{nodes: {b: {fill: gold}}}", [(3, 26, "the fill of 'b' is not seen: it has no outline", CURE)]),
        ("{nodes: {b: {fill: gold, color: red}}}", [(3, 26, "the fill of 'b' is not seen: it has no outline", CURE)]),
        (
            "{names: none, nodes: {b: {color: red}}}",
            [(3, 40, "the color of 'b' is not seen: it has no outline", CURE)],
        ),
        (
            "{nodes: {y: {shape: none, fill: gold}}}",
            [(3, 39, "the fill of 'y' is not seen: it has no outline", CURE)],
        ),
        ("{nodes: {b: {fill: gold, shape: box}}}", []),
        ("{classes: {k: {shape: box}}, nodes: {b: {fill: gold, class: k}}}", []),
        ("{classes: {k: {fill: gold}}, nodes: {b: {class: k}}}", []),
        ("{nodes: {b: {color: red}, y: {fill: gold}}}", []),
        ("{notation: variables, names: none, nodes: {b: {fill: gold}}}", []),
        ("{theme: boxed, nodes: {b: {fill: gold}}}", []),
        ("{theme: boxed, names: none, nodes: {b: {fill: gold, shape: box}}}", []),
    ],
)
def test_a_fill_that_is_not_seen_is_told(view: str, found: list[tuple[int, int, str, str]]) -> None:
    assert unseen(f"{PAINTED}{view}\n") == found


def test_the_theme_that_counts_is_that_of_the_figure() -> None:
    assert unseen(f"{PAINTED}{{nodes: {{b: {{fill: gold}}}}}}\n", theme="boxed") == []
