"""`graphdraw resolve`: the merged spec with the origin of every value."""

from __future__ import annotations

import json

import pytest


@pytest.fixture
def more(folder):
    """A spec that extends `snack.yaml`."""
    text = "extends: snack.yaml\ninputs: {tax: 1.1}\nnodes: {total: {label: 合計}}\n"
    (folder / "more.yaml").write_text(text, encoding="utf-8")
    return folder


def test_yaml_with_the_place_of_every_value(run, more):  # noqa: ARG001
    result = run("resolve", "more.yaml", "--set", "view.margin=3")
    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout.splitlines() == [
        "inputs:",
        "  snack: 30  # snack.yaml:2",
        "  number:",
        "    value: 5  # snack.yaml:3",
        "    grad: false  # snack.yaml:3",
        "  tax:",
        "    value: 1.1  # more.yaml:2",
        "    grad: false  # snack.yaml:4",
        "nodes:",
        "  subtotal: snack * number  # snack.yaml:6",
        "  total:",
        "    expr: subtotal * tax  # snack.yaml:7",
        "    label: 合計  # more.yaml:3",
        "view:",
        "  margin: 3  # --set:1",
    ]


def test_what_it_prints_is_the_same_figure(run, more):
    (more / "whole.yaml").write_text(run("resolve", "more.yaml").stdout, encoding="utf-8")
    assert run("eval", "whole.yaml").stdout == run("eval", "more.yaml").stdout


def test_json(run, more):  # noqa: ARG001
    document = json.loads(run("resolve", "more.yaml", "--format", "json").stdout)
    assert list(document) == ["graphdraw", "spec", "from"]
    assert document["spec"]["inputs"]["tax"] == {"value": 1.1, "grad": False}
    assert document["from"]["inputs.tax.value"] == "more.yaml:2"


def test_a_spec_with_mistakes_is_reported_and_not_printed(run, folder):  # noqa: ARG001
    result = run("resolve", "typo.yaml")
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr.startswith("typo.yaml:5:18: error: unknown name 'numbr' [unknown-name]\n")


def test_standard_input(run, folder):  # noqa: ARG001
    result = run("resolve", "-", stdin="inputs: {x: 2}\nnodes: {y: x * x}\n")
    assert result.stdout == "inputs:\n  x: 2  # <stdin>:1\nnodes:\n  y: x * x  # <stdin>:2\n"
