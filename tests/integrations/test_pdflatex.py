"""What a reader finds in the PDF that pdflatex makes: numbers with their signs, and all words of the tables."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from graphdraw import Figure
from graphdraw.cli.app import group
from tests.integrations.books import Book

ROOT = Path(__file__).parents[2]
STYLES = ("tgtermes.sty", "tabulary.sty")
"""Of the Debian packages tex-gyre and texlive-latex-extra, which Sphinx asks for."""

SPEC = "inputs: {x: 3, θ: 2}\nnodes: {y: -x, z: y * θ / 100000}\n"
UNITS = "inputs: {a: {value: 3, unit: m²}, b: {value: 4, unit: kΩ}, c: {value: 5, unit: µA}}\nnodes: {y: a}\n"
KINK = "inputs: {x: 3}\nnodes: {y: asin(x)}\n"
TEXT = f"""\
Book
====

.. graphdraw:: n.yaml
   :name: n

   A caption.

Value :graphdraw:value:`y`, small :graphdraw:value:`z`, gradient :graphdraw:grad:`x`.

Units: :graphdraw:value:`a@units.yaml`, :graphdraw:value:`b@units.yaml`, :graphdraw:value:`c@units.yaml`.

.. graphdraw-table:: n.yaml

.. graphdraw-table:: operations

.. graphdraw::

   {KINK.replace(chr(10), chr(10) + "   ")}
"""
ARTICLE = r"""
\documentclass{article}
\usepackage[a2paper]{geometry}
\begin{document}
%s

%s
\end{document}
"""


def missing() -> str | None:
    """What this machine has not."""
    for program in ("pdflatex", "pdftotext", "kpsewhich"):
        if shutil.which(program) is None:
            return f"{program} is not installed"
    found = subprocess.run(["kpsewhich", *STYLES], capture_output=True, text=True, check=False).stdout.split()
    return None if len(found) == len(STYLES) else "texlive-latex-extra and tex-gyre are not installed"


MISSING = missing()
pytestmark = pytest.mark.skipif(MISSING is not None, reason=MISSING or "")


def read(source: Path) -> str:
    """The words of the PDF that pdflatex makes; it stops at the first character that it does not know."""
    command = ["pdflatex", "-interaction=nonstopmode", "-halt-on-error", source.name]
    done = subprocess.run(
        command, cwd=source.parent, capture_output=True, encoding="utf-8", errors="replace", check=False
    )
    assert done.returncode == 0, done.stdout[-2000:]
    assert "Missing character" not in done.stdout
    told = ["pdftotext", "-layout", str(source.with_suffix(".pdf")), "-"]
    return " ".join(subprocess.run(told, capture_output=True, check=True).stdout.decode().split())


@pytest.fixture(scope="module")
def pdf(tmp_path_factory: pytest.TempPathFactory) -> str:
    """A book of Sphinx, with the engine that it takes by itself."""
    book = Book(tmp_path_factory.mktemp("book"), {"index.rst": TEXT, "n.yaml": SPEC, "units.yaml": UNITS})
    built = book.build("latex")
    assert [line.partition("WARNING: ")[2][:5] for line in built.warnings] == ["asin "]
    return read(book.folder / "_build" / "latex" / "book.tex")


def test_numbers_in_the_text_have_their_signs(pdf: str) -> None:
    assert re.search(r"Value −3, small −6 ?× ?10 ?−5 ?, gradient −2 ?× ?10 ?−5", pdf)


def test_units_are_upright(pdf: str) -> None:
    """Letters of formulas that are not would be those of mathematics: 𝑚."""
    assert re.search("Units: 3 m ?2 ?, 4 k[Ω\N{OHM SIGN}], 5 [µμ]A", pdf)


def test_tables_have_theirs(pdf: str) -> None:
    assert re.search(r"name value gradient 𝑥 3 .*𝜃 2 .*𝑦 −3 .*𝑧 −6", pdf)


def test_the_table_of_operations_is_whole(pdf: str) -> None:
    for words in ("−𝑥/𝑦 2 for", "divides by 1 + 𝑥2", "𝜆𝛼 where", "by Φ(𝑥)"):
        assert words in pdf


def test_a_note_tells_what_is_wrong(pdf: str) -> None:
    assert "asin needs a number from −1 to 1" in pdf


def test_html_has_text_and_no_formulas(tmp_path: Path) -> None:
    book = Book(tmp_path, {"index.rst": TEXT, "n.yaml": SPEC, "units.yaml": UNITS})
    book.build("html")
    assert '<span class="graphdraw graphdraw-value">−3</span>' in book.text("html/index.html")


def test_tables_of_the_command_line(tmp_path: Path) -> None:
    (tmp_path / "n.yaml").write_text(SPEC.replace("θ", "t_h"), encoding="utf-8")
    commands = (["ops", "--format", "latex"], ["eval", str(tmp_path / "n.yaml"), "--format", "latex"])
    tables = [CliRunner().invoke(group, command).stdout for command in commands]
    (tmp_path / "tables.tex").write_text(ARTICLE % tuple(tables), encoding="utf-8")
    words = read(tmp_path / "tables.tex")
    assert re.search(r"y −3 ", words)
    assert "multiplies by σ(x)(1 + x(1 − σ(x)))" in words


@pytest.mark.skipif(os.name == "nt", reason="the program is called through a shell script")
def test_a_page_of_pandoc(tmp_path: Path) -> None:
    pypandoc = pytest.importorskip("pypandoc", reason="pypandoc_binary is not installed")
    figures = "".join(f'``` {{.graphdraw caption="Cap"}}\n{spec}```\n\n' for spec in (SPEC, KINK))
    (tmp_path / "page.md").write_text(figures, encoding="utf-8")
    program = tmp_path / "program"
    program.write_text(
        f'#!/bin/sh\nPYTHONPATH="{ROOT}" exec "{sys.executable}" -P -m graphdraw "$@"\n', encoding="utf-8"
    )
    program.chmod(0o755)
    command = ["page.md", "--lua-filter", str(ROOT / "graphdraw/integrations/files/graphdraw.lua"), "-so", "page.tex"]
    command += ["--extract-media=media", "-V", "fontfamily=tgtermes"]
    environment = {**os.environ, "GRAPHDRAW": str(program)}
    subprocess.run(
        [pypandoc.get_pandoc_path(), *command], cwd=tmp_path, env=environment, capture_output=True, check=True
    )
    words = read(tmp_path / "page.tex")
    assert "asin needs a number from -1 to 1" in words
    assert Figure(SPEC).number("z") == "−6×10⁻⁵"
    assert "−6×10⁻⁵" in words.replace(" ", "")  # in the figure itself
