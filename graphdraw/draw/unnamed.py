"""Which gradients have no name to be called by: those of values that are steps inside of an expression."""

from __future__ import annotations

from graphdraw.autodiff import Evaluation, contracted
from graphdraw.draw.captions import Captions
from graphdraw.draw.collapse import closed_blocks
from graphdraw.draw.looks import node_look
from graphdraw.model import Apply, Graph
from graphdraw.view import View


def unnamed(graph: Graph, evaluation: Evaluation, view: View) -> list[Apply]:
    """The nodes that are drawn with a gradient and have no symbol for it, in the order of the graph.

    Raises SpecError where the gradient of a closed block is no finite number.
    """
    drawn, captions = contracted(graph, evaluation, closed_blocks(graph, view)), Captions(graph, evaluation, view)
    return [
        node
        for node in drawn.nodes
        if isinstance(node, Apply) and node.name in drawn.flowing and captions.symbol(node.name) is None
        if node_look(view, node.name).gradient != "hide"
    ]
