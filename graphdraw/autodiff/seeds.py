"""Chooses where the backward pass starts: the seeds that the spec asks for, else 1 at the only output."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from graphdraw.autodiff.forward import Values
from graphdraw.errors import Problem, SpecError
from graphdraw.graph.model import Graph
from graphdraw.registry import listed
from graphdraw.values.scalar import Number

Seeds = Mapping[str, Number]
"""Gradients to start from, by name."""

MOST_LISTED = 20
"""The most outputs that a message lists."""


def choose_seeds(
    graph: Graph, values: Values, differentiable: Callable[[str], bool]
) -> tuple[Seeds, tuple[Problem, ...]]:
    """The gradients to start from by name, and notes or warnings where some or all of them are missing.

    Values without a number and those that are not `differentiable` get no seed. Raises SpecError where the spec asks
    for a backward pass and no seed can be chosen.
    """
    seeds, notes = _asked_for(graph, values)
    without = [name for name in seeds if not differentiable(name)]
    if without and graph.backward.mode != "auto":
        text = f"no gradient goes back from '{without[0]}': nothing that it depends on has one"
        notes = (*notes, Problem(graph.backward.where, text, "no-gradient", severity="warning"))
    return {name: seed for name, seed in seeds.items() if differentiable(name)}, notes


def _asked_for(graph: Graph, values: Values) -> tuple[Seeds, tuple[Problem, ...]]:
    backward = graph.backward
    if backward.mode == "seeds":
        return {name: seed for name, seed in backward.seeds if values[name] is not None}, ()
    names = [output.name for output in graph.outputs]
    if backward.mode in ("off", "of") or all(values[name] is None for name in names):
        return {}, ()
    if len(names) == 1:
        return {names[0]: 1}, ()
    if backward.mode == "on":
        text = f"'backward: true' needs one output, there are {len(names)}: {listed(names, MOST_LISTED)}"
        raise SpecError([Problem(backward.where, text, "no-seed", _choose(names))])
    return {}, (forward_only(names),)


def forward_only(outputs: Sequence[str]) -> Problem:
    """The note that the figure is drawn forward only, because it has several outputs."""
    text = f"drawn forward only, since there are {len(outputs)} outputs: {listed(outputs, MOST_LISTED)}"
    return Problem(None, text, "forward-only", _choose(outputs), "note")


def _choose(outputs: Sequence[str]) -> str:
    return f"say which gradients to draw, as in backward: {{from: {outputs[0]}}}"
