"""How near to each other things stand (`view.density`), and figures that are not to be broken into rows (`wrap`)."""

from __future__ import annotations

from itertools import product
from pathlib import Path

import pytest

from graphdraw.draw.scene import Scene
from graphdraw.draw.style.style import GAPS
from graphdraw.errors import SpecError
from graphdraw.layout import place
from graphdraw.layout.problem import Gaps
from graphdraw.spec import Overrides
from graphdraw.spec.yaml.source import read_file
from graphdraw.values.point import MM
from tests.draw.outlines import astray, random_spec
from tests.quality.faults import faults
from tests.quality.figure import figure
from tests.quality.graphs import random_problem, recorded
from tests.scenes import SPECS, draw, drawn, evaluate, load, loaded_text

CHAIN = "inputs: {x: 2, w: 3}\nnodes: {a: x * w, b: sin(a), c: exp(b), d: log(c), e: d + w, f: tanh(e), y: f * x}\n"


def chain(view: str) -> Scene:
    return drawn(f"{CHAIN}view: {{{view}}}\n")


@pytest.mark.parametrize("direction", ["right", "left", "down", "up"])
def test_a_compact_figure_is_smaller_and_an_airy_one_larger(direction: str) -> None:
    compact, normal, airy = (chain(f"direction: {direction}, density: {density}") for density in GAPS)
    assert compact.width * compact.height < normal.width * normal.height < airy.width * airy.height
    assert compact.width <= normal.width <= airy.width
    assert compact.height <= normal.height <= airy.height


@pytest.mark.parametrize("spec", SPECS, ids=lambda path: path.stem)
def test_texts_keep_their_size(spec: Path) -> None:
    sizes = []
    for density in GAPS:
        loaded = load(read_file(spec), None, Overrides(settings=(f"view.density={density}",)))
        scene = draw(loaded, evaluate(loaded))
        sizes.append(sorted((label.text, round(label.box[3] - label.box[1], 6)) for label in scene.labels))
    assert sizes[0] == sizes[1] == sizes[2]


@pytest.mark.parametrize(("factor", "direction"), list(product(set(GAPS.values()) - {1.0}, ("right", "down"))))
def test_placements_have_no_fault_at_any_density(factor: float, direction: str) -> None:
    problems = [graph.problem._replace(direction=direction) for graph in recorded()[::6]]
    problems += [random_problem(seed, direction=direction) for seed in range(320, 326)]
    for problem in problems:
        loose = problem._replace(gaps=Gaps(factor, factor))
        assert not any(faults(figure(loose, place(loose))).values())


@pytest.mark.parametrize("seed", range(4))
@pytest.mark.parametrize("density", ["compact", "airy"])
def test_arrows_end_on_outlines_at_any_density(density: str, seed: int) -> None:
    for direction in ("right", "down"):
        view = f"view: {{direction: {direction}, density: {density}}}\n"
        assert astray(drawn(random_spec(seed + 60) + view), "plain", level=direction == "right") == {}


@pytest.mark.parametrize("density", ["compact", "normal", "airy"])
def test_any_density_tightens_to_fit_a_width(density: str) -> None:
    natural = chain(f"density: {density}").width
    wanted = natural / MM - 3
    found = chain(f"density: {density}, width: {wanted:.4f}mm, wrap: never")
    assert found.width <= wanted * MM + 0.01


def test_a_figure_that_may_not_be_broken_into_rows_says_what_would_fit() -> None:
    rows = drawn(f"{CHAIN}view: {{width: 60mm}}\n")
    assert any(node.kind == "continuation" for node in rows.nodes)
    with pytest.raises(SpecError) as caught:
        chain("width: 60mm, wrap: never")
    (problem,) = caught.value.problems
    assert problem.code == "too-wide"
    assert problem.hint is not None
    assert problem.hint.startswith("try 'wrap: auto', 'direction: down'")


def test_where_there_are_no_rows_nothing_is_said_of_them() -> None:
    with pytest.raises(SpecError) as caught:
        chain("width: 10mm, wrap: never, direction: down")
    assert "wrap" not in (caught.value.problems[0].hint or "")


@pytest.mark.parametrize(
    ("view", "hint"),
    [("density: tight", "write compact"), ("density: Loose", "write airy"), ("wrap: false", "write never")],
)
def test_words_of_other_programs_are_told_ours(view: str, hint: str) -> None:
    with pytest.raises(SpecError) as caught:
        loaded_text(f"{CHAIN}view: {{{view}}}\n")
    assert [problem.hint for problem in caught.value.problems] == [hint]
