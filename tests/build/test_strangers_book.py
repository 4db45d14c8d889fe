"""A book from a stranger: nothing outside of it is opened, told or written, unless the command line says so."""

from __future__ import annotations

import os
import time
from pathlib import Path

import pytest

from graphdraw.disk import files
from tests.build.conftest import A, Book

pytestmark = pytest.mark.skipif(os.name != "posix", reason="links and pipes of POSIX")

ROOT_HINT = "the root is the folder of the nearest project file, else that of the spec; --root FOLDER names another"


@pytest.fixture
def outside(book: Book) -> Path:
    """A folder beside the book, where nothing changes."""
    folder = book.folder.parent / "outside"
    folder.mkdir()
    (folder / "there.yaml").write_text(A)
    (folder / "secret.txt").write_text("password: hunter2\n")
    os.mkfifo(folder / "pipe.yaml")
    return folder


def inventory(folder: Path) -> dict[str, bytes]:
    return {str(path): path.read_bytes() if path.is_file() else b"" for path in sorted(folder.rglob("*"))}


@pytest.mark.parametrize("name", ["there.yaml", "missing.yaml", "pipe.yaml", "secret.txt", "deep/x.yaml"])
@pytest.mark.parametrize("form", ["../../outside/{}", "{outside}/{}"])
@pytest.mark.usefixtures("outside")
def test_of_what_is_extended_outside_nothing_is_told(
    book: Book, outside: Path, name: str, form: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = form.format(name, outside=outside)
    book.write("specs/x.yaml", f"extends: {path}\n")
    opened: list[str] = []
    real = files._opened
    monkeypatch.setattr(files, "_opened", lambda path: opened.append(os.path.realpath(path)) or real(path))
    for line in (["build", "specs", "-o", "out"], ["check", "specs"]):
        result = book.run(*line)
        assert result.exit_code == 1
        shown = path if len(path) <= 80 else f"{path[:80]}…"
        said = f"specs/x.yaml:1:10: error: '{shown}' is outside the root folder [outside-root]"
        assert said in result.stderr
        assert "hunter2" not in result.output
    assert opened
    assert not [path for path in opened if path.startswith(str(outside))]


def test_nor_do_hints_tell_what_is_there(book: Book, outside: Path) -> None:
    told = set()
    for target in ("there.yaml", "missing.yaml", "pipe.yaml", ""):
        (book.folder / "specs" / "_near.yaml").unlink(missing_ok=True)
        (book.folder / "specs" / "_near.yaml").symlink_to(outside / target)
        book.write("specs/x.yaml", "extends: _nearr.yaml\n")
        told.add(book.run("check", "specs/x.yaml").stderr)
    assert len(told) == 1
    assert "hint: did you mean '_near.yaml'?" in told.pop()


@pytest.mark.parametrize("target", ["there.yaml", "missing.yaml", "pipe.yaml", "secret.txt", ""])
def test_links_in_a_folder_that_lead_out_are_not_followed(book: Book, outside: Path, target: str) -> None:
    """Whether they lead to a file, to a folder or nowhere is not told; those that stay in the book are followed."""
    (book.folder / "specs" / "link.yaml").symlink_to(outside / target)
    (book.folder / "specs" / "own.yaml").symlink_to("../specs/a.yaml")
    told = (
        "specs/link.yaml:1:1: error: this is a link that leads outside the root folder [outside-root]\n"
        f"hint: put a file in its place; {ROOT_HINT}\n"
    )
    result = book.build()
    assert result.exit_code == 1
    assert result.stderr.startswith(told)
    assert result.stderr.endswith("4 figures drawn, 0 unchanged, 0 failed\n")
    result = book.run("check", "specs")
    assert (result.exit_code, result.stderr) == (1, told + "4 specs: 1 error\n")
    assert book.run("check", "--skip-others", "specs/link.yaml").stderr == told + "0 specs: 1 error\n"
    (book.folder / "specs" / "link.yaml").unlink()
    assert book.counts("--check") == "0 figures to draw, 4 current"


def test_a_wider_root_that_the_command_line_names(book: Book, outside: Path) -> None:
    (book.folder / "specs" / "link.yaml").symlink_to(outside / "there.yaml")
    book.write("specs/x.yaml", "extends: ../../outside/there.yaml\n")
    assert book.counts("--root", "..") == "5 figures drawn, 0 unchanged, 0 failed"
    assert book.run("check", "specs", "--root", "..").exit_code == 0


def test_files_that_extend_each_other_are_read_once(book: Book, monkeypatch: pytest.MonkeyPatch) -> None:
    """However often they are named: in a row that leads nowhere, and in a circle."""
    for i in range(6):
        book.write(f"row/e{i}.yaml", f"extends: [{', '.join([f'e{i + 1}.yaml'] * 60)}]\n")
    book.write("row/e6.yaml", "inputs: {x: 1}\n")
    opened: list[str] = []
    real = files._opened
    monkeypatch.setattr(files, "_opened", lambda path: opened.append(str(path)) or real(path))
    started = time.process_time()
    result = book.run("build", "row", "-o", "rows")
    assert result.stderr.endswith(
        f"0 figures drawn, 0 unchanged, 0 failed; passed over, since there is no 'nodes:' in {Path('row/e6.yaml')}\n"
    )
    assert sorted(path for path in map(os.path.basename, opened) if path[0] == "e") == [f"e{i}.yaml" for i in range(7)]
    book.write("row/e6.yaml", "extends: e0.yaml\n")
    assert book.run("build", "row", "-o", "rows").exit_code == 1
    assert time.process_time() - started < 5


@pytest.mark.parametrize("text", ["{" + "a" * 900_000, "{" + "a: " * 300_000, "extends: " + "x.yaml, " * 100_000])
def test_a_look_takes_no_longer_than_the_file_is_long(book: Book, text: str) -> None:
    book.write("specs/long.yaml", text)
    started = time.process_time()
    assert book.run("build", "specs", "-o", "out", "--dry-run").exit_code == 0
    assert time.process_time() - started < 3


PATHS = [
    ("output", "../../x", "-o '../../x'"),
    ("output", "/etc/{name}", "-o '/etc/{name}'"),
    ("output", "{name}/../..", "-o '{name}/../..'"),
    ("output", "link/figures", "-o 'link/figures'"),
    ("output", "specs/../../outside/{name}", "-o 'specs/../../outside/{name}'"),
    ("sources", "../outside", "graphdraw build '../outside'"),
    ("sources", "link", "graphdraw build 'link'"),
    ("sources", "[specs, /etc]", "graphdraw build '/etc'"),
]

READERS = [
    ["build"],
    ["build", "specs", "-o", "out"],
    ["check", "specs"],
    ["render", "specs/a.yaml"],
    ["eval", "specs/a.yaml"],
    ["describe", "specs/a.yaml"],
    ["resolve", "specs/a.yaml"],
]


@pytest.mark.parametrize(("key", "value", "instead"), PATHS)
def test_a_project_file_leads_out_of_its_folder_nowhere(
    book: Book, outside: Path, key: str, value: str, instead: str
) -> None:
    (book.folder / "link").symlink_to(outside)
    others = {"sources": "output: out", "output": "sources: specs"}
    item = value if value.startswith("[") else f"'{value}'"
    path = value.strip("[]").rpartition(" ")[2]
    column = len(key) + 2 + item.index(path) + (0 if value.startswith("[") else -1) + 1
    book.write("graphdraw.yaml", f"{others[key]}\n{key}: {item}\n")
    before, theirs = inventory(book.folder.parent), inventory(outside)
    for line in READERS:
        result = book.run(*line)
        assert result.exit_code == 1, line
        assert f"graphdraw.yaml:2:{column}: error: '{path}' is outside the root folder [outside-root]" in result.stderr
        assert f"hint: what lies elsewhere is named on the command line: {instead}\n" in result.stderr
    assert inventory(outside) == theirs
    assert [name for name in inventory(book.folder.parent) if name not in before] == []


def test_a_pyproject_says_no_other_thing(book: Book) -> None:
    (book.folder / "graphdraw.yaml").unlink()
    book.write("pyproject.toml", '[tool.graphdraw]\nsources = "specs"\noutput = "../x"\n')
    result = book.run("build")
    assert result.exit_code == 1
    assert "pyproject.toml:1:1: error: '../x' is outside the root folder [outside-root]" in result.stderr


@pytest.mark.parametrize("target", ["secret.txt", "missing", ""])
def test_a_project_file_that_is_a_link_out(book: Book, outside: Path, target: str) -> None:
    (book.folder / "graphdraw.yaml").unlink()
    (book.folder / "graphdraw.yaml").symlink_to(outside / target)
    for line in READERS:
        result = book.run(*line)
        assert result.exit_code == 1, line
        assert (
            "graphdraw.yaml:1:1: error: this is a link that leads outside the root folder [outside-root]"
            in result.stderr
        )
        assert "hunter2" not in result.output


def test_the_command_line_may_lead_out(book: Book, outside: Path) -> None:
    assert book.run("build", str(outside / "there.yaml"), "-o", str(outside / "figures")).exit_code == 0
    assert (outside / "figures" / "there.svg").is_file()


def test_links_in_an_output_folder(book: Book, outside: Path) -> None:
    """The figures behind them fail, each with where it would go; the others are drawn."""
    out = book.folder / "out"
    out.mkdir()
    (out / "a.svg").symlink_to(outside / "secret.txt")
    (out / "deep").symlink_to(outside)
    before = inventory(outside)
    result = book.build()
    assert result.exit_code == 2
    lines = result.stderr.splitlines()
    assert (
        f"error: out/a.svg: cannot be written: a link leads out of its folder, to '{outside / 'secret.txt'}' [usage]"
        in lines
    )
    refused = f"error: out/deep: the folder cannot be made: a link leads out of its folder, to '{outside}' [usage]"
    assert lines.count(refused) == 2
    assert lines[-1] == "0 figures drawn, 0 unchanged, 3 failed"
    assert inventory(outside) == before


TARGETS = ["secret.txt", "missing", "pipe.yaml", "onward", ""]
"""Of links: a file, nothing, a pipe, a link, and a folder."""


def told_of_links(book: Book, outside: Path, *line: str) -> set[str]:
    """What a command says of a figure that is a link, whatever is there; the text of the link is left out."""
    told = set()
    (outside / "onward").symlink_to(book.folder.parent / "further")
    before = inventory(outside)
    for name in TARGETS:
        link = book.folder / "out" / "a.svg"
        link.unlink(missing_ok=True)
        link.symlink_to(target := outside / name)
        if name == TARGETS[0]:
            book.run(*line)  # draws the others
        result = book.run(*line)
        assert f"a link leads out of its folder, to '{target}'" in result.output
        told.add(f"{result.exit_code}\n{result.output}".replace(f"'{target}'", "TARGET"))
        assert link.is_symlink()
    assert inventory(outside) == before
    return told


@pytest.mark.parametrize("is_built", [False, True])
@pytest.mark.parametrize("more", [[], ["--check"], ["--dry-run"], ["--force"]], ids=" ".join)
def test_of_what_a_figure_leads_to_nothing_is_told(book: Book, outside: Path, more: list[str], is_built: bool) -> None:
    if is_built:
        assert book.build().exit_code == 0
    else:
        (book.folder / "out").mkdir()
    (said,) = told_of_links(book, outside, "build", "specs", "-o", "out", *more)
    if more[:1] in (["--check"], ["--dry-run"]):
        cannot = "specs/a.yaml -> out/a.svg (it cannot be drawn: a link leads out of its folder, to TARGET)"
        assert cannot in said.splitlines()
        assert said.startswith("1\n" if more == ["--check"] else "0\n")
    else:
        assert "error: out/a.svg: cannot be written: a link leads out of its folder, to TARGET [usage]" in said
        assert said.startswith("2\n")


def test_a_figure_that_became_a_link_to_its_like_is_not_current(book: Book, outside: Path) -> None:
    assert book.build().exit_code == 0
    figure = book.folder / "out" / "a.svg"
    figure.rename(outside / "a.svg")
    figure.symlink_to(outside / "a.svg")
    result = book.build("--check")
    assert result.exit_code == 1
    assert "out/a.svg (it cannot be drawn: a link leads out of its folder" in result.output


@pytest.mark.parametrize(
    "line",
    [
        ["render", "specs/a.yaml", "-o", "out/a.svg"],
        ["render", "specs/a.yaml", "-o", "out/"],
        ["embed", "specs/a.yaml", "-o", "out/a"],
        ["themes", "--sheet", "out/a.svg", "--theme", "plain"],
        ["render", "specs/a.yaml", "-o", "x.svg", "--depfile", "out/a.svg"],
    ],
    ids=" ".join,
)
def test_nor_by_what_draws_one_figure(book: Book, outside: Path, line: list[str]) -> None:
    (book.folder / "out").mkdir()
    assert len(told_of_links(book, outside, *line)) == 1


def test_two_links_are_not_compared_outside(book: Book, outside: Path) -> None:
    """Whether both lead to one place is not told either."""
    (book.folder / "out" / "deep").mkdir(parents=True)
    (outside / "one").symlink_to("secret.txt")
    (book.folder / "out" / "a.svg").symlink_to(outside / "one")
    (book.folder / "out" / "deep" / "b.svg").symlink_to(outside / "secret.txt")
    assert "would both" not in book.build().stderr
    assert book.counts() == "0 figures drawn, 1 unchanged, 2 failed"


def test_a_pipe_inside_of_the_output_is_not_waited_for(book: Book) -> None:
    """Through a link that stays in it, from a folder below."""
    (book.folder / "out" / "deep").mkdir(parents=True)
    os.mkfifo(book.folder / "out" / "pipe")
    (book.folder / "out" / "deep" / "b.svg").symlink_to("../pipe")
    assert "out/deep/b.svg: this is a pipe, not a file" in book.build().stderr


@pytest.mark.parametrize("length", [1, 45])
def test_links_in_a_circle_and_long_rows_of_links(book: Book, outside: Path, length: int) -> None:
    out = book.folder / "out"
    out.mkdir()
    for i in range(length):
        (out / f"l{i}").symlink_to(f"l{i + 1}")
    (out / f"l{length}").symlink_to("l0" if length == 1 else outside / "new.svg")
    (out / "a.svg").symlink_to("l0")
    assert "out/a.svg: cannot be written: " in book.build().stderr
    assert not (outside / "new.svg").exists()


def test_a_manifest_that_is_a_link_out(book: Book, outside: Path) -> None:
    (book.folder / "out").mkdir()
    (book.folder / "out" / ".graphdraw-manifest.json").symlink_to(outside / "secret.txt")
    before = inventory(outside)
    result = book.build()
    assert result.exit_code == 2
    assert result.stderr.count("\n") == 3
    assert "nothing is known of the figures, since it is a link that leads out of the folder" in result.stderr
    assert "cannot be written: a link leads out of its folder, to " in result.stderr
    assert inventory(outside) == before


@pytest.mark.parametrize(
    "line",
    [
        ["render", "specs/a.yaml", "-o", "link.svg"],
        ["render", "specs/a.yaml", "-o", "x.svg", "--depfile", "link.svg"],
        ["embed", "specs/a.yaml", "-o", "link"],
        ["build", "specs", "-o", "out", "--depfile", "link.svg"],
        ["build", "specs", "-o", "out", "--report", "link.json"],
        ["themes", "--sheet", "link.svg", "--theme", "plain"],
        ["integration", "mystmd", "-o", "link.mjs", "--force"],
        ["integration", "quarto", "--force"],
        ["new", "link.yaml"],
    ],
    ids=" ".join,
)
def test_what_else_is_written(book: Book, outside: Path, line: list[str]) -> None:
    for end in ("svg", "json", "mjs", "yaml"):
        (book.folder / f"link.{end}").symlink_to(outside / "secret.txt")
    (book.folder / "_extensions").symlink_to(outside)
    before = inventory(outside)
    result = book.run(*line)
    assert result.exit_code == 2
    assert f"a link leads out of its folder, to '{outside}" in result.output
    assert inventory(outside) == before


@pytest.mark.parametrize("more", [[], ["--check"]], ids=" ".join)
def test_a_manifest_tells_of_no_spec_beside_the_book(
    book: Book, outside: Path, more: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Also where it is built from a folder above: the specs of the book are those that are named."""
    assert book.build().exit_code == 0
    path = book.folder / "out" / ".graphdraw-manifest.json"
    theirs = path.read_text().replace('"../specs/a.yaml"', '"../../outside/there.yaml"')
    assert theirs != path.read_text()
    monkeypatch.chdir(book.folder.parent)
    told = set()
    for is_there in (True, False):
        path.write_text(theirs)
        if not is_there:
            (outside / "there.yaml").unlink()
        result = book.run("build", "book/specs", "-o", "book/out", *more)
        assert "would both be drawn" not in result.output
        told.add((result.exit_code, result.output))
    assert len(told) == 1
