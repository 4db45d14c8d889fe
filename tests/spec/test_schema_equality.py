"""The schema and the reader accept the same; a share of what `python -m tests.schema_equality` compares."""

from __future__ import annotations

import json
import re
import shutil
import subprocess

import pytest

pytest.importorskip("jsonschema", reason="jsonschema is not installed")

from graphdraw.limits import Limits
from graphdraw.pipeline.names import VOCABULARY
from graphdraw.spec import json_schema
from graphdraw.spec.schema.compound import Key, Section
from graphdraw.spec.schema.kinds import Choice, Color, Numeral
from graphdraw.spec.yaml import reader
from graphdraw.spec.yaml.problems import Problems
from graphdraw.spec.yaml.reading import Reading
from graphdraw.spec.yaml.source import Page
from tests import editors, schema_equality
from tests.schema_equality import NUMBERS, TEXTS, TRIED, WORDS, Part, difference, differences, parts


def test_they_accept_the_same():
    assert list(differences(1_500, 0)) == []


def test_every_key_is_compared():
    assert len({id(part.key) for part in parts()}) > 70
    assert {part.key.name for part in parts()} >= set(pipeline_keys(json_schema(VOCABULARY)))


def pipeline_keys(schema: object) -> set[str]:
    """Names of all properties of a schema."""
    if isinstance(schema, list):
        return set().union(*map(pipeline_keys, schema))
    if not isinstance(schema, dict):
        return set()
    return set(schema.get("properties", ())).union(*map(pipeline_keys, schema.values()))


@pytest.mark.parametrize(
    ("kind", "schema", "written"),
    [
        (Color(), {"type": "string"}, "#12"),
        (Color(), {"enum": ["red"]}, "blue"),
        (Numeral(0, 17, whole=True), {"type": ["integer", "string"]}, "'5'"),
        (Numeral(0, 17, whole=True), {"type": "integer"}, "1_0"),
        (Numeral(0, 17, whole=True), {"type": "number"}, "2.5"),
        (Numeral(1, 200), {"type": ["number", "string"]}, "'1e400'"),
        (Numeral(1, 200), {"type": "number"}, "'1_0'"),
        (Numeral(0), {"type": "number"}, "-1"),
        (Choice(("a", "b")), {"enum": ["a"]}, "b"),
    ],
)
def test_a_schema_that_accepts_too_much_or_too_little_is_found(kind, schema, written):
    part = Part("one", Key("one", kind, "One"))
    written = f"'{written}'" if "#" in written else written
    validator = editors.accepting({"properties": {"one": schema}})
    right = editors.accepting(Section("one", (part.key,)).json(VOCABULARY))
    assert difference(part, validator, written)
    assert difference(part, right, written) is None


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("1_000", "1_000"), ("010", 10), ("0o10", 8), ("1e3", 1000.0), (".5", 0.5), ("+1", 1), ("no", "no"),
        ("~", None), ("2001-01-01", "2001-01-01"), ("12:30", "12:30"), ("'1'", "1"), ("TRUE", True), ("tRUE", "tRUE"),
        ("0x1F", 31),
    ],
)  # fmt: skip
def test_an_editor_reads_yaml_1_2(text, value):
    assert editors.value(f"v: {text}") == {"v": value}
    assert type(editors.value(f"v: {text}")["v"]) is type(value)


REFUSED = ["'1_'", "'010'", "'1__0'", "'5'", "'0x1F'", ".nan", "'1/0'", "'01/2'", "1_", "1__0", "1/"]
ACCEPTED = ["1_000", "1/3", "'1/3'", "5.", ".5", "+1", "1e3", "−1"]


@pytest.mark.parametrize("text", [*REFUSED, *ACCEPTED])
def test_numbers(text, vocabulary):
    accepts = editors.accepting(json_schema(vocabulary)).is_valid
    assert accepts(editors.value(f"inputs: {{x: {text}}}")) == (text in ACCEPTED)


@pytest.mark.parametrize(
    ("kind", "written", "value"),
    [
        (Numeral(0, 17, whole=True), "2.0", 2), (Numeral(0, 17, whole=True), "1e1", 10),
        (Numeral(1, whole=True), "'1_000'", 1000), (Numeral(1, whole=True), "0.0", None),
        (Numeral(0, 17, whole=True), "2.5", None), (Numeral(0, 17, whole=True), "1_0.0", None),
        (Numeral(0, 1000), "'1_000'", 1000), (Numeral(0, 1000), "'1_001'", None), (Numeral(0, 1000), "'10'", None),
        (Numeral(1, 200), "1e2", 100.0), (Numeral(1, 200), "'1e400'", None), (Numeral(1, 200), "'1e1'", None),
        (Numeral(1, 200), "1_0e0", None), (Numeral(0), "'1e300'", None), (Numeral(0), "'1_0e99'", 1e100),
        (Numeral(0), "'1e299'", 1e299), (Numeral(0), "'1e-400'", None), (Numeral(), "'\u22121'", -1),
    ],
)  # fmt: skip
def test_a_number_is_read_where_the_schema_has_it(kind, written, value):
    problems = Problems()
    document = reader.read(Page("s.yaml", (f"one: {written}",)), Limits(), problems)
    given = Section("one", (Key("one", kind, "One"),)).given(document, Reading(problems, Limits(), VOCABULARY))
    found = given.values.get("one")
    assert (found, type(found)) == (value, type(value))
    assert bool(problems.sorted()) == (value is None)
    schema = Section("one", (Key("one", kind, "One"),)).json(VOCABULARY)
    assert editors.accepting(schema).is_valid(editors.value(f"one: {written}")) == (value is not None)


def test_a_program_that_writes_json_is_compared():
    part = Part("one", Key("one", Numeral(), "One"))
    validator = editors.accepting({"properties": {"one": {"type": ["number", "string"]}}})
    assert "of JSON: reader ['type']" in (difference(part, validator, "'5'") or "")


def patterns(schema: object) -> set[str]:
    """All regular expressions of a schema."""
    if isinstance(schema, list):
        return set().union(*map(patterns, schema))
    if not isinstance(schema, dict):
        return set()
    own = {schema["pattern"]} if isinstance(schema.get("pattern"), str) else set()
    return own.union(schema.get("patternProperties", {}), *map(patterns, schema.values()))


MATCHED = """
const {patterns, texts} = JSON.parse(require("fs").readFileSync(0, "utf8"));
console.log(JSON.stringify(patterns.map(p => { const r = new RegExp(p, "u"); return texts.map(t => r.test(t)); })));
"""


def test_a_program_of_javascript_reads_the_patterns_alike():
    if (node := shutil.which("node")) is None:
        pytest.skip("Node is not installed")
    found, texts = sorted(patterns(json_schema(VOCABULARY))), [*NUMBERS, *WORDS, *TEXTS, *TRIED]
    asked = json.dumps({"patterns": found, "texts": texts})
    ran = subprocess.run([node, "-e", MATCHED], input=asked, capture_output=True, text=True, check=True)
    matched = [[bool(re.search(editors.ecma(pattern), text)) for text in texts] for pattern in found]
    assert json.loads(ran.stdout) == matched


def test_the_program_tells_what_differs(monkeypatch, capsys):
    monkeypatch.setattr("sys.argv", ["schema_equality", "--count", "130"])
    assert schema_equality.main() == 0
    assert "0 differences" in capsys.readouterr().out
    monkeypatch.setattr(Color, "json", lambda *_: {"type": "string"})
    monkeypatch.setattr("sys.argv", ["schema_equality", "--count", "1000"])
    assert schema_equality.main() == 1
    assert "color: " in capsys.readouterr().out
