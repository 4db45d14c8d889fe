"""What an author is told about YAML itself: the same words, whichever of PyYAML's parsers is there."""

import pytest

from graphdraw.errors import report

NODES = "inputs:\n  a: 1\n  b: 2\nnodes:\n"
BOM = "\ufeff"

CASES = {
    "empty": (
        "",
        "snack.yaml:1:1: error: the file is empty [empty]",
        "a spec needs at least 'inputs' and 'nodes'",
    ),
    "only a comment": (
        "# nothing\n",
        "snack.yaml:1:1: error: the file is empty [empty]",
        "a spec needs at least 'inputs' and 'nodes'",
    ),
    "a list": (
        "- a\n",
        "snack.yaml:1:1: error: a spec is a mapping, this is a list [not-a-mapping]",
        "begin with 'inputs:' and 'nodes:'",
    ),
    "a text": (
        "hello\n",
        "snack.yaml:1:1: error: a spec is a mapping, this is text [not-a-mapping]",
        "begin with 'inputs:' and 'nodes:'",
    ),
    "two documents": (
        NODES + "  c: a + b\n---\ninputs: {}\n",
        "snack.yaml:6:1: error: a second document starts here [documents]",
        "one file is one figure: move the rest to another file",
    ),
    "a document after an end": (
        "title: x\n...\ntitle: y\n",
        "snack.yaml:3:1: error: a second document starts here [documents]",
        "one file is one figure: move the rest to another file",
    ),
    "directive": (
        "%YAML 1.1\n---\na: 1\n",
        "snack.yaml:1:1: error: YAML directives are not used here [directive]",
        "remove the lines that begin with '%'",
    ),
    "tab": ("inputs:\n\ta: 1\n", "snack.yaml:2:1: error: tabs can't indent YAML [tab]", "indent with spaces"),
    "wide space": (
        "inputs:\n  \u3000a: 1\n",
        "snack.yaml:2:3: error: ideographic spaces (U+3000) can't indent YAML [indentation]",
        "indent with ordinary spaces",
    ),
    "no-break space": (
        "inputs:\n\u00a0\u00a0a: 1\n",
        "snack.yaml:2:1: error: no-break spaces (U+00A0) can't indent YAML [indentation]",
        "indent with ordinary spaces",
    ),
    "control character": (
        "title: a\x07b\n",
        "snack.yaml:1:9: error: control character U+0007 in the text [control-character]",
        "remove it",
    ),
    "NEL": (
        "title: a\x85b\n",
        "snack.yaml:1:9: error: control character U+0085 in the text [control-character]",
        "remove it",
    ),
    "line separator": (
        "title: a\u2028b\n",
        "snack.yaml:1:9: error: line separator U+2028 in the text [control-character]",
        "remove it",
    ),
    "bidirectional override": (
        "title: a\u202eb\n",
        "snack.yaml:1:9: error: bidirectional override U+202E in the text [control-character]",
        "remove it",
    ),
    "escaped control character": (
        'title: "a\\u0007b"\n',
        "snack.yaml:1:10: error: control character U+0007 in the text [control-character]",
        "remove it",
    ),
    "lone surrogate": (
        '{"title": "\\ud83d"}',
        "snack.yaml:1:12: error: lone surrogate U+D83D in the text [control-character]",
        "remove it",
    ),
    "anchor": (
        "inputs:\n  x: &a 3\n",
        "snack.yaml:2:6: error: YAML anchors and aliases are not used here [alias]",
        "quote the text if it is one: '&a 3'",
    ),
    "alias": (
        NODES + "  c: *a\n",
        "snack.yaml:5:6: error: YAML anchors and aliases are not used here [alias]",
        "quote the text if it is one: '*a'",
    ),
    "an expression that looks like an alias": (
        NODES + "  c: *a + 1  # one more\n",
        "snack.yaml:5:6: error: YAML anchors and aliases are not used here [alias]",
        "quote the text if it is one: '*a + 1'",
    ),
    "tag": (
        "inputs:\n  x: !!int 3\n",
        "snack.yaml:2:6: error: YAML tags are not used here [tag]",
        "quote the text if the '!' belongs to it",
    ),
    "merge key": (
        "<<: {title: a}\n",
        "snack.yaml:1:1: error: YAML merge keys are not used here [merge-key]",
        "write the entries out",
    ),
    "duplicate": (
        "title: a\nlang: ja\ntitle: b\n",
        "snack.yaml:3:1: error: 'title' is given twice (first on line 1) [duplicate]",
        None,
    ),
    "list as a key": (
        NODES + "  ? [a, b]\n  : a\n",
        "snack.yaml:5:5: error: a key is a name, this is a list [key]",
        "quote it if it is meant as text",
    ),
    "no space after the colon": (
        "inputs:\n  x:3\nnodes:\n  y: 2\n",
        "snack.yaml:2:4: error: a colon needs a space after it [colon]",
        "write 'x: 3'",
    ),
    "no space, among others": (
        "inputs:\n  x: 3\n  y:4\nnodes:\n  z: x\n",
        "snack.yaml:3:4: error: a colon needs a space after it [colon]",
        "write 'y: 4'",
    ),
    "no space, in braces": (
        "inputs: {x:3}\nnodes:\n  y: 2\n",
        "snack.yaml:1:11: error: a colon needs a space after it [colon]",
        "write 'x: 3'",
    ),
    "full-width colon": (
        "inputs:\n  りんご：100\nnodes:\n  y: 2\n",
        "snack.yaml:2:6: error: a full-width colon separates nothing in YAML [colon]",
        "write 'りんご: 100'",
    ),
    "equals": (
        "nodes:\n  total = a*b\n",
        "snack.yaml:2:9: error: '=' gives nothing a name in YAML [colon]",
        "write 'total: a*b'",
    ),
    "colon in a value": (
        "title: Price: total\n",
        "snack.yaml:1:13: error: a value with ': ' in it is read as another 'name: value' [colon-in-value]",
        "quote it: title: 'Price: total'",
    ),
    "bars": (
        NODES + "  c: |a|\n",
        "snack.yaml:5:6: error: '|' at the beginning of a value starts a block of text in YAML [block-text]",
        "write abs(a)",
    ),
    "a minus with a space": (
        NODES + "  c: - a + 1\n",
        "snack.yaml:5:6: error: '- ' begins a list entry, which can't stand here [list-entry]",
        "write -a + 1 without the space, or quote it",
    ),
    "per cent sign first": (
        NODES + "  c: %a\n",
        "snack.yaml:5:6: error: a value can't begin with '%' in YAML [sign]",
        "quote it: '%a'",
    ),
    "comma in braces": (
        "inputs: {x: 1}\nnodes: {y: max(x, 2)}\n",
        "snack.yaml:2:15: error: inside {…} and […] YAML ends a value at ',' and '[' [cut-value]",
        "put each entry on its own line, or quote it",
    ),
    "step in braces": (
        "nodes: {y: rnn[2].h + 1}\n",
        "snack.yaml:1:15: error: inside {…} and […] YAML ends a value at ',' and '[' [cut-value]",
        "put each entry on its own line, or quote it",
    ),
    "step as a key in braces": (
        "blocks: {rnn[2]: expanded}\n",
        "snack.yaml:1:13: error: inside {…} and […] YAML ends a value at ',' and '[' [cut-value]",
        "put each entry on its own line, or quote it",
    ),
    "braces in braces": (
        "inputs:\n  h: {label: $h_{t-1}$}\n",
        "snack.yaml:2:17: error: inside {…} and […] YAML ends a value at ',' and '{' [cut-value]",
        "put each entry on its own line, or quote it",
    ),
    "bracket never closed": (
        "inputs: {x: 1\nnodes:\n",
        "snack.yaml:2:6: error: ',' or '}' is missing before this [bracket]",
        "the '{' of line 1 is still open",
    ),
    "bracket never closed, to the end": (
        "inputs: {x: 1\n",
        "snack.yaml:1:9: error: '{' is never closed [bracket]",
        "end it with '}'",
    ),
    "quote never closed": (
        "title: 'abc\n",
        "snack.yaml:1:8: error: the quote ' is never closed [quote]",
        "end the text with '",
    ),
    "text after a quote": (
        "title: 'abc' def\n",
        "snack.yaml:1:14: error: the text ended at the ' before this [syntax]",
        "quote the whole value",
    ),
    "TeX in double quotes": (
        'title: "$\\theta$"\n',
        "snack.yaml:1:10: error: in double quotes a backslash starts an escape: \\t is a tab [backslash]",
        "use single quotes: '$\\theta$'",
    ),
    "TeX in double quotes that YAML knows not": (
        'title: "$\\sigma$"\n',
        "snack.yaml:1:10: error: in double quotes a backslash starts an escape: \\s is none [backslash]",
        "use single quotes: '$\\sigma$'",
    ),
    "indentation": (
        "inputs:\n    a: 1\n  b: 2\n",
        "snack.yaml:3:3: error: the indentation fits no line above [indentation]",
        "lines that belong together begin in the same column",
    ),
    "a line that is no entry": (
        "inputs:\n  a: 1\n  b\nnodes:\n  c: a\n",
        "snack.yaml:3:3: error: this line is no 'name: value' [syntax]",
        "write a name, a colon, a space and a value",
    ),
}


@pytest.mark.usefixtures("either_parser")
@pytest.mark.parametrize(("text", "headline", "hint"), CASES.values(), ids=CASES)
def test_message_place_and_hint(text, headline, hint, failures):
    problem = failures(text)[0]
    assert problem.headline == headline
    assert problem.hint == hint


@pytest.mark.usefixtures("either_parser")
def test_one_mistake_of_yaml_is_one_problem(failures):
    """What YAML could not read leads to nothing else that would be noted."""
    alone = {name for name, (text, _, _) in CASES.items() if len(failures(text)) == 1}
    assert alone >= set(CASES) - {"duplicate", "no space after the colon", "merge key", "list as a key"}


def test_the_report_shows_line_caret_and_hint(failures):
    assert report(failures("title: Price: total\n")) == (
        "snack.yaml:1:13: error: a value with ': ' in it is read as another 'name: value' [colon-in-value]\n"
        "    title: Price: total\n"
        "                ^\n"
        "hint: quote it: title: 'Price: total'"
    )


@pytest.mark.parametrize(
    ("data", "text"),
    [
        ("inputs:\n  誤差: 1\n".encode("cp932"), "the file is not UTF-8 but Shift_JIS"),
        ("inputs:\n  誤差: 1\n".encode("euc_jp"), "the file is not UTF-8 but EUC-JP"),
        ("inputs:\n  a: 1\n".encode("utf-16"), "the file is not UTF-8 but UTF-16"),
        (b"inputs:\n  a\xff: 1\n", "the file is not UTF-8"),
    ],
)
def test_other_encodings_are_named(data, text, failures):
    (problem,) = failures(data)
    assert (problem.text, problem.code, problem.hint) == (text, "encoding", "save the file as UTF-8")


def test_an_undecodable_byte_is_pointed_at(failures):
    (problem,) = failures(b"inputs:\n  a\xff: 1\n")
    assert (problem.where.line, problem.where.column) == (2, 4)
    assert problem.where.excerpt is None


def test_json_is_a_spec_tabs_and_surrogate_pairs_included(load):
    spec = load('{\n\t"title": "\\ud83d\\ude00",\n\t"inputs": {"x": 1},\n\t"nodes": {"y": "x*2"}\n}\n')
    assert spec.title == "\N{GRINNING FACE}"
    assert [node.name for node in spec.graph.nodes] == ["x", "y"]


def test_a_byte_order_mark_is_no_part_of_the_text(load):
    assert load(BOM + NODES + "  c: a + b\n").graph.by_name["c"].where.line == 5
