"""Least sizes: text that nobody can read in print is not drawn.

A theme's own sizes are taken as they are; only where a figure's text is smaller than its theme has it can it be too
small.
"""

from __future__ import annotations

from math import ceil, floor

from graphdraw.draw.diagram import Diagram
from graphdraw.draw.labels import is_unspaced
from graphdraw.draw.text import Text
from graphdraw.draw.themes import Theme
from graphdraw.draw.typeset import typeset
from graphdraw.errors import Location, Problem

LEAST_TEXT, LEAST_GLYPH = 7.0, 5.0
"""Points of running text, and of any sign, such as an index in a formula."""

LONG = 0.2
"""The part of a figure's width that a long label takes."""

MOST_LINES = 3
"""Of a label."""


def too_small(diagram: Diagram, theme: Theme, where: Location | None) -> Problem | None:
    """The problem of a figure whose text is too small, which says the least `font_size` that it can have."""
    if diagram.scale >= 1:
        return None
    texts = set(diagram.texts)
    least = min((it.size for it in texts), default=LEAST_TEXT)
    glyph = min((it.size * _smallest(it, diagram, theme) for it in texts), default=LEAST_GLYPH)
    needed = max(LEAST_TEXT / least, LEAST_GLYPH / glyph)
    if needed <= 1 + 1e-9:
        return None
    size = theme.name_size * diagram.scale
    possible = min(theme.name_size, ceil(10 * size * needed - 1e-6) / 10)
    runs = least < LEAST_TEXT
    kind, limit = ("text", LEAST_TEXT) if runs else ("sign in a formula", LEAST_GLYPH)
    has = floor(10 * (least if runs else glyph)) / 10
    text = f"text is too small at font_size {size:.4g}: the smallest {kind} has {has}pt, less than {limit:.0f}pt"
    return Problem(where, text, "small-text", f"the least font_size of this figure is {possible:.4g}")


def long_label(diagram: Diagram, width: float) -> Text | None:
    """The longest name in a figure that is wider than `width`, if it takes a good part of that and could be broken."""
    names = [item.text for item in diagram.items if item.text and item.kind in ("input", "output", "block")]
    names += [enclosure.text for enclosure in diagram.enclosures]
    inscriptions = [s.inscription for item in diagram.items for s in item.texts]
    inscriptions += [inscription for line in diagram.lines for inscription in (*line.before, *line.after)]
    names += [inscription.text for inscription in inscriptions if inscription.role == "name"]
    longest = max(names, key=lambda text: text.width, default=None)
    if longest is None or longest.width < LONG * width:
        return None
    lines, parts = len({placed.dy for placed in longest.placed}), longest.text.split()
    return longest if lines < MOST_LINES and (len(parts) > lines or is_unspaced(longest.text)) else None


def _smallest(text: Text, diagram: Diagram, theme: Theme) -> float:
    """The size of its smallest glyph, as a part of the size of the text."""
    pieces = (typeset(p.piece.text, p.piece.math, diagram.fonts, theme.mathfont) for p in text.placed)
    return min((use.size for piece in pieces for use in piece.glyphs), default=1.0)
