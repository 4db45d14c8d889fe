"""Whole sweeps are right to the last digit that is printed; sums of gradients do not depend on their order."""

import math
from fractions import Fraction
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


@pytest.mark.parametrize(
    ("expression", "x", "exact"),
    [
        ("1e200 * (1/x)", 1e200, -1e-200),
        ("1e-200 * (1/x)", 1e-200, -1e200),
        ("1e-300 * log(x)", 1e-310, 1e10),
        ("1e300 * atan(x)", 1e170, 1e-40),
        ("1e308 * tanh(x)", 600, 1e308 * math.exp(-600) * 4 * math.exp(-600)),
        ("1e-200 * x**-1.5", 1e-150, -1.5e175),
        ("1e-10 * sqrt(x)", 5e-324, 0.5e-10 / math.sqrt(5e-324)),
    ],
)
def test_a_gradient_that_float64_reaches_through_a_derivative_that_it_does_not(
    expression: str, x: float, exact: float
) -> None:
    got = gradients(f"inputs: {{x: {x!r}}}\nnodes: {{y: {expression}}}\n")
    assert got["x"] == pytest.approx(exact, rel=1e-13, abs=0)


def test_a_local_derivative_beyond_float64_is_a_whole_number() -> None:
    text = "inputs: {x: 1e-200}\nnodes: {y: 1e-200 * (1/x)}\n"
    (local,) = [
        e.local
        for e in evaluate(load(Source("a.yaml", text.encode(), None), VOCABULARY).graph).edges
        if e.source == "x"
    ]
    assert isinstance(local, int)
    assert len(str(local)) == len("-1") + 400
    assert str(local)[:8] in ("-9999999", "-1000000")


def test_a_closed_block_adds_in_the_same_way() -> None:
    text = "inputs: {x: 1}\nblocks:\n  f(a): 1e16*a + a + a - 1e16*a\nnodes: {y: f(x)}\n"
    assert gradients(text)["x"] == 2


@pytest.mark.parametrize("operation", ["1/x", "2.5/x", "reciprocal(x)"])
def test_a_derivative_far_beyond_float64_is_a_factor_like_any_other(operation: str) -> None:
    """By 2⁻¹⁰⁰⁰ it would still be too large."""
    least = 2.2250738585072014e-308
    found = gradients(f"inputs: {{x: {least!r}, k: 1e-320}}\nnodes:\n  r: {operation}\n  y: r * k\n")["x"]
    exact = -Fraction(2.5 if "2.5" in operation else 1) * Fraction(1e-320) / Fraction(least) ** 2
    assert found == pytest.approx(float(exact), rel=1e-13)
