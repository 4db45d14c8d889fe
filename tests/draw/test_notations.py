"""Boxes of values: what stands in them, what they are called in the scene, how their arrows run."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from graphdraw.draw.diagram import sketch
from graphdraw.draw.fit.layout_problem import layout_problem
from graphdraw.draw.scene import Scene
from graphdraw.draw.style.style import resolve
from graphdraw.draw.style.themes import PLAIN
from graphdraw.output.scene_json import scene_json
from graphdraw.spec import read_file
from tests import scenes
from tests.autodiff.test_collapsed_graph import CELL
from tests.quality.faults import faults
from tests.quality.figure import figure
from tests.quality.placing import placed
from tests.scenes import SPECS, drawn, edge, label, loaded_text, node, texts

COLAH = "inputs: {a: 2, b: 1}\nnodes: {c: a + b, d: b + 1, e: c * d}\n"
MIXED = "inputs: {x: 3, t: {value: 1.5, grad: false}}\nnodes: {y: x * (t + 1)}\n"
MICROGRAD = "box: '{name} | data {value} | grad {gradient}'"
DIRECTIONS = ("right", "left", "down", "up")
NOTATIONS = ("variables", "both")


def view(text: str, *keys: str) -> Scene:
    return drawn(text + "view:\n" + "".join(f"  {key}\n" for key in keys))


def inside(scene: Scene, id_: str) -> list[tuple[str, str]]:
    """Role and text of what stands in a box, in its order."""
    return [(m.role, m.text) for m in scene.labels if m.of == id_]


def test_variables_are_boxes_with_the_sign_of_their_operation() -> None:
    scene = view(COLAH, "notation: variables")
    assert [(n.id, n.kind, n.text) for n in scene.nodes] == [
        ("a", "input", "$a$"),
        ("b", "input", "$b$"),
        ("c", "value", "$c$"),
        ("d", "value", "$d$"),
        ("e", "value", "$e$"),
    ]
    assert inside(scene, "b") == [("name", "$b$"), ("value", "1"), ("gradient", "5")]
    assert inside(scene, "d") == [("symbol", "+1"), ("name", "$d$"), ("value", "2"), ("gradient", "3")]
    assert {(e.id, e.direction) for e in scene.edges} == {
        *(("a -> c[0]", "forward"), ("b -> c[1]", "forward"), ("b -> d[0]", "forward")),
        *(("c -> e[0]", "forward"), ("d -> e[1]", "forward")),
    }


def test_both_has_circles_between_the_boxes() -> None:
    scene = view(COLAH, "notation: both")
    assert [(n.id, n.kind) for n in scene.nodes] == [
        *(("a", "input"), ("b", "input"), ("c", "operation"), ("c:value", "value"), ("d", "operation")),
        *(("d:value", "value"), ("e", "operation"), ("e:value", "value")),
    ]
    assert inside(scene, "c") == [("symbol", "+")]
    assert inside(scene, "c:value") == [("name", "$c$"), ("value", "3"), ("gradient", "2")]
    found = json.loads(scene_json(scene))["edges"]
    assert [(e["id"], e["from"], e["to"], e["argument"]) for e in found if e["from"] == "c"] == [
        ("c -> c:value[0]", "c", "c:value", 0),
        ("c -> e[0]", "c", "e", 0),
    ]


def test_values_are_blue_gradients_red_and_arrows_blue() -> None:
    scene = view(COLAH, "notation: both")
    colors = {(m.role, m.color) for m in scene.labels}
    assert colors == {
        ("name", PLAIN.ink),
        ("symbol", PLAIN.ink),
        ("value", PLAIN.forward),
        ("gradient", PLAIN.backward),
    }
    assert {e.color for e in scene.edges} == {PLAIN.forward}


@pytest.mark.parametrize("notation", NOTATIONS)
def test_what_has_no_name_or_no_gradient_has_a_line_less(notation: str) -> None:
    scene = view(MIXED, f"notation: {notation}")
    unnamed = "y.1" if notation == "variables" else "y.1:value"
    assert [pair for pair in inside(scene, unnamed) if pair[0] != "symbol"] == [("value", "2.5")]
    assert inside(scene, "t") == [("name", "$t$"), ("value", "1.5")]


def test_micrograds_boxes() -> None:
    scene = view(COLAH, "notation: both", MICROGRAD)
    assert inside(scene, "c:value") == [
        *(("name", "$c$"), ("text", "data "), ("value", "3"), ("text", "grad "), ("gradient", "2")),
    ]
    left, top, right, bottom = node(scene, "c:value").box
    outline = node(scene, "c:value").outline
    assert outline is not None
    assert outline.codes.endswith("ZMLML")
    rules = outline.points[-4:]
    assert [y for _, y in rules] == pytest.approx([top, bottom] * 2, abs=0.02)
    assert left < rules[0][0] == rules[1][0] < rules[2][0] == rules[3][0] < right


def test_a_field_that_does_not_exist_goes_with_its_cell() -> None:
    scene = view(MIXED, "notation: both", "box: '{name}|{value} {other}|grad {gradient}|{local} down'")
    assert inside(scene, "t") == [("name", "$t$"), ("value", "1.5"), ("text", " {other}")]
    assert inside(scene, "y.1:value") == [
        ("value", "2.5"),
        ("text", " {other}"),
    ]
    assert inside(scene, "x")[-2:] == [("local", "2.5"), ("text", " down")]


def test_lists_stand_on_lines() -> None:
    scene = view(COLAH, "notation: variables", "gradients: [name, value]", "values: [name, value]")
    assert inside(scene, "a") == [("name", "$a$"), ("value", "2"), ("gradient", "∂$e$/∂$a$"), ("gradient", "2")]
    tops = [m.box[1] for m in scene.labels if m.of == "a"]
    assert tops == sorted(set(tops))
    scene = view(COLAH, "notation: variables", "names: none", "values: [name, value]", "gradients: hide")
    assert inside(scene, "a") == [("value", "$a$"), ("value", "2")]


def test_symbolic_figures_have_boxes_for_names_only() -> None:
    text = "inputs: [x, w, b]\nnodes: {z: w*x + b, y: sigmoid(z)}\n"
    both = view(text, "notation: both")
    assert [n.id for n in both.nodes if n.kind == "value"] == ["z:value", "y:value"]
    assert edge(both, "z.1 -> z[0]").target == "z"
    assert inside(view(text, "notation: variables"), "z.1") == [("symbol", "×")]


def test_local_derivatives_and_labels_ride_on_the_arrows() -> None:
    scene = view(COLAH, "notation: variables", "local: true", "edges: {'a -> c': {label: 'n = {value}'}}")
    assert label(scene, "d -> e[1]", "local").text == "3"
    assert label(scene, "a -> c[0]", "value").text == "n = 2"


@pytest.mark.parametrize(("direction", "side"), [("right", 0), ("left", 2), ("down", 1), ("up", 3)])
def test_the_sign_stands_where_the_arrows_arrive(direction: str, side: int) -> None:
    scene = view(COLAH, "notation: variables", f"direction: {direction}")
    box = node(scene, "e").box
    sign = label(scene, "e", "symbol").box
    centre = (sign[0] + sign[2]) / 2, (sign[1] + sign[3]) / 2
    distances = [centre[0] - box[0], centre[1] - box[1], box[2] - centre[0], box[3] - centre[1]]
    assert distances.index(min(distances)) == side
    tip = edge(scene, "c -> e[0]").points[-1]
    assert abs((tip[side % 2]) - box[side]) < 1.0


@pytest.mark.parametrize("direction", DIRECTIONS)
@pytest.mark.parametrize("notation", NOTATIONS)
@pytest.mark.parametrize("box", ["names: all", MICROGRAD])
def test_exercises_lie_on_their_solutions_and_tell_nothing(notation: str, box: str, direction: str) -> None:
    keys = f"notation: {notation}", f"direction: {direction}", box
    keys = *keys, "values: blank", "gradients: blank"
    solution, exercise = view(COLAH, *keys, "blank: {filled: true}"), view(COLAH, *keys)
    assert [(n.id, n.box, n.text) for n in exercise.nodes] == [(n.id, n.box, n.text) for n in solution.nodes]
    assert [e.points for e in exercise.edges] == [e.points for e in solution.edges]
    assert {text for role in ("value", "gradient") for text in texts(exercise, role)} == {""}
    assert not set("2356") & set(exercise.description)


@pytest.mark.parametrize("notation", NOTATIONS)
@pytest.mark.parametrize("path", SPECS, ids=lambda p: p.stem)
def test_texts_stand_within_their_boxes(path: Path, notation: str) -> None:
    loaded = scenes.load(read_file(path))
    loaded = replace(loaded, view=replace(loaded.view, notation=notation))  # type: ignore[arg-type]
    scene = scenes.draw(loaded, scenes.evaluate(loaded))
    boxes = {n.id: n.box for n in scene.nodes if n.kind in ("value", "input", "constant")}
    labels = [m for m in scene.labels if m.of in boxes]
    for mark in labels:
        left, top, right, bottom = boxes[mark.of]
        assert left < mark.box[0] < mark.box[2] < right
        assert top < mark.box[1] + 1
        assert mark.box[3] - 1 < bottom


@pytest.mark.parametrize("direction", DIRECTIONS)
@pytest.mark.parametrize("notation", NOTATIONS)
@pytest.mark.parametrize("text", [COLAH, CELL, MIXED])
def test_figures_with_boxes_have_no_fault(text: str, notation: str, direction: str) -> None:
    loaded = loaded_text(text)
    for blocks in ("collapsed", "expanded"):
        seen = replace(loaded.view, notation=notation, direction=direction, blocks=blocks)  # type: ignore[arg-type]
        diagram = sketch.sketch(loaded.graph, scenes.evaluate(loaded), seen, resolve(PLAIN, seen))
        problem = layout_problem(diagram)
        assert not any(faults(figure(problem, placed(problem))).values())


def test_closed_blocks_stand_before_the_boxes_of_their_values() -> None:
    scene = view(CELL, "notation: variables")
    assert node(scene, "s[1]").kind == "block"
    assert inside(scene, "s[1].h:value")[0] == ("name", "$h_{1}$")
    assert edge(scene, "s[1].h -> s[2][1]").points[0][0] > node(scene, "s[1].h:value").box[2] - 1
    total = scenes.evaluate(loaded_text(CELL)).gradients["s[1].c"]
    assert total is not None
    assert float(inside(scene, "s[1].c:value")[2][1]) == pytest.approx(total, rel=1e-3)


def test_constants_are_boxes_too() -> None:
    scene = view(COLAH, "notation: both", "constants: node", MICROGRAD)
    assert inside(scene, "d:constant1") == [("text", "data "), ("value", "1")]
