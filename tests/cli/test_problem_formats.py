"""Problems for programs: JSON, GitHub, SARIF."""

from __future__ import annotations

import json
from pathlib import PureWindowsPath

import pytest

from graphdraw import _version
from graphdraw.cli import formats
from graphdraw.cli.formats import DOCUMENTS, LINES
from graphdraw.errors import MOST_PROBLEMS, Location, Problem

jsonschema = pytest.importorskip("jsonschema", reason="jsonschema is not installed")

HERE = Location("figures/snack 1.yaml", 4, 18, 5, "  subtotal: snack * numbr")
UNKNOWN = Problem(HERE, "unknown name 'numbr'", "unknown-name", "did you mean 'number'?")
WARNING = Problem(Location("a,b:c.yaml", 1, 1), "50% of\nit", "half", None, "warning")
NOWHERE = Problem(None, "no such file", "no-such-file", None, "note")
ALL = [UNKNOWN, WARNING, NOWHERE]


def test_concise_is_one_line_a_problem():
    assert LINES["concise"]([UNKNOWN, NOWHERE]) == (
        "figures/snack 1.yaml:4:18: error: unknown name 'numbr' [unknown-name]\nnote: no such file [no-such-file]"
    )


def test_concise_counts_what_it_leaves_out():
    lines = LINES["concise"]([UNKNOWN] * (MOST_PROBLEMS + 2)).splitlines()
    assert len(lines) == MOST_PROBLEMS + 1
    assert lines[-1] == "… and 2 more problems"


def test_full_has_the_source_line_the_span_and_the_hint():
    assert LINES["full"]([UNKNOWN]) == (
        "figures/snack 1.yaml:4:18: error: unknown name 'numbr' [unknown-name]\n"
        "    subtotal: snack * numbr\n"
        "                   ^^^^^\n"
        "hint: did you mean 'number'?"
    )


def test_github_escapes_what_would_end_a_command():
    assert LINES["github"](ALL).splitlines() == [
        "::error file=figures/snack 1.yaml,line=4,col=18,endColumn=23,title=unknown-name"
        "::unknown name 'numbr' (did you mean 'number'?)",
        "::warning file=a%2Cb%3Ac.yaml,line=1,col=1,endColumn=2,title=half::50%25 of%0Ait",
        "::notice title=no-such-file::no such file",
    ]


def test_json_says_everything():
    assert json.loads(DOCUMENTS["json"]([UNKNOWN, NOWHERE])) == [
        {
            "path": "figures/snack 1.yaml",
            "line": 4,
            "column": 18,
            "end_column": 23,
            "severity": "error",
            "code": "unknown-name",
            "text": "unknown name 'numbr'",
            "hint": "did you mean 'number'?",
        },
        {
            "path": None,
            "line": None,
            "column": None,
            "end_column": None,
            "severity": "note",
            "code": "no-such-file",
            "text": "no such file",
            "hint": None,
        },
    ]


def closed(required, **properties):
    return {"type": "object", "required": required, "properties": properties, "additionalProperties": False}


def listed(item, **more):
    return {"type": "array", "items": item, **more}


TEXT = {"type": "string", "minLength": 1}
POSITIVE = {"type": "integer", "minimum": 1}
REGION = closed(["startLine"], startLine=POSITIVE, startColumn=POSITIVE, endColumn=POSITIVE)
ARTIFACT = closed(["uri"], uri={"type": "string", "format": "uri-reference", "pattern": "^[^ ]+$"})
LOCATION = closed(["physicalLocation"], physicalLocation=closed([], artifactLocation=ARTIFACT, region=REGION))
RESULT = closed(
    ["message"],
    ruleId=TEXT,
    level={"enum": ["none", "note", "warning", "error"]},
    message=closed(["text"], text=TEXT),
    locations=listed(LOCATION),
)
DRIVER = closed(["name"], name=TEXT, version=TEXT, rules=listed(closed(["id"], id=TEXT), uniqueItems=True))
RUN = closed(
    ["tool"],
    tool=closed(["driver"], driver=DRIVER),
    columnKind={"enum": ["utf16CodeUnits", "unicodeCodePoints"]},
    results=listed(RESULT),
)
SARIF = {
    **closed(["version", "runs"], version={"enum": ["2.1.0"]}, runs=listed(RUN)),
    "$schema": "http://json-schema.org/draft-07/schema#",
}
SARIF["properties"]["$schema"] = {"type": "string", "format": "uri"}


@pytest.mark.parametrize("problems", [[], [UNKNOWN], ALL])
def test_sarif_has_the_structure_of_the_standard(problems):
    """The part of the OASIS SARIF 2.1.0 schema that this log uses, closed: a property it does not have is refused."""
    jsonschema.validate(json.loads(DOCUMENTS["sarif"](problems)), SARIF)


def test_sarif_says_where_and_what():
    run = json.loads(DOCUMENTS["sarif"](ALL))["runs"][0]
    assert run["tool"]["driver"]["version"] == _version.__version__
    assert [rule["id"] for rule in run["tool"]["driver"]["rules"]] == ["unknown-name", "half", "no-such-file"]
    first, second, third = run["results"]
    assert first == {
        "ruleId": "unknown-name",
        "level": "error",
        "message": {"text": "unknown name 'numbr' (did you mean 'number'?)"},
        "locations": [
            {
                "physicalLocation": {
                    "artifactLocation": {"uri": "figures/snack%201.yaml"},
                    "region": {"startLine": 4, "startColumn": 18, "endColumn": 23},
                }
            }
        ],
    }
    assert second["level"] == "warning"
    assert "locations" not in third


def test_an_absolute_path_becomes_a_file_uri(tmp_path):
    problem = Problem(Location(str(tmp_path / "é.yaml"), 1, 1), "x", "x")
    result = json.loads(DOCUMENTS["sarif"]([problem]))["runs"][0]["results"][0]
    uri = result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]
    assert uri.startswith("file:///")
    assert uri.endswith("/%C3%A9.yaml")


def test_a_windows_path_is_a_uri_with_slashes(monkeypatch):
    monkeypatch.setattr(formats, "PurePath", PureWindowsPath)
    problem = Problem(Location("figures\\é 1.yaml", 1, 1), "x", "x")
    result = json.loads(DOCUMENTS["sarif"]([problem]))["runs"][0]["results"][0]
    assert result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] == "figures/%C3%A9%201.yaml"
    problem = Problem(Location("C:\\x\\a.yaml", 1, 1), "x", "x")
    result = json.loads(DOCUMENTS["sarif"]([problem]))["runs"][0]["results"][0]
    assert result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] == "file:///C:/x/a.yaml"
