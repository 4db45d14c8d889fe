"""What is read and drawn again, in one process and in several; which pictures are kept."""

from __future__ import annotations

import re
import sys
from pathlib import Path

import pytest

from graphdraw.integrations.sphinx import pictures
from tests.integrations.books import SNACK, Book

pytest.importorskip("sphinx", reason="Sphinx is not installed")

CHAIN = "inputs: {x: 2}\nnodes: {y: x + 1}\n"
forks = pytest.mark.skipif(sys.platform == "win32", reason="Sphinx works in parallel where processes fork")


def page(*specs: str) -> str:
    return "Page\n====\n\n" + "".join(f".. graphdraw:: {spec}\n\n" for spec in specs)


def index(*pages: str) -> str:
    return "Book\n====\n\n.. toctree::\n\n" + "".join(f"   {name}\n" for name in pages)


@pytest.fixture
def book(tmp_path: Path) -> Book:
    files = {
        "index.rst": index("one", "two", "three"),
        "one.rst": page("a.yaml"),
        "two.rst": page("a.yaml", "child.yaml"),
        "three.rst": ":orphan:\n\n" + page("b.yaml") + ":graphdraw:value:`y@role.yaml`\n",
        "a.yaml": SNACK,
        "base.yaml": CHAIN,
        "b.yaml": CHAIN.replace("2", "3"),
        "role.yaml": CHAIN,
        "child.yaml": "extends: base.yaml\ninputs: {x: 5}\n",
        "graphdraw.yaml": "",
    }
    return Book(tmp_path, files, "extensions = ['graphdraw.sphinx']\n")


def stems(names: list[str]) -> list[str]:
    return sorted(re.sub(r"-[0-9a-f]{12}", "", name) for name in names)


def test_only_what_changed_is_read_and_drawn(book: Book) -> None:
    first = book.build()
    assert first.warnings == []
    assert stems(first.drawn) == ["a.svg", "b.svg", "child.svg"]  # a figure on two pages is drawn once
    assert book.build() == ([], [], [], 0)

    book.write({"base.yaml": CHAIN.replace("+ 1", "+ 2")})
    changed = book.build()
    assert (changed.read, stems(changed.drawn)) == (["two"], ["child.svg"])
    assert stems(book.pictures()) == ["a.svg", "b.svg", "child.svg"]  # the old one is gone

    book.write({"one.rst": page("a.yaml") + "More words.\n"})
    assert book.build()[1:3] == (["one"], [])

    book.write({"role.yaml": CHAIN.replace("2", "7")})
    assert book.build()[1:3] == (["three"], [])
    assert ">8<" in book.text("html/three.html")

    book.write({"graphdraw.yaml": "view: {direction: down}\n"})
    again = book.build()
    assert (again.read, len(again.drawn)) == (["one", "three", "two"], 3)


def test_a_page_that_is_gone_takes_its_picture_with_it(book: Book) -> None:
    book.build()
    book.write({"doctrees-note": "", "_build/doctrees/graphdraw/notes.svg": "not ours"})
    book.remove("three.rst")
    book.write({"index.rst": index("one", "two")})
    book.build()
    assert stems(book.pictures()) == ["a.svg", "child.svg", "notes.svg"]


def test_a_new_environment_and_other_versions_draw_anew(book: Book, monkeypatch: pytest.MonkeyPatch) -> None:
    first = book.build()
    assert book.build(fresh=True).drawn == first.drawn
    monkeypatch.setattr(pictures, "__version__", "99")
    pictures.made_with.cache_clear()
    other = book.build()
    pictures.made_with.cache_clear()
    assert other.read == ["one", "three", "two"]  # not the page without a figure
    assert stems(other.drawn) == stems(first.drawn)
    assert set(other.drawn).isdisjoint(first.drawn)


def test_a_picture_that_was_removed_is_drawn_again(book: Book) -> None:
    first = book.build()
    book.remove(f"_build/doctrees/graphdraw/{first.drawn[1]}")
    again = book.build()
    assert (again.read, again.drawn) == (["three"], [first.drawn[1]])


def test_the_theme_of_the_book_reads_all_pages_anew(book: Book) -> None:
    first = book.build()
    other = book.build(graphdraw_theme="dark")
    assert len(other.read) == 4
    assert stems(other.drawn) == stems(first.drawn)
    assert book.build(graphdraw_theme="dark").read == []


def test_numbers_in_the_text_are_those_of_the_theme_of_the_book(book: Book) -> None:
    book.build(graphdraw_theme="cs231n")
    assert ">3.00<" in book.text("html/three.html")


def test_folders_with_odd_names(tmp_path: Path) -> None:
    """Sphinx itself takes the name for a pattern."""
    (folder := tmp_path / "my [old] book*").mkdir()
    target = page("a.yaml").replace("a.yaml\n", "a.yaml\n   :target: https://example.org\n   :dark-pair:\n")
    odd = Book(folder, {"index.rst": target, "a.yaml": SNACK})
    assert odd.build().warnings == []
    assert len(list((folder / "_build/html/_images").iterdir())) == 2
    assert re.search(r'<a [^>]*href="https://example.org"><img[^>]*>\s*<img[^>]*>\s*</a>', odd.text("html/index.html"))
    assert odd.build()[:3] == ([], [], [])
    assert odd.build("latex").warnings == []


def test_pairs_for_the_whole_book(book: Book) -> None:
    book.write({"one.rst": page("a.yaml").replace("a.yaml\n", "a.yaml\n   :dark-pair: no\n")})
    drawn = book.build(graphdraw_dark_pair=True).drawn
    assert stems(drawn) == ["a-dark.svg", "a.svg", "b-dark.svg", "b.svg", "child-dark.svg", "child.svg"]
    assert "only-dark" not in book.text("html/one.html")
    assert "only-dark" in book.text("html/two.html")


@pytest.fixture
def small(tmp_path: Path) -> Book:
    return Book(tmp_path, {"index.rst": page("a.yaml"), "a.yaml": SNACK})


def test_a_builder_without_pictures_first(small: Book) -> None:
    assert small.build("text").warnings == []
    html = small.build()
    assert (html.warnings, html.read, html.drawn) == ([], [], [])
    latex = small.build("latex")
    assert (latex.warnings, latex.read, {Path(name).suffix for name in latex.drawn}) == ([], [], {".pdf"})
    assert small.build("latex").drawn == []


def test_latex_alone_draws_no_svg(small: Book) -> None:
    assert {Path(name).suffix for name in small.build("latex").drawn} == {".pdf"}
    html = small.build()
    assert (html.warnings, html.read, {Path(name).suffix for name in html.drawn}) == ([], [], {".svg"})


@forks
def test_many_pages_with_the_same_figure_in_four_processes(tmp_path: Path) -> None:
    names = [f"page{i}" for i in range(12)]
    files = {f"{name}.rst": page("same.yaml", f"own{i % 2}.yaml") for i, name in enumerate(names)}
    files |= {f"own{i}.yaml": CHAIN.replace("2", str(i)) for i in range(2)}
    book = Book(tmp_path, {"index.rst": index(*names), "same.yaml": SNACK, **files})
    built = book.run("html", "-W", "-n", "-q", "-j", "4")
    assert (built.returncode, built.stdout, built.stderr) == (0, "", "")
    assert stems(book.pictures()) == [*(f"own{i}.svg" for i in range(2)), "same.svg"]
    assert stems(book.files("html/_images/*")) == stems(book.pictures())
    assert all(len(re.findall("<img ", book.text(f"html/{name}.html"))) == 2 for name in names)
    assert book.build()[:3] == ([], [], [])  # what processes have read is known to the next build
    latex = book.run("latex", "-W", "-n", "-q", "-j", "2")
    assert latex.returncode == 0, latex.stderr
    assert len(book.files("latex/*.pdf")) == 3


@forks
@pytest.mark.parametrize("builder", ["html", "epub"])
def test_two_processes_leave_no_old_picture(tmp_path: Path, builder: str) -> None:
    names = [f"page{i}" for i in range(8)]
    book = Book(tmp_path, {"index.rst": index(*names), **{f"page{i}.rst": page(f"own{i}.yaml") for i in range(8)}})
    for number in range(3):
        book.write({f"own{i}.yaml": CHAIN.replace("2", str(10 * i + number)) for i in range(8)})
        built = book.run(builder, "-q", "-n", "-W", "-j", "2")
        assert (built.returncode, built.stderr) == (0, "")
    assert stems(book.files(f"{builder}/_images/*")) == [f"own{i}.svg" for i in range(8)]


@forks
def test_mistakes_in_several_processes_fail_the_build_each_time(tmp_path: Path) -> None:
    names = [f"page{i}" for i in range(12)]
    files = {f"{name}.rst": page("same.yaml", "broken.yaml") for name in names}
    book = Book(
        tmp_path,
        {"index.rst": index(*names), "same.yaml": SNACK, "broken.yaml": CHAIN.replace("x +", "u +"), **files},
    )
    built = book.run("html", "-W", "--keep-going", "-q", "-j", "2")
    assert built.returncode == 1
    assert built.stderr.count(f"{tmp_path}/broken.yaml:2:12: WARNING: unknown name 'u'") == len(names)
    assert "Traceback" not in built.stderr
    again = book.build()
    assert len(again.warnings) == len(names)
    assert again.read == sorted(names)  # and no other page
