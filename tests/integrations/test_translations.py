"""Books in other languages: figures are told in that of their page, and a translated spec is taken if there is one."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from graphdraw import Figure
from tests.integrations.books import Book
from tests.integrations.mkdocs_books import mkdocs, write_book

SPEC = "inputs: {x: 2}\nnodes: {y: x + 1}\n"
JAPANESE = "lang: ja\ninputs: {x: {value: 5, label: Nyu}}\nnodes: {y: {expr: x + 1, label: Shutsu}}\n"
PAGE = """\
Book
====

.. graphdraw:: snack.yaml

   The caption

:graphdraw:value:`y@snack.yaml`

.. graphdraw-table:: snack.yaml

.. graphdraw::

   inputs: {x: 3}
   nodes: {y: x * x}
"""
PO = """\
msgid ""
msgstr "Content-Type: text/plain; charset=UTF-8\\n"

msgid "The caption"
msgstr "図の説明"
"""
ENGLISH_WORDS = "Computational graph from x = 2 to y = 3, with the gradient ∂y/∂x = 1."
WORDS = "Nyu = 5 から Shutsu = 6 を求める計算グラフ。勾配は ∂Shutsu/∂Nyu = 1。"


@pytest.fixture
def book(tmp_path: Path) -> Book:
    pytest.importorskip("sphinx", reason="Sphinx is not installed")
    files = {"index.rst": PAGE, "snack.yaml": SPEC, "locale/ja/LC_MESSAGES/index.po": PO}
    return Book(tmp_path, files, 'extensions = ["graphdraw.sphinx"]\nlocale_dirs = ["locale"]\n')


def alts(book: Book) -> list[str]:
    """The alternative texts of the page."""
    return re.findall(r'alt="([^"]*)"', book.text("html/index.html"))


def test_sphinx_tells_a_figure_in_the_language_of_the_book(book: Book) -> None:
    assert book.build(language="ja").warnings == []
    assert alts(book) == [
        Figure(SPEC, lang="ja").describe(),
        Figure("inputs: {x: 3}\nnodes: {y: x * x}\n", lang="ja").describe(),
    ]
    assert "図の説明" in book.text("html/index.html")
    picture = (book.folder / "_build/html/_images" / book.files("html/_images/snack-*.svg")[0]).read_text("utf-8")
    assert 'xml:lang="ja"' in picture
    assert "順伝播：" in picture


@pytest.mark.parametrize("language", ["en", "fr"])
def test_sphinx_tells_a_spec_in_another_language_than_its_own(book: Book, language: str) -> None:
    book.write({"snack.yaml": f"lang: ja\n{SPEC}"})
    assert book.build(language=language).warnings == []
    assert alts(book)[0] == ENGLISH_WORDS


def test_sphinx_takes_the_translated_spec_everywhere(book: Book) -> None:
    book.write({"snack.ja.yaml": JAPANESE})
    assert book.build(language="ja").warnings == []
    page = book.text("html/index.html")
    assert alts(book)[0] == WORDS
    assert '<span class="graphdraw graphdraw-value">6</span>' in page
    assert "<p>Shutsu</p>" in page
    assert book.build(language="en").warnings == []
    assert alts(book)[0] == ENGLISH_WORDS


def test_sphinx_notices_a_translation_that_comes_and_goes(book: Book) -> None:
    book.build(language="ja")
    assert book.build(language="ja").read == []
    book.write({"snack.ja.yaml": JAPANESE})
    assert book.build(language="ja").read == ["index"]
    assert alts(book)[0] == WORDS
    assert book.build(language="ja").read == []
    book.remove("snack.ja.yaml")
    assert book.build(language="ja").read == ["index"]
    assert alts(book)[0] == Figure(SPEC, lang="ja").describe()


def test_sphinx_finds_translations_where_the_book_has_them(book: Book) -> None:
    book.write({"other/ja/snack.yaml": JAPANESE})
    book.build(language="ja", figure_language_filename="{path}other/{language}/{basename}{ext}")
    assert alts(book)[0] == WORDS


RST = """\
Title :graphdraw:value:`y@big.yaml`
===================================

.. graphdraw::
   :name: first
   :caption: This is :graphdraw:value:`y`

   inputs: {x: 5}
   nodes: {y: x + 1}

After the first: :graphdraw:value:`y`

.. graphdraw:: big.yaml
   :name: second

   That is :graphdraw:value:`y`

After the second: :graphdraw:value:`y`, :graphdraw:value:`y@first`, :graphdraw:value:`y@big.yaml`
"""
MYST = """\
# Title {graphdraw:value}`y@big.yaml`

:::{graphdraw}
:name: first
:caption: This is {graphdraw:value}`y`

inputs: {x: 5}
nodes: {y: x + 1}
:::

After the first: {graphdraw:value}`y`

```{graphdraw} big.yaml
:name: second

That is {graphdraw:value}`y`
```

After the second: {graphdraw:value}`y`, {graphdraw:value}`y@first`, {graphdraw:value}`y@big.yaml`
"""
TRANSLATED = {
    "Title": "見出し",
    "This is": "これは",
    "After the first:": "一つ目のあと：",
    "That is": "それは",
    "After the second:": "二つ目のあと：",
}


def catalog(page: str) -> str:
    """Translations of the lines of a page that say something, their roles kept."""
    entries = ['msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n']
    for line in page.splitlines():
        line = line.strip().removeprefix(":caption: ").removeprefix("# ")
        for words, other in TRANSLATED.items():
            if line.startswith(words):
                entries.append(f'msgid "{line}"\nmsgstr "{line.replace(words, other + " ")}"\n')
    assert len(entries) == 6
    return "\n".join(entries)


def numbered(book: Book) -> list[str]:
    """The words of the page before its numbers, and these."""
    page = book.text("html/index.html").partition("<h1>")[2].partition('class="clearer"')[0]
    words = " ".join(re.sub(r"<[^>]*>", "", page).split())
    return re.findall(r"(?:見出し|これは|のあと：|それは|Title|This is|first:|That is|second:) +[0-9, ]*[0-9]", words)


@pytest.mark.parametrize(("name", "page"), [("index.rst", RST), ("index.md", MYST)])
def test_sphinx_takes_a_number_of_the_figure_above_in_a_translated_paragraph(
    tmp_path: Path, name: str, page: str
) -> None:
    pytest.importorskip("myst_parser", reason="MyST-Parser is not installed")
    big = "inputs: {x: 199}\nnodes: {y: x + 1}\n"
    files = {name: page, "big.yaml": big, "locale/ja/LC_MESSAGES/index.po": catalog(page)}
    book = Book(tmp_path, files, 'locale_dirs = ["locale"]\n')
    assert book.build().warnings == []
    assert numbered(book) == ["Title 200", "This is 6", "first: 6", "That is 200", "second: 200, 6, 200"]
    assert book.build(language="ja").warnings == []
    assert numbered(book) == ["見出し 200", "これは 6", "のあと： 6", "それは 200", "のあと： 200, 6, 200"]


def test_mkdocs_tells_figures_in_the_language_of_the_theme(tmp_path: Path) -> None:
    folder = write_book(tmp_path / "book")
    configuration = folder / "mkdocs.yml"
    configuration.write_text(configuration.read_text("utf-8") + "theme: {name: mkdocs, locale: ja}\n", encoding="utf-8")
    (folder / "docs" / "page.md").write_text('```{.graphdraw file="figures/snack.yaml"}\n```\n', encoding="utf-8")
    (folder / "figures" / "snack.ja.yaml").write_text(JAPANESE, encoding="utf-8")
    built = mkdocs(folder)
    assert f'aria-label="{WORDS}"' in built.page("page")
    assert "順伝播：" in built.page("page")


@pytest.mark.parametrize(
    ("theme", "language"),
    [
        ({"language": "ja", "locale": "en"}, "ja"),
        ({"locale": "pt_BR"}, "pt-BR"),
        ({}, None),
    ],
)
def test_the_language_of_a_theme(theme: dict[str, str], language: str | None) -> None:
    pages = pytest.importorskip("graphdraw.integrations.pages", reason="Markdown is not installed")
    assert pages._language(theme) == language


def test_a_figure_is_told_in_the_language_that_is_asked_for() -> None:
    figure = Figure(JAPANESE, lang="en")
    assert figure.describe() == "Computational graph from Nyu = 5 to Shutsu = 6, with the gradient ∂Shutsu/∂Nyu = 1."
    assert b'xml:lang="en"' in figure.render()
    assert b'xml:lang="ja"' in Figure(JAPANESE).render()
