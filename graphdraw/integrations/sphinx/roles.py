"""`:graphdraw:value:` and `:graphdraw:grad:`: a number of a figure in the running text, as the figure writes it.

`Total` is looked up in the last figure above on the page, `Total@origin` in the figure above with that `:name:`, and
`Total@specs/snack.yaml` in the spec of that file. Which figures are above is known when the page is read as a whole: a
translated book parses its paragraphs again, after all figures, and puts them where the others stood.
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
from graphdraw.integrations.sphinx.telling import Place, place_of, place_of_file, warn, worded
from graphdraw.integrations.words import as_written
from graphdraw.registry import suggestion

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

_KEY = "graphdraw-shown"
_FIGURE, _ASKED = "graphdraw-figure", "graphdraw-asked"
"""Attributes, until the page is read, of a figure (its place in `Shown.figures`) and of a number (an `_Asked`)."""

SUFFIXES = (".yaml", ".yml", ".json")


class Shown:
    """The figures of a page with their names, as they are met, and those of files; None for what could not be drawn."""

    def __init__(self) -> None:
        self.figures: list[tuple[Figure | None, str | None]] = []
        self.files: dict[str, Figure | None] = {}

    def add(self, node: nodes.Element, figure: Figure | None, name: str | None) -> None:
        """One more figure, which the node shows."""
        node[_FIGURE] = len(self.figures)
        self.figures.append((figure, name))


class _Asked(NamedTuple):
    """What a role asks for: a node, the name of a figure or nothing, and where the role stands."""

    name: str
    where: str
    gradient: bool
    here: Place

    def written(self, figure: Figure | None) -> str | None:
        """The number as the figure writes it; None after a warning, and for a figure that a warning was given of."""
        try:
            return None if figure is None else figure.number(self.name, gradient=self.gradient)
        except GraphdrawError as error:
            return self.refuse(error.problems)

    def refuse(self, problems: Iterable[Problem]) -> None:
        """Warn of mistakes."""
        for problem in problems:
            where = problem.where
            warn(worded(problem), f"{where.path}:{where.line}:{where.column}" if where else self.here)


def shown(env: BuildEnvironment) -> Shown:
    """The figures of the page that is being read."""
    if _KEY not in env.temp_data:
        env.temp_data[_KEY] = Shown()
    found: Shown = env.temp_data[_KEY]
    return found


def write_numbers(app: Sphinx, page: nodes.document) -> None:
    """When a page has been read, write the number of every role that means a figure above it (or round it)."""
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
    """Whether it stands in the definition of a substitution: what counts is where that is used."""
    while node.parent is not None:
        node = node.parent
        if isinstance(node, nodes.substitution_definition):
            return True
    return False


def _meant(asked: _Asked, above: Sequence[tuple[Figure | None, str | None]]) -> Figure | None:
    """The figure that is meant, None for one that a warning has been given of; raises UsageError for no figure."""
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
    """The number as text; where there is none, the role as it was written."""
    if written is None:
        env.note_reread()
        return nodes.problematic(source, source)
    what = "gradient" if asked.gradient else "value"
    return nodes.inline(source, written, classes=["graphdraw", f"graphdraw-{what}"])


def note_files(env: BuildEnvironment, figure: Figure) -> None:
    """Have the page read again when a file changes that the figure is made of."""
    for path in figure.dependencies:
        try:
            env.note_dependency(os.path.relpath(path, env.srcdir))
        except ValueError:  # another drive of Windows
            env.note_dependency(str(path))


def spec_root(path: str, env: BuildEnvironment) -> str | None:
    """The folder that specs of the book may name files in: the source root, unless a project file sets another."""
    folder, source = Path(path).resolve().parent, Path(env.srcdir).resolve()
    if not folder.is_relative_to(source) or Projects().nearest(str(folder)):
        return None
    return str(source)


class NumberRole(SphinxRole):
    """The value of a node, or its gradient."""

    def __init__(self, *, gradient: bool = False) -> None:
        super().__init__()
        self._gradient = gradient

    def run(self) -> tuple[list[nodes.Node], list[nodes.system_message]]:
        """The number of a file; of a figure of the page the name of the node, until the page has been read."""
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
        files = shown(self.env).files
        path = self.env.get_domain("graphdraw").translated(where)  # type: ignore[attr-defined]
        if path not in files:
            files[path] = None  # so that a broken file is told once
            files[path] = Figure(path, theme=self.config.graphdraw_theme, root=spec_root(path, self.env))
        if (figure := files[path]) is not None:
            note_files(self.env, figure)
        return figure
