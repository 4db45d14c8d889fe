"""The figure before it is laid out: nodes and links with measured texts, without positions or colours."""

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
    """One text of a link or of a box. `blank` is measured like the text it stands for, and drawn as an empty frame."""

    role: LabelRole
    text: MeasuredText
    blank: bool = False


class Standing(NamedTuple):
    """A text with the start of its baseline."""

    inscription: Inscription
    at: Point


Rule = tuple[Point, Point]
"""A line between two cells of a box; one that reaches beyond the outline ends at it."""


class DiagramNode(NamedTuple):
    """A node to draw. `width` and `height` in points; `shape` is a registered shape; colours are the spec's wishes.

    `text` is None where nothing is written (a fork). `attach` is how links meet it and `place` how an input may be put,
    both as in the layout's `Box`; across its links it takes up `room` at least, and they
    run straight for `lead` points before they end at it. The box of a value has `texts` and
    lines between them instead of `text`, their places relative to its centre.
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
    """A link to draw between two items; `source` and `target` of the edge are producer and consumer in the graph.

    `before` stands above the arrows (left of them, where the graph runs down or up), `after` below, `beside` on the
    side of the tip; the first of `before` and of `after` is next to the arrows.
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
    """A box round items: a group, or a block that is not closed. `members` are the ids of the items.

    `color` and `fill` are those of the spec, None where it has none.
    """

    id: str
    text: MeasuredText
    members: tuple[str, ...]
    color: str | None = None
    fill: str | None = None


class Diagram(NamedTuple):
    """Everything that will be drawn, in the order of the graph, and how. Sizes are those of the figure.

    `aligned` are ids of items that stand in one column, `ordered` those of which each is above the next (left of it
    where the graph runs down or up).
    """

    items: tuple[DiagramNode, ...]
    lines: tuple[DiagramEdge, ...]
    style: Style
    enclosures: tuple[DiagramGroup, ...] = ()
    aligned: tuple[tuple[str, ...], ...] = ()
    ordered: tuple[tuple[str, ...], ...] = ()

    @property
    def texts(self) -> Iterator[MeasuredText]:
        """All that is written in it."""
        yield from (item.text for item in self.items if item.text)
        yield from (enclosure.text for enclosure in self.enclosures)
        yield from (standing.inscription.text for item in self.items for standing in item.texts)
        for line in self.lines:
            beside = (line.beside,) if line.beside else ()
            yield from (inscription.text for inscription in (*line.before, *line.after, *beside))

    @property
    def uncoloured(self) -> Diagram:
        """The same without the colours that the spec and the theme wish for: what is equal in it is as large."""
        return self._replace(
            style=self.style.measured,
            items=tuple(item._replace(color=None, fill=None) for item in self.items),
            lines=tuple(line._replace(color=None) for line in self.lines),
            enclosures=tuple(enclosure._replace(color=None, fill=None) for enclosure in self.enclosures),
        )
