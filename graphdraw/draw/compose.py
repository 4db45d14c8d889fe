"""From the parts and their places to the scene: outlines, arrows, texts, and all colours, decided here only."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from graphdraw.draw.arrows import Arrow, End, aside, between, pointed
from graphdraw.draw.blocks import block, half_pair, standings
from graphdraw.draw.diagram import Diagram, Enclosure, Inscription, Item, Line, Standing
from graphdraw.draw.moving import fitted
from graphdraw.draw.parting import Spoke, parted
from graphdraw.draw.rooms import size_for_links
from graphdraw.draw.scene import BoxEdges, Curve, Direction, EdgeMark, LabelMark, NodeMark, Point, Run, Scene
from graphdraw.draw.shapes import SHAPES, rounded_rectangle
from graphdraw.draw.text import Text, centring
from graphdraw.draw.themes import Theme
from graphdraw.layout.problem import ROOMY, Box, Cluster, Gaps, LayoutProblem, Link, Placement
from graphdraw.view import View

TOUCH = 0.5
"""From the tip of an arrow to the outline it points at, half the outline's width included."""

DOT_GAP = 1.5
"""From an arrow to a fork's dot, at least."""

STUB = 7.0
"""Straight run of an arrow from a fork's bar before it may turn, so that neighbours part side by side."""

GROUP_CORNER = 6.0

BLANK_WIDTH = 0.5
BLANK_CORNER = 1.5

LEFT_OF_ROUTE = {"right": 1, "up": 1, "left": -1, "down": -1}
"""Forward arrows run above their pair, or left of it: on which side of the route that is."""


def layout_problem(diagram: Diagram, theme: Theme, gaps: Gaps = ROOMY) -> LayoutProblem:
    """What the layout needs to know of a diagram: sizes, links and the room for their texts, and how tight it is."""
    gap = 2 * theme.gap * diagram.scale
    level = diagram.direction in ("right", "left")
    boxes = []
    for item in diagram.items:
        room = gap if item.shape == "none" else 2 * STUB * diagram.scale if _is_bar(item) else 0.0
        width, height = size_for_links(item, diagram.direction)
        width, height = (width + room, height) if level else (width, height + room)
        align = {"input": "end", "constant": "end", "output": "start"}.get(item.kind, "centre")
        boxes.append(
            Box(item.id, width, height, item.attach, align, item.place, item.free_operands)  # type: ignore[arg-type]
        )
    links = []
    for line in diagram.lines:
        room_of = block(line, diagram.direction, theme, diagram.scale)
        sizes = room_of.along, room_of.before, room_of.after
        links.append(Link(line.id, line.tail, line.tip, line.order, *sizes, pair=line.flow == "both"))
    padding = theme.group_padding * diagram.scale
    groups = tuple(Cluster(e.id, e.members, padding, e.text.width, e.text.height) for e in diagram.enclosures)
    ids = {box.id for box in boxes}  # a row of a figure has some of them
    aligned, ordered = (
        tuple(tuple(id_ for id_ in list_ if id_ in ids) for list_ in lists)
        for lists in (diagram.aligned, diagram.ordered)
    )
    return LayoutProblem(tuple(boxes), tuple(links), diagram.direction, groups, gaps, diagram.scale, aligned, ordered)


def compose(diagram: Diagram, placement: Placement, theme: Theme, view: View) -> Scene:
    """The scene of a placed diagram, its canvas fitted to everything drawn plus the margin.

    `view` decides margin and background; titles are added by the caller, since they are not drawn.
    """
    composer = _Composer(diagram, placement, theme)
    nodes = tuple(composer.enclosure(e) for e in composer.enclosures)
    nodes += tuple(composer.node(item) for item in diagram.items)
    edges = tuple(mark for line in diagram.lines for mark in composer.edges(line))
    labels = tuple(composer.enclosure_label(e) for e in composer.enclosures)
    labels += tuple(mark for item in diagram.items for mark in composer.node_labels(item))
    labels += tuple(mark for line in diagram.lines for mark in composer.line_labels(line))
    background = None if view.background == "none" else view.background or theme.ground
    scene = Scene(0.0, 0.0, background, nodes, edges, labels, diagram.fonts, theme.mathfont)
    return fitted(scene, theme.margin * diagram.scale if view.margin is None else view.margin)


@dataclass(frozen=True)
class _Composer:
    diagram: Diagram
    placement: Placement
    theme: Theme

    @cached_property
    def _items(self) -> dict[str, Item]:
        return {item.id: item for item in self.diagram.items}

    # -- groups

    @property
    def enclosures(self) -> list[Enclosure]:
        """The boxes round items, the outer before the inner."""
        found = {e.id: e for e in self.diagram.enclosures}
        return [found[id_] for id_ in self.placement.frames]

    def enclosure(self, enclosure: Enclosure) -> NodeMark:
        """The box round items."""
        left, top, right, bottom = box = self.placement.frames[enclosure.id].box
        theme, scale = self.theme, self.diagram.scale
        outline = rounded_rectangle(right - left, bottom - top, GROUP_CORNER * scale)
        outline = _shifted(outline, ((left + right) / 2, (top + bottom) / 2))
        width = theme.outline_width * scale
        text = enclosure.text.text
        fill, stroke = enclosure.fill or theme.group_fill, enclosure.color or theme.group_outline
        return NodeMark(enclosure.id, "group", box, text, outline, fill, stroke, width)

    def enclosure_label(self, enclosure: Enclosure) -> LabelMark:
        """What it is called."""
        x, y = self.placement.frames[enclosure.id].label
        color = enclosure.color or (self.theme.ink if enclosure.fill else self.theme.neutral)
        return _label(enclosure.text, "name", enclosure.id, (x, y + enclosure.text.ascent), color)

    # -- nodes

    def node(self, item: Item) -> NodeMark:
        """The outline of an item, or of a name the box of its text."""
        centre, theme = self.placement.centres[item.id], self.theme
        outline = SHAPES.get(item.shape).scaled(self.diagram.scale).outline(item.width, item.height)
        text = _text_of(item)
        box = _around(centre, item.width, item.height)
        if outline is None:
            return NodeMark(item.id, item.kind, box, text, None, None, None, 0.0)
        outline = _with_rules(_shifted(outline, centre), item, centre)
        width = theme.outline_width * self.diagram.scale
        if item.kind == "branch":
            return NodeMark(item.id, item.kind, box, text, outline, item.fill or theme.branch_fill, None, 0.0)
        fill, stroke = item.fill or theme.node_fill, item.color or theme.node_outline
        return NodeMark(item.id, item.kind, box, text, outline, fill, stroke, width)

    def node_labels(self, item: Item) -> list[LabelMark]:
        """The text in a circle, the name at an end, or the texts in a box."""
        if item.text is None:
            return [self._boxed_label(item, standing) for standing in item.texts]
        x, y = self.placement.centres[item.id]
        role = "symbol" if item.kind == "operation" else "name"
        color = item.color if item.color and item.shape == "none" else self.theme.ink
        baseline = y + centring(item.text, self.diagram.fonts, sign=item.kind == "operation")
        at = (x - item.text.width / 2, baseline)
        return [_label(item.text, role, item.id, at, color)]

    def _boxed_label(self, item: Item, standing: Standing) -> LabelMark:
        theme, inscription = self.theme, standing.inscription
        colors = {"value": theme.forward, "gradient": theme.backward, "local": theme.neutral, "text": theme.neutral}
        color = colors.get(inscription.role) or item.color or theme.ink
        x, y = self.placement.centres[item.id]
        return self._written(inscription, item.id, (x + standing.at[0], y + standing.at[1]), color)

    # -- links

    def edges(self, line: Line) -> list[EdgeMark]:
        """The forward arrow of a link and, where a gradient comes back, the backward one."""
        marks = [self._mark(line, "forward", self._arrow(line, "forward"))]
        if line.flow == "both":
            marks.append(self._mark(line, "backward", self._arrow(line, "backward")))
        return marks

    def _route(self, line: Line) -> tuple[Point, ...]:
        """The route of a link, prolonged straight on to the bar of a fork."""
        route = self.placement.routes[line.id]
        if not _is_bar(self._items[line.tail]):
            return route
        x, y = self.placement.centres[line.tail]
        level = self.diagram.direction in ("right", "left")
        start = (x, route[0][1]) if level else (route[0][0], y)
        return (start, *route)

    def line_labels(self, line: Line) -> list[LabelMark]:
        """The texts that ride on a link."""
        there, diagram = self.placement.labels[line.id], self.diagram
        found = standings(line, there, diagram.direction, self.theme, diagram.scale)
        return [self._line_label(line, standing.inscription, standing.at) for standing in found]

    def _line_label(self, line: Line, inscription: Inscription, at: Point) -> LabelMark:
        role = inscription.role
        if role == "name":
            return self._written(inscription, line.source, at, self.theme.ink)
        direction: Direction = "backward" if role == "gradient" else "forward"
        color = self.theme.neutral if role == "local" else self._color(line, direction)
        return self._written(inscription, mark_id(line.id, direction), at, color)

    def _written(self, inscription: Inscription, of: str, at: Point, color: str) -> LabelMark:
        """A text, or a frame with nothing of the answer left and what stands beside it."""
        text, room = inscription.text, inscription.text.room
        mark = _label(text, inscription.role, of, at, color)
        if not inscription.blank or room is None:
            return mark
        scale, (first, end) = self.diagram.scale, room.pieces
        width = BLANK_WIDTH * scale
        size = room.right - room.left - width, room.bottom - room.top - width  # its line is inside of the room
        frame = rounded_rectangle(*size, BLANK_CORNER * scale)
        frame = _shifted(frame, (at[0] + (room.left + room.right) / 2, at[1] + (room.top + room.bottom) / 2))
        left = (*mark.runs[:first], *mark.runs[end:])
        return mark._replace(text="".join(run.text for run in left), runs=left, frame=frame, frame_width=width)

    def _arrow(self, line: Line, direction: Direction) -> Arrow:
        scale, theme = self.diagram.scale, self.theme
        distance = half_pair(line, theme, scale) * LEFT_OF_ROUTE[self.diagram.direction]
        side = 0 if (distance >= 0) == (direction == "forward") or not distance else 1
        from_tail, to_tip = self._cut[line.id, line.tail][side][::-1], self._cut[line.id, line.tip][side]
        points = between(self._route(line), from_tail, to_tip)
        if direction == "backward":
            points.reverse()
        head = theme.head[0] * scale, theme.head[1] * scale
        corner, filled = theme.corner * scale, direction == "forward"
        return pointed(points, distance=distance, corner=corner, head=head, filled=filled)

    def _end(self, id_: str) -> End:
        item = self._items[id_]
        shape = SHAPES.get(item.shape).scaled(self.diagram.scale)
        width, height = size_for_links(item, self.diagram.direction)
        gap = self.theme.gap if item.shape == "none" else DOT_GAP if item.kind == "branch" else TOUCH
        return End(self.placement.centres[id_], shape.outside(width, height), gap * self.diagram.scale)

    @cached_property
    def _cut(self) -> dict[tuple[str, str], Spoke]:
        """The arrows of each link as they come to one of its nodes and end there, first the one left of the route."""
        spokes: dict[str, dict[str, Spoke]] = {}
        for line in self.diagram.lines:
            route, half = self._route(line), half_pair(line, self.theme, self.diagram.scale)
            arrows = [aside(route, distance) for distance in ((half, -half) if half else (0.0,))]
            spokes.setdefault(line.tip, {})[line.id] = arrows
            spokes.setdefault(line.tail, {})[line.id] = [arrow[::-1] for arrow in arrows]
        found: dict[tuple[str, str], Spoke] = {}
        for id_, there in spokes.items():
            cut = parted(list(there.values()), self._end(id_), self.diagram.scale)
            found |= {(line, id_): arrows for line, arrows in zip(there, cut, strict=True)}
        return found

    def _mark(self, line: Line, direction: Direction, drawn: Arrow) -> EdgeMark:
        color, width = self._color(line, direction), self.theme.line_width * self.diagram.scale
        dash = self.theme.backward_dash if direction == "backward" else ()
        dash = tuple(length * self.diagram.scale for length in dash)
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
            color,
            width,
            dash,
        )

    def _color(self, line: Line, direction: Direction) -> str:
        if line.color:
            return line.color
        if line.flow == "neutral":
            return self.theme.neutral
        return self.theme.forward if direction == "forward" else self.theme.backward


def _text_of(item: Item) -> str:
    """What a node is called in the scene: its text, of a box the name in it."""
    if item.text is not None:
        return item.text.text
    return "".join(s.inscription.text.text for s in item.texts if s.inscription.role == "name")


def _with_rules(outline: Curve, item: Item, centre: Point) -> Curve:
    """The outline of a box with the lines between its cells."""
    if not item.rules:
        return outline
    rules = _shifted(Curve("ML" * len(item.rules), tuple(point for rule in item.rules for point in rule)), centre)
    return Curve(outline.codes + rules.codes, outline.points + rules.points)


def _is_bar(item: Item) -> bool:
    return item.kind == "branch" and item.attach == "box"


def mark_id(line_id: str, direction: Direction) -> str:
    """The id of one of the two arrows of an edge: `x -> y[1]`, and `x -> y[1]:backward` for the one that runs back."""
    return line_id if direction == "forward" else f"{line_id}:backward"


def _label(text: Text, role: str, of: str, at: Point, color: str) -> LabelMark:
    x, y = at
    runs = tuple(Run(p.piece.text, x + p.dx, y + p.dy, text.size, p.piece.math) for p in text.placed)
    box = (x, y - text.ascent, x + text.width, y + text.descent)
    return LabelMark(text.text, role, of, box, runs, color)  # type: ignore[arg-type]


def _around(centre: Point, width: float, height: float) -> BoxEdges:
    x, y = centre
    return (x - width / 2, y - height / 2, x + width / 2, y + height / 2)


def _shifted(curve: Curve, by: Point) -> Curve:
    return Curve(curve.codes, tuple((x + by[0], y + by[1]) for x, y in curve.points))
