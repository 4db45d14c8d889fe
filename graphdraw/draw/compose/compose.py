"""Composes the scene of a placed diagram: outlines, arrows, texts, and all colours, which are decided here only."""

from __future__ import annotations

from dataclasses import dataclass

from graphdraw.draw.compose.arrow_ends import Ends
from graphdraw.draw.compose.arrows import Arrow, cut_at_both_ends, pointed
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
    nodes = tuple(composer.group(e) for e in composer.groups)
    nodes += tuple(composer.node(node) for node in diagram.nodes)
    edges = tuple(mark for edge in diagram.edges for mark in composer.arrows(edge))
    labels = tuple(composer.group_label(e) for e in composer.groups)
    labels += tuple(mark for node in diagram.nodes for mark in composer.node_labels(node))
    labels += tuple(mark for edge in diagram.edges for mark in composer.edge_labels(edge))
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
    def groups(self) -> list[DiagramGroup]:
        """The groups, the outer before the inner."""
        found = {e.id: e for e in self.diagram.groups}
        return [found[id_] for id_ in self.placement.frames]

    def group(self, group: DiagramGroup) -> NodeMark:
        """The box of a group."""
        left, top, right, bottom = box = self.placement.frames[group.id].box
        style = self.style
        outline = rounded_rectangle(right - left, bottom - top, GROUP_CORNER * style.scale)
        outline = _shifted(outline, ((left + right) / 2, (top + bottom) / 2))
        text = group.text.text
        fill, stroke = group.fill or style.group_fill, group.color or style.group_outline
        return NodeMark(group.id, "group", box, text, outline, fill, stroke, style.outline_width)

    def group_label(self, group: DiagramGroup) -> LabelMark:
        """The label of a group, in its own colour if it has one."""
        x, y = self.placement.frames[group.id].label
        color = group.color or (self.style.ink if group.fill else self.style.neutral)
        return _label(group.text, "name", group.id, (x, y + group.text.ascent), color)

    # -- nodes

    def node(self, node: DiagramNode) -> NodeMark:
        """The mark of a node: its outline with fill and colour; for a name without an outline, only its box."""
        centre, style = self.placement.centres[node.id], self.style
        shape = SHAPES.get(node.shape).scaled(style.scale)
        outline = shape.outline(node.width, node.height)
        text = _text_of(node)
        box = _around(centre, node.width, node.height)
        if outline is None:
            return NodeMark(node.id, node.kind, box, text, None, None, None, 0.0)
        outline = _with_rules(_shifted(outline, centre), node, centre, shape.outside(node.width, node.height))
        if node.kind == "fork":
            return NodeMark(node.id, node.kind, box, text, outline, node.fill or style.fork_fill, None, 0.0)
        fill, stroke = node.fill or style.node_fill, node.color or style.node_outline
        return NodeMark(node.id, node.kind, box, text, outline, fill, stroke, style.outline_width)

    def node_labels(self, node: DiagramNode) -> list[LabelMark]:
        """The texts of a node: that in a circle, the name of an input or output, or those in the box of a value."""
        if node.text is None:
            return [self._boxed_label(node, standing) for standing in node.texts]
        x, y = self.placement.centres[node.id]
        role = "symbol" if node.kind == "operation" else "name"
        color = node.color if node.color and node.shape == "none" else self.style.ink
        fonts = self.style.fonts, self.style.mathfont
        baseline = y + centring(node.text, *fonts, sign=node.kind == "operation")
        at = (x - centre_across(node.text, *fonts), baseline)
        return [_label(node.text, role, node.id, at, color)]

    def _boxed_label(self, node: DiagramNode, standing: Standing) -> LabelMark:
        style, inscription = self.style, standing.inscription
        colors = {"value": style.forward, "gradient": style.backward, "local": style.neutral, "text": style.neutral}
        color = colors.get(inscription.role) or node.color or style.ink
        x, y = self.placement.centres[node.id]
        return self._written(inscription, node.id, (x + standing.at[0], y + standing.at[1]), color)

    # -- edges

    def arrows(self, edge: DiagramEdge) -> list[EdgeMark]:
        """The forward arrow of an edge and, where a gradient comes back, the backward one."""
        marks = [self._mark(edge, "forward", self._arrow(edge, "forward"))]
        if edge.flow == "both":
            marks.append(self._mark(edge, "backward", self._arrow(edge, "backward")))
        return marks

    def edge_labels(self, edge: DiagramEdge) -> list[LabelMark]:
        """The texts of an edge's label stack."""
        found = standings(edge, self.placement.labels[edge.id], self.style)
        return [self._edge_label(edge, standing.inscription, standing.at) for standing in found]

    def _edge_label(self, edge: DiagramEdge, inscription: Inscription, at: Point) -> LabelMark:
        role = inscription.role
        if role == "name":
            return self._written(inscription, edge.source, at, self.style.ink)
        direction: EdgeDirection = "backward" if role == "gradient" else "forward"
        color = self.style.neutral if role == "local" else self._color(edge, direction)
        return self._written(inscription, mark_id(edge.id, direction), at, color)

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

    def _arrow(self, edge: DiagramEdge, direction: EdgeDirection) -> Arrow:
        style = self.style
        distance = half_pair(edge, style) * LEFT_OF_ROUTE[style.direction]
        side = 0 if (distance >= 0) == (direction == "forward") or not distance else 1
        from_tail, to_tip = self.ends.cut[edge.id, edge.tail][side][::-1], self.ends.cut[edge.id, edge.tip][side]
        points = cut_at_both_ends(self.ends.route(edge), from_tail, to_tip)
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

    def _mark(self, edge: DiagramEdge, direction: EdgeDirection, drawn: Arrow) -> EdgeMark:
        return EdgeMark(
            mark_id(edge.id, direction),
            edge.source,
            edge.target,
            edge.argument,
            direction,
            drawn.points,
            drawn.line,
            drawn.head,
            direction == "forward",
            self._color(edge, direction),
            self.style.line_width,
            self._dash(edge, direction),
        )

    def _dash(self, edge: DiagramEdge, direction: EdgeDirection) -> tuple[float, ...]:
        if direction == "backward":
            return self.style.backward_dash
        return self.style.neutral_dash if edge.flow == "neutral" else ()

    def _color(self, edge: DiagramEdge, direction: EdgeDirection) -> str:
        if edge.color:
            return edge.color
        if edge.flow == "neutral":
            return self.style.neutral
        return self.style.forward if direction == "forward" else self.style.backward


def _text_of(node: DiagramNode) -> str:
    """The text of a node's mark: its own text, or for the box of a value the name in it, if there is one."""
    if node.text is not None:
        return node.text.text
    return "".join(s.inscription.text.text for s in node.texts if s.inscription.role == "name")


def _with_rules(outline: Curve, node: DiagramNode, centre: Point, outside: Outside) -> Curve:
    """The outline of a box together with the lines between its cells, cut off at the outline."""
    if not node.rules:
        return outline
    ends: list[Point] = []
    for (ax, ay), (bx, by) in node.rules:
        inside = ax if ax == bx else 0.0, ay if ay == by else 0.0
        ends += [clip(end, inside, outside, 0.0) if outside(*end) > 0 else end for end in ((ax, ay), (bx, by))]
    rules = _shifted(Curve("ML" * len(node.rules), tuple(ends)), centre)
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
