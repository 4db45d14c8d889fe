"""The numbers and names of a figure as it writes them, asked for by name: what hosts put into a running text."""

from __future__ import annotations

from collections import Counter

from graphdraw.autodiff import Evaluation
from graphdraw.draw.content.captions import Captions
from graphdraw.draw.text.markup import one_line, pieces, plain_text
from graphdraw.errors import UsageError
from graphdraw.graph.model import Graph
from graphdraw.registry import suggestion
from graphdraw.values.scalar import Number
from graphdraw.view import View


def number(graph: Graph, evaluation: Evaluation, view: View, name: str, *, gradient: bool = False) -> str:
    """The value of a node or, of a node or an edge (`x -> y`, `x -> y[1]`), the gradient.

    Raises UsageError for a name that there is not, and for a number that there is not.
    """
    known = _gradients(evaluation) if gradient else evaluation.values
    if name not in known and name not in evaluation.values:
        raise UsageError(f"there is no '{name}' in the figure", suggestion(name, known))
    found = known.get(name)
    if found is None:
        raise UsageError(f"'{name}' has no {'gradient' if gradient else 'value'}")
    captions = Captions(graph, evaluation, view)
    return plain_text(captions.gradient_number(name, found) if gradient else captions.number(name) or "")


def numbers(graph: Graph, evaluation: Evaluation, view: View) -> tuple[dict[str, str], dict[str, str]]:
    """All that `number` can tell: the values of nodes, and the gradients of nodes and edges, by name."""
    captions = Captions(graph, evaluation, view)
    values = {name: captions.number(name) for name in evaluation.values}
    gradients = _gradients(evaluation)
    return (
        {name: plain_text(text) for name, text in values.items() if text is not None},
        {name: plain_text(captions.gradient_number(name, g)) for name, g in gradients.items() if g is not None},
    )


def is_blank(graph: Graph, evaluation: Evaluation, view: View, name: str, *, gradient: bool = False) -> bool:
    """Whether the figure leaves the value or the gradient of a node for the reader to fill in."""
    captions = Captions(graph, evaluation, view)
    return captions.leaves_gradient(name) if gradient else captions.leaves_value(name)


def label(graph: Graph, evaluation: Evaluation, view: View, name: str) -> tuple[tuple[str, bool], ...]:
    """The name of a node, its label if it has one: texts, each with whether it is a formula.

    Raises UsageError for a name that there is not.
    """
    if name not in evaluation.values:
        raise UsageError(f"there is no '{name}' in the figure", suggestion(name, evaluation.values))
    written = one_line(Captions(graph, evaluation, view).name(name))
    return tuple((piece.text[1:-1] if piece.math else piece.text, piece.math) for piece in pieces(written))


def _gradients(evaluation: Evaluation) -> dict[str, Number | None]:
    """The gradients of nodes and edges by name; `x -> y` names an edge where it is the only one from x to y."""
    found: dict[str, Number | None] = {}
    between = Counter((edge.source, edge.target) for edge in evaluation.edges)
    for edge in evaluation.edges:
        if between[edge.source, edge.target] == 1:
            found[f"{edge.source} -> {edge.target}"] = edge.gradient
        found[f"{edge.source} -> {edge.target}[{edge.argument}]"] = edge.gradient
    return {**found, **evaluation.gradients}
