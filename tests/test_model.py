"""The graph: order of computation, cycles."""

from __future__ import annotations

import pytest

from graphdraw.errors import Location
from graphdraw.graph.model import Apply, Graph, Input, Output, Ref, operand_names
from graphdraw.graph.order import cycle_in, is_ordered, ordered

HERE = Location("a.yaml", 1, 1)


def node(name, *operands):
    return Apply(name, "add", "+", tuple(Ref(operand, HERE) for operand in operands), HERE)


def test_operands_come_before_their_uses_else_the_order_is_that_of_the_spec():
    nodes = (node("c", "b", "x"), Input("y", 2, HERE), node("b", "x", "y"), Input("x", 1, HERE))
    assert ordered(operand_names(nodes)) == ["x", "y", "b", "c"]


def test_edges_are_listed_by_consumer_and_argument():
    graph = Graph((Input("x", 1, HERE), node("y", "x", "x")), (Output("y"),))
    assert [edge.id for edge in graph.edges] == ["x -> y[0]", "x -> y[1]"]
    assert graph.edges_out == {"x": graph.edges, "y": ()}


@pytest.mark.parametrize(
    ("nodes", "expected"),
    [
        ((node("a", "a"),), ("a", "a")),
        ((node("a", "c"), node("b", "a"), node("c", "b")), ("a", "c", "b", "a")),
        ((Input("x", 1, HERE), node("a", "x", "b"), node("b", "x", "a")), ("a", "b", "a")),
        ((Input("x", 1, HERE), node("a", "x"), node("b", "a", "x")), ()),
        ((node("a", "unread"), node("b", "a")), ()),
    ],
)
def test_a_cycle_is_named_from_operand_to_operand(nodes, expected):
    assert cycle_in(operand_names(nodes)) == expected


def test_what_stands_in_order_is_left_as_it_is():
    in_order = (Input("x", 1, HERE), node("a", "x"), node("b", "a", "x"))
    assert Graph(in_order, (Output("b"),)).order is in_order
    assert [n.name for n in Graph(in_order[::-1], (Output("b"),)).order] == ["x", "a", "b"]
    assert not is_ordered([(("a",), ("a",))])
    assert is_ordered([(("x", "y"), ()), (("a",), ("y", "x"))])


def test_a_cycle_has_no_order():
    with pytest.raises(ValueError, match="the graph has a cycle"):
        ordered(operand_names((node("a", "b"), node("b", "a"))))


def test_a_hundred_thousand_nodes_in_a_row_are_no_problem():
    nodes = (Input("n0", 1, HERE), *(node(f"n{i + 1}", f"n{i}") for i in range(100_000)))
    assert ordered(operand_names(nodes[::-1])) == [n.name for n in nodes]
    assert cycle_in(operand_names(nodes[::-1])) == ()
