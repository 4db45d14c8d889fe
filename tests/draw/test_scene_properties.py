"""What holds for every figure: all within the canvas, nothing struck through, arrows from outline to outline."""

import math
import os
import subprocess
import sys
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graphdraw.draw.scene import LabelMark, Scene
from graphdraw.draw.text.text import measure
from tests.scenes import SPECS, drawn, of_file

ROOT = Path(__file__).parents[2]


def _assert_within(scene: Scene) -> None:
    boxes = [*(n.box for n in scene.nodes), *(m.box for m in scene.labels)]
    boxes += [(x, y, x, y) for e in scene.edges for x, y in (*e.line.points, *e.head.points)]
    for left, top, right, bottom in boxes:
        assert min(left, top) >= -0.01
        assert right <= scene.width + 0.01
        assert bottom <= scene.height + 0.01


def _apart(a: LabelMark, b: LabelMark) -> bool:
    (a0, a1, a2, a3), (b0, b1, b2, b3) = a.box, b.box
    return a2 <= b0 + 0.01 or b2 <= a0 + 0.01 or a3 <= b1 + 0.01 or b3 <= a1 + 0.01


@pytest.mark.parametrize("path", SPECS, ids=lambda p: p.stem)
def test_everything_is_on_the_canvas(path: Path) -> None:
    _assert_within(of_file(path))


@pytest.mark.parametrize("path", SPECS, ids=lambda p: p.stem)
def test_no_text_lies_on_another(path: Path) -> None:
    labels = [m for m in of_file(path).labels if m.role != "symbol"]
    for i, a in enumerate(labels):
        for b in labels[:i]:
            assert _apart(a, b), (a.of, a.text, b.of, b.text)


@pytest.mark.parametrize("path", SPECS, ids=lambda p: p.stem)
def test_no_arrow_strikes_a_text(path: Path) -> None:
    scene = of_file(path)
    for mark in scene.labels:
        left, top, right, bottom = mark.box
        inner = (left + 0.3, top + 1.2, right - 0.3, bottom - 1.2)  # the ink of a line is lower than its box
        for arrow in scene.edges:
            for x, y in _along(arrow.points):
                assert not (inner[0] < x < inner[2] and inner[1] < y < inner[3]), (arrow.id, mark.of, mark.text)


def _along(points: tuple[tuple[float, float], ...]) -> list[tuple[float, float]]:
    found = []
    for (x0, y0), (x1, y1) in pairwise(points):
        steps = max(1, int(math.dist((x0, y0), (x1, y1))))
        found += [(x0 + (x1 - x0) * i / steps, y0 + (y1 - y0) * i / steps) for i in range(steps + 1)]
    return found


@pytest.mark.parametrize("path", SPECS, ids=lambda p: p.stem)
def test_ids_are_unique(path: Path) -> None:
    scene = of_file(path)
    ids = [n.id for n in scene.nodes] + [e.id for e in scene.edges]
    assert len(ids) == len(set(ids))


@pytest.mark.parametrize("path", SPECS, ids=lambda p: p.stem)
def test_texts_are_as_wide_as_they_were_measured(path: Path) -> None:
    scene = of_file(path)
    for mark in scene.labels:
        if mark.runs:
            size = mark.runs[0].size
            text = measure("".join(r.text for r in mark.runs), size, scene.fonts, scene.mathfont)
            assert mark.box[2] - mark.box[0] == pytest.approx(text.width, abs=0.02)


@pytest.mark.parametrize("path", SPECS, ids=lambda p: p.stem)
def test_the_same_spec_gives_the_same_scene(path: Path) -> None:
    assert of_file(path) == of_file(path)


LABELS = st.text(st.characters(codec="latin-1", categories=["L", "N", "P", "S", "Zs"]), min_size=1, max_size=30)


@settings(max_examples=30, deadline=None)
@given(LABELS, st.floats(-1e9, 1e9), st.sampled_from(["right", "left", "down", "up"]))
def test_any_label_and_number_is_drawn_on_the_canvas(label: str, value: float, direction: str) -> None:
    quoted = label.replace("'", "''").replace("$", "€").strip() or "x"
    scene = drawn(
        f"inputs:\n  x: {{value: {value!r}, label: '{quoted}'}}\n  w: 2\n"
        f"nodes: {{z: x * w, y: z + x}}\nview: {{direction: {direction}}}\n"
    )
    _assert_within(scene)


GROUPED = (
    "inputs: {{x: 1, w: 2}}\nblocks: {{'cell(q)': 'tanh(q) * 2'}}\n"
    "nodes:\n  a: x * w\n  b: cell(a)\n  c: cell(b + x)\n  y: c - a\n"
    "groups: {{g: {{label: '{label}', members: [{members}]}}}}\n"
    "view: {{direction: {direction}, blocks: {blocks}, margin: {margin}}}\n"
)


@settings(max_examples=30, deadline=None)
@given(
    st.text("abc W", min_size=1, max_size=40),
    st.sampled_from(["a", "b", "a, b", "b, c", "c, y", "a, b, c, y"]),
    st.sampled_from(["right", "left", "down", "up"]),
    st.sampled_from(["collapsed", "expanded"]),
    st.sampled_from([0, 4]),
)
def test_boxes_of_groups_are_on_the_canvas_with_their_lines(
    label: str, members: str, direction: str, blocks: str, margin: float
) -> None:
    text = GROUPED.format(label=label, members=members, direction=direction, blocks=blocks, margin=margin)
    scene = drawn(text)
    groups = [n for n in scene.nodes if n.kind == "group"]
    assert len(groups) == (1 if blocks == "collapsed" else 3)
    for group in groups:
        half = group.stroke_width / 2
        left, top, right, bottom = group.box
        assert left - half >= -0.01
        assert top - half >= -0.01
        assert right + half <= scene.width + 0.01
        assert bottom + half <= scene.height + 0.01
    _assert_within(scene)


DIGESTS = """
import hashlib
from graphdraw.output.scene_json import scene_json
from tests.scenes import SPECS, of_file
for path in SPECS:
    print(path.stem, hashlib.sha256(scene_json(of_file(path))).hexdigest())
"""


def test_scenes_do_not_depend_on_the_hash_seed() -> None:
    found = set()
    for seed in ("1", "2"):
        environment = {**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": str(ROOT)}
        command = [sys.executable, "-c", DIGESTS]
        found.add(subprocess.run(command, env=environment, capture_output=True, text=True, check=True).stdout)
    (digests,) = found
    assert digests.count("\n") == len(SPECS)
