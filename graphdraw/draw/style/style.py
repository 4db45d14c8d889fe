"""The style of one figure: its theme and what its view wishes, put together once for all that draws it."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from types import MappingProxyType
from typing import Any

from graphdraw.draw.style.themes import COLORS, Theme, wished_numbers
from graphdraw.view import Direction, Numbers, View

TOUCH = 0.5
"""From the tip of an arrow to the outline that it points at, half the outline's width included."""

SUNK = 0.15
"""How far a tip may lie on an outline that is so thick that it reaches beyond that."""

THROUGH = 0.85
"""How far the sharp point of an open head may reach beyond the outline that it points at, into the node."""

SLIGHT = 0.7
"""Half the width of a line for which the distances from arrows to texts are made."""

LIGHT = 3.2
"""Half a head and half a line for which the distances between arrows are made; heavier ones are further apart."""


UNMEASURED: Mapping[str, Any] = MappingProxyType(
    {"name": "", "doc": "", "fonts": (), "numbers": Numbers(), "backward_dash": (), "background": None}
)
"""What moves no mark, colours apart: fonts and the form of numbers are in the texts already, dashes take no room."""


@dataclass(frozen=True, slots=True)
class Style(Theme):
    """A theme at the size of one figure: lengths are in points as they are drawn, `scale` times those of the theme.

    `fonts` begin with the family that the view wants, `margin` and `numbers` are the view's where it has any.
    `background` is None where nothing is painted; `width` is the most that the figure may be wide, None for any.
    """

    scale: float = 1.0
    direction: Direction = "right"
    background: str | None = None
    width: float | None = None

    @property
    def measured(self) -> Style:
        """What of it decides where the parts of a diagram go: in all else figures may differ and lie on each other."""
        return replace(self, **dict.fromkeys(COLORS, ""), **UNMEASURED)  # type: ignore[arg-type]

    @property
    def level(self) -> bool:
        """Whether links run to the right or to the left."""
        return self.direction in ("right", "left")

    @property
    def touch(self) -> float:
        """From the tip of an arrow to the outline that it points at."""
        return max(TOUCH * self.scale, self.outline_width / 2 - SUNK * self.scale)

    @property
    def set_back(self) -> float:
        """How far before the end of an arrow the corner of an open head is, or its point would pierce the outline.

        The point where its two lines meet reaches further than their axes, the more the thicker they are.
        """
        length, width = self.head
        point = self.line_width / 2 * math.hypot(length, width / 2) / (width / 2)
        return max(0.0, point - self.touch - self.outline_width / 2 - THROUGH * self.scale)

    @property
    def reach(self) -> float:
        """From the axis of an arrow to that of one beside its head that would just touch it."""
        return self.head[1] / 2 + self.line_width / 2

    @property
    def heavier(self) -> float:
        """How much further apart the arrows of two links are than light ones have to be."""
        return max(0.0, self.reach - LIGHT * self.scale)

    @property
    def thicker(self) -> float:
        """How much further texts are from the axes of their arrows than they have to be from slight lines."""
        return max(0.0, self.line_width / 2 - SLIGHT * self.scale)


def resolve(theme: Theme, view: View) -> Style:
    """The style of a figure in a theme as a view wishes it."""
    scale = view.font_size / theme.name_size if view.font_size else 1.0
    values: dict[str, Any] = {field.name: _larger(getattr(theme, field.name), scale) for field in fields(Theme)}
    values |= {
        "fonts": (view.font, *theme.fonts) if view.font else theme.fonts,
        "numbers": wished_numbers(theme, view),
        "margin": values["margin"] if view.margin is None else view.margin,
    }
    background = None if view.background == "none" else view.background or theme.ground
    return Style(**values, scale=scale, direction=view.direction, background=background, width=view.width)


def _larger(value: object, scale: float) -> object:
    """Lengths, and tuples of them, so much larger; the rest as it is."""
    if isinstance(value, float):
        return value * scale
    if isinstance(value, tuple):
        return tuple(one * scale if isinstance(one, float) else one for one in value)
    return value
