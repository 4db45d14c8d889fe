"""Texts as glyphs: the same ones at the same places as in matplotlib's own text layout, which is slow to import."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from matplotlib.font_manager import FontProperties, get_font
from matplotlib.textpath import TextToPath

from graphdraw.draw.text.fonts import font_file, without_glyph
from graphdraw.draw.text.text import ink_box
from graphdraw.draw.text.typeset import EM, outline_of, typeset

FONTS = ("DejaVu Sans",)
LETTERS = st.text(
    st.characters(max_codepoint=0x2BFF, categories=["L", "M", "N", "P", "S", "Zs"]), min_size=1, max_size=12
)


def _assert_as_matplotlib_does(text: str) -> None:
    maker, set_ = TextToPath(), typeset(text, False, FONTS, "dejavusans")
    properties = FontProperties(family=list(FONTS), size=EM)
    assert set_.width == maker.get_text_width_height_descent(text, properties, False)[0]
    font = get_font(font_file(FONTS[0]))
    font.set_size(EM, 72)
    uses, outlines, _ = maker.get_glyphs_with_font(font, text)
    assert [(use.x, use.y, use.size) for use in set_.glyphs] == [use[1:] for use in uses]
    for ours, (theirs, *_) in zip(set_.glyphs, uses, strict=True):
        for found, expected in zip(outline_of(ours.key), outlines[theirs], strict=True):
            assert np.array_equal(found, expected)


@pytest.mark.parametrize(
    "text", ["", "180", "−1.25×10⁻⁵", "AVATo", "office", "∂L/∂x = π", "1\u20090", "x²ˣ", "a\u0301"]
)
def test_plain_text(text: str) -> None:
    _assert_as_matplotlib_does(text)


@given(st.text("0123456789.,+−×=%()⁰¹²³⁴⁵⁶⁷⁸⁹⁻", min_size=1, max_size=12))
def test_numbers(text: str) -> None:
    _assert_as_matplotlib_does(text)


@given(LETTERS)
def test_any_plain_text(text: str) -> None:
    _assert_as_matplotlib_does(text.translate(dict.fromkeys(map(ord, without_glyph(text, FONTS)))))


@pytest.mark.parametrize(("text", "instead"), [("a\u3000b", "a b"), ("\u058d", "?"), ("りx", "?x")])
def test_what_no_font_has_is_set_as_something_else_without_a_warning(text: str, instead: str) -> None:
    """No figure has it but as white space: the missing character is an error."""
    assert typeset(text, False, FONTS, "dejavusans") == typeset(instead, False, FONTS, "dejavusans")


def test_math_has_smaller_indices_and_bars() -> None:
    set_ = typeset(r"$\frac{x_1}{2}$", True, FONTS, "dejavusans")
    assert len({use.size for use in set_.glyphs}) == 2
    assert len(set_.bars) == 1
    assert set_.width > 0
    assert set_.descent > 0


@pytest.mark.parametrize("text", ["−", "+", "×"])
def test_the_ink_of_a_sign_is_its_outline_alone(text: str) -> None:
    box = ink_box(text, False, FONTS, "dejavusans")
    assert box
    _, bottom, _, top = box
    assert (bottom + top) / 2 == pytest.approx(0.3136, abs=5e-4)  # the font has them all on one axis


def test_a_space_has_no_ink() -> None:
    assert ink_box(" ", False, FONTS, "dejavusans") is None
