"""Tables that line up."""

from __future__ import annotations

from graphdraw.cli.table import aligned, as_csv, markdown
from graphdraw.errors import columns


def test_columns_line_up_and_numbers_stand_right():
    assert aligned(("name", "value"), [("a", "1"), ("total", "180.0")], numbers=[1]) == (
        "name   value\na          1\ntotal  180.0"
    )


def test_japanese_names_count_two_columns_a_character():
    text = aligned(("name", "value"), [("りんご", "100"), ("tax", "1.1")])
    assert text.splitlines() == ["name    value", "りんご  100", "tax     1.1"]
    assert columns("りんご  ") == columns("name    ")


def test_no_space_at_line_ends():
    assert aligned(("a", "b"), [("x", ""), ("long", "y")]).splitlines() == ["a     b", "x", "long  y"]


def test_markdown_escapes_bars():
    assert markdown(("x", "y"), [("|a|", "1")]) == "| x | y |\n| --- | --- |\n| \\|a\\| | 1 |"


def test_csv_quotes_what_needs_it():
    assert as_csv(("x", "y"), [("a,b", '"'), ("", "1")]) == 'x,y\n"a,b",""""\n,1'
