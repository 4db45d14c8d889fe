"""Setting a text: its glyphs and their places, with matplotlib's text layout; each text and each glyph only once.

Lengths are in units of which an em has `EM`, y upwards; the start of the baseline is at the origin.
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

if TYPE_CHECKING:  # start-up time: see `_text_to_path_of`
    from matplotlib.textpath import TextToPath

EM = 100.0
"""The units of an em: the scale of matplotlib's `TextToPath`."""

DPI = 72

CLOSE = 79
"""matplotlib's CLOSEPOLY, whose point means nothing."""

_CACHE = 20_000

_UNSHAPED = re.compile(
    "[ -~\u00a1-\u00ac\u00ae-\u02ff\u0370-\u0482\u048a-\u052f\u2010-\u2027\u2030-\u205e\u2070-\u20cf\u2100-\u2bff]*"
)
"""Characters whose glyph depends on their neighbours only by ligatures: no marks, controls or joining scripts."""

_NUMERAL = re.compile("[0-9.,+\u2212\u00d7=%()⁰¹²³⁴-⁹⁻]+")


class GlyphUse(NamedTuple):
    """A glyph at (x, y), scaled by `size`, which is less than 1 in an index."""

    key: str
    x: float
    y: float
    size: float


class Typeset(NamedTuple):
    """A text as glyphs and bars of fractions and roots (x, y, width, height); `width` is its advance.

    `ascent` and `descent` are how far math reaches above and below its baseline; they are 0 for plain text.
    """

    width: float
    ascent: float
    descent: float
    glyphs: tuple[GlyphUse, ...]
    bars: tuple[tuple[float, float, float, float], ...]


_outlines: dict[str, tuple[Any, Any]] = {}
"""A cache of outlines by key: entries are only added, and a key always means the same outline."""


def outline_of(key: str) -> tuple[Any, Any]:
    """The outline of a glyph by its key from `typeset`: vertices (n, 2) and codes (n,), as in matplotlib's `Path`."""
    return _outlines[key]


@lru_cache(maxsize=_CACHE)
def glyph_box(key: str) -> tuple[float, float, float, float] | None:
    """The ink of a glyph: left, bottom, right and top; None if it has none."""
    vertices, codes = _outlines[key]
    inked = vertices[codes != CLOSE]
    if not len(inked):
        return None
    (left, bottom), (right, top) = inked.min(axis=0).tolist(), inked.max(axis=0).tolist()
    return left, bottom, right, top


def is_shaped(text: str, fonts: tuple[str, ...]) -> bool:
    """Whether the glyphs of a text depend on the neighbours of its characters, or come from several fonts."""
    return not _UNSHAPED.fullmatch(text) or bool(missing_characters(text, fonts[:1]))


@lru_cache(maxsize=_CACHE)
def typeset(text: str, math: bool, fonts: tuple[str, ...], mathfont: str) -> Typeset:
    """Set a piece of text; each character in the first font that has it. With `math` it is mathtext between dollars."""
    return _math(text, fonts, mathfont) if math else _plain(_with_glyphs(text, fonts), fonts)


def _with_glyphs(text: str, fonts: tuple[str, ...]) -> str:
    """The text with characters replaced that no font has, for which matplotlib would warn.

    White space becomes a space, any other character `?`; a missing character is a problem of the spec, so that the
    figure is not drawn.
    """
    instead = {ord(c): " " if c.isspace() else "?" for c in without_glyph(text, fonts)}
    return text.translate(instead) if instead else text


def _plain(text: str, fonts: tuple[str, ...]) -> Typeset:
    """Set plain text; letter by letter if it need not be shaped."""
    if is_shaped(text, fonts):
        return _shaped(text, fonts)
    starts = _in_pairs(text, fonts) if _NUMERAL.fullmatch(text) else _starts(text, fonts)
    if len(starts) != len(text) + 1:
        return _shaped(text, fonts)
    keys = (_letter(character, fonts) for character in text)
    glyphs = tuple(GlyphUse(key, x, 0.0, 1.0) for key, x in zip(keys, starts, strict=False))
    return Typeset(starts[-1], 0.0, 0.0, glyphs, ())


def _in_pairs(text: str, fonts: tuple[str, ...]) -> list[float]:
    """The x at which each glyph of a number starts and the last one ends; their kerning depends on pairs only."""
    starts = [0.0]
    for pair in map("".join, pairwise(text)):
        starts.append(starts[-1] + _starts(pair, fonts)[1])
    return [*starts, starts[-1] + _starts(text[-1], fonts)[1]]


@lru_cache(maxsize=_CACHE)
def _starts(text: str, fonts: tuple[str, ...]) -> tuple[float, ...]:
    """The x at which each glyph of a text starts and the last one ends; ligatures make them fewer than characters."""
    if not text:
        return (0.0,)
    font = _font(fonts)
    starts = font.set_text(text, 0.0, flags=LoadFlags.NO_HINTING)[:, 0].tolist()
    return tuple(x / 64 for x in (*starts, font.get_width_height()[0]))  # from 26.6 fixed point


@lru_cache(maxsize=_CACHE)
def _letter(character: str, fonts: tuple[str, ...]) -> str:
    """The key of the glyph of a character in the first font; its outline is put into the cache."""
    font = _font(fonts)
    index = font.get_char_index(ord(character))
    key = f"{font.postscript_name}-{index:x}"
    font.load_glyph(index, flags=LoadFlags.NO_HINTING)
    _outlines.setdefault(key, font.get_path())
    return key


def _shaped(text: str, fonts: tuple[str, ...]) -> Typeset:
    """Set a text with ligatures, in a script that joins its letters, or in several fonts."""
    font = _font(fonts)
    uses, new, _ = _text_to_path().get_glyphs_with_font(font, text)
    return Typeset(_starts(text, fonts)[-1], 0.0, 0.0, _uses(uses, new), ())


def _math(text: str, fonts: tuple[str, ...], mathfont: str) -> Typeset:
    """Set a formula between dollars."""
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
    """The key of a glyph of a formula; its outline is put into the cache."""
    key = f"{mathfont}:{font.postscript_name}-{index:x}"
    if key not in _outlines:
        font.clear()
        font.set_size(EM, DPI)
        font.load_glyph(index, flags=LoadFlags.NO_HINTING)
        _outlines.setdefault(key, font.get_path())
    return key


def _uses(uses: Any, new: Any) -> tuple[GlyphUse, ...]:
    """Matplotlib's uses of glyphs as ours; the outlines of new glyphs are put into the cache."""
    for key, outline in new.items():
        _outlines.setdefault(key, outline)
    return tuple(GlyphUse(key, float(x), float(y), float(size)) for key, x, y, size in uses)


def _font(fonts: tuple[str, ...]) -> FT2Font:
    """The first font with the others as its fallbacks, at the size `EM`."""
    font = get_font(font_files(fonts))  # matplotlib keeps one for each thread
    font.set_size(EM, DPI)
    return font


@lru_cache(maxsize=64)
def font_files(fonts: tuple[str, ...]) -> tuple[str, ...]:
    """The paths of the font files of the families."""
    return tuple(font_file(family) for family in fonts)


def _text_to_path() -> TextToPath:
    """The `TextToPath` of this thread."""
    return _text_to_path_of(get_ident())


@lru_cache(maxsize=64)
def _text_to_path_of(_thread: int) -> TextToPath:
    from matplotlib.textpath import TextToPath  # start-up time: brings math, DVI and TeX

    return TextToPath()
