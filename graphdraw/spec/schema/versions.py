"""The kind of the version of the spec language."""

# ruff: noqa: ARG002 (every kind has the same methods, and some need the vocabulary)

from __future__ import annotations

from typing import NamedTuple

from graphdraw.spec.schema.kinds import Json
from graphdraw.spec.yaml.document import Scalar, YamlNode
from graphdraw.spec.yaml.numerals import number
from graphdraw.spec.yaml.reading import Reading, Vocabulary


class Version(NamedTuple):
    """The version of the language; this program reads 1."""

    phrase: str = "a version number"

    def read(self, node: YamlNode, reading: Reading) -> int | None:
        """The version; None after a problem was noted."""
        value = number(node, reading)
        if value is None or (value == 1 and isinstance(node, Scalar) and "_" not in node.text):
            return None if value is None else 1
        text = f"version {value} is not supported; this program reads 1"
        reading.problems.add(node.where, text, "version", "write 'graphdraw: 1', or install a newer graphdraw")
        return None

    def json(self, vocabulary: Vocabulary) -> Json:
        """The number 1."""
        return {"const": 1}
