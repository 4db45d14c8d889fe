"""`view.align` and `view.order` as they are drawn, in every direction and notation."""

from __future__ import annotations

import json
from itertools import pairwise
from pathlib import Path

import pytest

import graphdraw
from graphdraw.draw.diagram import sketch
from graphdraw.draw.fit.layout_problem import layout_problem
from graphdraw.draw.style.style import resolve
from graphdraw.draw.style.themes import THEMES
from graphdraw.spec import Source
from tests import scenes
from tests.quality.constraints import unmet
from tests.quality.faults import faults
from tests.quality.figure import figure
from tests.quality.frames import frame_faults
from tests.quality.placing import placed

DIRECTIONS = ("right", "left", "down", "up")
NOTATIONS = ("operations", "variables", "both")

FOLDER = Path(__file__).parents[2] / "specs"

NEURONS = """\
inputs: {x: 0.5, w: 2, b: 1, u: -1, v: 3}
nodes:
  p: tanh(w*x + b)
  q: u*v
  y: p * q
"""
LAYER = """\
inputs: [x, y, w1, w2, v1, v2]
blocks:
  unit(a, b, w): tanh(w*a + b)
  cell:
    inputs: [a, b]
    nodes: {s: a + b, t: s * b}
    outputs: [s, t]
nodes:
  h1: unit(x, y, w1)
  h2: unit(y, x, w2)
  c: cell(h1, v1)
  o: h2 * v2
  z: c.s * o + c.t
"""

Centres = dict[str, tuple[float, float]]


@pytest.fixture(name="centres")
def fixture_centres(tmp_path: Path):
    """Where the nodes of a spec stand: along the direction and across it, from the top or the left."""

    def centres(text: str, direction: str = "right", **view: str) -> Centres:
        lines = "".join(f"  {key}: {value}\n" for key, value in {"direction": direction, **view}.items())
        (tmp_path / "spec.yaml").write_text(f"{text}view:\n{lines}", encoding="utf-8")
        scene = json.loads(graphdraw.render(tmp_path / "spec.yaml", "json"))
        boxes = {node["id"]: node["box"] for node in scene["nodes"]}
        middles = {name: ((x0 + x1) / 2, (y0 + y1) / 2) for name, (x0, y0, x1, y1) in boxes.items()}
        return {name: at if direction in ("right", "left") else at[::-1] for name, at in middles.items()}

    return centres


def are_in_one_column(centres: Centres, *names: str) -> bool:
    return all(centres[a][0] == pytest.approx(centres[b][0], abs=0.02) for a, b in pairwise(names))


def are_in_order(centres: Centres, *names: str) -> bool:
    return all(centres[a][1] < centres[b][1] - 1 for a, b in pairwise(names))


@pytest.mark.parametrize("direction", DIRECTIONS)
@pytest.mark.parametrize("notation", NOTATIONS)
def test_names_of_one_column(direction, notation, centres) -> None:
    """Where values stand beside their operations, both do."""
    at = centres(NEURONS, direction, notation=notation, align="[[x, v], [p.2, q]]")
    assert are_in_one_column(at, "p.2", "q")
    assert notation != "both" or are_in_one_column(at, "p.2:value", "q:value")
    plain = centres(NEURONS, direction, notation=notation)
    assert not are_in_one_column(plain, "p.2", "q")


@pytest.mark.parametrize("direction", DIRECTIONS)
@pytest.mark.parametrize("inputs", ["edge", "near", "auto"])
def test_an_input_in_the_column_of_an_operation(direction, inputs, centres) -> None:
    assert are_in_one_column(centres(NEURONS, direction, inputs=inputs, align="[[v, p]]"), "v", "p")


@pytest.mark.parametrize("direction", DIRECTIONS)
@pytest.mark.parametrize("notation", NOTATIONS)
@pytest.mark.parametrize("order", ["x, w, b", "b, x, w", "w, b, x"])
def test_inputs_in_an_order(direction, notation, order, centres) -> None:
    at = centres(NEURONS, direction, notation=notation, inputs="edge", order=f"[{order}]")
    assert are_in_order(at, *order.split(", "))


@pytest.mark.parametrize("direction", DIRECTIONS)
@pytest.mark.parametrize("order", ["y, b, v", "v, y, x", "p, x"])
def test_names_of_different_columns_in_an_order(direction, order, centres) -> None:
    assert are_in_order(centres(NEURONS, direction, order=f"[{order}]"), *order.split(", "))


def test_several_orders_do_not_speak_of_each_other(centres) -> None:
    at = centres(NEURONS, order="[[b, x], [v, u]]")
    assert are_in_order(at, "b", "x")
    assert are_in_order(at, "v", "u")


def test_the_ends_of_outputs_and_the_dots_of_forks_go_with_their_names(centres) -> None:
    text = "inputs: {a: 2, b: 3}\nnodes: {s: a*b, t: a+b}\nbackward: {from: {s: 1, t: 1}}\n"
    for first, second in ("ab", "ba"):
        at = centres(text, order=f"[[{first}, {second}], [t, s]]")
        assert are_in_order(at, f"{first}:fork", f"{second}:fork")
        assert are_in_order(at, "t:out", "s:out")


@pytest.mark.parametrize("direction", DIRECTIONS)
@pytest.mark.parametrize("notation", NOTATIONS)
def test_closed_blocks(direction, notation, centres) -> None:
    at = centres(LAYER, direction, notation=notation, align="[[h1, o]]", order="[h2, h1]")
    assert are_in_order(at, "h2", "h1")
    value = ":value" if notation == "both" else ""
    assert are_in_one_column(at, "h1:value" if notation != "operations" else "h1", f"o{value}")


@pytest.mark.parametrize("direction", DIRECTIONS)
def test_open_blocks_are_in_the_order_of_what_they_result_in(direction, centres) -> None:
    at = centres(LAYER, direction, blocks="expanded", order="[h2, h1]", align="[[h1, o]]")
    assert are_in_order(at, "h2", "h1")
    assert are_in_order(at, "h2:group", "h1:group")
    assert are_in_one_column(at, "h1", "o")


def test_results_of_one_closed_block_say_nothing_about_each_other(centres) -> None:
    plain = centres(LAYER)
    assert centres(LAYER, align="[[c.s, c.t]]", order="[c.t, c.s]") == plain


def test_what_is_inside_a_closed_block_is_passed_over(centres) -> None:
    long = "unit: {inputs: [a, b, w], nodes: {m: w*a + b, n: tanh(m)}, outputs: n}"
    text = LAYER.replace("unit(a, b, w): tanh(w*a + b)", long)
    assert centres(text, align="[[h1.m, v2]]", order="[h2.m, h1.m]") == centres(text)
    at = centres(text, blocks="expanded", align="[[h1.m, o]]", order="[h2.m, o, h1.m]")
    assert are_in_one_column(at, "h1.m", "o")
    assert are_in_order(at, "h2.m", "o", "h1.m")


@pytest.mark.parametrize("direction", ["right", "left"])
def test_rows_of_a_figure_keep_what_they_hold(direction, centres) -> None:
    chain = "".join(f"  n{k}: n{k - 1} + a{k}\n" for k in range(1, 12))
    text = f"inputs: [n0, {', '.join(f'a{k}' for k in range(1, 12))}]\nnodes:\n{chain}"
    at = centres(text, direction, width="120mm", order="[n1, a1]", align="[[n1, a2]]")
    assert are_in_order(at, "n1", "a1")
    assert are_in_one_column(at, "n1", "a2")


@pytest.mark.parametrize("direction", ["right", "down"])
@pytest.mark.parametrize("notation", NOTATIONS)
@pytest.mark.parametrize(
    ("name", "view"),
    [
        ("mlp", "order: [x2, x1]"),
        ("mlp", "align: [[x1, x2, w11, w12, w21, w22], [v1, v2, h1]]"),
        ("lstm-step", "order: [[f, i, g, o], [c, x, h]], align: [[f, i, g, o], [x, h, c]]"),
        ("hidden-layer", "order: [[h2, h1], [x2, x1]], align: [[h1, h2]]"),
        ("rnn-unrolled", "order: [W_x, W_h, b], blocks: collapsed"),
        ("micrograd", "order: [g, a, b]"),
    ],
)
def test_examples_have_no_fault(name, view, notation, direction) -> None:
    text = f"extends: {name}.yaml\nview: {{direction: {direction}, notation: {notation}, {view}}}\n"
    loaded = scenes.load(Source("a.yaml", text.encode(), FOLDER))
    theme = THEMES.get(loaded.view.theme)
    diagram = sketch.sketch(loaded.graph, scenes.evaluate(loaded), loaded.view, resolve(theme, loaded.view))
    problem = layout_problem(diagram)
    placement = placed(problem)
    assert problem.aligned or problem.ordered
    assert not unmet(problem, placement)
    assert not frame_faults(problem, placement)
    assert not any(faults(figure(problem, placement)).values())
