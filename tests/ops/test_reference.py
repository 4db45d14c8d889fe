"""What the operations say of themselves: the table of local derivatives, search, facts."""

import json
import re

import pytest

from graphdraw.ops import (
    LANGUAGES,
    OPERATIONS,
    TABLE_FORMATS,
    chosen,
    facts,
    listing,
    operations_table,
    partials,
    search,
)
from graphdraw.registry import UnknownNameError

UNDER_THE_FIGURE = r"""
| operation | $\partial z / \partial x$ | $\partial z / \partial y$ | in short |
| --- | --- | --- | --- |
| add: $z = x + y$ | $1$ | $1$ | passes the gradient on unchanged |
| mul: $z = x y$ | $y$ | $x$ | multiplies by the other input |
| div: $z = \frac{x}{y}$ | $\frac{1}{y}$ | $-\frac{x}{y^2}$ | times 1/y for the numerator, −x/y² for the denominator |
| sigmoid: $z = \frac{1}{1 + e^{-x}}$ | $z (1 - z)$ |  | multiplies by the output times 1 minus the output |
""".strip()

IN_JAPANESE = r"""
\begin{tabular}{llll}
\hline
演算 & $\partial z / \partial x$ & $\partial z / \partial y$ & ひとことで言うと \\
\hline
mul: $z = x y$ & $y$ & $x$ & 入力を入れ替えて掛ける \\
half\_squared\_error: $z = \frac{1}{2}(x - y)^2$ & $x - y$ & $-(x - y)$ & 差を掛ける \\
\hline
\end{tabular}
""".strip()


def names(operations):
    return [operation.name for operation in operations]


def test_the_table_under_the_origin_figure():
    assert operations_table(["add", "mul", "div", "sigmoid"]) == UNDER_THE_FIGURE


def test_the_table_in_latex_and_japanese():
    assert operations_table(["mul", "half_squared_error"], "latex", "ja") == IN_JAPANESE


def test_one_column_where_all_operations_have_one_argument():
    assert operations_table(["exp", "sin"]).splitlines()[1] == "| --- | --- | --- |"


def test_json_says_what_the_records_say():
    (record,) = json.loads(operations_table(["bce"], "json"))
    bce = OPERATIONS.get("bce")
    assert record == {
        "name": "bce",
        "aliases": [],
        "call": "bce(x, y)",
        "symbol": "BCE",
        "formula": bce.texts.formula,
        "domain": "0 < x < 1",
        "partials": [partials(bce)[0], None],
        "parameters": {},
        "doc": bce.texts.doc["en"],
        "short": bce.texts.short["en"],
        "source": bce.texts.source,
    }


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("form", ["markdown", "latex"])
def test_every_row_of_the_whole_table_has_the_same_cells(form, lang):
    lines = operations_table(format=form, lang=lang).splitlines()
    separator = r"(?<!\\)\|" if form == "markdown" else r"(?<!\\)&"
    rows = [line for line in lines if line.startswith("| ") or line.endswith("\\\\")]
    assert len(rows) == len(OPERATIONS) + (2 if form == "markdown" else 1)
    assert len({len(re.findall(separator, row)) for row in rows}) == 1
    assert all(row.count("$") % 2 == 0 and row.count("{") == row.count("}") for row in rows)


def test_the_english_table_in_latex_needs_no_font():
    assert operations_table(format="latex", lang="en").isascii()


def test_names_and_aliases_each_once_in_the_order_asked_for():
    assert names(chosen(["mul", "ln", "log", "add"])) == ["mul", "log", "add"]
    assert names(chosen()) == list(OPERATIONS.names())


@pytest.mark.parametrize(
    ("arguments", "text", "hint"),
    [
        ((["sigmod"],), "unknown operation 'sigmod'", "did you mean 'sigmoid' or 'sign'?"),
        (((), "html"), "unknown format 'html'", "known here: markdown, latex, json"),
        (((), "latex", "fr"), "unknown language 'fr'", "known here: en, ja"),
    ],
)
def test_what_is_unknown(arguments, text, hint):
    with pytest.raises(UnknownNameError) as caught:
        operations_table(*arguments)
    assert (str(caught.value), caught.value.hint) == (text, hint)


def test_formats_are_those_of_the_table():
    assert all(operations_table(["add"], form) for form in TABLE_FORMATS)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("SWISH", ["silu"]),
        ("logarithm", ["log", "log2", "log10", "log1p"]),
        ("双曲線", ["sinh", "cosh"]),
        ("xyzzy", []),
    ],
)
def test_search_reads_names_aliases_and_words_of_all_languages(text, found):
    assert [name for name in names(search(text)) if name != "tanh"] == found


def test_search_among_some():
    assert names(search("log", chosen(["exp", "log2"]))) == ["log2"]


def test_listing():
    assert listing(chosen(["log"]), "ja") == [("log", "ln", "log", "自然対数")]


def test_facts_of_an_operation_with_everything():
    assert facts(OPERATIONS.get("clip"), "en") == [
        ("also", "clamp"),
        ("call", "clip(x, lo=0, hi=1)"),
        ("drawn", "clip"),
        ("formula", r"z = \min(\max(x, a), b)"),
        ("where", r"a \leq b"),
        ("∂z/∂x", r"\mathbf{1}_{a \leq x \leq b}"),
        ("in short", "passes the gradient on within the bounds, else 0"),
        ("lo", "a, the least value (required)"),
        ("hi", "b, the greatest value (required)"),
        ("at a kink", "clip has the derivative 1 on its bounds (JAX takes 1/2, autograd 0)"),
        ("source", "PyTorch, notes on autograd mechanics"),
    ]


def test_facts_say_where_no_gradient_passes_and_which_words_there_are():
    assert ("∂z/∂y", "no gradient passes") in facts(OPERATIONS.get("bce"), "en")
    said = dict(facts(OPERATIONS.get("gelu"), "en"))["approx"]
    assert said == "`tanh` as in GPT-2, or the exact form: none, tanh (default none)"
