"""The types of the layout: a problem, with boxes and edges to be placed, and the placement. In points, y downwards.

The layout never sees an operation, a number or a colour. What it knows of a node is a `Box`, of an edge a `LayoutEdge`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Literal, NamedTuple

from graphdraw.values.point import Point as Point

LayoutDirection = Literal["right", "left", "down", "up"]
Align = Literal["start", "centre", "end"]


class Profile(NamedTuple):
    """An outline that is symmetric about both axes, as edges meet it.

    `quarter` are points of a quarter of it, each as its distance from the centre across the edges and that along them:
    the first is in the middle of the side where edges arrive, the last furthest across. Edges that arrive side by side
    are at most `side` from the middle.
    """

    quarter: tuple[Point, ...]
    side: float

    def scaled(self, by: float) -> Profile:
        """The profile with all lengths multiplied by `by`."""
        return Profile(tuple((across * by, along * by) for across, along in self.quarter), self.side * by)


class Box(NamedTuple):
    """A node to place: a rectangle around its drawing.

    outline: with `round` it has half circles at both ends (a circle, a pill), and edges attach by angle; with `box`
    edges attach at ports along the sides that face their other ends. align: where the box stands within its layer, seen
    along the reading direction: `end` puts inputs against their arrows, `start` outputs. column: where an input goes:
    to the first layer (`first`), right before its consumer (`near`), or to the first layer only where that costs
    nothing (`auto`). free_operands: whether the edges into it may arrive in any order. profile: the outline inside the
    box if it is another one than `outline` says; edges at ports run straight from the box to it.
    """

    id: str
    width: float
    height: float
    outline: Literal["round", "box"] = "round"
    align: Align = "centre"
    column: Literal["first", "near", "auto"] = "near"
    free_operands: bool = False
    profile: Profile | None = None


class LayoutEdge(NamedTuple):
    """An arrow (or a pair of parallel arrows) with its texts, from `source` to `target`.

    The edges into a box arrive in the order of `argument`, top to bottom (left to right where the direction is down or
    up), unless the box has free operands. The label stack lies on the axis of the edge: `label_along` is its extent
    along the axis, `label_before` its extent above the axis (left of it for `down` and `up`) and `label_after` below it
    (right of it), half the pair of arrows included. `pair` says whether there are two arrows (a backward one beside
    the forward one) or one on the axis.
    """

    id: str
    source: str
    target: str
    argument: int
    label_along: float
    label_before: float
    label_after: float
    pair: bool = True


class BoxGroup(NamedTuple):
    """A group of boxes: a frame `padding` points round its members, with a label at its top left if no arrow is there.

    Where an arrow would cross the label, it stands elsewhere in the frame. Two groups are nested or apart. Other boxes
    and their labels stay outside; arrows may cross the frame.
    """

    id: str
    members: tuple[str, ...]
    padding: float
    label_width: float = 0.0
    label_height: float = 0.0


class Gaps(NamedTuple):
    """The factors for the gaps `along` the edges and `across` them: 1 is roomy, less is tight."""

    along: float = 1.0
    across: float = 1.0


ROOMY = Gaps()


class Arrows(NamedTuple):
    """How arrows are drawn: `apart` is the distance between the two of a pair, `head` the length of a head.

    `touch` is the gap from the tip of an arrow to the outline that it points at. `heavier` is what thick arrows of two
    edges need between them in addition to what light ones need.
    """

    apart: float = 6.0
    head: float = 5.0
    touch: float = 0.5
    heavier: float = 0.0


class LayoutProblem(NamedTuple):
    """Everything the layout is told. The order of boxes and edges breaks ties; two edges may have the same ends.

    direction: where the edges run to. groups: frames round some of the boxes. gaps: how tight the figure is. scale: the
    factor for the layout's own distances, by which the sizes in the problem are enlarged already. aligned: lists of ids
    of boxes that share a layer. ordered: lists of ids of boxes of which each is above the next (left of it where the
    direction is down or up). Lists that contradict each other or the edges are left out. arrows: how all arrows are
    drawn.
    """

    boxes: tuple[Box, ...]
    edges: tuple[LayoutEdge, ...]
    direction: LayoutDirection = "right"
    groups: tuple[BoxGroup, ...] = ()
    gaps: Gaps = ROOMY
    scale: float = 1.0
    aligned: tuple[tuple[str, ...], ...] = ()
    ordered: tuple[tuple[str, ...], ...] = ()
    arrows: Arrows = Arrows()

    @property
    def level(self) -> bool:
        """Whether edges run to the right or to the left."""
        return is_level(self.direction)


def is_level(direction: LayoutDirection) -> bool:
    """Whether edges that run in a direction run along the x axis."""
    return direction in ("right", "left")


class Frame(NamedTuple):
    """Where the frame of a group is (left, top, right, bottom), and the top left corner of its label."""

    box: tuple[float, float, float, float]
    label: Point


@dataclass(frozen=True, slots=True)
class Placement:
    """Where everything went; coordinates are rounded to 0.01 pt.

    All by id. centres: those of the boxes. routes: the axis of each edge as a polyline from the outline of its source
    to that of its target. labels: the point on the axis where the label stack of each edge is centred. main: the ids of
    the edges on the main path, which is straight. frames: those of the groups, the outer before the inner.
    """

    centres: Mapping[str, Point]
    routes: Mapping[str, tuple[Point, ...]]
    labels: Mapping[str, Point]
    main: tuple[str, ...]
    frames: Mapping[str, Frame] = field(default_factory=dict)

    def mapped(self, point: Callable[[Point], Point]) -> Placement:
        """The placement with `point` applied to every point; it has to keep upper left corners upper left."""

        def frame(f: Frame) -> Frame:
            left, top, right, bottom = f.box
            return Frame((*point((left, top)), *point((right, bottom))), point(f.label))

        return Placement(
            {id_: point(at) for id_, at in self.centres.items()},
            {id_: tuple(map(point, route)) for id_, route in self.routes.items()},
            {id_: point(at) for id_, at in self.labels.items()},
            self.main,
            {id_: frame(f) for id_, f in self.frames.items()},
        )
