"""Groups and blocks that are not closed: a labelled box behind their members, in the scene and in the files."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from graphdraw.draw.diagram import sketch
from graphdraw.draw.fit.layout_problem import layout_problem
from graphdraw.draw.scene import Scene
from graphdraw.draw.style.style import resolve
from graphdraw.draw.style.themes import PLAIN, THEMES, Theme
from graphdraw.output.scene_json import scene_json
from graphdraw.spec import read_file
from tests import scenes
from tests.autodiff.test_collapsed_graph import CELL
from tests.quality.faults import faults
from tests.quality.figure import figure
from tests.quality.frames import frame_faults
from tests.quality.placing import placed
from tests.scenes import SPECS, drawn, label, loaded_text, node, texts

GROUPS = (
    "inputs: {x1: -1, x2: -2, w1: 2, w2: -3, b: -3, t: 1}\n"
    "nodes:\n  a: w1*x1 + w2*x2 + b\n  y: sigmoid(a)\n  d: y - t\n  L: d**2 / 2\n"
    "groups:\n  net: {label: weighted sum, members: [a]}\n  loss: {members: [d, L]}\n"
)
LAYER = (
    "inputs: {x1: 0.5, x2: -1, w11: 0.3, w12: 0.2, w21: -0.4, w22: 0.7, v1: 1, v2: -1}\n"
    "blocks:\n  neuron(x, y, u, v): tanh(u*x + v*y)\n"
    "nodes:\n  h1: neuron(x1, x2, w11, w12)\n  h2: neuron(x1, x2, w21, w22)\n  o: h1*v1 + h2*v2\n"
    "groups: {hidden: {label: hidden layer, members: [h1, h2]}}\n"
)
DIRECTIONS = ("right", "left", "down", "up")


def within(scene: Scene, inner: str, outer: str) -> bool:
    a, b = node(scene, inner).box, node(scene, outer).box
    return b[0] < a[0] and b[1] < a[1] and a[2] < b[2] and a[3] < b[3]


def test_a_group_is_a_box_round_its_members_and_no_others() -> None:
    scene = drawn(GROUPS)
    assert [(n.id, n.kind, n.text) for n in scene.nodes[:2]] == [
        ("net:group", "group", "weighted sum"),
        ("loss:group", "group", "loss"),
    ]
    operations = [n.id for n in scene.nodes if n.kind == "operation"]
    assert [i for i in operations if within(scene, i, "net:group")] == ["a.1", "a.2", "a.3", "a"]
    assert [i for i in operations if within(scene, i, "loss:group")] == ["d", "L.1", "L"]
    assert not within(scene, "L:out", "loss:group")
    assert label(scene, "loss:group", "name").text == "loss"
    kinds = {n["kind"] for n in json.loads(scene_json(scene))["nodes"]}
    assert kinds == {"group", "input", "operation", "output"}


def test_blocks_that_are_not_closed_are_boxes_in_groups() -> None:
    scene = drawn(LAYER + "view: {blocks: expanded}\n")
    assert [(n.id, n.text) for n in scene.nodes if n.kind == "group"] == [
        ("hidden:group", "hidden layer"),
        ("h1:group", "neuron"),
        ("h2:group", "neuron"),
    ]
    assert within(scene, "h1:group", "hidden:group")
    assert within(scene, "h1", "h1:group")
    assert not within(scene, "h2", "h1:group")


def test_what_is_inside_a_block_goes_by_its_name_there() -> None:
    found = texts(drawn(CELL + "view: {blocks: expanded, names: all}\n"), "name")
    assert {"$f_{1}$", "$f_{2}$", "$h_{1}$", "$c_{2}$"} <= set(found)


def test_closed_blocks_lie_in_groups() -> None:
    scene = drawn(LAYER)
    assert within(scene, "h1", "hidden:group")
    assert within(scene, "h2", "hidden:group")


@pytest.mark.parametrize("direction", DIRECTIONS)
@pytest.mark.parametrize("notation", ["operations", "variables", "both"])
@pytest.mark.parametrize("text", [GROUPS, LAYER, CELL])
def test_figures_with_groups_have_no_fault(text: str, notation: str, direction: str) -> None:
    loaded = loaded_text(text)
    seen = replace(loaded.view, notation=notation, direction=direction, blocks="expanded")  # type: ignore[arg-type]
    diagram = sketch.sketch(loaded.graph, scenes.evaluate(loaded), seen, resolve(PLAIN, seen))
    problem = layout_problem(diagram)
    placement = placed(problem)
    assert problem.groups
    assert not frame_faults(problem, placement)
    assert not any(faults(figure(problem, placement)).values())


@pytest.mark.parametrize("path", SPECS, ids=lambda p: p.stem)
def test_examples_have_no_fault_in_their_groups(path: Path) -> None:
    loaded = scenes.load(read_file(path))
    theme = THEMES.get(loaded.view.theme)
    for blocks in ("collapsed", "expanded"):
        seen = replace(loaded.view, blocks=blocks)  # type: ignore[arg-type]
        diagram = sketch.sketch(loaded.graph, scenes.evaluate(loaded), seen, resolve(theme, seen))
        problem = layout_problem(diagram)
        if problem.groups:
            assert not frame_faults(problem, placed(problem))


def test_groups_are_drawn_below_everything() -> None:
    scene = drawn(GROUPS)
    text = scenes.encode(scene, "svg").decode()
    group, first_edge = text.index("-node-net-group"), text.index("-edge-")
    assert group < first_edge


@pytest.mark.parametrize("theme", list(THEMES), ids=lambda theme: theme.name)
def test_texts_in_groups_are_as_clear_as_elsewhere(theme: Theme) -> None:
    for color in (theme.ink, theme.forward, theme.backward, theme.neutral):
        assert _contrast(color, theme.group_fill) >= 4.5


def _contrast(a: str, b: str) -> float:
    light, dark = sorted((_luminance(a), _luminance(b)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _luminance(color: str) -> float:
    parts = [int(color[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def test_the_box_of_a_group_looks_as_the_view_says() -> None:
    looks = "view:\n  classes: {calm: {fill: '#ddeeff', shape: box}}\n"
    looks += "  nodes: {net: {class: calm, color: navy, label: Net}, loss: {fill: black}}\n"
    scene, plain = drawn(GROUPS + looks), drawn(GROUPS)
    net, loss = node(scene, "net:group"), node(scene, "loss:group")
    assert (net.fill, net.stroke, net.text) == ("#ddeeff", "navy", "Net")
    assert (label(scene, "net:group", "name").text, label(scene, "net:group", "name").color) == ("Net", "navy")
    assert (loss.fill, loss.stroke) == ("black", PLAIN.group_outline)
    assert label(scene, "loss:group", "name").color == THEMES.get("dark").ink
    assert label(plain, "loss:group", "name").color == PLAIN.neutral
    others = [[n for n in s.nodes if n.kind != "group"] for s in (scene, plain)]
    assert [(n.id, n.fill, n.stroke) for n in others[0]] == [(n.id, n.fill, n.stroke) for n in others[1]]


def test_the_box_of_an_open_block_has_the_look_of_the_block() -> None:
    looks = "nodes: {h1: {fill: '#eeeeff', color: navy, label: first, value: hide}}"
    scene = drawn(LAYER + f"view: {{blocks: expanded, {looks}}}\n")
    box = node(scene, "h1:group")
    assert (box.fill, box.stroke, box.text) == ("#eeeeff", "navy", "first")
    plain = drawn(LAYER + "view: {blocks: expanded}\n")
    inner, other = node(scene, "h1"), node(plain, "h1")
    assert (inner.fill, inner.stroke) == (other.fill, other.stroke)
    assert "first" not in [m.text for m in scene.labels if m.of != "h1:group"]
    assert len(scene.labels) < len(plain.labels)  # its value is hidden
    closed = drawn(LAYER + f"view: {{{looks}}}\n")
    assert node(closed, "h1").fill == "#eeeeff"


def test_the_words_of_a_figure_have_the_label_of_the_view() -> None:
    loaded = loaded_text(GROUPS + "view: {nodes: {net: {label: the net}}}\n")
    assert "the net" in scenes.describe(loaded, scenes.evaluate(loaded), long=True)
