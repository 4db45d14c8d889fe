"""When a computed number reproduces a printed one."""

from __future__ import annotations

import pytest

from graphdraw.autodiff import EdgeResult, Evaluation
from graphdraw.errors import Location, Problem
from graphdraw.expect import half_unit, unmet
from graphdraw.model import Expectation

HERE = Location("a.yaml", 1, 1)


@pytest.mark.parametrize(
    ("printed", "expected"),
    [
        ("180", 0.5),
        ("6.0", 0.05),
        ("-2.00", 0.005),
        ("1e3", 500.0),
        ("1.2e-2", 0.0005),
        ("1.E+2", 50.0),
        (".25", 0.005),
        ("0e999999999", float("inf")),
        ("1e-999999999", 0.0),
    ],
)
def test_half_a_unit_of_the_last_printed_digit(printed, expected):
    assert half_unit(printed) == pytest.approx(expected, rel=1e-12)


def evaluation(value):
    edges = tuple(EdgeResult("x", "y", argument, value, value, value) for argument in (0, 1))
    return Evaluation(values={"x": value}, gradients={"x": value}, edges=edges, seeds={"x": 1}, problems=())


def problems(kind, key, printed, value, within=None):
    return [p.text for p in unmet([Expectation(kind, key, printed, within, HERE)], evaluation(value))]


@pytest.mark.parametrize(
    ("printed", "value"),
    [
        ("180", 180.0),
        ("180", 180.49),
        ("180", 179.5),
        ("6.0", 5.95),
        ("0.13", 0.125),  # binary 0.125 is exact, 0.13 is not
        ("-0.53", -0.5251),
        ("0", 0.0),
        ("1_000", 1000),
        ("12", 12),
        (str(2**4000), 2**4000),
        ("1e300", 10**300),
    ],
)
def test_met(printed, value):
    assert problems("values", "x", printed, value) == []


@pytest.mark.parametrize(
    ("printed", "value"),
    [("180", 180.51), ("6.0", 6.06), ("0.13", 0.1249), (str(2**4000), 2**4000 + 1), ("1.0", 2**4000)],
)
def test_missed(printed, value):
    text = f"the value of 'x' is expected to be {printed}, computed is {value!r}"
    assert problems("values", "x", printed, value) == [text]


def test_within_replaces_the_printed_precision():
    assert problems("values", "x", "0.78572", 0.785729, within=1e-5) == []
    assert problems("values", "x", "0.78572", 0.785731, within=1e-5) != []
    assert problems("values", "x", "1.0", 1.01, within=0.0) != []


@pytest.mark.parametrize("kind", ["gradients", "local"])
@pytest.mark.parametrize(("key", "count"), [("x -> y[1]", 1), ("x -> y", 2)])
def test_an_edge_without_its_argument_is_all_parallel_ones(kind, key, count):
    assert problems(kind, key, "3", 3.1) == []
    assert len(problems(kind, key, "3", 4)) == count


def test_a_gradient_that_does_not_exist_is_not_zero():
    assert problems("gradients", "x", "0", None) == ["the gradient of 'x' is expected to be 0, there is none"]


def test_a_derivative_missed_on_a_kink_names_the_other_conventions():
    kink = Problem(HERE, "'y' stands exactly on a kink: … (JAX takes 1)", "kink", severity="warning")
    found = evaluation(0)._replace(problems=(kink,))
    missed = [Expectation(kind, "x", "1", None, HERE) for kind in ("values", "gradients")]
    assert [(p.where, p.code, p.hint) for p in unmet(missed, found)] == [
        (HERE, "expect", None),
        (HERE, "expect", kink.text),
    ]
