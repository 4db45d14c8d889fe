"""Nothing old is shipped: what the extension wrote into an output and no page shows is removed by the next build."""

from __future__ import annotations

import json
import re
import zipfile
from pathlib import Path

import pytest

from tests.integrations.books import Book

pytest.importorskip("sphinx", reason="Sphinx is not installed")

OWN = "own-0123456789ab.svg"
"""A picture of the author's, named like one of ours."""

FILES = {
    "index.rst": "Book\n====\n\n.. toctree::\n\n   other\n\n.. graphdraw:: a.yaml\n   :dark-pair:\n",
    "other.rst": f"Other\n=====\n\n.. graphdraw:: b.yaml\n\n.. image:: {OWN}\n",
    "b.yaml": "inputs: {x: 2}\nnodes: {y: x * x}\n",
    OWN: '<svg xmlns="http://www.w3.org/2000/svg" width="1" height="1"/>',
}


def spec(number: int) -> str:
    return f"inputs: {{x: {number}}}\nnodes: {{y: x + 1}}\n"


@pytest.fixture
def book(tmp_path: Path) -> Book:
    return Book(tmp_path, {**FILES, "a.yaml": spec(0)}, 'extensions = ["graphdraw.sphinx"]\n')


def pictures(names: list[str]) -> list[str]:
    """Names of pictures without their digests."""
    return sorted(re.sub(r"-[0-9a-f]{12}(?=\.)", "", name) for name in names if re.search(r"-[0-9a-f]{12}\.", name))


def packed(path: Path) -> list[str]:
    with zipfile.ZipFile(path) as archive:
        return [name for name in archive.namelist() if name.endswith((".svg", ".json"))]


def test_an_e_book_holds_the_current_pictures_after_five_edits(book: Book) -> None:
    for number in range(5):
        book.write({"a.yaml": spec(number)})
        assert book.build("epub").warnings == []
    names = packed(book.folder / "_build/epub/Book.epub")
    assert pictures(names) == ["_images/a.svg", "_images/b.svg", "_images/own.svg"]
    with zipfile.ZipFile(book.folder / "_build/epub/Book.epub") as archive:
        [current] = [name for name in names if "/a-" in name]
        assert b"y = x + 1 = 5." in archive.read(current)


def test_an_e_book_does_not_hold_the_cache(book: Book) -> None:
    """By default the doctrees, and with them the cache, lie in the output."""
    built = book.run("epub", "-d", "_build/epub/.doctrees", "-q")
    assert built.returncode == 0, built.stderr
    assert "graphdraw" not in built.stderr
    names = pictures(packed(book.folder / "_build/epub/Book.epub"))
    assert names == ["_images/a.svg", "_images/b.svg", "_images/own.svg"]


@pytest.mark.parametrize(
    ("builder", "expected"),
    [
        ("html", ["a-dark.svg", "a.svg", "b.svg", "own.svg"]),
        ("latex", ["a.pdf", "b.pdf"]),
        ("texinfo", ["a.png", "b.png"]),
    ],
)
def test_no_builder_piles_up_pictures(book: Book, builder: str, expected: list[str]) -> None:
    places = {"latex": "latex/*.pdf", "texinfo": "texinfo/*-figures/[ab]*"}
    for number in range(2):
        book.write({"a.yaml": spec(number)})
        book.build(builder)
    assert pictures(book.files(places.get(builder, f"{builder}/_images/*"))) == expected


@pytest.mark.parametrize(("builder", "page"), [("html", "other.html"), ("dirhtml", "other/index.html")])
def test_a_page_that_sphinx_leaves_keeps_its_pictures_until_it_is_removed(book: Book, builder: str, page: str) -> None:
    book.build(builder)
    (book.folder / "a.yaml").rename(book.folder / "renamed.yaml")
    book.write({"index.rst": FILES["index.rst"].replace("a.yaml", "renamed.yaml").replace("   other\n", "")})
    book.remove("other.rst")
    for _ in range(2):
        book.build(builder)
        assert pictures(book.files(f"{builder}/_images/*")) == ["b.svg", "own.svg", "renamed-dark.svg", "renamed.svg"]
    (book.folder / "_build" / builder / page).unlink()
    book.build(builder)
    assert pictures(book.files(f"{builder}/_images/*")) == ["own.svg", "renamed-dark.svg", "renamed.svg"]
    record = json.loads(book.text(f"{builder}/.graphdraw-pictures.json"))
    assert sorted(record["pages"]) == ["index"]
    assert pictures(list(record["copies"])) == ["_images/renamed-dark.svg", "_images/renamed.svg"]


def test_an_e_book_has_no_page_without_its_pictures(book: Book) -> None:
    book.build("epub")
    book.write({"index.rst": FILES["index.rst"].replace("   other\n", "")})
    book.remove("other.rst")
    book.build("epub")
    with zipfile.ZipFile(book.folder / "_build/epub/Book.epub") as archive:
        names = archive.namelist()
        pages = [archive.read(name).decode() for name in names if name.endswith(".xhtml")]
    shown = {f"_images/{name}" for page in pages for name in re.findall(r'src="_images/([^"]*)"', page)}
    assert pictures(list(shown)) == ["_images/a.svg", "_images/b.svg", "_images/own.svg"]
    assert shown <= set(names)


def test_in_latex_the_picture_of_a_page_that_is_gone_is_gone(book: Book) -> None:
    book.build("latex")
    book.write({"index.rst": FILES["index.rst"].replace("   other\n", "")})
    book.remove("other.rst")
    book.build("latex")
    assert pictures(book.files("latex/*.pdf")) == ["a.pdf"]


def test_what_two_pages_show_stays_for_the_other(book: Book) -> None:
    book.write({"index.rst": FILES["index.rst"] + "\n.. graphdraw:: b.yaml\n"})
    book.build()
    book.remove("other.rst")
    book.write({"index.rst": "Book\n====\n\n.. graphdraw:: b.yaml\n"})
    book.build()
    assert pictures(book.files("html/_images/*")) == ["b.svg", "own.svg"]


def test_another_builder_in_between_does_not_leave_a_page_with_its_old_picture(book: Book) -> None:
    """Sphinx looks at the source of a page only, which has not changed, and the other builder has read it already."""
    book.build()
    book.write({"a.yaml": spec(7)})
    book.build("latex")
    assert book.build().read == []
    [shown] = re.findall(r'src="_images/(a-[0-9a-f]{12}\.svg)"', book.text("html/index.html"))
    assert shown in book.files("html/_images/*")
    assert pictures(book.files("html/_images/*")) == ["a-dark.svg", "a.svg", "b.svg", "own.svg"]


def test_a_record_that_was_changed_removes_nothing_else(book: Book) -> None:
    book.build()
    book.write({"a-0123456789ab.svg": "outside", "_build/html/_images/notes.svg": "not ours"})
    paths = ("../../a-0123456789ab.svg", f"{book.folder}/a-0123456789ab.svg", "_images/notes.svg", "index.html")
    record = {"copies": dict.fromkeys(paths, "gone"), "pages": {"index": [], "none": ["x"]}}
    book.write({"_build/html/.graphdraw-pictures.json": json.dumps(record)})
    book.build()
    assert (book.folder / "a-0123456789ab.svg").exists()
    assert {"notes.svg", OWN} <= set(book.files("html/_images/*"))
    assert book.text("html/index.html")
    for broken in ("", "[]", '{"copies": 3, "pages": {}}'):
        book.write({"_build/html/.graphdraw-pictures.json": broken})
        assert book.build().warnings == []


def test_a_book_without_figures_has_no_record(tmp_path: Path) -> None:
    bare = Book(tmp_path, {"index.rst": "Book\n====\n"}, 'extensions = ["graphdraw.sphinx"]\n')
    bare.build()
    assert not (tmp_path / "_build/html/.graphdraw-pictures.json").exists()
