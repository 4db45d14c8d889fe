"""Reads the long form of a block's use: once, or as a repeat, whose steps may take outputs of the step before."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from graphdraw.errors import Location
from graphdraw.graph.model import Display, Operand, Ref, Step
from graphdraw.limits import raise_with
from graphdraw.ops import OPERATIONS, PLANNED
from graphdraw.spec.graph.calls import Scope
from graphdraw.spec.graph.library import BlockUse, Definition, Instance
from graphdraw.spec.graph.lower import argument
from graphdraw.spec.graph.shipped import SHIPPED
from graphdraw.spec.schema.compound import Given
from graphdraw.spec.yaml.document import Scalar

REPEAT_KEYS = ("repeat", "each", "carry", "share")
BLOCK_KEYS = ("block", *REPEAT_KEYS)


@dataclass(frozen=True, slots=True)
class Carried:
    """An input that takes an output of the step before: `start` is for the first step, `output` the output's number."""

    start: Scalar
    output: int


@dataclass(frozen=True, slots=True)
class Repeat:
    """How many steps a repeat has, and the source of each input: one for all steps, one for each step, or carried."""

    count: int
    where: Location
    sources: Mapping[str, Scalar | tuple[Scalar, ...] | Carried] = field(default_factory=dict)

    @property
    def carried(self) -> tuple[str, ...]:
        """The inputs that take an output of the step before."""
        return tuple(name for name, source in self.sources.items() if isinstance(source, Carried))


def definition(name: Scalar, scope: Scope) -> Definition | None:
    """The block of a name; None after a problem was noted, or if it is broken."""
    if name.text in scope.library.known or name.text in SHIPPED:
        return scope.library.get(name.text)
    if name.text in PLANNED and name.text not in OPERATIONS:
        scope.reading.not_yet(name.where, f"'{name.text}' is", PLANNED[name.text])
    elif scope.library.complete:
        hint = scope.reading.problems.suggestion(name.text, (*scope.library.known, *SHIPPED))
        if name.text in OPERATIONS:
            hint = f"'{name.text}' is an operation: write 'op: {name.text}'"
        scope.reading.problems.add(name.where, f"unknown block '{name.text[:80]}'", "unknown-block", hint)
    return None


def instances(
    names: tuple[str, ...], key: Scalar, block: Definition, repeat: Repeat | None, scope: Scope
) -> tuple[Instance, ...]:
    """The uses of a block by an entry of `nodes:`, one for each step; their names are added to the scope.

    Returns () after a problem was noted. Raises `Stop` if a limit is exceeded.
    """
    if len(names) not in (1, len(block.outputs)):
        count = f"{len(block.outputs)} output{'' if len(block.outputs) == 1 else 's'}"
        text = f"'{block.name}' has {count} ({', '.join(block.ports)}), {len(names)} names are given"
        scope.reading.problems.add(key.where, text, "outputs", f"write '{', '.join(block.ports)}: …'")
        return ()
    scope.grow_by(block, repeat.count if repeat else 1, key.where)
    if repeat is None:
        several = tuple(f"{names[0]}.{port}" for port in block.ports)
        made = Instance(names[0], block, names if len(names) == len(block.outputs) else several)
        scope.names.place(made, key)
        return (made,)
    steps = tuple(_step(f"{names[0]}[{number}]", block) for number in range(1, repeat.count + 1))
    if len(names) > 1:
        for name, result in zip(names, steps[-1].results, strict=True):
            scope.names.add(name, key, result)
    scope.names.repeat(names[0], steps, key)
    return steps


def _step(name: str, block: Definition) -> Instance:
    """One step of a repeat: the result of a block written as an expression has the step's name, others their own."""
    return Instance(name, block, tuple(f"{name}.{port}" if local else name for port, local in block.outputs))


def repeat(given: Given, key: Scalar, scope: Scope) -> tuple[Repeat | None, Definition | None]:
    """The repeat and the block of a long form with `block`, as far as no other names are needed.

    The block is None after a problem was noted; the repeat is None where the block is used once.
    """
    name = given.get("block")
    block = None if name is None else definition(name, scope)
    repeat_keys = [other for other in REPEAT_KEYS if other in given]
    if "args" in given:
        if repeat_keys:
            text, hint = f"'args' and '{repeat_keys[0]}' exclude each other", "a repeat names the inputs of the block"
            scope.reading.problems.add(given.keys[repeat_keys[0]].where, text, "two-forms", hint)
            return None, None
        return None, block
    if block is None:
        return None, None
    reader = _Reader(given, key, block, scope)
    found = reader.repeat()
    return found, block if found else None


class _Reader:
    """Reads the keys of one repeat."""

    def __init__(self, given: Given, key: Scalar, block: Definition, scope: Scope) -> None:
        self.given, self.key, self.block, self.scope = given, key, block, scope
        self.right = True
        self.sources: dict[str, Scalar | tuple[Scalar, ...] | Carried] = {}
        self.first: dict[str, str] = {}

    def repeat(self) -> Repeat | None:
        for key in ("each", "carry", "share"):
            for name, value in self.given.get(key, ()):
                self._source(key, name, value)
        count = self._count()
        if count is None or not self.right or any(key not in self.given.values for key in self.given.keys):
            return None
        return Repeat(count, self.key.where, self.sources)

    def _note(self, where: Location, text: str, code: str, hint: str | None = None) -> None:
        self.right = False
        self.scope.reading.problems.add(where, text, code, hint)

    def _source(self, key: str, name: Scalar, value: Any) -> None:
        block = self.block
        if name.text not in block.inputs:
            hint = self.scope.reading.problems.suggestion(name.text, block.inputs)
            self._note(name.where, f"'{block.name}' has no input '{name.text[:80]}'", "unknown-input", hint)
        elif name.text in self.sources:
            text = f"'{name.text}' is in both '{self.first[name.text]}' and '{key}'"
            self._note(name.where, text, "duplicate", "say once where it comes from")
        elif value is None:
            self.right = False
        elif key == "carry":
            self._carry(name, value)
        else:
            self.sources[name.text] = value
        self.first.setdefault(name.text, key)

    def _carry(self, name: Scalar, value: Any) -> None:
        ports = self.block.ports
        start = value.get("start") if isinstance(value, Given) else value
        next_ = value.get("next") if isinstance(value, Given) else None
        if start is None:
            text = f"'{name.text}' has no value for the first step"
            self._note(name.where, text, "missing-input", "as in {start: h0, next: h}")
            return
        port = next_.text if next_ else name.text if name.text in ports else ports[0] if len(ports) == 1 else None
        if port in ports:
            self.sources[name.text] = Carried(start, ports.index(port))
        elif next_:
            hint = self.scope.reading.problems.suggestion(next_.text, ports)
            text = f"the block '{self.block.name}' has no output '{next_.text[:80]}'"
            self._note(next_.where, text, "unknown-output", hint)
        else:
            text = f"the block '{self.block.name}' has no output '{name.text}'"
            hint = f"say which follows: {{start: …, next: {ports[0]}}}"
            self._note(name.where, text, "unknown-output", hint)

    def _count(self) -> int | None:
        """The number of steps; None after a problem was noted."""
        most = self.scope.reading.limits.repeat
        count, source_text = self.given.get("repeat"), None
        if count is not None:
            source_text = f"'repeat' is {count}"
        for name, source in self.given.get("each", ()):
            if source is None:
                continue
            length = len(source)
            each = f"'{name.text}' in 'each' has {length} value{'' if length == 1 else 's'}"
            if length == 0 or (count is not None and length != count):
                self._note(name.where, f"{source_text}, and {each}" if source_text else each, "repeat", None)
                return None
            count, source_text = length, source_text or each
        if not count:
            if self.right:
                text = f"'{self.key.text}' says neither 'args' nor how often it repeats"
                hint = f"write 'args: [{', '.join(self.block.inputs)}]', 'repeat: 3' or 'each'"
                self._note(self.key.where, text, "repeat", hint)
            return None
        if count > most:
            where = self.given.keys["repeat" if "repeat" in self.given else "each"].where
            text = f"'{self.key.text}' has {count:,} steps; {most:,} are the most"
            self._note(where, text, "too-many-steps", raise_with("repeat", count))
            return None
        return int(count)


def repeated(
    name: str, steps: tuple[Instance, ...], repeat: Repeat, display: Display, scope: Scope
) -> tuple[BlockUse, ...]:
    """The uses of a block in all steps; () after a problem was noted. The display belongs to the last step."""
    inputs = [_operands(input_, name, steps, repeat, scope) for input_ in steps[0].block.inputs]
    if not all(inputs):
        return ()
    made = []
    for place, instance in enumerate(steps):
        operands = tuple(input_[place] for input_ in inputs if input_)
        step = Step(name, place + 1, len(steps), repeat.carried)
        look = display if step.number == step.count else Display()
        made.append(BlockUse(instance, operands, repeat.where, look, named=True, step=step))
    return tuple(made)


def _operands(
    input_: str, name: str, steps: tuple[Instance, ...], repeat: Repeat, scope: Scope
) -> tuple[Operand, ...] | None:
    """The operand for an input at each step; None after a problem was noted."""
    source = repeat.sources.get(input_)
    if isinstance(source, Carried):
        before = [Ref(step.results[source.output], source.start.where) for step in steps[:-1]]
        found = [argument(source.start, scope), *before]
    elif isinstance(source, tuple):
        found = [argument(scalar, scope) for scalar in source]
    elif source is not None:
        found = [argument(source, scope)] * len(steps)
    elif input_ in scope.names or not scope.names.complete:
        node = scope.names.find(input_, repeat.where)
        found = [None if node is None else Ref(node, repeat.where)] * len(steps)
    else:
        text = f"'{name}' does not say what the input '{input_}' of '{steps[0].block.name}' is"
        hint = f"add it to 'each', 'carry' or 'share', or call what it is '{input_}'"
        scope.reading.problems.add(repeat.where, text, "missing-input", hint)
        return None
    known = tuple(operand for operand in found if operand is not None)
    return known if len(known) == len(found) else None
