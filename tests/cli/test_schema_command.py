"""`graphdraw schema`: a JSON Schema that an editor can use."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import yaml

from graphdraw.pipeline.names import THEMES, VOCABULARY

jsonschema = pytest.importorskip("jsonschema", reason="jsonschema is not installed")

SPECS = sorted((Path(__file__).parents[2] / "specs").glob("*.yaml"))


@pytest.fixture
def schema(run):
    result = run("schema")
    assert (result.exit_code, result.stderr) == (0, "")
    return json.loads(result.stdout)


def test_it_is_a_valid_schema_of_draft_7(schema):
    assert schema["$schema"] == "http://json-schema.org/draft-07/schema#"
    jsonschema.Draft7Validator.check_schema(schema)


@pytest.mark.parametrize("path", SPECS, ids=lambda path: path.stem)
def test_every_example_follows_it(schema, path):
    jsonschema.Draft7Validator(schema).validate(yaml.safe_load(path.read_text(encoding="utf-8")))


@pytest.mark.parametrize(
    "spec",
    [
        {"node": {"y": "x"}},
        {"view": {"direction": "sideways"}},
        {"view": {"nodes": {"y": {"shape": "blob"}}}},
        {"graphdraw": 2},
        {"nodes": ["y"]},
    ],
)
def test_mistakes_do_not(schema, spec):
    assert not jsonschema.Draft7Validator(schema).is_valid(spec)


def test_registered_names_are_in_it(schema):
    text = json.dumps(schema)
    assert all(f'"{name}"' in text for name in (*THEMES, *VOCABULARY.shapes))
