"""A book with pages in RST and in MyST, built by every kind of builder, one after the other from the same doctrees."""

from __future__ import annotations

import re
import zipfile
from pathlib import Path

import pytest

from tests.integrations.books import SNACK, Book, Built

pytest.importorskip("sphinx", reason="Sphinx is not installed")
pytest.importorskip("myst_parser", reason="MyST-Parser is not installed")

INDEX = """
The book
========

.. toctree::

   markdown

.. graphdraw:: specs/snack.yaml
   :name: origin
   :width: 80%
   :figclass: wide

   The *snack*.

   A legend.

See :numref:`origin` and :numref:`body`. The total is :graphdraw:value:`Total`, the snack has
:graphdraw:grad:`Snack @ origin`, and there is :graphdraw:grad:`subtotal -> Total@specs/snack.yaml` on the arrow.

.. graphdraw::
   :name: body
   :caption: In the *body*
   :dark-pair:
   :direction: down
   :alt: A product

   inputs: {x: 2, w: 3}
   nodes:
     y: x * w

.. graphdraw:: /specs/snack.yaml
   :caption: A caption as an option
   :view: looks/down.yaml
   :set: Tax = 1.1
         Number = 4

   And a legend.

.. graphdraw-table:: operations
   :name: rules
   :only: add mul sigmoid
   :caption: The *rules*

.. graphdraw-table:: specs/snack.yaml
   :only: Snack, Total Number
"""

MARKDOWN = """# Markdown

```{graphdraw} specs/snack.yaml
:name: md-snack
:set: Tax=1.1; Number=4
:view: {direction: down}

The caption of **MyST**
```

:::{graphdraw}
:caption: Body of *MyST*
:name: md-body
:theme: dark
:class: small

inputs: {x: 2, w: 3}
nodes:
  y: x * w
:::

See {numref}`md-body`, {numref}`origin` and {ref}`a word <md-snack>`: {graphdraw:value}`y`, {graphdraw:grad}`x`.

```{graphdraw-table}
:caption: Numbers
:columns: name, value

inputs: {x: 2, w: 3}
nodes: {y: x * w + 1}
```
"""

FILES = {
    "index.rst": INDEX,
    "markdown.md": MARKDOWN,
    "specs/snack.yaml": SNACK,
    "looks/down.yaml": "view: {direction: down}\n",
}
ORDER = ("html", "latex", "epub", "text", "man", "texinfo", "dirhtml", "singlehtml", "xml")


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> Book:
    return Book(tmp_path_factory.mktemp("book"), FILES)


@pytest.fixture(scope="module")
def built(book: Book) -> dict[str, Built]:
    return {builder: book.build(builder) for builder in ORDER}


def figure(page: str, name: str) -> str:
    """The HTML of the figure with an id."""
    found = re.search(rf'<figure [^>]*id="{name}">.*?</figure>', page, re.DOTALL)
    assert found, name
    return found[0]


@pytest.mark.parametrize("builder", ORDER)
def test_every_builder_takes_the_book_without_a_warning(built: dict[str, Built], builder: str) -> None:
    assert built[builder].warnings == []


def test_pages_are_read_once_and_pictures_are_drawn_when_a_builder_wants_them(built: dict[str, Built]) -> None:
    assert built["html"].read == ["index", "markdown"]
    assert [build.read for build in built.values()][1:] == [[]] * (len(ORDER) - 1)
    kinds = {builder: {name.rpartition(".")[2] for name in build.drawn} for builder, build in built.items()}
    drawing = {"html": {"svg"}, "latex": {"pdf"}, "texinfo": {"png"}}
    assert kinds == {builder: drawing.get(builder, set()) for builder in ORDER}
    assert len(built["html"].drawn) == 6  # one of them is dark
    assert len(built["latex"].drawn) == len(built["texinfo"].drawn) == 5


def test_html_has_the_picture_and_its_options(book: Book, built: dict[str, Built]) -> None:  # noqa: ARG001
    html = figure(book.text("html/index.html"), "origin")
    assert re.search(r'src="_images/snack-[0-9a-f]{12}\.svg"', html)
    assert 'alt="Backpropagation: Computational graph from Snack = 30, Number = 5, Tax = 1.2 to Total = 180' in html
    assert 'style="width: 80%;"' in html
    assert '<figure class="wide align-default" id="origin">' in html
    assert "Fig. 3" in html
    assert '<span class="caption-text">The <em>snack</em>.</span>' in html
    assert re.search(r'<div class="legend">\s*<p>A legend.</p>', html)


def test_a_pair_is_one_figure(book: Book, built: dict[str, Built]) -> None:  # noqa: ARG001
    page = book.text("html/index.html")
    html = figure(page, "body")
    light = r'<img alt="A product" class="graphdraw only-light" src="_images/body-\w{12}\.svg" />'
    dark = r'<img alt="A product" class="graphdraw only-dark" src="_images/body-dark-\w{12}\.svg" />'
    assert re.search(rf'<span class="graphdraw-pair">\s*{light}\s*{dark}\s*</span>', html)
    assert html.count("Fig. ") == 1
    assert "graphdraw.css" in page
    assert "graphdraw.css" not in book.text("html/markdown.html")
    assert book.files("html/_static/graphdraw.css")
    for builder in ("epub/index.xhtml", "xml/index.xml", "latex/book.tex", "text/index.txt"):
        assert "only-dark" not in book.text(builder)
        assert "-dark" not in book.text(builder)
        assert "graphdraw-pair" not in book.text(builder)
    assert "only-dark" in book.text("dirhtml/index.html")


def test_options_of_the_view_and_settings(book: Book, built: dict[str, Built]) -> None:  # noqa: ARG001
    rst = book.text("html/index.html")
    assert "A caption as an option" in rst
    assert re.search(r"A caption as an option.*And a legend", rst, re.DOTALL)
    same = [re.findall(r"snack-\w{12}\.svg", text) for text in (rst, book.text("html/markdown.html"))]
    pictures = [(book.folder / "_build/html/_images" / name).read_bytes() for name in (same[0][-1], same[1][-1])]
    assert b"132" in pictures[0]
    assert pictures[0] == pictures[1]  # from a file or in one line


def test_myst_has_the_same(book: Book, built: dict[str, Built]) -> None:  # noqa: ARG001
    page = book.text("html/markdown.html")
    assert '<span class="caption-text">The caption of <strong>MyST</strong></span>' in figure(page, "md-snack")
    body = figure(page, "md-body")
    assert '<span class="caption-text">Body of <em>MyST</em></span>' in body
    assert 'class="small graphdraw"' in body
    assert re.search(r"See .*Fig. 2.*Fig. 3.*a word", page)
    assert re.search(r"<table class=[^>]*>\s*<caption>.*Numbers", page)


def test_roles_write_numbers_as_the_figure_does(book: Book, built: dict[str, Built]) -> None:  # noqa: ARG001
    words = re.sub(r"\s+", " ", book.text("text/index.txt"))
    assert "The total is 180, the snack has 6.0, and there is 1.2 on the arrow." in words
    assert 'The total is <span class="graphdraw graphdraw-value">180</span>' in book.text("html/index.html")
    assert "a word: 6, 3." in book.text("text/markdown.txt")


def test_tables(book: Book, built: dict[str, Built]) -> None:  # noqa: ARG001
    html, words = book.text("html/index.html"), book.text("text/index.txt")
    assert re.search(r'<table [^>]*id="rules">\s*<caption>.*?The <em>rules</em>', html)
    assert '<span class="math notranslate nohighlight">\\(z = x y\\)</span>' in html
    rows = [[cell.strip() for cell in line.strip(" |").split("|")] for line in words.splitlines() if "|" in line]
    assert ["operation", "formula", r"\partial z / \partial x", r"\partial z / \partial y", "in short"] in rows
    assert ["mul", "z = x y", "y", "x", "multiplies by the other input"] in rows
    assert [row for row in rows if row[0] in ("name", "Snack", "Total", "Number")] == [
        ["name", "value", "gradient"],
        ["Snack", "30", "6.0"],
        ["Total", "180", "1"],
        ["Number", "5", "–"],
    ]
    assert ["x", "2"] in [
        [cell.strip() for cell in line.strip(" |").split("|")] for line in book.text("text/markdown.txt").splitlines()
    ]


def test_latex_takes_pdf(book: Book, built: dict[str, Built]) -> None:  # noqa: ARG001
    source = book.text("latex/book.tex")
    assert len(re.findall(r"\\sphinxincludegraphics.*\{\{(snack|body|md-body)-\w{12}\}\.pdf\}", source)) == 5
    assert r"\caption{The \sphinxstyleemphasis{snack}." in source
    assert all((book.folder / "_build/latex" / name).read_bytes()[:5] == b"%PDF-" for name in book.files("latex/*.pdf"))
    assert len(book.files("latex/*.pdf")) == 5


def test_epub_has_the_vectors(book: Book, built: dict[str, Built]) -> None:  # noqa: ARG001
    with zipfile.ZipFile(next((book.folder / "_build/epub").glob("*.epub"))) as archive:
        pictures = [name for name in archive.namelist() if "_images/" in name]
    assert len(pictures) == 5
    assert {Path(name).suffix for name in pictures} == {".svg"}


def test_text_and_man_tell_the_figure(book: Book, built: dict[str, Built]) -> None:  # noqa: ARG001
    told = "Backpropagation: Computational graph from Snack = 30, Number = 5, Tax = 1.2 to Total = 180"
    assert told in re.sub(r"\s+", " ", book.text("text/index.txt"))
    assert told in re.sub(r"\s+", " ", book.text("man/book.1"))


def test_a_build_with_nothing_to_do_reads_and_draws_nothing(book: Book, built: dict[str, Built]) -> None:  # noqa: ARG001
    before = book.pictures()
    for builder in ("html", "latex"):
        again = book.build(builder)
        assert (again.warnings, again.read, again.drawn) == ([], [], [])
    assert book.pictures() == before
