"""Numbers that an author typed: their digits, in the signs of the figure, wherever they stand."""

from __future__ import annotations

import re

import pytest

import graphdraw
from graphdraw.draw.numbers.as_typed import format_typed, literal_text
from graphdraw.draw.numbers.units import prefixed
from graphdraw.errors import Location
from graphdraw.graph.model import Literal
from graphdraw.spec import Overrides, Source
from graphdraw.view import Numbers
from tests import scenes
from tests.scenes import drawn, loaded_text, texts

AUTO = Numbers()


@pytest.mark.parametrize(
    ("typed", "numbers", "text"),
    [
        ("12", Numbers(decimals=2), "12"),
        ("12.0", AUTO, "12.0"),
        ("1.20", Numbers(sig=2), "1.20"),
        ("1.20", Numbers(style="python"), "1.20"),
        ("1_000.50", Numbers(group="thin"), "1\u2009000.50"),
        ("-1234.5", Numbers(group=".", decimal=",", minus="–"), "–1.234,5"),
        (".5", AUTO, "0.5"),
        ("5.", AUTO, "5"),
        ("+3", AUTO, "3"),
        ("-0.0", AUTO, "0.0"),
        ("0e-99999", AUTO, "0"),
        ("1e-8", AUTO, "10⁻⁸"),
        ("2.50e-8", AUTO, "2.50×10⁻⁸"),
        ("0.00001", AUTO, "10⁻⁵"),
        ("0.00002", Numbers(decimals=6), "0.00002"),
        ("0.00002", Numbers(decimals=2), "2×10⁻⁵"),
        ("1e6", AUTO, "1000000"),
        ("12000000", AUTO, "1.2×10⁷"),
        ("12000000", Numbers(decimals=1, group=","), "12,000,000"),
        ("1234.50", Numbers(style="sci"), "1.23450×10³"),
        ("0.0375", Numbers(style="eng"), "37.5×10⁻³"),
        ("1e5", Numbers(style="python"), "100000"),
        ("1e-5", Numbers(style="python"), "1e−05"),
        ("1e22", Numbers(style="python"), "1e+22"),
        ("1/3", AUTO, "1/3"),
        ("-1 / 2.50", Numbers(decimal=","), "−1/2,50"),
        ("0.30000000000000004", AUTO, "0.30000000000000004"),
        ("6.8813735870195432", AUTO, "6.8813735870195432"),
        ("6.8813735870195432", Numbers(style="eng", decimal=","), "6,8813735870195432"),
        ("-6.88137358701954320e-9", AUTO, "−6.88137358701954320×10⁻⁹"),
        ("0.00000000000000", AUTO, "0.00000000000000"),
        ("12345678901234567", AUTO, "1.2345678901234567×10¹⁶"),
        ("2*pi", AUTO, "6.283"),
    ],
)
def test_digits_are_those_that_were_typed(typed: str, numbers: Numbers, text: str) -> None:
    assert format_typed(typed, 6.283185, numbers) == text


@pytest.mark.parametrize(
    ("typed", "numbers", "text"),
    [
        ("0.5", Numbers(decimal=","), "0,5"),
        ("1e-8", AUTO, "10⁻⁸"),
        ("-1", Numbers(minus="-"), "-1"),
        ("1000000", Numbers(group=","), "1,000,000"),
        ("1/2", AUTO, "1/2"),
        ("2 * pi", AUTO, "2×π"),
        ("10**-5", AUTO, "10⁻⁵"),
        ("2^3", AUTO, "2³"),
        ("sqrt(2)", AUTO, "sqrt(2)"),
        ("log2(8)", AUTO, "log2(8)"),
        ("2**0.5", AUTO, "1.5"),
        ("max(1,2)", Numbers(decimal=","), "1,5"),
        ("0.123456789", AUTO, "1.5"),
    ],
)
def test_literals_of_expressions(typed: str, numbers: Numbers, text: str) -> None:
    assert literal_text(Literal(1.5, typed, Location("", 1, 1)), numbers) == text


@pytest.mark.parametrize(
    ("unit", "power", "found"),
    [
        ("A", -3, "mA"),
        ("Ω", 6, "MΩ"),
        ("kg", -3, "g"),
        ("kg", 3, "Mg"),
        ("µm", 3, "mm"),
        ("\N{GREEK SMALL LETTER MU}m", 3, "mm"),
        ("m/s²", -3, "mm/s²"),
        ("N·m", 3, "kN·m"),
        ("mol", -3, "mmol"),
        ("cd", 3, "kcd"),
        ("A", 0, "A"),
        ("m²", -3, None),
        ("cm", 3, None),
        ("%", -3, None),
        ("h", 3, None),
        ("min", -3, None),
        ("A", -33, None),
        ("円", 3, None),
    ],
)
def test_prefixes_of_units(unit: str, power: int, found: str | None) -> None:
    assert prefixed(unit, power) == found


SPEC = "inputs:\n  x: {value: 2.5, format: FORMAT}\n  y: 1.20\nnodes: {z: x * y}\n"


def value(spec: str, name: str, *settings: str) -> str:
    loaded = scenes.load(Source("a.yaml", spec.encode(), None), overrides=Overrides(settings=settings))
    return scenes.number(loaded, scenes.evaluate(loaded), name)


def test_settings_are_kept_as_typed_too() -> None:
    spec = SPEC.replace(", format: FORMAT", "")
    assert value(spec, "y") == "1.20"
    assert value(spec, "y", "y=1.500") == "1.500"
    assert value(spec, "y", "y=1/3") == "1/3"
    assert value(spec, "z", "y=1/5") == "0.5"
    assert value(spec, "y", "view.numbers.decimals=1") == "1.20"
    assert value(spec, "z", "view.numbers.decimals=1") == "3.0"


def test_format_of_a_name_and_of_all_givens_win() -> None:
    assert value(SPEC.replace("FORMAT", "round"), "x") == "3"
    assert value(SPEC.replace("FORMAT", "{decimals: 2}"), "x") == "2.50"
    assert value(SPEC.replace("FORMAT", "int"), "y", "view.numbers.givens=format") == "1.2"


@pytest.mark.parametrize(
    ("typed", "format_", "text"),
    [
        ("1249.5678", "{group: thin}", "1\u2009249.5678"),
        ("12.50", "{decimal: ','}", "12,50"),
        ("-12.50", "{minus: '~'}", "~12.50"),
        ("1/3", "{decimal: ','}", "1/3"),
        ("1249.5678", "{group: thin, decimals: 1}", "1\u2009249.6"),
        ("12.50", "{trim: true}", "12.5"),
        ("12.50", "auto", "12.5"),
    ],
)
def test_signs_of_its_own_round_no_given_number(typed: str, format_: str, text: str) -> None:
    spec = f"inputs: {{p: {{value: {typed}, format: {format_}}}}}\nnodes: {{y: 2 * p}}\n"
    assert value(spec, "p") == text
    assert value(spec, "p", "view.numbers.givens=format", "view.numbers.decimals=0") != typed


@pytest.mark.parametrize(
    ("view", "text"),
    [
        ("theme: cs231n", "12.00"),
        ("theme: plain", "12"),
        ("{theme: cs231n, numbers: {decimals: 1}}", "12.0"),
        ("{theme: cs231n, numbers: {decimals: 1, givens: as_typed}}", "12"),
        ("{theme: plain, numbers: {decimals: 1, givens: format}}", "12.0"),
    ],
)
def test_a_theme_may_format_given_numbers(view: str, text: str) -> None:
    view = view if view.startswith("{") else f"{{{view}}}"
    assert value(f"inputs: {{x: 12}}\nnodes: {{y: 2 * x}}\nview: {view}\n", "x") == text


def test_a_unit_takes_the_prefix() -> None:
    spec = (
        "inputs:\n  U: {value: 1.20, unit: V}\n  R: {value: 32, unit: Ω}\n  s: {value: 0.05, unit: '%'}\n"
        "nodes:\n  I: {expr: U / R, unit: A}\n  P: {expr: U * I * s, unit: W, format: {style: python}}\n"
        "view: {numbers: {style: eng}}\n"
    )
    found = {name: value(spec, name) for name in ("U", "R", "I", "P", "s")}
    assert found == {"U": "1.2 V", "R": "32 Ω", "I": "37.5 mA", "P": "0.00225 W", "s": "50×10⁻³%"}
    assert value(spec, "I", "view.numbers.decimals=2") == "37.50 mA"


@pytest.mark.parametrize(
    ("given", "text"), [(2.5, "2.5"), (2.0, "2.0"), (3, "3"), (1e-05, "10⁻⁵"), (0.1 + 0.2, "0.30000000000000004")]
)
def test_numbers_of_python_are_what_repr_shows(given: float, text: str) -> None:
    figure = graphdraw.Figure({"inputs": {"x": given}, "nodes": {"y": "2 * x"}})
    assert figure.number("x") == text


def test_a_seed_is_as_typed_and_the_automatic_one_is_formatted() -> None:
    spec = "inputs: {{x: 2}}\nnodes: {{y: 3 * x}}\n{}view: {{numbers: {{decimals: 1}}}}\n"
    assert texts(drawn(spec.format("backward: {from: y, seed: 0.50}\n")), "gradient") == ["1.5", "0.50"]
    assert texts(drawn(spec.format("backward: {from: {y: 1/4}}\n")), "gradient") == ["0.8", "1/4"]
    assert texts(drawn(spec.format("")), "gradient") == ["3.0", "1.0"]


EVERYWHERE = """\
inputs: {x: 2.5, b: -1234.5}
nodes:
  y: (0.5*x + 1e-8) * b - 1234.5
  z: leaky_relu(y, slope=0.25) / 2.5
view: {local: true, numbers: {decimal: ",", group: ".", minus: "–"}}
"""


def test_signs_hold_wherever_numbers_stand() -> None:
    """No point as a decimal sign and no other minus in any text of the figure and in its words."""
    loaded = loaded_text(EVERYWHERE)
    evaluation = scenes.evaluate(loaded)
    scene = scenes.draw(loaded, evaluation)
    gates = [n.text for n in scene.nodes if n.kind == "operation"]
    assert gates == ["×0,5", "+10⁻⁸", "×", "−1.234,5", "LReLU", "÷2,5"]
    words = scenes.describe(loaded, evaluation, long=True)
    assert "slope = 0,25" in words
    numbers = [m.text for m in scene.labels if m.role in ("value", "gradient", "local")]
    assert {"2,5", "–1.234,5", "1,25"} <= set(numbers)
    for text in (*numbers, words.partition("Backward")[2]):
        assert "−" not in text
        assert "-" not in text
    assert not re.search(r"[0-9]\.[0-9]{1,2}(?![0-9])", " ".join(numbers))


def test_signs_hold_in_constants_drawn_as_nodes() -> None:
    scene = drawn(EVERYWHERE.replace("local: true", "constants: node"))
    assert [n.text for n in scene.nodes if n.kind == "constant"] == ["0,5", "10⁻⁸", "1.234,5", "2,5"]
    boxes = drawn(EVERYWHERE.replace("local: true", "constants: node, notation: variables"))
    found = {m.text for m in boxes.labels if m.of.startswith(("y.1:", "y.2:"))}
    assert found == {"0,5", "10⁻⁸"}


@pytest.mark.parametrize(
    ("inputs", "expression", "gates"),
    [
        ("x: 3, y: 0.5", "x * (1 - y)", ["1−y", "×"]),
        ("x: 3, b: 0.5", "x * b ** 2", ["b²", "×"]),
        ("x: 3, tax: 0.5", "x * (1 - tax)", ["1−(·)", "×"]),
        ("x: 3, sigma: 0.5", "x - 2 ** sigma", ["2$^{σ}$", "−"]),
        ("x: 3, x1: 0.5", "x - x1 ** 2", ["x₁²", "−"]),
        ("x: 3, y_hat: 0.5", "x - (1 - y_hat)", [r"1−$\hat{y}$", "−"]),
        ("x: 3, a: 0.5", "x + (a + x) ** 2", ["+", "(·)²", "+"]),
        ("x: 3, a: 0.5", "x + 2 ** a", ["2ᵃ", "+"]),
        ("x: 3, a: 0.5", "x + a ** (1/2)", ["a$^{1/2}$", "+"]),
        ("x: 3, y_hat: 0.5", "x + 2 ** y_hat", [r"2$^{\hat{y}}$", "+"]),
        ("x: 3, x1: 0.5", "x + 2 ** x1", ["2$^{(·)}$", "+"]),
        ("x: 3, 年: 0.5", "x + 2 ** 年", ["2^(年)", "+"]),
        ("x: 3, q: 2", "x + max(0, 2 * q)", ["×2", "max(0, ·)", "+"]),
        ("x: 3, q: 2", "x + 1 / q", ["1/q", "+"]),
        ("x: 3, tax: 2", "x + 1 / tax", ["1/(·)", "+"]),
        ("a: 3, tax: 2", "a + 1 / tax", ["1/x", "+"]),
        ("x: 3, q: 2", "x + square(q)", ["q²", "+"]),
        ("x: 3, q: 2", "x + log1p(q)", ["log(1+q)", "+"]),
        ("x: 3, tax: 2", "x + expm1(tax)", ["expm1", "+"]),
        ("x: 3, q: 2", "x ** q", ["xᑫ"]),
        ("y: 3, p: 2", "half_squared_error(p, y)", ["½(p−y)²"]),
    ],
)
def test_what_arrives_is_never_called_by_another_name(inputs: str, expression: str, gates: list[str]) -> None:
    found = texts(drawn(f"inputs: {{{inputs}}}\nnodes:\n  out: {expression}\n"), "symbol")
    assert found == [{"xᑫ": "pow"}.get(gate, gate) for gate in gates]


@pytest.mark.parametrize("formula", [r"\check{y}", r"\overline{y}", r"\boldsymbol{y}", r"\ddot{y}"])
def test_a_letter_with_any_accent_is_a_symbol(formula: str) -> None:
    spec = f"inputs: {{x: 3, q: {{value: 0.5, label: '${formula}$'}}}}\nnodes: {{z: x * (1 - q)}}\n"
    assert texts(drawn(spec), "symbol")[0] == f"1−${formula}$"


def test_a_label_that_is_a_sign_is_the_symbol() -> None:
    spec = "inputs:\n  rate: {value: 2, label: $r$}\n  t: {value: 3, label: time}\nnodes: {z: (1 - rate) * (1 - t)}\n"
    assert texts(drawn(spec), "symbol")[:2] == ["1−r", "1−(·)"]


def test_a_block_that_is_given_a_number_names_what_arrives() -> None:
    spec = (
        "blocks:\n  scale(x, k): x * k\n  shift(q, k): q + k\ninputs: {x: 3, a: 2}\n"
        "nodes:\n  u: scale(a, 2)\n  v: scale(u, 2)\n  w: scale(v + x, 2)\n  p: shift(w - x, 2)\n"
    )
    scene = drawn(spec)
    assert [n.text for n in scene.nodes if n.kind == "block"] == [
        "scale(a, 2)",
        "scale(u, 2)",
        "scale(·, 2)",
        "shift($q$, 2)",
    ]


def test_parameters_keep_their_digits_in_words() -> None:
    loaded = loaded_text("inputs: {x: -2}\nnodes:\n  y: leaky_relu(x, slope=0.01)\nview: {numbers: {decimals: 0}}\n")
    assert "leaky_relu(x, slope = 0.01)" in scenes.describe(loaded, scenes.evaluate(loaded), long=True)


def test_exponents_have_the_decimal_sign_of_the_figure() -> None:
    spec = "inputs: {x: 3}\nnodes: {y: x ** 2.5 + x ** -2}\nview: {numbers: {decimal: ','}}\n"
    assert texts(drawn(spec), "symbol") == ["x$^{2{,}5}$", "x⁻²", "+"]
    assert texts(drawn(spec.replace("','", "'.'")), "symbol") == ["x²·⁵", "x⁻²", "+"]
