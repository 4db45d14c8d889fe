"""The types of a diagram: nodes, edges and groups with measured texts, before the layout gives them places."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal, NamedTuple

from graphdraw.draw.scene import LabelRole, NodeKind, Point
from graphdraw.draw.style.style import Style
from graphdraw.draw.text.text import MeasuredText

InputPlace = Literal["first", "near", "auto"]
Flow = Literal["both", "forward", "neutral"]
"""`both`: a value forward and a gradient back. `forward`: forward only, in a figure that has no gradients.
`neutral`: no gradient exists here, in a figure that has some."""


class Inscription(NamedTuple):
    """One text of an edge or of a box.

    With `blank` the answer in it is measured, and an empty frame is drawn in its place.
    """

    role: LabelRole
    text: MeasuredText
    blank: bool = False


class Standing(NamedTuple):
    """A text and the point where its baseline starts, in points."""

    inscription: Inscription
    at: Point


Rule = tuple[Point, Point]
"""The two ends of a line between two cells of a box; what reaches beyond the outline is cut off there."""


class DiagramNode(NamedTuple):
    """A node to draw, with lengths in points.

    shape: the name of a shape in `SHAPES`. color, fill: those that the spec asks for, None where it asks for none.
    text: what is written in the middle; None for a fork and for the box of a value, which has `texts` and the lines
    `rules` between them, placed relative to its centre. attach: how edges meet the node, and place: where an input may
    stand, both as in the layout's `Box`. free_operands: whether its edges may arrive in any order. room: the least
    length that its edges need across their direction. lead: how far they run straight before they end at it.
    """

    id: str
    kind: NodeKind
    shape: str
    width: float
    height: float
    text: MeasuredText | None
    attach: Literal["round", "box"]
    place: InputPlace = "near"
    free_operands: bool = False
    color: str | None = None
    fill: str | None = None
    texts: tuple[Standing, ...] = ()
    rules: tuple[Rule, ...] = ()
    room: float = 0.0
    lead: float = 0.0


class DiagramEdge(NamedTuple):
    """An edge to draw, from the node with the id `tail` to that with the id `tip`.

    source: the name of the value that runs along it. target, argument: what takes it, as which of its arguments.
    order: its place among the operands that are drawn. before: the texts above the arrows, or left of them where the
    graph runs down or up. after: the texts on the other side; the first of each is next to the arrows. beside: the
    local derivative, next to `before` on the side of the tip.
    """

    id: str
    tail: str
    tip: str
    source: str
    target: str
    argument: int
    order: int
    flow: Flow
    before: tuple[Inscription, ...]
    after: tuple[Inscription, ...]
    beside: Inscription | None = None
    color: str | None = None


class DiagramGroup(NamedTuple):
    """A group to draw: a labelled box round the nodes with the ids `members`, from `groups:` or for an open block.

    `color` and `fill` are those that the spec asks for, None where it asks for none.
    """

    id: str
    text: MeasuredText
    members: tuple[str, ...]
    color: str | None = None
    fill: str | None = None


class Diagram(NamedTuple):
    """Everything that will be drawn, in the order of the graph, with the style that it is drawn in; lengths in points.

    Each list in `aligned` has the ids of nodes that share a layer, each in `ordered` those of nodes of which every one
    stands above the next, or left of it where the graph runs down or up.
    """

    nodes: tuple[DiagramNode, ...]
    edges: tuple[DiagramEdge, ...]
    style: Style
    groups: tuple[DiagramGroup, ...] = ()
    aligned: tuple[tuple[str, ...], ...] = ()
    ordered: tuple[tuple[str, ...], ...] = ()

    @property
    def texts(self) -> Iterator[MeasuredText]:
        """Every text of the diagram; one that is drawn twice comes twice."""
        yield from (node.text for node in self.nodes if node.text)
        yield from (group.text for group in self.groups)
        yield from (standing.inscription.text for node in self.nodes for standing in node.texts)
        for edge in self.edges:
            beside = (edge.beside,) if edge.beside else ()
            yield from (inscription.text for inscription in (*edge.before, *edge.after, *beside))

    @property
    def uncoloured(self) -> Diagram:
        """The diagram without colours and with a style of measures only: where two are equal, so are their layouts."""
        return self._replace(
            style=self.style.measured,
            nodes=tuple(node._replace(color=None, fill=None) for node in self.nodes),
            edges=tuple(edge._replace(color=None) for edge in self.edges),
            groups=tuple(group._replace(color=None, fill=None) for group in self.groups),
        )
