"""The numerical check: it agrees with right gradients, contradicts wrong ones, and says what it cannot tell and why."""

import math

import pytest

from graphdraw.autodiff import composed, evaluate
from graphdraw.autodiff.check import check_gradients
from graphdraw.autodiff.extended import FUNCTIONS
from graphdraw.autodiff.forward import applied
from graphdraw.errors import Location
from graphdraw.graph.model import Apply, Graph, Input, Output, Ref
from graphdraw.ops import OPERATIONS
from graphdraw.spec import Source, Vocabulary, load
from tests.falsified import tally
from tests.numerical import ridders

HERE = Location("a.yaml", 1, 1)
VOCABULARY = Vocabulary(themes=("plain",), shapes=("circle",))


def graph_of(expression, inputs="{x: 0}"):
    text = f"inputs: {inputs}\nnodes:\n  y: {expression}\noutputs: y\n"
    return load(Source("a.yaml", text.encode(), None), VOCABULARY).graph


def checks(expression, inputs="{x: 0}"):
    graph = graph_of(expression, inputs)
    return {found.name: found for found in check_gradients(graph, evaluate(graph))}


def replaced(graph, name, change):
    """The checks of a graph in which one gradient was changed."""
    evaluation = evaluate(graph)
    gradients = {**evaluation.gradients, name: change(evaluation.gradients[name])}
    return {found.name: found for found in check_gradients(graph, evaluation._replace(gradients=gradients))}


@pytest.mark.parametrize(
    ("expression", "x"),
    [
        ("sin(x) * exp(x) + x**3", 0.7),
        ("log(x)", 1e-9),
        ("log(x + 1e-9)", 0),
        ("cos(x)", 1e-9),
        ("1 / x", 1e-4),
        ("sqrt(1e-5 + x)", 0),
        ("x ** 1.5", 0),
        ("x ** 1.001", 0),
        ("(1 - x) ** 1.5", 1),
        ("x + 1e12", 0),
        ("x * 3 + 1e12", 2),
        ("1e300 * x**2", 1),
        ("1e-300 * exp(x)", 0),
        ("sin(1000 * x)", 1.1),
        ("tanh(50 * x)", 0.01),
        ("sin(x)", 1e8),
        ("sin(x) + cos(x) + tan(x)", 1e22),
        ("asin(x) + acos(-x)", 0.9999999999),
        ("log1p(x)", -0.9999999999999),
        ("tanh(1e9 * x)", 1e-9),
        ("sigmoid(1e12 * (x - 1))", 1.000000000001),
        ("atan(x)", 1e70),
        ("cos(x) + x", 0),
        ("half_squared_error(x, 3)", 3),
        ("cos(x)", -1e-200),
        ("gelu(x) + gelu(x, approx=tanh)", -3),
        ("(x + 1e16) - 1e16", 3),
        ("sigmoid(x) + exp(x) + acos(x) + softplus(x)", 2.9e-252),
        (f"x * {10**350} + x", 10),
    ],
)
def test_right_gradients_agree(expression, x):
    found = checks(expression, f"{{x: {x!r}}}")
    assert all(one.agrees and not one.on_kink and one.why == "" for one in found.values())


@pytest.mark.parametrize("factor", [0.0, -1.0, 0.999, 1.00001])
@pytest.mark.parametrize(
    "expression",
    [
        "sin(x) * exp(x)",
        "x * x * x",
        "log(x)",
        "1e6 + x",
        "x ** 1.5",
        "relu(x)",
        "1e-30 * x",
        "leaky_relu(x - 0.7)",
        "max(x, 0.7)",
        "abs(x - 0.7) + x",
    ],
)
def test_wrong_gradients_are_contradicted(expression, factor):
    graph = graph_of(expression, "{x: 0.7}")
    right = evaluate(graph).gradients["x"]
    found = replaced(graph, "x", lambda gradient: gradient * factor)["x"]
    assert (found.verdict, found.agrees, found.gradient) == ("differs", False, right * factor)
    assert found.numerical == pytest.approx(right, rel=1e-12)
    assert found.difference == pytest.approx(abs(right * (1 - factor)), rel=1e-2)


@pytest.mark.parametrize(
    ("expression", "gradient"),
    [
        ("relu(x)", 0),
        ("max(x, 0)", 0.5),
        ("min(x, 0, x)", 2 / 3),
        ("abs(x)", 0),
        ("leaky_relu(x, slope=0.2)", 0.2),
        ("elu(x, alpha=2)", 2),
        ("selu(x)", 1.7580993408473766),
        ("clip(x, lo=0, hi=1)", 1),
        ("clip(x, lo=-1, hi=0)", 1),
        ("clip(x, lo=0, hi=0)", 1),
        ("relu(x) - relu(-x)", 0),  # by convention twice 0, though the whole rises by 1 on both sides
        ("step(x) + x", 1),
        ("sign(x) * (x + 2)", 0),
        ("floor(x) + ceil(x) + round(x + 0.5) + x", 1),
    ],
)
def test_on_a_kink_the_convention_is_demanded(expression, gradient):
    graph = graph_of(expression)
    found = checks(expression)["x"]
    assert (found.verdict, found.on_kink) == ("agrees", True)
    assert found.gradient == pytest.approx(gradient, rel=1e-15)
    assert found.numerical == pytest.approx(gradient, rel=1e-15)
    for other in {-1.0, 0.0, 0.5, 0.999, 1.0} - {gradient}:
        assert replaced(graph, "x", lambda _, other=other: other)["x"].verdict == "differs"


@pytest.mark.parametrize("record", [o for o in OPERATIONS if o.name in FUNCTIONS], ids=lambda record: record.name)
def test_of_every_operation_right_gradients_agree_and_wrong_ones_differ(record):
    settings = {"clip": {"lo": -1, "hi": 2}, "elu": {"alpha": 1.5}}.get(record.name, {})
    for sample in record.rule.samples:
        names = [f"x{i}" for i in range(len(sample))]
        given = [Input(name, value, HERE) for name, value in zip(names, sample, strict=True)]
        node = Apply("y", record.name, record.name, tuple(Ref(name, HERE) for name in names), HERE, settings)
        graph = Graph((*given, node), (Output("y"),))
        evaluation = evaluate(graph)
        assert all(found.agrees for found in check_gradients(graph, evaluation))
        for name in names:
            if evaluation.gradients[name]:
                assert replaced(graph, name, lambda gradient: gradient * 1.0001)[name].verdict == "differs"


def test_near_a_kink_there_is_no_convention():
    found = checks("relu(x) * 2", "{x: 1e-300}")["x"]
    assert (found.gradient, found.on_kink, found.agrees) == (2, False, True)


@pytest.mark.parametrize(
    ("expression", "gradient"),
    [("detach(x) * x", 3), ("int(x) * x", 3), ("detach(x * x) + x", 1), ("bce(x/9, x)", None)],
)
def test_where_no_gradient_passes_nothing_moves(expression, gradient):
    found = checks(expression, "{x: 3}")["x"]
    assert found.agrees
    assert gradient is None or found.gradient == gradient


def test_every_gradient_once_in_the_order_of_the_spec():
    graph = graph_of("a * b + sin(a)", "{a: 2, b: {value: 3, grad: false}}")
    assert [found.name for found in check_gradients(graph, evaluate(graph))] == ["a", "y.1", "y.2", "y"]


def test_the_seeds_count():
    text = "inputs: {x: 3}\nnodes: {y: x*x, z: 2*y}\nbackward: {from: {y: 0.5, z: 10}}\n"
    graph = load(Source("a.yaml", text.encode(), None), VOCABULARY).graph
    found = {one.name: one for one in check_gradients(graph, evaluate(graph))}
    assert found["y"].numerical == pytest.approx(20.5)
    assert all(one.agrees for one in found.values())


def test_without_gradients_there_is_nothing_to_check():
    assert checks("x * 2", "[x]") == {}


def test_whole_numbers_beyond_float64_are_compared():
    found = checks(f"x * {10**350}", "{x: 10}")["x"]
    assert (found.numerical, found.verdict) == (10**350, "agrees")
    assert replaced(graph_of(f"x * {10**350}", "{x: 10}"), "x", lambda g: g + 10**347)["x"].verdict == "differs"


def test_where_parts_cancel_nothing_is_said():
    found = checks("sin(x)**2 + cos(x)**2", "{x: 1}")["x"]
    assert (found.verdict, found.agrees) == ("undecided", False)
    assert found.why.startswith("its parts cancel, and what float64 may be off in them is ")
    assert replaced(graph_of("sin(x)**2 + cos(x)**2", "{x: 1}"), "x", lambda _: 1e-10)["x"].verdict == "differs"


def test_where_numbers_are_too_small_nothing_is_said():
    found = checks("sin(1e-200 * (1e-200 * (1e300 * x)))", "{x: 1}")["x"]
    assert (found.gradient, found.numerical, found.verdict) == (0, pytest.approx(1e-100), "undecided")
    assert found.why == "numbers on the way are too small for float64"
    graph = graph_of("1e300 * (1e-200 * (1e-200 * x))", "{x: 1e150}")
    assert evaluate(graph).gradients["x"] == pytest.approx(1e-100)
    assert replaced(graph, "x", lambda _: 0.0)["x"].verdict == "differs"


def test_the_work_is_limited_and_what_is_left_is_undecided(monkeypatch):
    chain = "inputs: {n0: 0.5}\nnodes:\n" + "\n".join(f"  n{i + 1}: sin(n{i}) + 1" for i in range(60))
    graph = load(Source("a.yaml", chain.encode(), None), VOCABULARY).graph
    evaluation = evaluate(graph)
    assert all(found.agrees for found in check_gradients(graph, evaluation))
    monkeypatch.setattr(composed, "MOST_WORK", 5000)
    verdicts = [found.verdict for found in check_gradients(graph, evaluation)]
    assert len(verdicts) == len(graph.nodes)
    assert set(verdicts) == {"undecided", "agrees"}
    assert verdicts == sorted(verdicts, reverse=True)  # what is nearest to the seed is compared
    assert {f.why for f in check_gradients(graph, evaluation) if not f.agrees} == {"it would be too much work"}


def test_the_terms_of_a_series_are_part_of_the_work(monkeypatch):
    """Of two graphs of one size that of the longer series comes to less."""

    def left(expression):
        graph = graph_of(" + ".join(f"{expression}(x + {i})" for i in range(20)), "{x: 4.25}")
        return sum(not found.agrees for found in check_gradients(graph, evaluate(graph)))

    monkeypatch.setattr(composed, "MOST_WORK", 10_000)
    assert (left("square"), left("exp")) == (0, 0)
    assert left("gelu") > 20


def test_what_is_alike_is_measured_once(monkeypatch):
    graph = graph_of(" + ".join(["gelu(x)", "gelu(x, approx=none)", "gelu(x, approx=tanh)"] * 30), "{x: 4.25}")
    monkeypatch.setattr(composed, "MOST_WORK", 10_000)
    assert all(found.agrees for found in check_gradients(graph, evaluate(graph)))


@pytest.mark.parametrize(
    "expression",
    [
        "sin(x) * exp(x) / (1 + x**2) - tanh(x * sqrt(x))",
        "sigmoid(x * log(x)) + gelu(x) * softplus(-x) + x ** (x + 1)",
        "atan(erf(x) * cosh(x)) + silu(x) - selu(-x) * log2(x)",
    ],
)
def test_slopes_composed_are_those_of_the_whole_graph(expression):
    graph, at = graph_of(expression, "{x: 0.8}"), 0.8

    def moved(d):
        values = {"x": at + d}
        for node in graph.order[1:]:
            values[node.name] = applied(node, values)
        return values["y"]

    whole, error = ridders(lambda d: (moved(d) - moved(-d)) / (2 * d), 0.05)
    assert error < 1e-8
    assert checks(expression, "{x: 0.8}")["x"].numerical == pytest.approx(whole, rel=1e-8)


def test_false_gradients_are_found_and_right_ones_left_alone():
    found = tally(3, range(250))
    assert found.false.total() == 250
    assert found.right.total() > 1500
    assert len({how for how, _ in found.false}) == 8
    assert found.count("agrees") == 0
    assert found.count("undecided") <= 5
    assert found.right["differs"] == 0, found.remarkable


@pytest.mark.parametrize(
    ("expression", "zero"),
    [
        ("gelu(x)", -0.7517915246935645),
        ("gelu(x, approx=tanh)", -0.7524614220710162),
        ("silu(x) * 1e12", -1.2784645427610738),
    ],
)
def test_where_an_activation_is_least_no_right_gradient_is_called_wrong(expression, zero):
    """The terms of its derivative cancel there, and float64 has of the rest what it has of the terms."""
    offsets = [sign * 10.0**-power * part for power in range(3, 17) for sign, part in ((-1, 2.7), (1, 1))]
    found = {checks(expression, f"{{x: {zero + offset!r}}}")["x"].verdict for offset in offsets}
    assert found == {"agrees", "undecided"}
    assert checks(expression, f"{{x: {zero + 1e-3!r}}}")["x"].verdict == "agrees"


def test_ridders_by_a_polynomial_and_a_cusp():
    assert ridders(lambda d: ((2 + d) ** 5 - (2 - d) ** 5) / (2 * d), 0.5)[0] == pytest.approx(80, rel=1e-11)
    slope, error = ridders(lambda d: d**0.5 / d, 0.5, order=1)
    assert error > 0.1 * slope
    assert math.isfinite(slope)
