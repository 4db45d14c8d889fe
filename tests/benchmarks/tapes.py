"""Random graphs of scalars, and what other programs do with them: a bare list tape, closures, autograd, PyTorch.

Each gets the same operations in the same order and gives the values and gradients of all nodes; how its own form of the
graph comes about is not measured, where it has one.
"""

from __future__ import annotations

import math
import random
from collections.abc import Callable
from typing import NamedTuple

INPUTS, NEAR = 20, 40
"""How many inputs there are; operands are among so many of the last values."""

SIGNS = {"add": "{} + {}", "mul": "{} * {}", "sub": "{} - {}", "tanh": "tanh({})", "sin": "sin({})"}
"""The operations, as a spec writes them."""

WEIGHTS = (30, 30, 15, 15, 10)


class Drawn(NamedTuple):
    """A random graph: the numbers of its inputs, and per operation its name and the numbers of its operands.

    Inputs have the first numbers. The last operation is the output, on which all depends that is of use to it.
    """

    inputs: tuple[float, ...]
    operations: tuple[tuple[str, tuple[int, ...]], ...]

    @property
    def text(self) -> str:
        """The graph as a spec."""
        names = [f"x{i}" for i in range(len(self.inputs))]
        lines = ["inputs:", *(f"  {name}: {value}" for name, value in zip(names, self.inputs, strict=True)), "nodes:"]
        for i, (operation, operands) in enumerate(self.operations):
            lines.append(f"  n{i}: {SIGNS[operation].format(*(names[k] for k in operands))}")
            names.append(f"n{i}")
        return "\n".join([*lines, f"outputs: {names[-1]}"]) + "\n"


def drawn(operations: int, seed: int = 1) -> Drawn:
    """A graph of so many operations whose values stay within float64: tanh and sin hold them down."""
    chance = random.Random(seed)
    inputs = tuple(round(chance.uniform(-1, 1), 4) for _ in range(INPUTS))
    values = list(inputs)
    made: list[tuple[str, tuple[int, ...]]] = []
    while len(made) < operations:
        (name,) = chance.choices(tuple(SIGNS), WEIGHTS)
        count = SIGNS[name].count("{}")
        operands = tuple(chance.randrange(max(0, len(values) - NEAR), len(values)) for _ in range(count))
        value = VALUE[name](*(values[k] for k in operands))
        if 1e-3 < abs(value) < 4:
            values.append(value)
            made.append((name, operands))
    return Drawn(inputs, tuple(made))


VALUE: dict[str, Callable[..., float]] = {
    "add": lambda x, y: x + y,
    "mul": lambda x, y: x * y,
    "sub": lambda x, y: x - y,
    "tanh": math.tanh,
    "sin": math.sin,
}

Run = Callable[[], "tuple[list[float], list[float]]"]
"""Computes all values and all gradients, by number."""


def bare(graph: Drawn) -> Run:
    """The least that Python can do: a loop over lists of numbers there and one back, nothing checked, no edges."""
    codes = {name: code for code, name in enumerate(SIGNS)}
    steps = [(codes[name], operands[0], operands[-1]) for name, operands in graph.operations]
    back = [(i, *steps[i - len(graph.inputs)]) for i in range(len(graph.inputs) + len(steps) - 1, INPUTS - 1, -1)]

    def run() -> tuple[list[float], list[float]]:
        v = list(graph.inputs)
        put, tanh, sin, cos = v.append, math.tanh, math.sin, math.cos
        for code, a, b in steps:
            if code == 0:
                put(v[a] + v[b])
            elif code == 1:
                put(v[a] * v[b])
            elif code == 2:
                put(v[a] - v[b])
            elif code == 3:
                put(tanh(v[a]))
            else:
                put(sin(v[a]))
        g = [0.0] * len(v)
        g[-1] = 1.0
        for i, code, a, b in back:
            gradient = g[i]
            if code == 0:
                g[a] += gradient
                g[b] += gradient
            elif code == 1:
                g[a] += gradient * v[b]
                g[b] += gradient * v[a]
            elif code == 2:
                g[a] += gradient
                g[b] -= gradient
            elif code == 3:
                g[a] += gradient * (1 - v[i] * v[i])
            else:
                g[a] += gradient * cos(v[a])
        return v, g

    return run


class Value:
    """A number that remembers how it came about, with a closure that passes its gradient on."""

    __slots__ = ("back", "before", "gradient", "number")

    def __init__(self, number: float, before: tuple[Value, ...] = ()) -> None:
        self.number, self.gradient, self.before = number, 0.0, before
        self.back: Callable[[], None] = lambda: None

    def __add__(self, other: Value) -> Value:
        out = Value(self.number + other.number, (self, other))

        def back() -> None:
            self.gradient += out.gradient
            other.gradient += out.gradient

        out.back = back
        return out

    def __sub__(self, other: Value) -> Value:
        out = Value(self.number - other.number, (self, other))

        def back() -> None:
            self.gradient += out.gradient
            other.gradient -= out.gradient

        out.back = back
        return out

    def __mul__(self, other: Value) -> Value:
        out = Value(self.number * other.number, (self, other))

        def back() -> None:
            self.gradient += other.number * out.gradient
            other.gradient += self.number * out.gradient

        out.back = back
        return out

    def tanh(self) -> Value:
        out = Value(math.tanh(self.number), (self,))

        def back() -> None:
            self.gradient += (1 - out.number**2) * out.gradient

        out.back = back
        return out

    def sin(self) -> Value:
        out = Value(math.sin(self.number), (self,))

        def back() -> None:
            self.gradient += math.cos(self.number) * out.gradient

        out.back = back
        return out

    def backward(self) -> None:
        """Sort what this depends on, without recursion, and pass gradients back."""
        order, seen, stack = [], set(), [(self, False)]
        while stack:
            value, done = stack.pop()
            if done:
                order.append(value)
            elif value not in seen:
                seen.add(value)
                stack.append((value, True))
                stack.extend((other, False) for other in value.before)
        self.gradient = 1.0
        for value in reversed(order):
            value.back()


METHODS = {"add": Value.__add__, "mul": Value.__mul__, "sub": Value.__sub__, "tanh": Value.tanh, "sin": Value.sin}


def closures(graph: Drawn) -> Run:
    """As micrograd does it: an object and a closure for each value, made anew in every run."""

    def run() -> tuple[list[float], list[float]]:
        values = [Value(number) for number in graph.inputs]
        for name, operands in graph.operations:
            values.append(METHODS[name](*[values[k] for k in operands]))
        values[-1].backward()
        return [value.number for value in values], [value.gradient for value in values]

    return run


def autograd(graph: Drawn) -> Run:
    """HIPS autograd: gradients of the inputs; raises ImportError where it is missing."""
    import autograd.numpy as np
    import numpy
    from autograd import value_and_grad

    functions = {**VALUE, "tanh": np.tanh, "sin": np.sin}

    def output(*inputs: float) -> float:
        values = list(inputs)
        for name, operands in graph.operations:
            values.append(functions[name](*[values[k] for k in operands]))
        return values[-1]

    differentiated = value_and_grad(output, argnum=tuple(range(len(graph.inputs))))

    def run() -> tuple[list[float], list[float]]:
        with numpy.errstate(all="ignore"):  # its last bits differ, which many steps blow up
            value, gradients = differentiated(*graph.inputs)
        return [value], list(gradients)

    return run


def torch(graph: Drawn) -> Run:
    """PyTorch, with scalars of float64: gradients of the inputs; raises ImportError where it is missing."""
    import torch

    functions = {**VALUE, "tanh": torch.tanh, "sin": torch.sin}

    def run() -> tuple[list[float], list[float]]:
        inputs = [torch.tensor(number, dtype=torch.float64, requires_grad=True) for number in graph.inputs]
        values = list(inputs)
        for name, operands in graph.operations:
            values.append(functions[name](*[values[k] for k in operands]))
        values[-1].backward()
        return [float(values[-1].detach())], [0.0 if x.grad is None else float(x.grad) for x in inputs]

    return run
