"""Gradients that were made wrong on purpose, to see whether `check --gradients` finds them and leaves the others alone.

    python -m tests.falsified --count 50000 --seed 1

draws graphs that are hard to differentiate (`tests.hard_graphs`). In each, one gradient is replaced: multiplied by a
factor, taken from a neighbour, from the other side of a kink, or robbed of one of its summands. All are then compared
with numerical ones. A graph depends on seed and number alone: `--seed 1 --only 17` shows one.
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
from graphdraw.autodiff.forward import calculation
from graphdraw.errors import SpecError
from graphdraw.graph.model import Apply, Graph
from graphdraw.values.scalar import Number
from tests.hard_graphs import MOST, hard_graph

FACTORS = (0.999, 1.001, 2.0, -1.0, 0.0)
LEAST_CHANGE = 5e-4
"""Of the greater of both: what is changed by less is not called falsified."""

NOISE = 32 * sys.float_info.epsilon
"""Of the summands of a gradient; what is no more than that is made of rounding, and nobody can make it wrong."""

FOUND, UNDECIDED, CALLED_WRONG = 0.999, 0.02, 1e-4
"""The share of decided false gradients that must be found; the shares of undecided false and of accused right ones."""


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


def falsified(seed: int, number: int) -> Falsified:
    """The falsified graph of a number; the same on every run and machine."""
    choose = random.Random(f"{seed} {number}")
    while True:
        graph = hard_graph(choose)
        if graph is None:
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
