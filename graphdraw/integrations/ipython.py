"""The magics for IPython and Jupyter: `%%graphdraw` draws the spec in its cell, `%graphdraw FILE` a file.

`%load_ext graphdraw` registers them. A problem is reported with its line in the cell; the line of the magic is line 1.
"""

from __future__ import annotations

import argparse
import shlex
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from IPython.core.error import UsageError as MagicError
from IPython.core.interactiveshell import InteractiveShell
from IPython.core.magic import Magics, line_cell_magic, magics_class
from IPython.core.magic_arguments import argument, magic_arguments
from IPython.display import display

from graphdraw import Figure, UsageError
from graphdraw.integrations.words import NO_SPEC
from graphdraw.notebook import bundle

CELL = "cell"
"""The name of the spec in a cell in messages."""


@magics_class
class GraphdrawMagics(Magics):
    """The magics `%graphdraw` and `%%graphdraw`."""

    @magic_arguments()
    @argument("name", nargs="?", metavar="NAME", help="variable for the Figure; of a line magic the file of the spec")
    @argument("--theme", metavar="T", help="instead of view.theme")
    @argument("--direction", metavar="D", help="instead of view.direction: right, left, down or up")
    @argument("--set", dest="settings", metavar="NAME=VALUE", action="append", default=[], help="change an input")
    @argument("--view", metavar="FILE", help="a file with 'view:' alone, or a variable that holds a mapping")
    @argument("--dark", action="store_true", help="draw in dark colours, for a dark page")
    @argument("-o", dest="outputs", metavar="FILE", action="append", default=[], help="write the figure there, too")
    @line_cell_magic
    def graphdraw(self, line: str, cell: str | None = None) -> None:
        """Draw the spec in the cell, or in a file."""
        given = self._parsed(line)
        if cell is None and not given.name:
            raise UsageError("a spec is needed", "'%graphdraw FILE' draws a file, '%%graphdraw' the cell below it")
        if cell is not None and given.name and not given.name.isidentifier():
            raise UsageError(f"'{given.name}' cannot be the name of a variable", "for a file: '%graphdraw FILE'")
        choices = self._choices(given)
        if cell is not None and not cell.strip():
            raise UsageError(NO_SPEC, "write it in the cell, below the magic; '%graphdraw FILE' draws a file", "empty")
        if cell is None:
            figure = Figure(Path(given.name), **choices)
        else:
            before = "\n" * self._line_of_magic(cell)
            figure = Figure(f"{before}{cell}\n", name=CELL, folder=Path.cwd(), **choices)
        data, metadata = bundle(figure, dark=given.dark)
        for path in given.outputs:
            figure.save(path, dark=given.dark)
        if cell is not None and given.name:
            self._shell.user_ns[given.name] = figure
        display(data, metadata=metadata, raw=True)

    @property
    def _shell(self) -> InteractiveShell:
        assert self.shell is not None  # noqa: S101 (a magic that runs has one)
        return self.shell

    def _parsed(self, line: str) -> argparse.Namespace:
        parser: argparse.ArgumentParser = self.graphdraw.parser
        try:
            return parser.parse_args(_words(line))
        except MagicError as error:
            raise UsageError(str(error), "'%%graphdraw?' lists the options") from None

    def _choices(self, given: argparse.Namespace) -> dict[str, Any]:
        """The options of `Figure`. The direction is a setting, since settings are laid over the view."""
        direction = [f"view.direction={given.direction}"] if given.direction else []
        named = self._shell.user_ns.get(given.view) if given.view else None
        view = named if isinstance(named, Mapping) else given.view
        return {"theme": given.theme, "settings": [*direction, *given.settings], "view": view}

    def _line_of_magic(self, cell: str) -> int:
        """The line of the magic in the cell, from 1; more than 1 if the cell begins with empty lines."""
        history = self._shell.history_manager
        raw = history.input_hist_raw[-1] if history else ""
        if not raw.rstrip().endswith(cell.rstrip()):
            return 1
        return raw[: len(raw) - len(raw.lstrip())].count("\n") + 1


def load(ipython: InteractiveShell) -> None:
    """Register the magics."""
    ipython.register_magics(GraphdrawMagics)


def _words(line: str) -> list[str]:
    """The words of a line, without their quotes. A backslash is kept, as in paths of Windows. Raises UsageError."""
    lexer = shlex.shlex(line, posix=True)
    lexer.whitespace_split, lexer.commenters, lexer.escape = True, "", ""
    try:
        return list(lexer)
    except ValueError:
        raise UsageError("a quote is never closed") from None
