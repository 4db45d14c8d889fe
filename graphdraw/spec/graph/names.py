"""The names of a spec: which are given, what may be a name, and hints for unknown names."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from unicodedata import east_asian_width, normalize

from graphdraw.errors import Location
from graphdraw.expression import RESERVED, is_reserved, normal_name
from graphdraw.graph.model import Block, Node
from graphdraw.limits import raise_with
from graphdraw.registry import quoted_list, unseen
from graphdraw.spec.graph.library import Instance
from graphdraw.spec.yaml.document import Scalar
from graphdraw.spec.yaml.problems import Problems
from graphdraw.spec.yaml.yaml_errors import wide_sign

_NO_NAME = re.compile(r"\W+")
_END = re.compile(r"[.\[]")
_STEP = re.compile(r"(.+?)\[([0-9]+)\](?:\..*)?", re.DOTALL)


class Names:
    """The names given so far, each with its key: of the spec, or of one `block`, whose surroundings are in `outer`.

    If not all names could be read (`complete` is False), no name is noted as unknown. The parts of the nodes that are
    `broken` are not known, so nothing is noted about their unnamed parts and their edges.
    """

    def __init__(
        self, problems: Problems, *, complete: bool = True, outer: Names | None = None, block: str | None = None
    ) -> None:
        self.problems, self.complete, self.outer, self.block = problems, complete, outer, block
        self.broken: set[str] = set()
        self.inputs: tuple[str, ...] = ()  # the inputs of the block
        self.blocks: dict[str, list[str]] = {}  # uses of blocks by name; by the name of a repeat all its steps
        self._keys: dict[str, Scalar | None] = {}
        self._nodes: dict[str, str] = {}  # the node of each further name of a node
        self._instances: dict[str, Instance] = {}
        self._steps: dict[str, int] = {}
        self._expanded = False

    def declare(self, key: Scalar) -> str | None:
        """Add the name that a key gives, and return it after NFKC; None after a problem was noted."""
        name = normal_name(key.text)
        if name is None:
            self.problems.add(key.where, f"'{short(key.text)}' can't be a name", "name", _name_hint(key.text))
            self.complete = False
            return None
        if not _is_short(name, key, self.problems):
            self.complete = False
            return None
        first = self._keys.setdefault(name, key)
        if first is key:
            return name
        line = f" (first on line {first.start[0] + 1})" if first else ""
        text = f"'{key.text}' is given twice{line}"
        hint = "give one of them another name"
        if first and first.text != key.text:
            hint = f"'{first.text}' and '{key.text}' count as one name{_difference(first.text, key.text)}: {hint}"
        if name in self.inputs:
            hint += f"; an output may be called as an input, as in 'outputs: {{{name}: {name}_next}}'"
        self.problems.add(key.where, text, "duplicate", hint)
        return None

    def add(self, name: str, key: Scalar, node: str | None = None) -> None:
        """Add a name that nobody wrote (`total.1`); `node` is the name of its node, if that is another."""
        self._keys.setdefault(name, key)
        if node is not None and node != name:
            self._nodes[name] = node

    def place(self, instance: Instance, key: Scalar, name: str | None = None) -> None:
        """Add a use of a block and the names of its outputs; `name` is another name for the use."""
        instance = instance if name is None else instance._replace(name=name)
        name = instance.name
        self._instances[name] = instance
        self._keys.setdefault(name, key)
        if len(instance.results) == 1:
            self.add(name, key, instance.results[0])
        for alias, result in instance.aliases():
            self.add(alias, key, result)

    def repeat(self, name: str, steps: tuple[Instance, ...], key: Scalar) -> None:
        """Add the steps of a repeat; the name of the repeat stands for the last step."""
        self._steps[name] = len(steps)
        for step in steps:
            self.place(step, key)
        self.place(steps[-1], key, name)

    def expand(self, nodes: Iterable[Node], blocks: Iterable[Block], aliases: Iterable[tuple[str, str]]) -> None:
        """Add the names inside blocks, which expressions can't use; called once, when all expressions are read.

        `aliases` are further names of nodes, each with its node.
        """
        self._expanded = True
        for node in nodes:
            self._keys.setdefault(node.name, None)
        for block in blocks:
            self.blocks.setdefault(block.name, []).append(block.name)
            if block.step:
                self.blocks.setdefault(block.step.repeat, []).append(block.name)
        for alias, name in aliases:
            if name in self._keys and alias not in self._keys:
                self._keys[alias], self._nodes[alias] = None, name

    def find(self, typed: str, where: Location, edge: str | None = None, others: Iterable[str] = ()) -> str | None:
        """The node that a text names; None after a problem was noted. `edge` is the text of the edge that it ends.

        `others` are names of other things (groups) that may be meant as well.
        """
        name = typed if typed in self._keys else normal(typed)
        if name in self._keys:
            return self._node(name, where)
        if self.complete and _END.split(name, maxsplit=1)[0] not in self.broken:
            text, code, hint = self._unknown(name, typed, others)
            if edge is not None:
                text, code = f"no such edge: {short(edge)} ({text})", "unknown-edge"
            self.problems.add(where, text, code, hint)
        return None

    def _node(self, name: str, where: Location) -> str | None:
        instance = self._instances.get(name)
        if instance is None or len(instance.results) == 1 or name in instance.results or name in self._nodes:
            return self._nodes.get(name, name)
        ports = [f"{name}.{port}" for port in instance.block.ports]
        text = f"'{name}' has {len(ports)} outputs: {', '.join(ports)}"
        self.problems.add(where, text, "several-outputs", f"name one of them, as in {ports[0]}")
        return None

    def _unknown(self, name: str, typed: str, others: Iterable[str]) -> tuple[str, str, str | None]:
        """Text, code and hint for a name that is not given."""
        if (step := _STEP.fullmatch(name)) and step[1] in self._steps:
            count = self._steps[step[1]]
            if not 1 <= int(step[2][:9]) <= count:
                text = f"'{step[1]}' has {count} step{'' if count == 1 else 's'}, there is no {step[1]}[{step[2]}]"
                return short(text), "unknown-name", f"steps count from 1: {step[1]}[1] to {step[1]}[{count}]"
        start, _, port = name.rpartition(".")
        if start in self._instances and not self._expanded:
            return self._no_output(self._instances[start], port)
        text = f"unknown name '{short(typed)}'" + (f" in the block '{self.block}'" if self.block else "")
        if self.outer and name in self.outer:
            return text, "unknown-name", f"'{name}' is outside the block: make it one of its inputs"
        known = [other for other in self._keys if "." in name or "." not in other]
        hint = self.problems.suggestion(name, (*known, *sorted(others)))
        return text, "unknown-name", hint

    def _no_output(self, instance: Instance, port: str) -> tuple[str, str, str | None]:
        block = instance.block
        text = f"the block '{block.name}' has no output '{short(port)}'"
        if port in block.local:
            return text, "unknown-output", f"'{port}' is inside it: list it under its 'outputs'"
        return text, "unknown-output", self.problems.suggestion(port, block.ports)

    def __contains__(self, name: object) -> bool:
        return name in self._keys

    def __iter__(self) -> Iterator[str]:
        return iter(self._keys)


def normal(typed: str) -> str:
    """A dotted name with each part in NFKC, where that makes a name of it."""
    return ".".join(normal_name(part) or part for part in typed.split("."))


def word(key: Scalar, problems: Problems) -> str | None:
    """The name of a group or class, which may be any text but a reserved word; None after a problem was noted."""
    if is_reserved(normalize("NFKC", key.text)) or unseen(key.text):
        problems.add(key.where, f"'{short(key.text)}' can't be a name", "name", _name_hint(key.text))
        return None
    return key.text if _is_short(key.text, key, problems) else None


def _is_short(name: str, key: Scalar, problems: Problems) -> bool:
    """Whether a name, as typed and after NFKC, is within the limit; notes a problem if not."""
    length, most = max(len(name), len(key.text)), problems.name_length
    if length > most:
        text = f"the name is too long ({length:,} characters, at most {most:,})"
        hint = f"write a short one, and the text as its 'label'; or {raise_with('name-length', length)}"
        problems.add(key.where, text, "name-length", hint)
    return length <= most


def _difference(name: str, other: str) -> str:
    """The first letters that differ in two names that look alike, for a message; '' where the difference shows."""
    if len(name) != len(other):
        return ""
    differing = [(a, b) for a, b in zip(name, other, strict=True) if a != b]
    shown = any("F" in (east_asian_width(a), east_asian_width(b)) for a, b in differing)
    a, b = differing[0]
    return "" if shown else f" (U+{ord(a):04X}, U+{ord(b):04X})"


def _name_hint(text: str) -> str:
    if is_reserved(normalize("NFKC", text)):
        return f"{quoted_list(RESERVED, 'and')} are values, not names"
    if wide := wide_sign(text):
        return f"{wide[1]}: {wide[2]}"
    better = normal_name(_NO_NAME.sub("_", text).strip("_"))
    if better is None or len(text) > 40:
        return "a name is letters, digits and _, and begins with no digit"
    return f"write '{better}', and the text as its 'label'"


def short(text: str) -> str:
    """A text of the author as messages repeat it: at most its first 80 characters."""
    return text if len(text) <= 80 else text[:80] + "…"
