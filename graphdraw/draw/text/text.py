"""Measuring labels: width, height and the place of each piece, in points.

Pieces of plain text and of math are measured and later set one after the other, so that a Japanese word beside a
formula keeps its font. Widths are advances, so that a space at the end counts. The lines of a label are centred.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from graphdraw.draw.text.bidi import reads_to_left, runs_of
from graphdraw.draw.text.emoji import without_selectors
from graphdraw.draw.text.fonts import missing_characters
from graphdraw.draw.text.markup import LINE_END, TextPiece, as_typed, one_line
from graphdraw.draw.text.typeset import EM, glyph_box, typeset

ASCENT, DESCENT = 0.76, 0.236
"""How far a line reaches above and below its baseline, per point of size: the `b` and the `g` of DejaVu Sans."""

CAP_HEIGHT = 0.729
"""The height of capitals and digits, per point of size (DejaVu Sans)."""

LEADING, LINE_GAP = 1.2, 0.1
"""The distance between the baselines of two lines, and the least gap between lines, per point of size."""

TALLER = 0.05
"""How far a formula has to reach beyond a line to count as tall, per point of size."""

_CACHE = 20_000

SUPERSCRIPTS = "⁰¹²³⁴⁵⁶⁷⁸⁹⁻"
_EXPONENT = re.compile(f"([{SUPERSCRIPTS}]+)")
_AS_DIGITS = str.maketrans(SUPERSCRIPTS, "0123456789-")


class PlacedPiece(NamedTuple):
    """A piece of a text and its width; it begins `dx` right of the start of the text, `dy` below the first baseline."""

    piece: TextPiece
    dx: float
    dy: float
    width: float


class Room(NamedTuple):
    """An empty box to write in, within a text: its sides, from the start of the text and its first baseline.

    Up is negative. `pieces` are the first and the end index of the pieces that are the answer.
    """

    left: float
    top: float
    right: float
    bottom: float
    pieces: tuple[int, int]


class MeasuredText(NamedTuple):
    """A measured label. `ascent` and `descent` are how far it reaches above and below its first baseline.

    They are at least those of a line. `text` is the label on one line; the last baseline is `drop` below the first.
    `room` is the empty box of a blank, None without one.
    """

    text: str
    size: float
    width: float
    ascent: float
    descent: float
    placed: tuple[PlacedPiece, ...]
    drop: float = 0.0
    room: Room | None = None

    @property
    def height(self) -> float:
        """The height from the top of the first line to the bottom of the last."""
        return self.ascent + self.descent

    @property
    def has_math(self) -> bool:
        """Whether the text has a formula."""
        return any(p.piece.math for p in self.placed)

    @property
    def upper(self) -> float:
        """The visible height above the first baseline: that of capitals; all of a text with a formula or a blank."""
        return self.ascent if self.room or self.has_math else CAP_HEIGHT * self.size

    @property
    def lower(self) -> float:
        """The visible depth below the first baseline: without descenders, but all of a text with a formula or blank."""
        return self.descent if self.room or self.has_math else self.drop

    @property
    def middle(self) -> float:
        """How far the first baseline is below the middle of the text; plain text is centred by its capitals."""
        return (self.ascent - self.descent if self.room else CAP_HEIGHT * self.size - self.drop) / 2


@lru_cache(maxsize=_CACHE)
def measure(text: str, size: float, fonts: tuple[str, ...], mathfont: str) -> MeasuredText:
    """Measure a label at a size in points; its formulas must have been checked before (`math`)."""
    to_left = reads_to_left(text)
    if LINE_END not in text:
        return _line(text, size, fonts, mathfont, to_left)
    lines = [_line(line, size, fonts, mathfont, to_left) for line in text.split(LINE_END)]
    width, baseline = max(line.width for line in lines), 0.0
    placed: list[PlacedPiece] = []
    for before, line in zip((None, *lines), lines, strict=False):
        if before:
            baseline += max(LEADING * size, before.descent + LINE_GAP * size + line.ascent)
        dx = (width - line.width) / 2
        placed += [p._replace(dx=dx + p.dx, dy=baseline) for p in line.placed]
    descent = baseline + lines[-1].descent
    return MeasuredText(as_typed(one_line(text)), size, width, lines[0].ascent, descent, tuple(placed), baseline)


def _line(text: str, size: float, fonts: tuple[str, ...], mathfont: str, to_left: bool) -> MeasuredText:
    """Measure one line; `to_left` says that it runs from right to left."""
    width, ascent, descent = 0.0, ASCENT * size, DESCENT * size
    placed: list[PlacedPiece] = []
    for piece in _runs(text, fonts, to_left):
        found = typeset(piece.text, piece.math, fonts, mathfont)
        advance = found.width / EM * size
        placed.append(PlacedPiece(piece, width, 0.0, advance))
        width += advance
        if piece.math:  # plain text fills its line; only a formula can be taller
            ascent, descent = max(ascent, found.ascent / EM * size), max(descent, found.descent / EM * size)
    return MeasuredText(as_typed(text), size, width, ascent, descent, tuple(placed))


def joined(text: MeasuredText, after: MeasuredText) -> MeasuredText:
    """Two texts of the same size as one: `after`, which has one line, follows the last line of `text`."""
    start = max((p.dx + p.width for p in text.placed if p.dy == text.drop), default=0.0)
    if text.room:
        start = max(start, text.room.right)
    moved = (p._replace(dx=start + p.dx, dy=text.drop) for p in after.placed)
    room, count = text.room, len(text.placed)
    if after.room:
        left, top, right, bottom, (first, end) = after.room
        room = Room(start + left, text.drop + top, start + right, text.drop + bottom, (first + count, end + count))
    return MeasuredText(
        text.text + after.text,
        text.size,
        max(text.width, start + after.width),
        max(text.ascent, after.ascent - text.drop),
        max(text.descent, after.descent + text.drop),
        (*text.placed, *moved),
        text.drop,
        room,
    )


def aligned(text: MeasuredText) -> MeasuredText:
    """The text with its lines aligned on the side where reading starts, instead of centred; for titles of groups."""
    if not text.drop:
        return text
    starts = {p.dy: min(q.dx for q in text.placed if q.dy == p.dy) for p in text.placed}
    if reads_to_left(text.text):
        ends = {p.dy: max(q.dx + q.width for q in text.placed if q.dy == p.dy) for p in text.placed}
        starts = {dy: end - text.width for dy, end in ends.items()}
    return text._replace(placed=tuple(p._replace(dx=p.dx - starts[p.dy]) for p in text.placed))


def in_room(text: MeasuredText, width: float, height: float) -> MeasuredText:
    """The text in the middle of an empty box of at least this width and height, in points."""
    width, height = max(width, text.width), max(height, text.upper + text.lower)
    above = (height + text.upper - text.lower) / 2
    shift = (width - text.width) / 2
    placed = tuple(p._replace(dx=p.dx + shift) for p in text.placed)
    room = Room(0.0, -above, width, height - above, (0, len(placed)))
    return text._replace(width=width, ascent=above, descent=height - above, placed=placed, room=room)


def _runs(text: str, fonts: tuple[str, ...], to_left: bool) -> Iterator[TextPiece]:
    """The pieces of a line from left to right; exponents become math if the first font lacks some (STIX has ¹²³)."""
    for typed in runs_of(text, to_left):
        piece = typed if typed.math else typed._replace(text=without_selectors(typed.text))
        if piece.math or not _EXPONENT.search(piece.text) or not missing_characters(SUPERSCRIPTS, fonts[:1]):
            yield piece
            continue
        for part in filter(None, _EXPONENT.split(piece.text)):
            exponent = _EXPONENT.fullmatch(part)
            yield TextPiece(f"$^{{{part.translate(_AS_DIGITS)}}}$" if exponent else part, bool(exponent), piece.start)


@lru_cache(maxsize=_CACHE)
def ink_box(text: str, math: bool, fonts: tuple[str, ...], mathfont: str) -> tuple[float, float, float, float] | None:
    """The ink of a piece of text: left, bottom, right and top from the start of its baseline, y upwards.

    Lengths are per point of size; None if the piece has no ink.
    """
    found = typeset(text, math, fonts, mathfont)
    boxes = [(x, y, x + width, y + height) for x, y, width, height in found.bars]
    for use in found.glyphs:
        if inked := glyph_box(use.key):
            left, bottom, right, top = (at * use.size for at in inked)
            boxes.append((use.x + left, use.y + bottom, use.x + right, use.y + top))
    if not boxes:
        return None
    lefts, bottoms, rights, tops = zip(*boxes, strict=True)
    return min(lefts) / EM, min(bottoms) / EM, max(rights) / EM, max(tops) / EM


def ink(text: MeasuredText, fonts: tuple[str, ...], mathfont: str) -> tuple[float, float, float, float]:
    """The ink of a text in points: left, bottom, right and top from the start of its first baseline, y upwards."""
    size, boxes = text.size, []
    for p in text.placed:
        if box := ink_box(p.piece.text, p.piece.math, fonts, mathfont):
            left, bottom, right, top = (at * size for at in box)
            boxes.append((p.dx + left, bottom - p.dy, p.dx + right, top - p.dy))
    if not boxes:
        return 0.0, 0.0, text.width, 0.0
    lefts, bottoms, rights, tops = zip(*boxes, strict=True)
    return min(lefts), min(bottoms), max(rights), max(tops)


def is_tall(text: MeasuredText) -> bool:
    """Whether a formula makes a text reach clearly above or below a line; False for a blank."""
    if not text.has_math or text.room:
        return False
    return text.ascent > (ASCENT + TALLER) * text.size or text.descent > (DESCENT + TALLER) * text.size


def centre_across(text: MeasuredText, fonts: tuple[str, ...], mathfont: str) -> float:
    """How far the middle of a text is right of its start, in points; the middle of its ink if it is tall."""
    if not is_tall(text):
        return text.width / 2
    left, _, right, _ = ink(text, fonts, mathfont)
    return (left + right) / 2


def centring(text: MeasuredText, fonts: tuple[str, ...], mathfont: str, *, sign: bool) -> float:
    """How far the baseline of a text is below the centre of its node, in points; `sign` is for signs of operations.

    A name is centred by its capitals, so that neighbours share a baseline. A single sign and a tall text are centred by
    their ink, a word or number as a sign by its ink above the baseline.
    """
    if (not sign and not is_tall(text)) or text.room or (text.drop and not text.has_math):
        return text.middle
    _, bottom, _, top = ink(text, fonts, mathfont)
    if len(text.text) > 1 and not text.has_math:
        bottom = max(bottom, 0.0)
    return (top + bottom) / 2
