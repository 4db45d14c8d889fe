"""How a figure is to look, as the spec says it: `view:` after checking, with every default filled in.

Frozen values and no rules; `spec` fills it in, `draw` reads it. Lengths are in points.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Annotated, Any, Literal, NamedTuple

Direction = Literal["right", "left", "down", "up"]
Shown = Literal["value", "name", "blank", "computed", "hide"]
"""What stands for a number; `computed` leaves blank what is computed and shows what is given."""

Visibility = Literal["show", "hide", "blank", "computed"]
"""Whether a number is shown; `computed` is as in `Shown`."""

Density = Literal["compact", "normal", "airy"]
NotationName = Literal["operations", "variables", "both"]
Collapsed = Literal["collapsed", "expanded"]


def _empty() -> Mapping[Any, Any]:
    return MappingProxyType({})


class Numbers(NamedTuple):
    """How numbers are written; the fields are the keys of `view.numbers` and of a long `format`.

    `decimals` is the count after the point, `sig` the significant digits (None: as the style has it); `trim` drops
    trailing zeros (None: those without which the number is still the same); `group` is put between thousands (`thin` is
    a thin space); `decimal` is the decimal sign; `minus` the minus sign. `givens` says whether given numbers keep the
    digits they were typed with (None: as the theme has it, and `as_typed` where that says nothing).
    """

    style: Literal["auto", "python", "sci", "eng"] = "auto"
    decimals: int | None = None
    sig: int | None = None
    trim: bool | None = None
    group: Literal["", "thin", ",", ".", "'"] = ""
    decimal: Literal[".", ","] = "."
    minus: str = "\N{MINUS SIGN}"
    givens: Literal["as_typed", "format"] | None = None


class Blank(NamedTuple):
    """The size of blanks to write in, in points (None: what answers and handwriting need); `filled` shows answers."""

    width: float | None = None
    height: float | None = None
    filled: bool = False


class Look(NamedTuple):
    """What a spec says about the look of one node, one class of nodes or one edge; None where it says nothing.

    `shape` is a registered node shape; `color` is the outline and text (of an edge: line and text), `fill` the inside;
    `symbol` is the text in the circle; `classes` are looked up in `View.classes`; `value` and `gradient` say whether
    the numbers are shown.
    """

    shape: str | None = None
    color: str | None = None
    fill: str | None = None
    label: str | None = None
    symbol: str | None = None
    classes: tuple[str, ...] = ()
    value: Visibility | None = None
    gradient: Visibility | None = None

    def over(self, below: Look) -> Look:
        """The look laid over another, field by field: where it says nothing, `below` counts."""
        return below._replace(**{name: said for name, said in self._asdict().items() if said not in (None, ())})


@dataclass(frozen=True, slots=True)
class View:
    """`view:` with its defaults. A field whose type is annotated with a description is a key of the language by that.

    `edges` is by edge id (`x -> y[1]`), expanded from the patterns of the spec.

    `values` and `gradients` are what is written, joined by = on arrows and on lines in boxes; where they are empty, it
    depends on whether there are numbers. `box` is what stands in boxes instead, with fields in braces and bars between
    cells. `numbers` None is as the theme has it. `font_size` is the size of names in points and scales all text;
    `font` is tried before the theme's families, but for math. `background` is a colour or `none`. `width` is the
    largest width of the figure in points; a wider figure is broken into rows, if `wrap` allows that. `align` has names
    that stand in one column, none of which leads to another; `order` has names, each above the next (left of it where
    the figure runs down or up). Both name values and closed blocks that are drawn. `blocks` says whether blocks are
    drawn as one node; `blocks_by_name` has the blocks (each step of a repeat by its name) that differ from that.
    `nodes` has the looks of nodes and blocks by name; `edges` also those of edges into and out of blocks. `frames` has
    the looks of groups by name; only their colour, fill, label and classes count.
    """

    direction: Annotated[Direction, "Where the arrows lead"] = "right"
    theme: str = "plain"
    notation: Annotated[NotationName, "What is drawn as a node: operations, values, or both"] = "operations"
    inputs: Annotated[Literal["edge", "near", "auto"], "Where inputs stand"] = "auto"
    operands: Annotated[Literal["strict", "any"], "Whether commutative operands keep their order"] = "strict"
    density: Annotated[Density, "How near to each other things stand"] = "normal"
    wrap: Annotated[Literal["auto", "never"], "Whether a figure that is too wide is broken into rows"] = "auto"
    align: tuple[tuple[str, ...], ...] = ()
    order: tuple[tuple[str, ...], ...] = ()
    numbers: Numbers | None = None
    values: tuple[Shown, ...] = ()
    gradients: tuple[Shown, ...] = ()
    blank: Blank = Blank()  # noqa: RUF009 (frozen)
    local: Annotated[bool, "Local derivatives beside the nodes"] = False
    branches: Annotated[Literal["auto", "show", "hide"], "A dot where a value forks"] = "auto"
    constants: Annotated[Literal["fold", "node"], "Literals in the operation's node, or as inputs"] = "fold"
    names: Annotated[Literal["auto", "all", "none"], "Which names are drawn"] = "auto"
    blocks: Collapsed = "collapsed"
    blocks_by_name: Mapping[str, Collapsed] = field(default_factory=_empty)
    symbols: Mapping[str, str] = field(default_factory=_empty)
    classes: Mapping[str, Look] = field(default_factory=_empty)
    nodes: Mapping[str, Look] = field(default_factory=_empty)
    edges: Mapping[str, Look] = field(default_factory=_empty)
    frames: Mapping[str, Look] = field(default_factory=_empty)
    font: str | None = None
    font_size: float | None = None
    margin: float | None = None
    width: float | None = None
    background: str | None = None
    box: str | None = None

    @property
    def has_names(self) -> bool:
        """Whether names are shown anywhere."""
        return self.names != "none"

    @property
    def has_constants(self) -> bool:
        """Whether the constants of operations are nodes."""
        return self.constants == "node"

    @property
    def written(self) -> Numbers:
        """How numbers are written, for what comes after the theme's way was filled in."""
        return self.numbers or Numbers()
