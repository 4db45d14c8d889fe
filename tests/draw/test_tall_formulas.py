"""Fractions, sums and roots stay inside what is drawn round them, and in its middle."""

from __future__ import annotations

import json
from itertools import product

import pytest

from graphdraw.draw.scene import Scene
from graphdraw.draw.scene_transform import ink_boxes
from graphdraw.draw.style.shapes import SHAPES
from graphdraw.draw.text.text import ink_box
from tests.draw.outlines import flat, inside
from tests.scenes import drawn, node

FORMULAS = (
    r"$\frac{a}{b}$",
    r"$\frac{a+b}{c+d}$",
    r"$\sum_{i=0}^{n} x$",
    r"$\sqrt{\frac{a}{b}}$",
    r"$\int_0^1 f$",
    r"mean $\frac{1}{n}$",
    r"$\hat{x}^{2}$",
)
OUTLINED = [shape.name for shape in SHAPES if shape.outline(9, 9)]
CLEAR = 0.9
"""Between ink and outline, at least, in points."""


def ink(scene: Scene, of: str, role: str) -> tuple[float, float, float, float]:
    """Left, top, right and bottom of what is ink_boxes of a text."""
    (label,) = [mark for mark in scene.labels if mark.of == of and mark.role == role]
    boxes = list(ink_boxes(scene._replace(nodes=(), edges=(), labels=(label,))))
    left, top, right, bottom = zip(*boxes, strict=True)
    return min(left), min(top), max(right), max(bottom)


def check(scene: Scene, of: str, role: str) -> None:
    around = node(scene, of)
    assert around.outline
    left, top, right, bottom = ink(scene, of, role)
    polygon = flat(around.outline)
    corners = product((left - CLEAR, right + CLEAR), (top - CLEAR, bottom + CLEAR))
    assert [at for at in corners if not inside(at, polygon)] == []
    assert (top + bottom) / 2 == pytest.approx((around.box[1] + around.box[3]) / 2, abs=0.6)
    assert (left + right) / 2 == pytest.approx((around.box[0] + around.box[2]) / 2, abs=1.2)


@pytest.mark.parametrize("theme", ["plain", "serif", "high-contrast"])
@pytest.mark.parametrize("shape", OUTLINED)
def test_formulas_stay_in_their_shapes(shape: str, theme: str) -> None:
    """As the sign of an operation, as the name of an input, as the sign in the box of a value."""
    for formula in FORMULAS:
        text, look = json.dumps(formula), f"{{shape: {shape}, symbol: {json.dumps(formula)}}}"
        view = f"theme: {theme}, font_size: 16, nodes: {{y: {look}, x: {{shape: {shape}}}}}"
        scene = drawn(f"inputs: {{x: {{value: 2, label: {text}}}}}\nnodes: {{y: exp(x)}}\nview: {{{view}}}\n")
        check(scene, "y", "symbol")
        check(scene, "x", "name") if formula != FORMULAS[-1] else None


@pytest.mark.parametrize("formula", FORMULAS[:4])
def test_formulas_stay_in_blocks_and_boxes_of_values(formula: str) -> None:
    text = json.dumps(formula)
    spec = f"inputs: {{x: 2}}\nblocks:\n  f(a): {{label: {text}, nodes: {{r: exp(a)}}}}\nnodes: {{y: f(x)}}\n"
    check(drawn(f"{spec}view: {{font_size: 16}}\n"), "y", "name")
    spec = f"inputs: {{x: {{value: 2, label: {text}}}}}\nnodes: {{y: exp(x)}}\n"
    for notation in ("variables", "both"):
        scene = drawn(f"{spec}view: {{notation: {notation}, font_size: 16}}\n")
        left, top, right, bottom = ink(scene, "x", "name")
        box = node(scene, "x").box
        assert box[0] < left
        assert box[1] < top
        assert right < box[2]
        assert bottom < box[3]


def test_a_name_that_is_as_high_as_a_line_stands_on_the_line() -> None:
    scene = drawn("inputs: {x_1: 2, tax: 3}\nnodes: {y: x_1 * tax}\n")
    heights = {mark.of: mark.runs[0].y - (node(scene, mark.of).box[1] + node(scene, mark.of).box[3]) / 2
               for mark in scene.labels if mark.role == "name"}  # fmt: skip
    assert len({round(height, 2) for height in heights.values()}) == 1


def test_a_box_has_all_its_ink() -> None:
    """What is measured here is what fonts draw: a fraction is higher than its letters, and has its bar."""
    bar, letters = (ink_box(text, True, ("DejaVu Sans",), "dejavusans") for text in (r"$\frac{a}{b}$", "$a$"))
    assert bar
    assert letters
    assert bar[3] - bar[1] > 1.3 * (letters[3] - letters[1])
