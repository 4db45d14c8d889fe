"""Collects the problems of a spec while reading goes on, so that an author sees all of them at once."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from types import MappingProxyType

from graphdraw.errors import MOST_PROBLEMS, Location, Problem, Severity, SpecError, visible
from graphdraw.limits import Limits
from graphdraw.registry import planned_name, suggestion, unseen, unseen_hint

MOST_NOTED = 1_000
"""The most problems noted of one file; reading ends at the next error."""


class Stop(Exception):  # noqa: N818 (not an error of its own: the problem is in the list already)
    """Raised where reading cannot go on; the problem is noted already."""


_NONE: Mapping[str, str] = MappingProxyType({})


class Problems:
    """The problems found so far, at most one for each place and code; `sorted()` has them in the order of the file.

    `name_length` is how many characters a name may have.
    """

    def __init__(self, name_length: int = Limits().name_length) -> None:
        self.name_length = name_length
        self._found: dict[tuple[str, int, int, str], Problem] = {}

    def add(self, where: Location, text: str, code: str, hint: str | None = None, severity: Severity = "error") -> None:
        """Note a problem, unless one with this code is noted at this place. Raises `Stop` at the limit.

        If the marked text holds an invisible character, the hint names it, since nobody could find it by looking.
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
        """Whether a problem with this code is noted at this place, so that another one there would be left out."""
        return (where.path, where.line, where.column, code) in self._found

    def suggestion(self, name: str, known: Iterable[str], later: Mapping[str, str] = _NONE) -> str | None:
        """The hint for an unknown name; None where more problems are noted than are shown, since searching takes time.

        `later` are names that are not supported yet, each with what works until then.
        """
        if len(self._found) >= MOST_PROBLEMS:
            return None
        candidates = list(known)
        if later and (found := planned_name(name, candidates, later)):
            return f"'{found}' is not supported yet: {later[found]}"
        return suggestion(name, candidates)

    def stop(self, where: Location, text: str, code: str, hint: str | None = None) -> Stop:
        """Note a problem after which reading cannot go on, and return the exception to raise."""
        self.add(where, text, code, hint)
        return Stop()

    def sorted(self) -> tuple[Problem, ...]:
        """All problems in the order of their file; files come in the order in which their first problem was noted."""
        files = {path: rank for rank, path in enumerate(dict.fromkeys(place[0] for place in self._found))}
        order = sorted(self._found, key=lambda place: (files[place[0]], *place[1:3]))
        return tuple(self._found[place] for place in order)

    @property
    def failed(self) -> bool:
        """Whether any problem is an error."""
        return any(problem.severity == "error" for problem in self._found.values())

    def check(self) -> None:
        """Raise `SpecError` with all problems if any problem is an error."""
        if self.failed:
            raise SpecError(self.sorted())

    def stop_if_failed(self) -> None:
        """Raise `Stop` if any problem is an error."""
        if self.failed:
            raise Stop


def _with_unseen(where: Location, text: str, hint: str | None) -> str | None:
    """The hint, extended by the name of an invisible character in the marked text, unless the message has that."""
    marked = (where.excerpt or "")[where.column - 1 : where.column - 1 + where.span]
    found, addition = unseen(marked), unseen_hint(marked)
    if found is None or addition is None or (hint and found.partition("(")[2].rstrip(")") in text):
        return hint
    joins = hint and hint.startswith("write ") and not addition.endswith("remove it")
    return f"{hint}; {addition}" if joins else addition
