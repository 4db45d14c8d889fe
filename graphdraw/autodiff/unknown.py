"""The backward pass without numbers: which values have a gradient, where its number is not known."""

from __future__ import annotations

from collections.abc import Collection

from graphdraw.autodiff.forward import Values
from graphdraw.autodiff.seeds import forward_only
from graphdraw.autodiff.tape.tape import NO_EDGE, Tape
from graphdraw.errors import Problem
from graphdraw.graph.model import Graph


def choose_starts(graph: Graph, values: Values) -> tuple[tuple[str, ...], tuple[Problem, ...]]:
    """The values where gradients without numbers start, and notes; to be called where no gradient with a number starts.

    In a part of a bigger graph these are all outputs; else those that the spec names, or the only output.
    """
    backward, outputs = graph.backward, tuple(output.name for output in graph.outputs)
    if backward.mode == "of":
        return outputs, ()
    if backward.mode == "seeds":
        return tuple(name for name, _ in backward.seeds if values[name] is None), ()
    if backward.mode == "off" or any(values[name] is not None for name in outputs):
        return (), ()
    return (outputs, ()) if len(outputs) == 1 else ((), (forward_only(outputs),))


def carrying(tape: Tape, starts: Collection[str]) -> tuple[frozenset[str], list[bool]]:
    """The values that have a gradient which comes from the starts, and for each edge whether one comes along it."""
    through = [False] * len(tape.sources)
    reached = [False] * len(tape.order)
    for name in starts:
        reached[tape.slots[name]] = tape.differentiable[tape.slots[name]]
    for slot in range(len(reached) - 1, -1, -1) if starts else ():
        for edge in tape.edges[slot] if reached[slot] else ():
            if edge != NO_EDGE and tape.passing[edge]:
                through[edge] = reached[tape.sources[edge]] = True
    names = frozenset(node.name for node, has_one in zip(tape.order, reached, strict=True) if has_one)
    return names, through
