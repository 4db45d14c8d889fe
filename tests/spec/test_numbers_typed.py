"""Numbers as authors type them: quotients, fractions, decimal commas, what is too small; the exact words."""

from __future__ import annotations

import re

import pytest

from graphdraw.spec.schema.quantities import Quantity

SMALL = "is too small for a number: it would be 0"


@pytest.mark.parametrize(
    ("typed", "value"),
    [
        ("1/3", 1 / 3),
        ("-1 / 3", -1 / 3),
        ("1/-4", -0.25),
        ("\N{MINUS SIGN}2.5/1e1", -0.25),
        ("4/2", 2.0),
        ('"1/4"', 0.25),
        ("0/3", 0),
    ],
)
def test_an_input_may_be_a_quotient(typed, value, load):
    graph = load(f"inputs: {{x: {typed}, y: {{value: {typed}}}}}\nnodes: {{z: x * y}}\n").graph
    assert [node.value for node in graph.nodes[:2]] == [value, value]
    assert graph.nodes[0].typed == graph.nodes[1].typed == typed.strip('"')


def test_a_literal_only_node_keeps_how_it_was_typed(load):
    graph = load("inputs: {x: 2}\nnodes: {k: 1/3, y: k * x}\n").graph
    assert graph.by_name["k"].typed == "1/3"


@pytest.mark.parametrize(
    ("spec", "headline", "hint"),
    [
        ("inputs: {x: 2,5}\nnodes: {y: 2 * x}", "1:13: error: 2,5 is not a number [number]", "write 2.5"),
        ("inputs: {x: -0,25, z: 3}\nnodes: {y: z * x}", "1:13: error: -0,25 is not a number [number]", "write -0.25"),
        ("inputs: {x: {value: 0,5}}\nnodes: {y: 2 * x}", "1:21: error: 0,5 is not a number [number]", "write 0.5"),
        ("inputs: {x: 1,000}\nnodes: {y: 2 * x}", "1:13: error: 1,000 is not a number [number]", "write 1000"),
        ("inputs:\n  x: 2,5\nnodes: {y: 2 * x}", "2:6: error: 2,5 is not a number [number]", "write 2.5"),
        ("inputs: {x: ½}\nnodes: {y: 2 * x}", "1:13: error: ½ is not a number [number]", "write 1/2 or 0.5"),
        ("inputs: {x: -1¾}\nnodes: {y: 2 * x}", "1:13: error: -1¾ is not a number [number]", "write -7/4 or -1.75"),
        ("inputs: {x: ⅓}\nnodes: {y: 2 * x}", "1:13: error: ⅓ is not a number [number]", "write 1/3"),
        ("inputs: {x: 1⁄3}\nnodes: {y: 2 * x}", "1:13: error: 1⁄3 is not a number [number]", "write 1/3"),
        ("inputs: {x: 1}\nnodes: {y: ½*x}", "2:12: error: '½' is not read as a number [fraction]", "write 1/2 or 0.5"),
        (
            "inputs: {x: 1}\nnodes: {y: 2½*x}",
            "2:12: error: '2½' is not read as a number [fraction]",
            "write 5/2 or 2.5",
        ),
        (
            "inputs: {x: 1}\nnodes: {y: 2 * x}\nexpect: {values: {y: ½}}",
            "3:22: error: ½ is not a number [number]",
            "write 0.5",
        ),
        (
            "inputs: {x: 1}\nnodes: {y: 2 * x}\nexpect: {values: {y: ⅓}}",
            "3:22: error: ⅓ is not a number [number]",
            "write it with decimals",
        ),
        ("inputs: {x: 1/0}\nnodes: {y: 2 * x}", "1:13: error: division by zero: 1/0 [division-by-zero]", None),
        (
            "inputs: {x: 1e-200/1e200}\nnodes: {y: 2 * x}",
            "1:13: error: the quotient is too small for a number: 1e-200/1e200 [too-small]",
            None,
        ),
        (
            "inputs: {x: 1e200/1e-200}\nnodes: {y: 2 * x}",
            "1:13: error: not a finite number: 1e200/1e-200 [not-finite]",
            None,
        ),
        (
            "inputs: {x: 1/2/3}\nnodes: {y: 2 * x}",
            "1:13: error: a number is expected, this is '1/2/3' [number]",
            "an expression belongs under 'nodes'",
        ),
    ],
)
def test_what_to_write_instead(spec, headline, hint, failures):
    (problem,) = failures(spec + "\n")
    assert (problem.headline.removeprefix("snack.yaml:"), problem.hint) == (headline, hint)


@pytest.mark.parametrize(
    ("spec", "place"),
    [
        ("inputs: {x: 1e-400}\nnodes: {y: 2 * x}", "1:13"),
        ("inputs: {x: -1e-400}\nnodes: {y: 2 * x}", "1:14"),
        ("inputs: {x: 2/1e-400}\nnodes: {y: 2 * x}", "1:15"),
        ("inputs: {x: 1}\nnodes: {y: 1e-400 * x}", "2:12"),
        ("inputs: {x: 1}\nnodes: {y: 2 * x}\nexpect: {values: {y: 1e-400}}", "3:22"),
        ("inputs: {x: 1}\nnodes: {y: 2 * x}\nexpect: {values: {y: {value: 2, within: 1e-400}}}", "3:41"),
        ("inputs: {x: 1}\nnodes: {y: 2 * x}\nbackward: {from: y, seed: 1e-400}", "3:27"),
        ("inputs: {x: 1}\nnodes: {y: 2 * x}\nview: {margin: 1e-400}", "3:16"),
    ],
)
def test_a_number_that_would_be_0_is_an_error_wherever_numbers_are_read(spec, place, failures):
    (problem,) = failures(spec + "\n")
    assert problem.headline == f"snack.yaml:{place}: error: 1e-400 {SMALL} [too-small]"
    assert problem.hint == "write 0 if that is meant"


@pytest.mark.parametrize(("typed", "value"), [("0e-400", 0), ("0.000", 0), ("5e-324", 5e-324), ("1e-300", 1e-300)])
def test_zeros_and_the_smallest_numbers_are_numbers(typed, value, load):
    assert load(f"inputs: {{x: {typed}}}\nnodes: {{y: 2 * x}}\n").graph.nodes[0].value == value


def test_editors_take_a_quotient_for_a_number(vocabulary):
    schema = Quantity().json(vocabulary)
    assert all(re.search(schema["pattern"], text) for text in ("1/3", "-1 / 2.5", "1e-3", "1_000"))
    assert not any(re.search(schema["pattern"], text) for text in ("1/", "/3", "1/2/3", "x/3"))


BASED = "0x" + "f" * 3572
TOO_LARGE = ("the number is too large (over 4,096 bits) [too-large]", "a float, like 1e300, may be larger")
WITH_NODE = "inputs: {x: 1}\nnodes: {y: 2 * x}\n"


@pytest.mark.parametrize("number", [BASED, "0b" + "1" * 15_000, "0o" + "7" * 5000])
@pytest.mark.parametrize(
    ("spec", "place"),
    [
        ("inputs: {x: NUMBER}\nnodes: {y: 2 * x}", "1:13"),
        ("inputs: {x: {value: -NUMBER}}\nnodes: {y: 2 * x}", "1:22"),
        ("inputs: {x: NUMBER/3}\nnodes: {y: 2 * x}", "1:13"),
        ("inputs: {x: 1}\nnodes: {y: x * NUMBER}", "2:16"),
        ("inputs: {x: 1}\nnodes: {y: {op: pow, args: [x, NUMBER]}}", "2:32"),
        (f"{WITH_NODE}graphdraw: NUMBER", "3:12"),
        (f"{WITH_NODE}expect: {{values: {{y: NUMBER}}}}", "3:22"),
        (f"{WITH_NODE}expect: {{values: {{y: {{value: 1, within: NUMBER}}}}}}", "3:41"),
        (f"{WITH_NODE}view: {{font_size: NUMBER}}", "3:19"),
        (f"{WITH_NODE}view: {{margin: NUMBER}}", "3:16"),
        (f"{WITH_NODE}view: {{numbers: {{decimals: NUMBER}}}}", "3:28"),
    ],
)
def test_numbers_of_another_base_are_too_large_everywhere(spec, place, number, failures):
    headline, hint = TOO_LARGE
    (problem,) = failures(spec.replace("NUMBER", number), expression_length=20_000)
    assert (problem.headline, problem.hint) == (f"snack.yaml:{place}: error: {headline}", hint)


@pytest.mark.parametrize("power", ["e" + "9" * 25, "e-" + "9" * 5000])
def test_a_zero_with_a_power_of_ten_of_any_length(power, failures):
    (problem,) = failures(f"{WITH_NODE}expect: {{values: {{y: 0{power}}}}}")
    shown = f"0{power}"[:20] + "…"
    said = f"snack.yaml:3:22: error: {shown}: the power of ten has too many digits [number]"
    assert (problem.headline, problem.hint) == (said, "write 0.0")
