"""The size of a text, without a figure. Lengths in points.

Plain and math pieces of a label are measured and later set one after the other, so that a Japanese word beside a
formula keeps its font. Widths are advances (a trailing space counts).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from graphdraw.draw.fonts import missing_characters
from graphdraw.draw.labels import Piece, as_typed, pieces
from graphdraw.draw.typeset import CLOSE, EM, outline_of, typeset

ASCENT, DESCENT = 0.76, 0.236
"""Of a line of text, per point of size: DejaVu Sans' ascender of `b` and descender of `g`."""

CAP_HEIGHT = 0.729
"""Of capitals and digits, per point of size (DejaVu Sans)."""

_CACHE = 20_000

SUPERSCRIPTS = "⁰¹²³⁴⁵⁶⁷⁸⁹⁻"
_EXPONENT = re.compile(f"([{SUPERSCRIPTS}]+)")
_AS_DIGITS = str.maketrans(SUPERSCRIPTS, "0123456789-")


class Placed(NamedTuple):
    """A piece and how far to the right of the text's start it begins."""

    piece: Piece
    dx: float


class Text(NamedTuple):
    """A measured label: `width`, and how far it reaches above and below its baseline (at least a normal line)."""

    text: str
    size: float
    width: float
    ascent: float
    descent: float
    placed: tuple[Placed, ...]

    @property
    def height(self) -> float:
        """From the top of the line to its bottom."""
        return self.ascent + self.descent


@lru_cache(maxsize=_CACHE)
def measure(text: str, size: float, fonts: tuple[str, ...], mathfont: str) -> Text:
    """Measure a label of one line at a size in points; math must have been checked before."""
    width, ascent, descent = 0.0, ASCENT * size, DESCENT * size
    placed: list[Placed] = []
    for piece in _runs(text, fonts):
        found = typeset(piece.text, piece.math, fonts, mathfont)
        placed.append(Placed(piece, width))
        width += found.width / EM * size
        if piece.math:  # plain text fills its line; only a formula can be taller
            ascent, descent = max(ascent, found.ascent / EM * size), max(descent, found.descent / EM * size)
    return Text(as_typed(text), size, width, ascent, descent, tuple(placed))


def joined(text: Text, after: Text) -> Text:
    """Two texts of one size as one, on one baseline."""
    moved = (Placed(p.piece, text.width + p.dx) for p in after.placed)
    return Text(
        text.text + after.text,
        text.size,
        text.width + after.width,
        max(text.ascent, after.ascent),
        max(text.descent, after.descent),
        (*text.placed, *moved),
    )


def _runs(text: str, fonts: tuple[str, ...]) -> Iterator[Piece]:
    """The pieces of a label; exponents as math where the first font has only some of their digits (STIX has ¹²³)."""
    for piece in pieces(text):
        if piece.math or not _EXPONENT.search(piece.text) or not missing_characters(SUPERSCRIPTS, fonts[:1]):
            yield piece
            continue
        for part in filter(None, _EXPONENT.split(piece.text)):
            exponent = _EXPONENT.fullmatch(part)
            yield Piece(f"$^{{{part.translate(_AS_DIGITS)}}}$" if exponent else part, bool(exponent), piece.start)


@lru_cache(maxsize=_CACHE)
def ink(text: str, fonts: tuple[str, ...]) -> tuple[float, float]:
    """Lowest and highest ink of a plain text relative to its baseline, per point of size, upwards positive."""
    heights: list[float] = []
    for use in typeset(text, False, fonts, "").glyphs:
        vertices, codes = outline_of(use.key)
        inked = vertices[codes != CLOSE, 1]  # the point of a closing piece means nothing
        if len(inked):
            heights += [use.y + float(inked.min()), use.y + float(inked.max())]
    return (min(heights) / EM, max(heights) / EM) if heights else (0.0, 0.0)


def centring(text: Text, fonts: tuple[str, ...], *, sign: bool) -> float:
    """How far below the centre of its node the baseline of a text runs.

    A name is centred by its capitals, so that neighbours share a baseline; a single sign by its ink; a word or number
    in a circle by what stands above its baseline.
    """
    if not sign:
        return CAP_HEIGHT * text.size / 2
    if any(p.piece.math for p in text.placed):
        return (text.ascent - text.descent) / 2
    bottom, top = ink(text.text, fonts)
    if len(text.text) > 1:
        bottom = max(bottom, 0.0)
    return (top + bottom) / 2 * text.size
