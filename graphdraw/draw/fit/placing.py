"""Asking the layout where the parts of a diagram go; nothing else that draws asks it.

What comes back is a value of its own, a `Fit`. It knows no colours and no styles of lines, so that any number of scenes
can be composed on one, each of a diagram with the same parts.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import NamedTuple

from graphdraw.draw.compose.arrow_ends import Ends
from graphdraw.draw.diagram.label_stack import block
from graphdraw.draw.diagram.model import Diagram
from graphdraw.draw.diagram.node_sizes import size_for_links, with_room
from graphdraw.draw.style.themes import Theme
from graphdraw.layout.problem import ROOMY, Arrows, Box, Cluster, Gaps, LayoutProblem, Link, Placement
from graphdraw.work import Work

Place = Callable[[LayoutProblem], Placement]
"""What lays a problem out."""

AGAIN_UP_TO = 5_000
"""Links up to which a figure is laid out again where arrows touch: who sees all of a larger one sees no single end."""


class Fit(NamedTuple):
    """What was chosen for a figure to fit, and where everything went with that.

    gaps: how tight it is. rows: the row of each item of the diagram, none where all are in one. crowded: of each row
    the nodes at which arrows arrive side by side, since they would touch. lang: the language of words that are added
    where a row goes on. placement: where everything is, in points, what is added included. ends: where the arrows end.
    needed: the width in points for which the figure can be made; where that is more than asked for, it is too wide, and
    where no width is asked for, it is 0.
    """

    gaps: Gaps
    rows: Mapping[str, int]
    crowded: tuple[frozenset[str], ...]
    lang: str
    placement: Placement
    ends: Ends
    needed: float = 0.0


class Placed(NamedTuple):
    """A diagram with where everything went, where its arrows end, and the nodes at which they arrive side by side."""

    diagram: Diagram
    placement: Placement
    ends: Ends
    crowded: frozenset[str] = frozenset()


def placed(diagram: Diagram, theme: Theme, place: Place, gaps: Gaps = ROOMY, work: Work | None = None) -> Placed:
    """A diagram laid out by `place`; where arrows would touch at a node, laid out again so that they arrive abreast.

    Only if what `work` has left is enough for that.
    """
    work = work or Work()
    before = work.done
    placement = place(layout_problem(diagram, theme, gaps))
    ends = Ends(diagram, placement, theme)
    again = len(diagram.lines) <= AGAIN_UP_TO and work.affords(work.done - before)
    if not again or not (crowded := frozenset(ends.crowded())):
        return Placed(diagram, placement, ends)
    wider = widened(diagram, theme, crowded)
    placement = place(layout_problem(wider, theme, gaps))
    return Placed(wider, placement, Ends(wider, placement, theme), crowded)


def widened(diagram: Diagram, theme: Theme, crowded: frozenset[str]) -> Diagram:
    """The diagram with room for arrows to arrive side by side at the nodes that are `crowded`."""
    if not crowded:
        return diagram
    level = diagram.direction in ("right", "left")
    items = with_room(diagram.items, diagram.lines, theme, level=level, scale=diagram.scale, crowded=crowded)
    return diagram._replace(items=tuple(items))


def layout_problem(diagram: Diagram, theme: Theme, gaps: Gaps = ROOMY) -> LayoutProblem:
    """What the layout needs to know of a diagram: sizes, links and the room for their texts, and how tight it is."""
    gap = 2 * theme.gap * diagram.scale
    level = diagram.direction in ("right", "left")
    boxes = []
    for item in diagram.items:
        room = 2 * item.lead + (gap if item.shape == "none" else 0.0)
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
    arrows = Arrows(theme.pair * diagram.scale, theme.head[0] * diagram.scale)
    return LayoutProblem(
        tuple(boxes), tuple(links), diagram.direction, groups, gaps, diagram.scale, aligned, ordered, arrows
    )
