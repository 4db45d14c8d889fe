"""Problems as Sphinx's warnings, at the line of the page or of the spec, and as a note where the picture would be."""

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

Place = tuple[str, int | None] | str
"""Where Sphinx is to say that a warning is: a page and a line, or `path:line:column`."""

BROKEN_TABLE = {"en": "This table cannot be made.", "ja": "この表は作れません。"}

ROOT = "the source folder of the book, unless a project file names another"

_logger = logging.getLogger(__name__)


def book_language(env: BuildEnvironment) -> str:
    """The language of the book, as a tag."""
    return (env.config.language or "en").replace("_", "-")


def warn(text: str, place: Place) -> None:
    """A warning of the build; it can be silenced by `suppress_warnings = ["graphdraw"]`."""
    _logger.warning("%s", for_log(text), location=_for_log(place), type="graphdraw", subtype="spec")


def _for_log(place: Place) -> Place:
    return for_log(place) if isinstance(place, str) else place


def worded(problem: Problem) -> str:
    """A problem on one line, without its place."""
    problem = in_root(problem, ROOT)
    return for_log(f"{problem.text}{f'; {problem.hint}' if problem.hint else ''} [{problem.code}]")


def place_of(file: str | None, line: int | None, env: BuildEnvironment) -> Place:
    """A line of the page that is being read, or of a file that it includes; as text where a log could not have it."""
    page = str(env.doc2path(env.docname))
    path = os.path.abspath(file) if file else page  # noqa: PTH100 (links are kept, as Sphinx keeps them)
    is_plain = path == page and for_log(env.docname) == env.docname
    return (env.docname, line) if is_plain else for_log(f"{path}:{line}")


def place_of_file(name: str, env: BuildEnvironment) -> str:
    """The path of a file that a page names, from the folder of the page or with a slash from the source folder.

    A name that has none (a circle of links, a character that no name may have) is its own, and leads nowhere.
    """
    try:
        return str(env.relfn2path(name)[1])
    except (OSError, RuntimeError, ValueError):
        return f"\0{name}"


class Told:
    """Tells the problems of one figure: those in a spec on the page at the line there, those of a file in the file."""

    def __init__(self, env: BuildEnvironment, name: str, line: Callable[[int], Place], start: Place) -> None:
        self._env, self._name, self._line, self._start = env, name, line, start
        self._written: list[tuple[str, str]] = []

    def note_file(self, path: str, written: str) -> None:
        """Have a file called in messages as the author wrote it."""
        self._written.append((path, written))

    def _worded(self, problem: Problem) -> str:
        for path, written in self._written:
            problem = as_written(problem, path, written)
        return worded(problem)

    def place(self, problem: Problem) -> Place:
        """The place of a problem; of one without a place, and of options, it is the start of the directive."""
        where = problem.where
        if where is None or not Path(where.path).is_absolute():  # <view> and --set
            return self._start
        if where.path == self._name:
            return self._line(where.line - 1)
        return for_log(f"{where.path}:{where.line}:{where.column}")

    def tell(self, problems: Iterable[Problem]) -> None:
        """Warn; notes are told like the progress of the build, and fail none."""
        for problem in problems:
            if problem.severity == "note":
                _logger.info("%s", self._worded(problem), location=_for_log(self._start))
            else:
                warn(self._worded(problem), self.place(problem))

    def refuse(self, error: GraphdrawError, heading: dict[str, str]) -> nodes.error:
        """Warn of all, have the page read again by every build until it is mended, and return the note for readers."""
        self.tell(error.problems)
        self._env.note_reread()
        said = nodes.paragraph("", in_language(heading, book_language(self._env)))
        wrong = [problem for problem in error.problems if problem.severity != "note"]
        told = [nodes.paragraph("", "", _code(self._shown(problem))) for problem in wrong]
        return nodes.error("", said, *told, classes=["graphdraw"])

    def _shown(self, problem: Problem) -> str:
        """A problem with its file and line, none of them telling where on this machine the book is."""
        place = self.place(problem)
        name, line = place if isinstance(place, tuple) else (place, None)
        there = f"{Path(self._env.doc2path(name)).name}:{line}" if line is not None else name
        start = f"{self._env.srcdir}{os.sep}"
        return f"{there}: {self._worded(problem)}".replace(start, "")


def _code(text: str) -> nodes.literal:
    return nodes.literal(text, text)


def is_myst(directive: SphinxDirective) -> bool:
    """Whether it stands in Markdown."""
    return type(directive.state).__module__.startswith("myst_parser")


def page_lines(directive: SphinxDirective) -> Callable[[int], Place]:
    """Where a line of the content of a directive stands, counted from 0.

    MyST counts the offset of the content from the line of the directive, docutils gives every line its file and line.
    """
    source, lineno = directive.get_source_info()
    content: StringList = directive.content
    myst = is_myst(directive)

    def place(number: int) -> Place:
        if myst or number >= len(content):
            file, line = source, lineno + 1 + (directive.content_offset + number if myst else len(content))
        else:
            file, line = content.source(number), content.offset(number) + 1
        return place_of(file, line, directive.env)

    return place
