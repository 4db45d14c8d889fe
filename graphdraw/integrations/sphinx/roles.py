"""The roles `graphdraw:value` and `graphdraw:grad`: a number of a figure in running text, as the figure writes it.

`Total` is looked up in the last figure above it on the page, `Total@origin` in the figure above it with that `:name:`,
and `Total@specs/snack.yaml` in the spec of that file. Which figures are above is known only when the whole page is
read, since a translated book parses its paragraphs again after all figures.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from docutils import nodes
from sphinx.util.docutils import SphinxRole

from graphdraw import Figure, GraphdrawError, Problem, UsageError
from graphdraw.disk.projects import Projects
from graphdraw.integrations.sphinx.telling import WarningPlace, place_of, place_of_file, warn, worded
from graphdraw.integrations.words import as_written
from graphdraw.registry import suggestion

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

_KEY = "graphdraw-shown"
_FIGURE, _ASKED = "graphdraw-figure", "graphdraw-asked"
"""Attributes of nodes until the page is read: the index in `PageFigures.figures`, and the `_Asked` of a number."""

SUFFIXES = (".yaml", ".yml", ".json")


class PageFigures:
    """The figures of a page: those of directives with their names, in order, and those of files by path.

    A figure is None if it could not be drawn.
    """

    def __init__(self) -> None:
        self.figures: list[tuple[Figure | None, str | None]] = []
        self.files: dict[str, Figure | None] = {}

    def add(self, node: nodes.Element, figure: Figure | None, name: str | None) -> None:
        """Add the figure of a directive, which `node` shows."""
        node[_FIGURE] = len(self.figures)
        self.figures.append((figure, name))


class _Asked(NamedTuple):
    """The number that a role asks for: the name of a node, that of a figure or "" (`where`), and the role's place."""

    name: str
    where: str
    gradient: bool
    here: WarningPlace

    def written(self, figure: Figure | None) -> str | None:
        """The number as the figure writes it; None after a warning, or if the figure is None (warned of before)."""
        try:
            return None if figure is None else figure.number(self.name, gradient=self.gradient)
        except GraphdrawError as error:
            return self.refuse(error.problems)

    def refuse(self, problems: Iterable[Problem]) -> None:
        """Warn of the problems."""
        for problem in problems:
            where = problem.where
            warn(worded(problem), f"{where.path}:{where.line}:{where.column}" if where else self.here)


def shown(env: BuildEnvironment) -> PageFigures:
    """The figures of the page that is being read."""
    if _KEY not in env.temp_data:
        env.temp_data[_KEY] = PageFigures()
    found: PageFigures = env.temp_data[_KEY]
    return found


def write_numbers(app: Sphinx, page: nodes.document) -> None:
    """When a page has been read, replace each role that refers to a figure of the page by its number."""
    above: list[tuple[Figure | None, str | None]] = []
    for node in list(page.findall(nodes.Element)):
        if _FIGURE in node:
            above.append(shown(app.env).figures[node.attributes.pop(_FIGURE)])
        elif _ASKED in node and not _is_pattern(node):
            asked = node.attributes.pop(_ASKED)
            try:
                figure = _meant(asked, above)
            except GraphdrawError as error:
                figure = asked.refuse(error.problems)
            node.parent.replace(node, _number(node.rawsource, asked, asked.written(figure), app.env))


def _is_pattern(node: nodes.Element) -> bool:
    """Whether a node is in the definition of a substitution; its number is written where the substitution is used."""
    while node.parent is not None:
        node = node.parent
        if isinstance(node, nodes.substitution_definition):
            return True
    return False


def _meant(asked: _Asked, above: Sequence[tuple[Figure | None, str | None]]) -> Figure | None:
    """The figure that a role refers to; None if it could not be drawn. Raises UsageError if there is no such figure."""
    if asked.where:
        named = {nodes.fully_normalize_name(name): figure for figure, name in above if name}
        name = nodes.fully_normalize_name(asked.where)
        if name not in named:
            hint = suggestion(name, named) or "a file ends in .yaml"
            raise UsageError(f"there is no figure with the name '{asked.where}' above on this page", hint)
        return named[name]
    if not above:
        hint = f"name the figure or its file behind an @: '{asked.name}@snack.yaml'"
        raise UsageError("there is no figure above on this page", hint)
    return above[-1][0]


def _number(source: str, asked: _Asked, written: str | None, env: BuildEnvironment) -> nodes.Element:
    """The node of a number; if it is None, the source text of the role, and the page is read again next time."""
    if written is None:
        env.note_reread()
        return nodes.problematic(source, source)
    what = "gradient" if asked.gradient else "value"
    return nodes.inline(source, written, classes=["graphdraw", f"graphdraw-{what}"])


def note_files(env: BuildEnvironment, figure: Figure) -> None:
    """Tell Sphinx to read the page again when one of the figure's files changes."""
    for path in figure.dependencies:
        try:
            env.note_dependency(os.path.relpath(path, env.srcdir))
        except ValueError:  # another drive of Windows
            env.note_dependency(str(path))


def spec_root(path: str, env: BuildEnvironment) -> str | None:
    """The root folder for the spec at `path`: the source folder of the book.

    None, for the usual rule, if the spec lies outside of it or has a project file.
    """
    folder, source = Path(path).resolve().parent, Path(env.srcdir).resolve()
    if not folder.is_relative_to(source) or Projects().nearest(str(folder)):
        return None
    return str(source)


class NumberRole(SphinxRole):
    """The role of the value of a node, or of its gradient."""

    def __init__(self, *, gradient: bool = False) -> None:
        super().__init__()
        self._gradient = gradient

    def run(self) -> tuple[list[nodes.Node], list[nodes.system_message]]:
        """The number, if it is that of a file; else the name of the node, which `write_numbers` replaces later."""
        source, line = self.get_source_info()
        here = place_of(source, line or self.lineno or None, self.env)
        name, _, where = map(str.strip, self.text.partition("@"))
        asked = _Asked(name, where, self._gradient, here)
        self.env.get_domain("graphdraw").note_page(self.env.docname)  # type: ignore[attr-defined]
        if not where.endswith(SUFFIXES):
            return [nodes.inline(self.rawtext, name, **{_ASKED: asked})], []
        try:
            figure = self._of_file(where)
        except GraphdrawError as error:
            path = place_of_file(where, self.env)
            figure = asked.refuse(as_written(problem, path, where) for problem in error.problems)
        return [_number(self.rawtext, asked, asked.written(figure), self.env)], []

    def _of_file(self, where: str) -> Figure | None:
        """The figure of a file; None if a warning was given of it before. Raises GraphdrawError."""
        files = shown(self.env).files
        path = self.env.get_domain("graphdraw").translated(where)  # type: ignore[attr-defined]
        if path not in files:
            files[path] = None  # stays if the next line raises, so that a broken file is reported once
            files[path] = Figure(path, theme=self.config.graphdraw_theme, root=spec_root(path, self.env))
        if (figure := files[path]) is not None:
            note_files(self.env, figure)
        return figure
