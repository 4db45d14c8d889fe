"""A character that no font has is an error at its line, wherever it comes from; never a box in a picture."""

import dataclasses

import pytest

from graphdraw.draw.style.themes import PLAIN, THEMES, Theme
from graphdraw.errors import Problem, SpecError
from graphdraw.spec import Overrides, Source
from tests import scenes
from tests.scenes import drawn, label, texts

APPLE = "\U0001f34e"
START = "inputs:\n  x: {value: 2}\n  w: 3\nnodes:\n  y: x * w\n"


def _problems(text: str, *settings: str) -> list[Problem]:
    with pytest.raises(SpecError) as error:
        _draw(text, settings)
    return list(error.value.problems)


def _draw(text: str, settings: tuple[str, ...]) -> None:
    loaded = scenes.load(Source("a.yaml", text.encode(), None), None, Overrides(settings=settings))
    scenes.draw(loaded, scenes.evaluate(loaded))


PLACES = {
    "label": ("inputs:\n  x: {value: 2, label: APPLE}\nnodes:\n  y: x + 1\n", (2, 24)),
    "label with math": ("inputs:\n  x: {value: 2, label: 'APPLE $x_1$'}\nnodes:\n  y: x + 1\n", (2, 25)),
    "unit": ("inputs:\n  x: {value: 2, unit: APPLE}\nnodes:\n  y: x + 1\n", (2, 23)),
    "prefix": ("inputs:\n  x: {value: 2, prefix: APPLE}\nnodes:\n  y: x + 1\n", (2, 25)),
    "output": (f"{START}outputs:\n  y: {{label: APPLE}}\n", (7, 14)),
    "symbol of an operation": (f"{START}view:\n  symbols: {{mul: APPLE}}\n", (7, 18)),
    "symbol of a node": (f"{START}view:\n  nodes: {{y: {{symbol: APPLE}}}}\n", (7, 23)),
    "label of a node": (f"{START}view:\n  nodes: {{y: {{label: APPLE}}}}\n", (7, 22)),
    "label of an edge": (f"{START}view:\n  edges:\n    x -> y: {{label: 'APPLE {{value}}'}}\n", (8, 22)),
    "minus": (f"inputs:\n  x: -2\nnodes:\n  y: x + 1\nview:\n  numbers: {{minus: APPLE}}\n", (6, 20)),  # noqa: F541
}


@pytest.mark.usefixtures("bare")
@pytest.mark.parametrize(("text", "place"), PLACES.values(), ids=PLACES)
def test_it_is_told_where_the_text_stands(text: str, place: tuple[int, int]) -> None:
    (problem,) = _problems(text.replace("APPLE", APPLE))
    assert problem.code == "missing-glyphs"
    assert problem.text == f"no installed font has the characters '{APPLE}'"
    assert problem.where is not None
    assert (problem.where.line, problem.where.column) == place


@pytest.mark.usefixtures("bare")
def test_names_are_told_with_the_cure_for_japanese() -> None:
    (problem,) = _problems("inputs:\n  りんご: 2\nnodes:\n  y: りんご + 1\n")
    assert (problem.where.line, problem.where.column) == (2, 3) if problem.where else False
    assert problem.text == "no installed font has the characters 'りんご'"
    assert problem.hint == "pip install 'graphdraw[ja]', or install a font that has them"


@pytest.mark.usefixtures("bare")
def test_what_is_not_drawn_needs_no_font() -> None:
    spec = f"title: {APPLE}\ndescription: {APPLE}\n{START}"
    assert drawn(spec.replace("value: 2", f"value: 2, note: {APPLE}")).fonts == PLAIN.fonts
    replaced = f"{START}view: {{nodes: {{x: {{label: pear}}}}}}\n".replace("value: 2", f"value: 2, label: {APPLE}")
    assert "pear" in texts(drawn(replaced), "name")


@pytest.mark.usefixtures("bare")
@pytest.mark.parametrize("style", ["auto", "python", "sci", "eng"])
@pytest.mark.parametrize("group", ["thin", "'"])
def test_the_fonts_of_the_theme_have_all_signs_of_numbers(style: str, group: str) -> None:
    numbers = f'{{style: {style}, group: "{group}"}}'
    values = "inputs: {a: -1234567.25, b: 0.0000012345, c: 2e30, d: -1, e: 12}\nnodes:\n  y: a * b * c * d ** 2 + e\n"
    assert drawn(f"{values}view: {{numbers: {numbers}, local: true}}\n").fonts == PLAIN.fonts


def test_a_font_of_the_authors_choice_comes_before_the_themes() -> None:
    words = START.replace("y:", "total:")
    scene, plain = drawn(f"{words}view: {{font: DejaVu Serif}}\n"), drawn(words)
    assert scene.fonts == ("DejaVu Serif", *PLAIN.fonts)
    name, plain_name = label(scene, "total:out", "name"), label(plain, "total:out", "name")
    assert name.box[2] - name.box[0] != plain_name.box[2] - plain_name.box[0]


def test_exponents_are_set_in_one_font() -> None:
    """STIX has ² and ³ but no ⁵ and no ⁻; beside its digits those of another font look like a mistake."""
    for family, count in (("STIXGeneral", 2), ("DejaVu Serif", 1)):
        scene = drawn(f"inputs: {{x: {{value: 1.25e-5, unit: V}}}}\nnodes: {{y: x + 1}}\nview: {{font: {family}}}\n")
        (value,) = [mark for mark in scene.labels if mark.text == "1.25×10⁻⁵ V"]
        assert len([run for run in value.runs if not run.math]) == count
        assert value.runs[-1].x + 1 < value.box[2]


@pytest.mark.parametrize(
    ("family", "hint"),
    [("DejaVu Sanz", "did you mean 'DejaVu Sans'"), ("dejavu sans", "did you mean 'DejaVu Sans'"), ("Zq", None)],
)
def test_an_unknown_font_is_told_at_its_line(family: str, hint: str | None) -> None:
    (problem,) = _problems(f"{START}view:\n  font: {family}\n")
    assert (problem.code, problem.text) == ("unknown-font", f"no font family '{family}' is installed")
    assert problem.where is not None
    assert (problem.where.line, problem.where.column, problem.where.span) == (7, 9, len(family))
    assert (problem.hint or "").startswith(hint) if hint else problem.hint is None


def test_an_unknown_font_in_a_setting_is_told_there() -> None:
    (problem,) = _problems(START, "view.font=DejaVu Sanz")
    assert problem.where is not None
    assert problem.where.path == "--set"


def test_math_that_the_theme_has_no_sign_for_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    theme = dataclasses.replace(PLAIN, mathfont="stix")
    monkeypatch.setattr(THEMES, "get", lambda _: theme)
    assert isinstance(theme, Theme)
    (problem,) = _problems("inputs:\n  x: {value: 2, label: 'a $ა$'}\nnodes:\n  y: x + 1\n")
    assert problem.code == "bad-math"
    assert "has not all signs" in problem.text
    assert (problem.where.line, problem.where.column, problem.where.span) == (2, 27, 3) if problem.where else False


def test_dollars_of_two_texts_make_no_math() -> None:
    spec = "inputs: {x: {value: 2, label: 'a$\\foo'}}\nnodes: {y: {expr: x + 1, label: 'b$c'}}\n"
    scene = drawn(f"{spec}view: {{gradients: name}}\n")
    (text,) = [mark for mark in scene.labels if mark.text == "∂b$c/∂a$\\foo"]
    assert [run.math for run in text.runs] == [False]
    prefix = drawn("inputs: {x: {value: 2, prefix: US$, unit: $}}\nnodes: {y: x + 1}\n")
    assert "US$2 $" in texts(prefix, "value")
    assert "x = US$2 $" in prefix.description
    about = drawn("inputs: {x: {value: 2, prefix: '$\\approx$'}}\nnodes: {y: x + 1}\n")
    (value,) = [mark for mark in about.labels if mark.text == "$\\approx$2"]
    assert [run.math for run in value.runs] == [True, False]


def test_what_a_field_brings_into_math_is_checked() -> None:
    edges = "view:\n  edges:\n    x -> y: {label: '$\\sigma={value}$'}\n"
    spec = f"inputs: {{x: {{value: 2, unit: 円}}}}\nnodes: {{y: x + 1}}\n{edges}"
    (problem,) = _problems(spec)
    assert (problem.code, problem.text) == ("bad-math", "'円' cannot be set as math in $\\sigma=2円$")
    assert "$\\sigma=2 m$" in texts(drawn(spec.replace("円", "m")), "value")
