"""Asking the layout where the parts of a diagram go; nothing else that draws asks it.

What comes back is a value of its own, a `Fit`. It knows no colours and no styles of lines, so that any number of scenes
can be composed on one, each of a diagram with the same parts.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import NamedTuple

from graphdraw.draw.compose.arrow_ends import Ends
from graphdraw.draw.diagram.model import Diagram
from graphdraw.draw.diagram.node_sizes import with_room
from graphdraw.draw.fit.problem import layout_problem
from graphdraw.layout.problem import ROOMY, Gaps, LayoutProblem, Placement
from graphdraw.work import Work

Placer = Callable[[LayoutProblem], Placement]
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


class PlacedDiagram(NamedTuple):
    """A diagram with where everything went, where its arrows end, and the nodes at which they arrive side by side."""

    diagram: Diagram
    placement: Placement
    ends: Ends
    crowded: frozenset[str] = frozenset()


def placed(diagram: Diagram, place: Placer, gaps: Gaps = ROOMY, work: Work | None = None) -> PlacedDiagram:
    """A diagram laid out by `place`; where arrows would touch at a node, laid out again so that they arrive abreast.

    Only if what `work` has left is enough for that.
    """
    work = work or Work()
    before = work.done
    placement = place(layout_problem(diagram, gaps))
    ends = Ends(diagram, placement)
    again = len(diagram.lines) <= AGAIN_UP_TO and work.affords(work.done - before)
    if not again or not (crowded := frozenset(ends.crowded())):
        return PlacedDiagram(diagram, placement, ends)
    wider = widened(diagram, crowded)
    placement = place(layout_problem(wider, gaps))
    return PlacedDiagram(wider, placement, Ends(wider, placement), crowded)


def widened(diagram: Diagram, crowded: frozenset[str]) -> Diagram:
    """The diagram with room for arrows to arrive side by side at the nodes that are `crowded`."""
    if not crowded:
        return diagram
    items = with_room(diagram.items, diagram.lines, diagram.style, crowded)
    return diagram._replace(items=tuple(items))
