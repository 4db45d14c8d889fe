"""A list, or several: whether one list is given or a list of lists shows in what stands first in it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from graphdraw.spec.compound import ListOf
from graphdraw.spec.document import Node, Sequence
from graphdraw.spec.kinds import Json
from graphdraw.spec.reading import Reading, Vocabulary


@dataclass(frozen=True, slots=True)
class OneOrMoreLists:
    """A list, or a list of such lists; reads as a tuple of lists."""

    kind: ListOf

    @property
    def said(self) -> str:
        """One, or several."""
        return f"{self.kind.said} or of such lists"

    def read(self, node: Node, reading: Reading) -> tuple[tuple[Any, ...], ...] | None:
        """The list or lists in order."""
        if isinstance(node, Sequence) and node.items and isinstance(node.items[0], Sequence):
            return ListOf(self.kind, self.said).read(node, reading)
        if not isinstance(node, Sequence):
            reading.expected(node, self.said)
            return None
        one = self.kind.read(node, reading)
        return None if one is None else (one,)

    def json(self, vocabulary: Vocabulary) -> Json:
        """The array, or an array of such arrays."""
        one = self.kind.json(vocabulary)
        return {"anyOf": [one, {"type": "array", "items": one}]}
