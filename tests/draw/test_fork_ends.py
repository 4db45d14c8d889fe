"""Arrows that end at one node, and those of one fork, keep apart: in examples, random specs and fans of eight."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import replace
from itertools import combinations, pairwise, product
from pathlib import Path

import pytest

from graphdraw.draw.compose import compose
from graphdraw.draw.compose.arrow_ends import NEAR
from graphdraw.draw.compose.arrows import End
from graphdraw.draw.compose.fork_ends import APART, FARTHEST, STEP, EdgeArrows, parted
from graphdraw.draw.diagram import sketch
from graphdraw.draw.diagram.model import Diagram
from graphdraw.draw.fit import placing
from graphdraw.draw.scene import Curve, EdgeMark, Scene
from graphdraw.draw.style.style import resolve
from graphdraw.draw.style.themes import THEMES
from graphdraw.spec import Spec, read_file
from graphdraw.view import View
from tests import scenes
from tests.draw.outlines import random_spec
from tests.quality.geometry import Point, Segment, distance
from tests.quality.placing import placed
from tests.scenes import SPECS, loaded_text

DIRECTIONS = ("right", "left", "down", "up")
TOLERANCE = 0.05
WORDS = ("exp({})", "{}**2", "sin({})", "cos({})", "tanh({})", "sigmoid({})", "{} + 1", "ln({})")
FAN = "inputs: {x: 2, w: 1}\nnodes:\n  z: x * w\n" + "".join(
    f"  v{i}: {word.format('z')}\n" for i, word in enumerate(WORDS)
)
FAN += f"  y: max({', '.join(f'v{i}' for i in range(8))})\n"
OF_INPUT = FAN.replace("(z)", "(x)").replace("z*", "x*").replace("z + 1", "x + 1").replace("  z: x * w\n", "")
OF_INPUT = OF_INPUT.replace(", w: 1", "")


def _drawn(spec: Spec, view: View) -> tuple[Diagram, Scene]:
    theme = THEMES.get(view.theme)
    diagram = sketch.sketch(spec.graph, scenes.evaluate(spec), view, resolve(theme, view))
    diagram, placement, ends, _ = placing.placed(diagram, placed)
    return diagram, compose.compose(diagram, placement, ends)


def _ends_that_are_near(diagram: Diagram, scene: Scene) -> list[tuple[str, str, str]]:
    """Nodes at which the tips or tails of two links are too near to each other, with the links."""
    arrows = _arrows(scene)
    found: dict[str, list[tuple[str, Point]]] = {}
    for line in diagram.edges:
        for mark in arrows[line.id]:
            ends = mark.points if mark.direction == "forward" else mark.points[::-1]
            found.setdefault(line.tail, []).append((line.id, ends[0]))
            found.setdefault(line.tip, []).append((line.id, ends[-1]))
    forks = {item.id for item in diagram.nodes if item.kind == "fork"}
    return [
        (node, i, j)
        for node, ends in found.items()
        for (i, p), (j, q) in combinations(ends, 2)
        if i != j and math.dist(p, q) < (APART if node in forks else NEAR) * diagram.style.scale - TOLERANCE
    ]


def _branches_that_touch(diagram: Diagram, scene: Scene) -> list[tuple[str, str]]:
    """Links of one fork whose lines come too near to each other anywhere."""
    arrows, at = _arrows(scene), dict[str, list[str]]()
    forks = {item.id for item in diagram.nodes if item.kind == "fork"}
    for line in diagram.edges:
        for node in {line.tail, line.tip} & forks:
            at.setdefault(node, []).append(line.id)
    pieces = {id_: [s for mark in marks for s in _pieces(mark.line)] for id_, marks in arrows.items()}
    least = APART * diagram.style.scale - TOLERANCE
    pairs = (pair for links in at.values() for pair in combinations(links, 2))
    return [(a, b) for a, b in pairs if any(distance(s, t) < least for s in pieces[a] for t in pieces[b])]


def _arrows(scene: Scene) -> dict[str, list[EdgeMark]]:
    found: dict[str, list[EdgeMark]] = {}
    for mark in scene.edges:
        found.setdefault(mark.id.removesuffix(":backward"), []).append(mark)
    return found


def _pieces(line: Curve) -> Iterator[Segment]:
    """A line with its rounded bends as short straight pieces."""
    rest, flat = list(line.points), list[Point]()
    for code in line.codes:
        if code == "Q":
            (ax, ay), (bx, by), (cx, cy) = flat[-1], rest.pop(0), rest.pop(0)
            for t in (0.25, 0.5, 0.75, 1.0):
                u = 1 - t
                flat.append((u * u * ax + 2 * u * t * bx + t * t * cx, u * u * ay + 2 * u * t * by + t * t * cy))
        else:
            flat.append(rest.pop(0))
    yield from pairwise(flat)


@pytest.mark.parametrize("notation", ["operations", "variables", "both"])
@pytest.mark.parametrize("path", SPECS, ids=lambda p: p.stem)
def test_arrows_that_end_at_one_node_keep_apart(path: Path, notation: str) -> None:
    spec = scenes.load(read_file(path))
    for direction, branches in product(("right", "down"), ("auto", "hide")):
        view = replace(spec.view, notation=notation, direction=direction, branches=branches)  # type: ignore[arg-type]
        assert _ends_that_are_near(*_drawn(spec, view)) == [], (direction, branches)


@pytest.mark.parametrize("path", SPECS, ids=lambda p: p.stem)
def test_the_branches_of_a_fork_never_touch(path: Path) -> None:
    spec = scenes.load(read_file(path))
    for direction, blocks in product(("left", "up"), ("collapsed", "expanded")):
        view = replace(spec.view, direction=direction, blocks=blocks)  # type: ignore[arg-type]
        assert _branches_that_touch(*_drawn(spec, view)) == [], (direction, blocks)


@pytest.mark.parametrize("direction", DIRECTIONS)
@pytest.mark.parametrize("branches", ["show", "hide"])
@pytest.mark.parametrize("backward", ["true", "false"])
@pytest.mark.parametrize("text", [FAN, OF_INPUT], ids=["operation", "input"])
def test_a_fan_of_eight_and_eight_operands_keep_apart(text: str, backward: str, branches: str, direction: str) -> None:
    asked = f"backward: {backward}\n"
    spec = loaded_text(f"{text}{asked}view: {{branches: {branches}, direction: {direction}}}\n")
    diagram, scene = _drawn(spec, spec.view)
    assert sum(mark.direction == "backward" for mark in scene.edges) > 8 or backward == "false"
    assert _ends_that_are_near(diagram, scene) == []
    assert _branches_that_touch(diagram, scene) == []


@pytest.mark.parametrize("theme", THEMES.names())
@pytest.mark.parametrize("name", ["fan-out", "rnn-unrolled"])
def test_arrows_begin_at_the_bar_of_their_fork(name: str, theme: str) -> None:
    """No theme has pairs so wide that they only come apart further on."""
    spec = scenes.load(read_file(next(path for path in SPECS if path.stem == name)))
    diagram, scene = _drawn(spec, replace(spec.view, theme=theme))
    bars = {node.id: node.box for node in scene.nodes if node.kind == "fork" and node.box[3] - node.box[1] > 9}
    begun = [
        mark.points[0][0] - bars[line.tail][2]
        for line in diagram.edges
        if line.tail in bars
        for mark in _arrows(scene)[line.id]
        if mark.direction == "forward"
    ]
    assert len(begun) >= 3
    assert max(begun) <= 2.0


@pytest.mark.parametrize("seed", range(10))
def test_branches_keep_apart_in_random_specs(seed: int) -> None:
    spec = loaded_text(random_spec(seed))
    for direction in ("right", "down"):
        diagram, scene = _drawn(spec, replace(spec.view, direction=direction))  # type: ignore[arg-type]
        assert _branches_that_touch(diagram, scene) == []


def _spokes(*degrees: float) -> list[EdgeArrows]:
    found = []
    for angle in map(math.radians, degrees):
        dx, dy = math.cos(angle), math.sin(angle)
        arrows = ((90 * dx + by * dy, 90 * dy - by * dx, by * dy, -by * dx) for by in (3.0, -3.0))
        found.append([[(ax, ay), (bx, by)] for ax, ay, bx, by in arrows])
    return found


def _gaps(*degrees: float) -> list[float]:
    """How far from the outline the arrows of each link end."""
    found = []
    for arrows in parted(_spokes(*degrees), DOT):
        one, other = (DOT.outside(*arrow[-1]) for arrow in arrows)
        assert one == pytest.approx(other, abs=2e-6)
        found.append(one)
    return found


DOT = End((0.0, 0.0), lambda x, y: math.hypot(x, y) - 2.5, 1.5)


@pytest.mark.parametrize("degrees", [45, 60, 90])
def test_arrows_end_where_they_are_apart(degrees: float) -> None:
    """Two pairs at an angle θ have their nearer arrows 4 apart at (4 + 6·cos(θ/2)) / (2·sin(θ/2)) along their axes."""
    one, other = _gaps(0.0, degrees)
    half = math.radians(degrees / 2)
    assert one == pytest.approx(other, abs=2e-6)
    along = (4 + 6 * math.cos(half)) / (2 * math.sin(half))
    assert 0 <= one + 2.5 - math.hypot(along, 3.0) <= STEP + 2e-6


def test_what_is_apart_ends_at_the_outline() -> None:
    assert _gaps(0.0, 180.0) == pytest.approx([1.5, 1.5], abs=2e-6)
    assert _gaps(0.0) == pytest.approx([1.5], abs=2e-6)


def test_however_narrow_the_angle_arrows_end_near() -> None:
    assert _gaps(0.0, 5.0, 180.0) == pytest.approx([FARTHEST, FARTHEST, 1.5], abs=2e-6)
