"""Replaces every use of a block by the nodes inside it, so that the evaluator needs to know nothing of blocks.

Iterative, since blocks stand in each other; the number of nodes was checked against the limit before.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from typing import TypeVar

from graphdraw.errors import Location
from graphdraw.graph.model import Apply, Block, Display, Input, Literal, Node, Operand, Ref
from graphdraw.ops import operation_of, rewritten, value_of
from graphdraw.spec.graph.library import OUT, BlockUse, UnexpandedNode
from graphdraw.values.scalar import Number, NumberError

Made = TypeVar("Made", Input, Apply, BlockUse)


@dataclass(slots=True)
class Expanded:
    """The nodes in order, those inside a block in its place, and the blocks, each before those inside it.

    `aliases` are further names of outputs of blocks, each with its node.
    """

    nodes: list[Node] = field(default_factory=list)
    blocks: list[Block] = field(default_factory=list)
    aliases: list[tuple[str, str]] = field(default_factory=list)


@dataclass(slots=True)
class _Frame:
    """A graph that is being expanded: that of the spec, or that inside the block which `call` uses.

    `call` has names and operands of the whole graph; `bound` has the operand for each input of the block. `record` is
    the index of the block in `Expanded.blocks`, `first` the number of nodes before it.
    """

    parts: Iterator[UnexpandedNode]
    call: BlockUse | None = None
    bound: dict[str, Operand] = field(default_factory=dict)
    record: int | None = None
    first: int = 0

    def name(self, local: str) -> str:
        """The name that a local node has in the whole graph."""
        return local if self.call is None else self.call.instance.outside(local)

    def inside(self, local: str) -> str:
        """The name that a local block has in the whole graph."""
        return local if self.call is None else self.call.instance.inside(local)

    @property
    def where(self) -> Location | None:
        """The place for problems inside a block that is not written in the spec: that of its use; else None."""
        block = self.call.instance.block if self.call else None
        return self.call.where if self.call and block and (block.opaque or not block.own) else None


def expanded(parts: Iterable[UnexpandedNode]) -> Expanded:
    """The nodes and blocks of a graph, expanded."""
    expansion = _Expansion(parts)
    while expansion.frames:
        expansion.step()
    return expansion.found


class _Expansion:
    """`frames` are the graphs that are open, the innermost last; `numbers` replace unnamed nodes of known value."""

    def __init__(self, parts: Iterable[UnexpandedNode]) -> None:
        self.found = Expanded()
        self.frames = [_Frame(iter(parts))]
        self.numbers: dict[str, Literal] = {}

    def step(self) -> None:
        """Expand the next part of the innermost graph."""
        frame = self.frames[-1]
        part = next(frame.parts, None)
        if part is None:
            self._close(self.frames.pop())
        elif isinstance(part, BlockUse):
            self._open(self._called(part, frame))
        else:
            self._take(part, frame)

    def _operand(self, operand: Operand, frame: _Frame) -> Operand:
        if isinstance(operand, Literal):
            return operand
        if operand.name in frame.bound:
            return frame.bound[operand.name]
        name = frame.name(operand.name)
        return self.numbers.get(name) or Ref(name, operand.where)

    def _called(self, call: BlockUse, frame: _Frame) -> BlockUse:
        """The use of a block with the names of the whole graph; results have the names and displays of the user."""
        inner = call.instance
        results = tuple(frame.name(result) for result in inner.results)
        name = frame.inside(inner.name)
        operands = tuple(self._operand(operand, frame) for operand in call.operands)
        step = call.step and replace(call.step, repeat=frame.inside(call.step.repeat))
        made = call._replace(instance=inner._replace(name=name, results=results), operands=operands, step=step)
        return _as_result(made._replace(where=frame.where or made.where), inner.results[0], frame)

    def _open(self, call: BlockUse) -> None:
        block = call.instance.block
        frame = _Frame(iter(block.parts), call, dict(zip(block.inputs, call.operands, strict=True)))
        frame.first = len(self.found.nodes)
        if not (block.opaque and len(block.outputs) == 1):
            frame.record = len(self.found.blocks)
            self.found.blocks.append(self._record(call))
        self.found.aliases += _aliases(call)
        self.frames.append(frame)

    def _record(self, call: BlockUse) -> Block:
        """The block without its members, which are not known yet."""
        instance, block, around = call.instance, call.instance.block, self.frames[-1]
        parent = None if around.record is None else self.found.blocks[around.record].name
        is_all = around.call is not None and around.call.instance.name == instance.name
        return Block(
            f"{parent}.{OUT}" if is_all else instance.name,
            block.name,
            block.label,
            (),
            tuple(zip(block.inputs, call.operands, strict=True)),
            tuple(zip(block.ports, instance.results, strict=True)),
            call.where,
            parent,
            call.step,
        )

    def _close(self, frame: _Frame) -> None:
        if frame.record is None:
            return
        members = tuple(node.name for node in self.found.nodes[frame.first :])
        record = self.found.blocks[frame.record]
        outputs = tuple((port, node) for port, node in record.outputs if node not in self.numbers)
        if members:
            self.found.blocks[frame.record] = record._replace(members=members, outputs=outputs)
        else:
            del self.found.blocks[frame.record :]

    def _take(self, node: Node, frame: _Frame) -> None:
        if frame.call is None and not self.numbers and _depends_on_nodes(node):  # as it is: nothing stands for anything
            self.found.nodes.append(node)
            return
        name = frame.name(node.name)
        where = frame.where or node.where
        if isinstance(node, Input):
            self.found.nodes.append(_as_result(node._replace(name=name, where=where), node.name, frame))
            return
        made = _as_result(node._replace(name=name, where=where), node.name, frame)
        op, operands = rewritten(made.op, tuple(self._operand(operand, frame) for operand in made.operands))
        made = made._replace(op=op, operands=operands)
        number = _number(made)
        if number is None:
            self.found.nodes.append(made)
        elif made.named:
            self.found.nodes.append(Input(name, number, where, "const", False, made.display))
        else:
            self.numbers[name] = Literal(number, repr(number), where)


def _depends_on_nodes(node: Node) -> bool:
    return isinstance(node, Apply) and any(isinstance(operand, Ref) for operand in node.operands)


def _as_result(made: Made, local: str, frame: _Frame) -> Made:
    """A part of a block; if it is an output, it gets the display of the block's use, and is named if that is."""
    if frame.call is None or local not in frame.call.instance.block.places:
        return made
    display = _over(made.display, frame.call.display)
    if isinstance(made, Input):
        return made._replace(display=display)
    return made._replace(display=display, named=made.named and frame.call.named)


def _aliases(call: BlockUse) -> Iterator[tuple[str, str]]:
    """Further names of the outputs of a block; the name of a repeat stands for its last step."""
    yield from call.instance.aliases()
    if call.step and call.step.number == call.step.count:
        last = call.instance._replace(name=call.step.repeat)
        yield from last.aliases()
        if len(last.results) == 1:
            yield last.name, last.results[0]


def _over(display: Display, over: Display) -> Display:
    given = {key: value for key, value in over._asdict().items() if value is not None}
    return display._replace(**given) if given else display


def _number(node: Apply) -> Number | None:
    """The result of an operation on numbers alone; None for other operands, or without a result (noted later)."""
    numbers = [operand.value for operand in node.operands if isinstance(operand, Literal)]
    if len(numbers) < len(node.operands) or node.box is not None:
        return None
    try:
        return value_of(operation_of(node), numbers, node.params)
    except NumberError:
        return None
