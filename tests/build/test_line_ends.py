"""Line ends that Git has changed in a clone: nothing is stale for them, whoever has drawn it last."""

from pathlib import Path

import pytest

from graphdraw.build.records import manifest
from graphdraw.build.records.digest import digest
from graphdraw.output.formats import FORMATS
from tests.build.conftest import A, Book

ALL_CURRENT = "0 figures drawn, 3 unchanged, 0 failed"
EVERY = ("-f", ",".join(FORMATS.names()))


def convert(book: Book, old: bytes, new: bytes) -> None:
    """What Git does to files in which it finds no zero byte."""
    for path in book.folder.rglob("*"):
        if path.is_file() and b"\0" not in (data := path.read_bytes()):
            path.write_bytes(data.replace(old, new))


def build(book: Book, *more: str) -> str:
    return book.counts(*EVERY, "--view", "v.yaml", *more)


@pytest.fixture
def book_of_all(book: Book) -> Book:
    """With every kind of file that a figure can be made from."""
    book.write("v.yaml", "view:\n  direction: down\n")
    book.write("specs/toml/pyproject.toml", '[tool.graphdraw]\nlang = "ja"\n\n[tool.graphdraw.view]\ntheme = "mono"\n')
    book.write("specs/toml/t.yaml", 'title: |\n  one\nnodes:\n  y: x + 1\ninputs:\n  x: {value: 1, label: "a b"}\n')
    assert build(book) == "4 figures drawn, 0 unchanged, 0 failed"
    return book


def test_a_clone_with_other_line_ends_is_current(book_of_all: Book) -> None:
    for old, new in ((b"\n", b"\r\n"), (b"\r\n", b"\n")):
        convert(book_of_all, old, new)
        before = book_of_all.state()
        assert build(book_of_all) == "0 figures drawn, 4 unchanged, 0 failed"
        assert book_of_all.state() == before


def portable(book: Book) -> dict[str, tuple[object, ...]]:
    """What the manifest says, without the sizes, dates and inodes of this clone."""
    return {
        path: (record.settings, record.project, [(s.path, s.digest) for s in (*record.inputs, record.output)])
        for path, record in manifest.read(book.folder / "out").items()
    }


def test_the_manifest_of_one_holds_for_the_other(book_of_all: Book) -> None:
    known = portable(book_of_all)
    convert(book_of_all, b"\n", b"\r\n")
    assert build(book_of_all, "--force") == "4 figures drawn, 0 unchanged, 0 failed"
    assert portable(book_of_all) == known
    convert(book_of_all, b"\r\n", b"\n")
    assert build(book_of_all) == "0 figures drawn, 4 unchanged, 0 failed"


def test_figures_are_the_same_bytes(book_of_all: Book) -> None:
    def figures() -> dict[str, bytes]:
        return {name: data for name, (_, _, data) in book_of_all.state().items() if "manifest" not in name}

    known = figures()
    convert(book_of_all, b"\n", b"\r\n")
    build(book_of_all, "--force")
    assert figures() == known


def test_an_edit_in_the_other_clone_is_one_figure(book: Book) -> None:
    book.build()
    convert(book, b"\n", b"\r\n")
    book.write("specs/a.yaml", A.replace("1", "2")).write_bytes(A.replace("1", "2").replace("\n", "\r\n").encode())
    assert book.counts() == "1 figure drawn, 2 unchanged, 0 failed"
    convert(book, b"\r\n", b"\n")
    assert book.counts() == ALL_CURRENT


def test_figures_with_other_line_ends_were_not_changed_by_anybody(book: Book) -> None:
    book.build()
    convert(book, b"\n", b"\r\n")
    result = book.run("clean", "out")
    assert (result.exit_code, result.stderr) == (0, "3 figures removed\n")


@pytest.mark.parametrize("text", [b"a\r\nb\r\n", b"a\rb\r", b"a\nb\n"])
def test_texts(text: bytes) -> None:
    assert digest(text) == digest(b"a\nb\n")


def test_what_is_no_text_is_taken_as_it_is(tmp_path: Path) -> None:
    assert digest(b"\0a\r\n") != digest(b"\0a\n")
    assert digest(b"a\n\n") != digest(b"a\n")
    assert list(tmp_path.iterdir()) == []
