"""The types for blocks: their definitions, the library of these, and their uses before they are expanded to nodes."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import NamedTuple

from graphdraw.errors import Location
from graphdraw.graph.model import Display, Node, Operand, Step

OUT = "out"
"""The name of the output of a block that is written as one expression."""


@dataclass(frozen=True, eq=False)
class Definition:
    """A block without problems. Names inside are local; the result of a block written as an expression is named "".

    `outputs` are the names of the outputs, each with its local node; `local` are the names of all its own nodes. `size`
    is the number of nodes when all blocks inside are expanded, `operands` the number of their operands, `depth` how
    many blocks stand in each other, itself counted. `opaque` says that it is a black box, `own` that the author of the
    spec wrote it: problems of its nodes are shown where they stand, those of other blocks where the block is used.
    """

    name: str
    label: str | None
    inputs: tuple[str, ...]
    outputs: tuple[tuple[str, str], ...]
    parts: tuple[UnexpandedNode, ...] = field(repr=False)
    local: Collection[str]
    size: int
    operands: int
    depth: int = 1
    opaque: bool = False
    own: bool = True

    @property
    def ports(self) -> tuple[str, ...]:
        """The names of the outputs."""
        return tuple(name for name, _ in self.outputs)

    @cached_property
    def places(self) -> Mapping[str, int]:
        """The number of the output that a local node is, from 0, for the nodes that are outputs."""
        return {node: place for place, (_, node) in enumerate(self.outputs)}

    @cached_property
    def steps(self) -> int:
        """How many unnamed nodes (`y.1` and on, where `y` is a use of it) a block written as an expression has."""
        calls = [part.instance for part in self.parts if isinstance(part, BlockUse)]
        names = [*(call.name for call in calls), *(part.name for part in self.parts if not isinstance(part, BlockUse))]
        return sum(name.startswith(".") for name in names) + sum(call.block.steps for call in calls if not call.name)

    @cached_property
    def called(self) -> Mapping[str, str]:
        """Nodes that were renamed since an input has their name (see `recurrent_outputs`), with their name outside."""
        return {local: port for port, local in self.outputs if port in self.inputs and local.rstrip("_") == port}

    @property
    def takes(self) -> str:
        """How many inputs the block takes, and which, for messages: `2 inputs (x, h)`."""
        count = len(self.inputs)
        return f"{count} input{'' if count == 1 else 's'} ({', '.join(self.inputs)})"


class Instance(NamedTuple):
    """A use of a block under a name; `results` are the names that its outputs have outside."""

    name: str
    block: Definition
    results: tuple[str, ...]

    def outside(self, local: str) -> str:
        """The name that a node inside has outside: `y` for an output, `y.f` or `y.1` for any other."""
        place = self.block.places.get(local)
        return self.inside(local) if place is None else self.results[place]

    def aliases(self) -> Iterator[tuple[str, str]]:
        """Further names of the results: by the name of the output, and by that of the node inside."""
        for result, (port, local) in zip(self.results, self.block.outputs, strict=True):
            yield f"{self.name}.{port}", result
            yield self.inside(local), result

    def inside(self, local: str) -> str:
        """The name that something inside, which is no output, has outside; for example a block in the block."""
        head, dot, rest = local.partition(".")
        local = f"{self.block.called.get(head, head)}{dot}{rest}"
        return f"{self.name}.{local}" if local and local[0] != "." else self.name + local


class BlockUse(NamedTuple):
    """The use of a block, with an operand for each of its inputs; `named` and `display` are those of its result."""

    instance: Instance
    operands: tuple[Operand, ...]
    where: Location
    display: Display = Display()
    named: bool = True
    step: Step | None = None


UnexpandedNode = Node | BlockUse
"""A part of a graph before its blocks are expanded."""

Body = tuple[tuple[UnexpandedNode, ...], tuple[tuple[str, str], ...]]
"""What is inside of a block: its nodes, and the name of each output with its node."""


class Library:
    """The blocks that expressions may call: those of a spec and, where no operation has the name, the shipped ones.

    `known` are the names of the spec's own blocks; a broken block is known but not `defined`. `complete` says that all
    names of blocks could be read.
    """

    def __init__(
        self, known: Collection[str], shipped: Callable[[str], Definition | None], *, complete: bool = True
    ) -> None:
        self.known, self.complete = known, complete
        self.defined: dict[str, Definition] = {}
        self._shipped = shipped

    def get(self, name: str) -> Definition | None:
        """The block of a name; None if it is broken or unknown."""
        return self.defined.get(name) if name in self.known else self._shipped(name)
