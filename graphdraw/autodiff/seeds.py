"""Where the backward pass starts: what the spec asks for, else 1 at the one output."""

from __future__ import annotations

from collections.abc import Mapping

from graphdraw.autodiff.forward import Values
from graphdraw.errors import Problem, SpecError
from graphdraw.model import Graph, Number


def choose_seeds(graph: Graph, values: Values) -> tuple[Mapping[str, Number], tuple[Problem, ...]]:
    """The gradients to start from, by name, and a note where the automatic rule finds none.

    No seed where the spec wants none, and none for what has no number. Raises SpecError where the spec asks for a
    backward pass and no seed can be chosen.
    """
    backward = graph.backward
    if backward.mode == "seeds":
        return {name: seed for name, seed in backward.seeds if values[name] is not None}, ()
    names = [output.name for output in graph.outputs]
    if backward.mode in ("off", "of") or all(values[name] is None for name in names):
        return {}, ()
    if len(names) == 1:
        return {names[0]: 1}, ()
    listed = ", ".join(names)
    hint = f"say which gradients to draw, as in backward: {{from: {names[0]}}}" if names else None
    if backward.mode == "on":
        text = f"'backward: true' needs one output, there are {len(names)}: {listed}"
        raise SpecError([Problem(backward.where, text, "no-seed", hint)])
    text = f"drawn forward only, since there are {len(names)} outputs: {listed}"
    return {}, (Problem(None, text, "forward-only", hint, "note"),)
