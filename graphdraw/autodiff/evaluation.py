"""The types of an evaluation: the values, gradients and local derivatives of a graph."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from graphdraw.errors import Problem
from graphdraw.values.scalar import Number


class EdgeResult(NamedTuple):
    """What flows along one edge: the value forward, the edge's part of the gradient back, and the local derivative.

    `gradient` and `local` are None where no gradient flows, which is not the same as 0. `unknown` says that a gradient
    flows for which there is no number.
    """

    source: str
    target: str
    argument: int
    value: Number | None
    gradient: Number | None
    local: Number | None
    unknown: bool = False

    @property
    def flows(self) -> bool:
        """Whether a gradient comes back along the edge, with a number or without."""
        return self.unknown or self.gradient is not None


class Evaluation(NamedTuple):
    """Values and gradients by name, None where there is none, and what flows along `Graph.edges`, in their order.

    seeds: the gradients that the backward pass started from; empty without a backward pass with numbers. problems:
    warnings and notes. kinks: the nodes that a gradient passes and that stand on a kink. For a backward pass without
    numbers, starts: the values where gradients start, and unknown: the values that have one.
    """

    values: Mapping[str, Number | None]
    gradients: Mapping[str, Number | None]
    edges: tuple[EdgeResult, ...]
    seeds: Mapping[str, Number]
    problems: tuple[Problem, ...] = ()
    kinks: tuple[str, ...] = ()
    starts: tuple[str, ...] = ()
    unknown: frozenset[str] = frozenset()

    @property
    def goes_back(self) -> bool:
        """Whether there are gradients, with numbers or without."""
        return bool(self.seeds or self.starts)

    def flows(self, name: str) -> bool:
        """Whether a value has a gradient, with a number or without."""
        return name in self.unknown or self.gradients.get(name) is not None
