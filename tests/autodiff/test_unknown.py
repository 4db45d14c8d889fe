"""Gradients of figures without numbers: where they start, what they reach, what is said."""

from __future__ import annotations

import pytest

from graphdraw.autodiff import contracted, evaluate
from tests.autodiff.test_collapsed_graph import CELL
from tests.scenes import loaded_text


def flowing(text: str) -> tuple[tuple[str, ...], set[str]]:
    evaluation = evaluate(loaded_text(text).graph)
    assert not evaluation.seeds
    assert all(gradient is None for gradient in evaluation.gradients.values())
    assert {e.source for e in evaluation.edges if e.flows} <= evaluation.unknown
    return evaluation.starts, set(evaluation.unknown)


@pytest.mark.parametrize(
    ("text", "starts", "names"),
    [
        ("inputs: [x, w]\nnodes: {z: w * x, y: exp(z)}\n", ("y",), {"x", "w", "z", "y"}),
        ("inputs: {x: , t: {grad: false}}\nnodes: {y: x - t}\n", ("y",), {"x", "y"}),
        ("inputs: [x, w]\nnodes: {y: x * detach(w)}\n", ("y",), {"x", "y"}),
        ("inputs: [x]\nnodes: {a: x + 1, b: x * 2}\nbackward: {from: a}\n", ("a",), {"x", "a"}),
        ("inputs: [x]\nnodes: {a: x + 1, b: x * 2}\nbackward: {of: L}\n", ("a", "b"), {"x", "a", "b"}),
        ("inputs: [x]\nnodes: {y: x + 1}\nbackward: false\n", (), set()),
        ("inputs: {x: {grad: false}}\nnodes: {y: x + 1}\n", (), set()),
    ],
)
def test_what_gradients_reach(text: str, starts: tuple[str, ...], names: set[str]) -> None:
    assert flowing(text) == (starts, names)


def test_several_outputs_are_drawn_forward_only_with_a_word() -> None:
    evaluation = evaluate(loaded_text("inputs: [x]\nnodes: {a: x + 1, b: x * 2}\n").graph)
    assert not evaluation.goes_back
    (note,) = evaluation.problems
    assert (note.code, note.severity) == ("forward-only", "note")
    assert note.text == "drawn forward only, since there are 2 outputs: a, b"


def test_numbers_leave_nothing_unknown() -> None:
    evaluation = evaluate(loaded_text("inputs: {x: 2}\nnodes: {y: x + 1}\n").graph)
    assert (evaluation.starts, evaluation.unknown) == ((), frozenset())
    assert evaluation.goes_back
    assert evaluation.flows("x")


def test_a_closed_block_passes_on_what_flows_inside() -> None:
    text = "blocks: {'f(q, r)': q * detach(r)}\ninputs: [x, w]\nnodes: {h: 'f(x, w)', y: h + 1}\n"
    graph = loaded_text(text).graph
    drawn = contracted(graph, evaluate(graph), ["h"])
    assert {(e.source, e.flows) for e in drawn.edges} == {("x", True), ("w", False), ("h", True)}
    assert drawn.flowing == {"x", "h", "y"}
    with_numbers = loaded_text(CELL).graph
    found = contracted(with_numbers, evaluate(with_numbers), ["s[1]", "s[2]"])
    assert found.flowing == {name for name, gradient in found.gradients.items() if gradient is not None}
