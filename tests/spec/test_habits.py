"""What authors write out of habit from elsewhere: the hint is something that works in this version."""

from __future__ import annotations

import pytest

from graphdraw.ops import OPERATIONS, PLANNED
from graphdraw.ops.habits import FORMS, RENAMED

GRAPH = "inputs: {a: 2, b: 3, c: 1, p: 0.5, t: 1, x: 2, y: 3}\nnodes:\n"
KNOWN = (*OPERATIONS.names(), "ln", "inv", "swish", "clamp", "stop_gradient")


def hint_of(failures, expression):
    (problem,) = failures(f"{GRAPH}  z: {expression}\n")
    return problem.hint


@pytest.mark.parametrize(
    ("expression", "hint"),
    [
        ("power(a, 2)", "write pow"),
        ("logistic(a)", "write sigmoid"),
        ("σ(a)", "write sigmoid"),
        ("heaviside(a)", "write step"),
        ("avg(a, b)", "write (a + b + c)/3"),
        ("mod(a, b)", "write a - b*floor(a/b)"),
        ("cot(a)", "write 1/tan(x)"),
        ("logit(p)", "write log(p/(1 - p))"),
        ("torch.relu(a)", "write relu"),
        ("tf.nn.relu(a)", "write relu"),
        ("np.exp(a)", "write exp"),
        ("np.power(a, 2)", "write pow"),
        ("nn.ReLU(a)", "write relu"),
        ("np.outer(a, b)", "write it out with numbers, as in x1*y1"),
        ("sigmod(a)", "did you mean 'sigmoid' or 'sign'?"),
        ("{op: '*', args: [a, b]}", "write mul"),
        ("{op: power, args: [a, b]}", "write pow"),
    ],
)
def test_an_operation_by_another_name(expression, hint, failures):
    assert hint_of(failures, expression) == hint


@pytest.mark.parametrize("name", [name for name in PLANNED if name not in OPERATIONS])
def test_no_hint_names_an_operation_that_is_only_planned(name, failures):
    (problem,) = failures(f"{GRAPH}  z: {name}x(a)\n")
    named = (problem.hint or "").replace("did you mean ", "").strip("?").replace("' or '", "', '").split(", ")
    assert all(word.strip("'") in (*KNOWN, "neuron", "rnn_cell", "lstm_cell", "gru_cell") for word in named if word)


@pytest.mark.parametrize("name", RENAMED)
def test_what_another_name_stands_for_is_there(name):
    assert RENAMED[name] in OPERATIONS
    assert name not in OPERATIONS


@pytest.mark.parametrize("name", FORMS)
def test_every_form_can_be_drawn(name, load):
    assert name not in OPERATIONS
    assert load(f"{GRAPH}  z: {FORMS[name]}\n").graph.by_name["z"]
