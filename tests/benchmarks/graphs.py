"""Large layout problems of five kinds, with sizes like those of drawn figures; forks and bars are among the boxes."""

from __future__ import annotations

import random

from graphdraw.layout import Box, LayoutEdge, LayoutProblem

KINDS = ("line", "shared", "recurrent", "perceptron", "near")
"""A row of operations; one with twenty shared inputs; a recurrent network unrolled; a perceptron of three layers,
number by number; operations on any two of the last forty values."""

SHARED, NEAR = 20, 40


def large_problem(kind: str, operations: int) -> LayoutProblem:
    """A problem of about so many operations (a perceptron has a whole number of neurons)."""
    uses = _USES[kind](operations)
    consumers: dict[str, list[tuple[str, int]]] = {}
    for name, operands in uses.items():
        for argument, operand in enumerate(operands):
            consumers.setdefault(operand, []).append((name, argument))
    inputs = [name for name in consumers if name not in uses]
    boxes = [Box(name, 20.0, 14.0, "box", "end") for name in inputs] + [Box(name, 20.0, 20.0) for name in uses]
    edges: list[LayoutEdge] = []

    def edge(source: str, target: str, argument: int) -> None:
        edges.append(LayoutEdge(f"l{len(edges)}", source, target, argument, 24.0, 14.0, 14.0))

    for source, there in consumers.items():
        tail = source
        if len(there) > 1:
            tail = f"{source}*"
            bar = Box(tail, 5.0, 11.0 * (len(there) - 1) + 5.0, "box")
            boxes.append(Box(tail, 5.0, 5.0) if len(there) <= 3 else bar)
            edge(source, tail, 0)
        for target, argument in there:
            edge(tail, target, argument)
    return LayoutProblem(tuple(boxes), tuple(edges))


def large_spec(kind: str, operations: int) -> str:
    """A spec of such a graph: two operands are added, one is put through tanh."""
    uses = _USES[kind](operations)
    forms = {
        name: " + ".join(operands) if len(operands) > 1 else f"tanh({operands[0]})" for name, operands in uses.items()
    }
    inputs = dict.fromkeys(name for operands in uses.values() for name in operands if name not in uses)
    lines = ["inputs:", *(f"  {name}: 0.5" for name in inputs)]
    return "\n".join([*lines, "nodes:", *(f"  {name}: {form}" for name, form in forms.items())]) + "\n"


def _line(count: int) -> dict[str, tuple[str, ...]]:
    return {f"n{i}": (f"n{i - 1}" if i else "x",) for i in range(count)}


def _shared(count: int) -> dict[str, tuple[str, ...]]:
    return {f"n{i}": (f"n{i - 1}" if i else "x", f"x{i % SHARED}") for i in range(count)}


def _recurrent(count: int) -> dict[str, tuple[str, ...]]:
    uses: dict[str, tuple[str, ...]] = {}
    for t in range(count // 5):
        uses[f"a{t}"] = ("wx", f"x{t}")
        uses[f"c{t}"] = ("wh", f"h{t}")
        uses[f"d{t}"] = (f"a{t}", f"c{t}")
        uses[f"e{t}"] = (f"d{t}", "b")
        uses[f"h{t + 1}"] = (f"e{t}",)
    return uses


def _perceptron(count: int) -> dict[str, tuple[str, ...]]:
    uses: dict[str, tuple[str, ...]] = {}
    wide = max(2, round((count / 4) ** 0.5))
    values = [f"x{i}" for i in range(wide)]
    for layer, neurons in enumerate((wide, wide, 1)):
        for j in range(neurons):
            total = f"b{layer}_{j}"
            for i, value in enumerate(values):
                uses[f"m{layer}_{j}_{i}"] = (f"w{layer}_{j}_{i}", value)
                uses[f"s{layer}_{j}_{i}"] = (total, f"m{layer}_{j}_{i}")
                total = f"s{layer}_{j}_{i}"
            uses[f"h{layer}_{j}"] = (total,)
        values = [f"h{layer}_{j}" for j in range(neurons)]
    return uses


def _near(count: int) -> dict[str, tuple[str, ...]]:
    chance = random.Random(1)
    names = [f"x{i}" for i in range(SHARED)]
    uses: dict[str, tuple[str, ...]] = {}
    for i in range(count):
        one, other = chance.sample(names[-NEAR:], 2)
        uses[f"n{i}"] = (one, other)
        names.append(f"n{i}")
    return uses


_USES = {"line": _line, "shared": _shared, "recurrent": _recurrent, "perceptron": _perceptron, "near": _near}
