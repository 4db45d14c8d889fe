"""No name and no text of a stranger is a command to the log of a run: GitHub's runner is asked, as its source reads."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

import pytest
import yaml
from click.testing import CliRunner

from graphdraw.cli.app import group
from graphdraw.errors import Location, Problem, SpecError, inert, report

ROOT = Path(__file__).parents[2]
STEPS = [step for step in yaml.safe_load((ROOT / "action.yml").read_text())["runs"]["steps"] if "run" in step][1:]

pytestmark = pytest.mark.skipif(os.name == "nt", reason="names that Windows does not have")

REGISTERED = {"error", "warning", "notice", "debug", "group", "set-output", "set-env", "add-mask", "stop-commands", "x"}
SKIPPED = "\u200b\u200d\u00ad\ufe0f\u034f\u2060\ufeff"
"""What a comparison by language passes over: .NET compares so."""

COMMANDS = (
    "::error file=x::oh",
    "  ::set-output name=a::b",
    "\u3000::add-mask::b",
    ":\u200b:stop-commands::x",
    "\ufe0f::debug::x",
    "##[error]oh",
    "a ##[add-mask]b",
    "a #\u200b#[group]b",
    "a\n::error::oh",
    "a\r::error::oh",
    "a\r\n  ##[set-env name=PATH;]b",
    "::x::%0A::error::b",
)


class Command(NamedTuple):
    """What the runner would obey."""

    name: str
    properties: dict[str, str]
    data: str


def commands(log: str) -> list[Command]:
    """As `ActionCommand.TryParseV2` and then `TryParse` read the lines of a log, with the commands above."""
    found = []
    for line in re.split(r"\r\n|\r|\n", re.sub(f"[{SKIPPED}]", "", log)):
        line = line.strip()
        if line.startswith("::") and "::" in line[2:]:
            head, _, data = line[2:].partition("::")
            name, _, rest = head.partition(" ")
            if name in REGISTERED:
                found.append(Command(name, dict(one.split("=", 1) for one in rest.split(",") if "=" in one), data))
                continue
        if "##[" in line and "]" in line.partition("##[")[2]:
            head, _, data = line.partition("##[")[2].partition("]")
            if head.split(" ")[0] in REGISTERED:
                found.append(Command(head, {}, data))
    return found


@pytest.mark.parametrize("text", COMMANDS)
def test_the_runner_would_obey_them(text: str) -> None:
    """So that the others say something."""
    assert commands(text)
    assert commands(inert(text)) == []
    assert inert(inert(text)) == inert(text)


def test_what_is_no_command_stays_as_it_is() -> None:
    for text in ("a::b", "std::vector", "# [x]", "## heading", "a: b", "C::D::E"):
        assert inert(text) == text


@pytest.mark.parametrize("text", COMMANDS)
def test_reports(text: str) -> None:
    where = Location(text, 1, 1 + len(text), 2, text + " x")
    problem = Problem(where, text, "usage", text)
    said = [report([problem]), report([problem._replace(where=None)]), str(SpecError([problem])), problem.headline]
    assert [commands(one) for one in said] == [[]] * 4
    place, below = report([problem]).splitlines()[1:3]
    assert len(place.rstrip()) >= below.index("^")


def bait(folder: Path) -> list[str]:
    """Specs whose names and texts are commands, some right, some with a mistake in each place; returns the names."""
    names = []
    for number, text in enumerate(COMMANDS):
        quoted = json.dumps(text)
        key = re.sub(r"\s", "_", text)
        name = text.replace("/", "-")
        single = key.replace("'", "")
        files = {
            f"{name} good{number}.yaml": "inputs: {x: 1}\nnodes: {y: x * 2}\n",
            f"{name} bad{number}.yaml": f"title: {quoted}\ninputs: {{x: 1}}\nnodes:\n  y: >-\n    {key} + x\n",
            f"{name} key{number}.yaml": f"inputs: {{x: 1}}\nnodes: {{y: x}}\n'{single}': 1\n",
            f"{name} base{number}.yaml": f"extends: {quoted}\nnodes: {{y: x}}\n",
            f"{name} kink{number}.yaml": "inputs: {x: 0}\nnodes: {y: relu(x)}\n",
        }
        if number % 3:  # drawing takes its time
            del files[f"{name} kink{number}.yaml"], files[f"{name} good{number}.yaml"]
        for path, content in files.items():
            (folder / path).write_text(content, encoding="utf-8")
        names += files
    return names


def step(number: int, folder: Path, **given: str) -> str:
    """What a step of the action prints."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "PATHS": ".", "OUTPUT": "figures", "FORMATS": "svg", **given}
    environment["PATH"] = f"{folder.parent / 'bin'}{os.pathsep}{environment['PATH']}"
    command = ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", STEPS[number]["run"]]
    done = subprocess.run(command, cwd=folder, env=environment, capture_output=True, check=False)
    assert done.returncode in (0, 1)
    return (done.stdout + done.stderr).decode("utf-8")


def test_the_action(tmp_path: Path) -> None:
    if not shutil.which("bash"):
        pytest.skip("bash is not installed")
    book = tmp_path / "book"
    book.mkdir()
    names = bait(book)
    (tmp_path / "bin").mkdir()
    python = tmp_path / "bin" / "python"
    python.write_text(f'#!/bin/sh\nexec "{sys.executable}" "$@"\n', encoding="utf-8")
    python.chmod(0o755)
    for number in (0, 1):
        said = step(number, book)
        assert "Traceback" not in said
        found = commands(said)
        assert {command.name for command in found} <= {"error", "warning", "notice"}
        unescaped = {unquoted(command.properties["file"]) for command in found if "file" in command.properties}
        assert unescaped <= {re.sub(f"[{SKIPPED}]", lambda m: f"<U+{ord(m[0]):04X}>", name) for name in names} | {
            re.sub(f"[{SKIPPED}]", "", name) for name in names
        }
        assert all(set(command.properties) <= {"file", "line", "col", "endColumn", "title"} for command in found)
        assert len(found) >= 3 * len(COMMANDS)
        lines = [line for line in re.split(r"\r\n|\r|\n", said) if line.lstrip().startswith("::")]
        assert len(lines) == len(found)
    assert len(list((book / "figures").glob("*good*.svg"))) == len(COMMANDS[::3])


def unquoted(text: str) -> str:
    for code, character in (("%0D", "\r"), ("%0A", "\n"), ("%3A", ":"), ("%2C", ","), ("%25", "%")):
        text = text.replace(code, character)
    return text


FORMATS = ("full", "concise", "json", "sarif")


@pytest.mark.parametrize("form", FORMATS)
def test_other_forms(form: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    names = bait(tmp_path)
    few = [name for name in names if "good" not in name]
    calls = [
        ["check", "--error-format", form, "."],
        ["check", "--error-format", form, "--gradients", "--", *few],
        ["build", ".", "-o", "out", "--dry-run", "--error-format", form],
        ["clean", "out"],
        ["render", "--error-format", form, "-o", "out/", "--", *few[:8]],
        ["render", "--", *few[:8]],
        ["check", *COMMANDS],
        ["embed", "--", few[0]],
        ["embed", "--", few[2]],
    ]
    for call in calls:
        done = CliRunner().invoke(group, call)
        assert done.exit_code in (0, 1, 2), done.output
        assert commands(done.output) == [], call
    done = CliRunner().invoke(group, ["check", "--error-format", "json", "--", *few])
    assert {problem["path"] for problem in json.loads(done.stdout)} <= set(few)
