"""Writing tables as text: aligned for a terminal, Markdown, LaTeX, CSV."""

from __future__ import annotations

import io
from collections.abc import Sequence

from graphdraw.errors import columns

TableRow = Sequence[str]


def aligned(head: TableRow, rows: Sequence[TableRow], numbers: Sequence[int] = ()) -> str:
    """A table with columns two spaces apart, by East Asian width; columns whose index is in `numbers` flush right."""
    table = [head, *rows]
    widths = [max(columns(row[i]) for row in table) for i in range(len(head))]
    return "\n".join(_line(row, widths, numbers) for row in table)


def markdown(head: TableRow, rows: Sequence[TableRow]) -> str:
    """A Markdown table; a bar inside a cell is escaped."""
    rule = ["---"] * len(head)
    return "\n".join("| " + " | ".join(_cell(cell) for cell in row) + " |" for row in [head, rule, *rows])


def latex(head: TableRow, rows: Sequence[TableRow], numbers: Sequence[int] = ()) -> str:
    """A `tabular` of LaTeX; the columns with an index in `numbers` have formulas, flush right."""
    from graphdraw.ops.tex import tex, tex_table  # start-up time: for one format only

    cells = [[tex(cell, numbers=i in numbers) for i, cell in enumerate(row)] for row in rows]
    return tex_table(head, cells, "".join("r" if i in numbers else "l" for i in range(len(head))))


def as_csv(head: TableRow, rows: Sequence[TableRow]) -> str:
    """Comma-separated values, cells quoted where they must be, without a line end after the last row."""
    import csv  # start-up time: for one format only

    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerows([head, *rows])
    return text.getvalue().removesuffix("\n")


def _line(row: TableRow, widths: Sequence[int], numbers: Sequence[int]) -> str:
    cells = []
    for i, (cell, width) in enumerate(zip(row, widths, strict=True)):
        space = " " * (width - columns(cell))
        cells.append(space + cell if i in numbers else cell + space)
    return "  ".join(cells).rstrip()


def _cell(text: str) -> str:
    return text.replace("|", "\\|")


def plural(count: int, what: str) -> str:
    """The count with its noun: `1 spec`, `2 specs`."""
    return f"{count} {what}" if count == 1 else f"{count} {what}s"


def passed_over(suspicious: Sequence[str]) -> str:
    """The end of a summary that names suspicious files, or nothing if there are none."""
    return f"; passed over, since there is no 'nodes:' in {', '.join(suspicious)}" if suspicious else ""
