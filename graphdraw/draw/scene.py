"""The types of a scene, the finished figure: marks with coordinates in points, y downwards, and colours as `#rrggbb`.

A scene is all that the output sees. Each mark says what it is about (ids, roles), so that a test or a program can read
a figure without looking at pixels, and an SVG gets stable ids.
"""

from __future__ import annotations

from typing import Literal, NamedTuple

from graphdraw.errors import Location
from graphdraw.values.point import Point as Point

BoxEdges = tuple[float, float, float, float]
"""left, top, right, bottom"""

NodeKind = Literal[
    "input", "operation", "output", "fork", "constant", "value", "block", "group", "text", "continuation"
]
EdgeDirection = Literal["forward", "backward"]
LabelRole = Literal["value", "gradient", "local", "name", "symbol", "text"]


class Curve(NamedTuple):
    """A path: `codes` has one letter for each step, `points` are the points that the steps use, in order.

    M (move) and L (line) use one point, Q (quadratic Bézier curve) two (control, end), C (cubic) three (two controls,
    end), Z (close) none.
    """

    codes: str
    points: tuple[Point, ...]


class NodeMark(NamedTuple):
    """The outline of a node, group or other shape; `outline` is None for a node that is only a text.

    `box` is the bounding box. `fill` and `stroke` are colours, None for none; `stroke_width` is in points.
    """

    id: str
    kind: NodeKind
    box: BoxEdges
    text: str
    outline: Curve | None
    fill: str | None
    stroke: str | None
    stroke_width: float


class EdgeMark(NamedTuple):
    """One arrow of an edge. `points` are its polyline from tail to tip.

    `source` and `target` are the nodes of the edge, for both directions; `argument` is the index of the operand, from
    0. `line` is stroked: it has rounded corners and stops before a filled head. `head` is filled or stroked. `width`
    and the lengths in `dash` are in points.
    """

    id: str
    source: str
    target: str
    argument: int
    direction: EdgeDirection
    points: tuple[Point, ...]
    line: Curve
    head: Curve
    head_filled: bool
    color: str
    width: float
    dash: tuple[float, ...] = ()


class TextRun(NamedTuple):
    """A piece of text in one style. Its baseline starts at (x, y); `math` says that it is mathtext between dollars."""

    text: str
    x: float
    y: float
    size: float
    math: bool = False


class LabelMark(NamedTuple):
    """A label. `of` is the id of its node or edge, `text` what it says on one line, `box` its bounding box.

    A blank to fill in has a `frame`, the outline of an empty box, and no runs in it.
    """

    text: str
    role: LabelRole
    of: str
    box: BoxEdges
    runs: tuple[TextRun, ...]
    color: str
    frame: Curve | None = None
    frame_width: float = 0.0


class Scene(NamedTuple):
    """A figure of `width` x `height` points.

    `background` is None if it is transparent. `fonts` are the families for text: for each character, the first one that
    has it is used. `mathfont` is matplotlib's name of the font set for math. `where` is the place of the spec, for
    problems with the figure as a whole.
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
