"""What is drawn of a spec: which nodes, arrows and texts, by every key of the view."""

import pytest

from graphdraw.draw.numbers.value_text import with_unit
from graphdraw.draw.scene import Scene
from graphdraw.draw.style.themes import PLAIN
from graphdraw.draw.text.markup import as_typed
from tests.scenes import drawn, edge, label, node, texts

ORIGIN = """\
title: Backpropagation
inputs:
  Snack: 30
  Number: {value: 5, grad: false}
  Tax: {value: 1.2, grad: false}
nodes:
  subtotal: Snack * Number
  Total: {expr: subtotal * Tax, format: int}
view:
  numbers: python
"""
COLAH = "inputs: {a: 2, b: 1}\nnodes: {c: a + b, d: b + 1, e: c * d}\n"


def view(text: str, **keys: str) -> Scene:
    return drawn(text + "view:\n" + "".join(f"  {key}: {value}\n" for key, value in keys.items()))


def test_the_origin_figure() -> None:
    scene = drawn(ORIGIN)
    assert sorted(texts(scene, "value")) == sorted(["30", "5", "1.2", "150", "180"])
    assert sorted(texts(scene, "gradient")) == sorted(["6.0", "1.2", "1"])
    assert texts(scene, "symbol") == ["×", "×"]
    assert texts(scene, "name") == ["Snack", "Number", "Tax", "Total"]
    backward = [e for e in scene.edges if e.direction == "backward"]
    assert [(e.source, e.target, e.argument) for e in backward] == [
        ("Snack", "subtotal", 0),
        ("subtotal", "Total", 0),
        ("Total", "Total:out", 0),
    ]


def test_edges_without_gradient_are_single_grey_arrows_from_below() -> None:
    scene = drawn(ORIGIN)
    for name, target in (("Number", "subtotal"), ("Tax", "Total")):
        arrow = edge(scene, f"{name} -> {target}[1]")
        assert arrow.color == PLAIN.neutral
        assert arrow.points[0][1] > arrow.points[-1][1]
        assert not [e for e in scene.edges if e.id == f"{name} -> {target}[1]:backward"]


def test_pairs_are_blue_above_red_and_six_points_apart() -> None:
    scene = drawn(ORIGIN)
    forward, backward = edge(scene, "Snack -> subtotal[0]"), edge(scene, "Snack -> subtotal[0]:backward")
    assert (forward.color, backward.color) == (PLAIN.forward, PLAIN.backward)
    assert forward.points[0][0] < forward.points[-1][0]
    assert backward.points[0][0] > backward.points[-1][0]
    assert backward.points[0][1] - forward.points[0][1] == pytest.approx(6.0)
    value, gradient = label(scene, forward.id, "value"), label(scene, backward.id, "gradient")
    assert value.box[3] < forward.points[0][1] < backward.points[0][1] < gradient.box[1]


def test_filled_heads_forward_open_ones_backward() -> None:
    assert {(e.direction, e.head_filled) for e in drawn(ORIGIN).edges} == {("forward", True), ("backward", False)}


def test_a_forward_only_figure_is_blue() -> None:
    scene = drawn("inputs: {x: 3}\nnodes: {y: x + 1}\nbackward: false\n")
    assert {(e.direction, e.color) for e in scene.edges} == {("forward", PLAIN.forward)}


def test_a_fork_has_each_branch_with_its_share_and_the_sum_on_the_trunk() -> None:
    scene = drawn(COLAH)
    assert node(scene, "b:fork").kind == "fork"
    trunk = edge(scene, "b -> b:fork[0]:backward")
    assert label(scene, trunk.id, "gradient").text == "5"
    shares = [label(scene, f"b -> {to}[{i}]:backward", "gradient").text for to, i in (("c", 1), ("d", 0))]
    assert shares == ["2", "3"]


def test_a_value_without_gradient_forks_without_a_dot() -> None:
    scene = drawn("inputs: {x: {value: 3, grad: false}, w: 2}\nnodes: {y: x*w, z: x*y}\n")
    assert not [n for n in scene.nodes if n.kind == "fork"]


@pytest.mark.parametrize(("branches", "count"), [("auto", 1), ("show", 1), ("hide", 0)])
def test_branches(branches: str, count: int) -> None:
    assert sum(n.kind == "fork" for n in view(COLAH, branches=branches).nodes) == count


def test_many_branches_leave_a_bar_in_places_of_their_own() -> None:
    scene = drawn("inputs: {x: 2}\nnodes:\n  y: add(sin(x), cos(x), exp(x), tanh(x), x**2)\n")
    left, top, right, bottom = node(scene, "x:fork").box
    assert bottom - top > right - left
    starts = [
        e.points[0][1] for e in scene.edges if e.direction == "forward" and e.source == "x" and e.target != "x:fork"
    ]
    assert len({round(y, 1) for y in starts}) == 5


@pytest.mark.parametrize(
    ("expression", "symbol"),
    [
        ("x + 1", "+1"),
        ("1 + x", "+1"),
        ("x * -1", "×(−1)"),
        ("1 - x", "1−x"),
        ("x - 2", "−2"),
        ("x ** 2", "x²"),
        ("x ** 10", "x¹⁰"),
        ("2 ** x", "2ˣ"),
        ("x / 2", "÷2"),
        ("1 / x", "1/x"),
        ("10 / x", "10÷x"),
        ("0.5 * x", "×0.5"),
        ("1/2 * x", "×(1/2)"),
        ("pi * x", "×π"),
        ("max(x, 0)", "max(x, 0)"),
        ("-x", "×(−1)"),
        ("ln(x)", "ln"),
        ("log(x)", "log"),
        ("sigmoid(x)", "σ"),
        ("0.123456789 * x", "×0.1235"),
    ],
)
def test_literals_fold_into_their_gate(expression: str, symbol: str) -> None:
    assert texts(drawn(f"inputs: {{x: 3}}\nnodes:\n  y: {expression}\n"), "symbol") == [symbol]


def test_constants_as_nodes() -> None:
    scene = view("inputs: {x: 3}\nnodes: {y: 2 * -x}\n", constants="node")
    assert [n.text for n in scene.nodes if n.kind == "constant"] == ["−1", "2"]
    assert texts(scene, "symbol") == ["×", "×"]


@pytest.mark.parametrize(
    ("names", "drawn_names"), [("auto", ["a", "b", "e"]), ("all", ["a", "b", "c", "d", "e"]), ("none", [])]
)
def test_names(names: str, drawn_names: list[str]) -> None:
    found = [text.strip("$") for text in texts(view(COLAH, names=names), "name")]
    assert sorted(found) == drawn_names


def test_labels_name_inner_nodes() -> None:
    scene = drawn("inputs: {a: 2}\nnodes:\n  c: {expr: a + 1, label: cost}\n  d: c * 2\n")
    assert "cost" in texts(scene, "name")


@pytest.mark.parametrize(
    ("values", "shown"),
    [("value", "2"), ("name", "∂"), ("[name, value]", "$c$ = 3"), ("hide", None), ("blank", "")],
)
def test_values(values: str, shown: str | None) -> None:
    found = texts(view(COLAH, values=values), "value")
    if shown is None:
        assert found == []
    elif shown == "":
        assert set(found) == {""}
    elif values == "name":
        assert "$c$" in found
    else:
        assert shown in found


def test_gradients_by_name() -> None:
    assert "∂$e$/∂$c$" in texts(view(COLAH, gradients="name"), "gradient")


def test_local_derivatives_stand_at_the_tip_of_their_arrow() -> None:
    scene = view(COLAH, local="true")
    local = label(scene, "c -> e[0]", "local")
    value = label(scene, "c -> e[0]", "value")
    assert local.text == "2"
    assert local.box[0] > value.box[2]


@pytest.mark.parametrize("direction", ["right", "left", "down", "up"])
def test_directions(direction: str) -> None:
    scene = view(COLAH, direction=direction)
    (ax0, ay0, _, _), (ex0, ey0, _, _) = node(scene, "a").box, node(scene, "e:out").box
    assert {"right": ex0 > ax0, "left": ex0 < ax0, "down": ey0 > ay0, "up": ey0 < ay0}[direction]


def test_operands_arrive_in_their_order() -> None:
    scene = drawn("inputs: {b: 1, a: 2}\nnodes: {y: a - b}\n")
    assert edge(scene, "a -> y[0]").points[-1][1] < edge(scene, "b -> y[1]").points[-1][1]


def test_numbers_key() -> None:
    assert "3.00" in texts(view(COLAH, numbers="{decimals: 2}"), "value")


def test_symbols_key() -> None:
    assert texts(view(COLAH, symbols='{mul: "*"}'), "symbol")[-1] == "*"


@pytest.mark.parametrize(
    ("unit", "text"),
    [
        ("m", "2 m"),
        ("%", "2%"),
        ("‰", "2‰"),
        ("°", "2°"),
        ("′", "2′"),
        ("円", "2円"),
        ("個", "2個"),
        ("$m^2$", "2 $m^2$"),
    ],
)
def test_a_unit_stands_apart_unless_its_script_has_no_spaces(unit: str, text: str) -> None:
    assert as_typed(with_unit("2", unit)) == text


def test_units_and_prefixes_stand_by_their_number() -> None:
    scene = drawn(
        "inputs: {a: {value: 5, prefix: ¥}, b: {value: 2, unit: m}, c: {value: 3, unit: '%'}}\n"
        "nodes:\n  d: add(a, b, c)\n"
    )
    assert {"¥5", "2 m", "3%"} <= set(texts(scene, "value"))


def test_looks_by_name_class_and_edge() -> None:
    scene = drawn(
        COLAH + "view:\n  classes: {hot: {fill: '#ffeeee'}}\n"
        "  nodes: {c: {class: hot, shape: box, symbol: plus, color: '#008000'}, d: {value: blank}}\n"
        '  edges: {"c -> e": {color: "#800080", label: "{name}: {value}"}, "a -> c": {gradient: hide}}\n'
    )
    c = node(scene, "c")
    assert (c.fill, c.stroke, c.text) == ("#ffeeee", "#008000", "plus")
    assert c.outline
    assert "C" not in c.outline.codes
    assert edge(scene, "c -> e[0]").color == "#800080"
    assert label(scene, "c -> e[0]", "value").text == "$c$: 3"
    assert label(scene, "d -> e[1]", "value").frame is not None
    assert not [m for m in scene.labels if m.of == "a -> c[0]:backward"]


def test_a_field_that_does_not_exist_goes_with_its_text() -> None:
    scene = drawn(
        "inputs: {x: 3, t: {value: 1, grad: false}}\nnodes: {y: x * t}\n"
        'view:\n  edges: {"t -> y": {label: "{name}|, gradient {gradient}| {other}"}}\n'
    )
    assert label(scene, "t -> y[1]", "value").text == "$t$| {other}"


def test_font_size_scales_all_text() -> None:
    small, large = view(COLAH, font_size="9"), view(COLAH, font_size="18")
    assert max(r.size for m in large.labels for r in m.runs) == 2 * max(r.size for m in small.labels for r in m.runs)
    assert large.width > 1.4 * small.width


def test_margin_and_background() -> None:
    wide = view(COLAH, margin="20")
    assert wide.width == pytest.approx(drawn(COLAH).width + 32)
    assert view(COLAH, background="none").background is None
    assert view(COLAH, background='"#eeeeee"').background == "#eeeeee"
    assert drawn(COLAH).background == "#ffffff"


def test_a_symbolic_figure_shows_names_and_what_its_gradients_are_called() -> None:
    scene = drawn("inputs: [x, w]\nnodes: {z: x * w, y: sigmoid(z)}\n")
    assert set(texts(scene, "value")) >= {"$z$"}
    assert {e.direction for e in scene.edges} == {"forward", "backward"}
    assert texts(scene, "gradient") == ["∂$y$/∂$x$", "∂$y$/∂$w$", "∂$y$/∂$z$", "∂$y$/∂$y$"]


def test_the_words_tell_the_gradient_of_every_branch_and_the_local_derivatives() -> None:
    """With them the figure can be drawn again; the title is told before them, so they do not repeat it."""
    told = drawn("title: A fork\n" + COLAH + "view: {local: true}\n")
    assert "b 5 (2 from c, 3 from d)" in told.description
    assert "∂e/∂d = 3" in told.description
    assert "Local" not in drawn(COLAH).description
    assert (told.title, "A fork" in told.description) == ("A fork", False)


def test_titles_and_descriptions_are_the_authors_or_made_from_the_numbers() -> None:
    assert drawn(ORIGIN).title == "Backpropagation"
    assert drawn(COLAH).title.startswith("Computational graph from a = 2, b = 1 to e = 6")
    assert drawn("description: Mine.\n" + COLAH).description == "Mine."
    assert "c = a + b = 3" in drawn(COLAH).description
