"""`--set`, `--view`, `--root` and the project file over all figures of a book."""

from pathlib import Path

import pytest

from tests.build.conftest import Book

ALL_DRAWN = "3 figures drawn, 0 unchanged, 0 failed"
ALL_CURRENT = "0 figures drawn, 3 unchanged, 0 failed"


def _figure(book: Book, name: str = "a") -> str:
    return (book.folder / "out" / f"{name}.svg").read_text(encoding="utf-8")


def test_a_setting_is_laid_over_every_spec_and_is_part_of_what_is_current(book: Book) -> None:
    assert book.counts() == ALL_DRAWN
    assert book.counts("--set", "x=7") == ALL_DRAWN
    assert "value-x-y-0" in _figure(book)
    assert book.counts("--set", "x=7") == ALL_CURRENT
    assert book.counts() == ALL_DRAWN


def test_what_is_set_is_what_render_draws(book: Book) -> None:
    book.build("--set", "x=7", "--set", "view.direction=down")
    book.run("render", "specs/a.yaml", "--set", "x=7", "--direction", "down", "-o", "one.svg")
    assert _figure(book) == (book.folder / "one.svg").read_text(encoding="utf-8")


def test_a_setting_that_names_nothing_is_told_once_for_each_spec(book: Book) -> None:
    result = book.build("--set", "zz=7")
    assert result.exit_code == 2
    for spec in ("a.yaml", "deep/b.yml", "deep/child.yaml"):
        assert f"--set:1:1: error: unknown input 'zz' in {Path('specs') / spec} [unknown-name]" in result.stderr
    assert result.stderr.splitlines()[-1] == "0 figures drawn, 0 unchanged, 3 failed"


def test_a_view_is_a_file_that_figures_are_made_from(book: Book) -> None:
    view = book.write("down.yaml", "view: {direction: down}\n")
    assert book.counts("--view", "down.yaml") == ALL_DRAWN
    assert book.counts("--view", "down.yaml") == ALL_CURRENT
    view.write_text("view: {direction: left}\n")
    assert book.counts("--view", "down.yaml") == ALL_DRAWN


def test_a_view_that_does_not_exist_is_told_once(book: Book) -> None:
    result = book.build("--view", "dwn.yaml")
    assert (result.exit_code, result.stderr) == (
        2,
        "error: dwn.yaml: no such file [usage]\n",
    )


def test_a_root_of_ones_own(book: Book) -> None:
    (book.folder / "graphdraw.yaml").unlink()
    assert "outside the root folder" in book.build().stderr
    assert book.build("--root", ".").exit_code == 0


def test_the_view_of_the_project_file_is_part_of_what_is_current(book: Book) -> None:
    book.build()
    book.write("graphdraw.yaml", "sources: specs\nview: {direction: down}\n")
    assert book.counts() == ALL_DRAWN
    assert book.counts() == ALL_CURRENT


def test_formats_of_the_project_file_hold_wherever_none_are_named(book: Book) -> None:
    book.write("graphdraw.yaml", "formats: [pdf]\n")
    book.build()
    assert sorted(p.suffix for p in (book.folder / "out").glob("a.*")) == [".pdf"]
    book.build("-f", "svg")
    assert sorted(p.suffix for p in (book.folder / "out").glob("a.*")) == [".pdf", ".svg"]


EXTENDED = {
    "one file": "extends: ../_base.yaml\n",
    "a list": "extends: [../_style.yaml, '../_base.yaml']  # both\n",
    "a block": "extends:\n- ../_style.yaml\n- ../_base.yaml\n",
    "over two files": "extends: ../_middle.yaml\n",
    "JSON": '{"extends": ["../_base.yaml"], "view": {"direction": "down"}}\n',
}


@pytest.mark.parametrize("name", EXTENDED)
def test_what_extends_a_spec_is_a_spec(book: Book, name: str) -> None:
    book.write("specs/_style.yaml", "view: {direction: down}\n")
    book.write("specs/_middle.yaml", "extends: _base.yaml\n")
    book.write("specs/deep/more.yaml", EXTENDED[name])
    assert book.build().exit_code == 0
    assert (book.folder / "out" / "deep" / "more.svg").exists()


def test_what_extends_a_style_is_a_style(book: Book) -> None:
    book.write("specs/style.yaml", "view: {direction: down}\n")
    book.write("specs/other.yaml", "extends: style.yaml\nview: {numbers: python}\n")
    assert book.counts() == ALL_DRAWN


@pytest.mark.parametrize("other", ["nowhere.yaml", "other.yaml"], ids=["missing", "itself"])
def test_what_extends_what_cannot_be_read_is_built_and_reported(book: Book, other: str) -> None:
    book.write("specs/other.yaml", f"extends: {other}\n")
    result = book.build()
    assert result.exit_code == 1
    assert f"{Path('specs/other.yaml')}:1:10: error:" in result.stderr
