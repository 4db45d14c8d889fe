"""Whole sweeps are right to the last digit that is printed; sums of gradients do not depend on their order."""

from random import Random

import pytest

from graphdraw.autodiff import evaluate
from graphdraw.spec import Source, Vocabulary, load

pytest.importorskip("mpmath", reason="mpmath is not installed")

from tests.digits.graphs import drawn, wrong

VOCABULARY = Vocabulary(themes=("plain",), shapes=("circle",))


def gradients(text: str) -> dict[str, float]:
    return dict(evaluate(load(Source("a.yaml", text.encode(), None), VOCABULARY).graph).gradients)


@pytest.mark.parametrize("part", range(4))
def test_random_graphs(part: int) -> None:
    found = {i: list(wrong(drawn(Random(f"graphs {i}")))) for i in range(100 * part, 100 * part + 100)}
    assert {i: texts for i, texts in found.items() if texts} == {}


def test_gradients_of_branches_that_cancel() -> None:
    got = gradients("inputs: {x: 1}\nnodes:\n  y: 1e16*x + x + x - 1e16*x\n")
    assert got["x"] == 2


def test_gradients_of_branches_that_leave_float64_together_only_on_the_way() -> None:
    got = gradients("inputs: {x: 1e-9}\nnodes:\n  y: 1.5e308*x + 1.5e308*x - 1.7e308*x\n")
    assert got["x"] == 1.5e308 - (1.7e308 - 1.5e308)


def test_the_derivative_by_the_exponent_of_nothing() -> None:
    assert gradients("inputs: {x: 0, n: 2}\nnodes: {y: x**n}\n") == {"x": 0, "n": 0, "y": 1}


def test_a_closed_block_adds_in_the_same_way() -> None:
    text = "inputs: {x: 1}\nblocks:\n  f(a): 1e16*a + a + a - 1e16*a\nnodes: {y: f(x)}\n"
    assert gradients(text)["x"] == 2
