"""The JSON Schema and the reader come from one table: what one accepts and refuses, the other does too."""

from pathlib import Path

import pytest
import yaml

from graphdraw.spec import json_schema
from graphdraw.spec.schema.compound import Section
from graphdraw.spec.schema.schema import SPEC
from graphdraw.spec.schema.view_schema import VIEW

jsonschema = pytest.importorskip("jsonschema", reason="jsonschema is not installed")

SPECS = sorted((Path(__file__).parents[2] / "specs").glob("*.yaml"))
NODES = "inputs: {x: 3, w: 2}\nnodes:\n  y: x * w\n"


@pytest.fixture(name="accepts")
def fixture_accepts(vocabulary):
    """Whether the schema accepts a text of YAML."""
    validator = jsonschema.Draft7Validator(json_schema(vocabulary))
    return lambda text: validator.is_valid(yaml.safe_load(text))


def sections():
    """Every section of the language once, found by walking the kinds that the table is made of."""
    found, waiting = {}, [SPEC]
    while waiting:
        part = waiting.pop()
        if isinstance(part, Section):
            found.setdefault(id(part), part)
            waiting.extend(key.kind for key in part.table)
        elif isinstance(part, tuple):
            waiting.extend(part)
    return list(found.values())


def test_it_is_a_schema_of_draft_7(vocabulary):
    schema = json_schema(vocabulary)
    jsonschema.Draft7Validator.check_schema(schema)
    assert schema["$schema"] == "http://json-schema.org/draft-07/schema#"


@pytest.mark.parametrize("path", SPECS, ids=lambda path: path.stem)
def test_every_example_is_accepted(path, accepts):
    assert accepts(path.read_text(encoding="utf-8"))


@pytest.mark.parametrize("section", sections(), ids=lambda section: section.name)
def test_every_key_is_documented_once(section, vocabulary):
    names = [key.name for key in section.table]
    assert len(set(names)) == len(names)
    for key in section.table:
        assert key.doc
        assert not key.doc.endswith(".")
        assert section.json(vocabulary)["properties"][key.name]["description"].startswith(key.doc)


@pytest.mark.parametrize("section", sections(), ids=lambda section: section.name)
def test_every_section_refuses_keys_it_does_not_know(section, vocabulary):
    validator = jsonschema.Draft7Validator(section.json(vocabulary))
    assert validator.is_valid({})
    assert not validator.is_valid({"unheard_of": 1})


def test_what_is_not_supported_yet_says_so(vocabulary):
    assert VIEW.json(vocabulary)["properties"]["tensors"]["description"].endswith(" (not supported yet)")


def test_themes_and_shapes_come_from_the_vocabulary(vocabulary):
    view = SPEC.json(vocabulary)["properties"]["view"]["anyOf"][0]["properties"]
    assert view["theme"]["anyOf"][0] == {"enum": list(vocabulary.themes)}


GOOD = [
    "x-anything: {at: [all]}",
    "view: {numbers: {decimals: 2}}",
    "view: {values: [name, value], gradients: hide, local: true}",
    "view: {nodes: {y: {color: '#f00', class: a}}, classes: {a: {fill: red}}}",
    "view: {edges: {x -> y: {value: hide}}}",
    "view: {background: none, font_size: 8.5, margin: 1_0}",
    "view:",
    "blocks: {f(x): x, phi(z): , g: {inputs: [a], expr: a, label: G}}",
    "blocks: {f: {inputs: [a], nodes: {b: a}, outputs: {c: b}}, g: {inputs: [a], nodes: {b: a}, outputs: b}}",
    "groups: {g: {label: G, members: [y]}}",
    "view: {blocks: expanded}",
    "view: {align: [[x, w]], order: [w, x]}",
    "view: {align: [], order: []}",
    "view: {order: [[w, x], [y]]}",
    "outputs: y",
    "outputs: [y]",
    "outputs: {y: {label: Y}}",
    "backward: false",
    "backward: {from: y, seed: 1e-3}",
    "backward: {from: {y: 2}}",
    "expect: {values: {y: 6.00}, gradients: {x -> y: {value: 2, within: 0.1}}}",
    "graphdraw: 1",
    "lang: en-GB",
]
BAD = [
    "titel: a",
    "title: [a]",
    "lang: 'not a tag'",
    "graphdraw: 2",
    "blocks: {f(x): [x]}",
    "blocks: {f: {input: [x]}}",
    "groups: {g: [y]}",
    "view: {blocks: folded}",
    "view: {align: [x, w]}",
    "view: {align: x}",
    "view: {order: x}",
    "view: {order: [[x, w], y]}",
    "view: {order: [y, [x, w]]}",
    "outputs: {y: {labl: Y}}",
    "outputs: {y: {label: [a, b, c, d]}}",
    "outputs: {y: {label: []}}",
    "outputs: {y: {label: [[a]]}}",
    "view: {values: {blank: given}}",
    "view: {gradients: [{blank: [computed]}]}",
    "view: {blank: 14mm}",
    "view: {blank: {width: 14}}",
    "backward: never",
    "backward: {form: y}",
    "backward: {from: [y]}",
    "backward: {seed: one}",
    "expect: {value: {y: 6}}",
    "expect: {values: {y: six}}",
    "expect: {values: {y: {within: 1, valeu: 6}}}",
    "view: {direction: east}",
    "view: {theme: dark}",
    "view: {numbers: full}",
    "view: {numbers: {decimals: -1}}",
    "view: {numbers: {decimals: 1.5}}",
    "view: {numbers: {digits: 2}}",
    "view: {values: everything}",
    "view: {gradients: chain}",
    "view: {values: [name, formula]}",
    "view: {values: [value, everything]}",
    "view: {local: maybe}",
    "view: {font_size: big}",
    "view: {background: '#12'}",
    "view: {symbols: [mul]}",
    "view: {nodes: {y: {shape: cirle}}}",
    "view: {nodes: {y: {colour: red}}}",
    "view: {nodes: [y]}",
    "view: {edges: {x -> y: {shape: box}}}",
    "view: {classes: {a: {value: sometimes}}}",
    "view: [direction]",
]


@pytest.mark.parametrize("line", GOOD)
def test_both_accept(line, accepts, load):
    load(NODES + line + "\n")
    assert accepts(NODES + line + "\n")


@pytest.mark.parametrize("line", BAD)
def test_both_refuse(line, accepts, failures):
    assert failures(NODES + line + "\n")
    assert not accepts(NODES + line + "\n")


@pytest.mark.parametrize(
    "text",
    [
        "inputs: {x: four}\nnodes: {y: x}\n",
        "inputs: {x: {valeu: 3}}\nnodes: {y: x}\n",
        "inputs: {x: {value: 3, role: weight}}\nnodes: {y: x}\n",
        "inputs: {x: {value: 3, grad: maybe}}\nnodes: {y: x}\n",
        "inputs: {x: {value: 3, format: float}}\nnodes: {y: x}\n",
        "inputs: 3\nnodes: {y: 1}\n",
        "inputs: {x: 3}\nnodes: [y]\n",
        "inputs: {x: 3}\nnodes: {y: [x]}\n",
        "inputs: {x: 3}\nnodes: {y: {expresion: x}}\n",
        "inputs: {x: 3}\nnodes: {y: {op: exp, args: x}}\n",
    ],
)
def test_both_refuse_wrong_inputs_and_nodes(text, accepts, failures):
    assert failures(text)
    assert not accepts(text)
