"""Collecting the problems of a run over several files: printing them, counting them, and the exit code."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager

import click

from graphdraw.cli import console
from graphdraw.cli.formats import COMMANDS, DOCUMENTS, LINES
from graphdraw.errors import GraphdrawError, Problem, SpecError, inert, naming, on_one_line, visible


class Reporter:
    """The problems of a run. `exit_code` is the highest exit code of all files.

    Formats made of lines are printed on standard error as problems are found. A format that is a document is printed by
    `finish`: on standard output with `document_to_output` (as for `check`, whose output are the problems), else on
    standard error. `quiet` leaves out notes.
    """

    def __init__(self, error_format: str, *, quiet: bool = False, document_to_output: bool = False) -> None:
        self.exit_code = 0
        self.problems: list[Problem] = []
        self._format = error_format
        self._quiet = quiet
        self._document_to_output = document_to_output

    @contextmanager
    def file(self, name: str | None = None) -> Iterator[None]:
        """A block that works on one file: its GraphdrawError is added to the problems, and the run goes on.

        `name`, the path of the spec, is put before problems without a place if there are several specs.
        """
        try:
            yield
        except GraphdrawError as error:
            self.add(naming(error.problems, name) if name else error.problems, error.exit_code)

    def add(self, problems: Iterable[Problem], exit_code: int = 0) -> None:
        """Add the problems of one file; if `exit_code` is 0 and one is an error, the exit code is that of SpecError."""
        found = [on_one_line(problem) for problem in problems if not (self._quiet and problem.severity == "note")]
        self.problems.extend(found)
        failed = any(problem.severity == "error" for problem in found)
        self.exit_code = max(self.exit_code, exit_code or SpecError.exit_code * failed)
        if found and self._format in LINES:
            tell = console.command if self._format in COMMANDS else console.say
            tell(LINES[self._format](found))

    def say(self, line: str) -> None:
        """Print a line for people on standard error, unless the format is a document or `quiet` was given."""
        if self._format in LINES and not self._quiet:
            console.say(visible(line))

    def show(self, text: str) -> None:
        """Print the output of the command on standard output, unless a document will be printed there."""
        if not (self._document_to_output and self._format in DOCUMENTS):
            click.echo(inert(text))

    def finish(self) -> int:
        """Print the document, if the format is one; returns the exit code."""
        if self._format in DOCUMENTS:
            document = DOCUMENTS[self._format](self.problems)
            if self._document_to_output:
                click.echo(document)
            else:
                console.say(document)
        return self.exit_code

    def count(self, severity: str) -> int:
        """The number of problems of one severity."""
        return sum(problem.severity == severity for problem in self.problems)
