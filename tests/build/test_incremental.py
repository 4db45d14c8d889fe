"""What is redrawn and what is not touched: every way in which a figure can become stale, and what changes nothing."""

import json
import os
import time
from pathlib import Path

import pytest

from graphdraw.build import settings
from graphdraw.build.records import known, manifest
from graphdraw.build.records.digest import digest
from graphdraw.disk import files
from tests.build.conftest import BASE, A, Book

ALL_CURRENT = "0 figures drawn, 3 unchanged, 0 failed"
ONE_DRAWN = "1 figure drawn, 2 unchanged, 0 failed"


@pytest.fixture
def built(book: Book) -> Book:
    assert book.build().exit_code == 0
    return book


def test_what_is_current_is_not_touched(built: Book) -> None:
    before = built.state()
    assert built.counts() == ALL_CURRENT
    assert built.state() == before


def test_an_edit_redraws_one(built: Book) -> None:
    built.write("specs/a.yaml", A.replace("x + 1", "x + 2"))
    before = built.state()
    assert built.counts() == ONE_DRAWN
    after = built.state()
    assert {name for name in after if after[name] != before[name] and name.endswith("svg")} == {"out/a.svg"}


def test_an_edit_of_an_included_file_redraws_what_includes_it(built: Book) -> None:
    built.write("specs/_base.yaml", BASE.replace("5", "6"))
    assert built.counts() == ONE_DRAWN


def test_a_new_date_alone_changes_nothing(built: Book) -> None:
    os.utime(built.folder / "specs" / "a.yaml", ns=(10**18, 10**18))
    before = built.state()
    assert built.counts() == ALL_CURRENT
    assert built.state() == before


@pytest.mark.parametrize("ahead", [0, 3_600_000_000_000], ids=["within a tick", "a clock that was set back"])
def test_a_date_that_is_not_older_than_the_last_look_is_not_trusted(book: Book, ahead: int) -> None:
    path, date = book.folder / "specs" / "a.yaml", time.time_ns() + 2_000_000_000 + ahead
    os.utime(path, ns=(date, date))
    book.build()
    path.write_text(A.replace("x + 1", "x + 2"), encoding="utf-8")
    os.utime(path, ns=(date, date))
    assert book.counts() == ONE_DRAWN


def test_dates_are_trusted_once_they_are_old(book: Book, monkeypatch: pytest.MonkeyPatch) -> None:
    old = time.time_ns() - 10**10
    for path in book.folder.rglob("*.y*ml"):
        os.utime(path, ns=(old, old))
    book.build()
    reads: list[Path] = []
    opened = files._opened
    monkeypatch.setattr(files, "_opened", lambda path: (reads.append(Path(path)), opened(path))[1])
    assert book.counts() == ALL_CURRENT
    allowed = {manifest.NAME, "graphdraw.yaml", known.MANIFESTS}
    assert {path.name for path in reads} <= allowed, "neither specs nor figures are read"


OLD = 315_532_800_000_000_000
"""The date that archives and stores of packages give to all their files: 1980."""


def _in_place(path: Path, text: str) -> None:
    """Write other content of the same size into a file, and give it its date back, as `cp -p` does."""
    state = path.stat()
    path.write_text(text, encoding="utf-8")
    os.utime(path, ns=(state.st_atime_ns, state.st_mtime_ns))
    after = path.stat()
    assert (after.st_ino, after.st_size, after.st_mtime_ns) == (state.st_ino, state.st_size, state.st_mtime_ns)


@pytest.mark.skipif(os.name == "nt", reason="Windows does not tell when a file was changed")
@pytest.mark.parametrize("name", ["specs/a.yaml", "specs/_base.yaml", "out/a.svg"])
def test_a_change_that_keeps_size_date_and_place_is_seen(book: Book, name: str) -> None:
    for path in (book.folder / "specs").rglob("*.y*ml"):
        os.utime(path, ns=(OLD, OLD))
    assert book.build().exit_code == 0
    path = book.folder / name
    before = path.read_text(encoding="utf-8")
    _in_place(path, before.replace("1", "2") if name != "specs/_base.yaml" else BASE.replace("5", "6"))
    assert book.counts("--check") == "1 figure to draw, 2 current"
    assert book.counts() == ONE_DRAWN
    assert book.counts("--check") == "0 figures to draw, 3 current"
    assert (path.read_text(encoding="utf-8") == before) is (name == "out/a.svg")


def test_a_manifest_of_before_is_read_and_its_dates_are_not_trusted(book: Book) -> None:
    for path in (book.folder / "specs").rglob("*.y*ml"):
        os.utime(path, ns=(OLD, OLD))
    assert book.build().exit_code == 0
    folder = book.folder / "out"
    data = json.loads((folder / manifest.NAME).read_bytes())
    for record in data["figures"].values():
        record[3], record[4] = [file[:5] for file in record[3]], record[4][:5]
    (folder / manifest.NAME).write_text(json.dumps(data), encoding="utf-8")
    known.remember_manifest(digest((folder / manifest.NAME).read_bytes()))
    assert book.counts() == ALL_CURRENT
    _in_place(book.folder / "specs" / "a.yaml", A.replace("x + 1", "x + 2"))
    assert book.counts() == ONE_DRAWN
    found = json.loads((folder / manifest.NAME).read_bytes())["figures"]
    assert {name: len(record[4]) for name, record in found.items()} == dict.fromkeys(found, 6)
    assert book.counts() == ALL_CURRENT


def test_what_is_no_spec_any_more_is_not_drawn(built: Book) -> None:
    built.write("specs/_base.yaml", "inputs: {x: 3}\n")
    built.write("specs/a.yaml", "text: a note\n")
    assert built.counts() == "0 figures drawn, 1 unchanged, 0 failed"


@pytest.mark.parametrize("damage", ["{", "", "[]", '{"graphdraw-manifest": 99, "figures": {}}', '{"figures": 3}'])
def test_a_damaged_manifest_is_as_none(built: Book, damage: str) -> None:
    (built.folder / "out" / ".graphdraw-manifest.json").write_text(damage)
    assert built.counts() == "3 figures drawn, 0 unchanged, 0 failed"
    assert built.counts() == ALL_CURRENT


def test_figures_drawn_again_to_the_same_bytes_keep_their_date(built: Book) -> None:
    before = built.state()
    assert built.counts("--force") == "3 figures drawn, 0 unchanged, 0 failed"
    after = built.state()
    assert all(after[name] == before[name] for name in after if name.endswith(".svg"))


@pytest.mark.parametrize("what", ["deleted", "edited"])
def test_an_output_that_was_deleted_or_edited_is_drawn_again(built: Book, what: str) -> None:
    path = built.folder / "out" / "a.svg"
    whole = path.read_bytes()
    if what == "deleted":
        path.unlink()
    else:
        path.write_bytes(whole.replace(b"<svg", b"<SVG", 1))
    assert built.counts() == ONE_DRAWN
    assert path.read_bytes() == whole


@pytest.mark.parametrize("versions", [("9.9", "3.11"), ("0.1.0", "9.9")])
def test_another_version_redraws_all(built: Book, monkeypatch: pytest.MonkeyPatch, versions: tuple[str, str]) -> None:
    monkeypatch.setattr(settings, "versions", lambda: versions)
    assert built.counts() == "3 figures drawn, 0 unchanged, 0 failed"


def test_another_format_is_another_figure(built: Book) -> None:
    assert built.counts("-f", "png") == "3 figures drawn, 0 unchanged, 0 failed"
    assert built.counts("-f", "png") == ALL_CURRENT
    assert built.counts("-f", "png", "--dpi", "72") == "3 figures drawn, 0 unchanged, 0 failed"
    assert built.counts() == ALL_CURRENT


@pytest.mark.parametrize(
    ("choice", "about"),
    [(("--svg-text", "text"), ".svg"), (("--pdf-fonts", "outlines"), ".pdf"), (("--dpi", "72"), ".png")],
)
def test_a_choice_changes_the_figures_that_it_is_about(built: Book, choice: tuple[str, str], about: str) -> None:
    three = ("-f", "svg,pdf,png")
    built.build(*three)
    before = built.state()
    assert built.counts(*three, *choice) == "3 figures drawn, 0 unchanged, 0 failed"
    changed = {
        name for name, (_, _, data) in built.state().items() if data != before[name][2] and "manifest" not in name
    }
    assert len(changed) == 3
    assert {Path(name).suffix for name in changed} == {about}
    assert built.counts(*three, *choice) == ALL_CURRENT


def test_a_book_that_was_moved_or_cloned_is_current(moved: Book) -> None:
    before = moved.state()
    assert moved.counts() == ALL_CURRENT
    assert moved.state() == before


def test_no_absolute_path_is_written(built: Book) -> None:
    text = (built.folder / "out" / ".graphdraw-manifest.json").read_text(encoding="utf-8")
    assert str(built.folder) not in text
    assert str(Path.home()) not in text


def test_a_failure_is_reported_by_every_build_and_its_last_figure_kept(built: Book) -> None:
    good = (built.folder / "out" / "a.svg").read_bytes()
    built.write("specs/a.yaml", A.replace("x + 1", "x + zz"))
    for _ in range(2):
        result = built.build()
        assert result.exit_code == 1
        assert "unknown name 'zz'" in result.stderr
        assert result.stderr.splitlines()[-1] == "0 figures drawn, 2 unchanged, 1 failed"
    assert (built.folder / "out" / "a.svg").read_bytes() == good
    built.write("specs/a.yaml", A)
    assert built.counts() == ONE_DRAWN


def test_the_others_are_built_where_one_fails(book: Book) -> None:
    book.write("specs/bad.yaml", "inputs: {x: 1}\nnodes: {y: zz}\n")
    assert book.build().exit_code == 1
    assert (book.folder / "out" / "a.svg").exists()


def test_check_writes_nothing(built: Book) -> None:
    assert built.build("--check").exit_code == 0
    built.write("specs/a.yaml", A.replace("1", "3"))
    before = built.state()
    result = built.build("--check")
    assert result.exit_code == 1
    assert result.stderr.splitlines()[-1] == "1 figure to draw, 2 current"
    assert built.state() == before


def test_a_dry_run_says_what_it_would_do(book: Book) -> None:
    result = book.build("--dry-run")
    assert result.exit_code == 0
    assert len(result.stderr.splitlines()) == 4
    assert not (book.folder / "out").exists()
