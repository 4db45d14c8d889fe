"""What the system refuses in the middle of a run: one line that names the file, or that the file has, and exit code 2.

No refusal is told as one of standard output but a failed write to that, and none is a bug.
"""

from __future__ import annotations

import errno
import json
import os
import re
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner

from graphdraw.cli.app import COMMANDS, group
from graphdraw.output.settings import own_settings
from tests.cli.conftest import SNACK

CALLS = (
    *("access", "chmod", "fsync", "lstat", "mkdir", "open", "read", "readlink", "rename", "replace", "rmdir"),
    *("scandir", "stat", "listdir", "unlink", "utime", "write", "getcwd"),
)
"""What a program asks of the system for files."""

STEP = int(os.environ.get("GRAPHDRAW_REFUSED", "97"))
"""Of so many calls one is refused, in a run of its own."""

LINES = [
    ["build", "--depfile", "d", "--report", "r.json"],
    ["build", "--force", "--prune", "-o", "out"],
    ["build", "--check", "--view", "view.yaml", "--root", "."],
    ["build", "--dry-run"],
    ["clean", "out"],
    ["render", "specs/a.yaml", "-o", "new/", "--depfile", "d"],
    ["render", "specs/deep/b.yaml", "-o", "x.svg", "--dark-pair"],
    ["eval", "specs/deep/b.yaml"],
    ["eval", "specs"],
    ["check", "specs", "--skip-others"],
    ["describe", "specs/link.yaml"],
    ["resolve", "specs/deep/b.yaml"],
    ["embed", "specs/deep/b.yaml", "-o", "new/figure", "--book", "."],
    ["embed", "specs/a.yaml", "--lang", "ja", "--translations"],
    ["themes", "specs/a.yaml", "--sheet", "sheet.svg", "--theme", "plain"],
    ["new", "new.yaml", "--from", "lstm-step"],
    ["integration", "quarto", "--force"],
    ["completion", "bash"],
    ["ops"],
    ["schema"],
]


@pytest.fixture(scope="module")
def book(tmp_path_factory):
    """A book that is built, with an orphan and a stray file."""
    folder = tmp_path_factory.mktemp("book")
    with own_settings():
        pass  # the modules are read before
    (folder / "specs" / "deep").mkdir(parents=True)
    (folder / "specs" / "a.yaml").write_text("inputs: {x: 1}\nnodes: {y: x + 1}\n")
    (folder / "specs" / "old.yaml").write_text("inputs: {x: 1}\nnodes: {y: x + 2}\n")
    (folder / "specs" / "deep" / "b.yaml").write_text("extends: ../a.yaml\nnodes: {z: y * 2}\n")
    (folder / "specs" / "link.yaml").symlink_to("a.yaml")
    (folder / "graphdraw.yaml").write_text("sources: specs\noutput: out\n")
    (folder / "view.yaml").write_text("theme: dark\n")
    before = Path.cwd()
    os.chdir(folder)
    try:
        assert CliRunner().invoke(group, ["build"]).exit_code == 0
    finally:
        os.chdir(before)
    (folder / "specs" / "old.yaml").unlink()
    return folder


def refusing(monkeypatch, number):
    """Refuse the call of this number; returns a list that has then what was refused."""
    count, hit = [0], []

    def refused(name, call):
        def asked(*given, **more):
            count[0] += 1
            if count[0] != number:
                return call(*given, **more)
            named = [given[0]] if given and not isinstance(given[0], int) else []
            hit.append((name, *named))
            raise OSError(errno.EIO, "Input/output error", *named)

        return asked

    for name in CALLS:
        monkeypatch.setattr(os, name, refused(name, getattr(os, name)))
    return hit


@pytest.mark.parametrize("line", LINES, ids=" ".join)
def test_whatever_call_is_refused(book, tmp_path, monkeypatch, line):
    number, left = 1, True
    while left:
        folder = tmp_path / str(number)
        shutil.copytree(book, folder, symlinks=True)
        monkeypatch.chdir(folder)
        with monkeypatch.context() as patched:
            hit = refusing(patched, number)
            result = CliRunner().invoke(group, line)
        left = bool(hit)
        said = f"{hit}: {result.output}"
        assert result.exit_code in (0, 1, 2), said
        assert not re.search("internal error|Traceback|standard output", result.output), said
        if "has refused" in result.output:  # no file is named: it was about none
            assert hit[0][0] in ("getcwd", "fsync", "write"), said
        number += STEP
    assert number > STEP


def test_every_command_is_tried():
    assert {line[0] for line in LINES} == set(COMMANDS)


@pytest.fixture
def gone(tmp_path, monkeypatch):
    """A spec; the current folder is removed."""
    spec = tmp_path / "snack.yaml"
    spec.write_text(SNACK)
    (tmp_path / "gone").mkdir()
    monkeypatch.chdir(tmp_path / "gone")
    (tmp_path / "gone").rmdir()
    return spec


GONE = "the current folder cannot be used: no such file or directory"


@pytest.mark.skipif(os.name == "nt", reason="the system keeps a folder that is somebody's current one")
@pytest.mark.parametrize(
    "line",
    [
        *(["render", "x.yaml"], ["render", "{}", "-o", "y.svg"], ["build", ".", "-o", "out"], ["build"], ["eval", "-"]),
        *(["build", "{}", "-o", "{}.out"], ["themes", "--sheet", "x.svg"], ["embed", "{}", "-o", "figure"]),
    ],
    ids=" ".join,
)
def test_a_current_folder_that_is_gone(gone, line):
    result = CliRunner().invoke(group, [word.format(gone) for word in line])
    assert result.exit_code == 2
    if line[0] == "embed":
        assert [problem["text"] for problem in json.loads(result.stdout)["problems"]] == [GONE]
    else:
        assert result.stderr == f"error: {GONE} [usage]\n"


@pytest.mark.parametrize("line", [["eval", "{}"], ["render", "{}", "-o", "-"], ["check", "{}"], ["--version"]])
@pytest.mark.skipif(os.name == "nt", reason="the system keeps a folder that is somebody's current one")
def test_what_needs_none_goes_on_without(gone, line):
    assert CliRunner().invoke(group, [word.format(gone) for word in line]).exit_code == 0
