"""Editors: the schema as yaml-language-server uses it, which is started and asked as an editor asks it."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest
from click.testing import CliRunner

from graphdraw.cli.app import group
from graphdraw.pipeline.names import THEMES, VOCABULARY
from graphdraw.spec import json_schema

ROOT = Path(__file__).parents[2]
GUIDE = (ROOT / "docs" / "guides" / "editor.md").read_text(encoding="utf-8")
SPECS = sorted((ROOT / "specs").glob("*.yaml"))
SPEC = re.search(r"```yaml\n(.*?)```", GUIDE, re.DOTALL)[1]
MODELINE = SPEC.splitlines()[0]
SETTINGS, TASKS = map(json.loads, re.findall(r"```json\n(.*?)```", GUIDE, re.DOTALL))
KEYWORDS = {
    *("$schema", "title", "description", "default", "type", "enum", "const", "anyOf", "pattern"),
    *("properties", "patternProperties", "additionalProperties", "items", "minimum", "maximum"),
    *("minItems", "maxItems", "not", "$ref", "definitions"),
}
"""What the schema is made of: the server reads draft 7, and offers completion for these."""


def subschemas(schema):
    """A schema and all below it."""
    waiting = [schema]
    while waiting:
        part = waiting.pop()
        if isinstance(part, dict):
            yield part
            waiting += [*part.get("anyOf", []), part.get("items"), part.get("additionalProperties")]
            waiting += [*part.get("properties", {}).values(), *part.get("patternProperties", {}).values()]


def test_the_schema_has_what_completion_and_hover_need():
    found = list(subschemas(json_schema(VOCABULARY)))
    assert {keyword for part in found for keyword in part} <= KEYWORDS
    assert all(inner.get("description") for part in found for inner in part.get("properties", {}).values())
    assert any("enum" in part for part in found)


def test_the_spec_of_the_guide_is_one(tmp_path):
    assert MODELINE == "# yaml-language-server: $schema=graphdraw.schema.json"
    (tmp_path / "a.yaml").write_text(SPEC, encoding="utf-8")
    assert CliRunner().invoke(group, ["check", str(tmp_path / "a.yaml")]).exit_code == 0
    assert list(SETTINGS["yaml.schemas"]) == ["graphdraw.schema.json"]


def test_the_task_finds_problems(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a.yaml").write_text(SPEC.replace("* number", "* numbr"), encoding="utf-8")
    (task,) = TASKS["tasks"]
    program, *arguments = task["command"].split()
    assert program == "graphdraw"
    pattern = task["problemMatcher"]["pattern"]
    (line,) = CliRunner().invoke(group, arguments).stderr.splitlines()
    found = re.match(pattern["regexp"], line)
    wanted = {"file": "a.yaml", "line": "4", "column": "18", "severity": "error", "code": "unknown-name"}
    assert {name: found[pattern[name]] for name in wanted} == wanted


class Server:
    """yaml-language-server over standard input and output, as an editor runs it (Language Server Protocol 3.17)."""

    def __init__(self, program: Path, folder: Path) -> None:
        self.folder = folder
        pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE}
        self.process = subprocess.Popen([shutil.which("node"), program, "--stdio"], **pipes)
        self.ask(
            "initialize", processId=None, rootUri=folder.as_uri(), capabilities={"workspace": {"configuration": True}}
        )
        self.send(method="initialized", params={})

    def send(self, **message):
        body = json.dumps({"jsonrpc": "2.0", **message}).encode()
        self.process.stdin.write(b"Content-Length: %d\r\n\r\n%s" % (len(body), body))
        self.process.stdin.flush()

    def receive(self, wanted):
        """The next message that is wanted; what the server asks meanwhile is answered: no network."""
        while True:
            head = b"".join(iter(self.process.stdout.readline, b"\r\n"))
            message = json.loads(self.process.stdout.read(int(re.search(rb"(?i)content-length: (\d+)", head)[1])))
            if wanted(message):
                return message
            if "id" in message and "method" in message:
                items = message.get("params", {}).get("items", []) if "configuration" in message["method"] else []
                settings = {"schemaStore": {"enable": False}, "validate": True, "hover": True, "completion": True}
                self.send(id=message["id"], result=[settings if i.get("section") == "yaml" else {} for i in items])

    def ask(self, method, **params):
        self.send(id=method, method=method, params=params)
        return self.receive(lambda message: message.get("id") == method and "method" not in message)["result"]

    def at(self, method, name, line, column):
        where = {
            "textDocument": {"uri": (self.folder / name).as_uri()},
            "position": {"line": line, "character": column},
        }
        return self.ask(f"textDocument/{method}", **where)

    def opened(self, name, text):
        """What is marked in a file: lines from 1, texts."""
        uri = (self.folder / name).as_uri()
        document = {"uri": uri, "languageId": "yaml", "version": 1, "text": text}
        self.send(method="textDocument/didOpen", params={"textDocument": document})
        told = "textDocument/publishDiagnostics"
        message = self.receive(lambda m: m.get("method") == told and m["params"]["uri"] == uri)
        return [(d["range"]["start"]["line"] + 1, d["message"]) for d in message["params"]["diagnostics"]]

    def close(self):
        self.process.kill()
        self.process.communicate()


@pytest.fixture(name="server", scope="module")
def fixture_server(tmp_path_factory):
    hosts = os.environ.get("GRAPHDRAW_HOSTS")
    if not hosts:
        pytest.skip("GRAPHDRAW_HOSTS is not set: yaml-language-server is looked for there")
    program = next(Path(hosts).glob("*/node_modules/yaml-language-server/bin/yaml-language-server"), None)
    if program is None or shutil.which("node") is None:
        pytest.skip(f"yaml-language-server is not installed in a folder of {hosts}")
    folder = tmp_path_factory.mktemp("editor")
    schema = CliRunner().invoke(group, ["schema"]).stdout
    (folder / "graphdraw.schema.json").write_text(schema, encoding="utf-8")
    server = Server(program, folder)
    yield server
    server.close()


def test_a_mistake_is_marked_at_its_line(server):
    text = SPEC.replace("down", "east")
    found = server.opened("east.yaml", text)
    assert found == [(6, 'Value is not accepted. Valid values: "right", "left", "down", "up".')]
    assert "Where the arrows lead" in server.at("hover", "east.yaml", 5, 4)["contents"]["value"]


def test_keys_and_words_are_completed(server):
    assert server.opened("new.yaml", f"{SPEC}  theme: \n  \n") == []
    words = [item["label"] for item in server.at("completion", "new.yaml", 6, 9)["items"]]
    assert set(THEMES) <= set(words)
    keys = {item["label"]: item.get("documentation") for item in server.at("completion", "new.yaml", 7, 2)["items"]}
    assert keys["notation"] == "What is drawn as a node: operations, values, or both"
    assert "direction" not in keys, "it is there already"


@pytest.mark.parametrize("path", SPECS, ids=lambda path: path.stem)
def test_nothing_is_marked_in_an_example(server, path):
    assert server.opened(path.name, f"{MODELINE}\n{path.read_text(encoding='utf-8')}") == []
