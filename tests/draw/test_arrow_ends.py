"""Every arrow of every shape ends on its outline, however many there are, and apart from those of other links."""

from __future__ import annotations

import re
from itertools import product
from math import dist

import pytest

from graphdraw.draw.scene import Scene
from graphdraw.draw.style.shapes import SHAPES
from graphdraw.draw.style.themes import PLAIN, THEMES
from tests.draw.outlines import astray, gaps, random_spec
from tests.scenes import drawn

DIRECTIONS = ("right", "left", "down", "up")
NOTATIONS = ("operations", "variables", "both")
SHAPES_ = SHAPES.names()


def scene(operands: int, shape: str, direction: str, notation: str, theme: str) -> Scene:
    names = "abcdefghijkl"[:operands]
    given = ", ".join(f"{name}: {at}" for at, name in enumerate(names, start=1))
    expression = f"max({', '.join(names)})" if operands > 1 else "exp(a)"
    view = f"direction: {direction}, notation: {notation}, theme: {theme}, nodes: {{y: {{shape: {shape}}}}}"
    return drawn(f"inputs: {{{given}}}\nnodes:\n  y: {expression}\nview: {{{view}}}\n")


def wrong(operands: int, shape: str, direction: str, notation: str, theme: str) -> dict:
    """Arrows that end elsewhere, and whether some of two links are too near to each other."""
    return astray(scene(operands, shape, direction, notation, theme), theme, level=direction in ("right", "left"))


@pytest.mark.parametrize("notation", NOTATIONS)
@pytest.mark.parametrize("direction", DIRECTIONS)
@pytest.mark.parametrize("shape", SHAPES_)
def test_arrows_end_on_the_outline(shape: str, direction: str, notation: str) -> None:
    found = {n: wrong(n, shape, direction, notation, "plain") for n in range(1, 13)}
    assert {n: ends for n, ends in found.items() if ends} == {}


@pytest.mark.parametrize("direction", DIRECTIONS)
@pytest.mark.parametrize("shape", SHAPES_)
def test_every_head_has_its_length(shape: str, direction: str) -> None:
    """It ends an arrow that comes straight: no more than a bit of it is squeezed by a bend before."""
    for operands in (1, 2, 3, 4, 5, 8, 12):
        for edge in scene(operands, shape, direction, "operations", "plain").edges:
            left, tip, right = edge.head.points
            base = (left[0] + right[0]) / 2, (left[1] + right[1]) / 2
            assert 0.85 * PLAIN.head[0] <= dist(base, tip) <= PLAIN.head[0] + 0.01, (operands, edge.id)


@pytest.mark.parametrize("theme", [name for name in THEMES.names() if name != "plain"])
@pytest.mark.parametrize("shape", SHAPES_)
def test_arrows_end_on_the_outline_in_every_theme(shape: str, theme: str) -> None:
    asked = [*product((2, 5, 9), ("right", "up"), ("operations",)), (4, "down", "both"), (3, "left", "variables")]
    found = {one: wrong(one[0], shape, one[1], one[2], theme) for one in asked}
    assert {one: ends for one, ends in found.items() if ends} == {}


@pytest.mark.parametrize("shape", [shape.name for shape in SHAPES if shape.receding])
@pytest.mark.parametrize("seed", range(6))
def test_arrows_end_on_outlines_that_recede_in_random_specs(seed: int, shape: str) -> None:
    """On both sides of nodes, and of inputs with many uses."""
    spec = random_spec(seed)
    looks = ", ".join(f"{name}: {{shape: {shape}}}" for name in re.findall(r"\b([xn]\d+):", spec))
    for direction, branches in product(("right", "down"), ("auto", "hide")):
        view = f"view: {{direction: {direction}, branches: {branches}, nodes: {{{looks}}}}}\n"
        assert astray(drawn(spec + view), "plain", level=direction == "right") == {}, (direction, branches)


@pytest.mark.parametrize("seed", range(16))
def test_arrows_end_on_the_outline_in_random_specs(seed: int) -> None:
    """Steep arrows, some of which would pass by the name that they come from."""
    for direction, branches, notation in product(("right", "down"), ("auto", "hide"), ("operations", "both")):
        view = f"view: {{direction: {direction}, branches: {branches}, notation: {notation}}}\n"
        found = astray(drawn(random_spec(seed + 25) + view), "plain", level=direction == "right")
        assert found == {}, (direction, branches, notation)


def test_five_pairs_at_a_diamond() -> None:
    found = gaps(scene(5, "diamond", "right", "operations", "plain"), level=True)
    assert {end: round(gap, 1) for end, (gap, _) in found.items() if end[1] == "y"} == {
        (f"{name} -> y[{at}]{way}", "y"): 0.5 for at, name in enumerate("abcde") for way in ("", ":backward")
    } | {(f"y -> y:out[0]{way}", "y"): 0.5 for way in ("", ":backward")}
