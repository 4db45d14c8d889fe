"""The names of a spec: what may be one, which are given, and which one an unknown name was meant to be."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from graphdraw.errors import Location
from graphdraw.expression import RESERVED, normal_name
from graphdraw.registry import quoted_list
from graphdraw.spec.document import Scalar
from graphdraw.spec.problems import Problems

_NO_NAME = re.compile(r"\W+")


class Names:
    """The names given so far, each with its key.

    Where not all could be read (`complete` is False), none is called unknown. What the nodes that are `broken` consist
    of is not known, so nothing is said about their unnamed parts and their edges.
    """

    def __init__(self, problems: Problems, *, complete: bool = True) -> None:
        self.problems, self.complete = problems, complete
        self.broken: set[str] = set()
        self._keys: dict[str, Scalar] = {}

    def declare(self, key: Scalar) -> str | None:
        """The name that a key gives, after NFKC; None after a problem was noted."""
        name = normal_name(key.text)
        if name is None:
            self.problems.add(key.where, f"'{_short(key.text)}' can't be a name", "name", _name_hint(key.text))
            self.complete = False
            return None
        first = self._keys.setdefault(name, key)
        if first is key:
            return name
        text = f"'{key.text}' is given twice (first on line {first.start[0] + 1})"
        self.problems.add(key.where, text, "duplicate", "give one of them another name")
        return None

    def add(self, name: str, key: Scalar) -> None:
        """Take up a name that was made and not written (`total.1`)."""
        self._keys.setdefault(name, key)

    def find(
        self, typed: str, where: Location, known: Iterable[str] | None = None, edge: str | None = None
    ) -> str | None:
        """The given name that a text stands for, None after a problem was noted.

        `known` narrows what it may be; `edge` is the edge that it is an end of.
        """
        name = _normal(typed)
        known = self._keys if known is None else list(known)
        if name in known:
            return name
        if self.complete and name.partition(".")[0] not in self.broken:
            hint = self.problems.suggestion(name, (other for other in known if "." in name or "." not in other))
            text, code = f"unknown name '{_short(typed)}'", "unknown-name"
            if edge is not None:
                text, code = f"no such edge: {_short(edge)} ({text})", "unknown-edge"
            self.problems.add(where, text, code, hint)
        return None

    def __contains__(self, name: object) -> bool:
        return name in self._keys

    def __iter__(self) -> Iterator[str]:
        return iter(self._keys)


def _normal(typed: str) -> str:
    """The NFKC form of each part of a dotted name."""
    return ".".join(normal_name(part) or part for part in typed.split("."))


def _name_hint(text: str) -> str:
    if text in RESERVED:
        return f"{quoted_list(RESERVED, 'and')} are values, not names"
    better = normal_name(_NO_NAME.sub("_", text).strip("_"))
    if better is None or len(text) > 40:
        return "a name is letters, digits and _, and begins with no digit"
    return f"write '{better}', and the text as its 'label'"


def _short(text: str) -> str:
    return text if len(text) <= 80 else text[:80] + "…"
