"""Printed derivatives are made from those that are calculated with, and say the same."""

import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from matplotlib.mathtext import MathTextParser

from graphdraw.ops import OPERATIONS, partials, value_of
from graphdraw.ops.derivatives import steps
from graphdraw.ops.printing import printed
from graphdraw.values.scalar import NumberError
from tests.ops.test_formulas import LETTERS, Reading

STEP = r"\mathbf{1}_"

PUBLISHED = {
    "sub": ("1", "-1"),
    "mul": ("y", "x"),
    "div": (r"\frac{1}{y}", r"-\frac{x}{y^2}"),
    "pow": ("y x^{y-1}", r"x^{y} \ln x"),
    "square": ("2x",),
    "reciprocal": ("-z^2",),
    "detach": ("",),
    "sqrt": (r"\frac{1}{2z}",),
    "log2": (r"\frac{1}{x \ln 2}",),
    "cos": (r"-\sin x",),
    "acos": (r"-\frac{1}{\sqrt{1 - x^2}}",),
    "erf": (r"\frac{2}{\sqrt{\pi}} e^{-x^2}",),
    "sigmoid": ("z (1 - z)",),
    "relu": (STEP + "{x>0}",),
    "leaky_relu": (STEP + r"{x>0} + \alpha " + STEP + r"{x \leq 0}",),
    "selu": (r"\lambda " + STEP + r"{x>0} + (z + \lambda \alpha) " + STEP + r"{x \leq 0}",),
    "silu": (r"\sigma(x) (1 + x (1 - \sigma(x)))",),
    "abs": (r"\mathrm{sign}(x)",),
    "clip": (STEP + r"{a \leq x \leq b}",),
    "half_squared_error": ("x - y", "-(x - y)"),
    "bce": (r"\frac{x - y}{x (1 - x)}", ""),
}
"""Tables in books have these."""


@pytest.mark.parametrize("name", PUBLISHED)
def test_what_is_published_stays(name: str) -> None:
    record = OPERATIONS.get(name)
    assert record.texts.printed is None
    assert partials(record) == PUBLISHED[name]


def test_few_are_printed_otherwise_than_they_are_calculated() -> None:
    printed_by_hand = {record.name: record.texts.printed for record in OPERATIONS if record.texts.printed}
    assert set(printed_by_hand) == {"gelu", "max", "min"}
    assert all(len(one.why) > 20 for one in printed_by_hand.values())


@pytest.mark.parametrize(
    ("text", "formula"),
    [
        ("-(x + y)*2", r"-(x + y) \cdot 2"),
        ("2*3*x", r"2 \cdot 3 x"),
        ("x - (y - 1)", "x - (y - 1)"),
        ("x - (-y)", "x - (-y)"),
        ("x + -y", "x - y"),
        ("x + (-y + x)", "x + (-y + x)"),
        ("sin((-x)**2)", r"\sin((-x)^2)"),
        ("sin(x)*y", r"(\sin x) y"),
        ("y*sin(x)*y", r"(y \sin x) y"),
        ("sin(x)**2", r"(\sin x)^2"),
        ("sin(2*x)", r"\sin(2x)"),
        ("1/(1 + x)**2", r"\frac{1}{(1 + x)^2}"),
        ("(x/y)**2", r"(\frac{x}{y})^2"),
        ("3*square(x)", "3x^2"),
        ("reciprocal(-x)", r"-\frac{1}{x}"),
        ("abs(x)*floor(y)", r"\left\vert x \right\vert \lfloor y \rfloor"),
        ("log2(x + 1)", r"\log_{2}(x + 1)"),
        ("max(x, y + 1)", r"\max(x, y + 1)"),
        ("half_squared_error(x, 1)", r"\mathrm{half\_squared\_error}(x, 1)"),
        ("half_squared_error(log2(x), 1)", r"\mathrm{half\_squared\_error}(\log_{2} x, 1)"),
        ("step(x + 1 - y)", STEP + "{x+1>y}"),
        ("1 - step(x + 1)", STEP + r"{x+1 \leq 0}"),
        ("1 - (1 - step(x))", "1 - " + STEP + r"{x \leq 0}"),
        ("(1 - step(x))*(1 - step(y))", STEP + r"{x \leq 0} " + STEP + r"{y \leq 0}"),
        ("1e-9*x", r"1 \cdot 10^{-9} x"),
        ("slope*x", r"\mathrm{slope} x"),
    ],
)
def test_the_printer(text: str, formula: str) -> None:
    assert printed(text) == formula
    MathTextParser("path").parse(f"${formula}$", 72)


LEAVES = st.sampled_from(["x", "y", "out", "2", "3", "0.5", "pi"])
READABLE = ["sin", "cos", "tanh", "exp", "abs", "step", "sign", "sigmoid", "atan", "square", "erf", "floor"]
EXPRESSIONS = st.recursive(
    LEAVES,
    lambda inner: st.one_of(
        st.builds("({0}) {1} ({2})".format, inner, st.sampled_from(["+", "-", "*", "/"]), inner),
        st.builds("-({0})".format, inner),
        st.builds("1 - step({0})".format, inner),
        st.builds("({0})**{1}".format, inner, st.sampled_from(["2", "3"])),
        st.builds("{0}({1})".format, st.sampled_from(READABLE), inner),
    ),
    max_leaves=8,
)


def calculated(text: str, names: dict[str, float]) -> float:
    results: list[float] = []
    for part in steps(text):
        arguments = getattr(part, "arguments", ())
        taken = [results.pop() for _ in arguments][::-1]
        if arguments:
            results.append(value_of(OPERATIONS.get(part.op), taken))
        else:
            results.append(names[part.id] if hasattr(part, "id") else part.value)
    return results[0]


@settings(max_examples=400, deadline=None)
@given(text=EXPRESSIONS)
def test_whatever_is_printed_is_read_as_what_is_calculated(text: str) -> None:
    numbers = {"x": 0.7, "y": -1.3, "out": 2.25, "pi": math.pi}
    try:
        wanted = calculated(text, numbers)
    except NumberError:
        return
    if abs(wanted) > 1e6:
        return
    got = Reading(printed(text), {**LETTERS, **numbers, "z": 2.25}).value()
    assert got == pytest.approx(wanted, rel=1e-6, abs=1e-6)
