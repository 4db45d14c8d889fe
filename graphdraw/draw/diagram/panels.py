"""The inside of a value's box: its texts in lines or in cells, and the cell with the operation's sign.

All lengths are in points, all places relative to the centre of the box, y downwards.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import copysign
from typing import NamedTuple

from graphdraw.draw.diagram.model import Inscription, Rule, Standing
from graphdraw.draw.style.style import Style
from graphdraw.draw.text.text import MeasuredText

LINE_GAP = 4.5
"""From the baseline of one line of text to the capitals of the next."""

SIGN_PADDING = 3.5
"""Between the sign of an operation and the lines round its cell."""


BEYOND = 1e4
"""Points from the centre, further out than any outline."""


class Panel(NamedTuple):
    """A box of `width` by `height` with its texts and the lines `rules` between its cells."""

    width: float
    height: float
    texts: tuple[Standing, ...] = ()
    rules: tuple[Rule, ...] = ()

    def moved(self, dx: float, dy: float) -> Panel:
        """The panel with its texts and lines moved by `dx` and `dy`, and a box that stays."""
        texts = tuple(s._replace(at=(s.at[0] + dx, s.at[1] + dy)) for s in self.texts)
        rules = tuple(((a[0] + dx, a[1] + dy), (b[0] + dx, b[1] + dy)) for a, b in self.rules)
        return self._replace(texts=texts, rules=rules)


PanelLine = Sequence[Inscription]
"""Texts that follow each other on one baseline."""


def stacked(lines: Sequence[PanelLine], style: Style) -> Panel:
    """A panel with the lines one below the other, each centred."""
    padding = style.box_padding
    heights, gap = [_height(line) for line in lines], LINE_GAP * style.scale
    total = sum(heights) + gap * (len(lines) - 1)
    top, texts = -total / 2, list[Standing]()
    for line, height in zip(lines, heights, strict=True):
        texts += _set(line, -_width(line) / 2, top + height - _below(line))
        top += height + gap
    width, height = max(map(_width, lines), default=0.0) + 2 * padding, total + 2 * padding
    return Panel(max(width, height), height, tuple(texts))


def side_by_side(cells: Sequence[PanelLine], style: Style) -> Panel:
    """A panel with the cells in a row and a line between each two.

    All texts stand on one baseline; where one has several lines, each cell is centred instead.
    """
    padding = style.box_padding
    apart = any(word.text.drop for cell in cells for word in cell)
    above, below = max(map(_above, cells), default=0.0), max(map(_below, cells), default=0.0)
    height = (max(map(_height, cells)) if apart else above + below) + 2 * padding
    widths = [_width(cell) + 2 * padding for cell in cells]
    left, texts, rules = -sum(widths) / 2, list[Standing](), list[Rule]()
    for cell, width in zip(cells, widths, strict=True):
        if texts:
            rules.append(((left, -height / 2), (left, height / 2)))
        baseline = (_above(cell) - _below(cell)) / 2 if apart else (above - below) / 2
        texts += _set(cell, left + padding, baseline)
        left += width
    return Panel(sum(widths), height, tuple(texts), tuple(rules))


def with_sign(panel: Panel, sign: MeasuredText, shift: float, style: Style) -> Panel:
    """The panel with the sign of an operation in a cell of its own, on the side where the edges arrive.

    `shift` is how far below the middle of its cell the baseline of the sign runs.
    """
    padding = 2 * SIGN_PADDING * style.scale
    long, high = sign.width + padding, _line(sign) + padding
    toward = -1 if style.direction in ("right", "down") else 1
    if style.level:
        panel, room = grown(panel, panel.width, max(panel.height, high)), max(long, high)
        x, y, size = toward * panel.width / 2, 0.0, (panel.width + room, panel.height)
        edge = toward * (panel.width - room) / 2
        rule = ((edge, -panel.height / 2), (edge, panel.height / 2))
        inside = panel.moved(-toward * room / 2, 0.0)
    else:
        panel, room = grown(panel, max(panel.width, long), panel.height), high
        x, y, size = 0.0, toward * panel.height / 2, (panel.width, panel.height + room)
        edge = toward * (panel.height - room) / 2
        rule = ((-panel.width / 2, edge), (panel.width / 2, edge))
        inside = panel.moved(0.0, -toward * room / 2)
    drawn = Standing(Inscription("symbol", sign), (x - sign.width / 2, y + shift))
    return Panel(*size, (drawn, *inside.texts), (rule, *inside.rules))


def of_sign(sign: MeasuredText, shift: float, scale: float) -> Panel:
    """A panel with nothing but the sign of an operation; `shift` is as in `with_sign`."""
    size = _line(sign) + 2 * SIGN_PADDING * scale
    texts = (Standing(Inscription("symbol", sign), (-sign.width / 2, shift)),)
    return Panel(max(size, sign.width + 2 * SIGN_PADDING * scale), size, texts)


def grown(panel: Panel, width: float, height: float) -> Panel:
    """The panel in a box of `width` by `height`, with the lines between its cells as long as the box is high."""
    rules = tuple(((x, -height / 2), (x, height / 2)) for (x, _), _ in panel.rules)
    return panel._replace(width=width, height=height, rules=rules)


def to_the_outline(panel: Panel) -> Panel:
    """The panel with the lines that end at its sides prolonged beyond any outline; drawing cuts them off there."""

    def far(at: float, edge: float) -> float:
        return copysign(BEYOND, at) if abs(at) > edge - 1e-6 else at

    w, h = panel.width / 2, panel.height / 2
    rules = tuple(((far(ax, w), far(ay, h)), (far(bx, w), far(by, h))) for (ax, ay), (bx, by) in panel.rules)
    return panel._replace(rules=rules)


def _set(words: PanelLine, x: float, baseline: float) -> list[Standing]:
    found = []
    for word in words:
        found.append(Standing(word, (x, baseline)))
        x += word.text.width
    return found


def _width(words: PanelLine) -> float:
    return sum(word.text.width for word in words)


def _height(words: PanelLine) -> float:
    return _above(words) + _below(words)


def _above(words: PanelLine) -> float:
    """How far the highest text reaches above the baseline: plain text as its capitals, a formula as its top."""
    return max((w.text.upper for w in words), default=0.0)


def _below(words: PanelLine) -> float:
    """How far the lowest text reaches below the baseline; the descenders of plain text are not counted."""
    return max((w.text.lower for w in words), default=0.0)


def _line(text: MeasuredText) -> float:
    return text.height if text.has_math or text.drop else text.size
