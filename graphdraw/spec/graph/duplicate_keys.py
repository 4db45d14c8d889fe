"""Finds keys of one mapping that differ in spelling and mean the same: the second would silently replace the first."""

from __future__ import annotations

from collections.abc import Hashable

from graphdraw.spec.graph.names import short
from graphdraw.spec.yaml.document import Scalar
from graphdraw.spec.yaml.problems import Problems


class Once:
    """The keys of one mapping so far, each with its meaning.

    Keys of different files are not compared: a layer over a spec may spell a key in its own way.
    """

    def __init__(self, problems: Problems) -> None:
        self._problems = problems
        self._first: dict[tuple[str, Hashable], Scalar] = {}

    def note(self, key: Scalar, meaning: Hashable) -> None:
        """Note a problem if an earlier key of the same file has this meaning; a meaning of None is unknown."""
        if meaning is None:
            return
        first = self._first.setdefault((key.page.name, meaning), key)
        if first is key:
            return
        text = f"'{short(key.text)}' is given twice (first on line {first.start[0] + 1})"
        alike = " (Unicode has two forms of their letters)" if _is_alike(first.text, key.text) else ""
        hint = f"'{short(first.text)}' and '{short(key.text)}' are one here{alike}: write one entry"
        self._problems.add(key.where, text, "duplicate", hint)


def _is_alike(text: str, other: str) -> bool:
    """Whether two different texts are equal after NFC, so that they look the same."""
    from unicodedata import normalize  # start-up time: where a key is given twice

    return text != other and normalize("NFC", text) == normalize("NFC", other)
