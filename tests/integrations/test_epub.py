"""epubcheck, which shops run, takes an e-book with figures: https://www.w3.org/publishing/epubcheck/."""

from __future__ import annotations

import json
import shutil
import subprocess
import zipfile
from pathlib import Path

import pytest

from tests.integrations.books import Book
from tests.integrations.test_sphinx import FILES

pytest.importorskip("sphinx", reason="Sphinx is not installed")
pytest.importorskip("myst_parser", reason="MyST-Parser is not installed")

PROGRAM = shutil.which("epubcheck")
JAPANESE = "lang: ja\ninputs: {x: {value: 2, label: 入力}}\nnodes: {y: {expr: x * x, label: '$\\frac{1}{2}$ 出力'}}\n"


@pytest.fixture(scope="module")
def messages(tmp_path_factory: pytest.TempPathFactory) -> list[dict[str, object]]:
    """What epubcheck has to say; Debian installs it as a jar that needs not be a program everywhere."""
    if PROGRAM is None or shutil.which("java") is None:
        pytest.skip("epubcheck is not installed")
    pages = {"ja.rst": ":orphan:\n\nもう一つ\n========\n\n.. graphdraw:: ja.yaml\n", "ja.yaml": JAPANESE}
    book = Book(tmp_path_factory.mktemp("book"), {**FILES, **pages})
    assert book.build("epub").warnings == []
    path = book.folder / "_build/epub/Book.epub"
    with zipfile.ZipFile(path) as archive:
        names = archive.namelist()
    assert "_static/graphdraw.css" in names
    assert sum(name.endswith(".svg") for name in names) == 6
    jar = PROGRAM if zipfile.is_zipfile(PROGRAM) else None
    command = ["java", "-jar", jar] if jar else [PROGRAM]
    report = Path(f"{path}.json")
    subprocess.run([*command, str(path), "--json", str(report), "-q"], capture_output=True, timeout=300, check=False)
    found: list[dict[str, object]] = json.loads(report.read_text("utf-8"))["messages"]
    return found


def test_epubcheck_finds_nothing(messages: list[dict[str, object]]) -> None:
    assert [(one["ID"], one["message"]) for one in messages] == []
