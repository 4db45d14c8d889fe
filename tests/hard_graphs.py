"""Graphs of all operations, drawn at random, that are hard for differences: tests compare their gradients.

Values are large, small, whole and near the ends of domains; kinks are met exactly or missed by little; steps are steep;
values are used several times.
"""

from __future__ import annotations

import random

from graphdraw.autodiff.extended import FUNCTIONS
from graphdraw.autodiff.forward import applied
from graphdraw.errors import Location
from graphdraw.graph.model import Apply, Graph, Input, Literal, Operand, Output, Ref
from graphdraw.ops import OPERATIONS
from graphdraw.values.scalar import Number, NumberError

HERE = Location("hard.yaml", 1, 1)

MOST = 1e150
"""Values and gradients beyond it are thrown away, so that products of two do not overflow."""

CHECKED = tuple(o for o in OPERATIONS if o.name in FUNCTIONS or set(o.rule.derivatives) == {None})
"""The operations that can be checked, which are all; `tests/ops/test_complete.py` says which is missing."""
OPERATION_NAMES = tuple(operation.name for operation in CHECKED)
KINKED = tuple(operation.name for operation in CHECKED if operation.kink)


def hard_graph(choose: random.Random) -> Graph | None:
    """A graph of some inputs and operations; None where it came to nothing."""
    drawing = _Drawing(choose)
    for _ in range(choose.randint(2, 12)):
        drawing.grow()
    graph = drawing.done()
    return graph if graph and len(graph.nodes) >= 3 else None


class _Drawing:
    """A graph that grows by one operation after the other, each on values that it has a result for."""

    def __init__(self, choose: random.Random) -> None:
        self.choose = choose
        self.nodes: list[Input | Apply] = []
        self.values: dict[str, Number | None] = {}
        for name in "abcd"[: choose.randint(1, 4)]:
            self.nodes.append(Input(name, self.number(), HERE))
            self.values[name] = self.nodes[-1].value

    def number(self) -> Number:
        """A number of one of the kinds that are hard in one way or another."""
        choose = self.choose
        match choose.randrange(10):
            case 0 | 1:
                return choose.randint(-3, 3)
            case 2 | 3 | 4:
                return round(choose.uniform(-3, 3), choose.randint(1, 4))
            case 5:
                return choose.uniform(-30, 30)
            case 6:
                return choose.choice((-1, 1)) * (1 - 10.0 ** -choose.randint(1, 15))
            case 7:
                return choose.choice((-1, 1)) * 10.0 ** choose.uniform(1, 16)
            case 8:
                return choose.choice((-1, 1)) * 10.0 ** -choose.uniform(1, 16)
            case _:
                return choose.choice((-1, 1)) * 10.0 ** choose.uniform(-60, 60)

    def grow(self) -> None:
        """One operation more, or a step that is met exactly or missed by little."""
        if self.choose.random() < 0.25:
            self._step()
        else:
            name = self.choose.choice(OPERATION_NAMES)
            signature = OPERATIONS.get(name).signature
            count = signature.arity + (signature.any_number and self.choose.randrange(2))
            operands = [self._operand() for _ in range(count)]
            if any(isinstance(operand, str) for operand in operands):
                self.apply(name, *operands)

    def _operand(self) -> str | Number:
        if self.choose.random() < 0.2:
            return self.number()
        return self.choose.choice(self.nodes[-4:] if self.choose.random() < 0.6 else self.nodes).name

    def _step(self) -> None:
        """Something with a kink, or steep, exactly where a value is, or a little beside."""
        source = self.choose.choice(self.nodes).name
        at = self.values[source]
        if at is None or abs(at) > 1e15:
            return
        beside = (
            at if self.choose.random() < 0.6 else at + self.choose.choice((-1, 1)) * 10.0 ** -self.choose.randint(3, 14)
        )
        match self.choose.randrange(4):
            case 0:
                self.apply(self.choose.choice(("max", "min")), source, beside)
            case 1:
                lo, hi = self.choose.choice(((beside, beside + 1), (beside - 1, beside), (beside, beside)))
                self.apply("clip", source, lo=lo, hi=hi)
            case 2:
                moved = self.apply("sub", source, beside)
                name = self.choose.choice(KINKED)
                if moved:
                    least = OPERATIONS.get(name).signature.arity
                    self.apply(name, *[moved, 0, moved][: least + self.choose.randrange(2)])
            case _:
                moved = self.apply("sub", source, beside)
                steep = moved and self.apply("mul", moved, 10.0 ** self.choose.randint(1, 9))
                if steep:
                    self.apply(self.choose.choice(("tanh", "sigmoid", "erf", "atan", "softplus")), steep)

    def apply(self, name: str, *operands: str | Number, **params: object) -> str | None:
        """The name of an operation that was added; None where it has no result, or one that is too large."""
        record = OPERATIONS.get(name)
        operands = operands if record.signature.any_number else operands[: record.signature.arity]
        given = {"clip": {"lo": -1, "hi": 1}}.get(name, {}) | params
        if name in ("leaky_relu", "elu") and self.choose.random() < 0.5:
            given = {record.signature.parameters[0].name: round(self.choose.uniform(0, 2), 2)}
        if name == "gelu" and self.choose.random() < 0.5:
            given = {"approx": "tanh"}
        made: tuple[Operand, ...] = tuple(
            Ref(o, HERE) if isinstance(o, str) else Literal(o, repr(o), HERE) for o in operands
        )
        node = Apply(f"n{len(self.nodes)}", name, name, made, HERE, given)
        try:
            value = applied(node, self.values)
        except NumberError:
            return None
        if value is None or abs(value) > MOST:
            return None
        self.nodes.append(node)
        self.values[node.name] = value
        return node.name

    def done(self) -> Graph | None:
        """The graph, its unused values summed up; None where it came to nothing."""
        used = {o.name for node in self.nodes if isinstance(node, Apply) for o in node.operands if isinstance(o, Ref)}
        ends = [node.name for node in self.nodes if node.name not in used]
        last = ends[0] if len(ends) == 1 else self.apply("add", *ends)
        return Graph(tuple(self.nodes), (Output(last),)) if last else None
