"""Blocks as one node: ids, texts, sums of gradients, how they are told."""

from __future__ import annotations

import json

import pytest

from graphdraw.draw.scene import Scene
from graphdraw.output.scene_json import scene_json
from tests import scenes
from tests.autodiff.test_collapsed_graph import CELL
from tests.scenes import drawn, edge, label, loaded_text, node, texts

CALLS = (
    "inputs: {x: 2, w: 3}\nblocks:\n  scale(q, k): k * q**2\n"
    "nodes:\n  y: scale(w*x, 2) + x\n  z: y * scale(y, x)\nview: {%s}\n"
)


def ids(scene: Scene) -> list[str]:
    return [n.id for n in scene.nodes]


def test_a_step_is_one_node_named_as_in_the_spec() -> None:
    scene = drawn(CELL + "view: {branches: hide}\n")
    assert ids(scene) == ["x1", "x2", "h0", "c0", "w", "s[1]", "s[2]", "L", "L:out"]
    assert (node(scene, "s[1]").kind, node(scene, "s[1]").text) == ("block", "cell")


def test_what_leaves_a_block_is_named_by_its_output() -> None:
    scene = drawn(CELL)
    found = [e for e in json.loads(scene_json(scene))["edges"] if e["to"] == "s[2]" and e["direction"] == "forward"]
    assert [(e["id"], e["from"], e["argument"]) for e in found] == [
        ("x2 -> s[2][0]", "x2", 0),
        ("w -> s[2][3]", "w", 3),
        ("s[1].h -> s[2][1]", "s[1].h", 1),
        ("s[1].c -> s[2][2]", "s[1].c", 2),
    ]
    assert label(scene, "s[1].h", "name").text == "$h_{1}$"
    assert label(scene, "s[1].c", "name").text == "$c_{1}$"


def test_steps_stand_side_by_side() -> None:
    scene = drawn(CELL)
    assert node(scene, "s[1]").box[2] < node(scene, "s[2]").box[0]


def test_an_arrow_carries_the_sum_and_a_trunk_the_sum_from_outside() -> None:
    scene = drawn(CALLS % "")
    assert label(scene, "y -> z.1[0]:backward", "gradient").text == "21904"
    trunk = label(scene, "y -> y:fork[0]:backward", "gradient")
    assert trunk.text == "32856"


def test_numbers_that_a_block_is_given_stand_in_it_or_beside_it() -> None:
    assert node(drawn(CALLS % ""), "y.2").text == "scale($q$, 2)"
    scene = drawn(CALLS % "constants: node")
    assert node(scene, "y.2").text == "scale"
    assert node(scene, "y.2:constant1").text == "2"
    assert edge(scene, "y.2:constant1 -> y.2[1]").points[0][1] > edge(scene, "y.1 -> y.2[0]").points[-1][1]


@pytest.mark.parametrize("which", ["blocks: expanded", 'blocks: {"s[2]": expanded}', "blocks: {s: expanded}"])
def test_expanded_blocks_are_drawn_node_by_node(which: str) -> None:
    found = ids(drawn(CELL + f"view: {{{which}}}\n"))
    assert "s[2].f" in found
    assert "s[2]" not in found
    assert ("s[1]" in found) == ("s[2]" in which)


def test_the_local_derivative_is_that_of_the_block() -> None:
    scene = drawn(CALLS % "local: true")
    assert label(scene, "y.1 -> y.2[0]", "local").text == "24"


def test_looks_of_edges_inside_are_looks_of_the_arrow() -> None:
    scene = drawn(CELL + "view:\n  edges: {'w -> s[1]': {color: '#008000', gradient: hide}}\n")
    assert edge(scene, "w -> s[1][3]").color == "#008000"
    assert not [m for m in scene.labels if m.of == "w -> s[1][3]:backward"]
    look = drawn(CELL + "view:\n  nodes: {'s[1]': {symbol: A, shape: pill, fill: '#ffeeee'}}\n")
    assert (node(look, "s[1]").text, node(look, "s[1]").fill) == ("A", "#ffeeee")


def test_a_closed_block_is_told_as_one_step() -> None:
    loaded = loaded_text(CALLS % "")
    text = scenes.describe(loaded, scenes.evaluate(loaded), long=True)
    assert "y.2 = scale(y.1, 2) = 72" in text
    assert "y.2.1" not in text
    loaded = loaded_text(CELL + "view: {numbers: {decimals: 1}}\n")
    text = scenes.describe(loaded, scenes.evaluate(loaded), long=True)
    assert "s[2].h, s[2].c = cell(x2, s[1].h, s[1].c, w) = 0.3, 0.5" in text


@pytest.mark.parametrize("direction", ["right", "left", "down", "up"])
def test_exercises_lie_on_their_solutions(direction: str) -> None:
    sheet = CELL + f"view: {{direction: {direction}, values: blank, gradients: blank"
    solution, exercise = drawn(f"{sheet}, blank: {{filled: true}}}}\n"), drawn(f"{sheet}}}\n")
    assert [n.box for n in exercise.nodes] == [n.box for n in solution.nodes]
    assert [e.points for e in exercise.edges] == [e.points for e in solution.edges]
    assert not texts(exercise, "value")[0]
