"""Reporting problems to Sphinx: as warnings with their line in the page or spec, and as a note in the page."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable
from pathlib import Path

from docutils import nodes
from docutils.statemachine import StringList
from sphinx.environment import BuildEnvironment
from sphinx.util import logging
from sphinx.util.docutils import SphinxDirective

from graphdraw import GraphdrawError, Problem
from graphdraw.integrations.words import as_written, for_log, in_language, in_root

WarningPlace = tuple[str, int | None] | str
"""The place of a warning for Sphinx: a page and a line, or a text `path:line:column`."""

BROKEN_TABLE = {"en": "This table cannot be made.", "ja": "この表は作れません。"}

ROOT = "the source folder of the book, unless a project file names another"

_logger = logging.getLogger(__name__)


def book_language(env: BuildEnvironment) -> str:
    """The language of the book as a language tag; `en` if it has none."""
    return (env.config.language or "en").replace("_", "-")


def warn(text: str, place: WarningPlace) -> None:
    """Log a warning, which `suppress_warnings = ["graphdraw"]` in the configuration silences."""
    _logger.warning("%s", for_log(text), location=_for_log(place), type="graphdraw", subtype="spec")


def _for_log(place: WarningPlace) -> WarningPlace:
    return for_log(place) if isinstance(place, str) else place


def worded(problem: Problem) -> str:
    """A problem as one line, without its place."""
    problem = in_root(problem, ROOT)
    return for_log(f"{problem.text}{f'; {problem.hint}' if problem.hint else ''} [{problem.code}]")


def place_of(file: str | None, line: int | None, env: BuildEnvironment) -> WarningPlace:
    """The place of a line in the page that is being read, or in a file that it includes (`file`; None for the page).

    It is a text, safe for logs, for an included file and for a page whose name has unusual characters.
    """
    page = str(env.doc2path(env.docname))
    path = os.path.abspath(file) if file else page  # noqa: PTH100 (links are kept, as Sphinx keeps them)
    is_plain = path == page and for_log(env.docname) == env.docname
    return (env.docname, line) if is_plain else for_log(f"{path}:{line}")


def place_of_file(name: str, env: BuildEnvironment) -> str:
    """The path of a file that a page names: relative to the page, or to the source folder if it starts with a slash.

    For an impossible name (a cycle of links, an invalid character) it is a path at which no file can be.
    """
    try:
        return str(env.relfn2path(name)[1])
    except (OSError, RuntimeError, ValueError):
        return f"\0{name}"


class Told:
    """Reports the problems of one figure, at the line in the page if the spec is in the page, else in the file.

    `name` is the name of the spec in problems if it is in the page; `line` takes a line of the spec, from 0, to its
    place in the page; `start` is the place of the directive.
    """

    def __init__(
        self, env: BuildEnvironment, name: str, line: Callable[[int], WarningPlace], start: WarningPlace
    ) -> None:
        self._env, self._name, self._line, self._start = env, name, line, start
        self._written: list[tuple[str, str]] = []

    def note_file(self, path: str, written: str) -> None:
        """Let messages name the file `path` as the author wrote it."""
        self._written.append((path, written))

    def _worded(self, problem: Problem) -> str:
        """A problem as one line without its place, with paths as the author wrote them."""
        for path, written in self._written:
            problem = as_written(problem, path, written)
        return worded(problem)

    def place(self, problem: Problem) -> WarningPlace:
        """The place of a problem; the start of the directive for one without a place, or in an option."""
        where = problem.where
        if where is None or not Path(where.path).is_absolute():  # in <view> or --set
            return self._start
        if where.path == self._name:
            return self._line(where.line - 1)
        return for_log(f"{where.path}:{where.line}:{where.column}")

    def tell(self, problems: Iterable[Problem]) -> None:
        """Log problems as warnings; notes are logged as information, and do not fail a build."""
        for problem in problems:
            if problem.severity == "note":
                _logger.info("%s", self._worded(problem), location=_for_log(self._start))
            else:
                warn(self._worded(problem), self.place(problem))

    def refuse(self, error: GraphdrawError, heading: dict[str, str]) -> nodes.error:
        """Log the problems of an error; returns the note for the page, with `heading` in the book's language.

        Each build reads the page again until the problems are mended.
        """
        self.tell(error.problems)
        self._env.note_reread()
        title = nodes.paragraph("", in_language(heading, book_language(self._env)))
        wrong = [problem for problem in error.problems if problem.severity != "note"]
        details = [nodes.paragraph("", "", _code(self._shown(problem))) for problem in wrong]
        return nodes.error("", title, *details, classes=["graphdraw"])

    def _shown(self, problem: Problem) -> str:
        """A problem with its file and line for readers, without the path of the book on this machine."""
        place = self.place(problem)
        name, line = place if isinstance(place, tuple) else (place, None)
        start_text = f"{Path(self._env.doc2path(name)).name}:{line}" if line is not None else name
        start = f"{self._env.srcdir}{os.sep}"
        return f"{start_text}: {self._worded(problem)}".replace(start, "")


def _code(text: str) -> nodes.literal:
    return nodes.literal(text, text)


def is_myst(directive: SphinxDirective) -> bool:
    """Whether a directive stands in Markdown (MyST)."""
    return type(directive.state).__module__.startswith("myst_parser")


def page_lines(directive: SphinxDirective) -> Callable[[int], WarningPlace]:
    """A function from a line of the content of a directive, from 0, to its place in the page.

    MyST gives the offset of the content from the line of the directive; docutils knows file and line of each line.
    """
    source, lineno = directive.get_source_info()
    content: StringList = directive.content
    myst = is_myst(directive)

    def place(number: int) -> WarningPlace:
        if myst or number >= len(content):
            file, line = source, lineno + 1 + (directive.content_offset + number if myst else len(content))
        else:
            file, line = content.source(number), content.offset(number) + 1
        return place_of(file, line, directive.env)

    return place
