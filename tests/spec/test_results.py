"""Outputs, the start of the backward pass, and published numbers."""

import pytest

from graphdraw.graph.model import Backward, Expectation, Output

TWO = "inputs:\n  x: 3\n  w: 2\nnodes:\n  y: x * w\n  z: exp(x)\n"


@pytest.mark.parametrize(
    ("outputs", "expected"),
    [
        ("", [Output("y"), Output("z")]),
        ("outputs: y\n", [Output("y")]),
        ("outputs: [z, y]\n", [Output("z"), Output("y")]),
        ("outputs: {y: {label: Y}, x: }\n", [Output("y", "Y"), Output("x")]),
    ],
)
def test_outputs(outputs, expected, load):
    assert load(TWO + outputs).graph.outputs == tuple(expected)


@pytest.mark.parametrize(
    ("backward", "expected"),
    [
        ("false", Backward("off")),
        ("true", Backward("on")),
        ("{}", Backward("on")),
        ("{from: y}", Backward("seeds", (("y", 1),))),
        ("{from: y, seed: 0.5}", Backward("seeds", (("y", 0.5),))),
        ("{from: {y: 1, z: -2}}", Backward("seeds", (("y", 1), ("z", -2)))),
        ("{of: L}", Backward("of", of="L")),
    ],
)
def test_backward(backward, expected, load):
    found = load(f"{TWO}backward: {backward}\n").graph.backward
    assert (found.mode, found.seeds, found.of) == (expected.mode, expected.seeds, expected.of)
    assert found.where.line == 7


def test_a_seed_alone_belongs_to_the_only_output(load):
    assert load(f"{TWO}outputs: y\nbackward: {{seed: 3}}\n").graph.backward.seeds == (("y", 3),)


def test_expectations_in_the_order_of_the_file(load):
    spec = load(
        TWO + "expect:\n  gradients: {x: 6.0, x -> y: 2.00, 'x -> z[0]': 20.09}\n"
        "  values: {y: '6.00', z: {value: 20.09, within: 0.01}}\n  local: {w -> y: \N{MINUS SIGN}3_000}\n"
    )
    assert [(e.kind, e.key, e.printed, e.within) for e in spec.expectations] == [
        ("gradients", "x", "6.0", None),
        ("gradients", "x -> y", "2.00", None),
        ("gradients", "x -> z[0]", "20.09", None),
        ("values", "y", "6.00", None),
        ("values", "z", "20.09", 0.01),
        ("local", "w -> y", "-3000", None),
    ]
    assert isinstance(spec.expectations[0], Expectation)


def test_unnamed_values_can_be_expected(load):
    spec = load("inputs: {x: 3}\nnodes:\n  y: exp(2*x)\nexpect: {values: {y.1: 6}}\n")
    assert spec.expectations[0].key == "y.1"


CASES = {
    "unknown output": ("outputs: [y, zz]\n", "7:14 unknown name 'zz' [unknown-name]", "did you mean 'z'?"),
    "output twice": ("outputs: [y, y]\n", "7:14 'y' is given twice [duplicate]", "one output is enough"),
    "output label": (
        "outputs: {y: Y}\n",
        "7:14 a mapping is expected, this is 'Y' [type]",
        "write {label: Y}",
    ),
    "unknown start": ("backward: {from: yy}\n", "7:18 unknown name 'yy' [unknown-name]", "did you mean 'y'?"),
    "word": ("backward: never\n", "7:11 true or false is expected, this is 'never' [type]", "write false"),
    "seed for two": (
        "backward: {seed: 2}\n",
        "7:12 the seed has no output to start from: there are 2 [backward]",
        "add 'from', as in from: y",
    ),
    "two seeds": (
        "backward: {from: {y: 1}, seed: 2}\n",
        "7:26 'from' gives a seed to each output already [backward]",
        "leave 'seed' out",
    ),
    "of and from": (
        "backward: {of: L, from: y}\n",
        "7:19 'from' and 'of' exclude each other [backward]",
        "leave one of them out",
    ),
    "tensor seed": (
        "backward: {from: y, seed: [1, 2]}\n",
        "7:27 tensor seeds are not supported yet [not-supported-yet]",
        None,
    ),
    "unknown expected": (
        "expect: {values: {q: 1}}\n",
        "7:19 unknown name 'q' [unknown-name]",
        "known here: x, w, y, z",
    ),
    "unknown edge": (
        "expect: {gradients: {w -> z: 1}}\n",
        "7:22 no such edge: w -> z [unknown-edge]",
        "did you mean 'x -> z', 'w -> y' or 'x -> y'?",
    ),
    "value of an edge": (
        "expect: {values: {x -> y: 1}}\n",
        "7:19 a value belongs to a name, not to an edge [edge]",
        "name the node",
    ),
    "local of a name": (
        "expect: {local: {y: 1}}\n",
        "7:18 a local derivative belongs to an edge [edge]",
        'name the edge: "x -> y"',
    ),
    "several edges": (
        "expect: {local: {x -> *: 1}}\n",
        "7:18 one edge is expected here, this names several [edge]",
        None,
    ),
    "no number": ("expect: {values: {y: six}}\n", "7:22 a number is expected, this is 'six' [number]", None),
    "quotes round no number": (
        "expect: {values: {y: 'six'}}\n",
        "7:22 a number is expected, this is 'six' [number]",
        None,
    ),
    "empty quotes": (
        "expect: {values: {y: ''}}\n",
        "7:22 a number is expected, this is '' [type]",
        "remove the quotes",
    ),
    "no value": (
        "expect: {values: {y: {within: 1}}}\n",
        "7:22 an expectation needs a 'value' [no-value]",
        "as in {value: 0.79, within: 0.01}",
    ),
    "shapes": ("expect: {shapes: {y: [2]}}\n", "7:10 'shapes' is not supported yet [not-supported-yet]", None),
    "unknown kind": (
        "expect: {value: {y: 6}}\n",
        "7:10 unknown key 'value' in expect [unknown-key]",
        "did you mean 'values'?",
    ),
}


@pytest.mark.parametrize(("text", "headline", "hint"), CASES.values(), ids=CASES)
def test_message_place_and_hint(text, headline, hint, failures):
    (problem,) = failures(TWO + text)
    place, words = headline.split(" ", 1)
    assert problem.headline == f"snack.yaml:{place}: error: {words}"
    assert problem.hint == hint
