"""The extension for Quarto, run by Pandoc with a stand-in for Quarto's own filters (`quarto_stand_in.lua`)."""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

import graphdraw

pypandoc = pytest.importorskip("pypandoc", reason="pypandoc_binary is not installed")

ROOT = Path(__file__).parents[2]
FILES = ROOT / "graphdraw" / "integrations" / "files"
FILTER = FILES / "graphdraw.lua"
STAND_IN = Path(__file__).with_name("quarto_stand_in.lua")
GUIDE = (ROOT / "docs" / "guides" / "pandoc-quarto.md").read_text(encoding="utf-8")

pytestmark = pytest.mark.skipif(os.name == "nt", reason="the program is called through a shell script")

SQUARE = "inputs:\n  x: 3\nnodes:\n  y: x * x\n"
WORDS = graphdraw.describe(SQUARE)
PAGES = {
    "guide": re.findall(r"^````markdown\n(.*?)^````$", GUIDE, re.MULTILINE | re.DOTALL)[1],
    "captions": f"""\
``` {{.graphdraw width=50%}}
{SQUARE}```

``` {{.graphdraw #fig-bare}}
{SQUARE}```

``` {{.graphdraw #fig-words caption="With *words*"}}
{SQUARE}```

@fig-words comes after @fig-bare.
""",
    "broken": f"""\
Before.

``` {{.graphdraw #fig-broken caption="Still *here*"}}
{SQUARE.replace("x * x", "x * xx")}```

``` {{.graphdraw #fig-after}}
{SQUARE}```

@fig-broken and @fig-after.
""",
}


@pytest.fixture(scope="module")
def quarto(tmp_path_factory):
    """Make HTML of a page; returns the exit code, the text without line ends, and what was told."""
    folder = tmp_path_factory.mktemp("quarto book")
    program = folder / "program"
    start = f"PYTHONPATH={shlex.quote(str(ROOT))} exec {shlex.quote(sys.executable)} -P -m graphdraw"
    program.write_text(f'#!/bin/sh\n{start} "$@"\n')
    program.chmod(0o755)
    [contributed] = yaml.safe_load((FILES / "_extension.yml").read_text())["contributes"]["filters"]

    def call(page, filter_text=None, at=contributed["at"]):
        (folder / f"{page}.qmd").write_text(PAGES[page], encoding="utf-8")
        filter_file = folder / contributed["path"]
        filter_file.write_text(filter_text or FILTER.read_text(encoding="utf-8"), encoding="utf-8")
        given = {"GRAPHDRAW": str(program), "FILTER": str(filter_file), "AT": at, "PAGE": f"{page}.qmd"}
        # Quarto hands Pandoc a copy of the page
        (folder / "copy.md").write_text(PAGES[page], encoding="utf-8")
        words = ["copy.md", "--lua-filter", STAND_IN, f"--extract-media={folder / 'media'}", "-t", "html"]
        command, environment = [pypandoc.get_pandoc_path(), *words], {**os.environ, **given}
        run = subprocess.run(command, cwd=folder, env=environment, capture_output=True, check=False)
        return run.returncode, " ".join(run.stdout.decode().split()), run.stderr.decode()

    return call


@pytest.fixture(scope="module")
def captions(quarto):
    code, html, log = quarto("captions")
    assert (code, log) == (0, "")
    return html


def test_the_figure_of_the_guide_has_a_number_that_references_find(quarto):
    code, html, log = quarto("guide")
    assert (code, log) == (0, "")
    assert '<div id="fig-square" class="quarto-float">' in html
    assert "<p>Figure 1: Written in the page.</p>" in html
    assert '<p>See <a href="#fig-square">Figure 1</a>.</p>' in html


def test_figures_are_numbered_with_and_without_a_caption(captions):
    assert '<a href="#fig-words">Figure 2</a> comes after <a href="#fig-bare">Figure 1</a>.' in captions
    assert "Figure 2: With <em>words</em>" in captions


def test_a_picture_without_caption_and_label_is_no_float_and_has_its_words(captions):
    before = captions.split('<div id="fig-bare"')[0]
    assert re.fullmatch(r'<p><img src="[^"]*\.svg" [^>]*/></p> ', before)
    assert f'alt="{WORDS}"' in before
    assert captions.count(f'alt="{WORDS}"') == 3


def test_a_figure_that_cannot_be_drawn_keeps_its_number_and_tells_the_page(quarto):
    code, html, log = quarto("broken")
    assert code == 0
    assert "broken.qmd:7: error: unknown name 'xx' (did you mean 'x'?)" in log
    assert "copy.md" not in log
    assert "<p>Figure 1: Still <em>here</em></p>" in html
    assert '<a href="#fig-broken">Figure 1</a> and <a href="#fig-after">Figure 2</a>.' in html


def test_the_stand_in_numbers_no_figure_that_comes_late(quarto):
    code, html, _ = quarto("guide", at="pre-quarto")
    assert code == 0
    assert "See <strong>?@fig-square</strong>." in html


def test_the_stand_in_takes_a_list_with_names_for_one_filter(quarto):
    text = FILTER.read_text(encoding="utf-8")
    mixed = text.replace("if not module_name then", "if false then").replace(
        "  line_comment_start =", "  { CodeBlock = figure },\n  line_comment_start ="
    )
    code, _, log = quarto("guide", mixed)
    assert code != 0
    assert "no type of elements: " in log
