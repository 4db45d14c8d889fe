"""Standard output and standard error that are full or closed, with every command."""

from __future__ import annotations

import contextlib
import io
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from graphdraw.cli.app import COMMANDS, group

pytestmark = pytest.mark.skipif(not Path("/dev/full").exists(), reason="a disk that is always full is Linux'")

PRINTING = {
    "render": ["snack.yaml", "-o", "-"],
    "build": ["--help"],
    "clean": ["--help"],
    "new": [],
    "eval": ["snack.yaml"],
    "describe": ["snack.yaml"],
    "embed": ["snack.yaml"],
    "check": ["snack.yaml", "--error-format", "json"],
    "resolve": ["snack.yaml"],
    "themes": [],
    "integration": ["mystmd"],
    "ops": [],
    "schema": [],
    "completion": ["bash"],
}
"""A call of every command that writes to standard output."""

TELLING = {
    "render": (["typo.yaml"], 1),
    "build": (["snack.yaml", "typo.yaml", "-o", "out"], 1),
    "clean": (["nothing"], 2),
    "new": (["new.yaml"], 0),
    "eval": (["typo.yaml"], 1),
    "describe": (["typo.yaml"], 1),
    "embed": (["snack.yaml"], 0),
    "check": (["snack.yaml", "typo.yaml"], 1),
    "resolve": (["typo.yaml"], 1),
    "themes": (["snack.yaml", "--sheet", "sheet.svg", "--theme", "plain"], 0),
    "integration": (["pandoc"], 0),
    "ops": (["no such"], 2),
    "schema": ([], 0),
    "completion": (["fish"], 0),
}
"""A call of every command, which writes to standard error if it can, and its exit code."""


def ends(line, monkeypatch, **streams):
    """The exit code of a command line with other streams."""
    for name, stream in streams.items():
        monkeypatch.setattr(sys, name, stream)
    with pytest.raises(SystemExit) as ended:
        group.main([*line], prog_name="graphdraw")
    monkeypatch.undo()
    return ended.value.code


@contextlib.contextmanager
def full():
    """A stream on a full disk, as Python makes them for a program."""
    stream = io.TextIOWrapper(io.BufferedWriter(io.FileIO("/dev/full", "w")), encoding="utf-8")
    try:
        yield stream
    finally:
        with contextlib.suppress(OSError):
            stream.close()


def test_every_command_is_here():
    assert set(PRINTING) == set(TELLING) == set(COMMANDS)


@pytest.mark.parametrize("command", [*COMMANDS, "--help", "--version"])
def test_a_full_standard_output(folder, monkeypatch, command):
    monkeypatch.chdir(folder)
    told = io.StringIO()
    with full() as stream:
        code = ends([command, *PRINTING.get(command, [])], monkeypatch, stdout=stream, stderr=told)
    lines = [line for line in told.getvalue().splitlines() if ": written" not in line]
    assert (code, lines) == (2, ["error: standard output: cannot be written: no space left on device [usage]"])


@pytest.mark.parametrize("command", [*COMMANDS, "--help", "--version"])
def test_a_closed_standard_output(folder, monkeypatch, command):
    monkeypatch.chdir(folder)
    told = io.StringIO()
    code = ends([command, *PRINTING.get(command, [])], monkeypatch, stdout=None, stderr=told)
    lines = [line for line in told.getvalue().splitlines() if ": written" not in line]
    assert (code, lines) == (2, ["error: standard output is closed [usage]"])


@pytest.mark.parametrize("command", COMMANDS)
def test_a_full_standard_error_is_no_problem_of_a_spec(folder, monkeypatch, command):
    line, expected = TELLING[command]
    monkeypatch.chdir(folder)
    with full() as stream:
        assert ends([command, *line], monkeypatch, stdout=io.StringIO(), stderr=stream) == expected


@pytest.mark.parametrize("command", COMMANDS)
def test_nor_is_a_closed_one(folder, monkeypatch, command):
    line, expected = TELLING[command]
    monkeypatch.chdir(folder)
    assert ends([command, *line], monkeypatch, stdout=io.StringIO(), stderr=None) == expected


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ("--version >&-", 2),
        ("--version >/dev/full", 2),
        ("check typo.yaml 2>/dev/full", 1),
        ("check typo.yaml 2>&-", 1),
    ],
)
def test_the_program(folder, line, code):
    if not shutil.which("sh"):
        pytest.skip("sh is not installed")
    program = f'"{sys.executable}" -P -m graphdraw {line}'
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])}
    done = subprocess.run(["sh", "-c", program], cwd=folder, env=environment, capture_output=True, check=False)
    assert done.returncode == code
    assert done.stderr.count(b"\n") == (1 if code == 2 else 0)
