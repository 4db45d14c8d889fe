"""`graphdraw eval`: a table for people, JSON and CSV for programs, Markdown for books."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest

SPECS = sorted((Path(__file__).parents[2] / "specs").glob("*.yaml"))

TABLE = """\
name      value  gradient  shape
snack        30       6.0  ()
number        5         -  ()
tax         1.2         -  ()
subtotal    150       1.2  ()
total     180.0         1  ()
"""


def test_the_table_for_people(run):
    result = run("eval", "snack.yaml")
    assert (result.exit_code, result.stdout, result.stderr) == (0, TABLE, "")


def test_json_is_what_other_programs_rely_on(run, folder):
    (folder / "titled.yaml").write_text(
        "title: 税\ninputs: {snack: 30, number: {value: 5, grad: false}}\nnodes:\n  total: 2 * (snack * number)\n",
        encoding="utf-8",
    )
    result = run("eval", "titled.yaml", "--format", "json")
    assert (result.exit_code, result.stderr) == (0, "")
    assert "税" in result.stdout
    found = json.loads(result.stdout)
    assert list(found) == ["graphdraw", "title", "values", "gradients", "edges", "notes"]
    assert found == {
        "graphdraw": 1,
        "title": "税",
        "values": {"snack": 30, "number": 5, "total.1": 150, "total": 300},
        "gradients": {"snack": 10, "number": None, "total.1": 2, "total": 1},
        "edges": [
            {"from": "snack", "to": "total.1", "argument": 0, "value": 30, "gradient": 10, "local": 5},
            {"from": "number", "to": "total.1", "argument": 1, "value": 5, "gradient": None, "local": None},
            {"from": "total.1", "to": "total", "argument": 1, "value": 150, "gradient": 2, "local": 2},
        ],
        "notes": {},
    }
    assert list(found["values"]) == ["snack", "number", "total.1", "total"]
    assert isinstance(found["gradients"]["total"], int)


def test_json_without_a_title_or_a_backward_pass(run, folder):
    (folder / "forward.yaml").write_text("backward: false\ninputs: {x: 2}\nnodes: {y: x * x}\n", encoding="utf-8")
    found = json.loads(run("eval", "forward.yaml", "--format", "json").stdout)
    assert found["title"] is None
    assert found["gradients"] == {"x": None, "y": None}
    assert [edge["gradient"] for edge in found["edges"]] == [None, None]
    assert [edge["argument"] for edge in found["edges"]] == [0, 1]


def test_json_has_the_notes_of_inputs_and_nodes(run, folder):
    (folder / "noted.yaml").write_text(
        "inputs:\n  x: {value: 3, note: $1 a bag}\n  w: {value: 2, note: ''}\n  b: 1\n"
        "nodes:\n  y:\n    expr: x * w + b\n    note: |\n      as printed\n      in 2020\n",
        encoding="utf-8",
    )
    found = json.loads(run("eval", "noted.yaml", "--format", "json").stdout)
    assert found["notes"] == {"x": "$1 a bag", "y": "as printed\nin 2020"}


def test_a_spec_without_numbers_has_none(run, folder):
    (folder / "symbols.yaml").write_text("inputs: [x, w]\nnodes: {y: x * w}\n", encoding="utf-8")
    found = json.loads(run("eval", "symbols.yaml", "--format", "json").stdout)
    assert found["values"] == {"x": None, "w": None, "y": None}
    assert run("eval", "symbols.yaml").stdout.splitlines()[1].split() == ["x", "-", "-", "()"]


def test_csv_has_full_precision(run, folder):
    (folder / "third.yaml").write_text("inputs: {x: 3}\nnodes: {y: 1 / x}\n", encoding="utf-8")
    rows = list(csv.reader(run("eval", "third.yaml", "--format", "csv").stdout.splitlines()))
    assert rows == [
        ["name", "value", "gradient", "shape"],
        ["x", "3", repr(-1 / 9), "()"],
        ["y", repr(1 / 3), "1", "()"],
    ]


def test_markdown(run):
    lines = run("eval", "snack.yaml", "--format", "markdown").stdout.splitlines()
    assert lines[:3] == [
        "| name | value | gradient | shape |",
        "| --- | --- | --- | --- |",
        "| snack | 30 | 6.0 | () |",
    ]


def test_standard_input(run, folder):
    result = run("eval", "-", stdin=(folder / "snack.yaml").read_bytes())
    assert (result.exit_code, result.stdout) == (0, TABLE)


def test_a_mistake_has_its_place_and_exit_1(run):
    result = run("eval", "typo.yaml")
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr == (
        "typo.yaml:5:18: error: unknown name 'numbr' [unknown-name]\n"
        "    total: snack * numbr\n"
        "                   ^^^^^\n"
        "hint: did you mean 'number'?\n"
    )


def test_a_mistake_on_standard_input_is_named_so(run, folder):
    result = run("eval", "-", "--error-format", "concise", stdin=(folder / "typo.yaml").read_bytes())
    assert result.stderr == "<stdin>:5:18: error: unknown name 'numbr' [unknown-name]\n"


def test_a_missing_file_is_2(run):
    result = run("eval", "snak.yaml")
    assert (result.exit_code, result.stdout) == (2, "")
    assert "snak.yaml: no such file" in result.stderr
    assert "did you mean 'snack.yaml'?" in result.stderr


def test_a_value_that_does_not_exist_is_1(run, folder):
    (folder / "zero.yaml").write_text("inputs: {x: 0}\nnodes: {y: log(x)}\n", encoding="utf-8")
    result = run("eval", "zero.yaml")
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr.startswith("zero.yaml:2:")


@pytest.mark.parametrize("path", SPECS, ids=lambda path: path.stem)
def test_every_example_gives_valid_json(run, path):
    result = run("eval", path, "--format", "json")
    assert result.exit_code == 0, result.stderr
    found = json.loads(result.stdout, parse_constant=pytest.fail)
    assert set(found["values"]) == set(found["gradients"])
    assert all(edge["from"] in found["values"] and edge["to"] in found["values"] for edge in found["edges"])


def test_latex_has_powers_of_ten(run, folder):
    spec = "inputs: {x: 4.8e-6, y: 1e+20}\nnodes: {z: x * 1.5, w: y * 3}\noutputs: [z, w]\nbackward: false\n"
    (folder / "small.yaml").write_text(spec)
    rows = run("eval", "small.yaml", "--format", "latex").stdout.splitlines()
    assert [row for row in rows if row[:1] in "xyzw"] == [
        r"x & $4.8\times 10^{-6}$ & - & () \\",
        r"y & $1\times 10^{20}$ & - & () \\",
        r"z & $7.2\times 10^{-6}$ & - & () \\",
        r"w & $3\times 10^{20}$ & - & () \\",
    ]


@pytest.mark.parametrize("form", ["table", "markdown"])
def test_tables_have_the_signs_that_the_spec_asks_for_and_data_has_none(run, folder, form):
    spec = "inputs: {x: -1234.5}\nnodes: {y: x * 2}\nview: {numbers: {decimal: ',', group: '.', decimals: 0}}\n"
    (folder / "a.yaml").write_text(spec, encoding="utf-8")
    done = run("eval", "a.yaml", "--format", form)
    assert "-1.234,5" in done.stdout
    assert "-2.469" in done.stdout
    assert "$-1.234{,}5$" in run("eval", "a.yaml", "--format", "latex").stdout
    data = run("eval", "a.yaml", "--format", "csv")
    assert "-1234.5" in data.stdout
