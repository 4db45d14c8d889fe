"""Putting several figures on one sheet, each under its title and at its own size; a sheet is a scene. All in points.

A scene has one list of fonts, but each figure has its own, so that the texts of figures become outlines on a sheet.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import chain
from typing import NamedTuple

from graphdraw.draw.scene import Curve, LabelMark, NodeMark, Scene, TextRun
from graphdraw.draw.scene_transform import moved
from graphdraw.draw.style.outlines import rounded_rectangle
from graphdraw.draw.style.themes import PLAIN
from graphdraw.draw.text.text import ASCENT, MeasuredText, measure
from graphdraw.draw.text.typeset import EM, outline_of, typeset

WIDTH = 524.0
"""The most width of figures side by side: that of an A4 page without its margins."""

GROUND = "#e4e6e9"
"""The colour of the sheet, from which both light and dark figures stand out."""

MARGIN, GAP = 12.0, 12.0
"""The margin of the sheet, and the gap between figures."""

HEADING, TITLE = 10.0, 8.0
"""The font sizes of headings and titles."""


class SheetCell(NamedTuple):
    """A figure, and its title, which stands above it."""

    title: str
    figure: Scene


class SheetRow(NamedTuple):
    """Figures that belong together, with a heading above them; they take as many lines as they need."""

    heading: str
    cells: tuple[SheetCell, ...]


def sheet(rows: Sequence[SheetRow], fonts: tuple[str, ...]) -> Scene:
    """The sheet as a scene. Headings and titles are plain text in `fonts`; a single row gets no heading."""
    top, right = MARGIN, 0.0
    placed: list[tuple[float, float, Scene]] = []
    texts: list[LabelMark] = []
    for row in rows:
        if len(rows) > 1:
            texts.append(_text(row.heading, HEADING, fonts, MARGIN, top))
            top += 1.6 * HEADING
        column = max(max(c.figure.width, measure(c.title, TITLE, fonts, PLAIN.mathfont).width) for c in row.cells)
        count = max(1, int((WIDTH + GAP) // (column + GAP)))
        for line in (row.cells[i : i + count] for i in range(0, len(row.cells), count)):
            below = top + 1.5 * TITLE
            for i, cell in enumerate(line):
                left = MARGIN + i * (column + GAP)
                texts.append(_text(cell.title, TITLE, fonts, left, top))
                placed.append((left, below, cell.figure))
                right = max(right, left + column)
            top = below + max(cell.figure.height for cell in line) + GAP
    size = round(right + MARGIN, 2), round(top - GAP + MARGIN, 2)
    title = "; ".join(f"{row.heading}: {', '.join(cell.title for cell in row.cells)}" for row in rows)
    return _composed(Scene(*size, GROUND, (), (), tuple(texts), fonts, PLAIN.mathfont, title), placed)


def _composed(empty: Scene, placed: Iterable[tuple[float, float, Scene]]) -> Scene:
    """The scene `empty` with figures added, each moved right and down by its (x, y).

    Backgrounds come first and texts last, since marks of one colour may be drawn together with the first of them.
    """
    figures = [(_ground(figure, x, y), moved(figure, x, y)) for x, y, figure in placed]
    shapes = [node for _, figure in figures for node in figure.nodes]
    shapes.sort(key=lambda node: (node.kind != "group", node.kind == "fork"))
    texts = [mark for _, figure in figures for label in figure.labels for mark in _outlined(label, figure)]
    grounds = [ground for ground, _ in figures if ground]
    edges = chain.from_iterable(figure.edges for _, figure in figures)
    blanks = (label._replace(runs=()) for _, figure in figures for label in figure.labels if label.frame)
    return empty._replace(nodes=(*grounds, *shapes, *texts), edges=tuple(edges), labels=(*empty.labels, *blanks))


def _ground(figure: Scene, x: float, y: float) -> NodeMark | None:
    """The background of a figure at (x, y) as a mark; None if it is transparent."""
    if figure.background is None:
        return None
    width, height = figure.width, figure.height
    points = tuple((px + x + width / 2, py + y + height / 2) for px, py in rounded_rectangle(width, height, 0).points)
    box = (x, y, x + width, y + height)
    return NodeMark("ground", "group", box, "", Curve("MLLLZ", points), figure.background, None, 0.0)


def _text(text: str, size: float, fonts: tuple[str, ...], x: float, top: float) -> LabelMark:
    """A heading or a title with its left end at `x` and its upper side at `top`."""
    measured: MeasuredText = measure(text, size, fonts, PLAIN.mathfont)
    baseline = top + ASCENT * size
    runs = tuple(TextRun(p.piece.text, x + p.dx, baseline + p.dy, size, p.piece.math) for p in measured.placed)
    return LabelMark(text, "name", text, (x, top, x + measured.width, top + measured.height), runs, PLAIN.ink)


def _outlined(label: LabelMark, figure: Scene) -> Iterable[NodeMark]:
    """All glyphs and bars of a label as one filled mark; nothing if it has none."""
    curves = [curve for run in label.runs for curve in _curves(run, figure)]
    if curves:
        outline = Curve("".join(c.codes for c in curves), tuple(p for c in curves for p in c.points))
        yield NodeMark(label.of, "text", label.box, label.text, outline, label.color, None, 0.0)


_LETTERS = {1: ("M", 1), 2: ("L", 1), 3: ("Q", 2), 4: ("C", 3), 79: ("Z", 1)}
"""For each code of matplotlib: the letter of `Curve`, and how many points matplotlib has for it."""


def _curves(run: TextRun, figure: Scene) -> Iterable[Curve]:
    """The outlines of a run, in the coordinates of its scene."""
    found = typeset(run.text, run.math, figure.fonts, figure.mathfont)
    scale = run.size / EM
    for use in found.glyphs:
        vertices, codes = outline_of(use.key)
        letters, points, i = [], [], 0
        while i < len(codes):
            letter, count = _LETTERS[int(codes[i])]
            letters.append(letter)
            if letter != "Z":  # the point of CLOSEPOLY means nothing
                points += vertices[i : i + count].tolist()
            i += count
        at = [(run.x + (use.x + x * use.size) * scale, run.y - (use.y + y * use.size) * scale) for x, y in points]
        yield Curve("".join(letters), tuple(at))
    for x, y, width, height in found.bars:
        left, right = run.x + x * scale, run.x + (x + width) * scale
        top, bottom = run.y - (y + height) * scale, run.y - y * scale
        yield Curve("MLLLZ", ((left, top), (right, top), (right, bottom), (left, bottom)))
