"""Themes: values only, by role; no rule lives here and no code elsewhere knows a colour.

The values of `plain` are measured for print: every text and line has at least 4.5:1 against the ground, forward and
backward differ in lightness as well as in hue, and the open head is the second cue beside colour.
"""

from __future__ import annotations

from dataclasses import dataclass

from graphdraw.registry import Registry


@dataclass(frozen=True, slots=True)
class Theme:
    """Colours by role (`#rrggbb`), sizes and line widths in points, font families in order of preference.

    `symbol_size` is for a single sign in a circle, `word_size` for a word in a pill, `small_size` the floor of running
    text (local derivatives). `pair` is the distance between the two arrows of an edge, `head` length and width of an
    arrow head, `corner` how far before a bend its rounding starts, `gap` the room between a name and its arrows,
    `box_padding` that round the texts in the box of a value.
    """

    name: str
    doc: str
    ground: str = "#ffffff"
    ink: str = "#1a1a1a"
    forward: str = "#0b4f9e"
    backward: str = "#d32f2f"
    neutral: str = "#595959"
    node_fill: str = "#ffffff"
    node_outline: str = "#6e6e6e"
    block_fill: str = "#f2f2f2"
    branch_fill: str = "#595959"
    fonts: tuple[str, ...] = ("DejaVu Sans",)
    mathfont: str = "dejavusans"
    name_size: float = 9.0
    number_size: float = 8.0
    symbol_size: float = 11.0
    word_size: float = 8.5
    small_size: float = 7.0
    line_width: float = 0.8
    outline_width: float = 0.7
    backward_dash: tuple[float, ...] = ()
    node_height: float = 26.0
    pair: float = 6.0
    head: tuple[float, float] = (5.0, 4.0)
    corner: float = 9.0
    gap: float = 3.0
    box_padding: float = 5.0
    margin: float = 4.0


THEMES: Registry[Theme] = Registry("theme")
"""What `view.theme` and `--theme` can name."""

PLAIN = Theme("plain", "thin circles and plain names on white: colour means forward or backward and nothing else")
THEMES.register(PLAIN.name, PLAIN)
