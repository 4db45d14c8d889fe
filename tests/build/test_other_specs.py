"""Two builds into one folder: no figure is taken for that of another spec, and none is drawn over."""

from pathlib import Path

import pytest

from tests.build.conftest import A, B, Book

HINT = "hint: rename one of them, or name another folder: -o DIR"


@pytest.fixture
def chapters(book: Book) -> Book:
    book.write("ch1/intro.yaml", A)
    book.write("ch2/intro.yaml", B)
    assert book.run("build", "ch1", "-o", "figs").exit_code == 0
    return book


def refused(book: Book, first: str, second: str, path: str, *arguments: str) -> None:
    """Every form of the build is, and nothing is written."""
    before = {p: p.read_bytes() for p in sorted(book.folder.rglob("*")) if p.is_file()}
    told = f"error: '{first}' and '{second}' would both be drawn to '{path}' [usage]"
    for more in ((), ("--check",), ("--dry-run",), ("--force",), ("--prune",)):
        result = book.run("build", *arguments, *more)
        assert (result.exit_code, result.stderr.splitlines()) == (2, [told, HINT])
    assert {p: p.read_bytes() for p in sorted(book.folder.rglob("*")) if p.is_file()} == before


def test_a_spec_of_the_same_name(chapters: Book) -> None:
    refused(chapters, "ch1/intro.yaml", "ch2/intro.yaml", "figs/intro.svg", "ch2", "-o", "figs")
    assert chapters.run("build", "ch1", "-o", "figs", "--check").exit_code == 0
    assert chapters.run("build", "ch2", "-o", "figs/{name}-2").exit_code == 0


def test_the_same_text_is_another_spec_all_the_same(chapters: Book) -> None:
    chapters.write("ch2/intro.yaml", A)
    refused(chapters, "ch1/intro.yaml", "ch2/intro.yaml", "figs/intro.svg", "ch2", "-o", "figs")


def test_a_folder_and_one_below_it(book: Book) -> None:
    book.write("specs/same.yaml", A)
    book.write("specs/ch1/same.yaml", B)
    assert book.build().exit_code == 0
    refused(book, "specs/same.yaml", "specs/ch1/same.yaml", "out/same.svg", "specs/ch1", "-o", "out")
    assert book.run("build", "specs/ch1", "-o", "other").exit_code == 0
    refused(book, "specs/ch1/same.yaml", "specs/same.yaml", "other/same.svg", "specs", "-o", "other")


@pytest.mark.parametrize("name", ["Intro", "INTRO"])
def test_letter_case(chapters: Book, name: str) -> None:
    chapters.write(f"ch3/{name}.yaml", B)
    refused(chapters, "ch1/intro.yaml", f"ch3/{name}.yaml", f"figs/{name}.svg", "ch3", "-o", "figs")


def test_a_spec_that_failed_keeps_its_figure(chapters: Book) -> None:
    chapters.write("ch1/intro.yaml", "nodes: {y: zz}\n")
    assert chapters.run("build", "ch1", "-o", "figs").exit_code == 1
    refused(chapters, "ch1/intro.yaml", "ch2/intro.yaml", "figs/intro.svg", "ch2", "-o", "figs")


def test_a_spec_that_was_moved(chapters: Book) -> None:
    """Its old figure is not current, since it is remembered as that of another one."""
    (chapters.folder / "ch2" / "intro.yaml").unlink()
    (chapters.folder / "ch1" / "intro.yaml").rename(chapters.folder / "ch2" / "intro.yaml")
    result = chapters.run("build", "ch2", "-o", "figs", "--check")
    figure, spec = Path("figs/intro.svg"), Path("ch2/intro.yaml")
    told = f"{spec} -> {figure} (drawn from another spec: 'ch1/intro.yaml')"
    assert (result.exit_code, result.stderr.splitlines()) == (1, [told, "1 figure to draw, 0 current"])
    assert chapters.run("build", "ch2", "-o", "figs").stderr.splitlines()[-1] == "1 figure drawn, 0 unchanged, 0 failed"
    assert chapters.run("build", "ch2", "-o", "figs", "--check").exit_code == 0


def test_a_figure_that_is_gone_is_nobodys(chapters: Book) -> None:
    (chapters.folder / "figs" / "intro.svg").unlink()
    assert chapters.run("build", "ch2", "-o", "figs").exit_code == 0
    refused(chapters, "ch2/intro.yaml", "ch1/intro.yaml", "figs/intro.svg", "ch1", "-o", "figs")


def test_a_spec_that_is_named_another_way_is_the_same(chapters: Book, monkeypatch: pytest.MonkeyPatch) -> None:
    (chapters.folder / "link").symlink_to("ch1")
    for path in ("link", "ch2/../ch1", "ch1/intro.yaml", str(chapters.folder / "ch1")):
        assert chapters.run("build", path, "-o", "figs", "--check").exit_code == 0
    monkeypatch.chdir("ch1")
    assert chapters.run("build", "intro.yaml", "-o", "../figs", "--check").exit_code == 0
