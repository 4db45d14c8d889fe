"""Asks the layout for the placement of one diagram, and defines `Fit`, what a figure was fitted with.

A `Fit` has no colours and no styles of lines, so that many scenes can be composed on one, each from a diagram with the
same parts.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import NamedTuple

from graphdraw.draw.compose.arrow_ends import Ends
from graphdraw.draw.diagram.model import Diagram
from graphdraw.draw.diagram.node_sizes import with_room
from graphdraw.draw.fit.layout_problem import layout_problem
from graphdraw.layout.problem import ROOMY, Gaps, LayoutProblem, Placement
from graphdraw.work import Work

Placer = Callable[[LayoutProblem], Placement]
"""The function that lays a problem out."""

AGAIN_UP_TO = 5_000
"""The most edges of a figure that is laid out again where arrows touch; in larger ones no reader sees single ends."""


class Fit(NamedTuple):
    """How a figure was fitted into its width, and the placement that came of it.

    gaps: how tight the gaps are. rows: the row of each node by id, from 0; empty where there is one row. crowded: for
    each row the ids of nodes at which arrows arrive side by side because they would touch. lang: the language of
    `CONTINUED`, the words added to groups that go on in another row. placement: where everything is, in points, with
    what is added. ends: where the arrows end. needed: the width in points that the figure can be made for, 0 where none
    is asked for; if it is more than asked for, the figure is too wide.
    """

    gaps: Gaps
    rows: Mapping[str, int]
    crowded: tuple[frozenset[str], ...]
    lang: str
    placement: Placement
    ends: Ends
    needed: float = 0.0


class PlacedDiagram(NamedTuple):
    """A diagram, its placement, where its arrows end, and the ids of nodes at which arrows arrive side by side."""

    diagram: Diagram
    placement: Placement
    ends: Ends
    crowded: frozenset[str] = frozenset()


def placed(diagram: Diagram, place: Placer, gaps: Gaps = ROOMY, work: Work | None = None) -> PlacedDiagram:
    """A diagram, laid out by `place`.

    If arrows would touch at a node and `work` has the steps for it, it is laid out once more, with arrows that arrive
    side by side there.
    """
    work = work or Work()
    before = work.done
    placement = place(layout_problem(diagram, gaps))
    ends = Ends(diagram, placement)
    again = len(diagram.edges) <= AGAIN_UP_TO and work.affords(work.done - before)
    if not again or not (crowded := frozenset(ends.crowded())):
        return PlacedDiagram(diagram, placement, ends)
    wider = widened(diagram, crowded)
    placement = place(layout_problem(wider, gaps))
    return PlacedDiagram(wider, placement, Ends(wider, placement), crowded)


def widened(diagram: Diagram, crowded: frozenset[str]) -> Diagram:
    """The diagram with room for arrows to arrive side by side at the nodes whose ids are in `crowded`."""
    if not crowded:
        return diagram
    nodes = with_room(diagram.nodes, diagram.edges, diagram.style, crowded)
    return diagram._replace(nodes=tuple(nodes))
