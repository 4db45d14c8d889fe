"""Lengths with their units (`120mm`), and numbers of points, read and as JSON Schema."""

from __future__ import annotations

import math
import re
from fractions import Fraction
from typing import NamedTuple

from graphdraw.spec.schema.kinds import Json, Numeral
from graphdraw.spec.yaml.document import Scalar, YamlNode
from graphdraw.spec.yaml.patterns import at_most
from graphdraw.spec.yaml.reading import Reading, Vocabulary
from graphdraw.values.point import MM

POINTS = {"mm": MM, "cm": 72 / 2.54, "in": 72.0, "pt": 1.0, "px": 0.75}
"""Points in each unit of length."""

MOST_CHARACTERS = 20
"""Characters of the longest text that is read as a length."""

_NUMBER = r"([0-9]+(?:\.[0-9]*)?|\.[0-9]+)"
LENGTH = rf"{_NUMBER} ?(mm|cm|in|pt|px)"


def in_points(text: str) -> float | None:
    """A length with its unit (`120mm`) in points; None if the text is not a length, or is zero."""
    found = re.fullmatch(LENGTH, text)
    return float(found[1]) * POINTS[found[2]] or None if found and len(text) <= MOST_CHARACTERS else None


def _numbers(unit: str, most: str | None) -> str:
    """The pattern of the numbers in `unit` up to the length `most`, compared as the doubles that they are read as."""
    bound = in_points(most) if most else None
    if bound is None:
        return f"(?:{_NUMBER})"
    largest = bound / POINTS[unit]
    while largest * POINTS[unit] > bound:
        largest = math.nextafter(largest, 0)
    while (larger := math.nextafter(largest, math.inf)) * POINTS[unit] <= bound:
        largest = larger
    return at_most((Fraction(largest) + Fraction(larger)) / 2, MOST_CHARACTERS - len(unit) - 1)


class Length(NamedTuple):
    """A length with its unit, read in points; `most` is the longest one that is allowed (None: any)."""

    phrase: str
    most: str | None = None

    def read(self, node: YamlNode, reading: Reading) -> float | None:
        """The length in points, None after a problem was noted."""
        if isinstance(node, Scalar) and (found := in_points(node.text)) is not None:
            if self.most is None or found <= (in_points(self.most) or 0.0):
                return found
            text = f"{self.phrase} up to {self.most} is expected, this is {node.text}"
            reading.problems.add(node.where, text, "range")
            return None
        start = "as in 120mm"
        if isinstance(node, Scalar) and re.fullmatch(_NUMBER, node.text) and len(node.text) <= MOST_CHARACTERS:
            start = f"write {node.text}mm"
        reading.expected(node, self.phrase, f"{start}; units are mm, cm, in, pt and px")
        return None

    def json(self, vocabulary: Vocabulary) -> Json:  # noqa: ARG002 - a Kind
        """A text of the form of a length up to `most`, but not of zero."""
        units = "|".join(f"{_numbers(unit, self.most)} ?{unit}" for unit in POINTS)
        return {"type": "string", "pattern": rf"^(?![0.]* ?[a-z])(?=.{{0,{MOST_CHARACTERS}}}$)(?:{units})$"}


class Points(NamedTuple):
    """A number of points, written without a unit; a length with a unit is a problem with a hint."""

    number: Numeral

    @property
    def phrase(self) -> str:
        """What messages call the number."""
        return self.number.phrase

    def read(self, node: YamlNode, reading: Reading) -> int | float | None:
        """The points, None after a problem was noted."""
        if isinstance(node, Scalar) and (points := in_points(node.text)) is not None:
            reading.expected(node, "a number of points", f"write {points:.4g}")
            return None
        return self.number.read(node, reading)

    def json(self, vocabulary: Vocabulary) -> Json:
        """The schema of the number."""
        return self.number.json(vocabulary)
