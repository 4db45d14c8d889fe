"""What the README shows is what comes out: every console block, every figure, the lines of Python."""

import re
from pathlib import Path

import pytest
from click.testing import CliRunner

import graphdraw
from graphdraw.cli.app import group
from graphdraw.draw.style.themes import THEMES
from graphdraw.draw.text.extras import font_of_extra

ROOT = Path(__file__).parents[1]
TEXT = (ROOT / "README.md").read_text(encoding="utf-8")
CONSOLES = re.findall(r"^```console\n\$ graphdraw ([^\n]*)\n(.*?)^```$", TEXT, re.MULTILINE | re.DOTALL)
FIGURES = re.findall(r"\(docs/images/(.+)\.svg\)", TEXT)
TYPO = "inputs: {snack: 30, number: 5}\nnodes:\n  total: snack * numbr\n"


@pytest.mark.parametrize(("command", "shown"), CONSOLES, ids=[command for command, _ in CONSOLES])
def test_commands_print_what_is_shown(
    command: str, shown: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "typo.yaml").write_text(TYPO, encoding="utf-8")
    (tmp_path / "specs").mkdir()
    for spec in (ROOT / "specs").glob("*.yaml"):
        (tmp_path / "specs" / spec.name).write_bytes(spec.read_bytes())
    monkeypatch.chdir(tmp_path)
    assert CliRunner().invoke(group, command.split()).output == shown


def _drawn(svg: str) -> list[str]:
    """What a figure is made of, but for its ids and its glyphs: lines, outlines, places of texts."""
    body = svg.split("</defs>")[1]
    return re.findall(r'<(?:path|g) [^>]*?(?:d="[^"]*"|transform="[^"]*")', re.sub(r"gd[0-9a-f]{8}", "", body))


def _words(svg: str) -> list[str]:
    """What a figure tells those who cannot see it."""
    return re.findall(r"<(?:title|desc) [^>]*>([^<]*)<", svg)


@pytest.mark.parametrize("name", FIGURES)
def test_figures_are_those_of_this_version(name: str) -> None:
    if name.endswith("-ja") and font_of_extra() is None:
        pytest.skip("graphdraw[ja] is not installed, whose font is that of the figure")
    shown = (ROOT / "docs" / "images" / f"{name}.svg").read_text(encoding="utf-8")
    drawn = graphdraw.render(ROOT / "specs" / f"{name}.yaml", "svg").decode()
    assert _drawn(shown) == _drawn(drawn)
    assert _words(shown) == _words(drawn)


COUNTS = ("No", "One", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight", "Nine", "Ten", "Eleven", "Twelve")


def test_the_number_of_looks_is_that_of_the_themes() -> None:
    assert re.findall(r"(\w+) looks to choose from", TEXT) == [COUNTS[len(THEMES)]]


def test_the_sheet_of_themes_shows_those_there_are(tmp_path: Path) -> None:
    sheet = tmp_path / "themes.svg"
    assert CliRunner().invoke(group, ["themes", "--sheet", str(sheet), "-q"]).exit_code == 0
    shown = (ROOT / "docs" / "images" / "themes.svg").read_text(encoding="utf-8")
    assert _drawn(shown) == _drawn(sheet.read_text(encoding="utf-8"))


def test_the_lines_of_python(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    (code,) = re.findall(r"^```python\n(.*?)^```$", TEXT, re.MULTILINE | re.DOTALL)
    names: dict[str, object] = {}
    exec(code, names)
    assert isinstance(names["svg"], bytes)
    assert names["words"] == (
        "Backpropagation: Computational graph from Snack = 30, Number = 5, Tax = 1.2 to Total = 180, "
        "with the gradient ∂Total/∂Snack = 6.0."
    )
