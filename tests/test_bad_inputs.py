"""What authors get wrong, from the text of a spec to the figure: the place and the words, which others may look for."""

from __future__ import annotations

from pathlib import Path

import pytest

import graphdraw
from graphdraw.errors import SpecError, report
from graphdraw.spec import Source
from tests import scenes

N = "inputs: {x: 2, a: 3, number: 4}\nnodes:\n"


def node(expression: str) -> str:
    return f"{N}  y: {expression}\n"


def label(text: str) -> str:
    return f"{N}  y:\n    expr: x + a + number\n    label: {text}\n"


def number(text: str) -> str:
    return f"inputs:\n  x: {text}\nnodes: {{y: x}}\n"


CASES = {
    # the file
    "empty": ("", "1:1 the file is empty"),
    "a list": ("- a\n- b\n", "1:1 a spec is a mapping, this is a list"),
    "two documents": (node("x") + "---\na: 1\n", "4:1 a second document starts here"),
    "Shift_JIS": ("title: 計算\n".encode("cp932"), "save the file as UTF-8"),
    "a tab": ("inputs:\n\tx: 1\n", "2:1 tabs can't indent YAML"),
    "a tab, what to do": ("inputs:\n\tx: 1\n", "indent with spaces"),
    "control character": ("title: a\x07b\n", "1:9 control character U+0007"),
    "anchor": (number("&a 1"), "2:6 YAML anchors and aliases are not used here"),
    "alias": (node("*x + 1"), "3:6 YAML anchors and aliases are not used here"),
    "alias, what to do": (node("*x + 1"), "quote the text if it is one: '*x + 1'"),
    "tag": (number("!!int 1"), "2:6 YAML tags are not used here"),
    "deep": ("inputs: " + "[" * 40 + "]" * 40 + "\n", "nested too deep"),
    "title with a colon": ("title: Price: total\n", "quote it: title: 'Price: total'"),
    "version": ("graphdraw: 2\n", "1:12 version 2 is not supported; this program reads 1"),
    "key": ("node: {y: 1}\n", "did you mean 'nodes'?"),
    # names
    "given twice": (f"{N}  c: x\n  c: a\n", "4:3 'c' is given twice (first on line 3)"),
    "named like an input": (node("x") + "  a: x\n", "given twice (first on line 1)"),
    "unknown name": (node("x * numbr"), "did you mean 'number'?"),
    "unknown operation": (node("sigmod(x)"), "did you mean 'sigmoid'"),
    "arity": (node("exp(x, 2)"), "3:6 exp takes 1 input, 2 given"),
    "circle": (f"{N}  d: f + x\n  e: d\n  f: e\n", "d → e → f → d"),
    "a node of itself": (node("y + x"), "'y' depends on itself: y → y"),
    "a name with spaces": (f"{N}  Total price: x\n", "and the text as its 'label'"),
    # numbers
    "leading zero": (number("010"), "2:6 a number does not begin with 0"),
    "a time": (number("12:30"), "for a time write its minutes: 750"),
    "grouped": (number("1,000"), "write 1000"),
    "a unit": (number("30円"), "write {value: 30, unit: 円}"),
    "full width": (node("２x"), "'２' is a full-width digit"),
    "full-width sign": (node("x ＊ a"), "write *"),
    "a power sign": (node("x²"), "write x**2"),
    "per cent": (node("8% * x"), "write 0.08"),
    "not finite": (number(".nan"), "not a finite number"),
    "null in a list": (number("[1, null]"), "2:10 a number is expected, this is 'null'"),
    "word in a list": (number("[1, four]"), "2:10 a number is expected, this is 'four'"),
    "truth value in a list": (number("[1, true]"), "2:10 a number is expected, this is 'true'"),
    "nan in a list": (number("[1, .nan]"), "2:10 .nan is not a finite number"),
    "ragged rows": (number("[[1, 2], [3]]"), "2:15 ragged rows"),
    "no outputs": (node("x") + "outputs: []\n", "4:1 'outputs' names nothing"),
    "no outputs by name": (node("x") + "outputs: {}\n", "4:1 'outputs' names nothing"),
    "a tower": (node("9**9**9 * x"), "the number is too large (over 4,096 bits)"),
    # signs
    "equal": (node("x == 1"), "there is no comparison == in an expression"),
    "greater": (node("x > 0"), "use step(x)"),
    "open": (node("(x + 1"), "3:6 this parenthesis is never closed"),
    "bars": (node("|x|"), "write abs(x)"),
    "no sign": (node("2x"), "write 2*x"),
    "equals": ("nodes:\n  total = a*b\n", "write 'total: a*b'"),
    "nodes as a list": ("nodes: [a, b]\n", "write 'name: expression' lines under 'nodes:'"),
    "comma in braces": ("inputs: {a: 1}\nnodes: {y: max(a, 2)}\n", "put each entry on its own line, or quote it"),
    "step in braces": ("nodes: {y: rnn[2].h + 1}\n", "inside {…} and […] YAML ends a value at ',' and '['"),
    "step as a key": ("blocks: {rnn[2]: expanded}\n", "inside {…} and […] YAML ends a value at ',' and '['"),
    # values
    "log of zero": (node("log(x - 2)"), "log(y.1) with y.1 = 0"),
    "division by zero": (node("1 / (x - 2)"), "3:6 division by zero: 'y' is 1 / y.1 with y.1 = 0"),
    "division of numbers": (node("x * (1/0)"), "division by zero"),
    "root": (node("sqrt(x - 3)"), "sqrt(y.1) with y.1 = -1"),
    "exp": (node("exp(x * 500)"), "3:6 not a finite number: 'y' is exp(y.1) with y.1 = 1000"),
    # texts and looks
    "quotes of TeX": (label('"$\\theta$"'), "use single quotes: '$\\theta$'"),
    "tfrac": (label(r"$\tfrac{1}{2}$"), r"use \frac"),
    "a command in words": (label(r"'$\text{a \alpha b}$'"), r"'\alpha' is no command inside '\text'"),
    "a tab in words": (label(r"'$\text{\textbackslash}$'"), r"'\textbackslash' is no command inside '\text'"),
    "deep math": (label("'$" + "{" * 40 + "x" + "}" * 40 + "$'"), "nested too deep (over 12 levels)"),
    "colour": (node("x") + "view: {nodes: {y: {fill: '#12'}}}\n", "4:26 invalid colour '#12'"),
    "edge": (node("x") + "view: {edges: {x -> zz: {color: red}}}\n", "4:16 no such edge: x -> zz"),
    "format": ("inputs: {x: {value: 1, format: '{0.__class__}'}}\nnodes: {y: x}\n", "one of int, round, percent"),
    "Python's format": ("inputs: {x: {value: 1, format: 1000000000f}}\nnodes: {y: x}\n", "one of int, round, percent"),
    # what a spec is not asked for
    "a link that runs": ("inputs: {x: {value: 1, link: 'javascript:a()'}}\nnodes: {y: x}\n", "unknown key 'link'"),
    "settings of matplotlib": (node("x") + "view: {rcParams: {text.usetex: true}}\n", "unknown key 'rcParams' in view"),
    "a style file": (node("x") + "view: {style: a.mplstyle}\n", "unknown key 'style' in view"),
}


@pytest.mark.parametrize("name", CASES)
def test_the_right_answer(name: str, tmp_path: Path) -> None:
    text, words = CASES[name]
    file = tmp_path / "bad.yaml"
    file.write_bytes(text if isinstance(text, bytes) else text.encode())
    with pytest.raises(SpecError) as refused:
        graphdraw.render(file, "svg")
    said = report(refused.value.problems).replace(f"{file}:", "").replace(": error:", "")
    assert words in said


@pytest.mark.parametrize(
    ("extended", "words"),
    [
        ("../../x", "outside the root folder"),
        ("/etc/passwd", "outside the root folder"),
        ("https://example.org/a.yaml", "a URL is not supported here"),
        ("bad.yaml", "bad.yaml → bad.yaml"),
    ],
)
def test_what_cannot_be_extended(extended: str, words: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("bad.yaml").write_text(f"extends: {extended}\n")
    with pytest.raises(SpecError) as refused:
        graphdraw.render(Path("bad.yaml"), "svg")
    assert words in str(refused.value)


@pytest.mark.parametrize(
    "text",
    ["inputs: {no: 3, on: 2}\nnodes: {y: no * on}\n", number("1e3"), label("costs $5 and $6")],
    ids=["no and on are names", "1e3 is a number", "dollars are drawn"],
)
def test_what_works(text: str) -> None:
    assert graphdraw.render(text, "svg").startswith(b"<?xml")


def test_a_label_that_a_comment_cuts_is_a_warning() -> None:
    (problem,) = scenes.load(Source("cut.yaml", label("Cost #3").encode())).problems
    assert (problem.severity, problem.text) == ("warning", "'#' starts a comment: the text is only 'Cost'")
