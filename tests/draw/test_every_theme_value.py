"""Every value of a theme changes a figure, and no value takes an arrow off its node."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import fields, replace
from functools import cache
from typing import Any

import pytest

from graphdraw.draw.compose.arrow_ends import TOUCH
from graphdraw.draw.scene import Scene
from graphdraw.draw.style.shapes import SHAPES
from graphdraw.draw.style.themes import PLAIN, THEMES, Theme
from graphdraw.view import Numbers
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
@pytest.mark.parametrize("change", [{"pair": 11.0}, {"pair": 24.0}, {"pair": 3.0}, {"node_height": 10.0}, {"gap": 9.0}])
@pytest.mark.parametrize("head", [(5.0, 4.0), (12.0, 8.0)])
def test_arrows_end_on_outlines_whatever_a_theme_says(shape: str, change: dict[str, float], head: Any) -> None:
    theme = replace(PLAIN, name="changed", head=head, **change)
    text = "inputs: {a: 1, b: 2, c: 3, d: 4, e: 5}\nnodes: {p: a * b, y: 'max(p, c, d, e)'}\n"
    scene = drawn(theme, f"{text}view: {{nodes: {{y: {{shape: {shape}}}, a: {{shape: {shape}}}}}}}\n")
    names = {node.id for node in scene.nodes if not node.outline}
    for end, (along, away) in gaps(scene, level=True).items():
        wanted = theme.gap if end[1] in names else TOUCH
        assert along <= wanted + 0.1, end
        assert away >= wanted - 0.1, end
    assert apart(scene) >= 2.5
