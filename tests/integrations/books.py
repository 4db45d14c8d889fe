"""Small Sphinx books for tests: written into a folder, built in this process, and what came of it."""

from __future__ import annotations

import io
import os
import subprocess
import sys
import warnings
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple
from unittest import mock

from sphinx import locale
from sphinx.application import Sphinx
from sphinx.util.docutils import docutils_namespace, patch_docutils

import graphdraw

ROOT = Path(__file__).parents[2]
SNACK = (ROOT / "specs" / "snack.yaml").read_text(encoding="utf-8")

CONF = """
project = "Book"
author = "Author"
version = "1"
extensions = ["graphdraw.sphinx", "myst_parser"]
myst_enable_extensions = ["colon_fence"]
numfig = True
html_theme = "basic"
html_sidebars = {"**": []}
html_use_index = False
html_copy_source = False
epub_copyright = "Author"
exclude_patterns = ["_build"]
"""


class Built(NamedTuple):
    """What one build did: its warnings line by line with paths below the book, pages read, pictures drawn."""

    warnings: list[str]
    read: list[str]
    drawn: list[str]
    status: int


class Book:
    """A folder with a book."""

    def __init__(self, folder: Path, files: Mapping[str, str], conf: str = "") -> None:
        self.folder = folder
        self.write({"conf.py": CONF + conf, **files})

    def write(self, files: Mapping[str, str]) -> None:
        """Write or change files."""
        for name, text in files.items():
            (self.folder / name).parent.mkdir(parents=True, exist_ok=True)
            (self.folder / name).write_text(text, encoding="utf-8")

    def remove(self, name: str) -> None:
        """Remove a file."""
        (self.folder / name).unlink()

    def build(self, builder: str = "html", *, fresh: bool = False, **conf: object) -> Built:
        """Build in this process, nitpicky; -W is what the caller makes of the warnings."""
        locale.translators.clear()  # of a book in another language
        told, read, drawn, save = io.StringIO(), [], [], graphdraw.Figure.save

        def noted(figure: graphdraw.Figure, path: Path, **choices: object) -> None:
            drawn.append(path.name)
            save(figure, path, **choices)

        def note_pages(_app: Sphinx, _env: object, pages: list[str]) -> None:
            read.extend(pages)

        with (
            warnings.catch_warnings(),
            patch_docutils(str(self.folder)),
            docutils_namespace(),
            mock.patch.object(graphdraw.Figure, "save", noted),
        ):
            warnings.simplefilter("ignore")  # Sphinx and MyST speak of their own future
            folder = str(self.folder)
            output, doctrees = f"{folder}/_build/{builder}", f"{folder}/_build/doctrees"
            settings: dict[str, object] = {"nitpicky": True, **conf}
            app = Sphinx(folder, folder, output, doctrees, builder, settings, io.StringIO(), told, freshenv=fresh)
            app.connect("env-before-read-docs", note_pages)
            app.build()
        lines = told.getvalue().replace(f"{self.folder}{os.sep}", "").splitlines()
        return Built([plain(line) for line in lines], sorted(read), sorted(drawn), app.statuscode)

    def run(self, builder: str, *options: str, python: str = sys.executable) -> subprocess.CompletedProcess[str]:
        """Build in a process of its own, as authors do."""
        command = [python, "-m", "sphinx", "-b", builder, "-d", "_build/doctrees", *options, ".", f"_build/{builder}"]
        return run(command, self.folder)

    def text(self, name: str) -> str:
        """A file of the output."""
        return (self.folder / "_build" / name).read_text(encoding="utf-8")

    def files(self, pattern: str) -> list[str]:
        """Names of files in the output."""
        return sorted(path.name for path in (self.folder / "_build").glob(pattern))

    def pictures(self) -> list[str]:
        """Names of the pictures that are kept."""
        return self.files("doctrees/graphdraw/*")


def run(command: list[str], folder: Path) -> subprocess.CompletedProcess[str]:
    """A program that finds this graphdraw, whatever Python it is."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    return subprocess.run(
        command, cwd=folder, env=environment, capture_output=True, text=True, encoding="utf-8", check=False
    )


def plain(line: str) -> str:
    """A line without colours."""
    for code in ("\x1b[91m", "\x1b[31m", "\x1b[39;49;00m", "\x1b[0m"):
        line = line.replace(code, "")
    return line
