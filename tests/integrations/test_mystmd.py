"""mystmd builds a book with the plugin: figures, numbers, mistakes at their lines, and nothing drawn twice.

It runs where GRAPHDRAW_HOSTS names a folder with `npm/node_modules/.bin/myst`. The template of the site is an empty one
in the book, so that nothing is fetched.
"""

from __future__ import annotations

import json
import os
import re
import shlex
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

import pytest

import graphdraw

ROOT = Path(__file__).parents[2]
MYST = Path(os.environ.get("GRAPHDRAW_HOSTS", "")) / "npm" / "node_modules" / ".bin" / "myst"
PLUGIN = ROOT / "graphdraw" / "integrations" / "files" / "graphdraw.mjs"
SNACK = (ROOT / "specs" / "snack.yaml").read_text(encoding="utf-8")
GUIDE = (ROOT / "docs" / "guides" / "mystmd.md").read_text(encoding="utf-8")

pytestmark = [
    pytest.mark.skipif(
        not os.environ.get("GRAPHDRAW_HOSTS") or not MYST.exists(), reason="GRAPHDRAW_HOSTS names no folder with mystmd"
    ),
    pytest.mark.skipif(os.name == "nt", reason="the program is called through a shell script"),
]

CONFIG = """\
version: 1
project:
  title: Book
  plugins:
    - graphdraw.mjs
  toc:
    - file: index.md
    - file: chapters/one.md
    - file: chapters/broken.md
site:
  template: ./template
"""

ONE = """\
# One

:::{graphdraw} ../specs/taxed.yaml
:label: fig-taxed
:caption: The *snack*, taxed.
:alt: Words of the author
:width: 60%
:align: left
:class: wide
:set: Snack=20; Number=6
:theme: serif
:::

{graphdraw:value}`Total` and {graphdraw:grad}`Snack -> subtotal`

{graphdraw:value}`Total@/specs/taxed.yaml`

- In a list:

  ```{graphdraw}
  :view: {direction: down}

  extends: ../specs/taxed.yaml
  ```
"""

BROKEN = """\
# Broken

:::{graphdraw}
---
label: fig-broken
caption: Not to be drawn.
---
inputs:
  x: 3
nodes:
  y: x * xx
:::

{numref}`fig-broken`, {graphdraw:value}`y`, {graphdraw:value}`Totl@../specs/snack.yaml`

:::{graphdraw} ../specs/bad.yaml
:::

:::{graphdraw}
:theme: cs231

inputs: {x: 1}
nodes: {y: x + 1}
:::
"""

BAD = "inputs:\n  x: 0\nnodes:\n  y: 1 / x\n"
TAXED = "extends: base.yaml\ninputs:\n  Tax: 1.5\n"


class Book(NamedTuple):
    """A book that can be built; `calls` are how the program was started in the last build, `log` what mystmd said."""

    folder: Path

    def build(self, *arguments):
        environment = {**os.environ, "GRAPHDRAW": str(self.folder / "graphdraw"), "CI": "1", "NO_COLOR": "1"}
        (self.folder / "calls").write_text("")
        run = subprocess.run(
            [MYST, "build", *(arguments or ["--site"])],
            cwd=self.folder,
            env=environment,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            check=False,
        )
        calls = (self.folder / "calls").read_text().splitlines()
        started = [call for call in calls if call != "--version"]
        return Built(self.folder, run.returncode, run.stdout + run.stderr, started)


class Built(NamedTuple):
    """What a build has left."""

    folder: Path
    code: int
    log: str
    calls: list[str]

    def page(self, name):
        return json.loads((self.folder / "_build" / "site" / "content" / f"{name}.json").read_text())["mdast"]

    def all(self, name, kind):
        return list(nodes(self.page(name), kind))


def nodes(tree, kind):
    """The nodes of a type, in the order of the page."""
    if tree.get("type") == kind:
        yield tree
    for child in tree.get("children", ()):
        yield from nodes(child, kind)


def text(tree):
    return tree.get("value", "") + "".join(text(child) for child in tree.get("children", ()))


def line_of(page, wanted):
    return next(i for i, line in enumerate(page.splitlines(), 1) if line.strip() == wanted)


def written(folder, pages):
    """A book with these pages and files, and the program, which notes how it was called."""
    pages = {
        "template/template.yml": "jtex: v1\ntitle: Empty\nversion: 1.0.0\n",
        "graphdraw.mjs": PLUGIN.read_text(encoding="utf-8"),
        **pages,
    }
    for name, content in pages.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(content, encoding="utf-8")
    program = folder / "graphdraw"
    start = f"PYTHONPATH={shlex.quote(str(ROOT))} exec {shlex.quote(sys.executable)} -m graphdraw"
    program.write_text(f'#!/bin/sh\necho "$@" >> {shlex.quote(str(folder / "calls"))}\n{start} "$@"\n')
    program.chmod(0o755)
    return Book(folder)


@pytest.fixture(scope="module")
def book(tmp_path_factory):
    guide = re.search(r"^````markdown\n(.*?)^````$", GUIDE, re.MULTILINE | re.DOTALL)[1]
    pages = {
        "myst.yml": CONFIG,
        "index.md": f"# Start\n\n{guide}",
        "chapters/one.md": ONE,
        "chapters/broken.md": BROKEN,
        "specs/snack.yaml": SNACK,
        "specs/base.yaml": SNACK.partition("expect:")[0],
        "specs/taxed.yaml": TAXED,
        "specs/bad.yaml": BAD,
    }
    return written(tmp_path_factory.mktemp("book with a space"), pages)


@pytest.fixture(scope="module")
def first(book):
    """The first build of the book, with its mistakes; what is read of it is read before the next build."""
    built = book.build("--site", "--strict")
    assert (book.folder / "_build" / "site" / "content" / "index.json").is_file(), built.log
    return built


@pytest.fixture(scope="module")
def pages(first):
    """The pages of the first build."""
    return {name: first.page(name) for name in ("index", "one", "broken")}


def test_the_example_of_the_guide(pages, book):
    snack, square = nodes(pages["index"], "container")
    assert (snack["identifier"], snack["enumerator"]) == ("fig-snack", "1")
    image = next(nodes(snack, "image"))
    assert image["alt"] == graphdraw.describe(book.folder / "specs" / "snack.yaml")
    assert (image["width"], Path(image["url"]).suffix) == ("80%", ".svg")
    assert "The snack, and what" in text(next(nodes(snack, "caption")))
    assert "Written in the page." in text(next(nodes(square, "caption")))
    said = text(pages["index"])
    assert "As Figure\N{NO-BREAK SPACE}1 shows, the total is 180, and one more yen for the snack costs\n6.0." in said
    assert "The square is 9; with the tax of 1.2." in said


def test_the_picture_is_the_one_of_the_program(pages, book):
    image = next(nodes(pages["index"], "image"))
    drawn = (book.folder / "_build" / "site" / "public" / image["url"].removeprefix("/")).read_bytes()
    assert drawn == graphdraw.render(book.folder / "specs" / "snack.yaml")


def test_options_are_those_of_a_figure(pages):
    container = next(nodes(pages["one"], "container"))
    image = next(nodes(container, "image"))
    assert (container["identifier"], container["class"]) == ("fig-taxed", "wide")
    assert [image[key] for key in ("alt", "width", "align")] == ["Words of the author", "60%", "left"]
    assert next(nodes(next(nodes(container, "caption")), "emphasis"))
    assert "180 and 9" in text(pages["one"]), "the figure above with its settings: 20 × 6 × 1.5"


def test_a_path_from_the_folder_of_the_book_and_a_view_in_the_page(pages):
    images = list(nodes(pages["one"], "image"))
    assert [Path(image["url"]).suffix for image in images] == [".svg"] * 2
    assert "= 225" in images[1]["alt"]
    assert "225" in text(pages["one"]), "30 × 5 × 1.5"


def test_a_mistake_in_the_page_is_told_at_its_line(first):
    line = line_of(BROKEN, "y: x * xx")
    assert f"chapters/broken.md:{line}:10 unknown name 'xx' (did you mean 'x'?)" in first.log


def test_a_mistake_in_a_file_is_told_with_its_line(first):
    line = line_of(BROKEN, ":::{graphdraw} ../specs/bad.yaml")
    assert re.search(rf"chapters/broken\.md:{line} \.\./specs/bad\.yaml:4:\d+: .*division by zero", first.log)


def test_wrong_options_and_numbers_are_told(first):
    assert re.search(
        r"broken\.md:\d+ invalid value for '--theme': 'cs231' is not .* \(did you mean 'cs231n'\?\)\n", first.log
    )
    assert "there is no value of 'Totl'; did you mean 'Total'?" in first.log
    assert first.log.count("⛔️") == 4
    assert first.code == 1, "with --strict"


def test_a_figure_with_a_mistake_is_a_note_that_can_be_referred_to(pages):
    assert list(nodes(pages["broken"], "image")) == []
    broken = next(nodes(pages["broken"], "container"))
    assert broken["identifier"] == "fig-broken"
    line = line_of(BROKEN, "y: x * xx")
    expected = f"This figure cannot be drawn:\nline {line}: unknown name 'xx' (did you mean 'x'?)"
    assert text(next(nodes(broken, "code"))) == expected
    assert len(list(nodes(pages["broken"], "code"))) == 3
    assert "{graphdraw:value}y, {graphdraw:value}Totl@" in text(pages["broken"])


@pytest.fixture(scope="module")
def mended(first, pages, book):  # noqa: ARG001 (after the first build was read)
    """A build after the mistakes were mended, and what a spec extends was changed; all others are as they were."""
    (book.folder / "chapters" / "broken.md").write_text(
        BROKEN.replace("xx", "x").replace("Totl", "Total").replace("cs231", "cs231n")
    )
    (book.folder / "specs" / "bad.yaml").write_text(BAD.replace("x: 0", "x: 2"))
    base = book.folder / "specs" / "base.yaml"
    base.write_text(base.read_text(encoding="utf-8").replace("Snack: 30", "Snack: 40"), encoding="utf-8")
    return book.build("--site", "--strict")


def test_mended_it_is_drawn(mended):
    assert (mended.code, "⛔️" in mended.log) == (0, False)
    assert len(mended.all("broken", "image")) == 3
    assert mended.all("broken", "code") == []


def test_a_changed_file_that_is_extended_is_drawn_again_and_no_other(mended):
    assert "= 300" in mended.all("one", "image")[1]["alt"], "40 × 5 × 1.5"
    assert "300" in text(mended.page("one"))
    assert [call for call in mended.calls if "snack.yaml" in call and " -o " in call] == []


def test_a_build_with_nothing_to_do_starts_nothing_and_removes_nothing_of_others(mended, book):
    store = book.folder / "_build" / "graphdraw"
    urls = [image["url"] for image in mended.all("one", "image")]
    (store / "0123456789abcdef0123.svg").write_text("old")
    os.utime(store / "0123456789abcdef0123.svg", (0, 0))
    before = {path: path.read_bytes() for path in store.iterdir()}
    again = book.build()
    assert again.calls == []
    assert [image["url"] for image in again.all("one", "image")] == urls
    assert {path: path.read_bytes() for path in store.iterdir()} == before


def test_exports_get_every_format(tmp_path):
    one = CONFIG.replace("    - file: chapters/one.md\n    - file: chapters/broken.md\n", "")
    book = written(tmp_path, {"myst.yml": one, "index.md": "```{graphdraw}\ninputs: {x: 3}\nnodes: {y: x * x}\n```\n"})
    assert [re.search(r" -f (\S+)", call)[1] for call in book.build().calls] == ["svg"]
    assert [re.search(r" -f (\S+)", call)[1] for call in book.build("--md").calls] == ["svg,pdf,png"]
    kept = sorted((tmp_path / "_build" / "graphdraw").iterdir())
    assert sorted(path.suffix for path in kept) == [".json", ".pdf", ".png", ".svg"]
    assert len({path.stem for path in kept if path.suffix != ".json"}) == 1


def test_without_the_program_every_figure_says_so(mended, book):  # noqa: ARG001
    (book.folder / "graphdraw").unlink()
    built = book.build()
    assert built.code == 0, "without --strict"
    assert "graphdraw is not found: 'pip install graphdraw', or name it in GRAPHDRAW" in built.log
    assert built.all("index", "image") == []
