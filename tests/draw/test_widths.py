"""A text is as wide as it is drawn, in every format: what the layout leaves room for is what comes out."""

import io
from functools import lru_cache

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from matplotlib.font_manager import FontProperties

from graphdraw.draw.scene import Scene
from graphdraw.draw.text import extras
from graphdraw.draw.text.fonts import families_for, missing_characters
from graphdraw.draw.text.text import measure
from graphdraw.draw.text.typeset import EM, outline_of, typeset
from graphdraw.output.pdf import _Renderer
from graphdraw.output.pdf_fonts import FontFile
from graphdraw.output.settings import own_settings

THEME = ("DejaVu Sans",)
SIZE = 9.0
CLOSE = 0.5
"""Points that nobody sees beside an arrow."""

LATIN = st.text("AVTWaefilmo.,-−×=0123456789 ⁻⁵²∂πσéñß", max_size=24)
COMBINED = st.lists(
    st.sampled_from(["a\u0301", "e\u0308", "x\u0302", "fi", "ffi", "か\u3099", "i\u0323"]), max_size=8
).map("".join)
JAPANESE = st.text("おかし個数消費税合計りんごーッャ「」、。・直骨 ab12", max_size=16)
TEXTS = st.one_of(LATIN, COMBINED, JAPANESE, st.tuples(LATIN, JAPANESE).map("".join))


@lru_cache(maxsize=1)
def _pdf() -> _Renderer:
    return _Renderer(FontFile(io.BytesIO()), Scene(1.0, 1.0, None, (), (), (), THEME, "dejavusans"))


def _fonts(text: str) -> tuple[str, ...]:
    fonts = families_for(text, THEME, "ja")
    if missing_characters(text, fonts):
        assert extras.font_of_extra() is None
        pytest.skip("no font with Japanese glyphs")
    return fonts


@settings(deadline=None)  # the first text brings fonts
@given(TEXTS)
def test_pdf_sets_a_text_as_wide_as_it_was_measured(text: str) -> None:
    fonts = _fonts(text)
    with own_settings():
        drawn = _pdf().get_text_width_height_descent(text, FontProperties(family=list(fonts), size=SIZE), False)[0]
    assert measure(text, SIZE, fonts, "dejavusans").width == pytest.approx(drawn, abs=CLOSE)


@settings(deadline=None)  # the first text brings fonts
@given(TEXTS)
def test_the_glyphs_of_svg_and_png_fill_the_measured_width(text: str) -> None:
    """No glyph begins outside, and none reaches beyond what a slanted or wide letter may overhang."""
    fonts = _fonts(text)
    width = measure(text, SIZE, fonts, "dejavusans").width
    for use in typeset(text, False, fonts, "dejavusans").glyphs:
        vertices, _ = outline_of(use.key)
        assert -CLOSE <= use.x * SIZE / EM <= width + CLOSE
        if len(vertices):
            right = (use.x + float(np.max(vertices[:, 0])) * use.size) * SIZE / EM
            assert right <= width + SIZE * 0.2


@settings(deadline=None)  # the first text brings fonts
@given(LATIN, JAPANESE)
def test_pieces_stand_one_after_the_other(text: str, other: str) -> None:
    fonts = _fonts(text + other)
    math, first = r"$\sigma_1$", text.replace(" ", "x") + "x"
    whole = measure(f"{first} {math} {other}", SIZE, fonts, "dejavusans")
    parts = [measure(part, SIZE, fonts, "dejavusans").width for part in (f"{first} ", math, f" {other}")]
    assert whole.width == pytest.approx(sum(parts))
    assert [placed.dx for placed in whole.placed] == pytest.approx([0.0, parts[0], parts[0] + parts[1]])
