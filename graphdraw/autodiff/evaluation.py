"""The numbers of a graph, as the sweeps leave them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from graphdraw.errors import Problem
from graphdraw.values.scalar import Number


class EdgeResult(NamedTuple):
    """What flows along one edge: the value forward, its share of the gradient back, and the local derivative.

    `gradient` and `local` are None where no gradient flows, which is not the same as 0. `unknown`: one flows, and there
    is no number for it.
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
        """Whether a gradient comes back along it."""
        return self.unknown or self.gradient is not None


class Evaluation(NamedTuple):
    """Values and gradients by name (None: there is none), and every edge in the order of `Graph.edges`.

    `seeds` are the gradients that the backward pass started from; empty where there was no backward pass with numbers.
    `problems` are warnings and notes. Without numbers, `starts` are the values where gradients start, and `unknown`
    those that have one. `kinks` are the nodes that a gradient passes and whose derivative is a choice there.
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
