"""Reads `blocks:` into definitions: each block once, after the blocks it calls, its problems noted where it stands."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import lru_cache
from types import MappingProxyType
from typing import Any, NamedTuple

from graphdraw.disk import files
from graphdraw.errors import MOST_PROBLEMS
from graphdraw.graph.model import Apply, BlackBox, Display, Ref
from graphdraw.graph.order import cycle_in, ordered
from graphdraw.limits import Limits, raise_with
from graphdraw.ops import BLACK_BOX
from graphdraw.spec.graph.calls import Scope
from graphdraw.spec.graph.dependencies import chain_text, refuse_cycles, unused, uses, warn_of_unused
from graphdraw.spec.graph.library import OUT, BlockUse, Body, Definition, Library, UnexpandedNode
from graphdraw.spec.graph.lower import lowered, parsed
from graphdraw.spec.graph.names import Names
from graphdraw.spec.graph.nodes import build, declare
from graphdraw.spec.graph.recurrent_outputs import plain, refuse_ambiguous, successors
from graphdraw.spec.graph.shipped import FILE, SHIPPED
from graphdraw.spec.schema.compound import Given, Named
from graphdraw.spec.schema.labels import warn_of_comment
from graphdraw.spec.schema.schema import SPEC
from graphdraw.spec.schema.signatures import signature
from graphdraw.spec.yaml.document import Scalar
from graphdraw.spec.yaml.problems import Problems
from graphdraw.spec.yaml.reader import read
from graphdraw.spec.yaml.reading import Reading, Vocabulary
from graphdraw.spec.yaml.source import Source, decode

_CALLED = re.compile(r"(\w+)\s*\(")
"""Matches a name before a parenthesis, which is called; expressions hold no texts and no comments."""


class _Written(NamedTuple):
    """A block as it is written: its inputs, and an expression, or nodes, or neither (a black box)."""

    name: str
    key: Scalar
    given: Given
    inputs: tuple[Scalar, ...]
    expression: Scalar | None
    nodes: Named | None

    def called(self) -> Iterator[str]:
        """The names of all that the block calls, operations among them."""
        for _, value in self.nodes or ((None, self.expression),):
            text = value.get("expr") if isinstance(value, Given) else value
            if isinstance(text, Scalar):
                yield from _CALLED.findall(unicodedata.normalize("NFKC", text.text))
            if isinstance(value, Given) and isinstance(block := value.get("block"), Scalar):
                yield block.text


def define(given: Named, scope: Scope, *, own: bool = True) -> None:
    """Add the blocks without problems to the library of a scope; `own`: the author wrote them. None knows its names."""
    written: dict[str, _Written] = {}
    names = Names(scope.reading.problems)
    for key, value in given:
        head, inputs = signature(key)
        name = names.declare(head)
        scope.reading.texts.extend([] if name is None else [(name, head.where)])
        if name is not None and (found := _written(name, head, inputs, value, scope.reading)):
            written[name] = found
    size = 0
    for name in _in_order(written, scope.reading):
        inner = Scope(Names(scope.reading.problems, outer=scope.names, block=name), scope.library, scope.reading, size)
        made = _Reader(written[name], inner, own).definition()
        size = inner.size
        if made:
            scope.library.defined[name] = made


def _written(
    name: str, head: Scalar, inputs: tuple[Scalar, ...] | None, value: Any, reading: Reading
) -> _Written | None:
    """A block as it is written; None after a problem was noted."""
    if value is None:
        return None
    given = value if isinstance(value, Given) else Given(head.where)
    if inputs is not None and "inputs" in given:
        text = f"'{name}' gives its inputs twice"
        reading.problems.add(given.keys["inputs"].where, text, "two-forms", "leave one of them out")
        return None
    if "expr" in given:
        for other in ("nodes", "outputs"):
            if other in given:
                text = f"'{name}' has both 'expr' and '{other}'"
                reading.problems.add(given.keys[other].where, text, "two-forms", "give one of them")
                return None
    if inputs is None:
        inputs = given.get("inputs")
    if not inputs and "inputs" not in given.keys.keys() - given.values.keys():
        hint = f"write '{name}(x): …'" if not given.keys else "list them, as in 'inputs: [x, h]'"
        reading.problems.add(head.where, f"the block '{name}' does not say what its inputs are", "no-inputs", hint)
    if not inputs or any(key in given and key not in given.values for key in ("expr", "nodes")):
        return None
    expression = value if isinstance(value, Scalar) else given.get("expr")
    return _Written(name, head, given, inputs, expression, given.get("nodes"))


def _in_order(written: dict[str, _Written], reading: Reading) -> list[str]:
    """The names in an order in which a block comes after those it calls; cycles are noted and left out."""
    order = {name: place for place, name in enumerate(written)}
    called = {name: [c for c in dict.fromkeys(block.called()) if c in written] for name, block in written.items()}
    for _ in range(MOST_PROBLEMS):
        circle = cycle_in(_callers(called))[:0:-1]  # each calls the one after
        if not circle:
            return ordered(called)
        start = circle.index(min(circle, key=order.__getitem__))
        names = [*circle[start:], *circle[:start]]
        text = f"the block '{names[0]}' calls itself: {chain_text(names)}"
        hint = "a block that repeats is written with 'repeat'"
        reading.problems.add(written[names[0]].key.where, text, "cycle", hint)
        for name in names:
            del called[name]
    return []


def _callers(called: Mapping[str, list[str]]) -> dict[str, list[str]]:
    """By name who calls it."""
    callers: dict[str, list[str]] = {}
    for name, others in called.items():
        callers.setdefault(name, [])
        for other in others:
            callers.setdefault(other, []).append(name)
    return callers


class _Reader:
    """Reads the inside of one block."""

    def __init__(self, written: _Written, scope: Scope, own: bool) -> None:
        self.written, self.scope, self.own = written, scope, own
        self.problems = scope.reading.problems

    def definition(self) -> Definition | None:
        """The definition of the block; None after a problem was noted."""
        names = self.scope.names
        inputs = [names.declare(key) for key in self.written.inputs]
        if None in inputs:
            return None
        given = names.inputs = tuple(name for name in inputs if name is not None)
        if self.written.expression is not None:
            parts, outputs = self._short(self.written.expression)
        elif self.written.nodes is not None:
            parts, outputs = self._long(self.written.nodes, given)
        else:
            return self._black_box(given)
        if not (parts and outputs) or names.broken:
            return None
        made = self._made(given, outputs, parts)
        return made if self._is_flat_enough(made) else None

    def _made(
        self, inputs: tuple[str, ...], outputs: tuple[tuple[str, str], ...], parts: tuple[UnexpandedNode, ...]
    ) -> Definition:
        inside = [part.instance.block for part in parts if isinstance(part, BlockUse)]
        return Definition(
            self.written.name,
            self.written.given.get("label"),
            inputs,
            outputs,
            parts,
            frozenset(self.scope.names).difference(inputs),
            len(parts) - len(inside) + sum(block.size for block in inside),
            sum(len(p.operands) for p in parts if isinstance(p, Apply)) + sum(block.operands for block in inside),
            1 + max((block.depth for block in inside if not block.opaque), default=0),
            own=self.own,
        )

    def _is_flat_enough(self, made: Definition) -> bool:
        most = self.scope.reading.limits.block_depth
        if made.depth > most:
            text = f"blocks within each other: '{made.name}' is {made.depth} deep, at most {most}"
            self.problems.add(self.written.key.where, text, "too-deep", raise_with("block-depth", made.depth))
        return made.depth <= most

    def _short(self, expression: Scalar) -> Body:
        warn_of_comment(expression, self.scope.reading)
        tree = parsed(expression, self.scope)
        parts = () if tree is None else lowered("", tree, expression, Display(), self.scope)
        if parts and not self.problems.failed:
            self._warn_of_unused_inputs(parts)
        return parts, ((OUT, ""),)

    def _long(self, nodes: Named, inputs: tuple[str, ...]) -> Body:
        wanted = {plain(node) for _, node in self._ports()} if "outputs" in self.written.given else set(inputs)
        next_ = successors(nodes, inputs, wanted)
        nodes = tuple((replace(key, text=next_.get(plain(key), key.text)), value) for key, value in nodes)
        made = build(declare(nodes, self.scope), self.scope)
        refuse_ambiguous(made.parts, next_, self.written.name, self.problems)
        if not (nodes or self.problems.failed):
            text = f"the block '{self.written.name}' computes nothing: its 'nodes' are empty"
            self.problems.add(self.written.key.where, text, "no-nodes", "leave 'nodes' out for a black box")
        refuse_cycles(tuple(made.parts), self.scope.reading)
        used = uses(made.parts)
        called = {local: name for name, local in next_.items()}
        outputs = tuple((called.get(name, name), name) for name in unused(made, used))
        if "outputs" in self.written.given:
            outputs = self._outputs(self._ports(next_), inputs)
        if not self.problems.failed:
            warn_of_unused(made, used | {node for _, node in outputs}, self.problems)
            self._warn_of_unused_inputs(tuple(made.parts))
        return tuple(made.parts), outputs

    def _ports(self, local: Mapping[str, str] = MappingProxyType({})) -> tuple[tuple[Scalar, Scalar], ...]:
        """The outputs as they are written, each name with its node; the node has its name in `local` if it has one."""
        given = self.written.given.get("outputs", ())
        entries = (given,) if isinstance(given, Scalar) else given
        pairs = [(entry, entry) if isinstance(entry, Scalar) else entry for entry in entries]
        return tuple((name, replace(node, text=local.get(plain(node), node.text))) for name, node in pairs if node)

    def _outputs(
        self, given: tuple[tuple[Scalar, Scalar], ...], inputs: tuple[str, ...]
    ) -> tuple[tuple[str, str], ...]:
        names = Names(self.problems)
        found: dict[str, str] = {}
        for key, written in given:
            node = self.scope.names.find(written.text, written.where)
            name = plain(key) if key.start == written.start else names.declare(key)
            if node in inputs and node in self.scope.names.broken:
                return ()
            if node in inputs:
                text = f"'{node}' is an input of '{self.written.name}', an output is one of its nodes"
                hint = f"name the node, as in 'outputs: {{{name}: {name}_next}}'"
                self.problems.add(written.where, text, "outputs", hint)
            elif node in found.values():
                self.problems.add(
                    written.where, f"'{written.text}' is given twice", "duplicate", "one output is enough"
                )
            elif node is not None and name is not None:
                found[name] = node
        return tuple(found.items()) if len(found) == len(given) else ()

    def _warn_of_unused_inputs(self, parts: tuple[UnexpandedNode, ...]) -> None:
        used = uses(parts)
        for key in self.written.inputs:
            if plain(key) not in used:
                text = f"'{key.text}' is not used in the block '{self.written.name}'"
                self.problems.add(key.where, text, "unused", None, "warning")

    def _black_box(self, inputs: tuple[str, ...]) -> Definition | None:
        """The definition of a block without a formula: one black-box node for each output."""
        given, names = self._ports(), Names(self.problems)
        ports = tuple(name for key, _ in given if (name := names.declare(key)) is not None)
        if len(ports) < len(given):
            return None
        where, label = self.written.key.where, self.written.given.get("label")
        operands = tuple(Ref(name, where) for name in inputs)
        parts = tuple(
            Apply(
                port if len(ports) > 1 else "",
                BLACK_BOX,
                self.written.name,
                operands,
                where,
                box=BlackBox(self.written.name, label, inputs, port if len(ports) > 1 else None),
            )
            for port in ports or (OUT,)
        )
        outputs = tuple(zip(ports or (OUT,), (part.name for part in parts), strict=True))
        return Definition(
            self.written.name,
            label,
            inputs,
            outputs,
            parts,
            (),
            len(parts),
            len(parts) * len(operands),
            1,
            True,
            self.own,
        )


@lru_cache(maxsize=1)
def _shipped() -> dict[str, Definition]:
    """The blocks that come with the program, read once in a process."""
    problems = Problems()
    reading = Reading(problems, Limits(), Vocabulary())
    page = decode(Source(FILE.name, files.read(FILE)), reading.limits)
    given = SPEC.given(read(page, reading.limits, problems), reading)
    library = Library(SHIPPED, lambda _: None)
    define(given.get("blocks", ()), Scope(Names(problems), library, reading), own=False)
    problems.check()
    return library.defined


def shipped(name: str) -> Definition | None:
    """The block of that name that comes with the program, if there is one."""
    return _shipped().get(name) if name in SHIPPED else None
