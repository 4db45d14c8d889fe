"""Compiles a graph to a tape: slots that hold numbers, steps that fill them, edges by their place in `Graph.edges`.

A step calls one function on the numbers of some slots. `filled` runs the steps as long as each result is certain, that
is, a finite number that float64 has exactly. Then all results are those of the careful sweeps (`forward`, `backward`),
since the functions are the same, or do the same for such numbers (`Elementwise.quick`). At the first other number, or
where a function has no result, the tape gives up, and the careful sweeps compute everything and report the problems. So
no number grows beyond a product of two certain ones.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import partial
from typing import Any, NamedTuple

from graphdraw.graph.model import Apply, Graph, Input, Literal
from graphdraw.ops import Elementwise, Operation, operation_of
from graphdraw.values.scalar import LARGEST_EXACT, Number

NO_GRADIENT_ROLES = ("const", "target")

SlotNumbers = list[Number | None]
"""The number in each slot; None where there is none."""

TapeStep = tuple[int, Callable[..., Number], int, int]
"""The slot that is filled, the function, and the slots of its two arguments.

The last is ALONE for a function of one argument, and MANY where the slots of all arguments are in `Many`.
"""

Many = Mapping[int, Sequence[int]]
"""By the slot that a step fills, the slots of all its arguments."""

ALONE, MANY = -1, -2
NO_EDGE = -1

_LARGEST = float(LARGEST_EXACT)


class Tape:
    """A compiled graph. Node i of `order` has slot i; the slots after these hold the literals of expressions.

    start: the numbers of all slots before anything is computed. starts_certain: whether float64 has all of them.
    steps, many: what computes the values. For each node, operands: the slots of its operands; edges: the number of the
    edge of each operand, or NO_EDGE for a literal; records: its operation, None for an input; differentiable: whether
    it depends on an input that has a gradient, through operations that let it pass. For each edge, sources: the slot
    where it starts; passing: whether a gradient comes back along it.
    """

    def __init__(self, graph: Graph) -> None:
        self.graph, self.order = graph, graph.order
        self.slots = {node.name: slot for slot, node in enumerate(self.order)}
        self.start: SlotNumbers = [node.value if isinstance(node, Input) else None for node in self.order]
        self.starts_certain = False
        self.steps: list[TapeStep] = []
        self.many: dict[int, Sequence[int]] = {}
        self.operands: list[Sequence[int]] = [()] * len(self.order)
        self.edges: list[Sequence[int]] = [()] * len(self.order)
        self.records: list[Operation | None] = []
        self.differentiable: list[bool] = []
        self.sources: list[int] = []
        self.passing: list[bool] = []

    def forward(self) -> SlotNumbers | None:
        """The number of every slot, None for slots without one; None instead of the list where one is not certain."""
        numbers = self.start.copy()
        return numbers if self.starts_certain and filled(numbers, self.steps, self.many) else None

    def slot_order(self) -> Iterable[int]:
        """The slots of the nodes in the order of the spec."""
        slots = self.slots
        return range(len(self.order)) if self.order is self.graph.nodes else [slots[n.name] for n in self.graph.nodes]


def filled(numbers: list[Any], steps: Iterable[TapeStep], many: Many, largest: float = _LARGEST) -> bool:
    """Run the steps on `numbers`, in place; False at the first step without a result, or without a certain one."""
    try:
        for slot, function, one, other in steps:
            if other >= 0:
                number = function(numbers[one], numbers[other])
            elif other == ALONE:
                number = function(numbers[one])
            else:
                number = function(*[numbers[k] for k in many[slot]])
            if not (-largest <= number <= largest or is_finite_float(number)):
                return False
            numbers[slot] = number
    except (ArithmeticError, ValueError):
        return False
    return True


def is_finite_float(number: Number) -> bool:
    """Whether a number is a float, and neither infinite nor nan."""
    return type(number) is float and math.isfinite(number)


def certain(numbers: Iterable[Number | None], largest: float = _LARGEST) -> bool:
    """Whether float64 has all these numbers exactly; None is passed over."""
    large = [x for x in numbers if x is not None and not -largest <= x <= largest]
    return all(map(is_finite_float, large))


def step(
    slot: int, function: Callable[..., Number], arguments: Sequence[int], many: dict[int, Sequence[int]]
) -> TapeStep:
    """A step that fills `slot`; where it has more than two arguments, their slots are added to `many`."""
    if len(arguments) == 2:
        return slot, function, arguments[0], arguments[1]
    if len(arguments) == 1:
        return slot, function, arguments[0], ALONE
    many[slot] = arguments
    return slot, function, 0, MANY


def compiled(graph: Graph) -> Tape:
    """The tape of a graph."""
    tape = Tape(graph)
    for node in graph.nodes:
        if isinstance(node, Apply):
            _connect(node, tape)
    tape.passing = [False] * len(tape.sources)
    tape.starts_certain = certain(tape.start)
    known = [number is not None for number in tape.start]
    rules: dict[str, _Rule] = {}
    for slot, node in enumerate(tape.order):
        if isinstance(node, Input):
            tape.records.append(None)
            tape.differentiable.append(node.grad and node.role not in NO_GRADIENT_ROLES)
            continue
        rule = rules.get(node.op)
        if rule is None:
            rule = _rule(node)
            if not (rule.record.signature.parameters or node.box):
                rules[node.op] = rule
        operands = tape.operands[slot]
        tape.records.append(rule.record)
        tape.differentiable.append(_lets_pass(rule, tape.edges[slot], tape))
        if node.box is None and all([known[k] for k in operands]):  # noqa: C419 (a list is quicker)
            known[slot] = True
            function = rule.quick if len(operands) == rule.arity else rule.forward
            tape.steps.append(step(slot, function, operands, tape.many))
    return tape


def differentiable_nodes(graph: Graph) -> set[str]:
    """Names of nodes whose value depends on an input that has a gradient, through operations that let it pass."""
    tape = compiled(graph)
    return {node.name for node, depends in zip(tape.order, tape.differentiable, strict=True) if depends}


class _Rule(NamedTuple):
    """What all uses of an operation with the same parameters have in common; `quick` is for `arity` operands.

    `passes` says for each argument whether a gradient comes back to it; it has one entry if there may be any number.
    """

    record: Operation
    passes: Sequence[bool]
    forward: Callable[..., Number]
    quick: Callable[..., Number]
    arity: int


def _rule(node: Apply) -> _Rule:
    record = operation_of(node)
    signature, how = record.signature, record.rule
    settings = signature.settings(node.params)
    if not isinstance(how, Elementwise):  # a black box, which is never computed
        return _Rule(record, [how.passes(k, settings) for k in range(signature.arity)], sum, sum, signature.arity)
    passes = [text is not None for text in how.texts(settings)]
    forward = partial(how.forward, **settings) if signature.parameters else how.forward
    return _Rule(record, passes, forward, how.quick or forward, signature.arity)


def _connect(node: Apply, tape: Tape) -> None:
    """Add the operands of a node to the tape, with a slot for each literal, and number its edges."""
    slots, sources = tape.slots, tape.sources
    operands, edges = [], []
    for operand in node.operands:
        if isinstance(operand, Literal):
            operands.append(len(tape.start))
            tape.start.append(operand.value)
            edges.append(NO_EDGE)
        else:
            source = slots[operand.name]
            operands.append(source)
            edges.append(len(sources))
            sources.append(source)
    slot = slots[node.name]
    tape.operands[slot], tape.edges[slot] = tuple(operands), tuple(edges)


def _lets_pass(rule: _Rule, edges: Sequence[int], tape: Tape) -> bool:
    """Set `passing` for the edges into a node; returns whether a gradient comes back along any of them."""
    differentiable, sources, found = tape.differentiable, tape.sources, False
    for argument, edge in enumerate(edges):
        if edge != NO_EDGE and differentiable[sources[edge]]:
            passing = rule.passes[0 if rule.record.signature.any_number else argument]
            tape.passing[edge] = passing
            found = found or passing
    return found
