"""Signs of several characters are drawn as one or refused as one, with one message."""

from __future__ import annotations

from pathlib import Path

import pytest
from fontTools.feaLib.builder import addOpenTypeFeaturesFromString
from fontTools.fontBuilder import FontBuilder
from fontTools.pens.ttGlyphPen import TTGlyphPen

from graphdraw.draw.text.emoji import parts
from graphdraw.draw.text.typeset import outline_of, typeset
from graphdraw.errors import SpecError
from tests.scenes import drawn

FAMILY, FLAG, KEYCAP, TONE = (
    "\U0001f468\u200d\U0001f469\u200d\U0001f467",
    "\U0001f1ef\U0001f1f5",
    "1\ufe0f\u20e3",
    "\U0001f44d\U0001f3fd",
)
HEART, PART = "\u2764\ufe0f\u200d\U0001f525", "\U0001f3f4\U000e0067\U000e0062\U000e007f"
SMILE = "\u263a"
HINT = "write a sign of one character, or a word"


def spec(label: str) -> str:
    return f"inputs:\n  x: {{value: 2, label: '{label}'}}\nnodes: {{y: exp(x)}}\n"


@pytest.mark.usefixtures("bare")
@pytest.mark.parametrize("sign", [FAMILY, FLAG, KEYCAP, TONE, HEART, PART])
def test_what_no_font_has_as_one_sign_is_refused_as_one(sign: str) -> None:
    with pytest.raises(SpecError) as raised:
        drawn(spec(f"a {sign} b"))
    (problem,) = raised.value.problems
    assert (problem.text, problem.hint) == (f"no installed font has '{sign}' as one sign", HINT)
    assert problem.code == "missing-glyphs"
    assert problem.where is not None
    assert (problem.where.line, problem.where.column) == (2, 25)


@pytest.mark.usefixtures("bare")
def test_several_of_one_text_are_told_together() -> None:
    with pytest.raises(SpecError) as raised:
        drawn(spec(f"{FLAG} {FAMILY} {FLAG}"))
    (problem,) = raised.value.problems
    assert problem.text == f"no installed font has '{FLAG}' and '{FAMILY}' as one sign"


@pytest.mark.usefixtures("bare")
@pytest.mark.parametrize("selector", ["\ufe0e", "\ufe0f"])
def test_what_chooses_colour_is_left_out_of_the_picture(selector: str) -> None:
    scene, plain = drawn(spec(f"{SMILE}{selector} yes")), drawn(spec(f"{SMILE} yes"))
    assert [mark.runs for mark in scene.labels] == [mark.runs for mark in plain.labels]
    assert any(SMILE in run.text for mark in scene.labels for run in mark.runs)


def made_font(path: Path, *, joined: bool) -> str:
    """A font of squares that has a man, a woman, a girl and a joiner, and a family of them."""
    names = {0x1F468: "man", 0x1F469: "woman", 0x1F467: "girl", 0x200D: "joiner"}
    glyphs = [".notdef", *names.values(), "family"]
    builder = FontBuilder(1000, isTTF=True)
    builder.setupGlyphOrder(glyphs)
    builder.setupCharacterMap(names)
    drawn_ = {}
    for name in glyphs:
        pen = TTGlyphPen(None)
        if name != "joiner":
            for at, to in (((0, 0), "moveTo"), ((800, 0), "lineTo"), ((800, 800), "lineTo"), ((0, 800), "lineTo")):
                getattr(pen, to)(at)
            pen.closePath()
        drawn_[name] = pen.glyph()
    builder.setupGlyf(drawn_)
    builder.setupHorizontalMetrics({name: (0 if name == "joiner" else 900, 0) for name in glyphs})
    builder.setupHorizontalHeader(ascent=900, descent=-100)
    family = f"Squares {'joined' if joined else 'apart'}"
    builder.setupNameTable({"familyName": family, "styleName": "Regular", "psName": family.replace(" ", "")})
    builder.setupOS2()
    builder.setupPost()
    if joined:
        rule = "feature ccmp { sub man joiner woman joiner girl by family; } ccmp;"
        addOpenTypeFeaturesFromString(builder.font, rule)
    builder.save(path)
    return family


@pytest.mark.parametrize("joined", [True, False])
def test_a_sequence_is_drawn_where_a_font_has_it_as_one_sign(joined: bool, bare: list[str], tmp_path: Path) -> None:
    path = tmp_path / "squares.ttf"
    family = made_font(path, joined=joined)
    bare.append(str(path))
    if not joined:
        with pytest.raises(SpecError, match="as one sign"):
            drawn(spec(FAMILY))
        return
    scene = drawn(spec(FAMILY))
    assert scene.fonts[-1] == family
    glyphs = typeset(FAMILY, False, scene.fonts, scene.mathfont).glyphs
    assert sum(len(outline_of(use.key)[0]) > 0 for use in glyphs) == 1


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("abc", []),
        ("1 # *", []),
        ("\u0915\u094d\u200d\u0937", []),  # letters of Hindi with a joiner
        (f"a{FAMILY}{FLAG}b{KEYCAP}", [FAMILY, FLAG, KEYCAP]),
        (f"{FLAG}{FLAG}", [FLAG, FLAG]),
        (f"{TONE}{HEART}", [TONE, HEART]),
        (PART, [PART]),
    ],
)
def test_which_parts_of_a_text_are_one_sign(text: str, found: list[str]) -> None:
    assert [part for part, one in parts(text) if one] == found
    assert "".join(part for part, _ in parts(text)) == text
