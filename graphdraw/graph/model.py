"""The types of the graph, which the reader hands to all later stages: frozen, without computed numbers or looks.

A `Node` is an `Input` (a given value) or an `Apply` (an operation applied to operands). An operand is another node
or a literal of the expression; a literal is part of its operation, so it is neither a node nor the end of an edge.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from types import MappingProxyType
from typing import Literal as OneOf
from typing import NamedTuple

from graphdraw.errors import Location
from graphdraw.graph.order import is_ordered, ordered
from graphdraw.values.scalar import Number

Role = OneOf["data", "param", "const", "target"]


class Display(NamedTuple):
    """What a spec says about how one value is written; None where it says nothing.

    `label` names the value (plain text with `$…$` for math, a line end between its lines), `prefix` and `unit` stand
    around its number, `format` is `int`, `round`, `percent` or a mapping as in `view.numbers`, `note` is a remark
    that is told but not drawn, `math` is how formulas write the value (mathtext without dollars).
    """

    label: str | None = None
    unit: str | None = None
    prefix: str | None = None
    format: str | Mapping[str, object] | None = None
    note: str | None = None
    math: str | None = None


class Input(NamedTuple):
    """A given value. `value` is None in a symbolic figure; `grad` is False where no gradient exists.

    `typed` is the number as the author wrote it (`1.20`, `1/3`); None where it was computed.
    """

    name: str
    value: Number | None
    where: Location
    role: Role = "data"
    grad: bool = True
    display: Display = Display()
    typed: str | None = None


class Ref(NamedTuple):
    """An operand that is the value of another node."""

    name: str
    where: Location


class Literal(NamedTuple):
    """An operand that is a number written in the expression; `text` is how it was typed (`0.50`, `1/2`)."""

    value: Number
    text: str
    where: Location


Operand = Ref | Literal


class BlackBox(NamedTuple):
    """A function without a formula, and so without a value (`phi(z):`).

    `output` names the output that a node stands for, if the function has several.
    """

    name: str
    label: str | None
    inputs: tuple[str, ...]
    output: str | None = None


class Apply(NamedTuple):
    """An operation applied to operands, in argument order.

    `op` is the registered name, `typed` the name or sign the author wrote (`ln`, `*`). `params` are the keyword
    parameters given. `named` is False for the inner nodes of a compound expression (`total.1`). `box` is set for a
    black box, whose `op` is not a registered name.
    """

    name: str
    op: str
    typed: str
    operands: tuple[Operand, ...]
    where: Location
    params: Mapping[str, object] = MappingProxyType({})
    named: bool = True
    display: Display = Display()
    box: BlackBox | None = None


Node = Input | Apply


@dataclass(frozen=True, slots=True)
class Step:
    """Which step of a `repeat` a block is, counted from 1; `carried` are its inputs that come from the step before."""

    repeat: str
    number: int
    count: int
    carried: tuple[str, ...]


class Block(NamedTuple):
    """One use of a block: a part of the graph that can be drawn as one node.

    `kind` is the name of the block that is used, `label` its label. `members` are all nodes inside, also those in
    blocks inside it. `inputs` are the names of its inputs, each with its operand, `outputs` the names of its outputs,
    each with its node; nodes outside use no other member. `parent` is the name of the block around it.
    """

    name: str
    kind: str
    label: str | None
    members: tuple[str, ...]
    inputs: tuple[tuple[str, Operand], ...]
    outputs: tuple[tuple[str, str], ...]
    where: Location
    parent: str | None = None
    step: Step | None = None


class Group(NamedTuple):
    """A labelled box round nodes; `label` as in `Display`. Two groups, or a group and a block, are nested or apart."""

    name: str
    label: str | None
    members: tuple[str, ...]
    where: Location


class Edge(NamedTuple):
    """The use of a node's value as one argument of another node; `x*x` has two edges. `argument` counts from 0."""

    source: str
    target: str
    argument: int

    @property
    def id(self) -> str:
        """`x -> y[1]`, as edges are named in specs and in the JSON scene."""
        return f"{self.source} -> {self.target}[{self.argument}]"


class Output(NamedTuple):
    """A result of the graph; `label` as in `Display`."""

    name: str
    label: str | None = None


class Backward(NamedTuple):
    """What the spec asks of the backward pass.

    Mode `auto`: the seed is 1 where there is exactly one output. `off`: forward only. `on`: as `auto`, but it is an
    error if no seed can be chosen. `seeds`: the pass starts from the named gradients. `of`: the graph is part of a
    bigger one, without numbers; the incoming gradient is a symbol, the derivative of the quantity `of`. `typed` are the
    seeds as the author wrote them.
    """

    mode: OneOf["auto", "off", "on", "seeds", "of"] = "auto"
    seeds: tuple[tuple[str, Number], ...] = ()
    of: str | None = None
    where: Location | None = None
    typed: tuple[tuple[str, str], ...] = ()


class Expectation(NamedTuple):
    """A published result that the figure must reproduce: one entry of `expect:`.

    `key` is a name, or an edge (`b -> c`, `x -> y[1]`) for gradients and local derivatives. `printed` is the number
    as printed, `within` the largest difference allowed, None if none is given. `graphdraw.expect` compares the two.
    """

    kind: OneOf["values", "gradients", "local", "shapes"]
    key: str
    printed: str
    within: float | None
    where: Location


@dataclass(frozen=True)
class Graph:
    """Nodes in the order of the spec: inputs first, unnamed nodes right before the node they belong to.

    Every `Ref` names a node of the graph, and there is no cycle: the reader of specs refuses both before it makes a
    graph (`order.cycle_in` finds a cycle). The graph is flat: the nodes inside `blocks` are among its nodes. A block
    comes before the blocks inside it.
    """

    nodes: tuple[Node, ...]
    outputs: tuple[Output, ...]
    backward: Backward = Backward()  # noqa: RUF009 (frozen)
    blocks: tuple[Block, ...] = ()
    groups: tuple[Group, ...] = ()

    @cached_property
    def by_name(self) -> Mapping[str, Node]:
        """Nodes by name."""
        return {node.name: node for node in self.nodes}

    @cached_property
    def edges(self) -> tuple[Edge, ...]:
        """All edges, by consumer in the order of the nodes, then by argument."""
        return tuple(edge for node in self.nodes for edge in edges_into(node))

    @cached_property
    def edges_out(self) -> Mapping[str, tuple[Edge, ...]]:
        """The uses of every node's value, in the order of `edges`."""
        uses: dict[str, list[Edge]] = {node.name: [] for node in self.nodes}
        for edge in self.edges:
            uses[edge.source].append(edge)
        return {name: tuple(edges) for name, edges in uses.items()}

    @cached_property
    def order(self) -> tuple[Node, ...]:
        """The nodes in topological order, operands before their uses; otherwise in the order of `nodes`."""
        uses = operand_names(self.nodes)
        if is_ordered(((name,), used) for name, used in uses.items()):
            return self.nodes
        return tuple(self.by_name[name] for name in ordered(uses))


def edges_into(node: Node) -> tuple[Edge, ...]:
    """The edges that end in a node, by argument; none for an input."""
    if isinstance(node, Input):
        return ()
    return tuple(Edge(o.name, node.name, i) for i, o in enumerate(node.operands) if isinstance(o, Ref))


def operand_names(nodes: Iterable[Node]) -> dict[str, list[str]]:
    """For each node, by name, the names of its operands in their order, as the functions of `graph.order` take them."""
    return {
        node.name: [] if isinstance(node, Input) else [o.name for o in node.operands if isinstance(o, Ref)]
        for node in nodes
    }
