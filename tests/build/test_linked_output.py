"""An output folder that a link leads to, or that lies behind one: followed where a command line names it, and told."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

from tests.build.conftest import A, Book

pytestmark = pytest.mark.skipif(os.name != "posix", reason="links of POSIX")

CURRENT = "0 figures drawn, 3 unchanged, 0 failed"
HINT = "hint: remove the link if that is not meant"


@pytest.fixture
def outside(book: Book) -> Path:
    """A folder with the file of another, to which the link `figures` of the book leads."""
    folder = book.folder.parent / "far" / "away" / "outside"
    folder.mkdir(parents=True)
    (folder / "theirs.txt").write_text("theirs")
    (book.folder / "figures").symlink_to("../far/away/outside")
    return folder


def noted(name: str, target: str = "../far/away/outside") -> list[str]:
    return [f"note: '{name}' lies elsewhere: a link leads there, to '{target}' [link-out]", HINT]


def test_a_link_that_the_command_line_names_is_followed_and_told(book: Book, outside: Path) -> None:
    result = book.run("build", "specs", "-o", "figures")
    assert result.exit_code == 0
    assert result.stderr.splitlines() == [
        *noted("figures"),
        "specs/a.yaml -> figures/a.svg",
        "specs/deep/b.yml -> figures/deep/b.svg",
        "specs/deep/child.yaml -> figures/deep/child.svg",
        "3 figures drawn, 0 unchanged, 0 failed",
    ]
    assert sorted(path.name for path in outside.iterdir()) == [
        ".graphdraw-manifest.json",
        "a.svg",
        "deep",
        "theirs.txt",
    ]
    assert book.run("build", "specs", "-o", "figures").stderr.splitlines() == [*noted("figures"), CURRENT]
    assert book.run("build", "specs", "-o", "figures", "-q").stderr.splitlines() == []
    result = book.run("clean", "figures")
    assert result.stderr.splitlines() == [*noted("figures"), "3 figures removed"]
    assert [path.name for path in outside.iterdir()] == ["theirs.txt"]


@pytest.mark.parametrize("output", ["figures", "figures/deep", "figures/{name}", "./figures/x/../y"])
def test_a_link_that_a_project_file_names_is_not(book: Book, outside: Path, output: str) -> None:
    book.write("graphdraw.yaml", f"sources: specs\noutput: '{output}'\n")
    for line in (["build"], ["build", "specs"], ["build", "--check"], ["build", "--prune", "--force"]):
        result = book.run(*line)
        assert result.exit_code == 1
        assert result.stderr.startswith(
            f"graphdraw.yaml:2:9: error: '{output}' is outside the root folder [outside-root]\n"
        )
    assert [path.name for path in outside.iterdir()] == ["theirs.txt"]


def test_nor_is_one_below_the_folder_of_the_project(book: Book, outside: Path) -> None:
    """Of a pattern, the folder is what stands before the first field."""
    book.write("graphdraw.yaml", "sources: specs\noutput: '{dir}/{name}'\n")
    (book.folder / "deep").symlink_to(outside)
    result = book.run("build")
    assert result.exit_code == 2
    refused = f"error: deep: the folder cannot be made: a link leads out of its folder, to '{outside}' [usage]"
    assert result.stderr.splitlines().count(refused) == 2
    assert [path.name for path in outside.iterdir()] == ["theirs.txt"]


@pytest.mark.parametrize(
    ("line", "name"),
    [
        (["build", "specs", "-o", "figures/new"], "figures/new"),
        (["build", "specs", "-o", "./figures/{dir}/{name}"], "figures"),
        (["build", "specs", "-o", "{book}/figures/"], "{book}/figures"),
        (["build", "specs", "-o", "specs/../figures"], "specs/../figures"),
        (["build", "specs", "-o", "out", "--depfile", "figures/d", "--report", "figures/r.json"], "figures"),
        (["build", "specs", "-o", "figures", "--check"], "figures"),
        (["build", "specs", "-o", "figures", "--dry-run"], "figures"),
        (["render", "specs/a.yaml", "-o", "figures/"], "figures"),
        (["render", "specs/a.yaml", "-o", "figures/x.svg"], "figures"),
        (["render", "specs/a.yaml", "-o", "x.svg", "--depfile", "figures/d"], "figures"),
        (["themes", "--sheet", "figures/x.svg", "--theme", "plain"], "figures"),
        (["integration", "mystmd", "-o", "figures"], "figures"),
        (["integration", "quarto", "-o", "figures"], "figures"),
        (["new", "figures/x.yaml"], "figures"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else "",
)
@pytest.mark.usefixtures("outside")
def test_every_command_tells(book: Book, line: list[str], name: str) -> None:
    result = book.run(*(word.replace("{book}", str(book.folder)) for word in line))
    assert result.exit_code == (1 if "--check" in line else 0)
    assert result.stderr.splitlines()[:2] == noted(name.replace("{book}", str(book.folder)))
    assert result.stderr.count("[link-out]") == 1


@pytest.mark.parametrize("output", ["out", "kept", "../beside", "{book}/out", "/dev/stdout", "/dev/fd/1"])
def test_nothing_is_told_of_other_places(book: Book, output: str) -> None:
    """Also of a link that stays in the current folder."""
    (book.folder / "store").mkdir()
    (book.folder / "kept").symlink_to("store")
    if output.startswith("/dev/"):
        result = book.run("render", "specs/a.yaml", "-f", "svg", "-o", output)
    else:
        result = book.run("build", "specs", "-o", output.replace("{book}", str(book.folder)))
    assert "link-out" not in result.output


@pytest.fixture
def clone(book: Book, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with a clone in it, in which links lead out of the clone and inside it; there is no project file."""
    home = book.folder.parent / "home"
    for name in ("Pictures", "clone/specs", "clone/store/deep", "clone/docs"):
        (home / name).mkdir(parents=True)
    (home / "Pictures" / "a.svg").write_text("mine")
    (home / "clone" / "specs" / "a.yaml").write_text(A)
    (home / "clone" / "figs").symlink_to("../Pictures")
    (home / "clone" / "kept").symlink_to("store/deep")
    (home / "clone" / "store" / "deep" / "out").symlink_to("../../../Pictures")
    (home / "clone" / "docs" / "figures").symlink_to("../store")
    monkeypatch.chdir(home)
    return home


@pytest.mark.parametrize(
    ("name", "target"),
    [
        ("clone/figs", "../Pictures"),
        ("clone/figs/new", "../Pictures"),
        ("clone/specs/../figs", "../Pictures"),
        ("{home}/clone/figs", "../Pictures"),
        ("{home}/clone/figs/new", "../Pictures"),
        ("../home/clone/figs/new", "../Pictures"),
        ("clone/kept/out", "../../../Pictures"),
        ("clone/docs/figures", "../store"),
    ],
)
def test_a_link_in_a_clone_is_told_from_the_folder_above(book: Book, clone: Path, name: str, target: str) -> None:
    name = name.replace("{home}", str(clone))
    result = book.run("build", "clone/specs", "-o", name)
    assert result.exit_code == 0
    assert result.stderr.splitlines() == [
        *noted(name, target),
        f"clone/specs/a.yaml -> {Path(name, 'a.svg')}",
        "1 figure drawn, 0 unchanged, 0 failed",
    ]


@pytest.mark.parametrize("name", ["kept", "kept/new", "{book}/kept", "docs/figures", "docs/figures/new"])
@pytest.mark.parametrize("place", ["clone", ".", "clone/docs"])
def test_nothing_is_told_of_links_inside_a_project(
    book: Book, clone: Path, monkeypatch: pytest.MonkeyPatch, name: str, place: str
) -> None:
    """Those that stay in the folder of the nearest project file round them, wherever the build runs."""
    (clone / "clone" / "graphdraw.yaml").write_text("# the project\n")
    monkeypatch.chdir(clone / place)
    start = Path(os.path.relpath(clone / "clone"))
    output = name.replace("{book}", str(clone / "clone"))
    result = book.run("build", str(start / "specs"), "-o", str(start / output))
    assert (result.exit_code, "link-out" in result.output) == (0, False)
    result = book.run("build", str(start / "specs"), "-o", str(start / "figs"))
    assert result.stderr.splitlines()[:2] == noted(str(start / "figs"), "../Pictures")


def test_nothing_is_told_of_links_of_the_system(book: Book, clone: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """`/home/ada` may lead to another disk: it is root's."""
    if (clone / "clone" / "figs").lstat().st_uid != 0:
        pytest.skip("only root makes links of root's")
    monkeypatch.setattr(os, "getuid", lambda: 1000)
    result = book.run("build", "clone/specs", "-o", "clone/figs")
    assert (result.exit_code, "link-out" in result.output) == (0, False)


@pytest.fixture(params=["a link", "behind a link", "a link inside of the book"])
def linked(book: Book, request: pytest.FixtureRequest) -> str:
    """An output folder from which `..` leads elsewhere than its name says."""
    if request.param == "a link inside of the book":
        (book.folder / "store" / "deep").mkdir(parents=True)
        (book.folder / "figures").symlink_to("store/deep")
        return "figures"
    far = book.folder.parent / "far" / "away"
    far.mkdir(parents=True)
    (book.folder.parent / "near").symlink_to(far)
    return str(book.folder.parent / "near" / ("out" if request.param == "behind a link" else ""))


def test_figures_behind_a_link_are_current(book: Book, linked: str) -> None:
    book.write("view.yaml", "view: {theme: dark}\n")
    more = ["-o", linked, "--view", "view.yaml", "--root", ".", "-q"]
    assert book.run("build", "specs", *more).exit_code == 0
    assert book.run("build", "specs", *more, "--check").exit_code == 0
    book.write("specs/_base.yaml", (book.folder / "specs" / "_base.yaml").read_text() + "# more\n")
    assert book.run("build", "specs", *more, "--check").exit_code == 1
    result = book.run("build", "specs", *[word for word in more if word != "-q"], "--dry-run")
    assert "(the included file 'specs/_base.yaml' has changed)" in result.stderr
    assert "1 figure to draw, 2 current" in result.stderr


def test_figures_behind_a_link_keep_their_specs(book: Book, linked: str) -> None:
    """A build of a part of the book removes none of the others."""
    assert book.run("build", "specs", "-o", linked).exit_code == 0
    result = book.run("build", "specs/a.yaml", "-o", linked, "--prune")
    assert (result.exit_code, "no spec" in result.stderr) == (0, False)
    assert Path(linked, "deep", "b.svg").is_file()
    (book.folder / "specs" / "deep" / "b.yml").unlink()
    result = book.run("build", "specs/a.yaml", "-o", linked, "--prune")
    assert f"{Path(linked, 'deep', 'b.svg')}: removed, since it has no spec any more" in result.stderr.splitlines()
    assert Path(linked, "deep", "child.svg").is_file()


def test_figures_of_others_behind_a_link_are_not_drawn_over(book: Book, linked: str) -> None:
    book.write("other/a.yaml", A.replace("x + 1", "x + 9"))
    assert book.run("build", "specs", "-o", linked).exit_code == 0
    result = book.run("build", "other", "-o", linked)
    assert result.exit_code == 2
    assert (
        f"'specs/a.yaml' and 'other/a.yaml' would both be drawn to '{Path(linked, 'a.svg').as_posix()}'"
        in result.stderr
    )


def test_a_depfile_names_figures_as_they_were_named(book: Book, linked: str) -> None:
    assert book.run("build", "specs", "-o", linked, "--depfile", "d").exit_code == 0
    lines = (book.folder / "d").read_text().splitlines()
    figure = Path(linked, "deep", "child.svg").as_posix()
    assert f"{figure}: specs/deep/child.yaml specs/_base.yaml graphdraw.yaml" in lines


def test_a_book_with_a_link_inside_is_current_where_it_was_moved(book: Book, monkeypatch: pytest.MonkeyPatch) -> None:
    (book.folder / "store" / "deep").mkdir(parents=True)
    (book.folder / "figures").symlink_to("store/deep")
    assert book.run("build", "specs", "-o", "figures").exit_code == 0
    elsewhere = book.folder.parent / "else" / "where"
    shutil.copytree(book.folder, elsewhere, symlinks=True)
    monkeypatch.chdir(elsewhere)
    assert book.run("build", "specs", "-o", "figures").stderr.splitlines() == [CURRENT]
