"""Fitting a figure into a width: long graphs go on in another row, as lines of text do.

Where a link is cut its arrows run to a small circle with a letter, and go on from the circle with the same letter in
another row. Texts keep their size. A figure that fits is the same as one without a width.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from graphdraw.draw.blocks import block
from graphdraw.draw.compose import compose, layout_problem
from graphdraw.draw.diagram import Diagram, Item, Line
from graphdraw.draw.scene import Point, Scene
from graphdraw.draw.shapes import SHAPES
from graphdraw.draw.text import measure
from graphdraw.draw.themes import Theme
from graphdraw.layout.problem import LayoutProblem, Placement
from graphdraw.view import View

ROW_GAP = 22.0
"""Between two rows, in points at the theme's size."""

LEADS = 60.0
"""What the circles at both ends of a row take, as far as it is known before it is laid out."""

MOST_CUT = 8
"""Links that are cut between two rows, at most: of more nobody finds the other ends."""

CUT, ROW, RAGGED = 1.0, 6.0, 4.0
"""What counts against a way to cut: the square of the links cut at one place, a row, the square of the share of
the width that a row leaves empty.""" ""

TRIED = (1.0, 0.94, 0.88, 0.82, 0.76)
"""Parts of the width that the rows are made for in turn, since how wide they get is known when they are laid out."""

WIDER = 1.12
"""By how much more is allowed in turn where nothing fits, so that it can be said what would."""

Place = Callable[[LayoutProblem], Placement]

LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
"""What stands in the circles, but for what is a name in the figure; then numbers."""


def fitted_scene(diagram: Diagram, theme: Theme, view: View, place: Place) -> Scene:
    """The figure at most `view.width` points wide; where that is not possible, the narrowest that is found.

    `place` lays out what is in one row.

    Rows are for what runs to the right or left; in a figure that runs down or up there is nothing to be cut.
    """
    placement = place(layout_problem(diagram, theme))
    scene = compose(diagram, placement, theme, view)
    if view.width is None or scene.width <= view.width or diagram.direction in ("down", "up"):
        return scene
    if diagram.enclosures:  # a frame cannot be cut
        return scene
    cutting = _Cutting.of(diagram, placement)
    width = view.width
    while width < scene.width:
        for part in TRIED:
            rows = cutting.rows(width * part - (scene.width - cutting.length))
            if rows and (found := _in_rows(diagram, rows, theme, view, place)).width <= width:
                return found
        width *= WIDER
    return scene


@dataclass(frozen=True, slots=True)
class _Cutting:
    """Where a figure in one row can be cut: the column of each item, and from where to where each column reaches.

    Columns are those of items that something leads to. What nothing leads to is in the column of its first use.
    """

    column: Mapping[str, int]
    left: tuple[float, ...]
    right: tuple[float, ...]
    cut: tuple[int, ...]
    room: float

    @property
    def length(self) -> float:
        """Of the whole."""
        return max(self.right) - min(self.left)

    @classmethod
    def of(cls, diagram: Diagram, placement: Placement) -> _Cutting:
        """The columns of a placed figure."""
        sign = 1 if diagram.direction == "right" else -1
        x = {id_: sign * at[0] for id_, at in placement.centres.items()}
        led_to = {line.tip for line in diagram.lines}
        places = sorted({round(x[id_]) for id_ in led_to})
        number = {at: i for i, at in enumerate(places)}
        column = {id_: number[round(x[id_])] for id_ in led_to}
        for line in sorted(diagram.lines, key=lambda line: x[line.tip]):
            column.setdefault(line.tail, column[line.tip])
        column |= {item.id: 0 for item in diagram.items if item.id not in column}
        items = {item.id: item for item in diagram.items}
        left, right = list(map(float, places)), list(map(float, places))
        for id_, at in x.items():
            half = items[id_].width / 2
            right[column[id_]] = max(right[column[id_]], at + half)
            left[column[id_]] = min(left[column[id_]], at - half)
        cut = [0] * (len(places) + 1)
        for line in diagram.lines:
            for at in range(column[line.tail] + 1, column[line.tip] + 1):
                cut[at] += 1
        return cls(column, tuple(left), tuple(right), tuple(cut), LEADS * diagram.scale)

    def rows(self, most: float) -> dict[str, int]:
        """The row of each item, no row longer than `most` unless it is of one column; none where that cannot be."""
        count = len(self.left)
        best: list[tuple[float, int]] = [(0.0, 0)]
        for end in range(1, count + 1):
            best.append(min(self._rows_to(end, most, best), default=(float("inf"), -1)))
        if best[count][0] == float("inf"):
            return {}
        rows, end, starts = [0] * count, count, []
        while end:
            end = best[end][1]
            starts.append(end)
        for start in starts[:-1]:
            rows = [row + (column >= start) for column, row in enumerate(rows)]
        return {id_: rows[column] for id_, column in self.column.items()}

    def _rows_to(self, end: int, most: float, best: list[tuple[float, int]]) -> Iterator[tuple[float, int]]:
        """What it costs to have the last row before a column begin at each other column, and which that is."""
        for start in range(end - 1, -1, -1):
            ends = (start > 0) + (end < len(self.left))
            length = max(self.right[start:end]) - min(self.left[start:end]) + ends * self.room / 2
            if (length <= most or end - start == 1) and self.cut[start] <= MOST_CUT:
                short = max(0.0, 1 - length / most) if most > 0 else 0.0
                yield best[start][0] + CUT * self.cut[start] ** 2 + ROW + RAGGED * short**2, start


def _in_rows(diagram: Diagram, row: Mapping[str, int], theme: Theme, view: View, place: Place) -> Scene:
    """The figure in rows, one below the other, all beginning where reading does."""
    parts = [diagram._replace(items=a, lines=b) for a, b in _with_circles(diagram, row, theme)]
    scenes = [place(layout_problem(part, theme)) for part in parts]
    sizes = [_extent(part, placed, theme) for part, placed in zip(parts, scenes, strict=True)]
    widest, top = max(right - left for left, _, right, _ in sizes), 0.0
    centres: dict[str, Point] = {}
    routes: dict[str, tuple[Point, ...]] = {}
    labels: dict[str, Point] = {}
    for placed, (left, upper, right, lower) in zip(scenes, sizes, strict=True):
        dx = (0.0 if diagram.direction == "right" else widest - (right - left)) - left
        dy = top - upper
        centres |= {id_: (x + dx, y + dy) for id_, (x, y) in placed.centres.items()}
        routes |= {id_: tuple((x + dx, y + dy) for x, y in route) for id_, route in placed.routes.items()}
        labels |= {id_: (x + dx, y + dy) for id_, (x, y) in placed.labels.items()}
        top += lower - upper + ROW_GAP * diagram.scale
    items = tuple(item for part in parts for item in part.items)
    lines = tuple(line for part in parts for line in part.lines)
    main = tuple(id_ for placed in scenes for id_ in placed.main)
    return compose(diagram._replace(items=items, lines=lines), Placement(centres, routes, labels, main), theme, view)


def _extent(part: Diagram, placed: Placement, theme: Theme) -> tuple[float, float, float, float]:
    """Left, top, right and bottom of a row with its texts."""
    boxes = []
    for item in part.items:
        x, y = placed.centres[item.id]
        boxes.append((x - item.width / 2, y - item.height / 2, x + item.width / 2, y + item.height / 2))
    for line in part.lines:
        room, (x, y) = block(line, part.direction, theme, part.scale), placed.labels[line.id]
        boxes.append((x - room.along / 2, y - room.before, x + room.along / 2, y + room.after))
        boxes += [(x, y, x, y) for x, y in placed.routes[line.id]]
    left, top, right, bottom = zip(*boxes, strict=True)
    return min(left), min(top), max(right), max(bottom)


def _with_circles(
    diagram: Diagram, row: Mapping[str, int], theme: Theme
) -> list[tuple[tuple[Item, ...], tuple[Line, ...]]]:
    """Items and lines row by row, the lines that lead from one to another cut in two."""
    items: list[list[Item]] = [[] for _ in range(max(row.values()) + 1)]
    lines: list[list[Line]] = [[] for _ in items]
    for item in diagram.items:
        items[row[item.id]].append(item)
    taken = {item.id for item in diagram.items} | {item.text.text for item in diagram.items if item.text}
    letters = [letter for letter in LETTERS if letter not in taken]
    cuts = 0
    for line in diagram.lines:
        first, last = row[line.tail], row[line.tip]
        if first == last:
            lines[first].append(line)
            continue
        letter = letters[cuts] if cuts < len(letters) else str(cuts + 1 - len(letters))
        there, here = f"{line.id}:to", f"{line.id}:from"
        items[first].append(_circle(there, letter, diagram, theme))
        items[last].append(_circle(here, letter, diagram, theme)._replace(place="first"))
        lines[first].append(line._replace(tip=there, order=0, beside=None))
        lines[last].append(line._replace(id=f"{line.id}:continued", tail=here, before=(), after=()))
        cuts += 1
    return [(tuple(a), tuple(b)) for a, b in zip(items, lines, strict=True)]


def _circle(id_: str, letter: str, diagram: Diagram, theme: Theme) -> Item:
    text = measure(letter, theme.small_size * diagram.scale, diagram.fonts, theme.mathfont)
    shape = SHAPES.get("circle")
    width, height = shape.fit(text.width, text.height, 1.3 * theme.small_size * diagram.scale)
    return Item(id_, "continuation", "circle", width, height, text, shape.attach, color=theme.neutral)
