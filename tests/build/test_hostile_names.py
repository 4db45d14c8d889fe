"""Files and folders with names that some program takes for something else: built, told on one line, and remembered."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.build.conftest import A, Book
from tests.cli.test_any_path import RAW

NAMES = {
    "not UTF-8": os.fsdecode(b"caf\xe9"),
    "a command of GitHub": "a\n::error title=x::told",
    "a terminal's": "a\x1b[31m\x07",
    "another order": "a\u202eb",
    "line ends": "a\r\n\x85\u2028b",
    "long": "n" * 240,
    "a field": "{name}",
    "a dash": "-o",
}


@pytest.fixture(params=NAMES)
def hostile(request: pytest.FixtureRequest, book: Book) -> str:
    """A book with two specs of such a name, one of them in such a folder, and one with a mistake."""
    name = NAMES[request.param]
    try:
        book.write(f"specs/{name}.yaml", A)
        book.write(f"specs/{name}/in.yaml", A)
    except (OSError, UnicodeError):
        pytest.skip("this file system has no such names")
    book.write(f"specs/deep/{name}.yaml", "inputs: {x: 1}\nnodes: {y: x + zz}\n")
    return name


def test_builds(book: Book, hostile: str) -> None:
    result = book.build()
    assert result.exit_code == 1
    assert not RAW.search(result.stderr)
    lines = result.stderr.splitlines()
    assert lines[-1] == "5 figures drawn, 0 unchanged, 1 failed"
    assert len([line for line in lines if " -> " in line]) == 5
    assert (book.folder / "out" / f"{hostile}.svg").is_file()
    assert (book.folder / "out" / hostile / "in.svg").is_file()
    workers = ["-j", "2"] if hostile == NAMES["not UTF-8"] else []
    for more in (["--check"], ["--dry-run", "--force"], ["--prune"], ["--report", "r.json"], ["--force", *workers]):
        result = book.build(*more)
        assert result.exit_code in (0, 1)
        assert not RAW.search(result.stderr), more
    assert json.loads((book.folder / "r.json").read_bytes())[0]["path"] == f"specs/deep/{hostile}.yaml"
    assert book.build("--report", "r.sarif").exit_code == 1
    assert json.loads((book.folder / "r.sarif").read_bytes())["runs"][0]["results"]
    (book.folder / "specs" / "deep" / f"{hostile}.yaml").unlink()
    assert book.counts("--check").startswith("0 figures to draw, 5 current")
    result = book.run("clean", "out")
    assert (result.exit_code, result.stderr) == (0, "5 figures removed\n")


def test_a_depfile_has_the_names_of_the_disk(book: Book, hostile: str) -> None:
    (book.folder / "specs" / "deep" / f"{hostile}.yaml").unlink()
    result = book.build("--depfile", "d")
    if "\n" in hostile:
        assert result.exit_code == 2
        assert "a depfile cannot name a file with a line break in its name [usage]" in result.stderr
        assert not (book.folder / "d").exists()
    else:
        assert result.exit_code == 0
        assert os.fsencode(f"out/{hostile}/in.svg: ") in (book.folder / "d").read_bytes()
    assert not RAW.search(result.stderr)


@pytest.mark.parametrize("sign", [";", "=", "|"])
def test_a_depfile_gives_make_no_command(book: Book, sign: str) -> None:
    """As in `a.svg: _=;touch${IFS}x;.yaml`, where make has no escape."""
    name = f"SHELL{sign}touch${{IFS}}x"
    book.write(f"specs/_{name}.yaml", "inputs: {x: 1}\nnodes: {y: x * x}\n")
    book.write("specs/own.yaml", f"extends: '_{name}.yaml'\n")
    for command in (["build", "specs", "-o", "out"], ["render", "specs/own.yaml", "-o", "own.svg"]):
        result = book.run(*command, "--depfile", "d")
        assert result.exit_code == 2
        assert f"a depfile cannot name a file with '{sign}' in its name [usage]\nhint: rename it" in result.stderr
    assert not (book.folder / "d").exists()


def test_other_commands(book: Book, hostile: str) -> None:
    good, bad = f"specs/{hostile}.yaml", f"specs/deep/{hostile}.yaml"
    lines = [
        *(["check", "specs", "--error-format", form] for form in ("full", "concise", "json", "sarif")),
        ["check", good, "--gradients"],
        ["render", good, bad],
        ["render", good, "-o", f"{hostile}.svg"],
        ["resolve", good],
        ["resolve", good, "--format", "json"],
        ["embed", bad, "-o", hostile],
        ["themes", good, bad, "--sheet", "x.svg", "--theme", "plain"],
        ["themes", good, "--sheet", f"./{hostile}.svg", "--theme", "plain"],
        ["integration", "mystmd", "-o", f"./{hostile}/"],
        ["new", f"./{hostile}.yaml"],
        ["new", f"./{hostile}.yaml"],
        ["clean", f"./{hostile}"],
        ["render", f"x{hostile}.yaml"],
        ["render", good, "--set", f"{hostile}=1"],
        ["render", good, "--set", f"x={hostile}"],
        ["render", good, "--theme", hostile],
        ["render", good, "-f", hostile],
        ["render", good, f"--x{hostile}"],
        ["render", good, "--limit", f"{hostile}=1"],
        ["build", "specs", "-o", f"new/{{dir}}/x{hostile}{{name}}"],
        [f"x{hostile}"],
        ["ops", f"x{hostile}"],
    ]
    for line in lines:
        result = book.run(*line)
        assert result.exit_code in (0, 1, 2), f"{line}: {result.output}"
        shown = result.stderr if "json" in line or "sarif" in line or line[0] == "embed" else result.output
        assert not RAW.search(shown), f"{line}: {shown!r}"


@pytest.mark.parametrize("text", ["a\0b", "\ud800"])
def test_texts_that_no_system_hands_over(book: Book, text: str) -> None:
    """A program that calls the command line may."""
    for line in (
        ["render", f"{text}.yaml"],
        ["render", "specs/a.yaml", "-o", f"{text}.svg"],
        ["render", "specs/a.yaml", "-o", f"{text}/"],
        ["render", "specs/a.yaml", "--depfile", text],
        ["render", "specs/a.yaml", "--view", text],
        ["render", "specs/a.yaml", "--root", text],
        ["render", "specs/a.yaml", "--set", f"x={text}"],
        ["render", "specs/a.yaml", "--set", f"{text}=1"],
        ["build", text, "-o", "out"],
        ["build", "specs", "-o", text],
        ["build", "specs", "-o", f"{text}{{name}}"],
        ["build", "specs", "-o", "out", "--report", f"{text}.json"],
        ["new", f"{text}.yaml"],
        ["clean", text],
        ["integration", "quarto", "-o", text],
        ["themes", "--sheet", f"{text}.svg"],
        ["embed", "specs/a.yaml", "-o", text],
    ):
        result = book.run(*line)
        assert result.exit_code in (1, 2), f"{line}: {result.output}"
        assert len([line for line in result.output.splitlines() if line.startswith("error: ")]) <= 3


def test_the_program_itself_writes_such_names(book: Book) -> None:
    """Where names are bytes, and standard error says what has no character."""
    name = os.fsdecode(b"caf\xe9")
    try:
        book.write(f"specs/{name}.yaml", A)
    except (OSError, UnicodeError):
        pytest.skip("this file system has no such names")
    program = Path(sys.executable)
    done = subprocess.run(
        [program, "-P", "-m", "graphdraw", "build", "specs", "-o", "out"], capture_output=True, check=True
    )
    assert b"specs/caf\\udce9.yaml -> out/caf\\udce9.svg\n" in done.stderr
    assert book.counts() == "0 figures drawn, 4 unchanged, 0 failed"
