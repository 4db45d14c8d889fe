"""The size of blanks in points: one for all values of a figure, one for all gradients.

A reader fills them in by hand, however small the text is, and must not see from its size how long an answer is.
"""

from __future__ import annotations

from collections.abc import Iterable

from graphdraw.draw.diagram.model import DiagramEdge, DiagramNode, Inscription
from graphdraw.draw.scene import LabelRole
from graphdraw.view import Blank

Size = tuple[float, float]
"""Width and height in points."""

LEAST = 28.0, 15.0
"""The least size: 10 by 5 mm, enough to write a number by hand; larger where the figure is enlarged, never smaller."""

PADDING = 1.5
"""Points between the largest answer and its frame, at the theme's size."""


def blanks(
    nodes: Iterable[DiagramNode], edges: Iterable[DiagramEdge], wished: Blank, scale: float
) -> dict[LabelRole, Size]:
    """The size of the blanks of each role: as `wished` or as `LEAST`, and at least that of the largest answer."""
    least, padding = [size * max(1.0, scale) for size in LEAST], 2 * PADDING * scale
    found: dict[LabelRole, Size] = {}
    for inscription in _inscriptions(nodes, edges):
        if room := inscription.text.room:
            width, height = found.get(inscription.role, (wished.width or least[0], wished.height or least[1]))
            answer = room.right - room.left + padding, room.bottom - room.top + padding
            found[inscription.role] = max(width, answer[0]), max(height, answer[1])
    return found


def _inscriptions(nodes: Iterable[DiagramNode], edges: Iterable[DiagramEdge]) -> Iterable[Inscription]:
    for node in nodes:
        yield from (standing.inscription for standing in node.texts)
    for edge in edges:
        yield from (*edge.before, *edge.after)
