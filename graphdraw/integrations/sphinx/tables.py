"""`graphdraw-table`: the local derivatives of operations, or the numbers of a figure, as a table of the host."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import Any, ClassVar, NamedTuple

from docutils import nodes
from docutils.parsers.rst import directives

from graphdraw import Figure, GraphdrawError, UsageError
from graphdraw.integrations.sphinx.specs import SpecDirective
from graphdraw.integrations.sphinx.telling import BROKEN_TABLE, in_language
from graphdraw.ops import Operation, chosen
from graphdraw.registry import UnknownNameError, suggestion

OPERATIONS = "operations"
"""The argument that asks for operations and not for a spec."""

HEADS: dict[str, dict[str, str]] = {
    "name": {"en": "name", "ja": "名前"},
    "value": {"en": "value", "ja": "値"},
    "gradient": {"en": "gradient", "ja": "勾配"},
    "operation": {"en": "operation", "ja": "演算"},
    "formula": {"en": "formula", "ja": "式"},
    "short": {"en": "in short", "ja": "ひとことで言うと"},
}
NO_NUMBER = "–"
"""Stands where there is no value, no gradient, or no gradient passes."""

_STEP = re.compile(r".*\.\d+")
"""What a long expression computes on the way has no name of its own: `total.1`."""


class Cell(NamedTuple):
    """A text, or a formula in TeX."""

    text: str
    math: bool = False

    def nodes(self) -> list[nodes.Node]:
        """The inside of a cell."""
        if not self.text:
            return []
        inner = nodes.math(self.text, self.text) if self.math else nodes.Text(self.text)
        return [nodes.paragraph("", "", inner)]


Rows = list[list[Cell]]


class TableDirective(SpecDirective):
    """The argument is `operations` or the file of a spec; without one the content is a spec."""

    has_content = True
    optional_arguments = 1
    final_argument_whitespace = True
    option_spec: ClassVar[dict[str, Any]] = {
        **SpecDirective.spec_options,
        "caption": directives.unchanged_required,
        "name": directives.unchanged,
        "class": directives.class_option,
        "align": lambda text: directives.choice(text, ("left", "center", "right")),
        "width": directives.length_or_percentage_or_unitless,
        "only": directives.unchanged_required,
        "columns": directives.unchanged_required,
    }

    def run(self) -> list[nodes.Node]:
        """The table; for a mistake a warning, and a note in its place."""
        self.begin()
        try:
            if self.arguments == [OPERATIONS]:
                heads, rows = self._operations()
            else:
                heads, rows = self._numbers(self.figure(self.order()))
        except GraphdrawError as error:
            note = self.told.refuse(error, BROKEN_TABLE)
            self.add_name(note)
            return [note]
        return self._table(heads, rows)

    def _operations(self) -> tuple[list[Cell], Rows]:
        try:
            operations = chosen(self._words("only"))
        except UnknownNameError as error:
            raise UsageError(str(error), error.hint or "'graphdraw ops' lists them", "unknown-operation") from None
        columns = self._columns(("operation", "formula", "derivatives", "short"))
        count = max(len(operation.partials) for operation in operations)
        heads: list[Cell] = []
        for column in columns:
            by = [Cell(rf"\partial z / \partial {name}", math=True) for name in ("x", "y")[:count]]
            heads += by if column == "derivatives" else [self._head(column)]
        return heads, [self._operation(operation, columns, count) for operation in operations]

    def _operation(self, operation: Operation, columns: Sequence[str], count: int) -> list[Cell]:
        partials = [Cell(partial, math=True) if partial else Cell(NO_NUMBER) for partial in operation.partials]
        cells = {
            "operation": [Cell(operation.name)],
            "formula": [Cell(f"z = {operation.formula}", math=True)],
            "derivatives": [*partials, *[Cell("")] * (count - len(partials))],
            "short": [Cell(in_language(dict(operation.short), self.env))],
        }
        return [cell for column in columns for cell in cells[column]]

    def _numbers(self, figure: Figure) -> tuple[list[Cell], Rows]:
        known = [name for name in figure.evaluate().values if not _STEP.fullmatch(name)]
        names = self._words("only") or known
        for name in names:
            if name not in figure.evaluate().values:
                raise UsageError(f"there is no '{name}' in the figure", suggestion(name, known))
        columns = self._columns(("name", "value", "gradient"))
        numbers = {"value": figure.evaluate().values, "gradient": figure.evaluate().gradients}
        tell: dict[str, Callable[[str], str]] = {
            "name": figure.label,
            "value": figure.number,
            "gradient": lambda name: figure.number(name, gradient=True),
        }

        def cell(name: str, column: str) -> Cell:
            there = column == "name" or numbers[column].get(name) is not None
            return Cell(tell[column](name) if there else NO_NUMBER)

        return [self._head(column) for column in columns], [[cell(n, c) for c in columns] for n in names]

    def _head(self, column: str) -> Cell:
        return Cell(in_language(HEADS[column], self.env))

    def _words(self, option: str) -> list[str]:
        return re.split(r"[\s,]+", self.options.get(option, "").strip(" ,\n")) if option in self.options else []

    def _columns(self, known: Sequence[str]) -> Sequence[str]:
        wanted = self._words("columns") or known
        for name in wanted:
            if name not in known:
                raise UsageError(f"unknown column '{name}'", suggestion(name, known) or f"there are {', '.join(known)}")
        return wanted

    def _table(self, heads: list[Cell], rows: Rows) -> list[nodes.Node]:
        group = nodes.tgroup("", cols=len(heads))
        group += [nodes.colspec(colwidth=width) for width in _widths([heads, *rows])]
        group += nodes.thead("", _row(heads))
        group += nodes.tbody("", *map(_row, rows))
        table = nodes.table("", classes=["graphdraw", "colwidths-auto", *self.options.get("class", ())])
        self.set_source_info(table)
        messages: list[nodes.Node] = []
        if "caption" in self.options:
            inline, messages = self.state.inline_text(self.options["caption"], self.lineno)
            title = nodes.title(self.options["caption"], "", *inline)
            self.set_source_info(title)
            table += title
        table += group
        for option in ("align", "width"):
            if option in self.options:
                table[option] = self.options[option]
        self.add_name(table)
        return [table, *messages]


def _row(cells: Sequence[Cell]) -> nodes.row:
    return nodes.row("", *(nodes.entry("", *cell.nodes()) for cell in cells))


def _widths(rows: Rows) -> list[int]:
    """Characters of the widest cell of each column, for writers that set columns themselves."""
    return [max(3, *(len(cell.text) for cell in column)) for column in zip(*rows, strict=True)]
