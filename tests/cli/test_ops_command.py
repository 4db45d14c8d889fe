"""`graphdraw ops`: the list, one operation in detail, the table of local derivatives."""

from __future__ import annotations

import json
import re

import pytest
from matplotlib.mathtext import MathTextParser

from graphdraw.ops import OPERATIONS, partials, search
from graphdraw.ops.table import kind_of

MARKDOWN = """\
| operation | $\\partial z / \\partial x$ | $\\partial z / \\partial y$ | in short |
| --- | --- | --- | --- |
| add: $z = x + y$ | $1$ | $1$ | passes the gradient on unchanged |
| mul: $z = x y$ | $y$ | $x$ | multiplies by the other input |
| sigmoid: $z = \\frac{1}{1 + e^{-x}}$ | $z (1 - z)$ |  | multiplies by the output times 1 minus the output |
"""

LATEX = """\
\\begin{tabular}{llll}
\\hline
演算 & $\\partial z / \\partial x$ & $\\partial z / \\partial y$ & ひとことで言うと \\\\
\\hline
add: $z = x + y$ & $1$ & $1$ & 勾配をそのまま流す \\\\
half\\_squared\\_error: $z = \\frac{1}{2}(x - y)^2$ & $x - y$ & $-(x - y)$ & 差を掛ける \\\\
\\hline
\\end{tabular}
"""

SIGMOID = """\
sigmoid: squeezes any number between 0 and 1
  call      sigmoid(x)
  drawn     σ
  formula   z = \\frac{1}{1 + e^{-x}}
  ∂z/∂x     z (1 - z)
  in short  multiplies by the output times 1 minus the output
"""


def test_the_list_has_every_operation_in_order(run):
    result = run("ops")
    assert (result.exit_code, result.stderr) == (0, "")
    head, *rows = result.stdout.splitlines()
    assert head.split() == ["name", "aliases", "drawn", "what", "it", "is"]
    assert [row.split()[0] for row in rows] == list(OPERATIONS.names())


@pytest.mark.parametrize("name", OPERATIONS.names())
def test_the_call_that_is_shown_works(run, folder, name):
    """As it stands in `graphdraw ops NAME` and in the docs, with every parameter of the operation."""
    call = re.search(r"^  call +(.*)$", run("ops", name).stdout, re.MULTILINE)[1]
    assert all(f"{parameter.name}=" in call for parameter in OPERATIONS.get(name).signature.parameters)
    (folder / "a.yaml").write_text(f"inputs: {{x: 0.5, y: 1}}\nnodes:\n  z: {call.replace(', …', '')} + x + y\n")
    assert run("check", "a.yaml").exit_code == 0


@pytest.mark.parametrize("name", OPERATIONS.names())
@pytest.mark.parametrize("lang", ["en", "ja"])
def test_every_operation_can_be_explained(run, name, lang):
    operation = OPERATIONS.get(name)
    result = run("ops", name, "--lang", lang)
    assert (result.exit_code, result.stderr) == (0, "")
    lines = result.stdout.splitlines()
    assert lines[0] == f"{name}: {operation.texts.doc[lang]}"
    assert f"z = {operation.texts.formula}" in result.stdout
    assert sum(bool(re.match(r"  ∂z/∂[xy] ", line)) for line in lines) == len(partials(operation))
    assert all(f"\n  {parameter.name} " in result.stdout for parameter in operation.signature.parameters)


def test_one_operation_in_detail(run):
    assert run("ops", "sigmoid").stdout.startswith(SIGMOID)


def test_an_alias_is_the_operation(run):
    result = run("ops", "ln", "log", "--format", "json")
    assert [operation["name"] for operation in json.loads(result.stdout)] == ["log"]


def test_what_is_chosen_at_a_kink_and_parameters_are_said(run):
    said = run("ops", "leaky_relu").stdout
    assert re.search(r"^  slope +.*\(default 0\.01\)$", said, re.MULTILINE)
    assert re.search(r"^  at a kink  .*JAX", said, re.MULTILINE)


def test_no_gradient_is_said(run):
    assert re.search(r"^  ∂z/∂y +no gradient passes$", run("ops", "bce").stdout, re.MULTILINE)
    assert run("ops", "bce", "--format", "markdown").stdout.splitlines()[2].split(" | ")[2] == "–"


def test_the_table_for_a_book(run):
    assert run("ops", "add", "mul", "sigmoid", "--format", "markdown").stdout == MARKDOWN


def test_the_table_in_latex_and_japanese(run):
    assert run("ops", "add", "half_squared_error", "--format", "latex", "--lang", "ja").stdout == LATEX


def test_every_tex_engine_can_set_the_english_table(run):
    assert run("ops", "--format", "latex").stdout.isascii()


@pytest.mark.parametrize("form", ["markdown", "latex"])
def test_all_operations_make_a_table(run, form):
    text = run("ops", "--format", form).stdout
    assert sum(
        f"{operation.name}: $".replace("_", r"\_" if form == "latex" else "_") in text for operation in OPERATIONS
    ) == len(OPERATIONS)


def test_every_formula_of_the_table_can_be_set(run):
    parser = MathTextParser("path")
    for formula in set(re.findall(r"\$[^$]+\$", run("ops", "--format", "markdown").stdout)):
        parser.parse(formula)


def test_json_has_everything(run):
    (record,) = json.loads(run("ops", "bce", "--format", "json").stdout)
    bce = OPERATIONS.get("bce")
    assert record["partials"] == [partials(bce)[0], None]
    texts = bce.texts
    assert (record["name"], record["symbol"], record["formula"]) == ("bce", bce.signature.symbol, texts.formula)
    assert (record["doc"], record["short"], record["source"]) == (texts.doc["en"], texts.short["en"], texts.source)


@pytest.mark.parametrize("text", ["LOGARITHM", "swish", "双曲線"])
def test_search_looks_at_names_aliases_and_words(run, text):
    result = run("ops", "--search", text)
    assert result.exit_code == 0
    found = [line.split()[0] for line in result.stdout.splitlines()[1:]]
    assert {"LOGARITHM": "log2", "swish": "silu", "双曲線": "sinh"}[text] in found
    assert len(found) < 10


@pytest.mark.parametrize("text", ["loss", "Loss function", "損失"])
def test_search_finds_kinds_in_every_language(run, text):
    found = [line.split()[0] for line in run("ops", "--search", text).stdout.splitlines()[1:]]
    assert found == ["half_squared_error", "bce"]


def test_every_operation_is_found_by_its_kind_in_every_language():
    for operation in OPERATIONS:
        for words in kind_of(operation).values():
            assert operation in search(words)


@pytest.mark.parametrize(
    ("arguments", "problem"),
    [
        (
            ["sigmod"],
            "error: unknown operation 'sigmod' [unknown-operation]\nhint: did you mean 'sigmoid' or 'sign'?\n",
        ),
        (
            ["softmax"],
            "error: 'softmax' is not supported yet [not-supported-yet]\n"
            "hint: write it out with numbers, as in exp(a)/(exp(a) + exp(b))\n",
        ),
        (["power"], "error: unknown operation 'power' [unknown-operation]\nhint: write pow\n"),
        (["xyzzy"], "error: unknown operation 'xyzzy' [unknown-operation]\nhint: 'graphdraw ops' lists them all\n"),
        (
            ["--search", "xyzzy"],
            "error: no operation has 'xyzzy' in its names or description [usage]\n"
            "hint: 'graphdraw ops' lists them all\n",
        ),
    ],
)
def test_mistakes(run, arguments, problem):
    result = run("ops", *arguments)
    assert (result.exit_code, result.stdout, result.stderr) == (2, "", problem)
