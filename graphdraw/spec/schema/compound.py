"""Kinds made of other kinds: alternatives, mappings by name, and sections with a table of keys."""

# ruff: noqa: ARG002 (every kind has the same methods, and some need the vocabulary)

from __future__ import annotations

from collections.abc import Callable
from collections.abc import Mapping as Dict
from dataclasses import dataclass, field
from typing import Any, NamedTuple, TypeGuard

from graphdraw.errors import Location
from graphdraw.expression.numbers import starts_number
from graphdraw.registry import nearest, planned_name
from graphdraw.spec.schema.kinds import Choice, Color, Flag, Json, Kind, Nothing, any_text
from graphdraw.spec.schema.labels import label, warn_of_comment
from graphdraw.spec.schema.long_forms import complaints, long_form
from graphdraw.spec.schema.tensors import tensor
from graphdraw.spec.yaml.document import Broken, Mapping, Scalar, Sequence, YamlNode
from graphdraw.spec.yaml.patterns import LINE, TEXT
from graphdraw.spec.yaml.reading import Reading, Vocabulary


class Key(NamedTuple):
    """One key of a section. The value of a `later` key is checked, but not supported unless it is the `default`."""

    name: str
    kind: Kind
    doc: str
    default: object = None
    later: bool = False


@dataclass(frozen=True, slots=True)
class Given:
    """A section as read: `values` by key, of those keys that could be read, and `keys`, all that were given."""

    where: Location
    values: Dict[str, Any] = field(default_factory=dict)
    keys: Dict[str, Scalar] = field(default_factory=dict)

    def get(self, name: str, default: Any = None) -> Any:
        """The value of a key; `default` if it is not given or could not be read."""
        return self.values.get(name, default)

    def __contains__(self, name: str) -> bool:
        return name in self.keys


Named = tuple[tuple[Scalar, Any], ...]
"""A mapping by name as read: keys with values, in order; the value is None if it could not be read."""


class Either(NamedTuple):
    """One of several kinds, chosen by the node: a text, a list, a mapping, or an empty value.

    `short` is the key of the mapping that the other forms are short for: `30` is `{value: 30}`.
    """

    scalar: Kind | None = None
    sequence: Kind | None = None
    mapping: Kind | None = None
    empty: Kind | None = None
    hint: str | None = None
    short: str | None = None

    @property
    def phrase(self) -> str:
        """All alternatives that are supported, in the words of messages."""
        kinds = (self.scalar, self.sequence, self.mapping)
        phrase = [kind.phrase for kind in kinds if kind and not isinstance(kind, Tensor)]
        return phrase[0] if len(phrase) == 1 else f"{', '.join(phrase[:-1])} or {phrase[-1]}"

    def read(self, node: YamlNode, reading: Reading) -> Any:
        """The value as read by the alternative that fits the node; None after a problem was noted."""
        if isinstance(node, Scalar):
            kind = self.empty if node.empty and self.empty else self.scalar
        else:
            kind = self.sequence if isinstance(node, Sequence) else self.mapping
        if kind is None or isinstance(node, Broken):
            keys = self.mapping.kinds if isinstance(self.mapping, Section) else ()
            reading.expected(node, self.phrase, self.hint or long_form(node, keys, reading))
            return None
        if isinstance(kind, Choice | Flag) and isinstance(self.mapping, Section):
            wrong = complaints(kind, node, reading)
            if wrong and wrong[0].hint is None and (hint := long_form(node, self.mapping.kinds, reading)):
                reading.expected(node, self.phrase, hint)
                return None
        return kind.read(node, reading)

    def json(self, vocabulary: Vocabulary) -> Json:
        """The alternatives, as `anyOf`."""
        kinds = (self.scalar, self.sequence, self.mapping, self.empty)
        return {"anyOf": [kind.json(vocabulary) for kind in kinds if kind and not isinstance(kind, Tensor)]}


class Tensor(NamedTuple):
    """Nested lists of numbers: checked to the last element, and not supported yet."""

    phrase: str = "a nested list"
    what: str = "tensor inputs are"

    def read(self, node: YamlNode, reading: Reading) -> None:
        """None always: a well-formed tensor is noted as not supported yet."""
        if isinstance(node, Sequence) and tensor(node, reading) is not None:
            reading.not_yet(node.where, self.what)

    def json(self, vocabulary: Vocabulary) -> Json:
        """A schema that nothing fits, since tensors are not supported yet."""
        return {"enum": []}


class MapOf(NamedTuple):
    """A mapping from names to values of one kind; reads as `Named`. `keys` is the pattern of names in the schema."""

    kind: Kind
    phrase: str = "a mapping"
    hint: str | None = None
    keys: str = TEXT

    def read(self, node: YamlNode, reading: Reading) -> Named | None:
        """Names with values, in order; None after a problem was noted."""
        if not isinstance(node, Mapping):
            reading.expected(node, self.phrase, self.hint)
            return None
        return tuple(self._read_entry(key, value, reading) for key, value in node.entries)

    def _read_entry(self, key: Scalar, value: YamlNode, reading: Reading) -> tuple[Scalar, Any]:
        if named := lacks_space(key, value, reading):
            return named, None
        if deletes(value, reading):
            return key, None
        reading.within.append(key.text)
        read = self.kind.read(value, reading)
        reading.within.pop()
        return key, read

    def json(self, vocabulary: Vocabulary) -> Json:
        """An object whose names have the form `keys`; null deletes an entry."""
        kinds = [self.kind.json(vocabulary), Nothing().json(vocabulary)]
        return {"type": "object", "patternProperties": {self.keys: {"anyOf": kinds}}, "additionalProperties": False}


class TextMapping(NamedTuple):
    """A mapping from names to drawn texts."""

    phrase: str = "a mapping"

    def read(self, node: YamlNode, reading: Reading) -> Named | None:
        """Names with texts, in order; None after a problem was noted."""
        if not isinstance(node, Mapping):
            reading.expected(node, self.phrase)
            return None
        return tuple((key, label(value, reading)) for key, value in node.entries)

    def json(self, vocabulary: Vocabulary) -> Json:
        """An object of texts."""
        kinds = [any_text(LINE), Nothing().json(vocabulary)]
        return {"type": "object", "patternProperties": {TEXT: {"anyOf": kinds}}, "additionalProperties": False}


class Section(NamedTuple):
    """A mapping with a closed table of keys; reads as `Given`. `open` allows keys `x-…`, which are not read.

    `check` notes problems of keys that exclude each other.
    """

    name: str
    table: tuple[Key, ...]
    open: bool = False
    phrase: str = "a mapping"
    check: Callable[[Given, Reading], None] | None = None

    @property
    def kinds(self) -> tuple[tuple[str, Kind], ...]:
        """The names and kinds of the keys that are supported."""
        return tuple((key.name, key.kind) for key in self.table if not key.later)

    def read(self, node: YamlNode, reading: Reading) -> Given | None:
        """The values of the given keys; None after a problem was noted."""
        if not isinstance(node, Mapping):
            is_number = isinstance(node, Scalar) and starts_number(node.text, 0)  # which fits too many keys
            reading.expected(node, self.phrase, None if is_number else long_form(node, self.kinds, reading))
            return None
        return self.given(node, reading)

    def given(self, node: Mapping, reading: Reading) -> Given:
        """The values of the keys that a mapping gives; problems are noted."""
        values: dict[str, Any] = {}
        keys: dict[str, Scalar] = {}
        above: Key | None = None  # an empty key; entries after it were perhaps to be indented under it
        for name, value in node.entries:
            key = self._key(name, value, reading, above)
            if key is not None:
                above = key if _lacks_entries(key, value) and not node.flow else None
            if key is None or is_not_given(value, key, reading) or deletes(value, reading):
                continue
            keys[key.name] = name
            read = key.kind.read(value, reading)
            if key.later and read is not None and plain(read) != key.default:
                reading.not_yet(name.where, f"'{key.name}' is")
            elif read is not None:
                values[key.name] = read
        given = Given(node.where, values, keys)
        if self.check:
            self.check(given, reading)
        return given

    def _key(self, name: Scalar, value: YamlNode, reading: Reading, above: Key | None) -> Key | None:
        for key in self.table:
            if key.name == name.text:
                return key
        if self.open and name.text.startswith("x-"):
            return None
        if lacks_space(name, value, reading):
            return None
        text = f"unknown key '{name.text[:80]}' in {self.name}"
        if above and not nearest(name.text, [key.name for key in self.table]):
            hint = f"indent it under '{above.name}:'"
        else:
            hint = self._meant(name.text, value, reading)
        reading.problems.add(name.where, text, "unknown-key", hint)
        return None

    def _meant(self, name: str, value: YamlNode, reading: Reading) -> str:
        """The hint for an unknown key: its singular or plural, its place elsewhere, near keys, or all keys."""
        known = [name for name, _ in self.kinds]
        plural = (other for other in known if name in (f"{other}s", f"{other}es") or other in (f"{name}s", f"{name}es"))
        if other := next(plural, None):
            return f"did you mean '{other}'?"
        if later := planned_name(name, known, [key.name for key in self.table if key.later]):
            return f"'{later}' is not supported yet"
        hint = reading.elsewhere(name, self, value, reading) or reading.problems.suggestion(name, known)
        return hint or f"known here: {', '.join(known)}"

    def json(self, vocabulary: Vocabulary) -> Json:
        """An object with the keys of the table and no others."""
        properties = {key.name: _property(key, vocabulary) for key in self.table}
        schema: Json = {"type": "object", "additionalProperties": False, "properties": properties}
        return schema | {"patternProperties": {"^x-": True}} if self.open else schema


def _lacks_entries(key: Key, value: YamlNode) -> bool:
    """Whether a key that takes entries by name has an empty value."""
    kind = key.kind.mapping if isinstance(key.kind, Either) else key.kind
    return isinstance(kind, MapOf | TextMapping) and isinstance(value, Scalar) and value.empty


def _property(key: Key, vocabulary: Vocabulary) -> Json:
    schema = key.kind.json(vocabulary)
    doc: Json = {"description": key.doc + (" (not supported yet)" if key.later else "")}
    if key.default is not None:
        doc["default"] = key.default
    nullable = Nothing().json(vocabulary)
    if "anyOf" in schema:
        return doc | {"anyOf": [*schema["anyOf"], nullable]}
    return doc | {"anyOf": [schema, nullable]}


def plain(value: Any) -> Any:
    """A value to compare with a default: a scalar becomes its text, a tuple of one its only item."""
    if isinstance(value, tuple) and len(value) == 1:
        value = value[0]
    return value.text if isinstance(value, Scalar) else value


def lacks_space(key: Scalar, value: YamlNode, reading: Reading) -> Scalar | None:
    """The key `x` that is meant by `x:3` without a value, a problem that is noted; None for any other key."""
    name, colon, rest = key.text.partition(":")
    if key.style or not (isinstance(value, Scalar) and value.empty and name and colon):
        return None
    where = key.at(len(name), 2 if rest[:1].isspace() else 1)
    reading.problems.add(where, "a colon needs a space after it", "colon", f"write '{name}: {rest.strip()}'")
    return Scalar(name, "", key.page, key.start, (key.start[0], key.start[1] + len(name)))


def is_not_given(node: YamlNode, key: Key, reading: Reading) -> bool:
    """Whether a key is empty and so counts as not given; if a `#` made its value a comment, that is noted."""
    if not (isinstance(node, Scalar) and node.empty):
        return False
    if isinstance(key.kind, Color):
        key.kind.read(node, reading)
    else:
        warn_of_comment(node, reading)
    return True


def deletes(node: YamlNode, reading: Reading) -> bool:
    """Whether a value is the word `null`; notes that it deletes nothing, since merging has removed those that do."""
    if not is_null(node):
        return False
    hint = "leave the value empty where there is none"
    reading.problems.add(node.where, f"'{node.text}' deletes a value of an extended spec; none is here", "null", hint)
    return True


def is_null(node: YamlNode) -> TypeGuard[Scalar]:
    """Whether a value is the word `null`."""
    return isinstance(node, Scalar) and not node.style and node.text in ("null", "Null", "NULL", "~")
