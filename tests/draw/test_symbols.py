"""How formulas write a value: what a label's symbol is, what stands behind a ∂, and what has no name to stand there."""

from __future__ import annotations

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from graphdraw.draw.content.symbols import after_partial, in_parentheses, left_side, symbol_of, without_right_sides
from graphdraw.draw.style.themes import PLAIN
from graphdraw.draw.text.markup import pieces
from graphdraw.draw.text.math import check_math
from graphdraw.errors import Location, SpecError, full_text
from graphdraw.spec import Source
from tests import scenes
from tests.scenes import drawn, loaded_text, texts

NAMED = "inputs: {x: 2, w: 3}\nnodes:\n  y: w*x + 1\n"
HYPOTHESIS = (
    "inputs: {x: 2, w: 3}\nnodes:\n"
    "  h: {expr: x * w, label: '$h(x)=x^2$'}\n"
    "  J: {expr: h + w, label: [the cost, of all]}\n"
    "view: {gradients: name}\n"
)
PLACE = Location("a.yaml", 1, 1)


@pytest.mark.parametrize(
    ("label", "symbol", "behind"),
    [
        ("$h(x)=x^2$", "$h(x)$", "$h(x)$"),
        ("weight $w_1$ of $x$", "$w_1$", "$w_1$"),
        ("total cost", "total cost", "(total cost)"),
        ("number of completed orders", "number of completed orders", "(number of completed orders)"),
        ("net\nturnover", "net turnover", "(net turnover)"),
        ("turnover", "turnover", "turnover"),
        ("月の売上", "月の売上", "月の売上"),
        ("合計", "合計", "合計"),
        ("total = a + b", "total", "total"),
        ("a + b", "a + b", "(a + b)"),
        (r"$\theta_1 x$", r"$\theta_1 x$", r"$(\theta_1 x)$"),
        (r"$\hat{y}_{1}$", r"$\hat{y}_{1}$", r"$\hat{y}_{1}$"),
        (r"$W^{(2)\mathsf{T}}$", r"$W^{(2)\mathsf{T}}$", r"$W^{(2)\mathsf{T}}$"),
        (r"$\left(a=b\right) = c$", r"$\left(a=b\right)$", r"$(\left(a=b\right))$"),
        ("$q_{i=1} := 3$", "$q_{i=1}$", "$q_{i=1}$"),
        (r"$\frac{a}{b}$", r"$\frac{a}{b}$", r"$(\frac{a}{b})$"),
        ("$x_=3$", "$x_=3$", "$(x_=3)$"),
        ("$2x$", "$2x$", "$(2x)$"),
        ("the\nmean $m$", "$m$", "$m$"),
    ],
)
def test_the_symbol_of_a_label(label: str, symbol: str, behind: str) -> None:
    assert symbol_of(label) == symbol
    assert in_parentheses(symbol) == behind


@pytest.mark.parametrize("label", ["$= 3$", "= 3", ""])
def test_a_label_that_begins_with_an_equals_sign_has_none(label: str) -> None:
    assert symbol_of(label) is None


def test_words_take_the_left_sides_of_formulas_only() -> None:
    assert without_right_sides("model $h(x)=x^2$, a = b") == "model $h(x)$, a = b"
    assert without_right_sides("$=3$") == "$=3$"


TOKENS = [
    "x",
    "=",
    "_",
    "^",
    "{",
    "}",
    "(",
    ")",
    r"\theta",
    r"\hat",
    r"\frac{a}{b}",
    r"\mathrm{ab}",
    "2",
    r"\left(",
    r"\right)",
]


@settings(deadline=None, max_examples=300)  # the first formula brings matplotlib's parser
@given(st.lists(st.sampled_from(TOKENS), min_size=1, max_size=9))
@example(["{", ")", "=", "}"])
@example(["{", r"\right)", "=", "}"])
@example([r"\mathrm{ab}", "_", "{", ")", "}", "(", "x", ")"])
def test_what_can_be_drawn_can_be_drawn_cut(tokens: list[str]) -> None:
    formula = " ".join(tokens)
    if check_math(f"${formula}$", PLACE, PLAIN.mathfont) is None and (left := left_side(formula)):
        for label in (f"${left}$", in_parentheses(f"${left}$")):
            assert check_math(label, PLACE, PLAIN.mathfont) is None
            assert [piece.math for piece in pieces(label)] == [True]


PARTS = [*TOKENS, r"\ ", r"\:", r"\,", r"\$", "$", " ", ":", "[", "]", r"\foo", r"\lceil", r"\max", "合", "|"]


@settings(deadline=None, max_examples=300)
@given(st.lists(st.sampled_from(PARTS), min_size=1, max_size=9), st.booleans())
@example(["a", r"\ ", "=", "b"], True)
@example(["a", r"\:", "=", "b"], True)
@example(["x", "_", ":", "=", "b"], True)
@example([" ", r"\foo"], True)
@example([r"\foo", r"\ "], True)
@example(["[", "x", "_", "{", "a", "=", "b", "}", r"\$"], True)
def test_a_label_that_can_be_drawn_can_be_what_a_gradient_is_called_by(parts: list[str], in_dollars: bool) -> None:
    label = "".join(parts)
    label = f"${label}$" if in_dollars else label
    if check_math(label, PLACE, PLAIN.mathfont) is None and (symbol := symbol_of(label)):
        name = f"∂$L$/∂{after_partial(symbol)}"
        assert check_math(name, PLACE, PLAIN.mathfont) is None
        assert "".join(piece.text for piece in pieces(name)).startswith("∂$L$/∂")
        check_math(f"${without_right_sides(label)}$", PLACE, PLAIN.mathfont)


@pytest.mark.parametrize(
    ("label", "name"),
    [
        (r"$a\ =b$", "∂$z$/∂$a$"),
        (r"$a\:=b$", "∂$z$/∂$a$"),
        (r"$a\quad:= b$", "∂$z$/∂$a$"),
        (r"$ \foo$", r"∂$z$/∂($ \foo$)"),
        (r"$[x_{a=b}\$$", "∂$z$/∂$[x_{a"),
        ("cost in $", "∂$z$/∂(cost in $)"),
    ],
)
def test_what_a_gradient_is_called_by(label: str, name: str) -> None:
    text = f"inputs:\n  x: {{value: 2, label: '{label}'}}\nnodes:\n  y: {{expr: x*3, label: $z$}}\n"
    assert name in texts(drawn(text + "view: {gradients: name}\n"), "gradient")


def test_gradients_are_called_by_symbols_and_never_by_whole_labels() -> None:
    found = texts(drawn(HYPOTHESIS), "gradient")
    assert set(found) == {"∂(the cost of all)/∂$x$", "∂(the cost of all)/∂$w$", "∂(the cost of all)/∂$h(x)$"} | {
        "∂(the cost of all)/∂(the cost of all)"
    }


def test_math_goes_before_label_and_name() -> None:
    text = HYPOTHESIS.replace("label: [the cost, of all]", r"label: [the cost, of all], math: 'J(\theta)'")
    found = set(texts(drawn(text), "gradient"))
    assert found == {rf"∂$J(\theta)$/∂{v}" for v in ("$x$", "$w$", "$h(x)$", r"$J(\theta)$")}
    for notation in ("variables", "both"):
        scene = drawn(text.replace("gradients: name", f"gradients: name, notation: {notation}"))
        assert set(texts(scene, "gradient")) == found
        assert "the cost of all" in texts(scene, "name")


@pytest.mark.parametrize(
    ("text", "names", "count"),
    [
        (NAMED + "view: {gradients: name}\n", "'y.1' has", 1),
        (NAMED + "view: {gradients: [name, value], notation: variables}\n", "'y.1' has", 1),
        ("inputs: [x, w, b]\nnodes:\n  y: (w*x + b)*x + 3\n", "'y.1' and 2 other values have", 3),
        ("inputs: [x, w]\nnodes:\n  theta_new: w - 2*x\n", "'theta_new.1' has", 1),
        ("inputs: [x, w]\nnodes:\n  y: w - 2*x\nview: {gradients: {blank: computed}}\n", "'y.1' has", 1),
    ],
)
def test_generated_names_are_never_shown_and_one_note_says_so(text: str, names: str, count: int) -> None:
    loaded = loaded_text(text)
    evaluation = scenes.evaluate(loaded)
    (note,) = [p for p in scenes.problems(loaded, evaluation) if p.code == "unnamed-gradient"]
    assert note.text == f"{names} no name that a label ∂…/∂… could show"
    assert note.hint == "give each a line of its own under 'nodes', or a label in 'view.nodes'"
    assert (note.severity, note.where and note.where.line) == ("note", 3)
    scene = drawn(text)
    assert not [found for found in texts(scene, "gradient") if ".1" in found]
    named = text.replace("view: {", "view: {nodes: {y.1: {label: $u$}}, ") if "view" in text else text
    quiet = loaded_text(named)
    left = len([p for p in scenes.problems(quiet, scenes.evaluate(quiet)) if p.code == "unnamed-gradient"])
    assert left == (0 if count == 1 and "view" in text else 1)


@pytest.mark.parametrize(
    "more",
    ["", "view: {gradients: value}\n", "backward: false\nview: {gradients: name}\n", "view: {gradients: hide}\n"],
)
def test_nothing_is_said_where_no_such_label_is_asked_for(more: str) -> None:
    loaded = loaded_text(NAMED + more)
    assert scenes.problems(loaded, scenes.evaluate(loaded)) == ()


def test_a_part_of_a_gradient_is_not_called_as_the_whole() -> None:
    text = "inputs: {x: 3}\nnodes: {y: x * x}\nview: {gradients: [name, value]}\n"
    assert texts(drawn(text), "gradient") == ["∂$y$/∂$x$ = 6", "3", "3", "∂$y$/∂$y$ = 1"]
    hidden = texts(drawn(text.replace("gradients", "branches: hide, gradients")), "gradient")
    assert hidden == ["3", "3", "∂$y$/∂$y$ = 1"]


def test_math_is_checked_with_its_column() -> None:
    text = "inputs:\n  x: {value: 1, math: 'x_1 + \\foo'}\nnodes: {y: x + 1}\n"
    with pytest.raises(SpecError) as caught:
        scenes.load(Source("a.yaml", text.encode(), None))
    (problem,) = caught.value.problems
    assert full_text(problem).splitlines()[:3] == [
        r"a.yaml:2:30: error: '\foo' is not known in math here [bad-math]",
        r"    x: {value: 1, math: 'x_1 + \foo'}",
        "                               ^^^^",
    ]
    assert loaded_text(text.replace(r" + \foo", "")).graph.by_name["x"].display.math == "x_1"


def test_math_is_inherited_and_deleted_as_other_keys(tmp_path) -> None:
    (tmp_path / "a.yaml").write_text("inputs: {x: {value: 2, math: p}}\nnodes: {y: {expr: 2*x, math: q}}\n")
    (tmp_path / "b.yaml").write_text("extends: a.yaml\ninputs: {x: 3}\nnodes: {y: {math: null}}\n")
    loaded = scenes.load(Source("b.yaml", (tmp_path / "b.yaml").read_bytes(), tmp_path))
    assert [loaded.graph.by_name[n].display.math for n in ("x", "y")] == ["p", None]


def test_words_call_a_value_by_what_stands_before_its_equals_sign() -> None:
    loaded = loaded_text(HYPOTHESIS.replace("name", "value"))
    evaluation = scenes.evaluate(loaded)
    long, short = (scenes.describe(loaded, evaluation, long=long) for long in (True, False))
    assert "h(x) = x × w = 6; the cost of all = h(x) + w = 9." in long
    assert "Backward, the gradients of the cost of all: the cost of all 1, h(x) 1, w 3 (2 from h(x), 1 from" in long
    assert "∂(the cost of all)/∂x = 3" in short


def test_words_tell_gradients_without_numbers() -> None:
    text = "inputs: [x, w]\nnodes: {z: x * w, y: exp(z)}\nbackward: {of: '$L$'}\n"
    assert drawn(text).title == "Computational graph from x, w to y, with gradients of L."
    assert drawn(text).description.endswith(" Backward, the gradients of L: y, z, w, x.")
    assert texts(drawn(text), "gradient") == [f"∂$L$/∂${name}$" for name in "xwzy"]
