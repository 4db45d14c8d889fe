"""The themes, as values by role; no theme has rules of its own and no code elsewhere knows a colour.

The values are measured for print and screens: every text has at least 4.5:1 against each ground it can stand on
(`high-contrast` 7:1), forward and backward differ in lightness as well as in hue, and the open head, with or without
dashes, is the second cue beside colour.
"""

from __future__ import annotations

from dataclasses import dataclass, fields, replace

from graphdraw.registry import Registry
from graphdraw.view import Numbers, View

AUTO = Numbers()


@dataclass(frozen=True, slots=True)
class Theme:
    """Colours by role (`#rrggbb`), sizes and line widths in points, font families in order of preference.

    `ground` is behind everything, `ink` the colour of texts, `forward` and `backward` are those of arrows and their
    numbers, `neutral` that of arrows without a gradient, of local derivatives and of the names of groups.
    `backward_dash` and `neutral_dash` are the dashes and gaps of such arrows in turn, () for a solid line. `node_fill`
    is the inside of circles and boxes, `block_fill` that of a closed block, `fork_fill` that of the dot of a fork;
    inputs, parameters and outputs have fills of their own where they have an outline: `name_shape` is that of names at
    the ends. `symbol_size` is for a single sign in a circle, `word_size` for a word in a pill, `small_size` the floor
    of running text (local derivatives). `pair` is the distance between the two arrows of an edge, `head` length and
    width of an arrow head, `corner` how far before a bend its rounding starts, `gap` the room between a name and its
    arrows, `margin` that round the figure, `box_padding` that round the texts in the box of a value, `group_padding`
    that round what is in a group. `numbers` is how numbers are written where the spec says nothing.
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
    input_fill: str = "#ffffff"
    param_fill: str = "#ffffff"
    output_fill: str = "#ffffff"
    block_fill: str = "#f2f2f2"
    group_fill: str = "#f7f7f7"
    group_outline: str = "#a3a3a3"
    fork_fill: str = "#595959"
    fonts: tuple[str, ...] = ("DejaVu Sans",)
    mathfont: str = "dejavusans"
    numbers: Numbers = AUTO
    name_size: float = 9.0
    number_size: float = 8.0
    symbol_size: float = 11.0
    word_size: float = 8.5
    small_size: float = 7.0
    line_width: float = 0.8
    outline_width: float = 0.7
    backward_dash: tuple[float, ...] = ()
    neutral_dash: tuple[float, ...] = (1.2, 1.2)
    name_shape: str = "none"
    node_height: float = 26.0
    pair: float = 6.0
    head: tuple[float, float] = (5.0, 4.0)
    corner: float = 9.0
    gap: float = 3.0
    box_padding: float = 5.0
    group_padding: float = 8.0
    margin: float = 4.0


THEMES: Registry[Theme] = Registry("theme")
"""The themes that `view.theme` and `--theme` can name."""

PLAIN = Theme("plain", "thin circles and plain names on white: colour means forward or backward and nothing else")

SERIF = replace(
    PLAIN,
    name="serif",
    doc="plain with text and math in STIX, beside text in Times",
    fonts=("STIXGeneral", "DejaVu Serif", "DejaVu Sans"),
    mathfont="stix",
    name_size=10.5,
    number_size=9.5,
    symbol_size=12.5,
    word_size=10.0,
    small_size=8.5,
)

DARK = replace(
    PLAIN,
    name="dark",
    doc="light lines on a dark ground, for screens in dark mode",
    ground="#1b1f24",
    ink="#e6e6e6",
    forward="#8ec5ff",
    backward="#ff7b72",
    neutral="#a8b3bd",
    node_fill="#1b1f24",
    node_outline="#8b949e",
    input_fill="#1b1f24",
    param_fill="#1b1f24",
    output_fill="#1b1f24",
    block_fill="#2b3138",
    group_fill="#21262c",
    group_outline="#6b747d",
    fork_fill="#a8b3bd",
)

for _theme in (
    PLAIN,
    SERIF,
    replace(
        SERIF,
        name="textbook",
        doc="thin black outlines, small circles and serif names, as in printed textbooks",
        ink="#000000",
        forward="#1a3f7f",
        backward="#b3201b",
        node_outline="#000000",
        fork_fill="#000000",
        name_size=10.0,
        number_size=8.5,
        symbol_size=11.5,
        word_size=9.0,
        small_size=8.0,
        line_width=0.6,
        outline_width=0.5,
        node_height=22.0,
        pair=5.0,
        head=(4.5, 3.5),
    ),
    replace(
        PLAIN,
        name="boxed",
        doc="names in boxes, tinted by role: inputs blue, parameters green, outputs pink, operations cream",
        backward="#c62828",
        node_fill="#fff8e1",
        node_outline="#5f5f5f",
        input_fill="#e3f2fd",
        param_fill="#e8f5e9",
        output_fill="#fce4ec",
        block_fill="#f0ecf7",
        name_shape="rounded",
    ),
    replace(
        PLAIN,
        name="cs231n",
        doc="green values and red gradients with two decimals, as in the circuits of Stanford's course CS231n",
        forward="#006b2d",
        node_outline="#1a1a1a",
        numbers=Numbers(decimals=2, givens="format"),
    ),
    replace(
        PLAIN,
        name="mono",
        doc="black alone, for grey print: what runs backward is dashed",
        ink="#000000",
        forward="#000000",
        backward="#000000",
        neutral="#4d4d4d",
        node_outline="#000000",
        fork_fill="#000000",
        backward_dash=(2.4, 1.6),
    ),
    DARK,
    replace(
        PLAIN,
        name="high-contrast",
        doc="larger, thicker and darker, 7:1 at least, for slides and weak eyes: what runs backward is dashed",
        ink="#000000",
        forward="#003f8a",
        backward="#a30000",
        neutral="#3d3d3d",
        node_outline="#000000",
        block_fill="#ffffff",
        fork_fill="#000000",
        name_size=11.0,
        number_size=10.0,
        symbol_size=13.0,
        word_size=10.5,
        small_size=9.0,
        line_width=1.4,
        outline_width=1.3,
        backward_dash=(4.0, 2.2),
        node_height=30.0,
        pair=6.5,
        head=(6.5, 5.0),
        gap=3.5,
    ),
):
    THEMES.register(_theme.name, _theme)


COLORS = tuple(field.name for field in fields(Theme) if str(field.default).startswith("#"))
"""The fields of a theme that are colours."""


def in_dark(theme: Theme) -> Theme:
    """A theme in the colours of `dark`; all else stays, so that both figures have the same layout."""
    return replace(theme, **{role: getattr(DARK, role) for role in COLORS})


def wished_numbers(theme: Theme, view: View) -> Numbers:
    """How numbers are written in a figure: as its view says, or as the theme does where the view says nothing."""
    if view.numbers is None:
        return theme.numbers
    return view.numbers._replace(givens=view.numbers.givens or theme.numbers.givens)


def completed(view: View) -> View:
    """The view with the form of numbers filled in from its theme. Raises UnknownNameError for an unknown theme."""
    return replace(view, numbers=wished_numbers(THEMES.get(view.theme), view))
