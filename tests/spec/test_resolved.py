"""A merged spec written out: read again, it is the same spec."""

from pathlib import Path

import pytest

from graphdraw.spec import as_data, as_yaml

SPECS = sorted((Path(__file__).parents[2] / "specs").glob("*.yaml"))


@pytest.mark.parametrize("path", SPECS, ids=lambda path: path.stem)
def test_every_example_is_the_same_when_read_again(path, load):
    spec = load(path.read_bytes(), path.name, path.parent)
    again = load(as_yaml(spec.document))
    assert as_data(again.document)["spec"] == as_data(spec.document)["spec"]
    assert [text for text, _ in again.texts] == [text for text, _ in spec.texts]


@pytest.mark.parametrize(
    "text",
    [
        "inputs: {x: {value: 2, label: 'it''s # not a comment'}}",
        'inputs: {x: {value: 2, label: "a: b"}}',
        "inputs:\n  x:",
        "inputs: [x]",
        "description: |\n  two\n  lines\ninputs: {x: 1}",
        "description: |+\n  two\n  lines\n\n\ninputs: {x: 1}",
        "description: |2-\n    indented\n  lines\ninputs: {x: 1}",
        "description: >\n  folded\n  text\n\n  and more\ninputs: {x: 1}",
        "inputs: {x: 6.00}\nview: {symbols: {}, background: '#fff'}",
        'inputs: {"x": 1}\nview: {nodes: {y: {class: ["a, b"]}}, classes: {"a, b": {fill: red}}}',
        "blocks: {f(x): x*2, phi(z): , g: {inputs: [a], nodes: {b: a}, outputs: {c: b}}}\ninputs: {x: 1}",
        "x-note: {deep: [1, {a: b}]}\ninputs: {x: 1}",
    ],
)
def test_forms_of_text_survive(text, load):
    spec = load(f"{text}\nnodes: {{y: x * x}}\n")
    again = load(as_yaml(spec.document))
    assert as_data(again.document)["spec"] == as_data(spec.document)["spec"]
    assert "x-note" not in as_yaml(again.document)


def test_every_value_says_where_it_comes_from(load, tmp_path):
    (tmp_path / "base.yaml").write_text("inputs:\n  x: 6.00\nnodes:\n  y: {expr: x * x, unit: 円}\n", encoding="utf-8")
    spec = load("extends: base.yaml\ninputs: {x: {label: ' x'}}\noutputs: [y]\n", "figures/a.yaml", tmp_path)
    assert as_yaml(spec.document).splitlines() == [
        "inputs:",
        "  x:",
        "    value: 6.00  # figures/base.yaml:2",
        "    label: ' x'  # figures/a.yaml:2",
        "nodes:",
        "  y:",
        "    expr: x * x  # figures/base.yaml:4",
        "    unit: 円  # figures/base.yaml:4",
        "outputs: [y]  # figures/a.yaml:3",
    ]
    assert as_data(spec.document) == {
        "graphdraw": 1,
        "spec": {
            "inputs": {"x": {"value": "6.00", "label": " x"}},
            "nodes": {"y": {"expr": "x * x", "unit": "円"}},
            "outputs": ["y"],
        },
        "from": {
            "inputs.x.value": "figures/base.yaml:2",
            "inputs.x.label": "figures/a.yaml:2",
            "nodes.y.expr": "figures/base.yaml:4",
            "nodes.y.unit": "figures/base.yaml:4",
            "outputs": "figures/a.yaml:3",
        },
    }
