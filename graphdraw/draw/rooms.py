"""Nodes made long enough for their links, so that arrows that end side by side keep apart. Points at the theme's size.

A circle at which more links end than have room around it becomes a pill across them.
"""

from __future__ import annotations

from collections.abc import Iterable

from graphdraw.draw.diagram import Item, Line
from graphdraw.view import Direction

PAIR_PITCH, SINGLE_PITCH = 11.0, 6.0
"""Between the axes of two links on a straight side: pairs of arrows, or single ones."""

PAIRS_AROUND, SINGLES_AROUND = 3, 7
"""Links on one side of a circle at most."""

BORDER, NO_BORDER = 14.0, 6.0
"""What a side is longer than its links need, with an outline and without."""


def with_room(items: Iterable[Item], lines: Iterable[Line], *, level: bool, scale: float) -> list[Item]:
    """The items, those longer that need it; of a name alone only the room that it takes is."""
    sides: dict[tuple[str, bool], list[bool]] = {}
    for line in lines:
        sides.setdefault((line.tail, True), []).append(line.flow == "both")
        sides.setdefault((line.tip, False), []).append(line.flow == "both")
    return [
        _with_room(item, [sides.get((item.id, side), []) for side in (True, False)], level, scale) for item in items
    ]


def size_for_links(item: Item, direction: Direction) -> tuple[float, float]:
    """The size of what links end at: that of the item, or longer across them."""
    if direction in ("right", "left"):
        return item.width, max(item.height, item.room)
    return max(item.width, item.room), item.height


def _with_room(item: Item, sides: list[list[bool]], level: bool, scale: float) -> Item:
    if item.kind == "branch":
        return item
    if item.attach == "round" and all(len(s) <= (PAIRS_AROUND if any(s) else SINGLES_AROUND) for s in sides):
        return item
    needed = max((PAIR_PITCH if any(side) else SINGLE_PITCH) * (len(side) - 1) for side in sides)
    if needed <= 0:
        return item
    if item.shape == "none":
        return item._replace(room=(needed + NO_BORDER) * scale)
    long = (needed + BORDER) * scale
    width, height = (item.width, max(item.height, long)) if level else (max(item.width, long), item.height)
    if (width, height) == (item.width, item.height):
        return item
    if item.attach == "round":
        item = item._replace(attach="box", shape="pill" if item.shape == "circle" else item.shape)
    rules = tuple(((x, -height / 2), (x, height / 2)) for (x, _), _ in item.rules)
    return item._replace(width=width, height=height, rules=rules)
