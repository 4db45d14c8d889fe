"""A mistake is a warning at its line and a note on the page, in every build until it is mended."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from graphdraw import Figure, UsageError
from tests.integrations.books import SNACK, Book, Built

pytest.importorskip("sphinx", reason="Sphinx is not installed")
pytest.importorskip("myst_parser", reason="MyST-Parser is not installed")

RST = """
Page
====

.. graphdraw::
   :caption: Broken body
   :name: broken

   inputs: {x: 2}
   nodes:
     y: x * u

The number :graphdraw:value:`y` says nothing more, nor does :numref:`broken`.

* In a list:

  .. graphdraw::

     inputs: {x: 2}

     nodes: {y: x * v}

.. graphdraw:: specs/broken.yaml

   The caption

.. graphdraw:: specs/child.yaml

.. graphdraw:: specs/snak.yaml

.. graphdraw::

.. graphdraw::
   inputs: {x: 2}

.. graphdraw:: specs/snack.yaml
   :theme: drak

.. graphdraw:: specs/snack.yaml
   :set: Taxx=2

.. graphdraw:: specs/snack.yaml
   :view: {direction: dwn}

.. graphdraw:: specs/snack.yaml
   :view: {direction: [}

.. graphdraw:: specs/snack.yaml
   :view: nowhere.yaml

.. graphdraw:: specs/snack.yaml
   :name: snack

Numbers: :graphdraw:value:`Totl`, :graphdraw:grad:`Tax`, :graphdraw:value:`Total@snak`,
:graphdraw:value:`Total@nothing.yaml`, :graphdraw:value:`x@specs/broken.yaml`.

.. graphdraw-table:: operations
   :only: add mull

.. graphdraw-table:: specs/snack.yaml
   :columns: name worth

.. graphdraw-table:: specs/snack.yaml
   :only: Totl

.. graphdraw-table::

   inputs: {x: 2}
   nodes: {y: x * w}

.. include:: part.txt
"""

PART = """
Words.

.. graphdraw::

   inputs: {x: 1}
   nodes: {y: x + q}
"""

MD = """# Page

{graphdraw:value}`y`

```{graphdraw}
inputs: {x: 2}
nodes:
  y: x * u
```

```{graphdraw}
:caption: Broken
:name: md-broken

inputs: {x: 2}
nodes:
  y: x * u
```

:::{graphdraw}
---
caption: Broken
width: 50%
---
inputs: {x: 2}
nodes: {y: x * u}
:::

- In a list

  ```{graphdraw}

  inputs: {x: 2}
  nodes: {y: x * u}
  ```

{graphdraw:value}`z@specs/snack.yaml`

```{graphdraw} specs/snack.yaml
The caption {graphdraw:value}`z@specs/snack.yaml`
```

| table |
|---|
| {graphdraw:value}`z@specs/snack.yaml` |

```{eval-rst}
.. graphdraw::

   inputs: {x: 2}
   nodes: {y: x * u}
```
"""

FILES = {
    "index.rst": f"{RST}\n.. toctree::\n\n   page\n",
    "page.md": MD,
    "part.txt": PART,
    "specs/snack.yaml": SNACK,
    "specs/broken.yaml": "inputs: {x: 1}\nnodes:\n  y: x + 1\n  z: x * numbr\n",
    "specs/child.yaml": "extends: broken.yaml\n",
}

UNKNOWN = "unknown name '{}'; known here: x, y [unknown-name]"
TOTL = "there is no 'Totl' in the figure; did you mean 'Total' or 'subtotal'? [usage]"
NUMBR = ("specs/broken.yaml:4:10", "unknown name 'numbr'; known here: x, y, z [unknown-name]")
NO_VIEW = "a value is missing before '}' [syntax]"
NO_FIGURE = "there is no figure above on this page; name the figure or its file behind an @: 'y@snack.yaml' [usage]"
NO_Z = "there is no 'z' in the figure; known here: Snack, Number, Tax, subtotal, Total [usage]"
EXPECTED = [
    ("index.rst:11", UNKNOWN.format("u")),
    ("index.rst:21", UNKNOWN.format("v")),
    NUMBR,
    NUMBR,
    ("index.rst:29", "specs/snak.yaml: no such file; did you mean 'specs/snack.yaml'? [usage]"),
    ("index.rst:31", "there is no spec; name its file, or write it below behind an empty line [usage]"),
    ("index.rst:33", "a spec is no name of a file; leave a line empty before the first line of the spec [usage]"),
    ("index.rst:36", "unknown theme 'drak'; did you mean 'dark'? [usage]"),
    ("index.rst:39", "unknown input 'Taxx'; did you mean 'Tax'? [unknown-name]"),
    ("index.rst:42", "one of right, left, down, up is expected, this is 'dwn'; did you mean 'down'? [type]"),
    ("index.rst:45", NO_VIEW),
    ("index.rst:48", "nowhere.yaml: no such file [usage]"),
    ("index.rst:54", "nothing.yaml: no such file [usage]"),
    NUMBR,
    ("index.rst:57", "unknown operation 'mull'; did you mean 'mul'? [unknown-operation]"),
    ("index.rst:60", "unknown column 'worth'; known here: name, value, gradient [usage]"),
    ("index.rst:63", TOTL),
    ("index.rst:69", UNKNOWN.format("w")),
    ("part.txt:7", UNKNOWN.format("q")),
    ("index.rst:54", TOTL),
    ("index.rst:54", "'Tax' has no gradient [usage]"),
    ("index.rst:54", "there is no figure with the name 'snak' above on this page; did you mean 'snack'? [usage]"),
    ("page.md:8", UNKNOWN.format("u")),
    ("page.md:17", UNKNOWN.format("u")),
    ("page.md:26", UNKNOWN.format("u")),
    ("page.md:34", UNKNOWN.format("u")),
    ("page.md:37", NO_Z),
    ("page.md:40", NO_Z),
    ("page.md:45", NO_Z),
    ("page.md:51", UNKNOWN.format("u")),
    ("page.md:3", NO_FIGURE),
]


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> Book:
    return Book(tmp_path_factory.mktemp("broken"), FILES)


@pytest.fixture(scope="module")
def built(book: Book) -> Built:
    return book.build()


def test_every_mistake_is_a_warning_at_its_line(built: Built) -> None:
    found = [line.removesuffix(" [graphdraw.spec]").partition(": WARNING: ") for line in built.warnings]
    assert [(place, text) for place, _, text in found] == EXPECTED


def test_the_page_shows_a_note_and_keeps_caption_and_target(book: Book, built: Built) -> None:  # noqa: ARG001
    page = book.text("html/index.html")
    broken = re.search(r'<figure [^>]*id="broken">.*?</figure>', page, re.DOTALL)
    assert broken
    assert "This figure cannot be drawn." in broken[0]
    assert "index.rst:11: unknown name" in re.sub(r"<[^>]*>", "", broken[0])
    assert "Broken body" in broken[0]
    assert "specs/broken.yaml:4:10: unknown name" in re.sub(r"<[^>]*>", "", page)
    assert "This table cannot be made." in page
    assert ":graphdraw:value:`y`" in page
    assert str(book.folder) not in page
    assert page.count("<img ") == 1


def test_it_fails_in_every_build(book: Book, built: Built) -> None:
    again = book.build()
    assert again.warnings == built.warnings
    assert again.read == ["index", "page"]
    assert again.drawn == []


def test_other_builders_take_the_notes(book: Book, built: Built) -> None:
    assert book.build("latex").warnings == built.warnings
    assert "This figure cannot be drawn." in book.text("latex/book.tex")


def test_with_w_the_build_fails_until_it_is_mended_and_the_old_picture_is_gone(tmp_path: Path) -> None:
    index = "Page\n====\n\n.. graphdraw:: snack.yaml\n   :name: snack\n\n   Caption\n"
    book = Book(tmp_path, {"index.rst": index, "snack.yaml": SNACK})
    assert book.build().warnings == []
    (picture,) = book.pictures()
    book.write({"snack.yaml": SNACK.replace("subtotal * Tax", "subtotal * Tx")})
    failed = book.run("html", "-W", "--keep-going", "-q")
    assert failed.returncode == 1
    assert f"{book.folder}/snack.yaml:10:28: WARNING: unknown name 'Tx'; did you mean 'Tax'?" in failed.stderr
    assert "Traceback" not in failed.stderr
    assert "<img" not in book.text("html/index.html")
    assert len(book.build().warnings) == 1
    assert book.pictures() == []
    book.write({"snack.yaml": SNACK})
    mended = book.build()
    assert (mended.warnings, mended.read, mended.drawn) == ([], ["index"], [picture])
    assert picture in book.text("html/index.html")
    assert book.build().read == []


def test_warnings_of_a_figure_are_those_of_the_build_and_can_be_silenced(tmp_path: Path) -> None:
    spec = "inputs: {x: 0}\nnodes: {y: relu(x)}\n"
    index = "Page\n====\n\n.. graphdraw::\n\n" + "".join(f"   {line}\n" for line in spec.splitlines())
    book = Book(tmp_path, {"index.rst": index})
    (warning,) = book.build().warnings
    assert warning.startswith("index.rst:7: WARNING: ")
    assert book.build(fresh=True, suppress_warnings=["graphdraw"]).warnings == []


def test_a_picture_that_cannot_be_drawn(tmp_path: Path) -> None:
    index = "# Page\n\n```{graphdraw} snack.yaml\n:set: view.width=10mm\n```\n"
    book = Book(tmp_path, {"index.md": index, "snack.yaml": SNACK})
    for builder in ("text", "html"):
        (warning,) = book.build(builder).warnings
        assert warning.startswith("index.md:3: WARNING: the figure does not fit into 10mm")
    assert "cannot be drawn" in book.text("html/index.html")


def test_numbers_that_are_not_as_published(tmp_path: Path) -> None:
    index = "# Page\n\n```{graphdraw} snack.yaml\n```\n"
    book = Book(tmp_path, {"index.md": index, "snack.yaml": SNACK.replace("Total: 180", "Total: 181")})
    (warning,) = book.build().warnings
    assert warning.startswith("snack.yaml:12:27: WARNING: ")


def test_a_format_that_cannot_be_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    book = Book(tmp_path, {"index.rst": "Page\n====\n\n.. graphdraw:: snack.yaml\n\n   Caption\n", "snack.yaml": SNACK})
    assert book.build().warnings == []

    def refuse(*_given: object, **_choices: object) -> None:
        raise UsageError("the disk is full")

    monkeypatch.setattr(Figure, "save", refuse)
    (warning,) = book.build("latex").warnings
    assert warning == "index.rst:4: WARNING: the disk is full [usage] [graphdraw.spec]"
    assert "This figure cannot be drawn." in book.text("latex/book.tex")
    assert r"\caption{Caption}" in book.text("latex/book.tex")


def test_files_are_offered_as_they_were_written_and_the_word_for_operations_is(tmp_path: Path) -> None:
    index = (
        "# Page\n\n```{graphdraw} ../specs/snak.yaml\n```\n\n```{graphdraw-table} operatons\n```\n\n"
        "{graphdraw:value}`y@../specs/snak.yaml`\n\n```{graphdraw}\n\nextends: ../../a.yaml\n```\n"
    )
    root = "# Root\n\n```{toctree}\npart/page\n```\n"
    files = {"index.md": root, "part/page.md": index, "specs/snack.yaml": SNACK, "specs/lstm.yaml": SNACK}
    near = "../specs/snak.yaml: no such file; did you mean '../specs/snack.yaml'? [usage]"
    texts = [line.partition(": WARNING: ")[2] for line in Book(tmp_path, files).build().warnings]
    assert [text.removesuffix(" [graphdraw.spec]") for text in texts] == [
        near,
        "operatons: no such file; did you mean 'operations'? [usage]",
        near,
        "'../../a.yaml' is outside the root folder; the root is the source folder of the book, unless a project file "
        "names another [outside-root]",
    ]


@pytest.mark.parametrize("line", [".. graphdraw:: {}", ".. graphdraw-table:: {}", ":graphdraw:value:`y@{}`"])
def test_a_name_that_no_system_has(line: str, tmp_path: Path) -> None:
    name = f"{'a' * 300}.yaml"
    book = Book(tmp_path, {"index.rst": f"Page\n====\n\n{line.format(name)}\n"})
    (warning,) = book.build(language="ja").warnings
    assert "cannot be opened: file name too long [usage]" in warning


@pytest.mark.parametrize(
    ("project", "counts"),
    [("# tool.graphdraw\n", False), ("[tool.graphdraw_x]\n", False), ("[ tool . graphdraw ]\n", True)],
)
def test_a_project_file_is_what_it_is_elsewhere(project: str, counts: bool, tmp_path: Path) -> None:
    """It decides the root: with one, that is its own folder, and not that of the book."""
    page = "Page\n====\n\n.. graphdraw:: part/a.yaml\n"
    files = {"index.rst": page, "part/a.yaml": "extends: ../b.yaml\n", "b.yaml": SNACK, "part/pyproject.toml": project}
    assert bool(Book(tmp_path, files).build().warnings) is counts
