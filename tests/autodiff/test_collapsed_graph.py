"""Closed blocks: what is left of the graph, sums of gradients, derivatives of a block as one node."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from mpmath import exp, mp, mpf

from graphdraw.autodiff import contracted, evaluate
from graphdraw.errors import SpecError
from graphdraw.graph.model import Block
from tests.scenes import loaded_text

CELL = """\
inputs: {x1: 1, x2: 0.5, h0: 0.1, c0: 0.5, w: 0.3}
blocks:
  cell:
    inputs: [x, h, c, w]
    nodes:
      f: sigmoid(w*x + h)
      c_next: f*c + w*tanh(x)
      h_next: tanh(c_next) * f
    outputs: {h: h_next, c: c_next}
nodes:
  s: {block: cell, each: {x: [x1, x2]}, carry: {h: h0, c: c0}}
  L: s.h * s.c
"""


def closed(text, *names):
    graph = loaded_text(text).graph
    evaluation = evaluate(graph)
    every = [block.name for block in graph.blocks]
    return contracted(graph, evaluation, names or every), evaluation


def edges(graph):
    return [(e.source, e.target, e.argument) for e in graph.edges]


def test_a_repeat_is_a_chain_of_steps():
    graph, _ = closed(CELL)
    assert [node.name for node in graph.nodes] == ["x1", "x2", "h0", "c0", "w", "s[1]", "s[2]", "L"]
    assert edges(graph) == [
        *(("x1", "s[1]", 0), ("h0", "s[1]", 1), ("c0", "s[1]", 2), ("w", "s[1]", 3)),
        *(("x2", "s[2]", 0), ("s[1].h", "s[2]", 1), ("s[1].c", "s[2]", 2), ("w", "s[2]", 3)),
        *(("s[2].h", "L", 0), ("s[2].c", "L", 1)),
    ]
    assert [node.name for node in graph.order] == ["x1", "x2", "h0", "c0", "w", "s[1]", "s[2]", "L"]


def test_only_what_is_closed_is_one_node():
    graph, _ = closed(CELL, "s[2]")
    assert {node.name for node in graph.nodes} >= {"s[1].f", "s[1].h", "s[2]"}
    assert not any(node.name.startswith("s[2].") for node in graph.nodes)


def test_an_edge_into_a_block_carries_the_sum_of_the_edges_inside():
    graph, evaluation = closed(CELL)
    inner = {(e.source, e.target, e.argument): e.gradient for e in evaluation.edges}
    for edge in graph.edges:
        (stands_for,) = [s for e, s in graph.inner.items() if (e.source, e.target) == (edge.source, edge.target)]
        assert edge.gradient == pytest.approx(sum(inner[e.source, e.target, e.argument] for e in stands_for))
    assert len(graph.inner) == len(graph.edges)


def test_what_leaves_a_block_has_the_gradient_that_comes_back_from_outside():
    graph, evaluation = closed(CELL)
    outside = [e.gradient for e in evaluation.edges if e.source == "s[1].c" and e.target.startswith("s[2]")]
    assert graph.gradients["s[1].c"] == pytest.approx(sum(outside))
    assert graph.gradients["s[1].c"] != pytest.approx(evaluation.gradients["s[1].c"])
    assert graph.gradients["w"] == evaluation.gradients["w"]


def test_of_blocks_inside_each_other_the_outermost_counts():
    text = "inputs: {x: 2}\nblocks:\n  sq(q): q * q\n  quad(q): sq(sq(q))\nnodes: {y: quad(x), z: sq(y)}\n"
    graph, _ = closed(text)
    assert edges(graph) == [("x", "y", 0), ("y", "z", 0)]
    blocks = [block.name for block in loaded_text(text).graph.blocks if block.parent]
    inside, _ = closed(text, *blocks)
    assert sum(isinstance(node, Block) for node in inside.nodes) == 2


def test_a_value_that_two_inputs_get_arrives_once():
    graph, _ = closed("inputs: {x: 3}\nblocks: {'f(a, b)': a * b}\nnodes: {y: 'f(x, x)'}\n")
    assert [(e.source, e.target, e.argument, e.gradient) for e in graph.edges] == [("x", "y", 0, 6)]


def test_an_input_that_nothing_inside_uses_arrives_without_a_gradient():
    graph, _ = closed("inputs: {x: 3, t: 1}\nblocks: {'f(a, b)': a * a}\nnodes: {y: 'f(x, t)'}\n")
    assert [(e.source, e.value, e.gradient, e.local) for e in graph.edges] == [("x", 3, 6, 6), ("t", 1, None, None)]


def test_a_gradient_of_zero_hides_no_derivative():
    text = "inputs: {x: 3, t: 0}\nblocks: {'f(a)': a**3}\nnodes: {y: f(x), z: y * t}\n"
    graph, _ = closed(text)
    (edge,) = [e for e in graph.edges if e.target == "y"]
    assert (edge.gradient, edge.local) == (0, 27)


def test_a_block_with_several_results_has_no_local_derivatives():
    graph, _ = closed(CELL)
    assert {e.local for e in graph.edges if e.target in ("s[1]", "s[2]")} == {None}


def test_sums_that_are_too_large_are_a_problem_of_the_spec():
    blocks = "blocks: {f(a): a*1e308 + a*1e308}\n"
    graph = loaded_text(f"inputs: {{x: 0}}\n{blocks}nodes: {{m: x * -1e308, y: f(x), z: m + y}}\n").graph
    evaluation = evaluate(graph)
    assert evaluation.gradients["x"] == 1e308
    with pytest.raises(SpecError, match="not a finite number: the gradient of 'x'"):
        contracted(graph, evaluation, ["y"])


FACTORS = st.floats(-3, 3).map(lambda x: round(x, 2))


@given(FACTORS, FACTORS, st.sampled_from(["y", "z", ""]))
def test_local_derivatives_are_gradients_where_the_result_is_the_seed(x, w, open_one):
    text = (
        f"inputs: {{x: {x}, w: {w}}}\nblocks:\n  f(a, b): tanh(a*b) + a*sin(b)\n  g(a, b): f(a, b) * a\n"
        f"nodes: {{y: 'g(x, w)'}}\n"
    )
    graph = loaded_text(text).graph
    evaluation = evaluate(graph)
    names = [block.name for block in graph.blocks if block.name != open_one]
    for edge in contracted(graph, evaluation, names).edges:
        if edge.target == "y":
            assert edge.local == pytest.approx(edge.gradient)
    whole = contracted(graph, evaluation, ["y"])
    assert [e.gradient for e in whole.edges] == [evaluation.gradients["x"], evaluation.gradients["w"]]


def test_the_derivative_of_a_block_keeps_digits_that_a_local_derivative_inside_has_not():
    """That of exp is 1e-313, of which float64 has eleven digits; times 1e300 it has all again."""
    graph, evaluation = closed("inputs: {x: -720}\nblocks:\n  scaled(x): exp(x) * 1e300\nnodes: {y: scaled(x)}\n")
    (edge,) = graph.edges
    with mp.workdps(30):
        exact = exp(mpf(-720)) * mpf(1e300)
        product = evaluation.edges[0].local * mpf(1e300)
        assert abs(edge.local - exact) < 1e-14 * exact
        assert abs(product - exact) > 1e-13 * exact
