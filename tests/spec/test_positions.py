"""Where a problem is said to be: through line ends, tabs, wide characters, quotes, escapes and folded lines."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graphdraw.errors import full_text
from graphdraw.limits import Limits
from graphdraw.spec.yaml.document import Mapping, Scalar
from graphdraw.spec.yaml.problems import Problems
from graphdraw.spec.yaml.reader import read
from graphdraw.spec.yaml.source import Source, decode

INPUTS = "inputs:\n  a: 1\nnodes:\n"
PLACES = {
    "plain": ("  y: a * numbr\n", 4, 10, 5),
    "after a tab": ("  y:\ta * numbr\n", 4, 10, 5),
    "after a tab inside": ("  y: a\t*\tnumbr\n", 4, 10, 5),
    "single quotes": ("  y: 'a * numbr'\n", 4, 11, 5),
    "double quotes": ('  y: "a * numbr"\n', 4, 11, 5),
    "an escape in it": ('  y: "a * \\x6eumbr"\n', 4, 11, 8),
    "an escape before it": ('  y: "\\u0061 * numbr"\n', 4, 16, 5),
    "wide characters before it": ("  合計: a * numbr\n", 4, 11, 5),
    "a plain text of two lines": ("  y: a\n    * numbr\n", 5, 7, 5),
    "single quotes over lines": ("  y: 'a\n\n    * numbr'\n", 6, 7, 5),
    "double quotes, line continued": ('  y: "a \\\n    * numbr"\n', 5, 7, 5),
    "literal block": ("  y: |\n    a\n    * numbr\n", 6, 7, 5),
    "folded block": ("  y: >\n    a\n    * numbr\n", 6, 7, 5),
    "folded block, a comment in the head": ("  y: >-  # why\n    a\n    * numbr\n", 6, 7, 5),
    "folded block with an empty line": ("  y: >\n    a\n\n    * numbr\n", 7, 7, 5),
    "long form": ("  y:\n    expr: a * numbr\n", 5, 15, 5),
}


@pytest.mark.usefixtures("either_parser")
@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"], ids=["LF", "CRLF", "CR"])
@pytest.mark.parametrize("start", ["", "\ufeff"], ids=["", "BOM"])
@pytest.mark.parametrize(("nodes", "line", "column", "span"), PLACES.values(), ids=PLACES)
def test_an_unknown_name_is_pointed_at(nodes, line, column, span, start, line_end, failures):
    (problem,) = failures(start + (INPUTS + nodes).replace("\n", line_end))
    assert (problem.code, problem.text) == ("unknown-name", "unknown name 'numbr'")
    assert (problem.where.line, problem.where.column, problem.where.span) == (line, column, span)


def test_the_caret_stands_below_what_it_marks_after_wide_characters(failures):
    (problem,) = failures(INPUTS + "  合計: a * おかし\n")
    assert full_text(problem).splitlines()[1:3] == [
        "    合計: a * おかし",
        "              ^^^^^^",
    ]


def test_a_tab_takes_one_column_in_the_excerpt(failures):
    (problem,) = failures(INPUTS + "  y:\ta * numbr\n")
    assert full_text(problem).splitlines()[1:3] == ["    y: a * numbr", "           ^^^^^"]


def test_of_a_long_line_the_part_round_the_mark_is_shown(failures):
    (problem,) = failures(INPUTS + f"  y: {'a + ' * 100}numbr{' + a' * 100}\n")
    line, carets = full_text(problem).splitlines()[1:3]
    assert line.startswith("    …")
    assert line.endswith("…")
    assert len(line) < 170
    assert line[carets.index("^") : carets.index("^") + 5] == "numbr"
    assert carets.strip() == "^^^^^"


def test_a_mark_of_any_length_is_cut_with_its_line(failures):
    (problem,) = failures(f"inputs:\n  a: {'9' * 5000}\nnodes:\n  y: a\n")
    assert all(len(line) < 170 for line in full_text(problem).splitlines())


def scalar_of(text):
    problems = Problems()
    root = read(decode(Source("x.yaml", text.encode()), Limits()), Limits(), problems)
    assert isinstance(root, Mapping)
    ((_, value),) = root.entries
    assert isinstance(value, Scalar)
    return value


TEXT = st.text(st.characters(codec="utf-8", categories=("L", "N", "P", "S", "Zs"), exclude_characters="\xa0\u3000"))


@given(TEXT)
def test_json_strings_come_back_and_every_character_is_found(text):
    value = scalar_of(f"x: {json.dumps(text, ensure_ascii=False)}\n")
    assert value.text == text
    for offset, character in enumerate(text):
        where = value.at(offset)
        assert value.page.lines[0][where.column - 1] == ("\\" if character in '"\\' else character)


@given(TEXT)
def test_escaped_json_strings_come_back(text):
    assert scalar_of(f"x: {json.dumps(text)}\n").text == text


@given(TEXT)
def test_single_quoted_texts_come_back_and_every_character_is_found(text):
    value = scalar_of("x: '" + text.replace("'", "''") + "'\n")
    assert value.text == text
    for offset, character in enumerate(text):
        assert value.page.lines[0][value.at(offset).column - 1] == character


@given(st.lists(st.from_regex(r"[a-zé誤]{1,8}", fullmatch=True), min_size=1, max_size=12), st.data())
def test_words_folded_over_lines_are_found(words, data):
    gaps = data.draw(st.lists(st.sampled_from([" ", "\n    "]), min_size=len(words) - 1, max_size=len(words) - 1))
    style = data.draw(st.sampled_from(["{}", "'{}'", '"{}"', ">\n    {}"]))
    folded = words[0] + "".join(gap + word for gap, word in zip(gaps, words[1:], strict=True))
    value = scalar_of("x: " + style.format(folded) + "\n")
    assert value.text.split() == words
    offset = 0
    for word in words:
        offset = value.text.index(word, offset)
        where = value.at(offset, len(word))
        assert value.page.lines[where.line - 1][where.column - 1 : where.column - 1 + where.span] == word
        offset += len(word)
