"""Rows of files, folders and command lines: what is opened, searched and written before a spec is read at all."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

from tests.worst import texts
from tests.worst.rows import DONE_OR_PROBLEM, FIGURE, PROBLEM, PROMISE, TABLE, USAGE, Row

SMALL = "inputs: {x: 1}\nnodes: {y: x + 1}\n"
ANY = (0, 1, 2)
DRAW = ("render", "s.yaml", "-o", "s.svg")
BUILD = ("build", "f", "-o", "out", "-q")


def _row(stage: str, name: str, write: Callable[[Path], object], *arguments: str, **more: object) -> Row:
    def make(folder: Path) -> list[str]:
        (folder / "f").mkdir()
        (folder / "s.yaml").write_text(SMALL, encoding="utf-8")
        write(folder)
        return list(arguments)

    return Row(stage, name, make, **more)  # type: ignore[arg-type]


def _huge(path: Path) -> None:
    """A file of 2.5 GB, of which the disk holds nothing."""
    with path.open("wb") as file:
        file.truncate(2_500_000_000)


def _circle(folder: Path) -> None:
    """Five files that extend each other sixty times, in a circle."""
    for k in range(5):
        named = ", ".join([f"e{(k + 1) % 5}.yaml"] * 60)
        (folder / "f" / f"e{k}.yaml").write_text(f"extends: [{named}]\nview: {{}}\n", encoding="utf-8")


def _row_of_files(folder: Path) -> None:
    """Five files, each of which extends the next one sixty times."""
    for k in range(5):
        named = f"extends: [{', '.join([f'e{k + 1}.yaml'] * 60)}]\n" if k < 4 else ""
        (folder / "f" / f"e{k}.yaml").write_text(f"{named}view: {{}}\n", encoding="utf-8")


def _net(folder: Path) -> None:
    """Eight floors of twenty files, each of which extends all of the next floor, with a spec at the bottom."""
    for floor in range(8):
        for k in range(20):
            named = ", ".join(f"e{floor + 1}-{i}.yaml" for i in range(20))
            text = f"extends: [{named}]\n" if floor < 7 else SMALL
            (folder / "f" / f"e{floor}-{k}.yaml").write_text(text, encoding="utf-8")


def _big_chain(folder: Path) -> None:
    """Eight files that extend each other, each almost as large as a file may be."""
    (folder / "e0.yaml").write_text(SMALL, encoding="utf-8")
    for k in range(1, 8):
        looks = "".join(f"    c{i}: {{fill: red, color: blue}}\n" for i in range(3_500))
        text = f"extends: e{k - 1}.yaml\nview:\n  classes:\n{looks}"
        (folder / f"e{k}.yaml").write_text(text, encoding="utf-8")
    (folder / "s.yaml").write_text("extends: e7.yaml\n", encoding="utf-8")


def _many_extended(folder: Path) -> None:
    """One spec that extends a file by thousands of ways to it."""
    (folder / "b.yaml").write_text(SMALL, encoding="utf-8")
    named = "".join(f"  - {'./' * (i % 400)}b.yaml\n" for i in range(4_000))
    (folder / "s.yaml").write_text(f"extends:\n{named}", encoding="utf-8")


def _folders(folder: Path) -> None:
    """Folders in each other and beside each other, with files that are no specs."""
    for i in range(300):
        inner = folder / "f" / f"d{i}" / "/".join("abcdefgh")
        inner.mkdir(parents=True)
        (inner / "x.yaml").write_text(f"name: {i}\n" * 5, encoding="utf-8")


def _links(folder: Path) -> None:
    """Links of folders that lead to each other."""
    for i in range(30):
        (folder / "f" / f"d{i}").mkdir()
        for k in range(30):
            (folder / "f" / f"d{i}" / f"l{k}").symlink_to(folder / "f" / f"d{k}")


def _no_specs(folder: Path) -> None:
    """Files that are almost as large as a spec may be, and end like one."""
    text = "- {a: [1, 2], b: 'x'}\n" * 40_000
    for i in range(20):
        (folder / "f" / f"x{i}.yaml").write_text(text, encoding="utf-8")


def _write(name: str, text: str) -> Callable[[Path], object]:
    return lambda folder: (folder / name).write_text(text, encoding="utf-8")


def _toml(text: str) -> Callable[[Path], object]:
    return _write("pyproject.toml", f"[tool.graphdraw]\n{text}\n")


def _tables() -> str:
    """As many tables as a file has room for, each as deep as a key may be."""
    return "".join(f"[x{i}{'.a' * 31}]\n" for i in range(13_000))


def _link(name: str, target: str) -> Callable[[Path], object]:
    return lambda folder: (folder / name).symlink_to(target)


def _manifest(text: Callable[[], str]) -> Callable[[Path], object]:
    def write(folder: Path) -> None:
        (folder / "f" / "s.yaml").write_text(SMALL, encoding="utf-8")
        (folder / "out").mkdir()
        (folder / "out" / ".graphdraw-manifest.json").write_text(text(), encoding="utf-8")

    return write


def _entries(size: int) -> str:
    seen = ["../f/s.yaml", 1, 1, 1, "0" * 64]
    entry = [0, None, [], [seen], seen[1:], 1]
    figures = {f"s{i}.svg": entry for i in range(size)}
    return json.dumps({"graphdraw-manifest": 3, "settings": ["x"], "figures": figures})


def _huge_at(name: str) -> Callable[[Path], object]:
    def write(folder: Path) -> None:
        (folder / name).parent.mkdir(exist_ok=True)
        _huge(folder / name)

    return write


def _pipe_at(name: str) -> Callable[[Path], object]:
    def write(folder: Path) -> None:
        (folder / name).parent.mkdir(exist_ok=True)
        os.mkfifo(folder / name)

    return write


def _completing(words: str) -> tuple[tuple[str, str], ...]:
    return (("_GRAPHDRAW_COMPLETE", "bash_complete"), ("COMP_WORDS", words), ("COMP_CWORD", str(words.count(" "))))


def _specs(size: int) -> Callable[[Path], object]:
    def write(folder: Path) -> None:
        for i in range(size):
            (folder / "f" / f"s{i}.yaml").write_text(SMALL, encoding="utf-8")

    return write


def _nothing(_: Path) -> None:
    """What there is by itself is enough."""


MANIFEST = "out/.graphdraw-manifest.json"
REFUSED: dict[str, Any] = {"ends": PROBLEM, "most": TABLE, "quick": True}

ROWS = (
    _row(
        "reading",
        "a file of 2.5 GB",
        _huge_at("s.yaml"),
        *DRAW,
        ends=DONE_OR_PROBLEM + USAGE,
        most=TABLE,
        quick=True,
    ),
    _row("reading", "/dev/zero", _nothing, "render", "/dev/zero", "-o", "s.svg", ends=USAGE, most=TABLE, quick=True),
    _row("reading", "a link to /dev/zero", _link("z.yaml", "/dev/zero"), "check", "z.yaml", ends=USAGE, most=TABLE),
    _row("reading", "a pipe", _pipe_at("p.yaml"), "check", "p.yaml", ends=USAGE, most=TABLE, quick=True),
    _row("reading", "a view of 2.5 GB", _huge_at("v.yaml"), *DRAW, "--view", "v.yaml", ends=ANY, most=TABLE),
    _row("reading", "a view from /dev/zero", _nothing, *DRAW, "--view", "/dev/zero", ends=USAGE, most=TABLE),
    _row("reading", "a figure of 2.5 GB in place", _huge_at("s.svg"), *DRAW, ends=ANY, most=TABLE),
    _row("reading", "a project file of 2.5 GB", _huge_at("graphdraw.yaml"), *DRAW, ends=ANY, most=TABLE),
    _row("reading", "a project file that is a pipe", _pipe_at("graphdraw.yaml"), *DRAW, ends=ANY, most=TABLE),
    _row("extends", "a circle of five, sixty times each", _circle, *BUILD, ends=ANY, most=TABLE, quick=True),
    _row("extends", "five in a row, sixty times each", _row_of_files, *BUILD, ends=ANY, most=TABLE),
    _row("extends", "the circle, by its file", _circle, "check", "f/e0.yaml", most=TABLE),
    _row("extends", "eight floors of twenty", _net, "build", "f", "-o", "out", "-q", "--dry-run"),
    _row("extends", "eight floors of twenty, by one file", _net, "check", "f/e0-0.yaml"),
    _row("extends", "eight large files", _big_chain, *DRAW),
    _row("extends", "eight large files, resolved", _big_chain, "resolve", "s.yaml"),
    _row("extends", "four thousand ways to one file", _many_extended, *DRAW),
    _row("extends", "a pipe", _write("s.yaml", "extends: p.yaml\n"), "check", "s.yaml", ends=PROBLEM),
    _row("extends", "/dev/zero", _write("s.yaml", "extends: /dev/zero\n"), "check", "s.yaml", ends=PROBLEM),
    _row("extends", "a link to /dev/zero", _link("f/z.yaml", "/dev/zero"), "check", "f", ends=ANY),
    _row("discovery", "folders in folders", _folders, *BUILD, ends=ANY),
    _row("discovery", "links in a circle", _links, *BUILD, ends=ANY),
    _row("discovery", "large files that are no specs", _no_specs, *BUILD, ends=ANY),
    _row("discovery", "a file of 2.5 GB", _huge_at("f/x.yaml"), *BUILD, ends=ANY, most=TABLE),
    _row("discovery", "a pipe", _pipe_at("f/x.yaml"), *BUILD, ends=ANY, most=TABLE, quick=True),
    _row("discovery", "a link to /dev/zero", _link("f/x.yaml", "/dev/zero"), *BUILD, ends=ANY, most=TABLE),
    _row("discovery", "five hundred specs, nothing drawn", _specs(500), *BUILD, "--dry-run"),
    _row("discovery", "five hundred specs, checked", _specs(500), "check", "f", "-q"),
    _row("project", "brackets", _write("graphdraw.yaml", texts.deep(900_000)), *BUILD, ends=ANY),
    _row("project", "aliases", _write("graphdraw.yaml", "a: &a [1]\nb: [*a, *a]\n"), *BUILD, ends=ANY),
    _row(
        "project",
        "many sources",
        _write("graphdraw.yaml", f"sources: [{', '.join(['f'] * 9_000)}]\n"),
        "build",
        "-o",
        "out",
        ends=ANY,
    ),
    _row(
        "project", "a long pattern", _write("graphdraw.yaml", f"output: '{'{name}' * 9_000}'\n"), *BUILD[:2], ends=ANY
    ),
    _row(
        "project",
        "TOML, nested",
        _write("pyproject.toml", "[tool.graphdraw]\nview = " + "[" * 90_000),
        *BUILD,
        ends=ANY,
    ),
    _row("project", "TOML, a key of many parts", _toml(f"view{'.a' * 60_000} = 1"), *BUILD, **REFUSED),
    _row("project", "TOML, a table of many parts", _toml(f"[x{'.a' * 490_000}]"), *BUILD, **REFUSED),
    _row("project", "TOML, braces", _toml("view = " + "{a = " * 190_000), *BUILD, **REFUSED),
    _row("project", "TOML, a long number", _toml(f"[x]\ny = {'9' * 900_000}"), *BUILD, **REFUSED),
    _row("project", "TOML, a long number in hex", _toml(f"lang = 0x{'f' * 900_000}"), *BUILD, **REFUSED),
    _row("project", "TOML, many tables", _toml(_tables()), *BUILD, **REFUSED),
    _row("project", "TOML, quotes", _toml('x = """' + '\\"""' * 240_000), *BUILD, **REFUSED),
    _row("manifest", "of 2.5 GB", _huge_at(MANIFEST), *BUILD, ends=ANY, most=TABLE),
    _row("manifest", "of 2.5 GB, cleaned", _huge_at(MANIFEST), "clean", "out", ends=ANY, most=TABLE),
    _row("manifest", "a pipe", _pipe_at(MANIFEST), *BUILD, ends=ANY, most=TABLE),
    _row("manifest", "a pipe, cleaned", _pipe_at(MANIFEST), "clean", "out", ends=ANY, most=TABLE, quick=True),
    _row("manifest", "brackets", _manifest(lambda: "[" * 900_000), *BUILD, ends=ANY),
    _row("manifest", "brackets, cleaned", _manifest(lambda: "[" * 900_000), "clean", "out", ends=ANY),
    _row("manifest", "as many entries", _manifest(lambda: _entries(100_000)), *BUILD, ends=ANY),
    _row("manifest", "as many entries, cleaned", _manifest(lambda: _entries(100_000)), "clean", "out", ends=ANY),
    _row(
        "manifest",
        "a long number",
        _manifest(lambda: '{"graphdraw-manifest": ' + "9" * 900_000 + "}"),
        *BUILD,
        ends=ANY,
    ),
    _row("completion", "of a command", _nothing, asked=_completing("graphdraw ren"), ends=FIGURE, quick=True),
    _row("completion", "of a folder", _specs(2_000), asked=_completing("graphdraw render f/"), ends=FIGURE),
    _row("completion", "of a long word", _nothing, asked=_completing("graphdraw render " + "x" * 90_000), ends=FIGURE),
    _row("schema", "printed", _nothing, "schema", ends=FIGURE, quick=True),
    _row("ops", "all of them", _nothing, "ops", "--format", "json", ends=FIGURE),
    _row("command line", "a thousand settings", _nothing, *DRAW, *["--set", "x=3"] * 1_000),
    _row("command line", "a long setting", _nothing, *DRAW, "--set", "nodes.y=" + "x+" * 40_000 + "x", ends=ANY),
    _row("command line", "a deep setting", _nothing, *DRAW, "--set", "view." + "a." * 40_000 + "a=1", ends=ANY),
    _row("command line", "thousands of names", _nothing, "check", *["none.yaml"] * 3_000, ends=USAGE, most=PROMISE),
)
