"""Collecting what goes wrong in a run over several files: said as it is found, counted, turned into an exit code."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager

import click

from graphdraw.cli import console
from graphdraw.cli.formats import COMMANDS, DOCUMENTS, LINES
from graphdraw.errors import GraphdrawError, Problem, SpecError, inert, naming, on_one_line, visible


class Reporter:
    """The problems of a run. `exit_code` is the highest of what its files deserve.

    Formats made of lines go to standard error as problems are found. A document is written by `finish`, to standard
    output if problems are what the command is asked for (`check`), else to standard error.
    """

    def __init__(self, error_format: str, *, quiet: bool = False, document_to_output: bool = False) -> None:
        self.exit_code = 0
        self.problems: list[Problem] = []
        self._format = error_format
        self._quiet = quiet
        self._document_to_output = document_to_output

    @contextmanager
    def file(self, name: str | None = None) -> Iterator[None]:
        """Around the work on one file: its errors are added and the run goes on with the next.

        `name` is that of the spec where there are several, for what is wrong with an option.
        """
        try:
            yield
        except GraphdrawError as error:
            self.add(naming(error.problems, name) if name else error.problems, error.exit_code)

    def add(self, problems: Iterable[Problem], exit_code: int = 0) -> None:
        """Note the problems of one file; errors among them make the exit code that of a spec with problems."""
        found = [on_one_line(problem) for problem in problems if not (self._quiet and problem.severity == "note")]
        self.problems.extend(found)
        failed = any(problem.severity == "error" for problem in found)
        self.exit_code = max(self.exit_code, exit_code or SpecError.exit_code * failed)
        if found and self._format in LINES:
            tell = console.command if self._format in COMMANDS else console.say
            tell(LINES[self._format](found))

    def say(self, line: str) -> None:
        """A line for people on standard error; none where a document stands there, or where quiet is asked for."""
        if self._format in LINES and not self._quiet:
            console.say(visible(line))

    def show(self, text: str) -> None:
        """What the command is asked for, on standard output; left out where a document stands there."""
        if not (self._document_to_output and self._format in DOCUMENTS):
            click.echo(inert(text))

    def finish(self) -> int:
        """Write the document if that is the format; returns the exit code."""
        if self._format in DOCUMENTS:
            document = DOCUMENTS[self._format](self.problems)
            if self._document_to_output:
                click.echo(document)
            else:
                console.say(document)
        return self.exit_code

    def count(self, severity: str) -> int:
        """How many problems of one severity there were."""
        return sum(problem.severity == severity for problem in self.problems)
