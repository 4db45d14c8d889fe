"""The tape gives what the definitions give, to the last bit and the type; where it is not certain, it says nothing."""

from __future__ import annotations

import random
import tracemalloc
from unittest.mock import patch

import pytest

from graphdraw.autodiff import Evaluation, evaluate
from graphdraw.autodiff.tape.recipes import recipe
from graphdraw.autodiff.tape.reverse import Reverse, compiled_back
from graphdraw.autodiff.tape.tape import Tape, compiled
from graphdraw.errors import Location, SpecError
from graphdraw.graph.model import Apply, Backward, Graph, Input, Literal, Output, Ref
from graphdraw.ops import OPERATIONS
from graphdraw.values.scalar import NumberError
from tests.autodiff.naive import Naive
from tests.digits.points import parameters
from tests.hard_graphs import hard_graph

HERE = Location("a.yaml", 1, 1)
NAMES = tuple(operation.name for operation in OPERATIONS)
CALM = ("add", "sub", "mul", "neg", "tanh", "sin", "max", "relu", "square", "detach", "floor")
"""Operations that nearly always have a value, so that large graphs of them come to something."""


def number(choose: random.Random):
    """Mostly tame, sometimes beyond what float64 has, or at its ends."""
    match choose.randrange(12):
        case 0 | 1 | 2:
            return choose.randint(-4, 4)
        case 3:
            return choose.choice((0.0, -0.0, 0, 1, 1.0, 0.5))
        case 4:
            return choose.choice((2**53, 2**53 + 1, -(2**60) + 1, 3**50, 10**40, 2**1100))
        case 5:
            return choose.choice((1e308, -1e300, 1e-300, 5e-324, 1e16))
        case _:
            return choose.uniform(-3, 3)


def any_graph(choose: random.Random) -> Graph:
    """Any operations on any values, in any order, some without a value, with any seeds."""
    nodes: list[Input | Apply] = []
    for name in "abcd"[: choose.randint(1, 4)]:
        value = None if choose.random() < 0.08 else number(choose) if choose.random() < 0.5 else choose.uniform(-2, 2)
        role = choose.choice(("data", "data", "param", "const", "target"))
        nodes.append(Input(name, value, HERE, role, choose.random() < 0.9))
    names = CALM if choose.random() < 0.5 else NAMES
    for i in range(choose.randint(1, 40 if names is CALM else 8)):
        record = OPERATIONS.get(choose.choice(names))
        count = choose.randint(2, 4) if record.signature.any_number else record.signature.arity
        operands = [Ref(choose.choice(nodes[-8:]).name, HERE) for _ in range(count)]
        if choose.random() < 0.2 and count > 1:
            literal = number(choose)
            operands[choose.randrange(count)] = Literal(literal, repr(literal), HERE)
        given = parameters(record, choose)
        nodes.append(Apply(f"n{i}", record.name, record.name, tuple(operands), HERE, given))
    ends = choose.sample([node.name for node in nodes], choose.randint(1, min(3, len(nodes))))
    seeds = tuple((name, number(choose)) for name in ends)
    if choose.random() < 0.3:
        choose.shuffle(nodes)
    backward = choose.choice((Backward(), Backward("off"), Backward("of", of="L"), Backward("seeds", seeds)))
    return Graph(tuple(nodes), tuple(map(Output, ends)), backward)


def numbers_of(evaluation: Evaluation) -> str:
    """All numbers with their types, signs of zero and order."""
    edges = [(e.source, e.target, e.argument, e.value, e.gradient, e.local) for e in evaluation.edges]
    return repr((dict(evaluation.values), dict(evaluation.gradients), edges))


def by_definition(graph: Graph) -> str | None:
    """The same by the definitions; None where a number does not exist."""
    seeds = {name: seed for name, seed in graph.backward.seeds if graph.backward.mode == "seeds"}
    naive = Naive(graph, seeds)
    try:
        values = {node.name: naive.value(node.name) for node in graph.nodes}
        if graph.backward.mode == "auto" and len(graph.outputs) == 1:
            seeds[graph.outputs[0].name] = 1
        for name in [name for name in seeds if values[name] is None]:
            del seeds[name]
        gradients = {node.name: naive.gradient(node.name) for node in graph.nodes}
        edges = [(*edge, values[edge.source], *naive.edge(edge)) for edge in graph.edges]
    except NumberError:
        return None
    return repr((values, gradients, edges))


def outcome(graph: Graph) -> tuple[str | None, list[str], tuple[str, ...]]:
    """The numbers, None where they do not exist; what is said, and who stands on a kink."""
    try:
        found = evaluate(graph)
    except SpecError as error:
        return None, [repr(problem) for problem in error.problems], ()
    return numbers_of(found), [repr(problem) for problem in found.problems], found.kinks


def uncertain(*_: object) -> None:
    """What a tape says that is certain of nothing."""


@pytest.mark.parametrize("seed", range(8))
def test_any_graph_has_the_numbers_of_its_definitions_and_the_messages_of_the_careful_sweeps(seed: int) -> None:
    choose, certain, failed = random.Random(seed), 0, 0
    for _ in range(250):
        graph = any_graph(choose)
        got, said, kinks = outcome(graph)
        assert got == by_definition(graph)
        with patch.object(Tape, "forward", uncertain):
            assert outcome(graph) == (got, said, kinks)
        with patch.object(Reverse, "run", uncertain):
            assert outcome(graph) == (got, said, kinks)
        certain += compiled(graph).forward() is not None
        failed += got is None
    assert certain > 90
    assert failed > 20


@pytest.mark.parametrize("seed", range(4))
def test_hard_graphs_have_the_numbers_of_their_definitions(seed: int) -> None:
    choose, compared = random.Random(seed), 0
    for _ in range(200):
        graph = hard_graph(choose)
        if graph is not None:
            got, _, _ = outcome(graph)
            assert got == by_definition(graph)
            compared += got is not None
    assert compared > 80


def chain(*operations: tuple[str, ...], x: float = 2.0) -> Graph:
    nodes: list[Input | Apply] = [Input("x", x, HERE)]
    for i, (name, *operands) in enumerate(operations):
        nodes.append(Apply(f"n{i}", name, name, tuple(Ref(operand, HERE) for operand in operands), HERE))
    return Graph(tuple(nodes), (Output(nodes[-1].name),))


def test_a_common_graph_is_certain() -> None:
    graph = chain(("mul", "x", "x"), ("tanh", "n0"), ("add", "n1", "n0", "x"), ("square", "n2"), ("sqrt", "n3"))
    tape = compiled(graph)
    numbers = tape.forward()
    assert numbers is not None
    assert compiled_back(tape, {"n4": 1}).run(numbers) is not None


@pytest.mark.parametrize(
    ("operations", "x"),
    [
        ((("mul", "x", "x"), ("add", "n0", "x")), 2**40),  # over 53 bits
        ((("mul", "x", "x"),), 1e200),  # infinite
        ((("log", "x"),), -1.0),
        ((("reciprocal", "x"),), 0.0),
        ((("exp", "x"),), 1e4),
    ],
)
def test_no_number_is_given_that_is_not_certain(operations: tuple[tuple[str, ...], ...], x: float) -> None:
    assert compiled(chain(*operations, x=x)).forward() is None


def test_a_derivative_that_overflows_is_not_certain() -> None:
    tape = compiled(chain(("sqrt", "x"), x=0.0))
    numbers = tape.forward()
    assert numbers is not None
    assert compiled_back(tape, {"n0": 1}).run(numbers) is None


def test_slots_are_filled_in_the_order_of_computation_and_edges_numbered_in_that_of_the_spec() -> None:
    nodes = (Apply("y", "add", "+", (Ref("z", HERE), Ref("x", HERE)), HERE), Input("x", 3, HERE))
    nodes = (*nodes, Apply("z", "mul", "*", (Literal(2, "2", HERE), Ref("x", HERE)), HERE))
    tape = compiled(Graph(nodes, (Output("y"),)))
    assert [node.name for node in tape.order] == ["x", "z", "y"]
    assert [tape.order[slot].name for slot in tape.sources] == ["z", "x", "x"]
    assert [list(edges) for edges in tape.edges] == [[], [-1, 2], [0, 1]]
    assert tape.forward() == [3, 6, 9, 2]


def test_a_text_of_a_tie_has_no_recipe() -> None:
    assert recipe("(1 - sign(out - x))*share") is None


@pytest.mark.parametrize("operation", [o for o in OPERATIONS if o.rule.quick], ids=lambda o: o.name)
def test_quick_forms_do_what_the_careful_ones_do(operation) -> None:
    choose = random.Random(operation.name)
    for _ in range(2000):
        pick = (choose.uniform(-2, 2), choose.randint(-(2**53), 2**53), choose.choice((0.0, -0.0, 0, 1e-320, 1e300)))
        arguments = [choose.choice(pick) for _ in range(operation.signature.arity)]
        if operation.name != "div" or arguments[1]:
            got = operation.rule.quick(*arguments)
            assert abs(got) == float("inf") or repr(got) == repr(operation.rule.forward(*arguments))


def test_numbers_that_would_grow_without_end_are_refused_at_once() -> None:
    """Each square has twice as many bits as the one before: after sixty there is no memory for it."""
    squares = chain(("square", "x"), *(("square", f"n{i}") for i in range(60)), x=3)
    products = chain(("mul", "x", "x"), *(("mul", f"n{i}", f"n{i}") for i in range(60)), x=3)
    for graph in (squares, products):
        got, said, _ = outcome(graph)
        assert got is None
        assert "the number is too large (over 4,096 bits)" in said[0]


def test_gradients_that_would_grow_without_end_are_refused_at_once() -> None:
    """The values stay 0, every product adds fifty bits to the gradient: all together would take gigabytes."""
    nodes: list[Input | Apply] = [Input("n0", 0, HERE)]
    factor = Literal(2**50, "2**50", HERE)
    nodes += [Apply(f"n{i}", "mul", "*", (Ref(f"n{i - 1}", HERE), factor), HERE) for i in range(1, 20_000)]
    tape = compiled(Graph(tuple(nodes), (Output("n19999"),)))
    numbers = tape.forward()
    assert numbers is not None
    reverse = compiled_back(tape, {"n19999": 1})
    tracemalloc.start()
    assert reverse.run(numbers) is None
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 5_000_000
