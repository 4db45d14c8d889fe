"""The kind of given numbers: a number, or a quotient of two, with the text as it is typed."""

# ruff: noqa: ARG002 (every kind has the same methods, and some need the vocabulary)

from __future__ import annotations

from typing import NamedTuple

from graphdraw.spec.schema.kinds import NOT_A_NUMBER, Json
from graphdraw.spec.yaml.document import YamlNode
from graphdraw.spec.yaml.numerals import Typed, quantity
from graphdraw.spec.yaml.patterns import QUANTITY
from graphdraw.spec.yaml.reading import Reading, Vocabulary


class Quantity(NamedTuple):
    """A number or a quotient of two (`1/3`); reads as `Typed`."""

    phrase: str = "a number"

    def read(self, node: YamlNode, reading: Reading) -> Typed | None:
        """The number and how it is typed; None after a problem was noted."""
        return quantity(node, reading, QUANTITY)

    def json(self, vocabulary: Vocabulary) -> Json:
        """A number, or a text of a number or quotient that other readers of YAML take for a text."""
        return {"type": ["number", "string"], "pattern": QUANTITY, "not": NOT_A_NUMBER}
