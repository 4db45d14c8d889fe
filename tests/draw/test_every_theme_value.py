"""Every value of a theme changes a figure, and no value takes an arrow off its node."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import fields, replace
from functools import cache
from pathlib import Path
from typing import Any

import pytest

import graphdraw
from graphdraw.draw.scene import Scene
from graphdraw.draw.style.shapes import SHAPES
from graphdraw.draw.style.style import SUNK, THROUGH, TOUCH, Style, resolve
from graphdraw.draw.style.themes import PLAIN, THEMES, Theme
from graphdraw.view import Numbers, View
from tests import scenes
from tests.draw.outlines import apart, gaps
from tests.scenes import loaded_text

SHOWN = """
inputs:
  x: 30
  w: {value: 2.5, role: param}
  n: {value: 3, grad: false}
nodes:
  b: pair(x, w)
  s: {expr: b * n, label: 'the sum $x^2$'}
  t: sigmoid(s)
  y: s + t
blocks:
  pair(p, q): p * q
groups:
  part: {members: [s, t]}
view: {local: true}
"""
VALUES = [field.name for field in fields(Theme) if field.name not in ("name", "doc")]
OTHERS = {"mathfont": "stix", "name_shape": "box", "fonts": ("DejaVu Serif",), "numbers": Numbers(decimals=2)}
DASH = (3.0, 2.0)
ODD: tuple[dict[str, Any], ...] = (
    {"pair": 11.0},
    {"pair": 24.0},
    {"pair": 3.0},
    {"node_height": 10.0},
    {"gap": 9.0},
    {"line_width": 2.5},
    {"outline_width": 4.0},
    {"pair": 11.0, "gap": 3.0, "line_width": 2.0, "outline_width": 2.0},
)
ENDS = """
inputs: {a: 1, b: 2, c: 3, d: 4, e: 5}
nodes: {p: a * b, y: 'max(p, c, d, e)'}
view: {nodes: {y: {shape: SHAPE}, a: {shape: SHAPE}}}
"""


@contextmanager
def registered(theme: Theme) -> Iterator[None]:
    """A theme that is there for a while."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setitem(THEMES._entries, theme.name, theme)
        patch.setitem(THEMES._names, theme.name, theme.name)
        yield


def drawn(theme: Theme, text: str, **view: Any) -> Scene:
    """A spec in a theme that is not registered."""
    loaded = loaded_text(text)
    with registered(theme):
        wanted = replace(loaded, view=replace(loaded.view, theme=theme.name, **view))
        return scenes.draw(wanted, scenes.evaluate(loaded))


def figures(theme: Theme) -> list[Scene]:
    """Circles and boxes, and names with outlines."""
    boxed = replace(theme, name_shape="rounded") if theme.name_shape == "none" else theme
    return [drawn(theme, SHOWN), drawn(theme, SHOWN, notation="variables"), drawn(boxed, SHOWN)]


@cache
def plain() -> list[Scene]:
    """The figures before a change."""
    return figures(replace(PLAIN, name="changed"))


def other(name: str) -> Any:
    """Another value of a field."""
    value = getattr(PLAIN, name)
    if isinstance(value, float):
        return value * 1.4
    if isinstance(value, str) and value.startswith("#"):
        return "#123456"
    return OTHERS.get(name) or tuple(one * 1.4 for one in value) or DASH


@pytest.mark.parametrize("name", VALUES)
def test_every_value_of_a_theme_is_seen(name: str) -> None:
    value = other(name)
    assert value != getattr(PLAIN, name)
    assert figures(replace(PLAIN, name="changed", **{name: value})) != plain()


@pytest.mark.parametrize("shape", SHAPES.names())
@pytest.mark.parametrize("change", ODD, ids=lambda change: ",".join(change))
@pytest.mark.parametrize("head", [(5.0, 4.0), (12.0, 8.0)])
def test_arrows_end_on_outlines_whatever_a_theme_says(shape: str, change: dict[str, float], head: Any) -> None:
    theme = replace(PLAIN, name="changed", head=head, **change)
    for direction, size in (("right", None), ("down", 12.0)):
        style = resolve(theme, View(font_size=size))
        scene = drawn(theme, ENDS.replace("SHAPE", shape), direction=direction, font_size=size)
        names = {node.id for node in scene.nodes if not node.outline}
        for end, (along, away) in gaps(scene, level=direction == "right").items():
            wanted = style.gap if end[1] in names else style.touch
            assert along <= wanted + 0.1, (direction, end)
            assert away >= wanted - 0.1, (direction, end)
        assert apart(scene) >= style.reach, direction


def test_a_thick_outline_is_touched_and_not_pierced() -> None:
    """The tip is in the outermost part of the outline's line, whatever its width."""
    for width in (0.1, 0.7, 1.3, 3.0, 6.0):
        touch = resolve(replace(PLAIN, outline_width=width), View()).touch
        assert -SUNK - 1e-9 <= touch - width / 2 <= TOUCH


@pytest.mark.parametrize("head", [(5.0, 4.0), (6.5, 5.0), (12.0, 8.0), (9.0, 3.0)])
@pytest.mark.parametrize("outline", [0.5, 2.0, 4.0])
@pytest.mark.parametrize("line", [0.8, 1.4, 2.5, 4.0])
def test_no_open_head_pierces_what_it_points_at(line: float, outline: float, head: tuple[float, float]) -> None:
    theme = replace(PLAIN, name="changed", head=head, line_width=line, outline_width=outline)
    text = "inputs: {a: {value: 2, label: ' '}}\nnodes: {y: exp(a)}\nview: {nodes: {a: {shape: box}}}\n"
    scene = drawn(theme, text)
    (box,) = (node for node in scene.nodes if node.id == "a")
    (mark,) = (edge for edge in scene.edges if edge.direction == "backward" and edge.source == "a")
    (left, side), (corner, middle), _ = mark.head.points
    point = corner - line / 2 / math.sin(math.atan2(abs(side - middle), left - corner))
    assert point >= box.box[2] - outline / 2 - THROUGH - 0.01
    assert corner == mark.line.points[-1][0]


def test_a_style_has_the_values_of_its_theme_and_a_few_of_the_view() -> None:
    own = {field.name for field in fields(Style)} - {field.name for field in fields(Theme)}
    assert own == {"scale", "direction", "background", "width", "gaps", "wraps"}


def test_a_style_is_resolved_once() -> None:
    """What draws a figure asks its style, never a theme, and neither reads what the view says of the style."""
    draw = Path(graphdraw.__file__).parent / "draw"
    texts = {path: path.read_text() for room in ("diagram", "compose", "fit") for path in (draw / room).glob("*.py")}
    assert texts
    read = re.compile(r"style\.themes|\bview\.(theme|font|font_size|direction|background|margin|width|numbers)\b")
    assert {path.name: found for path, text in texts.items() if (found := read.findall(text))} == {}
