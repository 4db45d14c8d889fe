"""The library: what counts as a source, the same bytes whatever surrounds them, errors that carry their place."""

import json
import os
import subprocess
import sys
from pathlib import Path

import matplotlib as mpl
import pytest
from matplotlib.font_manager import fontManager

import graphdraw
from graphdraw.draw.text.fonts import missing_characters
from graphdraw.errors import SpecError, UsageError
from graphdraw.output.formats import FORMATS

ROOT = Path(__file__).parents[1]
SNACK = ROOT / "specs" / "snack.yaml"
ALL = sorted((ROOT / "specs").glob("*.yaml"))

DIGEST = """
import hashlib, sys
import graphdraw
for form in ("svg", "pdf", "png", "json"):
    print(form, hashlib.sha256(graphdraw.render(sys.argv[1], form)).hexdigest())
"""


@pytest.mark.parametrize("form", FORMATS.names())
def test_a_path_its_name_and_its_text_are_the_same_figure(form: str) -> None:
    from_path = graphdraw.render(SNACK, form)
    assert from_path == graphdraw.render(str(SNACK), form)
    assert from_path == graphdraw.render(SNACK.read_text(encoding="utf-8"), form)


def test_svg_is_the_default() -> None:
    assert graphdraw.render(SNACK) == graphdraw.render(SNACK, format="svg")


@pytest.mark.parametrize("path", ALL, ids=lambda p: p.stem)
def test_every_example_in_every_format(path: Path) -> None:
    figure = graphdraw.Figure(path)
    assert [form for form in FORMATS.names() if len(figure.render(form)) <= 1000] == []


def _digests(folder: Path, **environment: str) -> str:
    done = subprocess.run(
        [sys.executable, "-c", DIGEST, str(ROOT / "specs" / "colah.yaml")],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(ROOT), **environment},
        capture_output=True,
        text=True,
        check=True,
    )
    return done.stdout


def test_the_same_bytes_in_every_process(tmp_path: Path) -> None:
    plain = tmp_path / "plain"
    plain.mkdir()
    hostile = tmp_path / "hostile"
    hostile.mkdir()
    (hostile / "matplotlibrc").write_text("font.size: 99\ntext.usetex: True\nsvg.fonttype: none\nlines.linewidth: 9\n")
    first = _digests(plain, PYTHONHASHSEED="1")
    assert first == _digests(hostile, PYTHONHASHSEED="2", SOURCE_DATE_EPOCH="0", LANG="ja_JP.UTF-8", TZ="Asia/Tokyo")
    assert first.count("\n") == 4


def test_settings_of_the_session_change_nothing_and_stay() -> None:
    before = graphdraw.render(SNACK, "svg")
    with mpl.rc_context({"font.size": 40, "font.family": "serif", "mathtext.fontset": "cm", "path.sketch": (1, 2, 3)}):
        settings = dict(mpl.rcParams)
        assert graphdraw.render(SNACK, "svg") == before
        assert dict(mpl.rcParams) == settings


def test_evaluate_gives_numbers() -> None:
    result = graphdraw.evaluate(SNACK)
    assert result.values["Total"] == 180.0
    assert result.gradients == {"Snack": 6.0, "Number": None, "Tax": None, "subtotal": 1.2, "Total": 1}
    assert [e.source for e in result.edges] == ["Snack", "Number", "subtotal", "Tax"]


def test_describe_in_a_sentence_and_in_full() -> None:
    short = graphdraw.describe(SNACK)
    assert short == (
        "Backpropagation: Computational graph from Snack = 30, Number = 5, Tax = 1.2 to Total = 180, "
        "with the gradient ∂Total/∂Snack = 6.0."
    )
    assert graphdraw.describe(SNACK, long=True) == (
        "Backpropagation. Inputs: Snack = 30, Number = 5, Tax = 1.2. "
        "Forward: subtotal = Snack × Number = 150; Total = subtotal × Tax = 180. "
        "Backward, the gradients of Total: Total 1, subtotal 1.2, Snack 6.0. No gradient: Number, Tax."
    )


@pytest.mark.parametrize("path", ALL, ids=lambda p: p.stem)
def test_alt_text_has_at_most_250_characters(path: Path) -> None:
    assert 20 < len(graphdraw.describe(path)) <= 250


def test_alt_text_of_a_large_figure_ends_in_a_whole_word() -> None:
    inputs = ", ".join(f"input_{i}: {i}" for i in range(60))
    total = " + ".join(f"input_{i}" for i in range(60))
    told = graphdraw.describe(f"inputs: {{{inputs}}}\nnodes: {{total: {total}}}\n")
    assert len(told) <= 250
    assert told.endswith("…")


def test_a_missing_file_is_wrong_usage() -> None:
    with pytest.raises(UsageError, match=r"nowhere\.yaml"):
        graphdraw.render(Path("nowhere.yaml"))


def test_an_unknown_format_lists_the_known_ones() -> None:
    with pytest.raises(UsageError, match="unknown format 'gif'") as caught:
        graphdraw.render(SNACK, "gif")
    assert caught.value.problem.hint == f"known here: {', '.join(FORMATS.names())}"


def _problem(text: str) -> str:
    with pytest.raises(SpecError) as caught:
        graphdraw.render(text)
    (problem,) = caught.value.problems
    return f"{problem.headline} hint: {problem.hint}"


def test_math_that_cannot_be_drawn_is_shown_at_its_column() -> None:
    found = _problem("inputs:\n  x: {value: 1, label: '$\\tfrac{1}{2}$'}\nnodes: {y: x + 1}\n")
    assert found == "<text>:2:26: error: '\\tfrac' is not known in math here [bad-math] hint: use \\frac"


def test_an_unclosed_formula() -> None:
    found = _problem("inputs:\n  x: {value: 1, label: '$x_{1$'}\nnodes: {y: x + 1}\n")
    assert found.startswith("<text>:2:")
    assert "this formula cannot be drawn [bad-math]" in found


def test_dollars_that_are_no_math_are_drawn_as_they_are() -> None:
    scene = json.loads(
        graphdraw.render("inputs:\n  x: {value: 1, label: 'costs $5 and $6'}\nnodes: {y: x + 1}\n", "json")
    )
    assert "costs $5 and $6" in [label["text"] for label in scene["labels"]]


def test_characters_that_no_font_has_are_named() -> None:
    found = _problem("inputs:\n  x: {value: 1, label: 'a\U0001f9ff\U00012345'}\nnodes: {y: x + 1}\n")
    assert found.startswith("<text>:2:25: error: no installed font has the character")
    assert "\U00012345" in found


def test_a_japanese_label_is_drawn() -> None:
    if missing_characters("おかし", tuple(fontManager.get_font_names())):
        pytest.skip("no font with Japanese glyphs is installed")
    scene = json.loads(graphdraw.render("inputs:\n  x: {value: 1, label: おかし}\nnodes: {y: x + 1}\n", "json"))
    assert "おかし" in [label["text"] for label in scene["labels"]]


def test_script_in_a_label_is_text_in_the_figure() -> None:
    data = graphdraw.render("inputs:\n  x: {value: 1, label: '</text><script>alert(1)</script>'}\nnodes: {y: x + 1}\n")
    assert b"<script" not in data


def test_a_page_full_of_nodes_is_too_wide_for_pixels_not_for_svg() -> None:
    chain = "\n".join(f"  n{i + 1}: sin(n{i})" for i in range(400))
    text = f"inputs: {{n0: 1}}\nnodes:\n{chain}\n"
    assert graphdraw.render(text, "svg").startswith(b"<?xml")
    with pytest.raises(SpecError, match="more than"):
        graphdraw.render(text, "png")
