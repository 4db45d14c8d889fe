"""The size of a text, without a figure. Lengths in points.

Plain and math pieces of a label are measured and later set one after the other, so that a Japanese word beside a
formula keeps its font. Widths are advances (a trailing space counts).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from graphdraw.draw.emoji import without_selectors
from graphdraw.draw.fonts import missing_characters
from graphdraw.draw.labels import Piece, as_typed, pieces
from graphdraw.draw.typeset import CLOSE, EM, outline_of, typeset

ASCENT, DESCENT = 0.76, 0.236
"""Of a line of text, per point of size: DejaVu Sans' ascender of `b` and descender of `g`."""

CAP_HEIGHT = 0.729
"""Of capitals and digits, per point of size (DejaVu Sans)."""

TALLER = 0.05
"""How much a formula is higher than a line before it counts as that, per point of size."""

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
    for typed in pieces(text):
        piece = typed if typed.math else typed._replace(text=without_selectors(typed.text))
        if piece.math or not _EXPONENT.search(piece.text) or not missing_characters(SUPERSCRIPTS, fonts[:1]):
            yield piece
            continue
        for part in filter(None, _EXPONENT.split(piece.text)):
            exponent = _EXPONENT.fullmatch(part)
            yield Piece(f"$^{{{part.translate(_AS_DIGITS)}}}$" if exponent else part, bool(exponent), piece.start)


@lru_cache(maxsize=_CACHE)
def ink_box(text: str, math: bool, fonts: tuple[str, ...], mathfont: str) -> tuple[float, float, float, float] | None:
    """Left, bottom, right and top of the ink of a piece of text, from the start of its baseline, upwards positive.

    Per point of size; None where there is none.
    """
    found = typeset(text, math, fonts, mathfont)
    boxes = [(x, y, x + width, y + height) for x, y, width, height in found.bars]
    for use in found.glyphs:
        vertices, codes = outline_of(use.key)
        inked = vertices[codes != CLOSE] * use.size  # the point of a closing piece means nothing
        if len(inked):
            (left, bottom), (right, top) = inked.min(axis=0).tolist(), inked.max(axis=0).tolist()
            boxes.append((use.x + left, use.y + bottom, use.x + right, use.y + top))
    if not boxes:
        return None
    lefts, bottoms, rights, tops = zip(*boxes, strict=True)
    return min(lefts) / EM, min(bottoms) / EM, max(rights) / EM, max(tops) / EM


def ink(text: Text, fonts: tuple[str, ...], mathfont: str) -> tuple[float, float, float, float]:
    """Left, bottom, right and top of the ink of a text in points, from the start of its baseline, upwards positive."""
    size, boxes = text.size, []
    for p in text.placed:
        if box := ink_box(p.piece.text, p.piece.math, fonts, mathfont):
            left, bottom, right, top = (at * size for at in box)
            boxes.append((p.dx + left, bottom, p.dx + right, top))
    if not boxes:
        return 0.0, 0.0, text.width, 0.0
    lefts, bottoms, rights, tops = zip(*boxes, strict=True)
    return min(lefts), min(bottoms), max(rights), max(tops)


def is_tall(text: Text) -> bool:
    """Whether a formula in a text makes it higher or lower than a line."""
    return text.ascent > (ASCENT + TALLER) * text.size or text.descent > (DESCENT + TALLER) * text.size


def middle(text: Text, fonts: tuple[str, ...], mathfont: str) -> float:
    """How far to the right of its start the middle of a text is; of what is higher than a line, that of its ink."""
    if not is_tall(text):
        return text.width / 2
    left, _, right, _ = ink(text, fonts, mathfont)
    return (left + right) / 2


def centring(text: Text, fonts: tuple[str, ...], mathfont: str, *, sign: bool) -> float:
    """How far below the centre of its node the baseline of a text runs.

    A name is centred by its capitals, so that neighbours share a baseline; a single sign and what is higher than a line
    by its ink; a word or number in a circle by what stands above its baseline.
    """
    if not sign and not is_tall(text):
        return CAP_HEIGHT * text.size / 2
    _, bottom, _, top = ink(text, fonts, mathfont)
    if len(text.text) > 1 and not any(p.piece.math for p in text.placed):
        bottom = max(bottom, 0.0)
    return (top + bottom) / 2
