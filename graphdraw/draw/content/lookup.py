"""Looking up the numbers and labels of a figure by name, as the figure writes them, for text of hosts."""

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
    """The value of a node, or with `gradient` the gradient of a node or an edge (`x -> y`, `x -> y[1]`), as text.

    Raises UsageError for an unknown name, and if there is no such number.
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
    """All texts that `number` can return, by name: the values of nodes, and the gradients of nodes and edges."""
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
    return captions.leaves_gradient_blank(name) if gradient else captions.leaves_value_blank(name)


def label(graph: Graph, evaluation: Evaluation, view: View, name: str) -> tuple[tuple[str, bool], ...]:
    """The label of a node, or its name, as pieces: texts, each with whether it is a formula (without dollars).

    Raises UsageError for an unknown name.
    """
    if name not in evaluation.values:
        raise UsageError(f"there is no '{name}' in the figure", suggestion(name, evaluation.values))
    written = one_line(Captions(graph, evaluation, view).name(name))
    return tuple((piece.text[1:-1] if piece.math else piece.text, piece.math) for piece in pieces(written))


def _gradients(evaluation: Evaluation) -> dict[str, Number | None]:
    """The gradients of nodes and edges by name; `x -> y` is a name of an edge only if no other leads from x to y."""
    found: dict[str, Number | None] = {}
    between = Counter((edge.source, edge.target) for edge in evaluation.edges)
    for edge in evaluation.edges:
        if between[edge.source, edge.target] == 1:
            found[f"{edge.source} -> {edge.target}"] = edge.gradient
        found[f"{edge.source} -> {edge.target}[{edge.argument}]"] = edge.gradient
    return {**found, **evaluation.gradients}
