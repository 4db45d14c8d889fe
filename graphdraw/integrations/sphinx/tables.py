"""The directive `graphdraw-table`: local derivatives of operations, or the numbers of a figure, as a table."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, ClassVar

from docutils import nodes
from docutils.parsers.rst import directives
from docutils.utils import column_width

from graphdraw import Figure, GraphdrawError, UsageError
from graphdraw.disk import files
from graphdraw.integrations.sphinx.specs import SpecDirective
from graphdraw.integrations.sphinx.telling import BROKEN_TABLE, book_language, is_myst, place_of_file
from graphdraw.integrations.words import in_language
from graphdraw.ops import Operation, chosen, partials
from graphdraw.ops.tex import tex_of_math
from graphdraw.registry import UnknownNameError, nearest, suggestion

OPERATIONS = "operations"
"""The argument that asks for a table of operations."""

HEADS: dict[str, dict[str, str]] = {
    "name": {"en": "name", "ja": "名前"},
    "value": {"en": "value", "ja": "値"},
    "gradient": {"en": "gradient", "ja": "勾配"},
    "operation": {"en": "operation", "ja": "演算"},
    "formula": {"en": "formula", "ja": "式"},
    "short": {"en": "in short", "ja": "ひとことで言うと"},
}
NO_NUMBER = "–"
"""The text of a cell without a value or gradient, and of an operand to which no gradient flows."""

_STEP = re.compile(r".*\.\d+")
"""The names of steps inside of an expression, such as `total.1`, which are left out."""


Cell = tuple[tuple[str, bool], ...]
"""The texts of a cell, each with whether it is a formula in TeX."""

TableRows = list[list[Cell]]


def text(written: str) -> Cell:
    """A cell with a text; an empty cell for an empty text."""
    return ((written, False),) if written else ()


def formula(written: str) -> Cell:
    """A cell with a formula in TeX, which the host sets."""
    return ((written, True),)


class TableDirective(SpecDirective):
    """A table of operations (argument `operations`), or of the numbers of the spec in the argument or the content."""

    has_content = True
    optional_arguments = 1
    final_argument_whitespace = True
    option_spec: ClassVar[dict[str, Any]] = {
        **SpecDirective.spec_options,
        "caption": directives.unchanged_required,
        "name": directives.unchanged,
        "class": directives.class_option,
        "align": lambda given: directives.choice(given, ("left", "center", "right")),
        "width": directives.length_or_percentage_or_unitless,
        "only": directives.unchanged_required,
        "columns": directives.unchanged_required,
        "lang": lambda given: directives.choice(given, ("en", "ja")),
    }

    def run(self) -> list[nodes.Node]:
        """The table; for a problem a warning, and a note in place of the table."""
        self.begin()
        try:
            if self.arguments == [OPERATIONS]:
                heads, rows = self._operations()
            else:
                self._refuse_misspelt()
                heads, rows = self._numbers(self.figure(self.order()))
        except GraphdrawError as error:
            note = self.told.refuse(error, BROKEN_TABLE)
            self.add_name(note)
            return [note]
        return self._table(heads, rows)

    def _refuse_misspelt(self) -> None:
        """Raise UsageError for an argument that is close to `operations` and does not name a file."""
        name = self.arguments[0] if self.arguments else ""
        if nearest(name, [OPERATIONS]) and not files.is_file(Path(place_of_file(name, self.env))):
            raise UsageError(f"{name}: no such file", f"did you mean '{OPERATIONS}'?")

    def _operations(self) -> tuple[list[Cell], TableRows]:
        """The head and the rows of a table of operations; raises UsageError."""
        try:
            operations = chosen(self._words("only"))
        except UnknownNameError as error:
            raise UsageError(str(error), error.hint or "'graphdraw ops' lists them", "unknown-operation") from None
        columns = self._columns(("name", "formula", "derivatives", "short"))
        count = max(len(partials(operation)) for operation in operations)
        heads: list[Cell] = []
        for column in columns:
            by = [formula(rf"\partial z / \partial {name}") for name in ("x", "y")[:count]]
            heads += by if column == "derivatives" else [self._head("operation" if column == "name" else column)]
        return heads, [self._operation(operation, columns, count) for operation in operations]

    def _operation(self, operation: Operation, columns: Sequence[str], count: int) -> list[Cell]:
        derivatives = [formula(partial) if partial else text(NO_NUMBER) for partial in partials(operation)]
        cells = {
            "name": [text(operation.name)],
            "formula": [formula(f"z = {operation.texts.formula}")],
            "derivatives": [*derivatives, *[text("")] * (count - len(derivatives))],
            "short": [text(self._worded(dict(operation.texts.short)))],
        }
        return [cell for column in columns for cell in cells[column]]

    def _numbers(self, figure: Figure) -> tuple[list[Cell], TableRows]:
        """The head and the rows of a table of a figure's numbers; raises UsageError."""
        known = [name for name in figure.evaluate().values if not _STEP.fullmatch(name)]
        names = self._words("only") or known
        for name in names:
            if name not in figure.evaluate().values:
                raise UsageError(f"there is no '{name}' in the figure", suggestion(name, known))
        columns = self._columns(("name", "value", "gradient"))
        numbers = {"value": figure.evaluate().values, "gradient": figure.evaluate().gradients}
        tell: dict[str, Callable[[str], Cell]] = {
            "name": lambda name: tuple(
                (tex_of_math(part) if math else part, math) for part, math in figure.label(name)
            ),
            "value": lambda name: text(figure.number(name)),
            "gradient": lambda name: text(figure.number(name, gradient=True)),
        }

        def cell(name: str, column: str) -> Cell:
            exists = column == "name" or numbers[column].get(name) is not None
            if column != "name" and figure.is_blank(name, gradient=column == "gradient"):
                return text("")
            return tell[column](name) if exists else text(NO_NUMBER)

        return [self._head(column) for column in columns], [[cell(n, c) for c in columns] for n in names]

    def _head(self, column: str) -> Cell:
        return text(self._worded(HEADS[column]))

    def _worded(self, words: dict[str, str]) -> str:
        """The word in the language of the table: that of the option `lang`, else that of the book."""
        return words.get(self.options.get("lang", "")) or in_language(words, book_language(self.env))

    def _words(self, option: str) -> list[str]:
        """The words of an option, separated by spaces or commas; none without the option."""
        return re.split(r"[\s,]+", self.options.get(option, "").strip(" ,\n")) if option in self.options else []

    def _columns(self, known: Sequence[str]) -> Sequence[str]:
        """The columns of the option `columns`, else all; raises UsageError for an unknown one."""
        wanted = self._words("columns") or known
        for name in wanted:
            if name not in known:
                raise UsageError(f"unknown column '{name}'", suggestion(name, known) or f"there are {', '.join(known)}")
        return wanted

    def _table(self, heads: list[Cell], rows: TableRows) -> list[nodes.Node]:
        """The table node with caption, name and options, and messages about the markup of the caption."""
        group = nodes.tgroup("", cols=len(heads))
        group += [nodes.colspec(colwidth=width) for width in _widths([heads, *rows])]
        group += nodes.thead("", _row(heads))
        group += nodes.tbody("", *map(_row, rows))
        table = nodes.table("", classes=["graphdraw", "colwidths-auto", *self.options.get("class", ())])
        self.set_source_info(table)
        messages: list[nodes.Node] = []
        if "caption" in self.options:
            below = self.option_line("caption")
            inline, messages = self.state.inline_text(
                self.options["caption"],
                self.lineno + below - is_myst(self),  # MyST counts from 0
            )
            title = nodes.title(self.options["caption"], "", *inline)
            self.set_source_info(title)
            title.line += below
            table += title
        table += group
        for option in ("align", "width"):
            if option in self.options:
                table[option] = self.options[option]
        self.add_name(table)
        return [table, *messages]


def _row(cells: Sequence[Cell]) -> nodes.row:
    return nodes.row("", *(_entry(cell) for cell in cells))


def _entry(cell: Cell) -> nodes.entry:
    inner = [nodes.math(part, part) if is_formula else nodes.Text(part) for part, is_formula in cell]
    return nodes.entry("", nodes.paragraph("", "", *inner)) if inner else nodes.entry("")


def _widths(rows: TableRows) -> list[int]:
    """The width of each column in characters, at least 3, for writers that set columns by it."""
    return [max(3, *(_width(cell) for cell in column)) for column in zip(*rows, strict=True)]


def _width(cell: Cell) -> int:
    """The width of a cell in columns of a terminal; Japanese characters take two."""
    return sum(column_width(part) for part, _ in cell)
