"""Both sweeps over a graph: the one function that the figure, the tables and the checks take their numbers from."""

from __future__ import annotations

from graphdraw.autodiff.backward import Sweep, backward
from graphdraw.autodiff.evaluation import EdgeResult, Evaluation
from graphdraw.autodiff.forward import forward
from graphdraw.autodiff.seeds import choose_seeds
from graphdraw.autodiff.unknown import carrying, choose_starts
from graphdraw.errors import Problem
from graphdraw.graph.model import Apply, Graph
from graphdraw.ops import operation_of


def evaluate(graph: Graph) -> Evaluation:
    """Values and gradients of a graph.

    Raises SpecError where a value or a wanted derivative does not exist (log of 0), with the node, the values it was
    given and its place in the spec.
    """
    values = forward(graph)
    seeds, notes = choose_seeds(graph, values)
    sweep = backward(graph, values, seeds) if seeds else Sweep()
    starts, more = ((), ()) if seeds or notes else choose_starts(graph, values)
    unknown, through = carrying(graph, starts)
    edges = []
    for edge in graph.edges:
        ends, (gradient, local) = (edge.source, edge.target, edge.argument), sweep.shares.get(edge, (None, None))
        edges.append(EdgeResult(*ends, values[edge.source], gradient, local, edge in through))
    gradients = {node.name: sweep.gradients.get(node.name) for node in graph.nodes}
    by_name = {node.name: values[node.name] for node in graph.nodes}
    told = (*notes, *more, *_warnings(sweep))
    starts = tuple(name for name in starts if name in unknown)
    kinks = tuple(node.name for node in sweep.on_kinks)
    return Evaluation(by_name, gradients, tuple(edges), seeds, told, kinks, starts, unknown)


def _warnings(sweep: Sweep) -> list[Problem]:
    """One warning for all nodes on a kink and one for all that are flat, at the first of them."""
    found = []
    if sweep.on_kinks:
        node = sweep.on_kinks[-1]  # the sweep ran backwards
        kink = operation_of(node).kink
        assert kink is not None  # noqa: S101 (it is how the node came on the list)
        text = f"{_names(sweep.on_kinks)} exactly on a kink: {kink.choice} here ({kink.others})"
        found.append(Problem(node.where, text, "kink", severity="warning"))
    if sweep.flat:
        node = sweep.flat[-1]
        text = f"no gradient other than 0 comes back through '{node.name}': {node.typed} is flat"
        found.append(Problem(node.where, text, "flat", severity="warning"))
    return found


def _names(nodes: list[Apply]) -> str:
    first, *others = reversed(nodes)
    if not others:
        return f"'{first.name}' stands"
    return f"'{first.name}' and {len(others)} other{'s' if len(others) > 1 else ''} stand"
