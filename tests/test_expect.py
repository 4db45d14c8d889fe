"""When a computed number reproduces a printed one."""

from __future__ import annotations

import pytest

from graphdraw import pipeline
from graphdraw.autodiff import EdgeResult, Evaluation
from graphdraw.errors import Location, Problem
from graphdraw.expect import unmet
from graphdraw.model import Expectation
from tests.scenes import loaded_text

HERE = Location("a.yaml", 1, 1)


def evaluation(value):
    edges = tuple(EdgeResult("x", "y", argument, value, value, value) for argument in (0, 1))
    return Evaluation(values={"x": value}, gradients={"x": value}, edges=edges, seeds={"x": 1}, problems=())


def problems(kind, key, printed, value, within=None):
    return [p.text for p in unmet([Expectation(kind, key, printed, within, HERE)], evaluation(value))]


@pytest.mark.parametrize(
    ("printed", "value"),
    [
        ("180", 180.0),
        ("180", 180 * (1 + 1e-10)),
        ("180", 179.99999999999997),
        ("6.0", 5.95),
        ("6.0", 6.049),
        ("0.13", 0.125),  # a half goes away from zero
        ("-0.13", -0.125),
        ("1.4", 0.3 * 4.5),  # 1.3499999999999999 is 1.35 without its noise
        ("10.000", 9.9995),
        ("3.3000000000000003", 3.3),  # all the digits of a double are more than figures show
        ("1.2e-2", 0.0124),
        ("1e3", 1400.0),
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
    [
        ("181", 180.51),
        ("180", 180.49),
        ("180", 179.5),
        ("1", 0.5),
        ("3", 2.5),
        ("0", 1e-12),
        ("6.0", 6.06),
        ("6.0", 6.05),
        ("0.12", 0.1149),
        ("0.2", 0.15 + 0.1),
        (str(2**4000), 2**4000 + 1),
        (str(2**4000), 1.5),
        ("1.0", 2**4000),
    ],
)
def test_missed(printed, value):
    text = f"the value of 'x' is expected to be {printed}, computed is {value!r}"
    assert problems("values", "x", printed, value) in ([text], [f"{text}: the printed number is cut, not rounded"])


def test_within_replaces_the_printed_precision():
    assert problems("values", "x", "0.78572", 0.785729, within=1e-5) == []
    assert problems("values", "x", "0.78572", 0.785731, within=1e-5) != []
    assert problems("values", "x", "1.0", 1.01, within=0.0) != []


@pytest.mark.parametrize("kind", ["gradients", "local"])
@pytest.mark.parametrize(("key", "count"), [("x -> y[1]", 1), ("x -> y", 2)])
def test_an_edge_without_its_argument_is_all_parallel_ones(kind, key, count):
    assert problems(kind, key, "3.0", 3.04) == []
    assert len(problems(kind, key, "3", 4)) == count


def test_a_gradient_that_does_not_exist_is_not_zero():
    assert problems("gradients", "x", "0", None) == ["the gradient of 'x' is expected to be 0, there is none"]


@pytest.mark.parametrize(("printed", "value"), [("0.78572", 0.785729), ("0.12", 0.129), ("-1.9", -1.99), ("2", 2.7)])
def test_a_number_that_was_cut_is_told_so(printed, value):
    (problem,) = unmet([Expectation("values", "x", printed, None, HERE)], evaluation(value))
    assert problem.text.endswith(f"computed is {value!r}: the printed number is cut, not rounded")
    assert (
        problem.hint
        == {
            "0.78572": "write 0.78573, or {value: 0.78572, within: 0.00001}",
            "0.12": "write 0.13, or {value: 0.12, within: 0.01}",
            "-1.9": "write -2.0, or {value: -1.9, within: 0.1}",
            "2": "a whole number is met exactly: print more digits, or write {value: 2, within: 1}",
        }[printed]
    )


@pytest.mark.parametrize(("printed", "value"), [("1", 0.5), ("3", 2.5), ("180", 180.49)])
def test_a_whole_number_is_met_exactly(printed, value):
    (problem,) = unmet([Expectation("values", "x", printed, None, HERE)], evaluation(value))
    assert (
        problem.hint == f"a whole number is met exactly: print more digits, or write {{value: {printed}, within: 0.5}}"
    )


def missed(spec):
    loaded = loaded_text(spec)
    return [problem.text.split(" of ")[1] for problem in pipeline.unmet(loaded, pipeline.evaluate(loaded))]


@pytest.mark.parametrize(
    ("node", "numbers", "missing"),
    [
        ("{expr: x * 1}", "", True),
        ("{expr: x * 1, format: round}", "", False),
        ("{expr: x * 1, format: int}", "", True),  # it prints 2
        ("{expr: x * 1, format: {decimals: 0}}", "", False),
        ("{expr: x * 1, format: percent}", "", True),
        ("{expr: x * 1}", "decimals: 0", False),
        ("{expr: x * 1, format: {decimals: 1}}", "decimals: 0", True),
        ("{expr: x * 1, format: python}", "decimals: 0", True),
        ("{expr: x * 1}", "style: sci, decimals: 0", True),
    ],
)
def test_whole_numbers_are_met_by_rounding_where_the_figure_prints_whole_numbers(node, numbers, missing):
    spec = f"inputs: {{x: 2.5}}\nnodes:\n  y: {node}\nexpect: {{values: {{y: 3}}}}\nview: {{numbers: {{{numbers}}}}}\n"
    assert bool(missed(spec)) == missing


def test_a_format_of_a_value_says_nothing_of_its_gradient():
    spec = "inputs: {{x: {{value: 2, format: round}}}}\nnodes: {{y: 2.5 * x}}\n{}expect: {{gradients: {{x: 3}}}}\n"
    assert missed(spec.format("")) == ["'x' is expected to be 3, computed is 2.5"]
    assert missed(spec.format("view: {numbers: {decimals: 0}}\n")) == []


def test_what_is_checked_is_what_is_shown():
    """The figure prints 0.4 for 0.15 + 0.2 with one decimal, so 0.3 is no published number of it."""
    start = "inputs: {x: 0.15}\nnodes: {y: x + 0.2}\nview: {numbers: {decimals: 1}}\n"
    spec = start.replace("{", "{{").replace("}", "}}") + "expect: {{values: {{y: {}}}}}\n"
    loaded = loaded_text(spec.format("0.4"))
    assert pipeline.number(loaded, pipeline.evaluate(loaded), "y") == "0.4"
    assert missed(spec.format("0.4")) == []
    assert missed(spec.format("0.3")) == [
        "'y' is expected to be 0.3, computed is 0.35: the printed number is cut, not rounded"
    ]


@pytest.mark.parametrize(
    ("key", "printed", "met"),
    [
        ("x", "0", True),
        ("x", "1", False),
        ("v", "0.3", True),  # 0.3333 is not on the way to the kink
        ("k", "0.33", False),  # this one is, so it is met exactly or not at all
        ("k", "0.3333", True),
        ("x -> a", "0", True),
        ("v -> y.2", "0.3", True),
    ],
)
def test_on_a_kink_derivatives_are_met_exactly(key, printed, met):
    spec = (
        "inputs: {x: 0, k: 0, v: 2}\nnodes:\n  a: relu(x)\n  b: 0.3333 * k + max(k, -1) * 0 + abs(k)\n"
        f"  y: a + b + 0.3333 * v\nexpect: {{gradients: {{{key}: {printed}}}}}\n"
    )
    loaded = loaded_text(spec)
    found = pipeline.unmet(loaded, pipeline.evaluate(loaded))
    assert bool(found) != met
    assert all("exactly on a kink" in (problem.hint or "") for problem in found)


def test_a_derivative_missed_on_a_kink_names_the_other_conventions():
    kink = Problem(HERE, "'y' stands exactly on a kink: … (JAX takes 1)", "kink", severity="warning")
    found = evaluation(0)._replace(problems=(kink,))
    missed = [Expectation(kind, "x", "1", None, HERE) for kind in ("values", "gradients")]
    assert [(p.where, p.code, p.hint) for p in unmet(missed, found)] == [
        (HERE, "expect", None),
        (HERE, "expect", kink.text),
    ]
