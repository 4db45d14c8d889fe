"""Keys of one mapping that are spelled in two ways and mean one thing: the second would silently win over the first."""

from __future__ import annotations

from collections.abc import Hashable

from graphdraw.spec.graph.names import short
from graphdraw.spec.yaml.document import Scalar
from graphdraw.spec.yaml.problems import Problems


class Once:
    """The keys of one mapping, each with what it means.

    Those of different files do not meet: what is laid over a spec may spell a key in its own way.
    """

    def __init__(self, problems: Problems) -> None:
        self._problems = problems
        self._first: dict[tuple[str, Hashable], Scalar] = {}

    def note(self, key: Scalar, meaning: Hashable) -> None:
        """Note a problem if another key of the same file has meant this already; a meaning of None is unknown."""
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
    """Whether two texts differ in Unicode forms only, so that nobody may see how they differ."""
    from unicodedata import normalize  # start-up time: where a key is given twice

    return text != other and normalize("NFC", text) == normalize("NFC", other)
