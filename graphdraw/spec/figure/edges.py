"""Finds the edges that a key of a spec names: `tax -> total`, `x -> y[1]`, a path `b -> c -> e`, `tax -> *`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from itertools import pairwise

from graphdraw.errors import Location
from graphdraw.graph.model import Block, Edge, Node, edges_into
from graphdraw.spec.graph.names import Names
from graphdraw.spec.yaml.document import Scalar

ARROW = "->"
ANY = "*"
FORMS = 'write "a -> b", "a -> b[1]", "a -> b -> c" or "a -> *"'
_STOP = re.compile(r"(?P<name>.+?)(?:\[(?P<argument>[0-9]{1,9})\])?", re.DOTALL)


@dataclass(frozen=True)
class Edges:
    """The edges of a graph, found by their ends once one is asked for.

    `by_arguments` has the edges by ends and argument; it is filled as ends are looked up in this way.
    """

    nodes: tuple[Node, ...]
    names: Names
    blocks: tuple[Block, ...] = ()
    by_arguments: dict[tuple[str, str], dict[int, list[Edge]]] = field(default_factory=dict)

    @cached_property
    def all(self) -> tuple[Edge, ...]:
        """Every edge, in order."""
        return tuple(edge for node in self.nodes for edge in edges_into(node))

    @cached_property
    def by_ends(self) -> dict[tuple[str, str], list[Edge]]:
        """The edges between two nodes, of which each may be ANY."""
        found: dict[tuple[str, str], list[Edge]] = {}
        for edge in self.all:
            for ends in ((edge.source, edge.target), (edge.source, ANY), (ANY, edge.target), (ANY, ANY)):
                found.setdefault(ends, []).append(edge)
        return found

    @cached_property
    def by_blocks(self) -> dict[tuple[str, str], list[Edge]]:
        """The edges into and out of blocks, and of whole repeats."""
        within: dict[str, list[str]] = {}
        for block in self.blocks:
            around = [block.step.repeat, block.name] if block.step else [block.name]
            for member in block.members:
                within.setdefault(member, []).extend(around)
        found: dict[tuple[str, str], list[Edge]] = {}
        for edge in self.all:
            around, inside = within.get(edge.source, []), within.get(edge.target, [])
            sources = [name for name in around if name not in inside]
            targets = [name for name in inside if name not in around]
            for ends in _ends([edge.source, ANY, *sources], [edge.target, ANY, *targets], sources, targets):
                found.setdefault(ends, []).append(edge)
        return found

    def find(self, key: Scalar, *, blocks: bool = False) -> tuple[Edge, ...]:
        """The edges that a key names, in order; () after a problem was noted. `blocks` says that ends may be blocks.

        A path may have many stops: repeated stops and pairs are looked up once, and the first problem ends the search.
        """
        stops = [part.strip() for part in key.text.split(ARROW)]
        if len(stops) < 2 or not all(stops):
            self.names.problems.add(key.where, f"'{key.text[:80]}' is no edge", "edge", FORMS)
            return ()
        ends: dict[str, tuple[str | None, int | None]] = {}
        for stop in dict.fromkeys(stops):
            ends[stop] = self._end(stop, key, blocks)
            if self._has_problem(key):
                return ()
        found: dict[Edge, None] = {}
        for before, stop in dict.fromkeys(pairwise(stops)):
            source, (target, argument) = ends[before][0], ends[stop]
            if source is not None and target is not None:
                edges = self.by_blocks.get((source, target), []) if blocks and argument is None else []
                found |= dict.fromkeys(edges or self._between(source, target, argument, key.where))
                if self._has_problem(key):
                    return ()
        return tuple(found)

    def _has_problem(self, key: Scalar) -> bool:
        """Whether a problem of a key is noted: one is enough, since the hint for every unknown name takes long."""
        return self.names.problems.has(key.where, "unknown-edge")

    def meaning(self, key: Scalar) -> tuple[object, ...] | None:
        """What a key means, equal for all spellings; None where `find` has noted a problem.

        The argument is left out where two nodes have only one edge. Patterns are compared as patterns, not as the edges
        that they name: `a -> *` and `a -> b` differ, even if there is no other edge.
        """
        stops = [part.strip() for part in key.text.split(ARROW)]
        ends = [(stop, None) if stop in self.names.blocks else self._end(stop, key, False) for stop in stops]
        if any(name is None for name, _ in ends):
            return None
        meaning: list[object] = [ends[0][0]]
        for (source, _), (target, argument) in pairwise(ends):
            is_only = len(self.by_ends.get((source or ANY, target or ANY), ())) == 1 and ANY not in (source, target)
            meaning.append((target, None if is_only else argument))
        return tuple(meaning)

    def has_argument(self, key: Scalar) -> bool:
        """Whether a key gives the argument of its last edge; `rnn[2]` gives none if it is the step of a repeat."""
        return self._argument(key.text.split(ARROW)[-1].strip()) is not None

    def _argument(self, stop: str) -> int | None:
        match = _STOP.fullmatch(stop)
        return None if match is None or match["argument"] is None or stop in self.names else int(match["argument"])

    def _end(self, stop: str, key: Scalar, blocks: bool) -> tuple[str | None, int | None]:
        """The name and the argument of one stop of a path."""
        if blocks and stop in self.names.blocks:
            return stop, None
        argument = self._argument(stop)
        name = stop if argument is None else stop[: stop.rindex("[")].strip()
        return (ANY if name == ANY else self.names.find(name, key.where, edge=key.text)), argument

    def _between(self, source: str, target: str, argument: int | None, where: Location) -> list[Edge]:
        fitting = self.by_ends.get((source, target), [])
        if argument is not None:
            fitting = self._by_argument(source, target).get(argument, [])
        if not fitting and self.names.broken.isdisjoint((source, target)) and self.names.complete:
            written = f"{source} {ARROW} {target}" + ("" if argument is None else f"[{argument}]")
            self.names.problems.add(where, f"no such edge: {written}", "unknown-edge", self._hint(source, target))
        return fitting

    def _by_argument(self, source: str, target: str) -> dict[int, list[Edge]]:
        if (source, target) not in self.by_arguments:
            known = self.by_arguments[source, target] = {}
            for edge in self.by_ends.get((source, target), ()):
                known.setdefault(edge.argument, []).append(edge)
        return self.by_arguments[source, target]

    def _hint(self, source: str, target: str) -> str | None:
        if edges := self.by_ends.get((source, target)):
            return f"there is {', '.join(edge.id for edge in edges[:3])}"
        if self.by_ends.get((target, source)):
            return f"there is {target} {ARROW} {source}"
        written = (f"{edge.source} {ARROW} {edge.target}" for edge in self.all)
        return self.names.problems.suggestion(f"{source} {ARROW} {target}", written)


def _ends(
    sources: list[str], targets: list[str], blocks_before: list[str], blocks_after: list[str]
) -> Iterator[tuple[str, str]]:
    """All pairs of a source and a target in which at least one is a block."""
    for source in dict.fromkeys(sources):
        for target in dict.fromkeys(targets):
            if source in blocks_before or target in blocks_after:
                yield source, target
