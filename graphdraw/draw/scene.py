"""The finished figure as plain frozen primitives: everything in points, y downwards, colours as `#rrggbb`.

A scene is all that the output sees. It says what every mark is about (ids, roles), so that a test or a program can
read a figure without looking at pixels, and an SVG can be written with stable ids.
"""

from __future__ import annotations

from typing import Literal, NamedTuple

from graphdraw.errors import Location

Point = tuple[float, float]
BoxEdges = tuple[float, float, float, float]
"""left, top, right, bottom"""

NodeKind = Literal[
    "input", "operation", "output", "branch", "constant", "value", "block", "group", "text", "continuation"
]
Direction = Literal["forward", "backward"]
LabelRole = Literal["value", "gradient", "local", "name", "symbol", "text"]


class Curve(NamedTuple):
    """A path: `codes` is one letter a piece (M move, L line, Q quadratic, C cubic, Z close), `points` what they use.

    M and L use one point, Q two (control, end), C three (two controls, end), Z none.
    """

    codes: str
    points: tuple[Point, ...]


class NodeMark(NamedTuple):
    """The drawn outline of a node; `outline` is None where only a name stands. `box` is what is drawn of it."""

    id: str
    kind: NodeKind
    box: BoxEdges
    text: str
    outline: Curve | None
    fill: str | None
    stroke: str | None
    stroke_width: float


class EdgeMark(NamedTuple):
    """One arrow. `source` and `target` are producer and consumer whatever the direction; `points` run tail to tip.

    `line` is what is stroked (corners rounded, stopped short of a filled head); `head` is filled or stroked.
    """

    id: str
    source: str
    target: str
    argument: int
    direction: Direction
    points: tuple[Point, ...]
    line: Curve
    head: Curve
    head_filled: bool
    color: str
    width: float
    dash: tuple[float, ...] = ()


class Run(NamedTuple):
    """A piece of text set in one way: baseline start (x, y), `size` in points; `math` is mathtext between `$`."""

    text: str
    x: float
    y: float
    size: float
    math: bool = False


class LabelMark(NamedTuple):
    """A text and what it is about; `of` is the id of a node or an edge. A blank has a `frame` and no runs in it."""

    text: str
    role: LabelRole
    of: str
    box: BoxEdges
    runs: tuple[Run, ...]
    color: str
    frame: Curve | None = None
    frame_width: float = 0.0


class Scene(NamedTuple):
    """A figure of `width` x `height` points. `fonts` are the families for text, the first that has a glyph is used.

    `background` is None for a transparent ground. `mathfont` is matplotlib's name of the font set for math. `where` is
    the spec that it shows, for what is wrong with the whole of it.
    """

    width: float
    height: float
    background: str | None
    nodes: tuple[NodeMark, ...]
    edges: tuple[EdgeMark, ...]
    labels: tuple[LabelMark, ...]
    fonts: tuple[str, ...]
    mathfont: str
    title: str = ""
    description: str = ""
    lang: str = ""
    where: Location | None = None
