"""Lines in which some scripts run from right to left: the order of formulas, numbers and words, blanks and signs.

Random lines were compared with another implementation of the algorithm; here are lines that an author would write.
"""

from __future__ import annotations

import re
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graphdraw.draw.style.themes import PLAIN
from graphdraw.draw.text.bidi import in_visual_order, is_right_to_left, reads_to_left, runs_of
from graphdraw.draw.text.markup import isolated, pieces
from graphdraw.draw.text.text import measure
from graphdraw.output.encoding import Encoding
from tests import scenes
from tests.scenes import drawn, label, texts

HEBREW = "קלט $x_1$ ראשון"
SVG = "{http://www.w3.org/2000/svg}"


def order(text: str) -> list[str]:
    """What is set from left to right."""
    return [piece.text for piece in in_visual_order(pieces(text), reads_to_left(text))]


@pytest.mark.parametrize(
    ("text", "runs"),
    [
        (HEBREW, [" ראשון", "$x_1$", "קלט "]),
        ("قيمة $x$ و $y$", ["$y$", " و ", "$x$", "قيمة "]),
        ("קלט $a$, $b$ סוף", [" סוף", "$b$", " ,", "$a$", "קלט "]),
        ("input קלט $x$", ["input ", "קלט", " ", "$x$"]),
        ("the קלט $x$ ראשון end", ["the ", " ראשון", "$x$", "קלט ", " end"]),
        ("$x$ קלט", [" קלט", "$x$"]),
        ("$x$ input קלט", ["$x$", " input ", "קלט"]),
        ("ערך 3 של $x$ 4.5", ["4.5", " ", "$x$", " של ", "3", "ערך "]),
        ("ערך −3×10⁻⁵ $x$", ["$x$", " ", "−3×10⁻⁵", "ערך "]),
        ("קלט Latin words $x$", ["$x$", " ", "Latin words", "קלט "]),
        ("קלט (abc) $x$!", ["!", "$x$", " (", "abc", "קלט ("]),
        ("abc (קלט) $x$", ["abc (", "קלט", ") ", "$x$"]),
        ("قيمة ٣ $x$", ["$x$", " ", "٣", "قيمة "]),
        ("∂קלט/∂$x$", ["∂", "קלט", "/∂", "$x$"]),
        ("no $x$ here", ["no ", "$x$", " here"]),
    ],
)
def test_what_stands_from_left_to_right(text: str, runs: list[str]) -> None:
    assert order(text) == runs


@pytest.mark.parametrize(
    ("text", "to_left"),
    [
        ("קלט a", True),
        ("a קלט", False),
        ("12 קלט", True),
        ("$x$ קלט", True),
        ("∂קלט", False),
        ("$x$", False),
        ("", False),
    ],
)
def test_the_side_where_reading_begins(text: str, to_left: bool) -> None:
    assert reads_to_left(text) == to_left


@given(st.text(alphabet="ab $xקשעب12٣ ,.-()!", max_size=24))
def test_nothing_is_lost_or_doubled(text: str) -> None:
    mirrored = str.maketrans(")", "(")
    before = sorted("".join(p.text for p in pieces(text)).translate(mirrored))
    assert sorted("".join(order(text)).translate(mirrored)) == before


@given(st.text(alphabet="ab $x12 ,.-()!", max_size=24))
def test_labels_without_such_scripts_stay_as_they_are(text: str) -> None:
    assert in_visual_order(pieces(text), right_to_left=False) == pieces(text)


def test_runs_keep_their_blanks_and_touch_nothing() -> None:
    text = measure(HEBREW, 10, PLAIN.fonts, PLAIN.mathfont)
    assert [p.piece.text for p in text.placed] == [" ראשון", "$x_1$", "קלט "]
    end = 0.0
    for placed in text.placed:
        assert placed.dx == pytest.approx(end)
        end += placed.width
    assert text.width == pytest.approx(end)
    bare = measure("קלט$x_1$ראשון", 10, PLAIN.fonts, PLAIN.mathfont)
    blank = measure(" ", 10, PLAIN.fonts, PLAIN.mathfont).width
    assert text.width == pytest.approx(bare.width + 2 * blank, abs=0.01)


def test_lines_of_a_label_read_as_it_begins() -> None:
    text = measure("קלט $x$\nLatin ראשון $y$", 10, PLAIN.fonts, PLAIN.mathfont)
    second = [p.piece.text for p in text.placed if p.dy]
    assert second == ["$y$", " ראשון ", "Latin"]


@pytest.mark.parametrize("notation", ["operations", "variables", "both"])
def test_figures_have_the_runs_in_order(notation: str) -> None:
    scene = drawn(
        f"inputs: {{x: {{value: 3, label: '{HEBREW}'}}}}\nnodes: {{y: x + 1}}\nview: {{notation: {notation}}}\n"
    )
    mark = label(scene, "x", "name")
    assert mark.text == HEBREW
    assert [run.text for run in sorted(mark.runs, key=lambda run: run.x)] == [" ראשון", "$x_1$", "קלט "]
    assert len(scenes.encode(scene, "pdf")) > 1000


def test_selectable_text_runs_as_it_is_drawn() -> None:
    scene = drawn(f"inputs: {{x: {{value: 3, label: '{HEBREW}', unit: 'ק״ג'}}}}\nnodes: {{y: x + 1}}\n")
    svg = scenes.encode(scene, "svg", Encoding(svg_text="text"))
    found = {}
    for element in ET.fromstring(svg).iter(f"{SVG}text"):
        found[element.text] = (element.get("direction"), element.get("text-anchor"), float(element.get("x") or 0))
    assert {found[text][0] for text in (" ראשון", "קלט ")} == {"rtl"}
    assert {kind for text, (kind, _, _) in found.items() if re.fullmatch("[a-z0-9_]+", text or "")} <= {None}
    assert found[" ראשון"][2] < found["x_1"][2] < found["קלט "][2]
    assert is_right_to_left("קלט ")


PRICE, TAX = "מחיר", "מס (20%) בשנת 2024"
ORDERS = f"""lang: he
inputs: {{p: {{value: 30, label: {PRICE}}}, n: 5, q: {{value: 2, label: '{TAX}'}}}}
nodes:
  s: {{expr: p * n, label: סכום}}
  t: {{expr: s * q, label: $T$}}
"""


def from_left(scene, role: str) -> dict[str, list[str]]:
    """What is set from left to right, by the text."""
    found = [mark for mark in scene.labels if mark.role == role and mark.runs]
    return {m.text: [run.text for run in sorted(m.runs, key=lambda run: run.x)] for m in found}


@pytest.mark.parametrize(
    ("parts", "runs"),
    [
        (("∂$T$/∂", PRICE, " = 5"), ["∂", "$T$", "/∂", PRICE, " = 5"]),
        (("∂", PRICE, "/∂", PRICE, " = 5"), ["∂", PRICE, "/∂", PRICE, " = 5"]),
        (("", TAX, " = 2"), [*order(TAX), " = 2"]),
        (("", HEBREW, " = 3"), [" ראשון", "$x_1$", "קלט ", " = 3"]),
        (("שם ", "abc 1", " $x$"), ["$x$", " ", "abc 1", "שם "]),
    ],
)
def test_what_is_isolated_changes_nothing_round_it(parts: tuple[str, ...], runs: list[str]) -> None:
    line = "".join(isolated(part) if i % 2 else part for i, part in enumerate(parts))
    assert [piece.text for piece in runs_of(line, reads_to_left(line))] == runs


@pytest.mark.parametrize("notation", ["operations", "variables"])
@pytest.mark.parametrize("form", ["[name, value]", "[value, name]"])
def test_formulas_of_ours_run_to_the_right(form: str, notation: str) -> None:
    text = f"{ORDERS}view: {{gradients: {form}, values: {form}, names: none, notation: {notation}}}\n"
    found = from_left(drawn(text), "gradient")
    price, behind = ["∂", "$T$", "/∂", PRICE], ["∂", "$T$", "/∂", *order(f"({TAX})")]
    if notation == "variables":
        assert found[f"∂$T$/∂{PRICE}"] == price
        assert found[f"∂$T$/∂({TAX})"] == behind
    elif form == "[name, value]":
        assert found[f"∂$T$/∂{PRICE} = 10"] == [*price, " = 10"]
        assert found[f"∂$T$/∂({TAX}) = 150"] == [*behind, " = 150"]
        assert from_left(drawn(text), "value")["סכום = 150"] == ["סכום", " = 150"]
    else:
        assert found[f"10 = ∂$T$/∂{PRICE}"] == ["10 = ∂", *price[1:]]


def test_names_beside_blanks_run_to_the_right() -> None:
    found = from_left(drawn(f"{ORDERS}view: {{gradients: [name, blank]}}\n"), "gradient")
    assert found[f"∂$T$/∂{PRICE} = "] == ["∂", "$T$", "/∂", PRICE, " = "]


def test_labels_of_edges_keep_the_direction_of_their_fields() -> None:
    edges = "{'p -> s': {label: '{name}: {value} of {gradient}'}, 's -> t': {label: 'של {name} {value}'}}"
    found = from_left(drawn(f"{ORDERS}view: {{edges: {edges}}}\n"), "value")
    assert found[f"{PRICE}: 30 of 10"] == [PRICE, ": 30 of 10"]
    assert found["של סכום 150"] == ["150", " ", "סכום", "של "]


def test_letters_in_gates_change_nothing_round_them() -> None:
    scene = drawn("inputs: {x: {value: 3, label: ש}}\nnodes: {y: 1 - x, z: 'max(x, 2)'}\nbackward: false\n")
    gates = {node.id: node.text for node in scene.nodes if node.kind == "operation"}
    assert gates == {"y": "1−ש", "z": "max(ש, 2)"}
    found = from_left(scene, "operation") or from_left(scene, "symbol")
    assert found["1−ש"] == ["1−", "ש"]


def test_texts_of_scenes_and_words_have_no_controls() -> None:
    scene = drawn(f"{ORDERS}view: {{gradients: [name, value], names: none}}\n")
    written = "".join([*texts(scene, "gradient"), *texts(scene, "value"), scene.description or ""])
    assert not re.search("[\u2066-\u2069\x02\x03]", written)
    svg = scenes.encode(scene, "svg", Encoding(svg_text="text")).decode()
    assert not re.search("[\u2066-\u2069]", svg)
    assert f'direction="rtl">{PRICE}</text>' in svg
    assert re.search(r"<text [^>]*> = 10</text>", svg)
