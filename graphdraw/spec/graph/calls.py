"""Checks the use of an operation or block: that it exists, takes so many inputs, and has these parameters."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple

from graphdraw.errors import Location
from graphdraw.limits import raise_with
from graphdraw.ops import OPERATIONS, PLANNED, Operation, Parameter, Signature, operation_meant
from graphdraw.spec.graph.library import Definition, Library
from graphdraw.spec.graph.names import Names
from graphdraw.spec.graph.shipped import SHIPPED
from graphdraw.spec.yaml.document import Scalar
from graphdraw.spec.yaml.reading import Reading

ParameterValue = int | float | bool | str | tuple[int | float, ...]


class GivenParameter(NamedTuple):
    """A keyword parameter as written, and where its name stands."""

    name: str
    value: ParameterValue
    where: Location


class Use(NamedTuple):
    """An operation used: its name, how the author wrote it (`ln`, `*`) and where, its inputs, which parameters.

    `written` are the inputs as they are typed, `…` for an input that is neither a name nor a number.
    """

    op: str
    typed: str
    where: Location
    written: tuple[str, ...]
    params: tuple[GivenParameter, ...] = ()

    @property
    def inputs(self) -> int:
        """How many inputs are given."""
        return len(self.written)


@dataclass(slots=True)
class Scope:
    """What an expression may use: the names of the spec or of one block, and the blocks it may call.

    `size` is how many nodes the graph has so far, `operands` how many operands these have. While blocks are read,
    `size` counts the nodes that are written in them, and a block inside a block as its outputs.
    """

    names: Names
    library: Library
    reading: Reading
    size: int = 0
    operands: int = 0

    def grow(self, count: int, at: Scalar | Location, operands: int = 0) -> None:
        """Count `count` nodes and their operands before they are made; raises `Stop` if a limit is exceeded."""
        self.size += count
        most = self.reading.limits.nodes
        if self.size > most:
            what = "the graph has" if self.names.block is None else "the blocks have"
            text = f"{what} more than {most:,} nodes"
            raise self.reading.problems.stop(_place(at), text, "too-many-nodes", raise_with("nodes"))
        self.operands += operands
        most = self.reading.limits.operands
        if self.operands > most:
            text = f"the operations have more than {most:,} operands"
            raise self.reading.problems.stop(_place(at), text, "too-many-operands", raise_with("operands"))

    def grow_by(self, block: Definition, count: int, where: Location) -> None:
        """Count the nodes of `count` uses of a block; raises `Stop` if a limit is exceeded."""
        whole = self.names.block is None
        self.grow(count * (block.size if whole else len(block.outputs)), where, count * block.operands if whole else 0)

    def calls_block(self, op: str, typed: str) -> bool:
        """Whether a call calls a block: signs never do, and an operation hides a shipped block of its name."""
        if not typed[:1].isidentifier():
            return False
        return op in self.library.known or (op in SHIPPED and op not in OPERATIONS)


def _place(at: Scalar | Location) -> Location:
    return at.where if isinstance(at, Scalar) else at


def block(use: Use, scope: Scope) -> Definition | None:
    """The block that is called, if the use fits it; None after a problem was noted, or if the block is broken."""
    found = scope.library.get(use.op)
    if found is None:
        return None
    if use.params:
        text = f"{use.typed} is a block: its inputs are given in order, not by name"
        hint = f"write {use.typed}({', '.join(found.inputs)})"
        scope.reading.problems.add(use.params[0].where, text, "unknown-parameter", hint)
        return None
    if use.inputs != len(found.inputs):
        text = f"{use.typed} takes {found.takes}, {use.inputs} given"
        scope.reading.problems.add(use.where, text, "arity")
        return None
    return found


def operation(use: Use, scope: Scope) -> Operation | None:
    """The record of the operation, if the use fits it; None after a problem was noted."""
    if use.op not in OPERATIONS:
        _note_unknown(use, scope)
        return None
    found = OPERATIONS.get(use.op)
    if not found.signature.takes(use.inputs):
        if use.op in PLANNED:
            scope.reading.not_yet(use.where, f"'{use.typed}' with {_inputs(use.inputs)} is", PLANNED[use.op])
        else:
            text = f"{use.typed} takes {_arity(found.signature)}, {use.inputs} given"
            scope.reading.problems.add(use.where, text, "arity", _call_meant(found.signature, use))
        return None
    right = [_is_right(given, found.signature, use, scope.reading) for given in use.params]
    return found if all(right) and _has_required(found.signature, use, scope.reading) else None


def _note_unknown(use: Use, scope: Scope) -> None:
    if use.op in PLANNED:
        scope.reading.not_yet(use.where, f"'{use.typed}' is", PLANNED[use.op])
        return
    if not scope.library.complete:
        return
    if use.op in scope.library.known or use.op in SHIPPED:
        correction = f"'{use.op}' is a block: write 'block: {use.op}'"
        scope.reading.problems.add(use.where, f"unknown operation '{use.typed}'", "unknown-operation", correction)
        return
    known = (*scope.library.known, *OPERATIONS.names_and_aliases(), *SHIPPED)
    hint = operation_meant(use.op) or scope.reading.problems.suggestion(use.op, known, PLANNED)
    if use.op in scope.names:
        hint = f"'{use.op}' is a value: write {use.op}*(…) to multiply"
    scope.reading.problems.add(use.where, f"unknown operation '{use.typed}'", "unknown-operation", hint)


def _call_meant(record: Signature, use: Use) -> str | None:
    """The hint that parameters have names, which the numbers behind the inputs get in order, if that is what they are.

    If they are not, the hint is an example of a call. None for an operation without parameters.
    """
    if not record.parameters:
        return None
    given = {param.name: _text(param.value) for param in use.params}
    inputs, extra = use.written[: record.arity], use.written[record.arity :]
    free = [p for p in record.parameters if p.name not in given]
    fits = 0 < len(extra) <= len(free) and all(p.kind == "number" for p in free[: len(extra)])
    if not (fits and all(text.lstrip("+-.")[:1].isdigit() for text in extra)):
        return f"as in {record.call(use.typed)}"
    given |= {p.name: text for p, text in zip(free, extra, strict=False)}
    named = {p.name: given.get(p.name, "…") for p in record.parameters if p.name in given or p.required}
    return f"parameters have names: write {record.call(use.typed, inputs, named)}"


def _arity(record: Signature) -> str:
    return f"{_inputs(record.arity)} or more" if record.any_number else _inputs(record.arity)


def _inputs(count: int) -> str:
    return f"{count} input{'' if count == 1 else 's'}"


def _is_right(given: GivenParameter, record: Signature, use: Use, reading: Reading) -> bool:
    known = {parameter.name: parameter for parameter in record.parameters}
    if given.name not in known:
        hint = reading.problems.suggestion(given.name, known) if known else f"{use.typed} has no parameters"
        text = f"unknown parameter '{given.name}' of {use.typed}"
        reading.problems.add(given.where, text, "unknown-parameter", hint)
        return False
    wanted = _wanted(known[given.name], given.value)
    if wanted:
        text = f"{given.name} is {wanted}, this is {_said(given.value)}"
        reading.problems.add(given.where, text, "parameter")
    return wanted is None


def _has_required(record: Signature, use: Use, reading: Reading) -> bool:
    given = {param.name for param in use.params}
    missing = [parameter.name for parameter in record.parameters if parameter.required and parameter.name not in given]
    if missing:
        hint = f"as in {use.typed}(x, {', '.join(f'{name}=…' for name in missing)})"
        text = f"{use.typed} needs the parameter{'s' if len(missing) > 1 else ''} {' and '.join(missing)}"
        reading.problems.add(use.where, text, "missing-parameter", hint)
    return not missing


def _wanted(parameter: Parameter, value: ParameterValue) -> str | None:
    """What the parameter must be, in the words of a message, if the value is not that; else None."""
    if parameter.kind == "word":
        return None if value in parameter.words else f"one of {', '.join(parameter.words)}"
    if parameter.kind == "flag":
        return None if isinstance(value, bool) else "true or false"
    is_number = isinstance(value, int | float) and not isinstance(value, bool)
    return None if is_number else "a number"


def _said(value: ParameterValue) -> str:
    if isinstance(value, bool):
        return _text(value)
    return "a tuple" if isinstance(value, tuple) else f"'{value}'"


def _text(value: ParameterValue) -> str:
    """The value of a parameter as it is written in an expression."""
    return str(value).lower() if isinstance(value, bool) else str(value)


def fits(record: Operation, count: int, params: Mapping[str, ParameterValue]) -> bool:
    """Whether an operation takes so many inputs and these parameters; nothing is noted."""
    signature = record.signature
    known = {parameter.name: parameter for parameter in signature.parameters}
    right = all(name in known and _wanted(known[name], value) is None for name, value in params.items())
    return right and signature.takes(count) and all(p.name in params for p in signature.parameters if p.required)


def values(params: tuple[GivenParameter, ...]) -> Mapping[str, ParameterValue]:
    """The parameters by name."""
    return {given.name: given.value for given in params}
