"""The two types of the layout: what is to be placed, and where it went. Sizes and positions in points, y downwards.

The layout knows boxes and links, never an operation, a number or a colour.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Literal, NamedTuple

from graphdraw.values.point import Point as Point

LinkDirection = Literal["right", "left", "down", "up"]
Align = Literal["start", "centre", "end"]


class Profile(NamedTuple):
    """An outline that is the same on both sides of both axes, as links meet it.

    `quarter` are points of it, each as its distances from the centre across the links and along them: the first is the
    one in the middle of the side where links arrive, the last the one furthest across. Links that arrive side by side
    are no further than `side` from the middle.
    """

    quarter: tuple[Point, ...]
    side: float

    def scaled(self, by: float) -> Profile:
        """The same so much larger."""
        return Profile(tuple((across * by, along * by) for across, along in self.quarter), self.side * by)


class Box(NamedTuple):
    """A node to place: a rectangle around its drawing.

    outline `round`: half circles at both ends (a circle, a pill); links attach by angle. `box`: links attach at ports
    along the sides that face their other ends. align: where the box stands in the width of its column, seen along the
    reading direction: `end` puts inputs against their arrows, `start` outputs. column: an input may be wanted in the
    first column (`first`), right before its consumer (`near`), or in the first column only where that costs nothing
    (`auto`). free_operands: the links into it may arrive in any order. profile: its outline, which may be narrower than
    the box; links that have ports run straight from the box to it. None: that of a rectangle, or half circles.
    """

    id: str
    width: float
    height: float
    outline: Literal["round", "box"] = "round"
    align: Align = "centre"
    column: Literal["first", "near", "auto"] = "near"
    free_operands: bool = False
    profile: Profile | None = None


class Link(NamedTuple):
    """An arrow (or a pair of parallel arrows) with its texts, from `source` to `target`.

    The links into a box arrive in the order of `argument`, top to bottom (left to right where the direction is down or
    up), unless the box has free operands. The label block lies on the axis of the link: `label_along` is its extent
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
    """A frame round boxes, `padding` from what is in it, with a label at its top left or where no arrow strikes it.

    Two clusters are nested or apart. Other boxes and their labels are outside; arrows may cross the frame.
    """

    id: str
    members: tuple[str, ...]
    padding: float
    label_width: float = 0.0
    label_height: float = 0.0


class Gaps(NamedTuple):
    """What the gaps `along` the links and `across` them are multiplied by: 1 is roomy, and less is tight."""

    along: float = 1.0
    across: float = 1.0


ROOMY = Gaps()


class Arrows(NamedTuple):
    """How arrows are drawn: `apart` is the distance between the two of a pair, `head` the length of a head.

    `touch` is from the tip of an arrow to the outline that it points at. `heavier` is how much more than light arrows
    need is kept between those of two links.
    """

    apart: float = 6.0
    head: float = 5.0
    touch: float = 0.5
    heavier: float = 0.0


class LayoutProblem(NamedTuple):
    """Everything the layout is told. Boxes and links in the order that breaks ties; links may repeat a pair of ends.

    direction: where the links run to. groups: frames round some of the boxes. gaps: how tight it is to be. scale: all
    distances that the layout knows are so much larger, as the sizes in the problem are. aligned: ids of boxes that
    stand in one column. ordered: ids of boxes of which each is higher than the next (further left where the direction
    is down or up). What contradicts itself, or the links, is left out. arrows: those of all links.
    """

    boxes: tuple[Box, ...]
    links: tuple[Link, ...]
    direction: LinkDirection = "right"
    groups: tuple[BoxGroup, ...] = ()
    gaps: Gaps = ROOMY
    scale: float = 1.0
    aligned: tuple[tuple[str, ...], ...] = ()
    ordered: tuple[tuple[str, ...], ...] = ()
    arrows: Arrows = Arrows()

    @property
    def level(self) -> bool:
        """Whether links run to the right or to the left."""
        return is_level(self.direction)


def is_level(direction: LinkDirection) -> bool:
    """Whether links that run in a direction run along the x axis."""
    return direction in ("right", "left")


class Frame(NamedTuple):
    """Where a cluster's frame is (left, top, right, bottom), and the top left corner of its label."""

    box: tuple[float, float, float, float]
    label: Point


@dataclass(frozen=True, slots=True)
class Placement:
    """Where everything went; coordinates are rounded to 0.01 pt.

    centres: of the boxes. routes: the axis of each link as a polyline from the outline of its source to that of its
    target. labels: the point on the axis where the label block of each link is centred. main: the links of the main
    chain, straight by construction. frames: of the clusters, by id, the outer before the inner.
    """

    centres: Mapping[str, Point]
    routes: Mapping[str, tuple[Point, ...]]
    labels: Mapping[str, Point]
    main: tuple[str, ...]
    frames: Mapping[str, Frame] = field(default_factory=dict)

    def mapped(self, point: Callable[[Point], Point]) -> Placement:
        """The same with every point where a function has it, which keeps upper left corners upper left ones."""

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
