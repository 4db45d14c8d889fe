"""Equal problems are laid out once, and cost what they cost before."""

import pytest

from graphdraw import pipeline
from graphdraw.errors import SpecError
from graphdraw.layout import Box, LayoutProblem, Link, memo, place, place_once
from graphdraw.spec import Source
from graphdraw.work import Work

PROBLEM = LayoutProblem((Box("a", 20, 10), Box("b", 20, 10)), (Link("a -> b[0]", "a", "b", 0, 10, 5, 5),))


@pytest.fixture
def laid_out(monkeypatch):
    """The problems that were laid out."""
    found = []
    monkeypatch.setattr(memo, "place", lambda problem, work: found.append(problem) or place(problem, work))
    return found


def test_what_is_known_is_not_laid_out_again_and_counts_as_ever(laid_out):
    kept, works = {}, [Work(100_000) for _ in range(3)]
    works[2].spend(10, "labels")
    placements = [place_once(PROBLEM, work, kept) for work in works]
    assert len(laid_out) == 2  # with less work left it might come out otherwise
    assert placements[0] is placements[1]
    assert placements[2] == placements[0] == place(PROBLEM)
    assert (works[0].done, works[0].of) == (works[1].done, works[1].of)
    assert works[2].done == works[0].done + 10 > 10


def test_too_much_work_is_told_of_what_is_known_too():
    kept, steps = {}, Work()
    place_once(PROBLEM, steps, kept)
    assert steps.done > 1
    for _ in range(2):
        with pytest.raises(SpecError, match=r"takes more than 1 steps"):
            place_once(PROBLEM, Work(1), kept)


def test_figures_that_differ_in_colours_are_laid_out_once(laid_out):
    text = b"inputs: {a: 2, b: 3}\nnodes: {c: a*b, d: c + a}\n"
    spec = pipeline.load(Source("a.yaml", text, None))
    evaluation, kept = pipeline.evaluate(spec), {}
    light, dark = (pipeline.draw(spec, evaluation, dark=dark, known=kept) for dark in (False, True))
    once = len(laid_out)
    assert dark == pipeline.draw(spec, evaluation, dark=True)
    assert len(laid_out) == 2 * once
    assert [node.box for node in light.nodes] == [node.box for node in dark.nodes]
    assert light.background != dark.background
