"""A text as glyphs at their places, and its size; every text is set once and every glyph outlined once.

From matplotlib's own text layout. Units: an em is `EM` units, y upwards, the start of the baseline at the origin.
"""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import pairwise
from threading import get_ident
from typing import TYPE_CHECKING, Any, NamedTuple

from matplotlib.font_manager import get_font
from matplotlib.ft2font import FT2Font, LoadFlags

from graphdraw.draw.text.fonts import font_file, missing_characters, without_glyph

if TYPE_CHECKING:  # start-up time: see `_maker`
    from matplotlib.textpath import TextToPath

EM = 100.0
"""The scale of matplotlib's `TextToPath`."""

DPI = 72

CLOSE = 79
"""Matplotlib's code of a piece that closes an outline; its point means nothing."""

_CACHE = 20_000

_UNSHAPED = re.compile(
    "[ -~\u00a1-\u00ac\u00ae-\u02ff\u0370-\u0482\u048a-\u052f\u2010-\u2027\u2030-\u205e\u2070-\u20cf\u2100-\u2bff]*"
)
"""Characters whose glyph does not depend on their neighbours, ligatures aside: no marks, controls, joining scripts."""

_NUMERAL = re.compile("[0-9.,+\u2212\u00d7=%()⁰¹²³⁴-⁹⁻]+")


class GlyphUse(NamedTuple):
    """A glyph at (x, y), enlarged by `size` (indices are smaller than the letter they stand at)."""

    key: str
    x: float
    y: float
    size: float


class Typeset(NamedTuple):
    """A text as glyphs and bars (of fractions and roots: x, y, width, height), with its advance.

    How far it reaches above and below its baseline is told of math only; plain text fills its line.
    """

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
def glyph_box(key: str) -> tuple[float, float, float, float] | None:
    """Left, bottom, right and top of the ink of a glyph; None where there is none."""
    vertices, codes = _outlines[key]
    inked = vertices[codes != CLOSE]  # the point of a closing piece means nothing
    if not len(inked):
        return None
    (left, bottom), (right, top) = inked.min(axis=0).tolist(), inked.max(axis=0).tolist()
    return left, bottom, right, top


def is_shaped(text: str, fonts: tuple[str, ...]) -> bool:
    """Whether what a text is drawn with depends on the neighbours of its characters, or on several fonts."""
    return not _UNSHAPED.fullmatch(text) or bool(missing_characters(text, fonts[:1]))


@lru_cache(maxsize=_CACHE)
def typeset(text: str, math: bool, fonts: tuple[str, ...], mathfont: str) -> Typeset:
    """A piece of text in the first of the fonts that has each glyph; `math` is mathtext between dollars."""
    return _math(text, fonts, mathfont) if math else _plain(_with_glyphs(text, fonts), fonts)


def _with_glyphs(text: str, fonts: tuple[str, ...]) -> str:
    """The text with other signs for those that no font has, of which matplotlib would warn.

    White space is a blank; anything else is a problem of the spec, told with its place, and stands in no figure.
    """
    instead = {ord(c): " " if c.isspace() else "?" for c in without_glyph(text, fonts)}
    return text.translate(instead) if instead else text


def _plain(text: str, fonts: tuple[str, ...]) -> Typeset:
    if is_shaped(text, fonts):
        return _shaped(text, fonts)
    starts = _in_pairs(text, fonts) if _NUMERAL.fullmatch(text) else _starts(text, fonts)
    if len(starts) != len(text) + 1:
        return _shaped(text, fonts)
    keys = (_letter(character, fonts) for character in text)
    glyphs = tuple(GlyphUse(key, x, 0.0, 1.0) for key, x in zip(keys, starts, strict=False))
    return Typeset(starts[-1], 0.0, 0.0, glyphs, ())


def _in_pairs(text: str, fonts: tuple[str, ...]) -> list[float]:
    """Where the glyphs of a number start and the last one ends: digits and signs are kerned by pairs and no more."""
    starts = [0.0]
    for pair in map("".join, pairwise(text)):
        starts.append(starts[-1] + _starts(pair, fonts)[1])
    return [*starts, starts[-1] + _starts(text[-1], fonts)[1]]


@lru_cache(maxsize=_CACHE)
def _starts(text: str, fonts: tuple[str, ...]) -> tuple[float, ...]:
    """Where the glyphs of a text start and the last one ends; fewer where some are joined to one."""
    if not text:
        return (0.0,)
    font = _font(fonts)
    starts = font.set_text(text, 0.0, flags=LoadFlags.NO_HINTING)[:, 0].tolist()
    return tuple(x / 64 for x in (*starts, font.get_width_height()[0]))  # from 26.6 fixed point


@lru_cache(maxsize=_CACHE)
def _letter(character: str, fonts: tuple[str, ...]) -> str:
    """The key of the first font's glyph of a character, with its outline kept."""
    font = _font(fonts)
    index = font.get_char_index(ord(character))
    key = f"{font.postscript_name}-{index:x}"
    font.load_glyph(index, flags=LoadFlags.NO_HINTING)
    _outlines.setdefault(key, font.get_path())
    return key


def _shaped(text: str, fonts: tuple[str, ...]) -> Typeset:
    """Ligatures, scripts that join their letters, text in several fonts."""
    font = _font(fonts)
    uses, new, _ = _maker().get_glyphs_with_font(font, text)
    return Typeset(_starts(text, fonts)[-1], 0.0, 0.0, _uses(uses, new), ())


def _math(text: str, fonts: tuple[str, ...], mathfont: str) -> Typeset:
    from graphdraw.draw.text.formulas import formula  # start-up time: brings math

    found = formula(text, mathfont, font_file(fonts[0]))
    glyphs = tuple(
        GlyphUse(_math_glyph(mathfont, font, index), float(x), float(y), size / EM)
        for font, size, _, index, x, y in found.glyphs
    )
    bars = tuple(tuple(map(float, bar)) for bar in found.rects)
    height, descent = float(found.height), float(found.depth)
    return Typeset(float(found.width), height - descent, descent, glyphs, bars)  # type: ignore[arg-type]


def _math_glyph(mathfont: str, font: FT2Font, index: Any) -> str:
    """The key of a glyph of a formula, with its outline kept."""
    key = f"{mathfont}:{font.postscript_name}-{index:x}"
    if key not in _outlines:
        font.clear()
        font.set_size(EM, DPI)
        font.load_glyph(index, flags=LoadFlags.NO_HINTING)
        _outlines.setdefault(key, font.get_path())
    return key


def _uses(uses: Any, new: Any) -> tuple[GlyphUse, ...]:
    for key, outline in new.items():
        _outlines.setdefault(key, outline)
    return tuple(GlyphUse(key, float(x), float(y), float(size)) for key, x, y, size in uses)


def _font(fonts: tuple[str, ...]) -> FT2Font:
    font = get_font(files(fonts))  # matplotlib keeps one for each thread
    font.set_size(EM, DPI)
    return font


@lru_cache(maxsize=64)
def files(fonts: tuple[str, ...]) -> tuple[str, ...]:
    """The paths of the files that the families are drawn with."""
    return tuple(font_file(family) for family in fonts)


def _maker() -> TextToPath:
    return _maker_of_thread(get_ident())


@lru_cache(maxsize=64)
def _maker_of_thread(_: int) -> TextToPath:
    from matplotlib.textpath import TextToPath  # start-up time: brings math, DVI and TeX

    return TextToPath()
