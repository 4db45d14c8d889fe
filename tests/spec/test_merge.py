"""What one spec makes of another: short and long forms, names, lists, `null`."""

import pytest

from graphdraw.spec import as_data

BASE = """\
inputs: {snack: 30, number: {value: 5, grad: false, label: n}, tax: 1.2}
nodes:
  subtotal: snack * number
  total: {expr: subtotal * tax, label: Total, format: {decimals: 2}}
outputs: [subtotal, total]
expect: {values: {total: 180}}
view:
  numbers: python
  symbols: {mul: "*", add: plus}
  nodes: {total: {fill: red, color: blue}}
"""


@pytest.fixture
def over(load, tmp_path):
    """The merged document of a text that extends `BASE` (or another base), as data."""

    def document(text, base=BASE):
        (tmp_path / "base.yaml").write_text(base, encoding="utf-8")
        spec = load(f"extends: base.yaml\n{text}", folder=tmp_path)
        return as_data(spec.document)["spec"]

    return document


def changed(text, at, expected, base=BASE):
    return pytest.param(text, at.split("/"), expected, base, id=f"{text.strip()} at {at}")


@pytest.mark.parametrize(
    ("text", "at", "expected", "base"),
    [
        changed("title: T", "inputs/snack", 30),
        changed("inputs: {number: 6}", "inputs/number", {"value": 6, "grad": False, "label": "n"}),
        changed("inputs: {snack: {unit: yen}}", "inputs/snack", {"value": 30, "unit": "yen"}),
        changed("inputs: {snack: 31}", "inputs/snack", 31),
        changed("nodes: {total: {unit: yen}}", "nodes/total/expr", "subtotal * tax"),
        changed("nodes: {total: subtotal + tax}", "nodes/total/label", "Total"),
        changed("nodes: {total: subtotal + tax}", "nodes/total/expr", "subtotal + tax"),
        changed("nodes: {subtotal: {label: s}}", "nodes/subtotal", {"expr": "snack * number", "label": "s"}),
        changed("nodes: {total: {format: int}}", "nodes/total/format", "int"),
        changed("nodes: {total: {format: {sig: 3, decimals: null}}}", "nodes/total/format", {"sig": 3}),
        changed("outputs: total", "outputs", "total"),
        changed("outputs: {total: {label: T}}", "outputs", {"subtotal": None, "total": {"label": "T"}}),
        changed("expect: {values: {subtotal: 150}}", "expect/values", {"total": 180, "subtotal": 150}),
        changed("expect: {values: {total: {within: 1}}}", "expect/values/total", {"value": 180, "within": 1}),
        changed("view: {numbers: {decimals: 1}}", "view/numbers", {"style": "python", "decimals": 1}),
        changed("view: {symbols: {mul: null}}", "view/symbols", {"add": "plus"}),
        changed("view: {nodes: {total: {fill: green}}}", "view/nodes/total", {"fill": "green", "color": "blue"}),
        changed("inputs:\n  snack:", "inputs/snack", 30),
        changed("view:", "view/numbers", "python"),
        changed("inputs: [tax]", "inputs", ["tax"], "inputs: {tax: 1.2}\nnodes: {y: tax * tax}\n"),
        changed("inputs: {x: 2}", "inputs", {"x": 2, "w": None}, "inputs: [x, w]\nnodes: {y: x * w}\n"),
    ],
)
def test_what_becomes_of_a_key(text, at, expected, base, over):
    found = over(text, base)
    for name in at:
        found = found[name]
    assert found == expected


def test_order_is_that_of_the_base_and_then_of_what_is_new(over):
    document = over("inputs: {extra: 1, tax: 1.1}\nnodes: {more: total * extra}\n")
    assert list(document["inputs"]) == ["snack", "number", "tax", "extra"]
    assert list(document["nodes"]) == ["subtotal", "total", "more"]


def test_names_are_the_same_after_nfkc(over):
    assert list(over("inputs: {\uff54\uff41\uff58: 1.5}")["inputs"].values())[2:] == [1.5]


def test_null_deletes_at_every_level(over):
    document = over(
        "expect: null\nview: {nodes: {total: {fill: null}}, symbols: null}\ninputs: {number: {label: null}}"
    )
    assert "expect" not in document
    assert document["view"] == {"numbers": "python", "nodes": {"total": {"color": "blue"}}}
    assert document["inputs"]["number"] == {"value": 5, "grad": False}


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("{expr: a * b, unit: m}", "{op: add, args: [a, b]}", {"unit": "m", "op": "add", "args": ["a", "b"]}),
        ("{op: add, args: [a, b], unit: m}", "a * b", {"unit": "m", "expr": "a * b"}),
        ("{op: add, args: [a, b]}", "{args: [b, a]}", {"op": "add", "args": ["b", "a"]}),
    ],
)
def test_another_form_replaces_the_old_one(old, new, expected, over):
    base = f"inputs: {{a: 1, b: 2}}\nnodes:\n  y: {old}\n"
    assert over(f"nodes:\n  y: {new}\n", base)["nodes"]["y"] == expected


def test_null_of_nothing_is_a_mistake(over, failures, tmp_path):
    over("")
    (problem,) = failures("extends: base.yaml\ntitle: null\n", folder=tmp_path)
    assert problem.headline == (
        "snack.yaml:2:8: error: 'null' deletes a value of an extended spec; none is here [null]"
    )


BLOCKS = "blocks: {L2(q): q**2, cell: {inputs: [x], nodes: {y: x*2, z: y + x}, outputs: [z]}}\ninputs: {x: 1}\n"
BLOCKS += "nodes: {y: L2(x), z: cell(y)}\n"


@pytest.mark.parametrize(
    ("text", "at", "expected", "base"),
    [
        changed("blocks: {L2: {label: L}}", "blocks/L2", {"inputs": ["q"], "expr": "q**2", "label": "L"}, BLOCKS),
        changed("blocks: {L2(w): w*3}", "blocks/L2", {"inputs": ["w"], "expr": "w*3"}, BLOCKS),
        changed("blocks: {L2(q): q*3}", "blocks/L2", {"inputs": ["q"], "expr": "q*3"}, BLOCKS),
        changed("blocks: {L2: q*3}", "blocks/L2", {"inputs": ["q"], "expr": "q*3"}, BLOCKS),
        changed("blocks: {L2(q): {nodes: {y: q}}}", "blocks/L2", {"inputs": ["q"], "nodes": {"y": "q"}}, BLOCKS),
        changed("blocks: {cell(x): x*3}", "blocks/cell", {"inputs": ["x"], "expr": "x*3"}, BLOCKS),
        changed("blocks: {cell: {nodes: {y: x*5}}}", "blocks/cell/nodes", {"y": "x*5", "z": "y + x"}, BLOCKS),
        changed("blocks: {more(x): x}", "blocks/more", {"inputs": ["x"], "expr": "x"}, BLOCKS),
        changed("blocks: {cell: null}\nnodes: {z: y}", "blocks", {"L2": {"inputs": ["q"], "expr": "q**2"}}, BLOCKS),
        changed("groups: {g: {members: [y]}}", "groups", {"g": {"members": ["y"]}}, BLOCKS),
    ],
)
def test_blocks_are_merged_by_name(text, at, expected, base, over):
    found = over(text, base)
    for name in at:
        found = found[name]
    assert found == expected


def test_a_black_box_gets_its_nodes_later(load, tmp_path):
    (tmp_path / "base.yaml").write_text("blocks:\n  phi(z):\ninputs: [x]\nnodes: {y: phi(x)}\n", encoding="utf-8")
    spec = load("extends: base.yaml\nblocks: {phi: z**2}\ninputs: {x: 3}\n", folder=tmp_path)
    assert spec.graph.by_name["y"].op == "pow"
