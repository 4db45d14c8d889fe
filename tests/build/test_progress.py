"""What a build says while it runs: a bar on a terminal, lines elsewhere, colours as asked, a report for programs."""

import json
import os
import re
import struct
import subprocess
import sys
from pathlib import Path

import pytest

from graphdraw.errors import columns
from tests.build.conftest import Book

ROOT = Path(__file__).parents[2]
WIDTH = 80
ESCAPE = re.compile(r"\x1b\[[0-9;?]*[A-Za-z]")
COLORS = {"NO_COLOR", "FORCE_COLOR", "TERM"}


def _on_terminal(book: Book, *more: str, **environment: str) -> str:
    """What a build writes to a terminal of `WIDTH` columns."""
    fcntl = pytest.importorskip("fcntl")
    termios = pytest.importorskip("termios")
    ours, theirs = os.openpty()
    fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 24, WIDTH, 0, 0))
    kept = {name: value for name, value in os.environ.items() if name not in COLORS}
    with os.fdopen(ours, "rb", buffering=0) as screen:
        process = subprocess.Popen(
            [sys.executable, "-m", "graphdraw", "build", "specs", "-o", "out", *more],
            cwd=book.folder,
            env={**kept, "PYTHONPATH": str(ROOT), "TERM": "xterm-256color", "COLUMNS": str(WIDTH), **environment},
            stderr=theirs,
        )
        os.close(theirs)
        said = b""
        try:
            while part := screen.read(65536):
                said += part
        except OSError:  # the other end is closed
            pass
        process.wait()
    return said.decode()


def test_a_terminal_shows_a_bar_with_count_rate_and_file(book: Book) -> None:
    long = "長い名前の図" * 8
    book.write(f"specs/{long}.yaml", "inputs: {x: 1}\nnodes: {y: x + 1}\n")
    said = ESCAPE.sub("", _on_terminal(book))
    last = [line for line in re.split(r"[\r\n]+", said) if "4/4" in line][-1]
    assert re.search(r"\[#+\] +4/4 +[\d.]+/s", last)
    assert re.search(r"3/4 .*(a\.yaml|b\.yml|child\.yaml)", said)
    assert all(columns(line.rstrip()) <= WIDTH for line in re.split(r"[\r\n]+", said))
    assert said.rstrip().endswith("4 figures drawn, 0 unchanged, 0 failed")


def test_a_problem_stands_on_its_own_line_above_the_bar(book: Book) -> None:
    book.write("specs/bad.yaml", "inputs: {x: 1}\nnodes: {y: x + zz}\n")
    lines = re.split(r"[\r\n]+", ESCAPE.sub("", _on_terminal(book)))
    assert f"{Path('specs/bad.yaml')}:2:16: error: unknown name 'zz' [unknown-name]" in lines
    assert any("4/4" in line for line in lines)


@pytest.mark.parametrize(
    ("environment", "colored"),
    [({}, True), ({"NO_COLOR": "1"}, False), ({"TERM": "dumb"}, False), ({"NO_COLOR": "1", "FORCE_COLOR": "1"}, False)],
)
def test_colors_on_a_terminal(book: Book, environment: dict[str, str], colored: bool) -> None:
    book.write("specs/a.yaml", "nodes: {y: zz}\n")
    assert ("\x1b[31m" in _on_terminal(book, **environment)) == colored


@pytest.mark.parametrize(("name", "colored"), [("FORCE_COLOR", True), ("NO_COLOR", False)])
def test_colors_in_a_log(book: Book, monkeypatch: pytest.MonkeyPatch, name: str, colored: bool) -> None:
    for other in COLORS:
        monkeypatch.delenv(other, raising=False)
    book.write("specs/a.yaml", "nodes: {y: zz}\n")
    assert "\x1b[" not in book.build().stderr
    monkeypatch.setenv(name, "1")
    assert ("\x1b[31m" in book.build().stderr) == colored


def test_elsewhere_there_is_a_line_for_each_figure(book: Book) -> None:
    result = book.build("-f", "svg,pdf")
    assert result.stdout == ""
    assert result.stderr.splitlines() == [
        *(f"{Path('specs/a.yaml')} -> {Path('out') / f'a.{form}'}" for form in ("svg", "pdf")),
        *(f"{Path('specs/deep/b.yml')} -> {Path('out/deep') / f'b.{form}'}" for form in ("svg", "pdf")),
        *(f"{Path('specs/deep/child.yaml')} -> {Path('out/deep') / f'child.{form}'}" for form in ("svg", "pdf")),
        "3 figures drawn, 0 unchanged, 0 failed",
    ]


def test_quiet_says_only_what_is_wrong(book: Book) -> None:
    assert book.build("-q").output == ""
    assert _on_terminal(book, "-q", "--force") == ""
    book.write("specs/a.yaml", "nodes: {y: zz}\n")
    assert book.build("-q").stderr.startswith(f"{Path('specs/a.yaml')}:1:12: error: unknown name 'zz'")


@pytest.mark.parametrize("name", ["r.json", "r.sarif", "r.sarif.json"])
def test_a_report_holds_all_problems_of_all_specs(book: Book, name: str) -> None:
    book.write("specs/bad.yaml", "inputs: {x: 1}\nnodes: {y: x + zz}\n")
    book.write("specs/worse.yaml", "inputs: {x: 0}\nnodes: {y: 1 / x}\n")
    for _ in range(2):
        assert book.build("--report", name).exit_code == 1
        report = json.loads((book.folder / name).read_text(encoding="utf-8"))
        if name == "r.json":
            found = {(p["path"], p["line"], p["code"]) for p in report}
        else:
            found = {
                (place["artifactLocation"]["uri"], place["region"]["startLine"], result["ruleId"])
                for result in report["runs"][0]["results"]
                for place in [result["locations"][0]["physicalLocation"]]
            }
        assert {line for _, line, _ in found} == {2}
        assert {code for _, _, code in found} == {"unknown-name", "division-by-zero"}


def test_a_report_is_written_whatever_the_build_ends_with(book: Book) -> None:
    assert book.build("--report", "r.json").exit_code == 0
    assert json.loads((book.folder / "r.json").read_text()) == []
    book.write("specs/a.yml", "inputs: {x: 1}\nnodes: {y: x + 1}\n")
    assert book.build("--report", "r.json").exit_code == 2
    assert "would both be drawn" in json.loads((book.folder / "r.json").read_text())[0]["text"]


def test_a_report_of_another_form_is_refused(book: Book) -> None:
    result = book.build("--report", "r.txt")
    assert (result.exit_code, result.stderr) == (
        2,
        "error: r.txt: a report is .json or .sarif [usage]\nhint: for example --report r.json\n",
    )
