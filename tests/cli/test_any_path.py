"""Every argument and option of every command that names a file or folder, with all that a path can be by accident.

None of it is an internal error, nothing waits for a pipe, and no file of the author is changed.
"""

from __future__ import annotations

import json
import os
import re
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

from graphdraw.cli.app import COMMANDS, group
from graphdraw.cli.options import PathName
from graphdraw.spec.yaml import source
from tests.cli.conftest import SNACK

PATH_WORDS = ("FILE", "DIR", "FOLDER", "STEM", "SPEC", "PATH")
"""What metavars of paths have in them."""

VALUES = {
    "here": ".",
    "here, as a folder": "./",
    "above": "..",
    "above, as a folder": "../",
    "the root": "/",
    "empty": "",
    "a folder": "folder",
    "a folder with a slash": "folder/",
    "a file with a slash": "snack.yaml/",
    "below a file": "snack.yaml/x.yaml",
    "without a stem": ".yaml",
    "only a suffix": ".svg",
    "a dash in front": "./-x",
    "a device": "/dev/null",
    "a pipe": "pipe",
    "a link that leads nowhere": "dangling.yaml",
    "a link to itself": "loop.yaml",
    "a name that is too long": "x" * 300,
    "a path that is too long": "x/" * 3000,
    "not there": "nothing/there.yaml",
    "a control character": "a\nb\x07.yaml",
    "a command of GitHub": "a\n::error title=x::told.yaml",
    "another order of reading": "a\u202eb.yaml",
    "not UTF-8": "a\udcff.yaml",
    "a zero": "a\0b.yaml",
    "a lone surrogate": "a\ud800.yaml",
}

RAW = re.compile("[\x07\r\u202e]|(?m:^::)")
"""What is never printed as it is: control characters, marks that turn a line round, commands of a host."""

NEEDED = {
    **{name: ["snack.yaml"] for name in ("render", "check", "eval", "describe", "embed", "resolve")},
    "build": ["book", "-o", "out"],
    "themes": ["snack.yaml", "--sheet", "sheet.svg", "--theme", "plain"],
    "clean": ["out"],
    "integration": ["mystmd"],
    "new": ["new.yaml"],
}
"""What makes a whole command; a value in question takes its place or stands behind it."""

ELSEWHERE = ("/", "/dev/null")
"""Values that lead out of the test: nothing is written there, and no book of the whole disk drawn."""


def path_parameters():
    """Command, parameter, and the click parameter itself, of all that may be a path."""
    for name in COMMANDS:
        command = group.get_command(click.Context(group), name)
        for parameter in command.params:
            yield name, parameter


PARAMETERS = [(name, p) for name, p in path_parameters() if isinstance(p.type, PathName)]
IDS = [f"{name} {p.opts[0]}" for name, p in PARAMETERS]


def test_whatever_names_a_path_is_known_to_do_so():
    for name, parameter in path_parameters():
        words = parameter.metavar or (parameter.human_readable_name if isinstance(parameter, click.Argument) else "")
        if any(word in words.upper() for word in PATH_WORDS):
            assert isinstance(parameter.type, PathName), f"{name} {parameter.opts[0]}"
    assert {name for name, _ in PARAMETERS} >= set(NEEDED)


@pytest.fixture
def place(tmp_path, monkeypatch):
    """The current folder, with a spec, a book, and one of everything odd."""
    folder = tmp_path / "below"
    for name in ("folder", "book", "out"):
        (folder / name).mkdir(parents=True)
    for name in ("snack.yaml", "book/a.yaml"):
        (folder / name).write_text(SNACK, encoding="utf-8")
    if os.name == "posix":
        os.mkfifo(folder / "pipe")
        (folder / "dangling.yaml").symlink_to("gone.yaml")
        (folder / "loop.yaml").symlink_to("loop.yaml")
    monkeypatch.chdir(folder)
    return folder


@contextmanager
def a_reader(pipe):
    """Somebody who reads a pipe, so that who writes to it does not wait."""
    if not pipe.exists():
        yield
        return
    descriptor = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)
    try:
        yield
    finally:
        os.close(descriptor)


def leads_away(name, parameter, value):
    is_written = isinstance(parameter, click.Option) and parameter.opts[0] not in ("--view", "--root")
    is_walked = isinstance(parameter, click.Argument) and name in ("build", "check")
    return value in ELSEWHERE and (is_written or is_walked)


def arguments(name, parameter, value):
    needed = NEEDED.get(name, [])
    if isinstance(parameter, click.Option):
        more = [[], ["-f", "svg"]] if parameter.opts[0] == "-o" and name != "integration" else [[]]
        return [[name, *needed, *also, parameter.opts[0], value] for also in more]
    rest = needed[1:]
    also = [[name, value, "-f", "svg,json", "-o", "out/"]] if name == "render" else []
    return [[name, value, *rest], *also]


@pytest.mark.skipif(os.name != "posix", reason="pipes, devices and links of POSIX")
@pytest.mark.parametrize(("name", "parameter"), PARAMETERS, ids=IDS)
def test_no_path_is_an_internal_error(place, monkeypatch, name, parameter):
    monkeypatch.setattr(source.Path, "read_bytes", _regular_only(source.Path.read_bytes))
    before = {path: path.read_bytes() for path in place.rglob("*.yaml") if path.is_file()}
    for what, value in VALUES.items():
        if leads_away(name, parameter, value):
            continue
        for line in arguments(name, parameter, value):
            with a_reader(place / "pipe"):
                result = in_time(line)
            assert result.exit_code in (0, 1, 2), f"{what}: {line}\n{result.output}"
            assert "internal error" not in result.output, f"{what}: {line}\n{result.output}"
            assert not RAW.search(result.stderr), f"{what}: {line}\n{result.stderr!r}"
            if what == "empty":
                assert result.exit_code == 2, line
                assert "invalid value for '" in result.output, line  # embed tells programs, on standard output
                assert "': an empty text names no file" in result.output, line
                assert name == "embed" or "file [usage]\nhint: " in result.stderr, line
    assert {path: path.read_bytes() for path in before} == before


def _regular_only(read):
    def read_bytes(self):
        assert not self.exists() or self.is_file(), f"{self} was opened"
        return read(self)

    return read_bytes


def in_time(line):
    """The result of a command that must not wait for ever."""
    with ThreadPoolExecutor(1) as pool:
        return pool.submit(CliRunner().invoke, group, line, prog_name="graphdraw").result(60)


FOLDERS = {
    folder: f"error: {shown}: this is a folder; 'graphdraw build {shown}' draws all specs of a folder [usage]\n"
    for folder, shown in ((".", "."), ("./", "."), ("..", ".."), ("/", "/"))
}
OTHERS = {
    "pipe": "error: pipe: this is a pipe or a device, not a file [usage]\n"
    "hint: '-' is standard input; what another program writes goes there, or into a file\n",
    "dangling.yaml": "error: dangling.yaml: no such file; it is a link that leads nowhere [usage]\n",
    "loop.yaml": "error: loop.yaml: no such file; it is a link that leads nowhere [usage]\n",
    "x" * 300: f"error: {'x' * 300}: cannot be opened: file name too long [usage]\n",
    "snack.yaml/x.yaml": "error: snack.yaml/x.yaml: cannot be opened: not a directory [usage]\n",
}
SAID = [
    (command, value, message)
    for command in ("render", "check", "eval", "describe", "resolve")
    for value, message in (FOLDERS | OTHERS if command == "render" else OTHERS).items()  # check takes folders
]


@pytest.mark.parametrize(("command", "value", "message"), SAID)
@pytest.mark.skipif(os.name != "posix", reason="pipes, devices and links of POSIX")
@pytest.mark.usefixtures("place")
def test_what_is_said(command, value, message):
    result = CliRunner().invoke(group, [command, value])
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr.startswith(message)


@pytest.mark.parametrize("command", ["eval", "describe", "resolve", "embed"])
@pytest.mark.parametrize(
    ("value", "told"),
    [
        (".", ".: this is a folder; name a spec of it, for example 'snack.yaml'"),
        ("book/", "book: this is a folder; name a spec of it, for example 'book/a.yaml'"),
        ("folder", "folder: this is a folder; name a spec of it"),
        ("..", "..: this is a folder; name a spec of it"),
    ],
)
@pytest.mark.usefixtures("place")
def test_a_folder_where_one_spec_is_meant(command, value, told):
    result = CliRunner().invoke(group, [command, value])
    assert result.exit_code == 2
    if command == "embed":
        assert json.loads(result.stdout)["problems"][0]["text"] == told
    else:
        assert result.stderr == f"error: {told} [usage]\n"


@pytest.mark.parametrize(
    ("value", "told"),
    [
        ("snak.yaml", "snak.yaml: no such file or folder; did you mean 'snack.yaml'?"),
        ("boook", "boook: no such file or folder; did you mean 'book'?"),
        ("dangling.yaml", "dangling.yaml: no such file or folder; it is a link that leads nowhere"),
    ],
)
@pytest.mark.usefixtures("place")
def test_nothing_to_build(value, told):
    result = CliRunner().invoke(group, ["build", value, "-o", "out"])
    assert (result.exit_code, result.stderr) == (2, f"error: {told} [usage]\n")


@pytest.mark.skipif(os.name != "posix", reason="file descriptors")
@pytest.mark.parametrize("name", ["/dev/stdin", "/dev/fd/63", "/proc/self/fd/0"])
def test_what_a_program_has_open_is_no_file(run, name):
    """`<(…)` of a shell hands such a name over."""
    result = run("render", name, "-o", "x.svg")
    assert (result.exit_code, result.stderr.splitlines()[0]) == (
        2,
        f"error: {name}: this is a pipe or a device, not a file [usage]",
    )
    assert not Path("x.svg").exists()
