"""What the README shows is what comes out: every console block, every figure, the lines of Python."""

import re
from pathlib import Path

import pytest
from click.testing import CliRunner

from graphdraw.cli.app import group
from graphdraw.draw.style.themes import THEMES
from tests import images

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


def test_all_figures_of_the_readme_are_drawn() -> None:
    assert set(FIGURES) < set(images.names())


@pytest.mark.parametrize("name", images.names())
def test_figures_are_those_of_this_version(name: str) -> None:
    if images.lacks_font(name):
        pytest.skip("graphdraw[ja] is not installed, whose font is that of the figure")
    assert images.compared(images.shown(name)) == images.compared(images.drawn(name)), images.RENEW


COUNTS = ("No", "One", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight", "Nine", "Ten", "Eleven", "Twelve")


def test_the_number_of_looks_is_that_of_the_themes() -> None:
    assert re.findall(r"(\w+) looks to choose from", TEXT) == [COUNTS[len(THEMES)]], "README.md says how many"


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
