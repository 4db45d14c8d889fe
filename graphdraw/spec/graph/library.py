"""Blocks as a spec defines them, and their uses before these are expanded to ordinary nodes."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import NamedTuple

from graphdraw.errors import Location
from graphdraw.graph.model import Display, Node, Operand, Step

OUT = "out"
"""What the output of a short block is called."""


@dataclass(frozen=True, eq=False)
class Definition:
    """A block that is right. Names inside are local; the node of a short block's expression has an empty one.

    `outputs` are names of outputs with the local node that each is; `local` are the names of all nodes of its own.
    `size` is that of its graph when all blocks inside are expanded, `operands` are those of its operations, `depth` is
    how many blocks stand in each other in it, itself counted. `opaque` is a black box; the nodes of an `own` block are
    spoken of where they stand in the spec, those of a shipped one and of a black box where it is used.
    """

    name: str
    label: str | None
    inputs: tuple[str, ...]
    outputs: tuple[tuple[str, str], ...]
    parts: tuple[Part, ...] = field(repr=False)
    local: Collection[str]
    size: int
    operands: int
    depth: int = 1
    opaque: bool = False
    own: bool = True

    @property
    def ports(self) -> tuple[str, ...]:
        """The names of its outputs."""
        return tuple(name for name, _ in self.outputs)

    @cached_property
    def places(self) -> Mapping[str, int]:
        """Which of its outputs a local node is."""
        return {node: place for place, (_, node) in enumerate(self.outputs)}

    @cached_property
    def steps(self) -> int:
        """How many numbered steps a short block has besides its result: where it is all of `y`, `y.1` and on."""
        calls = [part.instance for part in self.parts if isinstance(part, Call)]
        names = [*(call.name for call in calls), *(part.name for part in self.parts if not isinstance(part, Call))]
        return sum(name.startswith(".") for name in names) + sum(call.block.steps for call in calls if not call.name)

    @cached_property
    def called(self) -> Mapping[str, str]:
        """Local nodes that got another name, since an input has theirs, with the name that they have outside."""
        return {local: port for port, local in self.outputs if port in self.inputs and local.rstrip("_") == port}

    @property
    def takes(self) -> str:
        """How many inputs it takes, and which: `2 inputs (x, h)`."""
        count = len(self.inputs)
        return f"{count} input{'' if count == 1 else 's'} ({', '.join(self.inputs)})"


class Instance(NamedTuple):
    """A block in its place: `results` are the names that its outputs have outside."""

    name: str
    block: Definition
    results: tuple[str, ...]

    def outside(self, local: str) -> str:
        """The name that a node inside has outside: `y` for an output, `y.f`, `y.1` for a part of a short block."""
        place = self.block.places.get(local)
        return self.inside(local) if place is None else self.results[place]

    def aliases(self) -> Iterator[tuple[str, str]]:
        """Other names of the results: by the name of the output, and by that of the node inside."""
        for result, (port, local) in zip(self.results, self.block.outputs, strict=True):
            yield f"{self.name}.{port}", result
            yield self.inside(local), result

    def inside(self, local: str) -> str:
        """The name of something inside that is no output, such as a block in it."""
        head, dot, rest = local.partition(".")
        local = f"{self.block.called.get(head, head)}{dot}{rest}"
        return f"{self.name}.{local}" if local and local[0] != "." else self.name + local


class Call(NamedTuple):
    """The use of a block, with an operand for each of its inputs; `named` and `display` are those of its result."""

    instance: Instance
    operands: tuple[Operand, ...]
    where: Location
    display: Display = Display()
    named: bool = True
    step: Step | None = None


Part = Node | Call
"""What a graph consists of before its blocks are expanded."""


class Library:
    """The blocks that expressions may call: those of a spec and, where no operation has the name, the shipped ones.

    `known` are the names of the spec's own blocks; a block that is broken is known and not `defined`.
    """

    def __init__(
        self, known: Collection[str], shipped: Callable[[str], Definition | None], *, complete: bool = True
    ) -> None:
        self.known, self.complete = known, complete
        self.defined: dict[str, Definition] = {}
        self._shipped = shipped

    def get(self, name: str) -> Definition | None:
        """The block of a name; None if it is broken, or not known at all."""
        return self.defined.get(name) if name in self.known else self._shipped(name)
