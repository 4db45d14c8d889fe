"""The numerical check: it agrees with right gradients, contradicts wrong ones, and knows what it cannot tell."""

import pytest

from graphdraw.autodiff import check, check_gradients, evaluate
from graphdraw.autodiff.check import ridders
from graphdraw.spec import Source, Vocabulary, load

VOCABULARY = Vocabulary(themes=("plain",), shapes=("circle",))


def graph_of(expression, inputs="{x: 0}"):
    text = f"inputs: {inputs}\nnodes:\n  y: {expression}\noutputs: y\n"
    return load(Source("a.yaml", text.encode(), None), VOCABULARY).graph


def checks(expression, inputs="{x: 0}"):
    graph = graph_of(expression, inputs)
    return {found.name: found for found in check_gradients(graph, evaluate(graph))}


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
        ("(1 - x) ** 1.5", 1),
        ("x + 1e12", 0),
        ("x * 3 + 1e12", 2),
        ("1e300 * x**2", 1),
        ("1e-300 * exp(x)", 0),
        ("sin(1000 * x)", 1.1),
        ("tanh(50 * x)", 0.01),
    ],
)
def test_right_gradients_agree(expression, x):
    found = checks(expression, f"{{x: {x!r}}}")
    assert all(one.agrees and not one.on_kink for one in found.values())


@pytest.mark.parametrize("factor", [0.0, -1.0, 0.999, 1.00001])
@pytest.mark.parametrize("expression", ["sin(x) * exp(x)", "x * x * x", "log(x)", "1e6 + x", "x ** 1.5", "relu(x)"])
def test_wrong_gradients_are_contradicted(expression, factor):
    graph = graph_of(expression, "{x: 0.7}")
    evaluation = evaluate(graph)
    wrong = evaluation._replace(gradients={**evaluation.gradients, "x": evaluation.gradients["x"] * factor})
    first, *_ = check_gradients(graph, wrong)
    assert (first.name, first.gradient) == ("x", wrong.gradients["x"])
    assert not first.agrees
    assert first.difference == pytest.approx(abs(wrong.gradients["x"] - evaluation.gradients["x"]), rel=1e-2)


@pytest.mark.parametrize(
    ("expression", "gradient", "numerical"),
    [
        ("relu(x)", 0, 0),
        ("max(x, 0)", 0.5, 0.5),
        ("abs(x)", 0, 0),
        ("leaky_relu(x)", 0.01, 0.01),
        ("selu(x)", 1.7580993408473766, 1.7580993408473766),
        ("clip(x, lo=0, hi=1)", 1, 1),
        ("relu(x) - relu(-x)", 0, 1),  # by convention twice 0, though both sides rise by 1
    ],
)
def test_on_a_kink_the_convention_stands(expression, gradient, numerical):
    found = checks(expression)["x"]
    assert found.agrees
    assert found.on_kink
    assert found.gradient == gradient
    assert found.numerical == pytest.approx(numerical, abs=1e-9)


@pytest.mark.parametrize("expression", ["step(x) + x", "sign(x) * x", "floor(x) * x", "ceil(x) + x", "round(x + 0.5)"])
def test_a_jump_is_no_mistake(expression):
    assert all(found.agrees for found in checks(expression).values())


def test_near_a_kink_there_is_no_convention():
    found = checks("relu(x) * 2", "{x: 1e-6}")["x"]
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


def test_whole_numbers_beyond_float64_are_left_out():
    assert checks(f"x * {10**350} + x", "{x: 10}") == {}
    assert set(checks(f"x * {10**250} + x", "{x: 10}")) == {"x", "y.1", "y"}


def test_the_work_is_limited(monkeypatch):
    chain = "inputs: {n0: 0.5}\nnodes:\n" + "\n".join(f"  n{i + 1}: sin(n{i}) + 1" for i in range(60))
    graph = load(Source("a.yaml", chain.encode(), None), VOCABULARY).graph
    evaluation = evaluate(graph)
    assert len(check_gradients(graph, evaluation)) == len(graph.nodes)
    monkeypatch.setattr(check, "MOST_WORK", 5000)
    some = check_gradients(graph, evaluation)
    assert 0 < len(some) < len(graph.nodes)
    assert [one.name for one in some] == [node.name for node in graph.nodes[: len(some)]]


def test_ridders_by_a_polynomial_and_a_cusp():
    assert ridders(lambda d: ((2 + d) ** 5 - (2 - d) ** 5) / (2 * d), 0.5)[0] == pytest.approx(80, rel=1e-11)
    slope, error = ridders(lambda d: d**0.5 / d, 0.5, order=1)
    assert error > 0.1 * slope
