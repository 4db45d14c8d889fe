"""Figures that changed still come out as they were, with the keys that CHANGELOG names under "Your figures change"."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from graphdraw.draw.scene import Scene
from graphdraw.spec import Overrides, Spec, read_file
from tests import scenes
from tests.scenes import SPECS

OLD = json.loads((Path(__file__).parents[1] / "data" / "old-scenes.json").read_text(encoding="utf-8"))
"""By spec: the size, the words, nodes (id, text, box) and labels (of, role, text, box), in points to a tenth."""

NEAR = 0.11

ALL = ("view.numbers.givens=format",)
"""What brings the old look back in every figure; under `numbers`, which a word (`python`) is short for."""

KEYS = {
    "discount": ("view.numbers.trim=true", "view.nodes.y.2.symbol=x²", "view.nodes.y.symbol=1/x"),
    "exercise": ("view.gradients=blank",),
    "micrograd": (
        "view.numbers.trim=true",
        "view.nodes.d0.2.symbol=x³",
        "view.nodes.f.symbol=x²",
        "view.nodes.g.1.symbol=10.0÷x",
    ),
}
"""What else brings it back: zeros at the end, signs in circles that named another value than what arrives, the blank of
the seed."""

RESIZED = {
    "exercise": "each blank had a size of its own, which told how long its answer was",
    "rnn-unrolled": "arrows ended in the air before operations with many operands",
}
"""Figures whose old sizes no key brings back, and what was wrong with them."""

CHANGED = "name the key that brings the old figure back in KEYS, or in RESIZED what was wrong with it (CONTRIBUTING.md)"


def spec_as_it_was(path: Path) -> Spec:
    return scenes.load(read_file(path), overrides=Overrides(settings=(*ALL, *KEYS.get(path.stem, ()))))


@pytest.mark.parametrize("path", [p for p in SPECS if p.stem in OLD], ids=lambda path: path.stem)
def test_the_old_figure_comes_back(path: Path) -> None:
    spec = spec_as_it_was(path)
    evaluation = scenes.evaluate(spec)
    scene, old = scenes.draw(spec, evaluation), OLD[path.stem]
    assert [record[:-4] for record in of(scene)] == [record[:-4] for record in old["nodes"] + old["labels"]], CHANGED
    if path.stem not in RESIZED:
        for new, was in zip(of(scene), old["nodes"] + old["labels"], strict=True):
            assert new[-4:] == pytest.approx(was[-4:], abs=NEAR), f"{new}: {CHANGED}"
        assert [scene.width, scene.height] == pytest.approx(old["size"], abs=NEAR), CHANGED
    assert scenes.describe(spec, evaluation, long=True) == old["words"], CHANGED


def of(scene: Scene) -> list[list[object]]:
    nodes: list[list[object]] = [[n.id, n.text, *n.box] for n in scene.nodes]
    return nodes + [[m.of, m.role, m.text, *m.box] for m in scene.labels]


def test_all_old_figures_are_there() -> None:
    assert set(OLD) <= {path.stem for path in SPECS}
