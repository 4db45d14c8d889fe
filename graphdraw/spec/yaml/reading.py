"""What all readers of values share: where problems are noted, the limits, the names that exist outside the spec."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from graphdraw.errors import Location
from graphdraw.limits import Limits
from graphdraw.spec.yaml.document import Broken, Scalar, YamlNode, kind_of
from graphdraw.spec.yaml.problems import Problems
from graphdraw.spec.yaml.source import OPTION
from graphdraw.spec.yaml.yaml_errors import WIDE_BRACKETS, colon_complaint, wide_complaint


class Vocabulary(NamedTuple):
    """The names of themes and node shapes, which other parts of the program define."""

    themes: tuple[str, ...] = ("plain",)
    shapes: tuple[str, ...] = ()
    formats: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Reading:
    """The context handed to every reader of a value; `texts` collects texts that may be drawn, each with its place.

    `elsewhere` makes the hint for a key that belongs to another section (`places.hint`); `within` are the names of the
    author (of nodes, classes …) above the value that is being read, the outermost first.
    """

    problems: Problems
    limits: Limits
    vocabulary: Vocabulary
    elsewhere: Callable[[str, Any, YamlNode, Reading], str | None] = lambda _name, _section, _value, _reading: None
    texts: list[tuple[str, Location]] = field(default_factory=list)
    within: list[str] = field(default_factory=list)

    def expected(self, node: YamlNode, what: str, hint: str | None = None) -> None:
        """Note that `what` is expected where `node` stands, unless that is `Broken` and so noted already."""
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
        self.problems.add(node.where, f"{what} is expected, this is {in_words(node)}", "type", hint)

    def not_yet(self, where: Location, what: str, hint: str | None = None) -> None:
        """Note that a feature of the language is not supported yet; `hint` says what works in this version."""
        self.problems.add(where, f"{what} not supported yet", "not-supported-yet", hint)


def in_words(node: YamlNode) -> str:
    """A node in the words of a message: its text in quotes if that is short, else `a list`, `a mapping` and so on."""
    if isinstance(node, Scalar) and not node.empty and len(node.text) <= 40 and "\n" not in node.text:
        return f"'{node.text}'"
    return kind_of(node)
