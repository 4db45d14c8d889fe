"""The page about the Python library: its examples give what it says, and it names all that is public."""

import doctest
import shutil
from pathlib import Path

import pytest

import graphdraw

ROOT = Path(__file__).parents[1]
PAGE = ROOT / "docs" / "python.md"
TEXT = PAGE.read_text(encoding="utf-8")


def test_the_examples_give_what_the_page_says(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shutil.copytree(ROOT / "specs", tmp_path / "specs")
    monkeypatch.chdir(tmp_path / "specs")
    examples = doctest.DocTestParser().get_doctest(TEXT, {}, PAGE.name, str(PAGE), 0)
    told: list[str] = []
    result = doctest.DocTestRunner().run(examples, out=told.append)
    assert "".join(told) == ""
    assert result.attempted > 15
    assert Path("snack.pdf").read_bytes().startswith(b"%PDF")


@pytest.mark.parametrize("name", [n for n in graphdraw.__all__ if n not in ("__version__", "Problem")])
def test_every_public_name_is_on_it(name: str) -> None:
    assert name in TEXT


@pytest.mark.parametrize("name", [n for n in vars(graphdraw.Figure) if not n.startswith("_")])
def test_every_method_is_on_it(name: str) -> None:
    assert f"figure.{name}" in TEXT
