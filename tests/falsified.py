"""Gradients that were made wrong on purpose, to see whether `check --gradients` finds them and leaves the others alone.

    python -m tests.falsified --count 50000 --seed 1

draws graphs of all operations: values large, small, whole and near the ends of domains, kinks met exactly or missed by
little, steep steps, values that are used several times. In each, one gradient is replaced: multiplied by a factor,
taken from a neighbour, from the other side of a kink, or robbed of one of its summands. All are then compared with
numerical ones. A graph depends on seed and number alone: `--seed 1 --only 17` shows one.
"""

from __future__ import annotations

import argparse
import math
import random
import sys
import time
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from graphdraw.autodiff import Evaluation, evaluate
from graphdraw.autodiff.check import GradientCheck, check_gradients
from graphdraw.autodiff.forward import applied, calculation
from graphdraw.errors import Location, SpecError
from graphdraw.expression.arithmetic import NumberError
from graphdraw.model import Apply, Graph, Input, Literal, Number, Operand, Output, Ref
from graphdraw.ops import OPERATIONS

HERE = Location("falsified.yaml", 1, 1)
FACTORS = (0.999, 1.001, 2.0, -1.0, 0.0)
LEAST_CHANGE = 5e-4
"""Of the greater of both: what is changed by less is not called falsified."""

NOISE = 32 * sys.float_info.epsilon
"""Of the summands of a gradient; what is no more than that is made of rounding, and nobody can make it wrong."""

MOST = 1e150
"""Values and gradients beyond it are thrown away, so that products of two do not overflow."""

FOUND, UNDECIDED, CALLED_WRONG = 0.999, 0.02, 1e-4
"""The share of decided false gradients that must be found; the shares of undecided false and of accused right ones."""

OPERATION_NAMES = tuple(operation.name for operation in OPERATIONS)
KINKED = tuple(operation.name for operation in OPERATIONS if operation.kink)


class Falsified(NamedTuple):
    """A graph, what it comes to, and which gradient of it was replaced how by what."""

    graph: Graph
    evaluation: Evaluation
    name: str
    how: str
    gradient: Number

    def checks(self) -> tuple[GradientCheck, ...]:
        """All gradients compared, the false one in the place of the right one."""
        gradients = {**self.evaluation.gradients, self.name: self.gradient}
        return check_gradients(self.graph, self.evaluation._replace(gradients=gradients))


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
            least = OPERATIONS.get(name).min_arity
            operands = [
                self._operand() for _ in range(least + (OPERATIONS.get(name).any_number and self.choose.randrange(2)))
            ]
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
                    self.apply(name, *[moved, 0, moved][: OPERATIONS.get(name).min_arity + self.choose.randrange(2)])
            case _:
                moved = self.apply("sub", source, beside)
                steep = moved and self.apply("mul", moved, 10.0 ** self.choose.randint(1, 9))
                if steep:
                    self.apply(self.choose.choice(("tanh", "sigmoid", "erf", "atan", "softplus")), steep)

    def apply(self, name: str, *operands: str | Number, **params: object) -> str | None:
        """The name of an operation that was added; None where it has no result, or one that is too large."""
        record = OPERATIONS.get(name)
        operands = operands[: record.max_arity]
        given = {"clip": {"lo": -1, "hi": 1}}.get(name, {}) | params
        if name in ("leaky_relu", "elu") and self.choose.random() < 0.5:
            given = {record.parameters[0].name: round(self.choose.uniform(0, 2), 2)}
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


def falsified(seed: int, number: int) -> Falsified:
    """The falsified graph of a number; the same on every run and machine."""
    choose = random.Random(f"{seed} {number}")
    while True:
        drawing = _Drawing(choose)
        for _ in range(choose.randint(2, 12)):
            drawing.grow()
        graph = drawing.done()
        if graph is None or len(graph.nodes) < 3:
            continue
        try:
            evaluation = evaluate(graph)
        except SpecError:
            continue
        if any(abs(gradient) > MOST for gradient in evaluation.gradients.values() if gradient is not None):
            continue
        by_kind: dict[str, list[tuple[str, Number]]] = {}
        for how, name, gradient in _falsifications(graph, evaluation):
            if _differ(gradient, evaluation, name):
                by_kind.setdefault(how, []).append((name, gradient))
        if by_kind:
            how = choose.choice(sorted(by_kind))
            name, gradient = choose.choice(by_kind[how])
            return Falsified(graph, evaluation, name, how, gradient)


def _differ(false: Number, evaluation: Evaluation, name: str) -> bool:
    """Whether a gradient becomes another one: by more than a part of it, and than the noise of its summands."""
    right = evaluation.gradients[name]
    if right is None or not math.isfinite(false):
        return False
    shares = sum(abs(edge.gradient) for edge in evaluation.edges if edge.source == name and edge.gradient is not None)
    return abs(false - right) > max(LEAST_CHANGE * max(abs(false), abs(right)), NOISE * shares)


def _falsifications(graph: Graph, evaluation: Evaluation) -> Iterator[tuple[str, str, Number]]:
    """All ways to make one gradient wrong: what kind it is, whose gradient, what it becomes."""
    gradients = {name: gradient for name, gradient in evaluation.gradients.items() if gradient is not None}
    names = list(gradients)
    for i, (name, gradient) in enumerate(gradients.items()):
        yield from ((f"× {factor}", name, gradient * factor) for factor in FACTORS)
        yield from (
            ("a neighbour's", name, gradients[other]) for other in names[max(i - 1, 0) : i + 2] if other != name
        )
    for edge in evaluation.edges:
        if edge.gradient is None or edge.source not in gradients:
            continue
        gradient = gradients[edge.source]
        if len(graph.edges_out[edge.source]) > 1:
            yield "one branch lost", edge.source, gradient - edge.gradient
        if edge.target in evaluation.kinks:
            rest = gradient - edge.gradient
            yield from (
                ("other side of a kink", edge.source, rest + gradients[edge.target] * side)
                for side in _sides(edge.local)
            )


def _sides(local: Number | None) -> Iterable[float]:
    """What other books, and the sides themselves, would have in place of a local derivative."""
    return (side for side in (-1.0, 0.0, 0.5, 1.0) if side != local)


@dataclass
class Tally:
    """What came of comparing: the verdicts on false gradients by how they were made, and on right ones."""

    false: Counter[tuple[str, str]] = field(default_factory=Counter)
    right: Counter[str] = field(default_factory=Counter)
    remarkable: list[str] = field(default_factory=list)

    def add(self, label: str, case: Falsified) -> None:
        """Compare the gradients of one graph."""
        for check in case.checks():
            if check.name == case.name:
                self.false[case.how, check.verdict] += 1
                if check.verdict == "agrees":
                    self.remarkable.append(f"{label}: not found: {case.name} {case.how}: {check}")
            else:
                self.right[check.verdict] += 1
                if check.verdict == "differs":
                    self.remarkable.append(f"{label}: called wrong: {check}")

    def count(self, verdict: str) -> int:
        """False gradients with a verdict."""
        return sum(count for (_, said), count in self.false.items() if said == verdict)

    @property
    def failures(self) -> list[str]:
        """The bounds that are not kept."""
        found, missed, open_ = (self.count(verdict) for verdict in ("differs", "agrees", "undecided"))
        return [
            text
            for bad, text in (
                (found < FOUND * (found + missed), "too many false gradients agree"),
                (open_ > UNDECIDED * self.false.total(), "too many false gradients are undecided"),
                (
                    self.right["differs"] > CALLED_WRONG * self.right.total(),
                    "too many right gradients are called wrong",
                ),
            )
            if bad
        ]

    def __str__(self) -> str:
        kinds = sorted({how for how, _ in self.false})
        lines = [f"{'':24}{'found':>8}{'agrees':>8}{'open':>8}"]
        for kind in kinds:
            counts = (self.false[kind, verdict] for verdict in ("differs", "agrees", "undecided"))
            lines.append(f"{kind:24}" + "".join(f"{count:8}" for count in counts))
        found, missed, open_ = (self.count(verdict) for verdict in ("differs", "agrees", "undecided"))
        decided = max(found + missed, 1)
        lines.append(
            f"found of the decided: {found / decided:.5%}; undecided: {open_ / max(self.false.total(), 1):.3%}"
        )
        right = max(self.right.total(), 1)
        wrong, unsure = self.right["differs"], self.right["undecided"]
        lines.append(
            f"of {right} right ones called wrong: {wrong} ({wrong / right:.2e}); undecided: {unsure / right:.3%}"
        )
        return "\n".join(lines)


def tally(seed: int, numbers: Iterable[int]) -> Tally:
    """The comparison of the graphs with these numbers."""
    found = Tally()
    for number in numbers:
        found.add(f"--seed {seed} --only {number}", falsified(seed, number))
    return found


def _show(case: Falsified) -> None:
    values: Mapping[str, Number | None] = case.evaluation.values
    for node in case.graph.nodes:
        print(
            calculation(node, values) if isinstance(node, Apply) else f"{node.name} = {node.value!r}", values[node.name]
        )
    print(f"{case.name} {case.how}: {case.evaluation.gradients[case.name]!r} becomes {case.gradient!r}")
    print(*case.checks(), sep="\n")


def main() -> int:
    """Compare; the exit code is 1 if a bound is not kept."""
    parser = argparse.ArgumentParser(prog="python -m tests.falsified", description=__doc__.partition("\n")[0])
    parser.add_argument("--count", type=int, default=2000, help="how many graphs")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--only", type=int, help="the number of one graph, which is shown")
    options = parser.parse_args()
    if options.only is not None:
        _show(falsified(options.seed, options.only))
        return 0
    start = time.monotonic()
    found = tally(options.seed, range(options.count))
    print(*found.remarkable[:20], found, *found.failures, f"{time.monotonic() - start:.0f} s", sep="\n")
    return 1 if found.failures else 0


if __name__ == "__main__":
    sys.exit(main())
