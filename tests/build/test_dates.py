"""Dates that a build sets for make, which asks for nothing else: of its own figures alone."""

import os
from pathlib import Path

import pytest

from graphdraw.build import refresh
from tests.build.conftest import Book

OLD, NEW, LATER = 1_000_000_000, 2_000_000_000, 3_000_000_000
"""In nanoseconds."""


def made(folder: Path, figure: Path) -> list[tuple[Path, list[Path]]]:
    """A figure with its spec, which is newer."""
    spec = folder / "spec.yaml"
    spec.write_text("nodes: {y: 1}\n")
    os.utime(spec, ns=(NEW, NEW))
    return [(figure, [spec])]


def written(path: Path) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("figure")
    os.utime(path, ns=(OLD, OLD))
    return path


def test_a_figure_that_is_older_than_its_spec_is_dated_like_it(tmp_path: Path) -> None:
    figure = written(tmp_path / "out" / "a.svg")
    refresh(made(tmp_path, figure), NEW - 1)
    assert figure.stat().st_mtime_ns == OLD  # the spec was saved after the start
    refresh(made(tmp_path, figure), LATER)
    assert figure.stat().st_mtime_ns == NEW


@pytest.mark.parametrize("folder", ["out", None])
def test_a_file_to_which_a_link_leads_out_keeps_its_date(tmp_path: Path, folder: str | None) -> None:
    theirs = written(tmp_path / "elsewhere" / "x.svg")
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "a.svg").symlink_to(theirs)
    (tmp_path / "out" / "deep").symlink_to(tmp_path / "elsewhere")
    named = tmp_path / folder if folder else None
    refresh(made(tmp_path, tmp_path / "out" / "a.svg"), LATER, named)
    refresh(made(tmp_path, tmp_path / "out" / "deep" / "x.svg"), LATER, tmp_path / "out")
    assert theirs.stat().st_mtime_ns == OLD


def test_a_link_within_the_folder_is_followed_as_by_make(tmp_path: Path) -> None:
    kept = written(tmp_path / "out" / "store" / "a.svg")
    (tmp_path / "out" / "a.svg").symlink_to("store/a.svg")
    refresh(made(tmp_path, tmp_path / "out" / "a.svg"), LATER, tmp_path / "out")
    assert kept.stat().st_mtime_ns == NEW


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="POSIX")
def test_what_is_no_ordinary_file_keeps_its_date(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "a.svg")
    os.utime(tmp_path / "a.svg", ns=(OLD, OLD))
    refresh(made(tmp_path, tmp_path / "a.svg"), LATER)
    refresh(made(tmp_path, tmp_path / "gone.svg"), LATER)
    assert (tmp_path / "a.svg").stat().st_mtime_ns == OLD


def test_a_build_with_a_depfile_dates_nothing_outside(book: Book, tmp_path: Path) -> None:
    """Of a figure of which a link was made after it was drawn."""
    assert book.build().exit_code == 0
    theirs = tmp_path / "theirs.svg"
    (book.folder / "out" / "a.svg").rename(theirs)
    os.utime(theirs, ns=(OLD, OLD))
    (book.folder / "out" / "a.svg").symlink_to(theirs)
    result = book.build("--depfile", "d")
    assert result.exit_code == 2
    assert f"out/a.svg: cannot be written: a link leads out of its folder, to '{theirs}'" in result.stderr
    assert theirs.stat().st_mtime_ns == OLD
