"""The label stack of an edge: how much room its texts take, and where each of them stands.

Both are computed from the same distances, so that what is drawn is what was measured. Lengths are in points.
"""

from __future__ import annotations

from typing import NamedTuple

from graphdraw.draw.diagram.model import DiagramEdge, Inscription, Standing
from graphdraw.draw.scene import Point
from graphdraw.draw.style.style import Style

ABOVE, BELOW, ASIDE = 2.4, 3.2, 3.6
"""Gaps from an arrow to the descenders of the text above it, the capitals of that below, and the text at its side."""

STACK = 2.0
"""The gap between two texts that stand one above the other, such as a name and its number."""

ASIDE_OF_OTHERS = 3.0
"""Free room on the far side of a text at a vertical arrow, so that texts of the next arrow do not seem to join it."""

ENDS = 3.0
"""How far the arrows run free of texts at either end of the stack."""

BESIDE = 4.0
"""The gap between the value and the local derivative beside it."""

HALF_LINE = 1.5
"""The room beside an arrow on a side without text: texts of other edges stay further from it than from their own."""


class LabelStack(NamedTuple):
    """The extents of a label stack along the axis of its edge and on both sides of it, as in `LayoutEdge`."""

    along: float
    before: float
    after: float


def half_pair(edge: DiagramEdge, style: Style) -> float:
    """How far the arrows of an edge are from its axis, in points; 0 for a single arrow."""
    return style.pair / 2 if edge.flow == "both" else 0.0


def label_stack(edge: DiagramEdge, style: Style) -> LabelStack:
    """The room that the texts of an edge need, its arrows included."""
    scale, half = style.scale, half_pair(edge, style) + style.thicker
    least = half + HALF_LINE * scale
    if style.level:
        width = max((i.text.width for i in (*edge.before, *edge.after)), default=0.0)
        along = width + _beside_width(edge, scale)
        before = _height(edge.before, scale)
        after = sum(_height_below(i) for i in edge.after)
        return LabelStack(
            along + 2 * ENDS * scale if along else 0.0,
            half + ABOVE * scale + before if before else least,
            half + BELOW * scale + after if after else least,
        )
    left, right = _side_texts(edge)
    along = max(_height(left, scale), _height(right, scale))
    room = (ASIDE + ASIDE_OF_OTHERS) * scale
    return LabelStack(
        along + 2 * scale if along else 0.0,
        half + room + max(i.text.width for i in left) if left else least,
        half + room + max(i.text.width for i in right) if right else least,
    )


def standings(edge: DiagramEdge, anchor: Point, style: Style) -> list[Standing]:
    """Where each text of an edge stands, with the label stack centred at `anchor` on the axis."""
    scale, half = style.scale, half_pair(edge, style) + style.thicker
    if style.level:
        return _stacked(edge, anchor, style, half)
    left, right = _side_texts(edge)
    near_left, near_right = anchor[0] - half - ASIDE * scale, anchor[0] + half + ASIDE * scale
    found = [Standing(i, (near_left - i.text.width, y)) for i, y in _column(left, anchor[1], scale)]
    return found + [Standing(i, (near_right, y)) for i, y in _column(right, anchor[1], scale)]


def _stacked(edge: DiagramEdge, anchor: Point, style: Style, half: float) -> list[Standing]:
    (x, y), scale, right = anchor, style.scale, style.direction == "right"
    extra = _beside_width(edge, scale)
    shift = -extra / 2 if right else extra / 2
    found = []
    bottom = y - half - ABOVE * scale
    for i in edge.before:
        found.append(Standing(i, (x + shift - i.text.width / 2, bottom - i.text.descent)))
        bottom -= i.text.height + STACK * scale
    top = y + half + BELOW * scale
    for i in edge.after:
        baseline = top + i.text.upper
        found.append(Standing(i, (x + shift - i.text.width / 2, baseline)))
        top += _height_below(i)
    if edge.beside:
        text = edge.beside.text
        width = max((i.text.width for i in (*edge.before, *edge.after)), default=0.0)
        left_at = x + shift + width / 2 + BESIDE * scale if right else x + shift - width / 2 - extra
        found.append(Standing(edge.beside, (left_at, y - half - ABOVE * scale - text.descent)))
    return found


def _height(stacked: tuple[Inscription, ...], scale: float) -> float:
    """The height of texts that stand one above the other, with the gaps between them."""
    return sum(i.text.height for i in stacked) + STACK * scale * max(0, len(stacked) - 1)


def _column(inscriptions: tuple[Inscription, ...], middle: float, scale: float) -> list[tuple[Inscription, float]]:
    """Each text with the y of its baseline, one below the other round `middle`; a single one has its digits centred."""
    if len(inscriptions) == 1:
        return [(inscriptions[0], middle + inscriptions[0].text.middle)]
    top = middle - _height(inscriptions, scale) / 2
    found = []
    for i in inscriptions:
        found.append((i, top + i.text.ascent))
        top += i.text.height + STACK * scale
    return found


def _side_texts(edge: DiagramEdge) -> tuple[tuple[Inscription, ...], tuple[Inscription, ...]]:
    """The texts left and right of a vertical edge, each from top to bottom."""
    left = (*reversed(edge.before), *((edge.beside,) if edge.beside else ()))
    return left, edge.after


def _beside_width(edge: DiagramEdge, scale: float) -> float:
    return edge.beside.text.width + BESIDE * scale if edge.beside else 0.0


def _height_below(inscription: Inscription) -> float:
    """The height of a text below an arrow: plain text from its capitals on, a formula from its top on."""
    return inscription.text.upper + inscription.text.descent
