"""Texts for TeX: numbers and signs are formulas, words stay words, and pdflatex has a character for everything."""

from __future__ import annotations

import pytest

import graphdraw
from graphdraw.draw.numbers.formatting import format_number
from graphdraw.ops import OPERATIONS, operations_table
from graphdraw.ops.tex import tex, tex_formula, tex_of_math, tex_parts
from graphdraw.view import Numbers


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("−3", "$-3$"),
        ("180", "$180$"),
        ("1.5×10⁻⁵", r"$1.5\times 10^{-5}$"),
        ("−1,25", "$-1{,}25$"),
        ("1\N{THIN SPACE}234.5", r"$1\,234.5$"),
        ("+1e−8", r"$+1\times 10^{-8}$"),
        ("6.02e-23", r"$6.02\times 10^{-23}$"),
        ("−½", r"$-\frac{1}{2}$"),
        ("95%", r"$95\%$"),
        ("37.5 mA", r"$37.5$ $\mathrm{mA}$"),
        ("3 m²", r"$3$ $\mathrm{m}^2$"),
        ("−3 m/s²", r"$-3$ $\mathrm{m}/\mathrm{s}^2$"),
        ("1.5×10⁻⁵ kg/m³", r"$1.5\times 10^{-5}$ $\mathrm{kg}/\mathrm{m}^3$"),
        ("3 m·s⁻¹", r"$3$ $\mathrm{m}\cdot \mathrm{s}^{-1}$"),
        ("3 m s⁻¹", r"$3$ $\mathrm{m}\,\mathrm{s}^{-1}$"),
        ("3 kΩ", r"$3$ $\mathrm{k}\Omega$"),
        ("3 k\N{OHM SIGN}", r"$3$ $\mathrm{k}\Omega$"),
        ("3 µm²", r"$3$ $\mbox{µ}\mathrm{m}^2$"),
        ("3 μA", r"$3$ $\mbox{µ}\mathrm{A}$"),
        ("3 W/(m²·K)", r"$3$ $\mathrm{W}/(\mathrm{m}^2\cdot \mathrm{K})$"),
        ("3円", "$3$円"),
        ("2 layers of x²", r"$2$ layers of $x^2$"),
        ("¥180", "¥$180$"),
        ("−", "$-$"),
        ("–", "--"),
        ("", ""),
    ],
)
def test_numbers(written: str, expected: str) -> None:
    assert tex(written, numbers=True) == expected


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("times 1/y for the numerator, −x/y² for the other", "times 1/y for the numerator, $-x/y^2$ for the other"),
        ("by σ(x)(1 + x(1 − σ(x))).", r"by $\sigma (x)(1+x(1-\sigma (x)))$."),
        ("出力 ×（1 − 出力）を掛ける", r"出力 $\times$（1 $-$ 出力）を掛ける"),
        ("50% of output×2 & {more}", r"50\% of $\mathrm{output}\times 2$ \& \{more\}"),
        ("part → ≤ σ", r"part $\rightarrow$ $\leq$ $\sigma$"),
        ("x ≤ σ → y", r"$x\leq \sigma$ $\rightarrow$ y"),
        ("nothing, and 2 + 2", "nothing, and 2 + 2"),
    ],
)
def test_words_with_signs(written: str, expected: str) -> None:
    assert tex(written) == expected


def test_the_pieces_of_a_text_are_all_of_it() -> None:
    assert tex_parts("a −3 b") == (("a ", False), ("-3", True), (" b", False))
    assert tex_parts("no sign 3") == (("no sign 3", False),)


def test_a_formula_keeps_its_commands() -> None:
    assert tex_formula(r"\frac{θ}{2} − x₁²") == r"\frac{\theta }{2} - x_1^2"


@pytest.mark.parametrize("minus", ["−", "-"])
@pytest.mark.parametrize("style", ["auto", "python", "sci", "eng"])
def test_every_style_of_numbers_is_ascii(style: str, minus: str) -> None:
    numbers = Numbers(style=style, minus=minus, group="thin", decimal=",")
    for number in (-3, 0.5, -1234567.25, 1e-9, -6.02e23):
        assert tex(format_number(number, numbers), numbers=True).isascii()


def test_no_operation_has_a_sign_that_pdflatex_does_not_know() -> None:
    for operation in OPERATIONS:
        assert tex(f"{operation.texts.short['en']} {operation.signature.symbol}").isascii(), operation.name


def test_tables_have_whole_formulas() -> None:
    table = operations_table(["div", "acos"], "latex")
    assert r"times 1/y for the numerator, $-x/y^2$ for the denominator \\" in table
    assert r"divides by $-\surd (1-x^2)$ \\" in table


@pytest.mark.parametrize(
    ("formula", "expected"),
    [
        (r"x_1^2", r"x_1^2"),
        (r"\text{loss}", r"\text{loss}"),
        (r"\text{\input{/etc/passwd}}", r"\text{input/etc/passwd}"),
        (r"\text {\href{javascript:alert(1)}{x}} + 1", r"\text{hrefjavascript:alert(1)x} + 1"),
        (r"\text{^^5cinput x}", r"\text{\textasciicircum{}\textasciicircum{}5cinput x}"),
        (r"a\text{50\% of {$}}_\text{b_c}", r"a\text{50\% of \$}_\text{b\_c}"),
        (r"\text{a\}\input b}", r"\text{a\}input b}"),
        (r"\text{a\\}^^5cinput", r"\text{a\textbackslash{}}^ ^5cinput"),
        (r"a & b \& c", r"a \& b \& c"),
        (r"\text{\text{\input x}}", r"\text{ extinput x}"),
        (r"\text{never closed \input", r"\text{never closed input}"),
    ],
)
def test_a_formula_of_a_label_has_no_commands_in_its_texts(formula: str, expected: str) -> None:
    assert tex_of_math(formula) == expected


@pytest.mark.parametrize(
    "formula", [r"\text{a{b}c}", r"\text{a\}b}", r"\text{50\%}", r"\text{^^5c}", "a & b", r"\text{t\\}"]
)
def test_mathtext_takes_what_is_made_safe(formula: str) -> None:
    """So that a label can hold it at all."""
    assert graphdraw.Figure({"inputs": {"x": {"value": 1, "label": f"${formula}$"}}, "nodes": {"y": "x"}}).label("x")
