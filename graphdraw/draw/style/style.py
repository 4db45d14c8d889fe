"""The style of one figure: its theme and its view resolved into one value, in points as drawn."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from types import MappingProxyType
from typing import Any

from graphdraw.draw.style.themes import COLORS, Theme, wished_numbers
from graphdraw.view import Density, Direction, Numbers, View

TOUCH = 0.5
"""The distance from the tip of an arrow to the axis of the outline that it points at, in points at the theme's size."""

SUNK = 0.15
"""How far a tip may overlap an outline that is thicker than twice `TOUCH`, in points at the theme's size."""

THROUGH = 0.85
"""How far the sharp point of an open head may reach beyond the outline that it points at, into the node."""

SLIGHT = 0.7
"""Half the width of the thickest line that the distances from arrows to texts allow for."""

LIGHT = 3.2
"""Half a head plus half a line: what the distances between arrows allow for; heavier arrows are further apart."""


GAPS: Mapping[Density, float] = MappingProxyType({"compact": 0.7, "normal": 1.0, "airy": 1.4})
"""The factors for the gaps by `view.density`."""


UNMEASURED: Mapping[str, Any] = MappingProxyType(
    {
        "name": "",
        "doc": "",
        "fonts": (),
        "numbers": Numbers(),
        "backward_dash": (),
        "neutral_dash": (),
        "background": None,
    }
)
"""Values for the fields that move no mark, besides colours: fonts and the form of numbers are in the measured texts."""


@dataclass(frozen=True, slots=True)
class Style(Theme):
    """A theme at the size of one figure: lengths are in points as drawn, `scale` times those of the theme.

    `fonts` begin with the family that the view asks for; `margin` and `numbers` come from the view where it sets them.
    `background` is None where nothing is painted; `width` is the largest width of the figure in points, None for any.
    `gaps` is a factor for the gaps between nodes; `wraps` says whether a figure too wide may be broken into rows.
    """

    scale: float = 1.0
    direction: Direction = "right"
    background: str | None = None
    width: float | None = None
    gaps: float = 1.0
    wraps: bool = True

    @property
    def measured(self) -> Style:
        """The style with neutral values for all that does not affect the layout; equal ones give equal layouts."""
        return replace(self, **dict.fromkeys(COLORS, ""), **UNMEASURED)  # type: ignore[arg-type]

    @property
    def level(self) -> bool:
        """Whether edges run to the right or to the left."""
        return self.direction in ("right", "left")

    @property
    def touch(self) -> float:
        """The distance from the tip of an arrow to the axis of the outline that it points at, in points."""
        return max(TOUCH * self.scale, self.outline_width / 2 - SUNK * self.scale)

    @property
    def set_back(self) -> float:
        """How far before the end of an arrow an open head has its tip, in points, so that none pierces the outline.

        The mitre of its two lines reaches further than their axes, the more so the thicker they are.
        """
        length, width = self.head
        point = self.line_width / 2 * math.hypot(length, width / 2) / (width / 2)
        return max(0.0, point - self.touch - self.outline_width / 2 - THROUGH * self.scale)

    @property
    def reach(self) -> float:
        """The distance in points from the axis of an arrow to that of another one that just touches its head."""
        return self.head[1] / 2 + self.line_width / 2

    @property
    def heavier(self) -> float:
        """The distance in points that the arrows of two edges need in addition to that of light ones."""
        return max(0.0, self.reach - LIGHT * self.scale)

    @property
    def thicker(self) -> float:
        """The distance in points that texts keep from thick lines in addition to that from thin ones."""
        return max(0.0, self.line_width / 2 - SLIGHT * self.scale)


def resolve(theme: Theme, view: View) -> Style:
    """The style of a figure: the theme, at the font size of the view, with what the view sets."""
    scale = view.font_size / theme.name_size if view.font_size else 1.0
    values: dict[str, Any] = {field.name: _larger(getattr(theme, field.name), scale) for field in fields(Theme)}
    values |= {
        "fonts": (view.font, *theme.fonts) if view.font else theme.fonts,
        "numbers": wished_numbers(theme, view),
        "margin": values["margin"] if view.margin is None else view.margin,
    }
    background = None if view.background == "none" else view.background or theme.ground
    return Style(
        **values,
        scale=scale,
        direction=view.direction,
        background=background,
        width=view.width,
        gaps=GAPS[view.density],
        wraps=view.wrap == "auto",
    )


def _larger(value: object, scale: float) -> object:
    """Floats, and those in tuples, multiplied by `scale`; any other value unchanged."""
    if isinstance(value, float):
        return value * scale
    if isinstance(value, tuple):
        return tuple(one * scale if isinstance(one, float) else one for one in value)
    return value
