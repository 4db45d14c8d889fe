"""Mistakes in captions, and their texts for translators, are at the line of the caption."""

from __future__ import annotations

import re
from html import unescape
from pathlib import Path

import pytest

from graphdraw import Figure, SpecError
from tests.integrations.books import SNACK, Book, Built

pytest.importorskip("sphinx", reason="Sphinx is not installed")
pytest.importorskip("myst_parser", reason="MyST-Parser is not installed")

RST = """\
Page
====

.. graphdraw::
   :name: one
   :caption: First :graphdraw:value:`q`

   inputs: {x: 1}

   nodes: {y: x + 1}

* In a list

  .. graphdraw:: snack.yaml
     :caption:
        Second
        :graphdraw:value:`q`
     :width: 50%

     Legend :graphdraw:value:`q`

     And :graphdraw:value:`q`

.. include:: part.txt

.. graphdraw-table:: snack.yaml
   :only: Tax
   :caption: Third :graphdraw:value:`q`

.. graphdraw:: snack.yaml

   Fourth :graphdraw:value:`q`
"""
PART = """\
Words

.. graphdraw::
   :name: part
   :caption: Included :graphdraw:value:`q`

   inputs: {x: 1}
   nodes: {y: x + 1}
"""
MYST = """\
# Page

:::{graphdraw}
:name: m-one
:caption: First {graphdraw:value}`q`

inputs: {x: 1}

nodes: {y: x + 1}
:::

```{graphdraw} snack.yaml
---
width: 50%
caption: |
  Second
  {graphdraw:value}`q`
---
Legend {graphdraw:value}`q`

And {graphdraw:value}`q`
```

```{graphdraw-table} snack.yaml
:only: Tax
:caption: Third {graphdraw:value}`q`
```

```{graphdraw} snack.yaml
:caption: Fourth {graphdraw:value}`q`

Legend {graphdraw:value}`q`
```
"""
PLACES = [
    *(("index.rst", line) for line in (6, 16, 20, 22)),
    ("part.txt", 5),
    *(("index.rst", line) for line in (28, 32)),
    *(("page.md", line) for line in (5, 16, 19, 21, 26, 30, 32)),
]


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> Book:
    files = {"index.rst": f"{RST}\n.. toctree::\n\n   page\n", "page.md": MYST, "part.txt": PART, "snack.yaml": SNACK}
    return Book(tmp_path_factory.mktemp("places"), files)


@pytest.fixture(scope="module")
def built(book: Book) -> Built:
    return book.build("gettext")


def test_a_mistake_in_a_caption_is_told_at_its_line(built: Built) -> None:
    found = [line.split(": WARNING: ") for line in built.warnings]
    assert {text.partition("'q'")[0] for _, text in found} == {"there is no "}
    assert [place for place, _ in found] == [f"{name}:{line}" for name, line in PLACES]


@pytest.mark.parametrize(
    ("page", "places"),
    [
        ("index", {"First": 6, "Second": 16, "Legend": 20, "Third": 28}),
        ("page", {"First": 5, "Second": 16, "Third": 26, "Fourth": 30}),
    ],
)
def test_translators_find_it_there(book: Book, built: Built, page: str, places: dict[str, int]) -> None:  # noqa: ARG001
    told = dict(re.findall(r'#: \S*:([0-9]+)\s+msgid (?:""\s+)?"(\w+)', book.text(f"gettext/{page}.pot")))
    assert {word: int(line) for line, word in told.items() if word in places} == places


@pytest.mark.parametrize(
    ("options", "conf", "spec"),
    [
        ("   :theme: dark\n   :dark-pair:\n", {}, SNACK),
        ("   :theme: dark\n", {"graphdraw_dark_pair": True}, SNACK),
        ("   :dark-pair:\n", {"graphdraw_theme": "dark"}, SNACK),
        ("   :dark-pair:\n   :view: {theme: dark}\n", {}, SNACK),
        ("   :dark-pair:\n", {}, "view: {theme: dark}\ninputs: {x: 1}\nnodes: {y: x + 1}\n"),
    ],
)
@pytest.mark.parametrize("builder", ["html", "latex"])
def test_a_pair_of_dark_figures_is_a_mistake_of_the_directive(
    tmp_path: Path, options: str, conf: dict[str, object], spec: str, builder: str
) -> None:
    index = f"Page\n====\n\nWords.\n\n.. graphdraw:: snack.yaml\n{options}"
    book = Book(tmp_path, {"index.rst": index, "snack.yaml": spec})
    assert book.build(builder, **conf).warnings == [
        "index.rst:6: WARNING: the theme is dark already: there is no light figure to make a pair with; "
        "take another theme, or say ':dark-pair: no' [dark-pair] [graphdraw.spec]"
    ]
    book.write({"index.rst": index.replace("   :dark-pair:\n", "") + "   :dark-pair: no\n"})
    assert book.build(builder, **conf).warnings == []


def test_dark_pictures_are_drawn_for_pages_that_show_them(tmp_path: Path) -> None:
    index = "Page\n====\n\n.. graphdraw:: snack.yaml\n   :dark-pair:\n"
    book = Book(tmp_path, {"index.rst": index, "snack.yaml": SNACK})
    drawn = {builder: book.build(builder).drawn for builder in ("latex", "epub", "html")}
    assert {builder: [re.sub("-[0-9a-f]{12}", "", name) for name in names] for builder, names in drawn.items()} == {
        "latex": ["snack.pdf"],
        "epub": ["snack.svg"],
        "html": ["snack-dark.svg"],
    }


def test_a_note_of_a_broken_figure_is_no_part_of_what_is_wrong(tmp_path: Path) -> None:
    spec = "inputs: {x: 1}\nnodes: {y: x + u}\nexpect: {values: {y: 1}}\n"
    with pytest.raises(SpecError) as refused:
        Figure(spec, settings=["x=2"])
    assert {problem.severity for problem in refused.value.problems} == {"note", "error"}
    index = "Page\n====\n\n.. graphdraw:: broken.yaml\n   :set: x=2\n"
    book = Book(tmp_path, {"index.rst": index, "broken.yaml": spec})
    assert [line.partition(":")[0] for line in book.build().warnings] == ["broken.yaml"]
    page = re.sub(r"<[^>]*>", "", book.text("html/index.html"))
    assert "broken.yaml:2:16: unknown name 'u'" in unescape(page)
    assert "expect" not in page


def test_a_warning_of_a_correct_figure_is_told_when_its_page_is_read(tmp_path: Path) -> None:
    index = "Page\n====\n\n.. graphdraw::\n\n   inputs: {x: 0}\n   nodes: {y: relu(x)}\n"
    book = Book(tmp_path, {"index.rst": index})
    first = book.build().warnings
    assert [line.partition(" ")[0] for line in first] == ["index.rst:7:"]
    assert book.build().warnings == []
    assert book.build(fresh=True).warnings == first
