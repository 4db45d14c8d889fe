"""Finds the frames of groups, and places for the labels of groups.

Pre:  heights, widths, routes.
Post: a frame is as near to its contents as it can be. The label of the group is inside, at the top left; where an edge
      would strike it there, it is further to the right along the top, or else along the bottom. A label that finds no
      room there either has to get a box of its own (`titles`).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise
from math import ceil

from graphdraw.layout.geometry.cells import CELL, Cells, Interval
from graphdraw.layout.positions.heights import Heights
from graphdraw.layout.positions.widths import Widths
from graphdraw.layout.problem import BoxGroup, LayoutProblem, Point
from graphdraw.layout.ranking.columns import Columns
from graphdraw.work import Work

STEP = 4.0
"""The distance from one place that is tried for a label to the next."""

CLEAR = 1.0
"""Between a label and an arrow."""

PARTS = 16
"""The most parts that a slanting segment is divided into for look-ups."""

SURE, PLACE = 50, 5
"""How many places are tried for a label even where work is scarce, and the steps that one costs."""

Rectangle = tuple[float, float, float, float]


def find_frames(columns: Columns, heights: Heights, widths: Widths) -> tuple[Rectangle, ...]:
    """Left, top, right and bottom of every frame."""
    found = []
    for number, ((first, last), (top, bottom)) in enumerate(zip(columns.spans, heights.frames, strict=True)):
        left = widths.left[first] - widths.insets.left[number]
        right = widths.right[last] + widths.insets.right[number]
        found.append((left, top, right, bottom))
    return tuple(found)


class Obstacles:
    """What the label of a group may not meet: edges, boxes, texts, and frames of groups inside it.

    Arrows lie up to `half` beside their `routes`; `taken` are the rectangles of boxes and texts, `frames` those of
    groups, the outer before the inner.
    """

    def __init__(
        self,
        routes: Iterable[Sequence[Point]],
        half: float,
        taken: Iterable[Rectangle] = (),
        frames: Iterable[Rectangle] = (),
    ) -> None:
        self.room = half + CLEAR
        self._pieces: Cells[tuple[Point, Point]] = Cells()
        self._taken: Cells[tuple[int, Rectangle]] = Cells()
        for route in routes:
            for a, b in pairwise(route):
                for c, d in _short(a, b):
                    self._pieces.add((a, b), _ordered(c[0], d[0]), _ordered(c[1], d[1]))
        for number, box in (*((-1, box) for box in taken), *enumerate(frames)):
            self._taken.add((number, box), (box[0], box[2]), (box[1], box[3]))

    def meets(self, text: Rectangle, frame: int) -> bool:
        """Whether the rectangle of a label would meet anything; `frame` is the number of its frame."""
        left, top, right, bottom = text
        for number, other in self._taken.near((left, right), (top, bottom)):
            if (number < 0 or number > frame) and _meets(text, other):
                return True
        left, top, right, bottom = left - self.room, top - self.room, right + self.room, bottom + self.room
        near = self._pieces.near((left, right), (top, bottom))
        return any(_clipped(a, b, (left, top, right, bottom)) for a, b in near)


def _short(a: Point, b: Point) -> Iterator[tuple[Point, Point]]:
    """The parts of a segment, several if it slants far, since the rectangles of its parts cover less than its own."""
    count = 1 if a[0] == b[0] else max(1, min(PARTS, ceil(abs(b[1] - a[1]) / CELL[1])))
    ends = [(a[0] + (b[0] - a[0]) * k / count, a[1] + (b[1] - a[1]) * k / count) for k in range(count + 1)]
    yield from pairwise(ends)


def _ordered(one: float, other: float) -> Interval:
    return (one, other) if one <= other else (other, one)


def label_place(box: Rectangle, group: BoxGroup, obstacles: Obstacles, work: Work, number: int = -1) -> Point | None:
    """The top left corner of a group's label: the first place where it meets no obstacle; None where there is none.

    `box` is the frame of the group, `number` that of the frame among the obstacles.
    """
    if not group.label_width:
        return box[:2]
    for tried, (x, y) in enumerate(_places(box, group)):
        if tried >= SURE and not work.affords(PLACE):
            break
        work.spend(PLACE, thing="frames")
        if not obstacles.meets((x, y, x + group.label_width, y + group.label_height), number):
            return x, y
    return None


def occupied(problem: LayoutProblem, centres: Mapping[str, Point], labels: Mapping[str, Point]) -> Iterator[Rectangle]:
    """The rectangles of the boxes and of the label stacks of a finished picture."""
    for box in problem.boxes:
        yield _around(centres[box.id], (box.width / 2,) * 2, (box.height / 2,) * 2)
    level = problem.level
    for edge in problem.edges:
        along, across = (edge.label_along / 2,) * 2, (edge.label_before, edge.label_after)
        if edge.label_along:
            yield _around(labels[edge.id], *((along, across) if level else (across, along)))


def _around(at: Point, x: tuple[float, float], y: tuple[float, float]) -> Rectangle:
    return at[0] - x[0], at[1] - y[0], at[0] + x[1], at[1] + y[1]


def _places(box: Rectangle, group: BoxGroup) -> Iterator[Point]:
    """The places to try for a label: along the top of the frame from the left, then along the bottom."""
    left, top, right, bottom = box
    x, aside = left + group.padding, group.padding / 2
    steps = max(0, int((right - group.padding - group.label_width - x) // STEP))
    for y in (top + aside, bottom - aside - group.label_height):
        for step in range(steps + 1):
            yield x + step * STEP, y


def _meets(a: Rectangle, b: Rectangle) -> bool:
    return a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3]


def _clipped(a: Point, b: Point, box: Rectangle) -> bool:
    """Whether a segment meets a rectangle (Liang, Barsky, 1984)."""
    left, top, right, bottom = box
    (ax, ay), (bx, by) = a, b
    if (ax < left and bx < left) or (ax > right and bx > right):  # true of most segments, and fast to test
        return False
    if (ay < top and by < top) or (ay > bottom and by > bottom):
        return False
    first, last = 0.0, 1.0
    for start, step, low, high in ((ax, bx - ax, left, right), (ay, by - ay, top, bottom)):
        if step == 0:
            if not low < start < high:
                return False
            continue
        one, other = sorted(((low - start) / step, (high - start) / step))
        first, last = max(first, one), min(last, other)
    return first < last
