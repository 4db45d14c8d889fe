"""A text as glyphs at their places, and its size; every text is set once and every glyph outlined once.

From matplotlib's own text layout. Units: an em is `EM` units, y upwards, the start of the baseline at the origin.
"""

from __future__ import annotations

import re
import warnings
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from matplotlib.font_manager import FontProperties, get_font
from matplotlib.ft2font import FT2Font, LoadFlags

from graphdraw.draw.fonts import font_file, missing_characters

if TYPE_CHECKING:  # start-up time: see `_maker`
    from matplotlib.textpath import TextToPath

EM = 100.0
"""The scale of matplotlib's `TextToPath`."""

DPI = 72

_CACHE = 20_000

_UNSHAPED = re.compile(
    "[ -~\u00a1-\u00ac\u00ae-\u02ff\u0370-\u0482\u048a-\u052f\u2010-\u2027\u2030-\u205e\u2070-\u20cf\u2100-\u2bff]*"
)
"""Characters whose glyph does not depend on their neighbours, ligatures aside: no marks, controls, joining scripts."""


@dataclass(frozen=True, slots=True)
class GlyphUse:
    """A glyph at (x, y), enlarged by `size` (indices are smaller than the letter they stand at)."""

    key: str
    x: float
    y: float
    size: float


@dataclass(frozen=True, slots=True)
class Typeset:
    """A text as glyphs and bars (of fractions and roots: x, y, width, height), with its advance and its extent."""

    width: float
    ascent: float
    descent: float
    glyphs: tuple[GlyphUse, ...]
    bars: tuple[tuple[float, float, float, float], ...]


_outlines: dict[str, tuple[Any, Any]] = {}
"""Only ever added to, and a key always means the same outline: a cache, not a state."""


def outline_of(key: str) -> tuple[Any, Any]:
    """The outline of a glyph that `typeset` has named: vertices (n, 2) and codes (n,), as in matplotlib's `Path`."""
    return _outlines[key]


@lru_cache(maxsize=_CACHE)
def typeset(text: str, math: bool, fonts: tuple[str, ...], mathfont: str) -> Typeset:
    """A piece of text in the first of the fonts that has each glyph; `math` is mathtext between dollars."""
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", "Glyph")  # a missing glyph is a problem of the spec, told with its place
        return _math(text, fonts, mathfont) if math else _plain(text, fonts)


def _plain(text: str, fonts: tuple[str, ...]) -> Typeset:
    font = get_font(_files(fonts))
    font.set_size(EM, DPI)
    starts = font.set_text(text, 0.0, flags=LoadFlags.NO_HINTING) / 64  # from 26.6 fixed point
    width, height = font.get_width_height()
    descent = font.get_descent() / 64
    simple = len(starts) == len(text) and _UNSHAPED.fullmatch(text) and not missing_characters(text, fonts[:1])
    glyphs = _letters(text, font, starts) if simple else _shaped(text, font)
    return Typeset(width / 64, height / 64 - descent, descent, glyphs, ())


def _letters(text: str, font: FT2Font, starts: Any) -> tuple[GlyphUse, ...]:
    """One glyph a character, all of the first font."""
    uses = []
    for character, (x, y) in zip(text, starts.tolist(), strict=True):
        index = font.get_char_index(ord(character))
        key = f"{font.postscript_name}-{index:x}"
        if key not in _outlines:
            font.load_glyph(index, flags=LoadFlags.NO_HINTING)
            _outlines[key] = font.get_path()
        uses.append(GlyphUse(key, x, y, 1.0))
    return tuple(uses)


def _shaped(text: str, font: FT2Font) -> tuple[GlyphUse, ...]:
    """Ligatures, scripts that join their letters, text in several fonts."""
    uses, new, _ = _maker().get_glyphs_with_font(font, text)
    return _uses(uses, new)


def _math(text: str, fonts: tuple[str, ...], mathfont: str) -> Typeset:
    properties = FontProperties(family=list(fonts), size=EM, math_fontfamily=mathfont)
    width, height, descent = _maker().get_text_width_height_descent(text, properties, ismath=True)
    uses, new, bars = _maker().get_glyphs_mathtext(properties, text)  # parses no second time: mathtext has a cache
    glyphs = _uses(uses, new, f"{mathfont}:")
    return Typeset(float(width), float(height - descent), float(descent), glyphs, tuple(_bar(v) for v, _ in bars))


def _uses(uses: Any, new: Any, prefix: str = "") -> tuple[GlyphUse, ...]:
    for key, outline in new.items():
        _outlines.setdefault(prefix + key, outline)
    return tuple(GlyphUse(prefix + key, float(x), float(y), float(size)) for key, x, y, size in uses)


def _bar(vertices: Any) -> tuple[float, float, float, float]:
    (x, y), (right, top) = vertices[0], vertices[2]
    return float(x), float(y), float(right - x), float(top - y)


@lru_cache(maxsize=64)
def _files(fonts: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(font_file(family) for family in fonts)


@lru_cache(maxsize=1)
def _maker() -> TextToPath:
    from matplotlib.textpath import TextToPath  # start-up time: brings math, DVI and TeX

    return TextToPath()
