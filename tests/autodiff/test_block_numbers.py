"""A block computes what its nodes compute where they are written out by hand: values, gradients of every edge."""

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from graphdraw.autodiff import evaluate
from graphdraw.autodiff.check import check_gradients
from graphdraw.errors import SpecError
from graphdraw.limits import Limits
from graphdraw.spec import Source, Vocabulary, load
from graphdraw.spec.graph.blocks import shipped
from graphdraw.spec.graph.shipped import SHIPPED


def graph_of(text):
    return load(Source("a.yaml", text.encode(), None), Vocabulary(), Limits()).graph


def same(first, second, names):
    """Whether two graphs have the same numbers; `names` from those of the first to those of the second."""
    one, two = evaluate(first), evaluate(second)
    assert len(one.values) == len(two.values)
    assert {names(name): value for name, value in one.values.items()} == two.values
    assert {names(name): value for name, value in one.gradients.items()} == two.gradients
    edges = {(names(e.source), names(e.target), e.argument): (e.value, e.gradient, e.local) for e in one.edges}
    assert edges == {(e.source, e.target, e.argument): (e.value, e.gradient, e.local) for e in two.edges}


def agrees(graph):
    checked = check_gradients(graph, evaluate(graph))
    assert checked
    assert [check for check in checked if not check.agrees] == []


RNN = "inputs: {x1: 1.5, x2: -0.5, x3: 0.25, h0: 0.1, W_x: 0.5, W_h: -1.2, b: 0.3}\nnodes:\n"


def test_an_unrolled_rnn():
    short = graph_of(RNN + "  r: {block: rnn_cell, each: {x: [x1, x2, x3]}, carry: {h: h0}}\n  loss: r.h ** 2\n")
    steps = ("h0", "h1", "h2")
    long = "".join(f"  a{i + 1}: W_x*x{i + 1} + W_h*{h} + b\n  h{i + 1}: tanh(a{i + 1})\n" for i, h in enumerate(steps))

    def written(name):
        """`r[2].a.1` is `a2.1`."""
        if not name.startswith("r["):
            return name
        part, dot, rest = name[5:].partition(".")
        return f"{part}{name[2]}{dot}{rest}"

    same(short, graph_of(f"{RNN}{long}  loss: h3 ** 2\n"), written)
    agrees(short)


LSTM = ["f", "i", "g", "o"]
WEIGHTS = [f"{kind}{gate}" for gate in LSTM for kind in ("W_x", "W_h", "b_")]
STEP = (
    "inputs: {x: 1.0, h: 0.1, c: 0.5, "
    + ", ".join(f"{name}: {(-1) ** i * (0.2 + 0.07 * i):.2f}" for i, name in enumerate(WEIGHTS))
    + "}\nnodes:\n"
)


def test_a_step_of_an_lstm():
    short = graph_of(f"{STEP}  h_next, c_next: lstm_cell(x, h, c, {', '.join(WEIGHTS)})\noutputs: h_next\n")
    gates = {"f": "sigmoid", "i": "sigmoid", "g": "tanh", "o": "sigmoid"}
    long = "".join(f"  {gate}: {name}(W_x{gate}*x + W_h{gate}*h + b_{gate})\n" for gate, name in gates.items())
    long += "  c_next: f*c + i*g\n  h_next: o * tanh(c_next)\noutputs: h_next\n"

    def written(name):
        """`h_next.f.1` is `f.1`; the parts of the outputs are called by the nodes inside."""
        return name.removeprefix("h_next.") if name != "h_next" else name

    same(short, graph_of(STEP + long), written)
    agrees(short)


def test_lstms_in_a_row_agree_with_differences():
    weights = STEP.replace("x: 1.0", "x1: 1.0, x2: -0.4").replace("h: 0.1", "h0: 0.1").replace("c: 0.5", "c0: 0.5")
    graph = graph_of(
        f"{weights}  r: {{block: lstm_cell, each: {{x: [x1, x2, x1]}}, carry: {{h: h0, c: c0}}}}\n  y: r.h * r[1].c\n"
    )
    assert [output.name for output in graph.outputs] == ["y"]
    agrees(graph)


def test_a_gru():
    """h' = (1 - z) h + z tanh(W x + U r h + b), by hand with all weights 1 and no bias."""
    graph = graph_of("inputs: {x: 0.5, h: -1}\nnodes:\n  y: gru_cell(x, h, 1, 1, 0, 1, 1, 0, 1, 1, 0)\n")
    gate = 1 / (1 + 2.718281828459045**0.5)  # sigmoid(x + h)
    candidate = (lambda t: (t - 1 / t) / (t + 1 / t))(2.718281828459045 ** (0.5 - gate))
    assert evaluate(graph).values["y"] == pytest.approx(-(1 - gate) + gate * candidate)
    agrees(graph)


@pytest.mark.parametrize("name", SHIPPED)
def test_every_shipped_block_agrees_with_differences(name):
    block = shipped(name)
    assert block is not None
    assert block.name == name
    inputs = ", ".join(f"{input_}: {0.3 + 0.1 * i:.1f}" for i, input_ in enumerate(block.inputs))
    call = f"y: {{block: {name}, args: [{', '.join(block.inputs)}]}}"
    total = " + ".join(f"y.{port} * {2 + i}" for i, port in enumerate(block.ports))
    agrees(graph_of(f"inputs: {{{inputs}}}\nnodes:\n  {call}\n  loss: {total}\n"))


LEAVES = st.sampled_from(["x", "w", "2", "0.5", "3"])
EXPRESSIONS = st.recursive(
    LEAVES,
    lambda inner: st.one_of(
        st.tuples(inner, st.sampled_from("+-*/"), inner).map(lambda parts: f"({''.join(parts)})"),
        st.tuples(st.sampled_from(["tanh", "exp", "sin", "sigmoid", "relu"]), inner).map(lambda f: f"{f[0]}({f[1]})"),
        inner.map(lambda e: f"-{e}"),
    ),
    max_leaves=8,
).map(lambda text: f"x*w + {text}")
NUMBERS = st.integers(-3, 3) | st.sampled_from([0.25, -1.5, 2.75])


def numbers_of(text):
    try:
        return evaluate(graph_of(text))
    except SpecError as error:
        if {problem.code for problem in error.problems} <= {"division-by-zero", "domain", "not-finite"}:
            return None
        raise


@given(EXPRESSIONS, NUMBERS, NUMBERS)
@settings(max_examples=150, deadline=None)
def test_an_expression_in_a_block_is_the_expression(expression, x, w):
    inputs = f"inputs: {{x: {x}, w: {w}}}\nnodes:\n"
    inline = numbers_of(f"{inputs}  y: {expression}\n")
    wrapped = numbers_of(f"blocks:\n  f(x, w): {expression}\n{inputs}  y: f(x, w)\n")
    swapped = numbers_of(f"blocks:\n  f(w, x): {expression}\n{inputs}  y: f(w, x)\n")
    assert wrapped == inline or (wrapped and inline and wrapped.values == inline.values)
    assume(inline is not None)
    for found in (wrapped, swapped):
        assert (found.values, found.gradients, found.edges) == (inline.values, inline.gradients, inline.edges)


@given(EXPRESSIONS, NUMBERS, NUMBERS)
@settings(max_examples=100, deadline=None)
def test_numbers_as_inputs_of_a_block_are_the_expression_of_numbers(expression, x, w):
    graph = f"inputs: {{x: {x}, w: {w}}}\nnodes:\n  y: {expression}\n"
    inline = numbers_of(graph)
    assume(inline is not None)
    found = numbers_of(f"blocks:\n  f(x, w): {expression}\ninputs: {{v: 1}}\nnodes:\n  y: f({x}, {w})\n  z: y * v\n")
    assert found.values["y"] == inline.values["y"]


@given(EXPRESSIONS, NUMBERS, NUMBERS, st.integers(1, 5))
@settings(max_examples=100, deadline=None)
def test_a_repeat_is_the_block_of_the_block(expression, x, w, count):
    inputs = f"blocks:\n  f(x, w): {expression}\ninputs: {{x: {x}, w: {w}}}\nnodes:\n"
    steps = "".join(f"  r{i + 1}: f({'x' if i == 0 else f'r{i}'}, w)\n" for i in range(count))
    long = numbers_of(inputs + steps)
    short = numbers_of(f"{inputs}  r: {{block: f, repeat: {count}, carry: {{x: x}}}}\n")
    assume(long is not None)
    assert list(short.values.values()) == list(long.values.values())
    assert list(short.gradients.values()) == list(long.gradients.values())
