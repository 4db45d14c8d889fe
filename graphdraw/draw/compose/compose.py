"""Composes the scene of a placed diagram: outlines, arrows, texts, and all colours, which are decided here only."""

from __future__ import annotations

from dataclasses import dataclass

from graphdraw.draw.compose.arrow_ends import Ends
from graphdraw.draw.compose.arrows import Arrow, between, pointed
from graphdraw.draw.diagram.label_stack import half_pair, standings
from graphdraw.draw.diagram.model import Diagram, DiagramEdge, DiagramGroup, DiagramNode, Inscription, Standing
from graphdraw.draw.scene import BoxEdges, Curve, EdgeDirection, EdgeMark, LabelMark, NodeMark, Point, Scene, TextRun
from graphdraw.draw.scene_transform import fitted
from graphdraw.draw.style.outlines import Outside, rounded_rectangle
from graphdraw.draw.style.shapes import SHAPES, clip
from graphdraw.draw.style.style import Style
from graphdraw.draw.text.text import MeasuredText, centre_across, centring
from graphdraw.layout.problem import Placement

GROUP_CORNER = 6.0

BLANK_WIDTH = 0.5
BLANK_CORNER = 1.5

LEFT_OF_ROUTE = {"right": 1, "up": 1, "left": -1, "down": -1}
"""The side of the route, 1 for its left, on which the forward arrow runs: above the backward one, or left of it."""


def compose(diagram: Diagram, placement: Placement, ends: Ends | None = None) -> Scene:
    """The scene of a placed diagram, with a canvas as large as everything drawn plus the margin of the style.

    Title and description of the figure are not drawn; the caller adds them.
    """
    composer = _Composer(diagram, placement, ends or Ends(diagram, placement))
    nodes = tuple(composer.enclosure(e) for e in composer.enclosures)
    nodes += tuple(composer.node(item) for item in diagram.items)
    edges = tuple(mark for line in diagram.lines for mark in composer.edges(line))
    labels = tuple(composer.enclosure_label(e) for e in composer.enclosures)
    labels += tuple(mark for item in diagram.items for mark in composer.node_labels(item))
    labels += tuple(mark for line in diagram.lines for mark in composer.line_labels(line))
    style = diagram.style
    scene = Scene(0.0, 0.0, style.background, nodes, edges, labels, style.fonts, style.mathfont)
    return fitted(scene, style.margin)


@dataclass(frozen=True)
class _Composer:
    diagram: Diagram
    placement: Placement
    ends: Ends

    @property
    def style(self) -> Style:
        """The style of the diagram."""
        return self.diagram.style

    # -- groups

    @property
    def enclosures(self) -> list[DiagramGroup]:
        """The groups, the outer before the inner."""
        found = {e.id: e for e in self.diagram.enclosures}
        return [found[id_] for id_ in self.placement.frames]

    def enclosure(self, enclosure: DiagramGroup) -> NodeMark:
        """The box of a group."""
        left, top, right, bottom = box = self.placement.frames[enclosure.id].box
        style = self.style
        outline = rounded_rectangle(right - left, bottom - top, GROUP_CORNER * style.scale)
        outline = _shifted(outline, ((left + right) / 2, (top + bottom) / 2))
        text = enclosure.text.text
        fill, stroke = enclosure.fill or style.group_fill, enclosure.color or style.group_outline
        return NodeMark(enclosure.id, "group", box, text, outline, fill, stroke, style.outline_width)

    def enclosure_label(self, enclosure: DiagramGroup) -> LabelMark:
        """The label of a group, in its own colour if it has one."""
        x, y = self.placement.frames[enclosure.id].label
        color = enclosure.color or (self.style.ink if enclosure.fill else self.style.neutral)
        return _label(enclosure.text, "name", enclosure.id, (x, y + enclosure.text.ascent), color)

    # -- nodes

    def node(self, item: DiagramNode) -> NodeMark:
        """The mark of an item: its outline with fill and colour; for a name without an outline, only its box."""
        centre, style = self.placement.centres[item.id], self.style
        shape = SHAPES.get(item.shape).scaled(style.scale)
        outline = shape.outline(item.width, item.height)
        text = _text_of(item)
        box = _around(centre, item.width, item.height)
        if outline is None:
            return NodeMark(item.id, item.kind, box, text, None, None, None, 0.0)
        outline = _with_rules(_shifted(outline, centre), item, centre, shape.outside(item.width, item.height))
        if item.kind == "branch":
            return NodeMark(item.id, item.kind, box, text, outline, item.fill or style.branch_fill, None, 0.0)
        fill, stroke = item.fill or style.node_fill, item.color or style.node_outline
        return NodeMark(item.id, item.kind, box, text, outline, fill, stroke, style.outline_width)

    def node_labels(self, item: DiagramNode) -> list[LabelMark]:
        """The texts of an item: that in a circle, the name of an input or output, or those in the box of a value."""
        if item.text is None:
            return [self._boxed_label(item, standing) for standing in item.texts]
        x, y = self.placement.centres[item.id]
        role = "symbol" if item.kind == "operation" else "name"
        color = item.color if item.color and item.shape == "none" else self.style.ink
        fonts = self.style.fonts, self.style.mathfont
        baseline = y + centring(item.text, *fonts, sign=item.kind == "operation")
        at = (x - centre_across(item.text, *fonts), baseline)
        return [_label(item.text, role, item.id, at, color)]

    def _boxed_label(self, item: DiagramNode, standing: Standing) -> LabelMark:
        style, inscription = self.style, standing.inscription
        colors = {"value": style.forward, "gradient": style.backward, "local": style.neutral, "text": style.neutral}
        color = colors.get(inscription.role) or item.color or style.ink
        x, y = self.placement.centres[item.id]
        return self._written(inscription, item.id, (x + standing.at[0], y + standing.at[1]), color)

    # -- edges

    def edges(self, line: DiagramEdge) -> list[EdgeMark]:
        """The forward arrow of an edge and, where a gradient comes back, the backward one."""
        marks = [self._mark(line, "forward", self._arrow(line, "forward"))]
        if line.flow == "both":
            marks.append(self._mark(line, "backward", self._arrow(line, "backward")))
        return marks

    def line_labels(self, line: DiagramEdge) -> list[LabelMark]:
        """The texts of an edge's label stack."""
        found = standings(line, self.placement.labels[line.id], self.style)
        return [self._line_label(line, standing.inscription, standing.at) for standing in found]

    def _line_label(self, line: DiagramEdge, inscription: Inscription, at: Point) -> LabelMark:
        role = inscription.role
        if role == "name":
            return self._written(inscription, line.source, at, self.style.ink)
        direction: EdgeDirection = "backward" if role == "gradient" else "forward"
        color = self.style.neutral if role == "local" else self._color(line, direction)
        return self._written(inscription, mark_id(line.id, direction), at, color)

    def _written(self, inscription: Inscription, of: str, at: Point, color: str) -> LabelMark:
        """The mark of a text; for a blank, an empty frame instead of the answer, and the words beside it."""
        text, room = inscription.text, inscription.text.room
        mark = _label(text, inscription.role, of, at, color)
        if not inscription.blank or room is None:
            return mark
        scale, (first, end) = self.style.scale, room.pieces
        width = BLANK_WIDTH * scale
        size = room.right - room.left - width, room.bottom - room.top - width  # its line is inside of the room
        frame = rounded_rectangle(*size, BLANK_CORNER * scale)
        frame = _shifted(frame, (at[0] + (room.left + room.right) / 2, at[1] + (room.top + room.bottom) / 2))
        left = (*mark.runs[:first], *mark.runs[end:])
        return mark._replace(text="".join(run.text for run in left), runs=left, frame=frame, frame_width=width)

    def _arrow(self, line: DiagramEdge, direction: EdgeDirection) -> Arrow:
        style = self.style
        distance = half_pair(line, style) * LEFT_OF_ROUTE[style.direction]
        side = 0 if (distance >= 0) == (direction == "forward") or not distance else 1
        from_tail, to_tip = self.ends.cut[line.id, line.tail][side][::-1], self.ends.cut[line.id, line.tip][side]
        points = between(self.ends.route(line), from_tail, to_tip)
        if direction == "backward":
            points.reverse()
        return pointed(
            points,
            distance=distance,
            corner=style.corner,
            head=style.head,
            filled=direction == "forward",
            back=style.set_back,
        )

    def _mark(self, line: DiagramEdge, direction: EdgeDirection, drawn: Arrow) -> EdgeMark:
        return EdgeMark(
            mark_id(line.id, direction),
            line.source,
            line.target,
            line.argument,
            direction,
            drawn.points,
            drawn.line,
            drawn.head,
            direction == "forward",
            self._color(line, direction),
            self.style.line_width,
            self.style.backward_dash if direction == "backward" else (),
        )

    def _color(self, line: DiagramEdge, direction: EdgeDirection) -> str:
        if line.color:
            return line.color
        if line.flow == "neutral":
            return self.style.neutral
        return self.style.forward if direction == "forward" else self.style.backward


def _text_of(item: DiagramNode) -> str:
    """The text of a node's mark: its own text, or for the box of a value the name in it, if there is one."""
    if item.text is not None:
        return item.text.text
    return "".join(s.inscription.text.text for s in item.texts if s.inscription.role == "name")


def _with_rules(outline: Curve, item: DiagramNode, centre: Point, outside: Outside) -> Curve:
    """The outline of a box together with the lines between its cells, cut off at the outline."""
    if not item.rules:
        return outline
    ends: list[Point] = []
    for (ax, ay), (bx, by) in item.rules:
        inside = ax if ax == bx else 0.0, ay if ay == by else 0.0
        ends += [clip(end, inside, outside, 0.0) if outside(*end) > 0 else end for end in ((ax, ay), (bx, by))]
    rules = _shifted(Curve("ML" * len(item.rules), tuple(ends)), centre)
    return Curve(outline.codes + rules.codes, outline.points + rules.points)


def mark_id(line_id: str, direction: EdgeDirection) -> str:
    """The id of one of the two arrows of an edge: `x -> y[1]`, and `x -> y[1]:backward` for the one that runs back."""
    return line_id if direction == "forward" else f"{line_id}:backward"


def _label(text: MeasuredText, role: str, of: str, at: Point, color: str) -> LabelMark:
    x, y = at
    runs = tuple(TextRun(p.piece.text, x + p.dx, y + p.dy, text.size, p.piece.math) for p in text.placed)
    box = (x, y - text.ascent, x + text.width, y + text.descent)
    return LabelMark(text.text, role, of, box, runs, color)  # type: ignore[arg-type]


def _around(centre: Point, width: float, height: float) -> BoxEdges:
    x, y = centre
    return (x - width / 2, y - height / 2, x + width / 2, y + height / 2)


def _shifted(curve: Curve, by: Point) -> Curve:
    return Curve(curve.codes, tuple((x + by[0], y + by[1]) for x, y in curve.points))
