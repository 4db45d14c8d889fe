"""Files that are too big, pipes and devices, wherever a command reads one: a message at once, and no memory taken."""

from __future__ import annotations

import os
from contextlib import contextmanager
from pathlib import Path

import pytest

from graphdraw.build.records import manifest
from graphdraw.disk import caches
from tests.cli.conftest import SNACK
from tests.cli.test_any_path import in_time

resource = pytest.importorskip("resource", reason="limits of POSIX")

if not Path("/proc/self/statm").exists():
    pytest.skip("the memory of a process is told by Linux", allow_module_level=True)

BIG = 2_500_000_000
ROOM = 400_000_000
"""Bytes that a command may need besides those of this process."""

KINDS = ("big", "pipe", "device")
MANIFEST = f"book/out/{manifest.NAME}"


@contextmanager
def little_memory():
    """Around a command: this process gets no more than `ROOM`."""
    before = resource.getrlimit(resource.RLIMIT_AS)
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[0])
    resource.setrlimit(resource.RLIMIT_AS, (pages * resource.getpagesize() + ROOM, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_AS, before)


@pytest.fixture
def book(tmp_path, monkeypatch):
    """A book with a spec that extends another; its home is a folder of its own."""
    (tmp_path / "book" / "specs").mkdir(parents=True)
    for name, text in {
        "graphdraw.yaml": "sources: specs\noutput: out\n",
        "base.yaml": SNACK,
        "specs/a.yaml": SNACK,
        "specs/child.yaml": "extends: ../base.yaml\n",
    }.items():
        (tmp_path / "book" / name).write_text(text, encoding="utf-8")
    monkeypatch.chdir(tmp_path / "book")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "home"))
    return tmp_path / "book"


@pytest.fixture
def built(book):
    """The same, built."""
    assert in_time(["build"]).exit_code == 0
    return book


def put(kind, path):
    """Put what is no file to be read in the place of a file."""
    path.parent.mkdir(parents=True, exist_ok=True)
    if kind == "big":
        path.touch()
        os.truncate(path, BIG)
        return
    path.unlink(missing_ok=True)
    if kind == "pipe":
        os.mkfifo(path)
    else:
        path.symlink_to("/dev/zero")


ARGUMENTS = [
    *([command, "odd"] for command in ("render", "check", "eval", "describe", "embed", "resolve")),
    ["themes", "odd", "--sheet", "sheet.svg", "--theme", "plain"],
    ["build", "odd", "-o", "out"],
    *([command, "specs/a.yaml", "--view", "odd"] for command in ("render", "eval", "resolve")),
    ["build", "specs", "-o", "new", "--view", "odd"],
]


@pytest.mark.parametrize("line", ARGUMENTS, ids=" ".join)
@pytest.mark.parametrize("kind", KINDS)
def test_arguments(book, kind, line):
    put(kind, book / "odd")
    with little_memory():
        result = in_time(line)
    told = {
        "big": (1, f"the file has {BIG:,} bytes; 1,000,000 are the most"),
        "pipe": (2, "odd: this is a pipe or a device, not a file"),
        "device": (2, "odd: this is a pipe or a device, not a file"),
    }[kind]
    assert result.exit_code == told[0], result.output
    assert told[1] in result.output


PLACES = {
    "base.yaml": {
        "big": "specs/child.yaml:1:10: error: with '../base.yaml' the spec has more than 1,000,000 bytes",
        "pipe": "specs/child.yaml:1:10: error: '../base.yaml' is a device or a pipe",
        "device": "specs/child.yaml:1:10: error: '../base.yaml' is outside the root folder",
    },
    "specs/a.yaml": {
        "big": f"specs/a.yaml:1:1: error: the file has {BIG:,} bytes; 1,000,000 are the most",
        "pipe": "specs/a.yaml: this is a pipe or a device, not a file",
        "device": "specs/a.yaml:1:1: error: this is a link that leads outside the root folder",
    },
    "graphdraw.yaml": {
        "big": f"graphdraw.yaml:1:1: error: the file has {BIG:,} bytes; 1,000,000 are the most",
        "pipe": "name what to build",  # it is no project file
        "device": "graphdraw.yaml:1:1: error: this is a link that leads outside the root folder",
    },
    "specs/pyproject.toml": {
        "big": f"specs/pyproject.toml:1:1: error: the file has {BIG:,} bytes; 1,000,000 are the most",
        "pipe": "2 figures drawn",
        "device": "2 figures drawn",
    },
    MANIFEST.removeprefix("book/"): {
        "big": "2 figures drawn",
        "pipe": f"{MANIFEST.removeprefix('book/')}: this is a pipe, not a file",
        "device": "cannot be written: a link leads out of its folder, to '/dev/zero'",
    },
    "out/a.svg": {
        "big": "specs/a.yaml -> out/a.svg",
        "pipe": "out/a.svg: this is a pipe, not a file",
        "device": "out/a.svg: cannot be written: a link leads out of its folder, to '/dev/zero'",
    },
    f"../home/{caches.NAME}/fonts.json": dict.fromkeys(KINDS, "2 figures drawn"),
}


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("kind", KINDS)
def test_a_build(built, kind, place):
    put(kind, built / place)
    with little_memory():
        result = in_time(["build", *(["--force"] if "2 figures" in PLACES[place][kind] else [])])
    assert result.exit_code in (0, 1, 2), result.output
    assert PLACES[place][kind] in result.stderr, result.output
    with little_memory():
        assert in_time(["build", "--check"]).exit_code in (0, 1, 2)
        assert in_time(["clean", "out"]).exit_code in (0, 2)


@pytest.mark.parametrize("kind", KINDS)
def test_what_is_to_be_replaced(book, kind):
    for line in (
        ["render", "specs/a.yaml", "-o", "odd", "-f", "svg"],
        ["render", "specs/a.yaml", "--depfile", "odd"],
        ["embed", "specs/a.yaml", "-o", "odd"],
        ["build", "--report", "odd.json"],
        ["themes", "--sheet", "odd.svg", "--theme", "plain"],
        ["integration", "mystmd", "-o", "odd.mjs", "--force"],
        ["integration", "mystmd", "-o", "odd.mjs"],
        ["new", "odd"],
    ):
        for name in ("odd", "odd.svg", "odd.json", "odd.mjs"):
            (book / name).unlink(missing_ok=True)
            put(kind, book / name)
        with little_memory():
            result = in_time(line)
        is_written = kind == "big" and line not in (["integration", "mystmd", "-o", "odd.mjs"], ["new", "odd"])
        assert result.exit_code == (0 if is_written else 2), f"{line}: {result.output}"
