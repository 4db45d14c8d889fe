"""The figure in words: right in both languages, short enough for `alt`, and nothing of the figure left out."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest

from graphdraw.draw.content.captions import Captions
from graphdraw.draw.content.collapse import collapse
from graphdraw.draw.describe import ALT_LENGTH
from graphdraw.draw.text.markup import plain_text
from graphdraw.spec import read_file
from tests import scenes
from tests.scenes import SPECS, loaded_text

LANGUAGES = ("en", "ja")
STOPS = {"en": ".", "ja": "。"}
MARKUP = re.compile(r"[$\\{}]|\bNone\b|  | [,.;、。：；]")
NUMBERS = ("value", "gradient", "local")


def told(text: str, *, long: bool = True, lang: str = "en") -> str:
    """The words of a spec."""
    loaded = replace(loaded_text(text), lang=lang)
    return scenes.describe(loaded, scenes.evaluate(loaded), long=long)


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("path", SPECS, ids=lambda p: p.stem)
def test_examples_are_told_whole_and_without_markup(path: Path, lang: str) -> None:
    loaded = replace(scenes.load(read_file(path)), lang=lang)
    evaluation = scenes.evaluate(loaded)
    short, long = (scenes.describe(loaded, evaluation, long=long) for long in (False, True))
    assert len(short) <= ALT_LENGTH
    for text in (short, long):
        assert text.endswith(STOPS[lang])
        assert not MARKUP.search(text), MARKUP.search(text)
    numbers = [m for m in scenes.draw(loaded, evaluation).labels if m.role in NUMBERS and m.text]
    assert numbers
    for mark in numbers:
        assert plain_text(mark.text) in long, (mark.of, mark.text)


@pytest.mark.parametrize("path", SPECS, ids=lambda p: p.stem)
def test_every_edge_of_an_example_is_told(path: Path) -> None:
    loaded = replace(scenes.load(read_file(path)), lang="en")
    evaluation = scenes.evaluate(loaded)
    (steps,) = re.findall(r" Forward: (.*?)\. [A-Z]|$", scenes.describe(loaded, evaluation, long=True) + " X")[:1]
    said = [step.split(" = ") for step in steps.split("; ")]
    drawn = collapse(loaded.graph, evaluation, loaded.view)
    captions = Captions(loaded.graph, evaluation, loaded.view)

    def word(name: str) -> str:
        return plain_text(captions.own_label(name) or name)

    for edge in drawn.graph.edges:
        results = ", ".join(map(word, drawn.graph.results(drawn.graph.by_name[edge.target])))
        (formula,) = [parts[1] for parts in said if parts[0].strip("“”") == results]
        assert re.search(rf"(^|\W){re.escape(word(edge.source))}(\W|$)", formula), edge


def test_one_gradient_is_one() -> None:
    text = "inputs: {x: 3}\nnodes: {y: x + 1}\n"
    assert told(text, long=False) == "Computational graph from x = 3 to y = 4, with the gradient ∂y/∂x = 1."
    assert told(text, long=False, lang="ja") == "x = 3 から y = 4 を求める計算グラフ。勾配は ∂y/∂x = 1。"


def test_gradients_are_mentioned_where_they_are_too_many_to_tell() -> None:
    inputs = ", ".join(f"number_{i}: {i}" for i in range(8))
    text = f"inputs: {{{inputs}}}\nnodes: {{total: {' + '.join(f'number_{i}' for i in range(8))}}}\n"
    assert told(text, long=False).endswith(" to total = 28, with gradients of total.")
    assert told(text, long=False, lang="ja").endswith("を求める計算グラフ。total の勾配つき。")


def test_operands_are_told_apart_where_a_value_is_used_twice_by_one_node() -> None:
    text = "inputs: {x: 3}\nnodes: {y: x - x}\nview: {local: true}\n"
    assert "x 0 (1 from operand 1 of y, −1 from operand 2 of y)" in told(text)
    assert "∂y/∂x = 1 (operand 1 of y), ∂y/∂x = −1 (operand 2 of y)" in told(text)
    assert "x 0（y の引数 1 から 1、y の引数 2 から −1）" in told(text, lang="ja")


def test_what_is_left_blank_is_named_without_its_number() -> None:
    text = (
        "inputs: {x: 3, w: 4}\nnodes: {y: x * w}\nview: {values: blank, nodes: {x: {value: show}}, gradients: hide}\n"
    )
    assert told(f"{text}backward: false\n") == (
        "Inputs: x = 3, w. Forward: y = x × w. Left blank, to be filled in: the values of w, y."
    )
    both = told("inputs: {x: 3}\nnodes: {y: x + 9}\nview: {values: blank, gradients: blank}\n", lang="ja")
    assert both == "入力：x。順伝播：y = x + 9。空欄：x、y の値；y、x の勾配。"


@pytest.mark.parametrize("notation", ["operations", "variables"])
@pytest.mark.parametrize("gradients", ["name", "hide"])
def test_gradients_that_have_no_numbers_in_the_figure_are_told_by_their_names(gradients: str, notation: str) -> None:
    spec = "inputs: {x: 3, w: 4, c: {value: 1, grad: false}}\nnodes: {s: x * w, y: s + c}\n"
    text = f"{spec}view: {{gradients: {gradients}, notation: {notation}}}\n"
    assert told(text).endswith(" Backward, the gradients of y: y, s, w, x. No gradient: c.")
    assert told(text, long=False) == ("Computational graph from x = 3, w = 4, c = 1 to y = 13, with gradients of y.")
    assert told(text, long=False, lang="ja").endswith("。y の勾配つき。")
    for long in (True, False):
        assert "gradient" not in told(f"{text}backward: false\n", long=long)
    listed = text.replace(f"gradients: {gradients}", f"gradients: [{gradients}, {{blank: computed}}]")
    if gradients == "name":
        assert "Backward, the gradients of y: y 1." in told(listed)
        assert told(listed).endswith("to be filled in: the gradients of s, w, x.")


def test_a_gradient_that_one_name_hides_is_told_without_its_number() -> None:
    text = "inputs: {x: 3, w: 4}\nnodes: {y: x * w}\nview: {nodes: {x: {gradient: hide}}}\n"
    assert told(text).endswith(" Backward, the gradients of y: y 1, w 3, x.")


def test_boxes_are_told_with_what_is_in_them() -> None:
    groups = "groups: {net: {label: '$h_{t}$ net', members: [y]}}\n"
    assert told(f"inputs: {{x: 3}}\nnodes: {{y: x * 2, z: y + 1}}\n{groups}").endswith(" Boxes: h_t net round y.")
    block = "blocks: {'twice(q)': 'q + q'}\ninputs: {x: 3}\nnodes: {y: 'twice(x)'}\nview: {blocks: expanded}\n"
    assert told(block).endswith(" Boxes: twice round y.")
    assert "Boxes" not in told(block.replace("expanded", "collapsed"))


def test_formulas_are_as_drawn() -> None:
    assert "y = leaky_relu(x, slope = 0.1) = " in told(
        "inputs: {x: -3}\nnodes: {y: {op: leaky_relu, args: [x], with: {slope: 0.1}}}\n"
    )
    assert "y.1 = x × −1 = −3; y.2 = ln(x) = 1.099" in told("inputs: {x: 3}\nnodes: {y: x * -1 + ln(x)}\n")


def test_a_label_that_is_a_formula_is_quoted() -> None:
    text = "inputs: {x: 3}\nnodes: {a: {expr: x + 1, label: x + 1}, y: a * x}\n"
    assert "“x + 1” = x + 1 = 4; y = “x + 1” × x = 12" in told(text)
    assert "y = 「x + 1」 × x = 12" in told(text, lang="ja")


NOTED = """
inputs: {x: {value: 3, note: $1 a bag.}, w: {value: 2, note: ''}}
blocks: {cell(p): {nodes: {q: {expr: p * p, note: inside}}, outputs: q}}
nodes:
  c: cell(x)
  y:
    expr: c * w
    note: |
      as printed
      in 2020
"""


@pytest.mark.parametrize(
    ("lang", "end"),
    [("en", " Notes: x: $1 a bag; y: as printed in 2020."), ("ja", "。注記：x：$1 a bag；y：as printed in 2020。")],
)
def test_notes_of_what_is_drawn_are_told_at_the_end(lang: str, end: str) -> None:
    assert told(NOTED, lang=lang).endswith(end)
    assert "in 2020" not in told(NOTED, long=False, lang=lang)
    opened = told(f"{NOTED}view: {{blocks: expanded}}\n", lang=lang)
    assert "inside" in opened
