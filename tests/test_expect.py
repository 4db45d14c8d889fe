"""When a computed number reproduces a printed one."""

from __future__ import annotations

import pytest

from graphdraw.autodiff import EdgeResult, Evaluation
from graphdraw.errors import Location, Problem
from graphdraw.expect import unmet
from graphdraw.graph.model import Expectation
from tests import scenes
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


@pytest.mark.parametrize("within", [10**400, 1e308])
def test_within_may_be_more_than_any_number(within):
    assert problems("values", "x", "1", 1e300, within) == []


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


@pytest.mark.parametrize(
    ("printed", "value", "met"),
    [
        ("1234567890", 1234567891.0, True),  # 8e-10 of it
        ("1234567890", 1234567892.0, False),
        ("1234567890", 1234567891, False),  # computed in whole numbers
        ("3", 3.000000002, True),
        ("3", 3.000000004, False),
        ("3.14159265358979", 3.14159265358888, True),  # the thirteenth digit
        ("3.14159265358979", 3.14159265357, False),
        ("3.00000000001", 3.00000000001, True),
        ("3.00000000001", 3.00000000002, False),
    ],
)
def test_which_digits_count_is_what_the_language_page_says(printed, value, met):
    """1e-9 of a whole number, nothing between two whole ones, 12 digits of every other."""
    assert (not problems("values", "x", printed, value)) == met


def missed(spec):
    loaded = loaded_text(spec)
    return [problem.text.split(" of ")[1] for problem in scenes.unmet(loaded, scenes.evaluate(loaded))]


@pytest.mark.parametrize(
    ("node", "numbers", "missing"),
    [
        ("{expr: x * 1}", "", True),
        ("{expr: x * 1, format: round}", "", False),
        ("{expr: x * 1, format: int}", "", True),  # it prints 2
        ("{expr: x * 1, format: {decimals: 0}}", "", False),
        ("{expr: x * 1, format: percent}", "", True),
        ("{expr: x * 1, format: {sig: 1}}", "", False),
        ("{expr: x * 1, format: {sig: 2}}", "", True),  # 2.5
        ("{expr: x * 1, format: {style: python, sig: 1}}", "", False),
        ("{expr: x * 1, format: {decimal: ','}}", "decimals: 0, group: thin, minus: '~'", False),
        ("{expr: x * 1, format: {group: thin}}", "sig: 1", True),
        ("{expr: x * 1}", "sig: 1", True),
        ("{expr: x * 1}", "decimals: 0", False),
        ("{expr: x * 1, format: {decimals: 1}}", "decimals: 0", True),
        ("{expr: x * 1, format: python}", "decimals: 0", True),
        ("{expr: x * 1}", "style: sci, decimals: 0", True),
    ],
)
def test_whole_numbers_are_met_by_rounding_where_the_figure_prints_whole_numbers(node, numbers, missing):
    spec = f"inputs: {{x: 2.5}}\nnodes:\n  y: {node}\nexpect: {{values: {{y: 3}}}}\nview: {{numbers: {{{numbers}}}}}\n"
    assert bool(missed(spec)) == missing


@pytest.mark.parametrize(
    ("given", "numbers", "missing"),
    [
        ("2.7", "decimals: 0", True),  # it prints 2.7
        ("{value: 2.7, format: {group: thin}}", "decimals: 0", True),
        ("{value: 2.7, format: round}", "", False),
        ("2.7", "decimals: 0, givens: format", False),
        ("3", "decimals: 0", False),
        ("8/3", "decimals: 0", True),
    ],
)
def test_a_given_number_is_whole_only_where_the_figure_prints_it_so(given, numbers, missing):
    spec = f"inputs: {{p: {given}}}\nnodes: {{a: p * 1}}\nview: {{numbers: {{{numbers}}}}}\n"
    assert bool(missed(spec + "expect: {values: {p: 3}}\n")) == missing


def test_a_seed_is_whole_only_where_the_figure_prints_it_so():
    spec = "inputs: {p: 2}\nnodes: {a: p * 1}\nbackward: {from: a, seed: 2.7}\nexpect: {gradients: {p: 3, a: 3}}\n"
    assert missed(spec + "view: {numbers: {decimals: 0}}\n") == ["'a' is expected to be 3, computed is 2.7"]
    assert missed(spec + "view: {numbers: {decimals: 0, givens: format}}\n") == []


def test_whole_numbers_of_a_format_have_the_digits_that_are_printed():
    spec = (
        "inputs: {x: 8888.88}\nnodes: {y: {expr: x * 1, format: {sig: 4, group: ','}}}\nexpect: {values: {y: NUMBER}}\n"
    )
    assert missed(spec.replace("NUMBER", "8889")) == []
    assert missed(spec.replace("NUMBER", "8888")) != []
    assert missed(spec.replace("x * 1", "-x * 1").replace("NUMBER", "-8889")) == []


def hints(spec):
    loaded = loaded_text(spec)
    return [problem.hint for problem in scenes.unmet(loaded, scenes.evaluate(loaded))]


@pytest.mark.parametrize(
    ("printed", "value", "within"),
    [("8890", 8888.88, "5"), ("8900", 8888.88, "50"), ("412000", 411987, "50"), ("412000", 411600, "500")],
)
def test_the_hint_of_tens_and_hundreds_names_a_form_that_works(printed, value, within):
    (problem,) = unmet([Expectation("values", "x", printed, None, HERE)], evaluation(value))
    form = f"{{value: {printed}, within: {within}}}"
    assert problem.hint == f"a whole number is met exactly: if {printed} is rounded, write {form}"
    assert problems("values", "x", printed, value, within=float(within)) == []


@pytest.mark.parametrize(("printed", "value"), [("10", 12), ("0", 4), ("8000", 8888.88), ("185", 180.4)])
def test_a_number_that_is_another_one_has_no_hint(printed, value):
    (problem,) = unmet([Expectation("values", "x", printed, None, HERE)], evaluation(value))
    assert problem.hint is None


@pytest.mark.parametrize(
    ("value", "numbers", "printed", "hint"),
    [
        (0.657, "", "65.7", "the figure shows hundredths, 65.7%: write 0.657"),
        (0.657, "decimals: 0", "66", "the figure shows hundredths, 66%: write 0.66"),
        (-1.5, "", "-150", "the figure shows hundredths, -150%: write -1.50"),
        (0.657, "", "65.9", None),
    ],
)
def test_the_hint_of_a_percentage_is_its_value(value, numbers, printed, hint):
    spec = f"inputs: {{x: {value}}}\nnodes: {{y: {{expr: x * 1, format: percent}}}}\nview: {{numbers: {{{numbers}}}}}\n"
    assert hints(spec + f"expect: {{values: {{y: {printed}}}}}\n") == [hint]
    if hint:
        assert missed(spec + f"expect: {{values: {{y: {hint.rpartition(' ')[2]}}}}}\n") == []


def test_a_format_of_a_value_says_nothing_of_its_gradient():
    spec = "inputs: {{x: {{value: 2, format: round}}}}\nnodes: {{y: 2.5 * x}}\n{}expect: {{gradients: {{x: 3}}}}\n"
    assert missed(spec.format("")) == ["'x' is expected to be 3, computed is 2.5"]
    assert missed(spec.format("view: {numbers: {decimals: 0}}\n")) == []


def test_what_is_checked_is_what_is_shown():
    """The figure prints 0.4 for 0.15 + 0.2 with one decimal, so 0.3 is no published number of it."""
    start = "inputs: {x: 0.15}\nnodes: {y: x + 0.2}\nview: {numbers: {decimals: 1}}\n"
    spec = start.replace("{", "{{").replace("}", "}}") + "expect: {{values: {{y: {}}}}}\n"
    loaded = loaded_text(spec.format("0.4"))
    assert scenes.number(loaded, scenes.evaluate(loaded), "y") == "0.4"
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
    found = scenes.unmet(loaded, scenes.evaluate(loaded))
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
