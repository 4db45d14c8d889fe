"""Values, gradients, edges: fan-out sums, none and zero, seeds, errors with their place, warnings, depth."""

import json
import math
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graphdraw.autodiff import Evaluation, evaluate
from graphdraw.autodiff.check import check_gradients
from graphdraw.errors import SpecError
from graphdraw.expect import unmet
from graphdraw.graph.model import Graph
from graphdraw.limits import Limits
from graphdraw.spec import Source, Spec, Vocabulary, load

EXAMPLES = json.loads((Path(__file__).parents[1] / "data" / "worked-examples.json").read_text(encoding="utf-8"))
VOCABULARY = Vocabulary(themes=("plain",), shapes=("circle",))


def read(text: str) -> Spec:
    return load(Source("a.yaml", text.encode(), None), VOCABULARY, Limits())


def run(text: str) -> Evaluation:
    return evaluate(read(text).graph)


def problems(text: str) -> list[str]:
    with pytest.raises(SpecError) as caught:
        run(text)
    return [problem.headline for problem in caught.value.problems]


def _is_scalar(example: dict) -> bool:
    return all(isinstance(value, int | float) for value in example["inputs"].values())


@pytest.mark.parametrize("example", [e for e in EXAMPLES if _is_scalar(e)], ids=lambda e: e["id"])
def test_published_numbers(example: dict) -> None:
    lines = ["inputs:", *(f"  {k}: {v}" for k, v in example["inputs"].items())]
    lines += ["nodes:", *(f"  {k}: {json.dumps(v)}" for k, v in example["steps"].items())]
    lines += ["expect:"]
    for kind, key in (("values", "value"), ("gradients", "grad")):
        lines += [f"  {kind}: {{{', '.join(f'{k}: {v}' for k, v in example[key].items())}}}"] if example[key] else []
    spec = read("\n".join(lines) + "\n")
    evaluation = evaluate(spec.graph)
    assert len(spec.expectations) == len(example["value"]) + len(example["grad"])
    assert unmet(spec.expectations, evaluation) == ()
    assert all(check.agrees for check in check_gradients(spec.graph, evaluation))


def test_the_origin_figure_to_the_type() -> None:
    got = run("inputs: {snack: 30, number: 5, tax: 1.2}\nnodes: {subtotal: snack*number, total: subtotal*tax}\n")
    assert repr(got.values["subtotal"]) == "150"
    assert repr(got.values["total"]) == "180.0"
    assert {name: repr(g) for name, g in got.gradients.items()} == {
        "snack": "6.0",
        "number": "36.0",
        "tax": "150",
        "subtotal": "1.2",
        "total": "1",
    }
    edge = got.edges[0]
    assert (edge.source, edge.target, edge.argument, edge.value, edge.gradient, edge.local) == (
        "snack",
        "subtotal",
        0,
        30,
        6.0,
        5,
    )


def test_two_edges_of_one_value_each_carry_their_share() -> None:
    got = run("inputs: {x: 3}\nnodes: {y: x * x}\n")
    assert [(e.argument, e.gradient, e.local) for e in got.edges] == [(0, 3, 3), (1, 3, 3)]
    assert got.gradients["x"] == 6


def test_no_gradient_is_not_zero() -> None:
    got = run(
        "inputs:\n  x: -2\n  t: {value: 1, role: target}\n  c: {value: 3, role: const}\n  g: {value: 4, grad: false}\n"
        "  unused: 5\nnodes: {k: c * g, y: relu(x) + t * k + detach(x)}\noutputs: y\n"
    )
    none = {name for name, gradient in got.gradients.items() if gradient is None}
    assert {"t", "c", "g", "k", "unused"} <= none
    assert got.gradients["x"] == 0
    assert repr(got.gradients["y"]) == "1"


def test_literals_are_no_edges_and_arguments_keep_their_place() -> None:
    got = run("inputs: {x: 4}\nnodes: {y: 2*x, z: 1/y}\n")
    assert [(e.source, e.argument, e.local) for e in got.edges] == [("x", 1, 2), ("y", 0, -0.015625)]


def test_seed_of_ones_choice() -> None:
    got = run("inputs: {x: 3}\nnodes: {y: x*x}\nbackward: {from: y, seed: 0.5}\n")
    assert got.gradients == {"x": 3.0, "y": 0.5}


def test_several_seeds_add_up() -> None:
    got = run("inputs: {x: 3}\nnodes: {y: x*x, z: 2*x}\nbackward: {from: {y: 1, z: 10}}\n")
    assert got.gradients["x"] == 26
    assert got.seeds == {"y": 1, "z": 10}


def test_a_seed_in_the_middle_reaches_only_what_is_before_it() -> None:
    got = run("inputs: {x: 3}\nnodes: {y: x*x, z: 2*y}\nbackward: {from: y}\n")
    assert got.gradients == {"x": 6, "y": 1, "z": None}


def test_several_outputs_are_drawn_forward_only_with_a_note() -> None:
    got = run("inputs: {x: 3}\nnodes: {y: x*x, z: 2*x}\n")
    assert set(got.gradients.values()) == {None}
    (note,) = got.problems
    assert (note.severity, note.text) == ("note", "drawn forward only, since there are 2 outputs: y, z")
    assert note.hint == "say which gradients to draw, as in backward: {from: y}"


def test_backward_that_is_asked_for_and_cannot_be() -> None:
    (line,) = problems("inputs: {x: 3}\nnodes: {y: x*x, z: 2*x}\nbackward: true\n")
    assert line == "a.yaml:3:1: error: 'backward: true' needs one output, there are 2: y, z [no-seed]"


def test_of_many_outputs_a_message_lists_the_first() -> None:
    nodes = "".join(f"  y{i}: 2*x\n" for i in range(30))
    (note,) = run(f"inputs: {{x: 3}}\nnodes:\n{nodes}").problems
    listed = ", ".join(f"y{i}" for i in range(20))
    assert note.text == f"drawn forward only, since there are 30 outputs: {listed}, …"
    (line,) = problems(f"inputs: {{x: 3}}\nbackward: true\nnodes:\n{nodes}")
    assert line == f"a.yaml:2:1: error: 'backward: true' needs one output, there are 30: {listed}, … [no-seed]"


def test_forward_only() -> None:
    got = run("inputs: {x: 3}\nnodes: {y: x*x}\nbackward: false\n")
    assert (got.seeds, set(got.gradients.values()), got.problems) == ({}, {None}, ())


def test_where_nothing_has_a_gradient_there_is_no_backward_pass() -> None:
    got = run("inputs: {x: {value: 3, grad: false}}\nnodes: {y: x*x}\n")
    assert got.seeds == {}
    assert set(got.gradients.values()) == {None}


def test_without_numbers() -> None:
    got = run("inputs: [x, w]\nnodes: {y: x*w + 1}\n")
    assert set(got.values.values()) == {None}
    assert got.seeds == {}


@pytest.mark.parametrize(
    ("expression", "message"),
    [
        ("log(x)", "a.yaml:2:12: error: log needs a positive number: 'y' is log(x) with x = 0 [domain]"),
        ("ln(x)", "a.yaml:2:12: error: log needs a positive number: 'y' is ln(x) with x = 0 [domain]"),
        ("a / x", "a.yaml:2:12: error: division by zero: 'y' is a / x with a = 1, x = 0 [division-by-zero]"),
        ("sqrt(b)", "a.yaml:2:12: error: sqrt needs a number of at least 0: 'y' is sqrt(b) with b = -1 [domain]"),
        ("exp(1000*a)", "a.yaml:2:12: error: not a finite number: 'y' is exp(y.1) with y.1 = 1000 [not-finite]"),
        (
            "sqrt(x)",
            "a.yaml:2:12: error: the derivative does not exist here (division by zero): "
            "'y' is sqrt(x) with x = 0 [division-by-zero]",
        ),
        (
            "b ** a",
            "a.yaml:2:12: error: the derivative does not exist here (log needs a positive number): "
            "'y' is b ** a with b = -1, a = 1 [domain]",
        ),
    ],
)
def test_numbers_that_do_not_exist(expression: str, message: str) -> None:
    assert problems(f"inputs: {{x: 0, a: 1, b: -1}}\nnodes: {{y: {expression}}}\n") == [message]


def test_all_failing_nodes_at_once_and_no_follow_on() -> None:
    lines = problems("inputs: {x: 0}\nnodes:\n  a: 1/x\n  b: log(x)\n  c: a + b\n")
    assert [line.split(":")[1] for line in lines] == ["3", "4"]


def test_no_logarithm_is_taken_where_the_exponent_has_no_gradient() -> None:
    got = run("inputs: {x: -2, n: {value: 3, grad: false}}\nnodes: {y: x**n}\n")
    assert got.gradients["x"] == 12


def test_one_warning_on_a_kink() -> None:
    got = run("inputs: {x: 0}\nnodes: {y: relu(x) + abs(x)}\n")
    (warning,) = got.problems
    assert (warning.severity, warning.code) == ("warning", "kink")
    assert warning.text == (
        "'y.1' and 1 other stand exactly on a kink: relu has the derivative 0 at 0 here "
        "(max(x, 0) has 1/2, some books print 1)"
    )


def test_relu_less_its_mirror_image_has_no_slope_at_zero() -> None:
    assert run("inputs: {x: 0}\nnodes: {y: relu(x) - relu(-x)}\n").gradients["x"] == 0


def test_one_warning_where_a_flat_operation_stops_the_gradient() -> None:
    got = run("inputs: {x: 1.5}\nnodes: {y: round(x) * x}\n")
    (warning,) = got.problems
    assert warning.text == "no gradient other than 0 comes back through 'y.1': round is flat"
    assert got.gradients["x"] == 2


def test_a_chain_as_long_as_a_spec_may_be() -> None:
    lines = "\n".join(f"  n{i + 1}: n{i} + 1" for i in range(4900))
    got = run(f"inputs: {{n0: 0}}\nnodes:\n{lines}\n")
    assert got.values["n4900"] == 4900
    assert got.gradients["n0"] == 1


LEAVES = st.sampled_from(["x", "y", "2", "0.5"])
EXPRESSIONS = st.recursive(
    LEAVES,
    lambda inner: st.one_of(
        st.tuples(inner, st.sampled_from("+-*"), inner).map(lambda t: f"({t[0]} {t[1]} {t[2]})"),
        st.tuples(st.sampled_from(["sin", "tanh", "sigmoid", "softplus", "cos", "atan"]), inner).map(
            lambda t: f"{t[0]}({t[1]})"
        ),
    ),
    max_leaves=12,
)


@given(EXPRESSIONS, st.floats(-2, 2), st.floats(-2, 2))
def test_reverse_mode_agrees_with_differences(expression: str, x: float, y: float) -> None:
    graph: Graph = read(f"inputs: {{x: {x!r}, y: {y!r}}}\nnodes:\n  z: {expression} + x * y\noutputs: z\n").graph
    evaluation = evaluate(graph)
    for check in check_gradients(graph, evaluation):
        assert check.verdict != "differs", check


@given(EXPRESSIONS, st.floats(-2, 2), st.floats(-2, 2))
def test_a_gradient_is_the_sum_over_its_edges(expression: str, x: float, y: float) -> None:
    graph = read(f"inputs: {{x: {x!r}, y: {y!r}}}\nnodes:\n  z: {expression} + x * y\noutputs: z\n").graph
    evaluation = evaluate(graph)
    for name, gradient in evaluation.gradients.items():
        shares = [e.gradient for e in evaluation.edges if e.source == name and e.gradient is not None]
        if name not in evaluation.seeds and gradient is not None:
            assert gradient == pytest.approx(math.fsum(shares), rel=1e-12, abs=1e-12)
