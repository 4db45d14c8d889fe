"""Graphs that no spec holds: very deep, very wide, and drawn at random from all operations."""

import math

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from graphdraw.autodiff import evaluate
from graphdraw.autodiff.check import check_gradients
from graphdraw.errors import Location, SpecError
from graphdraw.graph.model import Apply, Graph, Input, Literal, Output, Ref
from tests.hard_graphs import CHECKED

HERE = Location("a.yaml", 1, 1)
DEEP = 20_000


def given_value(name, value):
    return Input(name, value, HERE)


def applied(name, op, *operands, **params):
    made = tuple(Ref(o, HERE) if isinstance(o, str) else Literal(o, repr(o), HERE) for o in operands)
    return Apply(name, op, op, made, HERE, params)


def graph(*nodes, outputs=None):
    return Graph(nodes, tuple(Output(name) for name in outputs or [nodes[-1].name]))


def test_a_very_deep_chain():
    nodes = [given_value("n0", 1), *(applied(f"n{i + 1}", "add", f"n{i}", 1) for i in range(DEEP))]
    got = evaluate(graph(*nodes))
    assert got.values[f"n{DEEP}"] == DEEP + 1
    assert got.gradients["n0"] == 1
    assert len(got.edges) == DEEP


def test_a_very_deep_chain_whose_two_branches_meet_again_and_again():
    nodes = [given_value("n0", 0.5)]
    nodes += [applied(f"n{i + 1}", "mul" if i % 2 else "sub", f"n{i}", f"n{i}") for i in range(DEEP)]
    got = evaluate(graph(*nodes))
    assert got.values["n1"] == 0
    assert got.gradients["n0"] == 0


def test_one_value_used_very_often():
    uses = [applied(f"u{i}", "mul", "x", i) for i in range(2000)]
    got = evaluate(graph(given_value("x", 2), *uses, applied("y", "add", *(use.name for use in uses))))
    assert got.gradients["x"] == sum(range(2000))
    assert [edge.gradient for edge in got.edges[:3]] == [0, 1, 2]


def test_nodes_in_any_order():
    y, x, a = applied("y", "mul", "a", "a"), given_value("x", 3), applied("a", "add", "x", 1)
    got = evaluate(graph(y, x, a, outputs=["y"]))
    assert (list(got.values), got.gradients) == (["y", "x", "a"], {"y": 1, "x": 8, "a": 8})
    assert [(edge.source, edge.target, edge.argument) for edge in got.edges] == [
        ("a", "y", 0),
        ("a", "y", 1),
        ("x", "a", 0),
    ]


def test_many_parallel_edges_share_a_tie():
    got = evaluate(graph(given_value("x", 2), given_value("z", 2), applied("y", "max", "x", "z", "x", 1)))
    assert [edge.gradient for edge in got.edges] == [1 / 3, 1 / 3, 1 / 3]
    assert got.gradients == {"x": pytest.approx(2 / 3), "z": 1 / 3, "y": 1}


def test_a_part_with_numbers_beside_one_without():
    a, b, y, z = (
        given_value("a", 3),
        given_value("b", None),
        applied("y", "mul", "a", "a"),
        applied("z", "mul", "a", "b"),
    )
    got = evaluate(graph(a, b, y, z, outputs=["y"]))
    assert got.values == {"a": 3, "b": None, "y": 9, "z": None}
    assert got.gradients == {"a": 6, "b": None, "y": 1, "z": None}


SINGLE = [o for o in CHECKED if o.signature.arity == 1 and not o.signature.parameters]
DOUBLE = [o for o in CHECKED if o.signature.arity == 2]
NUMBERS = st.one_of(st.integers(-3, 3), st.floats(-3, 3, allow_subnormal=False).map(lambda x: round(x, 3)))


@st.composite
def graphs(draw):
    """Three inputs and up to ten operations, each on anything before it, all summed up."""
    nodes = [given_value(name, draw(NUMBERS)) for name in "abc"]
    for i in range(draw(st.integers(1, 10))):
        operation = draw(st.sampled_from(draw(st.sampled_from([SINGLE, DOUBLE]))))
        operands = [draw(st.sampled_from(nodes)).name for _ in range(operation.signature.arity)]
        if len(operands) > 1 and draw(st.booleans()):
            operands[draw(st.integers(0, 1))] = draw(NUMBERS)
        if any(isinstance(operand, str) for operand in operands):
            nodes.append(applied(f"n{i}", operation.name, *operands))
    return graph(*nodes, applied("y", "add", *(node.name for node in nodes)))


@given(graphs())
@settings(max_examples=150, deadline=None)
def test_reverse_mode_agrees_with_differences_over_all_operations(drawn):
    try:
        got = evaluate(drawn)
    except SpecError:
        assume(False)
    wrong = [found for found in check_gradients(drawn, got) if found.verdict == "differs"]
    assert wrong == []


@given(graphs())
@settings(max_examples=150, deadline=None)
def test_a_gradient_is_the_sum_over_its_edges_and_none_without_one(drawn):
    try:
        got = evaluate(drawn)
    except SpecError:
        assume(False)
    for name, gradient in got.gradients.items():
        shares = [edge.gradient for edge in got.edges if edge.source == name and edge.gradient is not None]
        if name == "y":
            assert gradient == 1
        elif gradient is None:
            assert shares == []
        else:
            assert gradient == pytest.approx(math.fsum(shares), rel=1e-9, abs=1e-9)
    for edge in got.edges:
        assert (edge.gradient is None) == (edge.local is None)
        if edge.gradient is not None and edge.local is not None:
            assert edge.gradient == got.gradients[edge.target] * edge.local
