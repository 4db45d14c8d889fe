"""Pandoc with the filter, and with an engine's caller as pandoc-ext/diagram is one."""

from __future__ import annotations

import json
import os
import re
import shlex
import subprocess
import sys
import zipfile
from pathlib import Path
from typing import NamedTuple

import pytest
import yaml

import graphdraw

pypandoc = pytest.importorskip("pypandoc", reason="pypandoc_binary is not installed")

ROOT = Path(__file__).parents[2]
FILES = ROOT / "graphdraw" / "integrations" / "files"
FILTER = FILES / "graphdraw.lua"
GUIDE = (ROOT / "docs" / "guides" / "pandoc-quarto.md").read_text(encoding="utf-8")

pytestmark = pytest.mark.skipif(os.name == "nt", reason="the program is called through a shell script")

SQUARE = "inputs:\n  x: 3\nnodes:\n  y: x * x\n"

BROKEN = """\
# Broken

- In a list, and twice:

  ``` {.graphdraw #fig-broken caption="None"}
  inputs:
    x: 3
  nodes:
    y: x * xx
  ```

``` {.graphdraw}
inputs:
  x: 3
nodes:
  y: x * xx
```

``` {.graphdraw file="snack.yaml"}
inputs: {x: 3}
```

```{graphdraw}
inputs: {x: 3}
```
"""

DIAGRAM = """\
-- What calls an engine as pandoc-ext/diagram does: with the type that the format of the page likes best.
local engine = require(pandoc.utils.stringify(os.getenv 'ENGINE'))
local best = { latex = 'application/pdf', docx = 'image/png' }
local mime = best[FORMAT] or 'image/svg+xml'
assert(engine.line_comment_start == '#' and engine.mime_types[mime])

return { {
  CodeBlock = function (block)
    local configured = { mime_type = mime, compile = engine.compile, opt = {}, line_comment_start = '#' }
    local options = { theme = pandoc.Inlines 'serif', set = 'x=4' }
    local done, data, got = pcall(configured.compile, configured, block.text, options)
    if not done then
      pandoc.log.warn(tostring(data))
      return nil
    end
    assert(got == mime)
    local name = 'figure.' .. ({ latex = 'pdf', docx = 'png' })[FORMAT]
    pandoc.mediabag.insert(name, got, data)
    return pandoc.Plain { pandoc.Image({}, name) }
  end,
} }
"""


class Done(NamedTuple):
    """What a run of Pandoc has left: its exit code, what it told, and what it wrote."""

    code: int
    log: str
    path: Path

    @property
    def text(self):
        return self.path.read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """A folder with specs and the program."""
    folder = tmp_path_factory.mktemp("book with a space")
    (folder / "specs").mkdir()
    for place in (folder, folder / "specs"):
        (place / "snack.yaml").write_bytes((ROOT / "specs" / "snack.yaml").read_bytes())
    program = folder / "program"
    start = f"PYTHONPATH={shlex.quote(str(ROOT))} exec {shlex.quote(sys.executable)} -P -m graphdraw"
    program.write_text(f'#!/bin/sh\n{start} "$@"\n')
    program.chmod(0o755)
    return folder


@pytest.fixture(scope="module")
def pandoc(folder):
    """Run Pandoc on a page; media go into the folder `media`."""

    def call(name, page, output, *arguments, lua=FILTER, **environment):
        (folder / name).write_text(page, encoding="utf-8")
        words = [name, "--lua-filter", lua, f"--extract-media={folder / 'media'}", "-o", output, *arguments]
        environment = {**os.environ, "GRAPHDRAW": str(folder / "program"), **environment}
        run = subprocess.run(
            [pypandoc.get_pandoc_path(), *words], cwd=folder, env=environment, capture_output=True, check=False
        )
        return Done(run.returncode, run.stderr.decode(), folder / output)

    return call


def guide_page(number):
    return re.findall(r"^````markdown\n(.*?)^````$", GUIDE, re.MULTILINE | re.DOTALL)[number]


@pytest.fixture(scope="module")
def page(pandoc):
    """The example of the guide, as HTML."""
    return pandoc("guide.md", guide_page(0), "guide.html", "--fail-if-warnings")


def test_the_example_of_the_guide(page, folder):
    assert (page.code, page.log) == (0, "")
    snack, square = re.findall(r"<figure.*?</figure>", page.text, re.DOTALL)
    assert 'id="fig-snack"' in snack
    assert "The <em>snack</em>, and its gradients." in snack
    assert "width:80" in snack
    assert f'alt="{graphdraw.describe(folder / "snack.yaml")}"' in " ".join(snack.split())
    assert 'id="fig-square"' in square
    assert "Written in the page." in square


def test_the_picture_is_the_one_of_the_program(page, folder):
    image = re.search(r'src="(.*?)"', page.text)[1]
    assert Path(image).suffix == ".svg"
    assert Path(image).read_bytes() == graphdraw.render(folder / "snack.yaml")


def test_latex_gets_a_pdf(pandoc):
    options = 'alt="Words of the author" theme=serif set="x=5; view.direction=down"'
    done = pandoc("one.md", f"``` {{.graphdraw {options}}}\n{SQUARE}```\n", "one.tex")
    assert (done.code, done.log) == (0, "")
    picture = Path(re.search(r"\\includegraphics\[.*?alt=\{Words of the author\}\]\{(.*?)\}", done.text)[1])
    assert (picture.suffix, picture.read_bytes()[:5]) == (".pdf", b"%PDF-")
    figure = graphdraw.Figure(f"{SQUARE}", theme="serif", settings=["x=5", "view.direction=down"])
    assert picture.read_bytes() == figure.render("pdf")


def test_a_document_in_another_language_has_its_words_and_takes_translated_specs(pandoc, folder):
    (folder / "words.yaml").write_text(SQUARE)
    (folder / "words.ja.yaml").write_text("extends: words.yaml\nlang: ja\ninputs: {x: 5}\n")
    blocks = f'``` {{.graphdraw file="words.yaml"}}\n```\n\n``` {{.graphdraw}}\n{SQUARE}```\n'
    for lang, translated in (("ja", "words.ja.yaml"), ("en", "words.yaml"), ("fr", "words.yaml")):
        done = pandoc("words.md", f"---\nlang: {lang}\n---\n\n{blocks}", "words.html", "--wrap=none")
        assert (done.code, done.log) == (0, "")
        told = [graphdraw.Figure(source, lang=lang).describe() for source in (folder / translated, SQUARE)]
        assert re.findall(r'alt="(.*?)"', done.text) == told


def test_word_gets_a_png(pandoc):
    done = pandoc("one.md", f"``` {{.graphdraw}}\n{SQUARE}```\n", "one.docx")
    assert (done.code, done.log) == (0, "")
    with zipfile.ZipFile(done.path) as archive:
        [picture] = [name for name in archive.namelist() if name.startswith("word/media/")]
        assert archive.read(picture) == graphdraw.render(SQUARE, "png")


@pytest.fixture(scope="module")
def broken(pandoc):
    return pandoc("broken.md", BROKEN, "broken.html")


def test_a_mistake_is_told_with_page_and_line_and_shown(broken):
    first, second = [i for i, line in enumerate(BROKEN.splitlines(), 1) if "xx" in line]
    for line in (first, second):
        said = f"broken.md:{line}: error: unknown name 'xx' (did you mean 'x'?)"
        assert said in broken.log
        assert said.replace("'", "&#39;") in broken.text
    assert "<img" not in broken.text
    assert broken.text.count('class="graphdraw-error"') == 3


def test_a_file_and_a_body_are_a_mistake(broken):
    assert "a block with 'file' has no spec of its own" in broken.log


def test_a_block_without_the_dot_is_told(broken):
    assert "a block of graphdraw begins with ```{.graphdraw}, with a dot" in broken.log
    assert "{.graphdraw} is written with a" in broken.text


def test_pandoc_can_fail_for_a_mistake(pandoc):
    page = "``` {.graphdraw}\ninputs: {x: 0}\nnodes: {y: 1 / x}\n```\n"
    done = pandoc("zero.md", page, "zero.html", "--fail-if-warnings")
    assert done.code != 0
    assert "zero.md:3: error: division by zero" in done.log
    assert not done.path.exists()


def test_a_note_of_a_broken_figure_is_no_part_of_what_is_wrong(pandoc):
    page = '``` {.graphdraw set="x=2"}\ninputs: {x: 1}\nnodes: {y: x + u}\nexpect: {values: {y: 1}}\n```\n'
    done = pandoc("notes.md", page, "notes.html", "--verbose")
    assert "note: 'expect' is left out" in done.log
    assert "unknown name" in done.text
    assert ": note: " not in done.text


def test_a_program_that_is_not_there_is_told(pandoc):
    done = pandoc("one.md", f"\n\n``` {{.graphdraw}}\n{SQUARE}```\n", "none.html", GRAPHDRAW="/no/such/program")
    assert done.code == 0
    assert "one.md:3: error: graphdraw is not found: 'pip install graphdraw', or name it in GRAPHDRAW" in done.log
    assert "<img" not in done.text


def test_options_that_are_refused_are_told(pandoc):
    done = pandoc("theme.md", f"``` {{.graphdraw theme=cs231}}\n{SQUARE}```\n", "theme.html")
    assert "theme.md:1: error: invalid value for 'theme': 'cs231' is not one of 'plain', 'serif'" in done.log
    assert "(did you mean 'cs231n'?)" in done.log
    assert "invalid value for &#39;theme&#39;: &#39;cs231&#39;" in done.text
    assert "--help" not in done.log


@pytest.mark.parametrize(
    ("head", "body", "said"),
    [
        ('file="specs/snak.yaml"', "", "4: error: specs/snak.yaml: no such file; did you mean 'specs/snack.yaml'?"),
        ('file="specs/snack.yaml" theme=nice', "", "4: error: invalid value for 'theme': 'nice' is not one of"),
        ("", "", "4: error: there is no spec here (write it in the block, or name its file: file="),
        ("set=q=3", SQUARE, "4: error: unknown input 'q' (known here: x)"),
        ("set=q", SQUARE, "4: error: 'q' is not NAME=VALUE (for example set=tax=1.1"),
        ("view=nix.yaml", SQUARE, "4: error: nix.yaml: no such file"),
        ("", "extends: ../a.yaml\n", "5: error: '../a.yaml' is outside the root folder (the root is the folder of the"),
    ],
)
def test_every_mistake_has_the_line_of_its_block(pandoc, head, body, said):
    done = pandoc("m.md", f"``` text\n```\n\n``` {{.graphdraw {head}}}\n{body}```\n", "m.html")
    assert f"m.md:{said}" in done.log
    assert f"m.md:{said[:9]}" in done.text
    assert "<img" not in done.text
    assert "--root" not in done.log


def test_a_slip_in_the_name_of_an_option_is_a_warning(pandoc):
    head = "themee=serif dark=true width=50% title=T loading=lazy fig-align=left"
    page = f"``` {{.graphdraw {head}}}\n#| captoin: hallo\n#| fig-atl: words\n{SQUARE}```\n"
    done = pandoc("slips.md", page, "slips.html")
    warned = re.findall(r"slips\.md:1: warning: (.*)", done.log)
    assert sorted(warned) == [
        "unknown option 'captoin' (did you mean 'caption'?)",
        "unknown option 'dark' (theme=dark draws a dark figure)",
        "unknown option 'fig-atl' (did you mean 'fig-alt'?)",
        "unknown option 'themee' (did you mean 'theme'?)",
    ]
    assert done.log.count("WARNING") == 4
    assert 'loading="lazy"' in done.text


def test_the_note_is_in_the_language_of_the_document(pandoc):
    done = pandoc("ja.md", "---\nlang: ja\n---\n\n``` {.graphdraw}\n```\n", "ja.html")
    assert "<strong>この図は描けません。</strong>" in done.text


@pytest.fixture
def caller(folder):
    (folder / "graphdraw.lua").write_bytes(FILTER.read_bytes())
    (folder / "diagram.lua").write_text(DIAGRAM)
    return {"lua": "diagram.lua", "ENGINE": "graphdraw"}


@pytest.mark.parametrize(("output", "form"), [("engine.tex", "pdf"), ("engine.docx", "png")])
def test_the_same_file_is_an_engine(pandoc, caller, folder, output, form):
    done = pandoc("engine.md", f"``` graphdraw\n{SQUARE}```\n", output, **caller)
    assert (done.code, done.log) == (0, "")
    expected = graphdraw.Figure(SQUARE, theme="serif", settings=["x=4"]).render(form)
    if form == "pdf":
        assert (folder / "media" / "figure.pdf").read_bytes() == expected
    else:
        with zipfile.ZipFile(done.path) as archive:
            pictures = [name for name in archive.namelist() if name.startswith("word/media/")]
            assert [archive.read(name) for name in pictures] == [expected]


def test_an_engine_raises_a_mistake_with_its_line(pandoc, caller):
    done = pandoc("engine.md", f"One\n\n``` graphdraw\n{SQUARE.replace('x * x', 'x * xx')}```\n", "bad.tex", **caller)
    assert "engine.md:7: error: unknown name 'xx' (did you mean 'x'?)" in done.log
    assert "\\includegraphics" not in done.text


def test_the_extension_of_quarto_names_its_filter():
    extension = yaml.safe_load((FILES / "_extension.yml").read_text())
    assert extension["contributes"] == {"filters": [{"path": FILTER.name, "at": "pre-ast"}]}


def test_the_example_for_quarto_whose_cells_keep_their_braces(pandoc):
    code = re.search(r"^```{.graphdraw}\n(.*?)^```$", guide_page(1), re.MULTILINE | re.DOTALL)[1]
    block = {"t": "CodeBlock", "c": [["", ["{graphdraw}"], []], code]}
    document = {"pandoc-api-version": [1, 23], "meta": {}, "blocks": [block]}
    done = pandoc("quarto.json", json.dumps(document), "quarto.html", "--from", "json")
    assert (done.code, done.log) == (0, "")
    assert '<figure id="fig-square">' in done.text
    assert "Written in the page." in done.text
