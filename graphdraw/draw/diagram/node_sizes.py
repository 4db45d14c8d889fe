"""Nodes made large enough for their links, so that every arrow ends on an outline and apart from those of others.

A circle at which more links end than have room around it becomes a pill across them. Points at the theme's size.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Sequence
from math import asin, degrees

from graphdraw.draw.diagram.model import Item, Line
from graphdraw.draw.style.shapes import SHAPES
from graphdraw.draw.style.themes import Theme
from graphdraw.view import Direction

BETWEEN_PAIRS, SINGLE_PITCH = 5.0, 6.0
"""Between the arrows of two links on a straight side that are pairs, and between the axes of single ones."""

PAIRS_AROUND, SINGLES_AROUND = 3, 7
"""Links on one side of a round node at most; more arrive side by side."""

AROUND, APART = 150.0, 4.0
"""Degrees that the links on one side of a circle have, and points between the arrows of two where they end there."""

BORDER, NAME_BORDER = 8.0, 2.0
"""What a side is longer than several links with their arrows need, with an outline and without."""

LEAST_ROUND, LEAST_BORDER = 1.45, 4.0
"""How much larger than a pair of arrows a round node is, and what any other is longer."""

STRAIGHT = 2.0
"""How far arrows that arrive side by side run straight before their heads."""


def with_room(
    items: Iterable[Item],
    lines: Iterable[Line],
    theme: Theme,
    *,
    level: bool,
    scale: float,
    crowded: Container[str] = (),
) -> list[Item]:
    """The items, those longer that need it; of a name alone only the room that it takes is.

    At those that are `crowded`, arrows arrive side by side, however few they are.
    """
    sides: dict[tuple[str, bool], list[bool]] = {}
    for line in lines:
        sides.setdefault((line.tail, True), []).append(line.flow == "both")
        sides.setdefault((line.tip, False), []).append(line.flow == "both")
    found = []
    for item in items:
        there = [sides.get((item.id, side), []) for side in (True, False)]
        if item.kind != "branch" and any(there):
            abreast = item.id in crowded or _many(item, there, theme, level, scale)
            item = _abreast(item, theme, scale) if abreast else item
            item = _sized(item, there, theme, level, scale)
        found.append(item)
    return found


def size_for_links(item: Item, direction: Direction) -> tuple[float, float]:
    """The size of what links end at: that of the item, or longer across them."""
    if direction in ("right", "left"):
        return item.width, max(item.height, item.room)
    return max(item.width, item.room), item.height


def pair_pitch(theme: Theme) -> float:
    """Between the axes of two links on a straight side that are pairs of arrows."""
    return theme.pair + BETWEEN_PAIRS


def length_for(links: int, theme: Theme) -> float:
    """How long a side is on which so many pairs of arrows end."""
    return pair_pitch(theme) * (links - 1) + theme.pair + BORDER


def lead(theme: Theme) -> float:
    """How far arrows that arrive side by side run straight, with their heads."""
    return theme.head[0] + STRAIGHT


def _many(item: Item, sides: list[list[bool]], theme: Theme, level: bool, scale: float) -> bool:
    """Whether more links end on one side of a name or of a round node than can come from any angle."""
    if item.attach == "box" and item.shape != "none":
        return False
    across = (item.height if level else item.width) / scale
    if item.shape == "none":
        return any(len(side) > (PAIRS_AROUND if any(side) else SINGLES_AROUND) for side in sides)
    return any(len(side) > _around(side, across, theme) for side in sides)


def _abreast(item: Item, theme: Theme, scale: float) -> Item:
    """The item with arrows that run straight before they end at it, side by side; a circle becomes a pill."""
    shape = "pill" if item.shape == "circle" else item.shape
    return item._replace(attach="box", shape=shape, lead=lead(theme) * scale)


def _sized(item: Item, sides: list[list[bool]], theme: Theme, level: bool, scale: float) -> Item:
    """The item as large as its links need."""
    if item.shape == "none":
        room = max(_length(side, theme, theme.pair + NAME_BORDER, -theme.pair) for side in sides)
        return item._replace(room=room * scale)
    if item.attach == "box":
        # the layout keeps the axes of single arrows as far apart as those of pairs, where there is room
        part = SHAPES.get(item.shape).side
        there = [[True] * len(side) for side in sides] if part < 1 else sides
        long = max(_length(side, theme, theme.pair + BORDER, LEAST_BORDER) for side in there) / part * scale
    else:
        long = LEAST_ROUND * theme.pair * scale if any(map(any, sides)) else 0.0
    if item.shape == "circle":
        return item._replace(width=max(item.width, long), height=max(item.height, long))
    if level:
        return item._replace(height=max(item.height, long))
    return item._replace(width=max(item.width, long))


def _around(side: Sequence[bool], across: float, theme: Theme) -> int:
    """How many links one side of a round node takes."""
    if not any(side):
        return SINGLES_AROUND
    half, apart = (degrees(asin(min(1.0, by / across))) for by in (theme.pair, APART))
    return max(1, min(PAIRS_AROUND, 1 + int(AROUND / (2 * half + 2 * apart))))


def _length(side: Sequence[bool], theme: Theme, beyond: float, least: float) -> float:
    """How long a side is for its links where they end side by side: `beyond` the axes of several."""
    if len(side) > 1:
        return (pair_pitch(theme) if any(side) else SINGLE_PITCH) * (len(side) - 1) + beyond
    return theme.pair + least if any(side) else 0.0
