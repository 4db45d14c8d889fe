"""Kinds of lists: a list, a value or a list of values, a list or a list of lists.

The first item of a list decides whether it is one list or a list of lists.
"""

from __future__ import annotations

from typing import Any, NamedTuple

from graphdraw.spec.schema.kinds import Json, Kind
from graphdraw.spec.yaml.document import Scalar, Sequence, YamlNode
from graphdraw.spec.yaml.reading import Reading, Vocabulary

MOST_SHOWN = 40
"""Characters of the longest list that a hint repeats."""


def _in_brackets(items: tuple[YamlNode, ...], depth: int = 1) -> str | None:
    """The hint for values where a list of them is expected, `depth` lists within each other; None if they don't fit."""
    texts = [item.text for item in items if isinstance(item, Scalar) and not item.empty]
    written = f"{'[' * depth}{', '.join(texts)}{']' * depth}"
    fits = texts and len(texts) == len(items) and len(written) <= MOST_SHOWN
    return f"write {written}" if fits else None


class ListOf(NamedTuple):
    """A list of values of one kind; reads as a tuple without the items that could not be read."""

    kind: Kind
    phrase: str = "a list"

    def read(self, node: YamlNode, reading: Reading) -> tuple[Any, ...] | None:
        """The items in order; None after a problem was noted."""
        if not isinstance(node, Sequence):
            reading.expected(node, self.phrase, _in_brackets((node,)))
            return None
        if isinstance(self.kind, ListOf) and (whole := _in_brackets(node.items, 2)):
            reading.problems.add(node.where, f"{self.phrase} is expected, this is one list", "type", whole)
            return None
        items = [self.kind.read(item, reading) for item in node.items]
        return tuple(item for item in items if item is not None)

    def json(self, vocabulary: Vocabulary) -> Json:
        """An array."""
        return {"type": "array", "items": self.kind.json(vocabulary)}


class OneOrMore(NamedTuple):
    """A value, or a list of them; reads as a tuple."""

    kind: Kind

    @property
    def phrase(self) -> str:
        """What messages call it: the kind, or a list."""
        return f"{self.kind.phrase} or a list"

    def read(self, node: YamlNode, reading: Reading) -> tuple[Any, ...] | None:
        """The value or values in order; None after a problem was noted."""
        if isinstance(node, Sequence):
            return ListOf(self.kind).read(node, reading)
        value = self.kind.read(node, reading)
        return None if value is None else (value,)

    def json(self, vocabulary: Vocabulary) -> Json:
        """The kind, or an array of it."""
        one = self.kind.json(vocabulary)
        return {"anyOf": [one, {"type": "array", "items": one}]}


class OneOrMoreLists(NamedTuple):
    """A list, or a list of such lists; reads as a tuple of lists."""

    kind: ListOf

    @property
    def phrase(self) -> str:
        """What messages call it: the list, or a list of such lists."""
        return f"{self.kind.phrase} or of such lists"

    def read(self, node: YamlNode, reading: Reading) -> tuple[tuple[Any, ...], ...] | None:
        """The list or lists in order; None after a problem was noted."""
        if isinstance(node, Sequence) and node.items and isinstance(node.items[0], Sequence):
            return ListOf(self.kind, self.phrase).read(node, reading)
        if not isinstance(node, Sequence):
            reading.expected(node, self.phrase)
            return None
        one = self.kind.read(node, reading)
        return None if one is None else (one,)

    def json(self, vocabulary: Vocabulary) -> Json:
        """The array, or an array of such arrays."""
        one = self.kind.json(vocabulary)
        return {"anyOf": [one, {"type": "array", "items": one}]}
