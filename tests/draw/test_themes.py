"""Every theme: contrast that print and screens need on every ground that occurs, sizes that can be read, two cues."""

from __future__ import annotations

import dataclasses
from pathlib import Path

import pytest

from graphdraw.draw.scene import Scene
from graphdraw.draw.style.themes import THEMES, Theme
from graphdraw.spec import Overrides, Source, read_file
from graphdraw.view import Numbers
from tests import scenes

NAMES = THEMES.names()
SPECS = Path(__file__).parents[2] / "specs"
TEXTS = ("ink", "forward", "backward", "neutral")
LINES = ("forward", "backward", "neutral", "fork_fill", "node_outline")
LEAST = {"high-contrast": 7.0}
"""Contrast of texts; 4.5 in all others (WCAG 2.2, success criteria 1.4.3 and 1.4.6)."""

OFTEN = """
inputs:
  x: 30
  y: {value: 0.125, grad: false}
  w: {value: 2, role: param}
nodes:
  s: x * w + y
  z: s * s
"""


def _luminance(color: str) -> float:
    """Relative luminance (WCAG 2.2, definition)."""
    channels = [int(color[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def _contrast(a: str, b: str) -> float:
    high, low = sorted((_luminance(a), _luminance(b)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def _grounds(theme: Theme, text: str) -> dict[str, str]:
    """What a text of a role can stand on: the ground and every fill; in a closed block only its name, in a dot none."""
    fills = {f.name for f in dataclasses.fields(theme) if f.name.endswith("_fill")} - {"fork_fill"}
    if text != "ink":
        fills.discard("block_fill")
    return {role: getattr(theme, role) for role in ("ground", *sorted(fills))}


def _scene(text: str, theme: str, *settings: str) -> Scene:
    overrides = Overrides(settings=(f"view.theme={theme}", *settings))
    loaded = scenes.load(Source("x.yaml", text.encode(), None), None, overrides)
    return scenes.draw(loaded, scenes.evaluate(loaded))


def _texts(scene: Scene, role: str) -> list[str]:
    return [mark.text for mark in scene.labels if mark.role == role]


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("role", TEXTS)
def test_texts_stand_out_from_all_they_can_stand_on(name: str, role: str) -> None:
    theme = THEMES.get(name)
    contrasts = {ground: _contrast(getattr(theme, role), color) for ground, color in _grounds(theme, role).items()}
    assert {g: round(c, 2) for g, c in contrasts.items() if c < LEAST.get(name, 4.5)} == {}


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("role", LINES)
def test_lines_and_dots_stand_out_from_the_ground(name: str, role: str) -> None:
    theme = THEMES.get(name)
    assert _contrast(getattr(theme, role), theme.ground) >= 3.0


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("notation", ["operations", "variables", "both"])
def test_what_is_drawn_has_the_colours_of_the_theme(name: str, notation: str) -> None:
    """So that the contrasts above are those of the picture."""
    theme, scene = THEMES.get(name), _scene(OFTEN, name, f"view.notation={notation}", "view.local=true")
    assert scene.background == theme.ground
    assert {label.color for label in scene.labels} <= {getattr(theme, role) for role in TEXTS}
    drawn = {edge.color for edge in scene.edges} | {node.stroke for node in scene.nodes if node.stroke}
    assert drawn <= {getattr(theme, role) for role in LINES}
    assert {node.fill for node in scene.nodes if node.fill} <= {*_grounds(theme, "ink").values(), theme.fork_fill}


@pytest.mark.parametrize("name", NAMES)
def test_forward_and_backward_differ_in_more_than_colour(name: str) -> None:
    edges = _scene(OFTEN, name).edges
    both = {edge.id.removesuffix(":backward") for edge in edges if edge.direction == "backward"}
    for edge in edges:
        if edge.direction == "backward":
            assert not edge.head_filled
        else:
            assert (edge.head_filled, bool(edge.dash)) == (True, edge.id not in both), edge.id


@pytest.mark.parametrize("name", NAMES)
def test_without_colour_an_arrow_without_a_gradient_is_no_other_arrow(name: str) -> None:
    """In grey print the three inks of arrows may be one: what has no gradient is dotted, and nothing else is."""
    edges = _scene(OFTEN, name).edges
    gradients = {edge.id.removesuffix(":backward") for edge in edges if edge.direction == "backward"}
    dotted = {edge.id for edge in edges if edge.dash == THEMES.get(name).neutral_dash}
    assert dotted == {edge.id for edge in edges if edge.direction == "forward"} - gradients != set()


def test_a_figure_without_gradients_has_no_dots() -> None:
    assert not any(edge.dash for edge in _scene(OFTEN, "plain", "backward=false").edges)


@pytest.mark.parametrize("name", NAMES)
def test_running_text_is_never_under_seven_points(name: str) -> None:
    theme = THEMES.get(name)
    assert min(theme.name_size, theme.number_size, theme.small_size, theme.word_size) >= 7.0


@pytest.mark.parametrize("name", NAMES)
def test_a_theme_is_values_only(name: str) -> None:
    theme = THEMES.get(name)
    assert type(theme) is Theme
    assert theme.name == name
    assert theme.doc
    for field in dataclasses.fields(Theme):
        assert isinstance(getattr(theme, field.name), (str, float, tuple, Numbers)), field.name


def test_boxed_has_names_in_boxes_tinted_by_role() -> None:
    theme, scene = THEMES.get("boxed"), _scene(OFTEN, "boxed")
    fills = {node.id: node.fill for node in scene.nodes if node.outline}
    assert fills["x"] == theme.input_fill
    assert fills["w"] == theme.param_fill
    assert fills["z:out"] == theme.output_fill
    assert fills["s"] == theme.node_fill
    plain = _scene(OFTEN, "boxed", "view.names=none")
    assert all(node.outline is None for node in plain.nodes if node.kind in ("input", "output"))
    own = _scene(OFTEN + "view:\n  nodes: {x: {shape: none}, w: {fill: '#ffffff'}}\n", "boxed")
    assert {node.id: node.fill for node in own.nodes if node.id in "xw"} == {"x": None, "w": "#ffffff"}


@pytest.mark.parametrize(
    ("settings", "value"),
    [
        ((), "30.00"),
        (("view.numbers=auto",), "30"),
        (("view.numbers=python",), "30"),
        (("view.numbers.decimals=1",), "30.0"),
        (("view.numbers.sig=3",), "30.0"),
        (("inputs.x.format=int",), "30"),
        (("inputs.x.format.sig=3",), "30.0"),
        (("inputs.x.format.decimals=3",), "30.000"),
    ],
)
def test_a_theme_writes_numbers_its_way_where_the_spec_says_nothing(settings: tuple[str, ...], value: str) -> None:
    scene = _scene(OFTEN.replace("x: 30", "x: {value: 30}"), "cs231n", *settings)
    assert value in _texts(scene, "value")
    if not settings:
        assert "0.13" in _texts(scene, "value") or "0.12" in _texts(scene, "value")
        assert "30.00" in scene.description


@pytest.mark.parametrize("name", NAMES)
def test_the_background_is_the_authors(name: str) -> None:
    assert _scene(OFTEN, name, "view.background=none").background is None
    assert _scene(OFTEN, name, "view.background=#abcdef").background == "#abcdef"


@pytest.mark.parametrize("fill", ["#fff8e1", "#1a237e", "#808080", "navy", "lightyellow"])
@pytest.mark.parametrize("dark", [False, True])
def test_ink_can_be_read_on_a_fill_of_the_authors(fill: str, dark: bool) -> None:
    text = f"{OFTEN}view:\n  nodes: {{s: {{fill: '{fill}'}}, x: {{shape: box, fill: '{fill}'}}}}\n"
    loaded = scenes.load(Source("x.yaml", text.encode(), None))
    scene = scenes.draw(loaded, scenes.evaluate(loaded), dark=dark)
    inside = [mark.color for mark in scene.labels if mark.of in ("s", "x")]
    assert len(inside) == 2
    drawn = {"navy": "#000080", "lightyellow": "#ffffe0"}.get(fill, fill)
    assert all(_contrast(color, drawn) >= (4.0 if fill == "#808080" else 4.5) for color in inside)
    ink = THEMES.get("dark" if dark else "plain").ink
    others = {mark.color for mark in scene.labels if mark.role in ("symbol", "name") and mark.of not in ("s", "x")}
    assert others == {ink}


def test_math_is_checked_in_the_fonts_of_another_theme() -> None:
    loaded = scenes.load(Source("x.yaml", b"inputs: {x: {value: 2, label: 'a $x$'}}\nnodes: {y: x + 1}\n", None))
    serif = scenes.with_view(loaded, dataclasses.replace(loaded.view, theme="serif"))
    assert scenes.draw(serif, scenes.evaluate(serif)).mathfont == "stix"


@pytest.mark.parametrize("path", sorted(SPECS.glob("*.yaml")), ids=lambda path: path.stem)
def test_plain_is_the_theme_of_a_spec_that_names_none(path: Path) -> None:
    assert scenes.load(read_file(path)).view.theme == "plain"
