"""What the readers of values share: where problems go, what the limits are, which names exist outside the spec."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from graphdraw.errors import Location
from graphdraw.limits import Limits
from graphdraw.spec.yaml.document import Broken, Node, Scalar, kind_of
from graphdraw.spec.yaml.problems import Problems
from graphdraw.spec.yaml.source import OPTION
from graphdraw.spec.yaml.yaml_errors import WIDE_BRACKETS, colon_complaint, wide_complaint


class Vocabulary(NamedTuple):
    """Names that other parts of the program know: themes, node shapes, and the formats of the command."""

    themes: tuple[str, ...] = ("plain",)
    shapes: tuple[str, ...] = ()
    formats: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Reading:
    """Handed to every reader of a value; `texts` gathers what may be drawn, with the place of its first character.

    `elsewhere` is the hint for a key that a section does not have and another one has (`places.hint`); `within` are the
    names of an author that lead to what is being read.
    """

    problems: Problems
    limits: Limits
    vocabulary: Vocabulary
    elsewhere: Callable[[str, Any, Node, Reading], str | None] = lambda _name, _section, _value, _reading: None
    texts: list[tuple[str, Location]] = field(default_factory=list)
    within: list[str] = field(default_factory=list)

    def expected(self, node: Node, what: str, hint: str | None = None) -> None:
        """Note that `what` was expected and something else is there (unless that is already known to be broken)."""
        if isinstance(node, Broken):
            return
        plain = isinstance(node, Scalar) and not node.style and node.page.name != OPTION
        if plain and isinstance(node, Scalar) and node.text[:1] and node.text[0] in WIDE_BRACKETS:
            line, column = node.start
            if wide := wide_complaint(node.page, line, column, column + 1):
                self.problems.add(*wide)
                return
        if "mapping" in what and plain and (complaint := colon_complaint(node.page, node.start[0])):
            self.problems.add(*complaint)
            return
        self.problems.add(node.where, f"{what} is expected, this is {said(node)}", "type", hint)

    def not_yet(self, where: Location, what: str, hint: str | None = None) -> None:
        """Note that a feature of the language comes with a later version; `hint` says what works in this one."""
        self.problems.add(where, f"{what} not supported yet", "not-supported-yet", hint)


def said(node: Node) -> str:
    """A node in the words of a message: a list, a mapping, empty, or its text if that is short."""
    if isinstance(node, Scalar) and not node.empty and len(node.text) <= 40 and "\n" not in node.text:
        return f"'{node.text}'"
    return kind_of(node)
