"""Lays out a figure in rows, as text is set in lines.

The arrows of an edge that is cut run to a small circle with a letter, and go on from a circle with the same letter in
another row. A group that is cut has a box in each of its rows, from the second on with a word for `continued`. Texts
keep their size.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import chain, groupby
from math import inf
from typing import NamedTuple

from graphdraw.draw.compose.arrow_ends import Ends
from graphdraw.draw.compose.compose import compose
from graphdraw.draw.diagram.label_stack import label_stack
from graphdraw.draw.diagram.least_sizes import LEAST_TEXT
from graphdraw.draw.diagram.model import Diagram, DiagramEdge, DiagramGroup, DiagramNode
from graphdraw.draw.fit.placing import Fit, Placer, placed, widened
from graphdraw.draw.style.shapes import LINE_INK, SHAPES
from graphdraw.draw.style.style import Style
from graphdraw.draw.text.fonts import missing_characters
from graphdraw.draw.text.text import joined, measure
from graphdraw.layout.problem import Gaps, Placement
from graphdraw.work import Work

ROW_GAP = 22.0
"""The gap between two rows, in points at the theme's size."""

LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
"""What the circles are labelled with, except letters that are names in the figure; after them come numbers."""

A_MEMBER, COMPOSED = 2, 25
"""Steps for each member of a group whenever the figure is divided into rows, and for each node and each edge whenever
rows are put together."""

CONTINUED = {"en": " (continued)", "ja": "（続き）"}
"""What follows the name of a group from its second row on, by language; other languages get the English words."""


class PlacedRow(NamedTuple):
    """One row laid out: its part of the diagram, the ids of nodes at which arrows arrive side by side, its extent.

    The extent is left, top, right and bottom with all texts, in points.
    """

    part: Diagram
    placement: Placement
    crowded: frozenset[str]
    extent: tuple[float, float, float, float]

    @property
    def width(self) -> float:
        """The width of the row, in points."""
        return self.extent[2] - self.extent[0]


class RowPlacer:
    """Lays rows out by `place`, and keeps them, since most tries have rows in common."""

    def __init__(self, place: Placer, work: Work) -> None:
        self.place, self.work = place, work
        self._known: dict[tuple[Diagram, Gaps], PlacedRow] = {}

    def laid(self, part: Diagram, gaps: Gaps) -> PlacedRow:
        """One row, with gaps as tight as `gaps` says."""
        if (part, gaps) not in self._known:
            wider, placement, _, crowded = placed(part, self.place, gaps, self.work)
            self._known[part, gaps] = PlacedRow(wider, placement, crowded, _extent(wider, placement))
        return self._known[part, gaps]

    def fit(self, parts: Sequence[Diagram], gaps: Gaps, most: float) -> list[PlacedRow]:
        """The rows; an empty list if one is wider than `most` points.

        Rows that are laid out already come first, then large ones, so that one that is too wide is found early.
        """
        order = sorted(range(len(parts)), key=lambda k: ((parts[k], gaps) not in self._known, -len(parts[k].nodes)))
        if any(self.laid(parts[k], gaps).width > most for k in order):
            return []
        return [self.laid(part, gaps) for part in parts]


def in_rows(
    diagram: Diagram, row: Mapping[str, int], rows: RowPlacer, gaps: Gaps, lang: str, most: float = inf
) -> Fit | None:
    """The figure in rows, one below the other, aligned where reading begins; None if a row is wider than `most` points.

    `row` has the row of each node by id, `rows` lays them out, `gaps` says how tight, `lang` is the language of the
    words at groups that go on. `needed` of the result is the width of the figure.
    """
    rows.work.spend(A_MEMBER * sum(len(group.members) for group in diagram.groups), "frames")
    if not (laid := rows.fit(_cut(diagram, row, lang), gaps, most)):
        return None
    parts, placements, crowded, sizes = zip(*laid, strict=True)
    widest, top = max(right - left for left, _, right, _ in sizes), 0.0
    moved = []
    for placement, (left, upper, right, lower) in zip(placements, sizes, strict=True):
        dx = (0.0 if diagram.style.direction == "right" else widest - (right - left)) - left
        moved.append(_moved(placement, dx, top - upper))
        top += lower - upper + ROW_GAP * diagram.style.scale
    whole, placement = _joined(diagram, parts), _together(moved)
    rows.work.spend(COMPOSED * (len(whole.nodes) + len(whole.edges)), "arrows")
    ends = Ends(whole, placement)
    return Fit(gaps, row, crowded, lang, placement, ends, compose(whole, placement, ends).width)


def arranged(diagram: Diagram, fit: Fit) -> Diagram:
    """The diagram as `fit` placed it: edges and groups cut between rows, crowded nodes enlarged.

    `diagram` need not be the one that was placed, but has to have the same parts of the same sizes.
    """
    if not fit.rows:
        return widened(diagram, fit.crowded[0])
    parts = _cut(diagram, fit.rows, fit.lang)
    return _joined(diagram, [widened(part, at) for part, at in zip(parts, fit.crowded, strict=True)])


def _joined(diagram: Diagram, rows: Sequence[Diagram]) -> Diagram:
    """The parts of all rows as one diagram."""
    return diagram._replace(
        nodes=tuple(node for row in rows for node in row.nodes),
        edges=tuple(edge for row in rows for edge in row.edges),
        groups=tuple(group for row in rows for group in row.groups),
    )


def _moved(placed: Placement, dx: float, dy: float) -> Placement:
    return placed.mapped(lambda p: (p[0] + dx, p[1] + dy))


def _together(rows: Sequence[Placement]) -> Placement:
    return Placement(
        dict(chain.from_iterable(row.centres.items() for row in rows)),
        dict(chain.from_iterable(row.routes.items() for row in rows)),
        dict(chain.from_iterable(row.labels.items() for row in rows)),
        tuple(chain.from_iterable(row.main for row in rows)),
        dict(chain.from_iterable(row.frames.items() for row in rows)),
    )


def _extent(part: Diagram, placed: Placement) -> tuple[float, float, float, float]:
    """Left, top, right and bottom of a row with its texts, in points."""
    boxes: list[tuple[float, float, float, float]] = []
    for node in part.nodes:
        x, y = placed.centres[node.id]
        boxes.append((x - node.width / 2, y - node.height / 2, x + node.width / 2, y + node.height / 2))
    for edge in part.edges:
        room, (x, y) = label_stack(edge, part.style), placed.labels[edge.id]
        boxes.append((x - room.along / 2, y - room.before, x + room.along / 2, y + room.after))
        boxes += [(x, y, x, y) for x, y in placed.routes[edge.id]]
    boxes += [frame.box for frame in placed.frames.values()]
    left, top, right, bottom = zip(*boxes, strict=True)
    return min(left), min(top), max(right), max(bottom)


def _cut(diagram: Diagram, row: Mapping[str, int], lang: str) -> list[Diagram]:
    """The part of the diagram in each row, with every edge between two rows cut into two that end at circles."""
    nodes: list[list[DiagramNode]] = [[] for _ in range(max(row.values()) + 1)]
    edges: list[list[DiagramEdge]] = [[] for _ in nodes]
    for node in diagram.nodes:
        nodes[row[node.id]].append(node)
    taken = {node.id for node in diagram.nodes} | {node.text.text for node in diagram.nodes if node.text}
    letters = [letter for letter in LETTERS if letter not in taken]
    circles: dict[str, tuple[str, str]] = {}
    for edge in diagram.edges:
        first, last = row[edge.tail], row[edge.tip]
        if first == last:
            edges[first].append(edge)
            continue
        cuts = len(circles) // 2
        letter = letters[cuts] if cuts < len(letters) else str(cuts + 1 - len(letters))
        there, here = f"{edge.id}:to", f"{edge.id}:from"
        circles |= {there: (edge.tail, edge.tip), here: (edge.tail, edge.tip)}
        nodes[first].append(_circle(there, letter, diagram.style))
        nodes[last].append(_circle(here, letter, diagram.style)._replace(place="first"))
        edges[first].append(edge._replace(tip=there, order=0, beside=None))
        edges[last].append(edge._replace(id=f"{edge.id}:continued", tail=here, before=(), after=()))
    frames = _frames(diagram, nodes, circles, lang)
    return [
        diagram._replace(nodes=tuple(a), edges=tuple(b), groups=tuple(c))
        for a, b, c in zip(nodes, edges, frames, strict=True)
    ]


def _frames(
    diagram: Diagram, rows: list[list[DiagramNode]], circles: Mapping[str, tuple[str, str]], lang: str
) -> list[list[DiagramGroup]]:
    """The groups of every row, one part for each row that a group has members in.

    The circles of a cut edge belong to the groups that have both ends of the edge.
    """
    frames: list[list[DiagramGroup]] = [[] for _ in rows]
    style = diagram.style
    words = _continued(style.fonts, lang)
    at = {node.id: number for number, row in enumerate(rows) for node in row}
    place = {id_: number for number, id_ in enumerate(at)}
    around: dict[str, set[str]] = {}
    for group in diagram.groups:
        for id_ in group.members:
            around.setdefault(id_, set()).add(group.id)
    cut: dict[str, list[str]] = {}
    for id_, (tail, tip) in circles.items():
        for frame in around.get(tail, set()) & around.get(tip, set()):
            cut.setdefault(frame, []).append(id_)
    for group in sorted(diagram.groups, key=lambda e: -len(e.members)):  # the outer first: parts may be equal
        inside = sorted((*group.members, *cut.get(group.id, ())), key=place.__getitem__)
        text = group.text
        for number, (where, members) in enumerate(groupby(inside, key=at.__getitem__)):
            if number == 1:
                text = joined(text, measure(words, text.size, style.fonts, style.mathfont))
            id_ = group.id + (":continued" if number else "") + (f":{number}" if number > 1 else "")
            frames[where].append(group._replace(id=id_, text=text, members=tuple(members)))
    return frames


def _continued(fonts: tuple[str, ...], lang: str) -> str:
    """What follows the name of a group that goes on: in `lang`, or in English if the fonts lack its characters."""
    words = CONTINUED.get(lang[:2], CONTINUED["en"])
    return CONTINUED["en"] if missing_characters(words, fonts) else words


def _circle(id_: str, letter: str, style: Style) -> DiagramNode:
    size = max(style.small_size, LEAST_TEXT)
    text = measure(letter, size, style.fonts, style.mathfont)
    shape = SHAPES.get("circle").scaled(style.scale)
    width, height = shape.fit(text.width, text.height, LINE_INK * text.height, 1.3 * size)
    return DiagramNode(id_, "continuation", "circle", width, height, text, shape.attach, color=style.neutral)
