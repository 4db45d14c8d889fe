"""The size of text: the whole figure grows with it, and it is never too small to be read."""

from __future__ import annotations

from dataclasses import replace

import pytest

import graphdraw
from graphdraw.draw.scene import Scene
from graphdraw.draw.style.themes import THEMES
from graphdraw.errors import SpecError
from graphdraw.spec import read_file
from tests import scenes
from tests.scenes import SPECS

PRODUCT = "inputs: {x: 2, w: 3}\nnodes: {y: x * w}\n"


def scene(path, **changes) -> Scene:
    loaded = scenes.load(read_file(path))
    loaded = scenes.with_view(loaded, replace(loaded.view, **changes))
    return scenes.draw(loaded, scenes.evaluate(loaded))


def differences(small, large, by, where=""):
    """The lengths of one scene that are not `by` times those of another, but for what rounding adds up to."""
    if isinstance(small, float):
        return [] if large == pytest.approx(small * by, abs=0.01 * (by + 2)) else [(where, small, large)]
    if not isinstance(small, tuple):
        return [] if small == large else [(where, small, large)]
    if len(small) != len(large):
        return [(where, len(small), len(large))]
    return [
        found
        for i, (a, b) in enumerate(zip(small, large, strict=True))
        for found in differences(a, b, by, f"{where}.{i}")
    ]


@pytest.mark.parametrize(
    ("theme", "direction"), [("plain", "right"), ("boxed", "down"), ("mono", "left"), ("high-contrast", "up")]
)
@pytest.mark.parametrize("path", SPECS, ids=lambda path: path.stem)
def test_a_figure_with_text_twice_as_large_is_the_figure_twice_as_large(path, theme, direction):
    size = THEMES.get(theme).name_size
    view = {"theme": theme, "direction": direction}
    small, large = scene(path, **view, font_size=size), scene(path, **view, font_size=2 * size)
    assert differences(small, large, 2) == []


@pytest.mark.parametrize("notation", ["variables", "both"])
def test_boxes_of_values_grow_as_well(notation):
    path = next(path for path in SPECS if path.stem == "exercise")
    view = {"notation": notation, "gradients": ("blank",)}
    size = THEMES.get("plain").name_size
    assert differences(scene(path, **view, font_size=size), scene(path, **view, font_size=2 * size), 2) == []


def test_a_wrapped_figure_grows_as_well():
    path = next(path for path in SPECS if path.stem == "mlp")
    small, large = scene(path, font_size=9, width=400.0), scene(path, font_size=18, width=800.0)
    assert any(node.kind == "continuation" for node in small.nodes)
    assert differences(small, large, 2) == []


def test_the_theme_s_size_is_the_default():
    path = next(path for path in SPECS if path.stem == "snack")
    assert scene(path) == scene(path, font_size=9)


def said(view, spec=PRODUCT):
    """The only problem of a figure."""
    with pytest.raises(SpecError) as raised:
        graphdraw.render(f"{spec}view:\n{view}")
    (problem,) = raised.value.problems
    assert problem.code == "small-text"
    assert problem.where is not None
    return f"{problem.where.line}:{problem.where.column} {problem.text}", problem.hint


def test_text_that_is_too_small_is_an_error_that_says_the_least_size():
    assert said("  font_size: 5\n") == (
        "4:14 text is too small at font_size 5: the smallest text has 4.4pt, less than 7pt",
        "the least font_size of this figure is 7.9",
    )


@pytest.mark.parametrize(
    ("view", "least"),
    [
        ("", "7.9"),  # numbers have 8pt in plain, where names have 9
        ("  local: true\n", "9"),  # local derivatives have 7pt
        ("  theme: serif\n", "7.8"),
        ("  theme: high-contrast\n", "7.7"),
        ("  theme: serif\n  local: true\n", "8.7"),
        ("  names: none\n  values: hide\n  gradients: hide\n", "5.8"),  # a sign in its circle has 11pt
    ],
)
def test_the_least_size_depends_on_what_is_drawn(view, least):
    _, hint = said(f"{view}  font_size: 3\n")
    assert hint == f"the least font_size of this figure is {least}"
    graphdraw.render(f"{PRODUCT}view:\n{view}  font_size: {least}\n")
    said(f"{view}  font_size: {float(least) - 0.1:.1f}\n")


@pytest.mark.parametrize(
    ("label", "size", "has", "least"),
    [
        ("$x_{i_j}$", 8.9, 4.3, "10.3"),
        ("$x_{i_j}$", 9, 4.4, "10.3"),  # as the theme has it
        ("$x_{i_j}$", 10.2, 4.9, "10.3"),
        (r"$\frac{a_1}{b}$", 9, 4.4, "10.3"),
        ("$x^{y^{z}}$", 10, 4.9, "10.3"),
        ("$x_{i_{j_k}}$", 12, 4.1, "14.6"),
    ],
)
def test_no_sign_in_a_formula_is_too_small(label, size, has, least):
    spec = PRODUCT.replace("x: 2", f"x: {{value: 2, label: '{label}'}}")
    assert said(f"  font_size: {size}\n", spec) == (
        f"4:14 text is too small at font_size {size}: the smallest sign in the formula '{label}' has {has}pt, "
        "less than 5pt",
        f"the least font_size of this figure is {least}",
    )
    graphdraw.render(f"{spec}view: {{font_size: {least}}}\n")
    said(f"  font_size: {float(least) - 0.1:.1f}\n", spec)


@pytest.mark.parametrize("view", ["", "view: {theme: boxed}\n"])
def test_a_sign_that_is_too_small_without_a_font_size_is_told_at_its_label(view):
    with pytest.raises(SpecError) as raised:
        graphdraw.render(f"inputs:\n  x: {{value: 2, label: '$x_{{i_j}}$'}}\nnodes: {{y: exp(x)}}\n{view}")
    (problem,) = raised.value.problems
    assert (problem.where.line, problem.where.column) == (2, 25)
    assert problem.text == (
        "text is too small at font_size 9: the smallest sign in the formula '$x_{i_j}$' has 4.4pt, less than 5pt"
    )
    assert problem.hint == "the least font_size of this figure is 10.3"


LABEL = r"$\sum_k e^{z_k}$"
EXPONENTIAL = f"inputs: {{x: 2, w: 3}}\nnodes:\n  s: {{expr: x * w, label: '{LABEL}'}}\n  L: log(s)\n"


@pytest.mark.parametrize(
    ("view", "least"),
    [("", "10.3"), ("  gradients: [name, value]\n", "11.5"), ("  gradients: [name, value]\n  theme: serif\n", "11.3")],
)
@pytest.mark.parametrize("size", [3, 8.5, 10.2])
def test_the_size_that_is_told_is_enough_for_all_texts(view, least, size):
    assert said(f"{view}  font_size: {size}\n", EXPONENTIAL)[1] == f"the least font_size of this figure is {least}"
    graphdraw.render(f"{EXPONENTIAL}view:\n{view}  font_size: {least}\n")


def test_the_formula_that_is_too_small_is_named_and_found_at_its_label():
    with pytest.raises(SpecError) as raised:
        graphdraw.render(f"{EXPONENTIAL}view: {{gradients: [name, value]}}\n")
    (problem,) = raised.value.problems
    assert (problem.where.line, problem.where.column) == (3, 28)
    assert r"the formula '$(\sum_k e^{z_k})$' has 3.9pt" in problem.text
    long = r"$x_{i_j} + " + "a + " * 20 + "b$"
    text, _ = said("  font_size: 9\n", PRODUCT.replace("x: 2", f"x: {{value: 2, label: '{long}'}}"))
    assert f"the formula '{long[:39]}…' has 4.4pt" in text


def test_one_index_is_as_large_as_a_sign_has_to_be():
    graphdraw.render(PRODUCT.replace("x: 2", "x: {value: 2, label: '$x_i$'}"))


def test_the_letters_of_circles_are_as_large_as_all_text():
    path = next(path for path in SPECS if path.stem == "neuron")
    found = scene(path, font_size=8, width=200.0)
    assert any(node.kind == "continuation" for node in found.nodes)
    assert min(run.size for mark in found.labels for run in mark.runs) == 7
