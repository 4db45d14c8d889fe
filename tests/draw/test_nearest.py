"""A reader always knows which number belongs to which arrow: every text is nearest to its own."""

from __future__ import annotations

import math
from dataclasses import replace
from itertools import combinations, pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graphdraw.draw.scene import LabelMark, Point, Scene
from graphdraw.spec import Spec, read_file
from tests import scenes
from tests.benchmarks.graphs import large_spec
from tests.quality.nearness import riding
from tests.scenes import SPECS, drawn, edge, loaded_text

DIRECTIONS = ("right", "left", "down", "up")
NEARER, AT_LEAST = 1.5, 1.0
"""By so much a text is nearer to its own arrow than to any other's; in the most crowded of figures, where the head of
another may be opposite."""

WITHIN = 4.0
"""So near every text, or the number that it stands on, is to its arrow. Points."""

OF_ONE, OF_OTHERS = 2.0, 3.0
"""Between two texts of one link, and between texts of different links."""


def misleading(scene: Scene, nearer: float = NEARER) -> list[str]:
    """What of a figure could be taken for another's, or stands too far from its arrow."""
    found = []
    texts = riding(scene)
    for text in texts:
        if text.own > WITHIN:
            found.append(f"{text.mark.role} {text.mark.text} is {text.own:.2f} from {text.mark.of}")
        if text.foreign < text.own + nearer - 0.02:
            apart = f"{text.own:.2f} and {text.foreign:.2f}"
            found.append(f"{text.mark.role} {text.mark.text} of {text.edge}, {apart} from {text.other}")
    for a, b in combinations(texts, 2):
        least = OF_ONE if a.edge == b.edge else OF_OTHERS
        if _apart(a.mark, b.mark) < least - 0.02:
            found.append(f"{a.mark.text} of {a.edge} and {b.mark.text} of {b.edge}: {_apart(a.mark, b.mark):.2f}")
    return found


def _apart(a: LabelMark, b: LabelMark) -> float:
    across, down = (max(a.box[i] - b.box[i + 2], b.box[i] - a.box[i + 2], 0.0) for i in (0, 1))
    return math.hypot(across, down)


def _drawn(loaded: Spec, **view: object) -> Scene:
    loaded = scenes.with_view(loaded, replace(loaded.view, **view))  # type: ignore[arg-type]
    return scenes.draw(loaded, scenes.evaluate(loaded))


@pytest.mark.parametrize("direction", ["right", "down"])
@pytest.mark.parametrize("path", SPECS, ids=lambda p: p.stem)
def test_texts_of_examples_are_nearest_to_their_arrows(path: Path, direction: str) -> None:
    loaded = scenes.load(read_file(path))
    for branches in ("show", "hide"):
        assert misleading(_drawn(loaded, direction=direction, branches=branches)) == []
    for notation in ("both", "variables"):
        assert misleading(_drawn(loaded, direction=direction, notation=notation)) == []


@pytest.mark.parametrize("direction", ["left", "up"])
@pytest.mark.parametrize("path", SPECS, ids=lambda p: p.stem)
def test_texts_of_examples_with_all_that_can_be_shown_are_nearest_to_their_arrows(path: Path, direction: str) -> None:
    assert misleading(_drawn(scenes.load(read_file(path)), direction=direction, names="all", local=True)) == []


@pytest.mark.parametrize("direction", ["right"])
@pytest.mark.parametrize("kind", ["line", "shared", "recurrent", "perceptron", "near"])
def test_texts_of_large_figures_are_nearest_to_their_arrows(kind: str, direction: str) -> None:
    loaded = loaded_text(large_spec(kind, 60))
    scene = _drawn(loaded, direction=direction)
    assert len(riding(scene)) > 100
    assert misleading(scene) == []


@st.composite
def specs(draw: st.DrawFn) -> str:
    """Random graphs, whose values are used up to three times and more, shown in any way."""
    inputs = draw(st.integers(1, 3))
    names = [f"x{i}" for i in range(inputs)]
    lines = [f"  x{i}: {draw(st.integers(1, 3))}" for i in range(inputs)]
    lines.append("nodes:")
    for i in range(draw(st.integers(2, 7))):
        a, b = (draw(st.sampled_from(names)) for _ in range(2))
        form = draw(st.sampled_from(["{a} + {b}", "{a} * {b}", "max({a}, {b})", "tanh({a})", "{a} + {b} * 0.125"]))
        label = draw(st.sampled_from(["", "", ", label: step"]))
        lines.append(f"  n{i}: {{expr: '{form.format(a=a, b=b)}'{label}}}")
        names.append(f"n{i}")
    view = {
        "direction": draw(st.sampled_from(DIRECTIONS)),
        "notation": draw(st.sampled_from(["operations", "operations", "both"])),
        "branches": draw(st.sampled_from(["show", "hide"])),
        "names": draw(st.sampled_from(["auto", "all"])),
        "local": draw(st.sampled_from(["true", "false"])),
        "gradients": draw(st.sampled_from(["value", "hide", "[name, value]"])),
    }
    return "\n".join(["inputs:", *lines, "view:", *(f"  {key}: {value}" for key, value in view.items())]) + "\n"


@settings(max_examples=25, deadline=None)
@given(specs())
def test_texts_of_any_figure_are_nearest_to_their_arrows(text: str) -> None:
    assert misleading(drawn(text), AT_LEAST) == []


@pytest.mark.parametrize("direction", DIRECTIONS)
def test_values_stand_above_or_left_and_gradients_on_the_other_side(direction: str) -> None:
    """Which of the two arrows of a link a number belongs to is told by the side, and by the distance."""
    scene = drawn(f"inputs: {{x: 2, w: 3}}\nnodes: {{y: tanh(x * w) + x}}\nview: {{direction: {direction}}}\n")
    across = 1 if direction in ("right", "left") else 0
    numbers = [mark for mark in scene.labels if mark.role in ("value", "gradient")]
    assert len(numbers) == 14
    for mark in numbers:
        link = mark.of.removesuffix(":backward")
        own, partner = (edge(scene, link + end) for end in ("", ":backward"))
        if mark.role == "gradient":
            own, partner = partner, own
        (axis,) = {p[across] for p, q in pairwise(own.points) if p[across] == q[across] and _beside(p, q, mark)}
        (other,) = {p[across] for p, q in pairwise(partner.points) if p[across] == q[across] and _beside(p, q, mark)}
        if mark.role == "value":
            assert mark.box[across + 2] < axis < other
        else:
            assert other < axis < mark.box[across] + 1  # the box of a number is a little higher than its digits


def _beside(p: Point, q: Point, mark: LabelMark) -> bool:
    """Whether the middle of a text is beside a level piece of an arrow."""
    along = 0 if p[1] == q[1] else 1
    low, high = sorted((p[along], q[along]))
    return low <= (mark.box[along] + mark.box[along + 2]) / 2 <= high


def test_a_text_that_is_nearer_to_another_arrow_is_found() -> None:
    scene = drawn("inputs: {x: 2, w: 3}\nnodes: {y: x * w}\n")
    assert misleading(scene) == []
    first, second = edge(scene, "x -> y[0]"), edge(scene, "w -> y[1]")
    swapped = {first.id: second.id, second.id: first.id}
    moved = tuple(mark._replace(of=swapped.get(mark.of, mark.of)) for mark in scene.labels)
    assert len(misleading(scene._replace(labels=moved))) == 4
