"""The types of a document: scalars, lists and mappings, each with its place; nothing is interpreted yet."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from graphdraw.errors import Location
from graphdraw.spec.yaml.positions import positions
from graphdraw.spec.yaml.source import Page

Mark = tuple[int, int]
"""Line and column, from 0."""


@dataclass(frozen=True, slots=True)
class Scalar:
    """A text; `style` is `'`, `"`, `|`, `>`, or empty for a plain scalar. `end` is the mark just after it."""

    text: str
    style: str
    page: Page = field(repr=False)
    start: Mark
    end: Mark

    @property
    def where(self) -> Location:
        """The place of the part of the scalar that stands on its first line."""
        line, column = self.start
        last = self.end[1] if self.end[0] == line else len(self.page.lines[line].rstrip()) if self.text else column
        return self.page.location(line, column, last - column)

    @property
    def empty(self) -> bool:
        """Whether no value is given: `name:` and nothing after it."""
        return not self.text and not self.style

    def at(self, offset: int, length: int = 1) -> Location:
        """The place of `length` characters of the text from `offset`, cut at the end of their first line."""
        return self.places(offset + length)(offset, length)

    def places(self, end: int | None = None) -> Callable[[int, int], Location]:
        """The method `at` for many offsets of the text (up to `end`): the places are computed only once."""
        (row, column), page = self.start, self.page
        if not self.style and row == self.end[0]:
            return lambda offset, length: page.location(row, column + offset, length)
        marks = positions(self.text[:end], self.style, page.lines, self.start)

        def place(offset: int, length: int) -> Location:
            line, column = marks[min(offset, len(marks) - 1)]
            last = max((c for row, c in marks[offset : offset + length] if row == line), default=column)
            return page.location(line, column, last - column + 1)

        return place

    def source(self) -> str:
        """The scalar as it stands in the file, quotes included."""
        (first, start), (last, end) = self.start, self.end
        lines = list(self.page.lines[first : last + 1])
        if len(lines) > last - first:
            lines[-1] = lines[-1][:end]
        lines[0] = lines[0][start:]
        return "\n".join(lines)


@dataclass(frozen=True, slots=True)
class Sequence:
    """A list of nodes."""

    items: tuple[YamlNode, ...]
    page: Page = field(repr=False)
    start: Mark

    @property
    def where(self) -> Location:
        """The place where the list begins."""
        return self.page.location(*self.start)


@dataclass(frozen=True, slots=True)
class Mapping:
    """Keys with values, in order; no key occurs twice. `flow` says that the mapping is written in braces."""

    entries: tuple[tuple[Scalar, YamlNode], ...]
    page: Page = field(repr=False)
    start: Mark
    flow: bool

    @property
    def where(self) -> Location:
        """The place where the mapping begins."""
        return self.page.location(*self.start)


@dataclass(frozen=True, slots=True)
class Broken:
    """A node that could not be read; its problem is noted already, so readers say nothing more about it."""

    page: Page = field(repr=False)
    start: Mark

    @property
    def where(self) -> Location:
        """The place where the node begins."""
        return self.page.location(*self.start)


YamlNode = Scalar | Sequence | Mapping | Broken


def kind_of(node: YamlNode) -> str:
    """What a node is, in the words of messages."""
    if isinstance(node, Sequence):
        return "a list"
    if isinstance(node, Mapping):
        return "a mapping"
    return "empty" if isinstance(node, Scalar) and node.empty else "text"
