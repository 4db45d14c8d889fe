"""The note on gradients that should be shown as names, but belong to unnamed steps inside of an expression."""

from __future__ import annotations

from graphdraw.autodiff import Evaluation, contracted
from graphdraw.draw.content.captions import Captions
from graphdraw.draw.content.collapse import closed_blocks
from graphdraw.draw.style.looks import node_look
from graphdraw.errors import Problem
from graphdraw.graph.model import Apply, Graph
from graphdraw.view import View


def note_of_unnamed(graph: Graph, evaluation: Evaluation, view: View) -> tuple[Problem, ...]:
    """The note that the gradients of some values get no label, since the values have no symbol; empty if all have one.

    Raises SpecError if the gradient of a closed block is not finite.
    """
    drawn, captions = contracted(graph, evaluation, closed_blocks(graph, view)), Captions(graph, evaluation, view)
    found = [
        node
        for node in drawn.nodes
        if isinstance(node, Apply) and node.name in drawn.flowing and captions.symbol(node.name) is None
        if node_look(view, node.name).gradient != "hide"
    ]
    if not found:
        return ()
    first, *others = found
    count = f" and {len(others)} other value{'s' if len(others) > 1 else ''}" if others else ""
    text = f"'{first.name}'{count} {'have' if others else 'has'} no name that a label ∂…/∂… could show"
    hint = "give each a line of its own under 'nodes', or a label in 'view.nodes'"
    return (Problem(first.where, text, "unnamed-gradient", hint, "note"),)
