"""The examples of the guide, a Japanese book, and what a browser shows."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.browser import Browser
from tests.integrations.books import ROOT, SNACK, Book

pytest.importorskip("sphinx", reason="Sphinx is not installed")
pytest.importorskip("myst_parser", reason="MyST-Parser is not installed")

GUIDE = (ROOT / "docs" / "guides" / "sphinx.md").read_text(encoding="utf-8")

JAPANESE = """
本
==

.. graphdraw:: snack.yaml
   :name: snack

   おかし

合計は :graphdraw:value:`total` です。

.. graphdraw-table:: snack.yaml
   :caption: 数

.. graphdraw-table:: operations
   :only: mul

.. graphdraw:: broken.yaml
"""


@pytest.mark.parametrize(("language", "suffix", "fence"), [("md", "md", "````"), ("rst", "rst", "```")])
def test_the_examples_of_the_guide(tmp_path: Path, language: str, suffix: str, fence: str) -> None:
    examples = re.findall(rf"^{fence}{language}\n(.*?)^{fence}$", GUIDE, re.DOTALL | re.MULTILINE)
    assert len(examples) >= 2
    pages = {f"page{i}.{suffix}": f"Page\n====\n\n{example}" for i, example in enumerate(examples)}
    toctree = "".join(f"   {Path(name).stem}\n" for name in pages)
    book = Book(tmp_path, {"index.rst": f"Book\n====\n\n.. toctree::\n\n{toctree}", "snack.yaml": SNACK, **pages})
    assert book.build().warnings == []
    [cheaper] = [i for i, example in enumerate(examples) if "cheaper" in example]
    page = book.text(f"html/page{cheaper}.html")
    assert "Number = 4, Tax = 1.1 to Total = 132" in page
    assert '<span class="caption-text">A cheaper snack.</span>' in page
    page = book.text("html/page0.html")
    assert "A snack, a number and a tax." in page
    assert re.search(r"Fig. 1</span></a> shows it", page)
    if language == "md":
        [told] = [i for i, example in enumerate(examples) if "The total is" in example]
        assert "The total is 180, and one more unit of the snack costs 6.0." in re.sub(
            r"<[^>]*>", "", book.text(f"html/page{told}.html")
        )


TABLES = {
    "values: {blank: computed}, gradients: blank": ["x 2 _", "w 3 _", "m _ _", "y _ _"],
    "gradients: {blank: computed}": ["x 2 _", "w 3 _", "m 6 _", "y 8 1"],
    "nodes: {m: {value: blank}, w: {gradient: blank}}": ["x 2 4", "w 3 _", "m _ 1", "y 8 1"],
    "values: blank, blank: {filled: true}": ["x 2 4", "w 3 2", "m 6 1", "y 8 1"],
}
"""The views of exercises, and the rows of their tables: name, value, gradient."""

EXERCISE = """
.. graphdraw{}::
   :view: {{{}}}

   inputs: {{x: 2, w: 3}}
   nodes: {{m: x * w, y: m + x}}
"""


def test_a_table_of_an_exercise_tells_no_answer(tmp_path: Path) -> None:
    tables = "".join(EXERCISE.format("-table", view) for view in TABLES)
    page = f"Book\n====\n{tables}{EXERCISE.format('', 'values: blank')}\nAnd :graphdraw:value:`y`, told.\n"
    book = Book(tmp_path, {"index.rst": page})
    assert book.build("xml").warnings == []
    page = book.text("xml/index.xml").replace("<entry/>", "<entry></entry>")
    rows = [
        re.findall(r"<entry>(.*?)</entry>", row, re.DOTALL) for row in re.findall("<row>.*?</row>", page, re.DOTALL)
    ]
    told = [" ".join(re.sub("<[^>]*>", "", cell).strip() or "_" for cell in row) for row in rows]
    assert [row for row in told if not row.startswith("name ")] == [row for table in TABLES.values() for row in table]
    assert "And 8, told." in re.sub(r"<[^>]*>|\n *(?=<)", "", page)


def test_a_japanese_book(tmp_path: Path) -> None:
    ja = (ROOT / "specs" / "snack-ja.yaml").read_text(encoding="utf-8")
    files = {"index.rst": JAPANESE, "snack.yaml": ja, "broken.yaml": "nodes: {y: x}\n"}
    book = Book(tmp_path, files, "language = 'ja'\n")
    *missing, warning = book.build("text").warnings
    if missing and "no installed font" in missing[0]:
        pytest.skip("no font with Japanese glyphs")
    assert missing == []
    assert warning.startswith("broken.yaml:1:12: WARNING: ")
    words = book.text("text/index.txt")
    rows = [[cell.strip() for cell in line.strip(" |").split("|")] for line in words.splitlines() if "|" in line]
    assert ["名前", "値", "勾配"] in rows
    assert ["おかし", "30", "6.0"] in rows
    assert ["個数", "5", "–"] in rows
    assert ["演算", "式", r"\partial z / \partial x", r"\partial z / \partial y", "ひとことで言うと"] in rows
    assert ["mul", "z = x y", "y", "x", "入力を入れ替えて掛ける"] in rows
    assert "合計は 180 です。" in words
    assert "この図は描けません。" in words
    assert "誤差逆伝播法" in words  # the alt text


def test_a_table_in_another_language_than_the_book(tmp_path: Path) -> None:
    tables = [f".. graphdraw-table:: operations\n   :only: mul\n   :lang: {lang}\n" for lang in ("ja", "en", "fr")]
    book = Book(tmp_path, {"index.rst": "Page\n====\n\n" + "\n".join(tables)})
    told = "\n".join(book.build("text").warnings)
    assert told.count("invalid option value: (option: \"lang\"; value: 'fr')") == 1
    words = book.text("text/index.txt")
    assert "ひとことで言うと" in words
    assert "入力を入れ替えて掛ける" in words
    assert "in short" in words


def test_one_of_a_pair_is_shown_with_its_caption(tmp_path: Path, browser: Browser) -> None:
    index = "Page\n====\n\n.. graphdraw:: snack.yaml\n   :dark-pair:\n   :width: 50%\n\n   Caption\n"
    book = Book(tmp_path, {"index.rst": index, "snack.yaml": SNACK})
    assert book.build().warnings == []
    plain = tmp_path / "_build/html/index.html"
    # the rules of furo and of the PyData theme for pages that are dark, of which the latter hides what follows
    rules = (
        "html[data-theme=dark] .only-light, html[data-theme=light] .only-dark,"
        "html[data-theme=dark] .only-light ~ figcaption, html[data-theme=light] .only-dark ~ figcaption"
        "{display: none !important} .only-light, .only-dark {display: block}"
    )
    shown = """[...document.querySelectorAll("figure img, figcaption")].filter(e => e.getClientRects().length)
        .map(e => e.tagName == "IMG" ? e.className : "caption")"""
    browser.open(plain)
    assert browser.run(shown) == ["graphdraw only-light", "caption"]
    for theme in ("light", "dark"):
        page = plain.read_text(encoding="utf-8").replace("<html", f'<html data-theme="{theme}"')
        (themed := plain.with_name(f"{theme}.html")).write_text(
            page.replace("</head>", f"<style>{rules}</style></head>"), encoding="utf-8"
        )
        browser.open(themed)
        assert browser.run(shown) == [f"graphdraw only-{theme}", "caption"]
        left, right = browser.run(
            """(() => { const f = document.querySelector("figure").getBoundingClientRect();
            const i = [...document.images].find(e => e.getClientRects().length).getBoundingClientRect();
            return [i.left - f.left, f.right - i.right]; })()"""
        )
        assert abs(left - right) < 1  # centred
