"""Collects what is wrong in a spec while reading goes on, so that an author sees everything at once."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from types import MappingProxyType

from graphdraw.errors import MOST_PROBLEMS, Location, Problem, Severity, SpecError, visible
from graphdraw.limits import Limits
from graphdraw.registry import suggestion, to_come, unseen, unseen_hint

MOST_NOTED = 1_000
"""Problems noted of one file; at the next error reading ends."""


class Stop(Exception):  # noqa: N818 (not an error of its own: the problem is in the list already)
    """Nothing after this point of the file can be read."""


_NONE: Mapping[str, str] = MappingProxyType({})


class Problems:
    """The problems found so far; `sorted()` has them in the order of the file, each place and code once.

    `name_length` is how many characters a name may have.
    """

    def __init__(self, name_length: int = Limits().name_length) -> None:
        self.name_length = name_length
        self._found: dict[tuple[str, int, int, str], Problem] = {}

    def add(self, where: Location, text: str, code: str, hint: str | None = None, severity: Severity = "error") -> None:
        """Note a problem; a second one of the same kind at the same place is left out. Raises `Stop` at the limit.

        A character that cannot be seen, in what is marked, is named in the hint: whoever looks does not find it.
        """
        if len(self._found) >= MOST_NOTED:
            self.stop_if_failed()
            if severity != "error":
                return
        if not self.has(where, code):
            hint = _with_unseen(where, text, hint)
            problem = Problem(where, visible(text), code, hint and visible(hint), severity)
            self._found[where.path, where.line, where.column, code] = problem

    def has(self, where: Location, code: str) -> bool:
        """Whether a problem of this kind is noted at this place, so that another one there would be left out."""
        return (where.path, where.line, where.column, code) in self._found

    def suggestion(self, name: str, known: Iterable[str], later: Mapping[str, str] = _NONE) -> str | None:
        """The hint for an unknown name; none where more problems are noted than are shown, since looking takes time.

        `later` are names that are not supported yet, each with what works until then.
        """
        if len(self._found) >= MOST_PROBLEMS:
            return None
        candidates = list(known)
        if later and (found := to_come(name, candidates, later)):
            return f"'{found}' is not supported yet: {later[found]}"
        return suggestion(name, candidates)

    def stop(self, where: Location, text: str, code: str, hint: str | None = None) -> Stop:
        """Note a problem after which the file can't be read on; returns what to raise."""
        self.add(where, text, code, hint)
        return Stop()

    def sorted(self) -> tuple[Problem, ...]:
        """All problems, in the order of the file; several files in the order in which a problem was met."""
        files = {path: rank for rank, path in enumerate(dict.fromkeys(place[0] for place in self._found))}
        order = sorted(self._found, key=lambda place: (files[place[0]], *place[1:3]))
        return tuple(self._found[place] for place in order)

    @property
    def failed(self) -> bool:
        """Whether any of them is an error."""
        return any(problem.severity == "error" for problem in self._found.values())

    def check(self) -> None:
        """Raise `SpecError` with all problems if any of them is an error."""
        if self.failed:
            raise SpecError(self.sorted())

    def stop_if_failed(self) -> None:
        """Raise `Stop` if any of them is an error."""
        if self.failed:
            raise Stop


def _with_unseen(where: Location, text: str, hint: str | None) -> str | None:
    """The hint, which names a character that cannot be seen in what is marked, unless the message does so already."""
    marked = (where.excerpt or "")[where.column - 1 : where.column - 1 + where.span]
    found, told = unseen(marked), unseen_hint(marked)
    if found is None or told is None or (hint and found.partition("(")[2].rstrip(")") in text):
        return hint
    return f"{hint}; {told}" if hint and hint.startswith("write ") and not told.endswith("remove it") else told
