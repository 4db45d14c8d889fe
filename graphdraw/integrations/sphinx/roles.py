"""`:graphdraw:value:` and `:graphdraw:grad:`: a number of a figure in the running text, as the figure writes it.

`Total` is looked up in the last figure above on the page, `Total@origin` in the figure above with that `:name:`, and
`Total@specs/snack.yaml` in the spec of that file.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from docutils import nodes
from sphinx.util.docutils import SphinxRole

from graphdraw import Figure, GraphdrawError, Problem, UsageError
from graphdraw.integrations.sphinx.telling import place_of, warn, worded
from graphdraw.integrations.words import as_written
from graphdraw.registry import suggestion

if TYPE_CHECKING:
    from sphinx.environment import BuildEnvironment

_KEY = "graphdraw-figures"
SUFFIXES = (".yaml", ".yml", ".json")


class Above:
    """The figures of a page as far as it has been read; None for one that could not be drawn."""

    def __init__(self) -> None:
        self.last: Figure | None = None
        self.count = 0
        self.named: dict[str, Figure | None] = {}
        self.files: dict[str, Figure | None] = {}

    def add(self, figure: Figure | None, name: str | None) -> None:
        """One more figure."""
        self.last, self.count = figure, self.count + 1
        if name:
            self.named[nodes.fully_normalize_name(name)] = figure


def above(env: BuildEnvironment) -> Above:
    """The figures of the page that is being read."""
    if _KEY not in env.temp_data:
        env.temp_data[_KEY] = Above()
    found: Above = env.temp_data[_KEY]
    return found


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
    if not folder.is_relative_to(source) or any(_is_project(place) for place in (folder, *folder.parents)):
        return None
    return str(source)


def _is_project(folder: Path) -> bool:
    if (folder / "graphdraw.yaml").is_file():
        return True
    try:
        return b"tool.graphdraw" in (folder / "pyproject.toml").read_bytes()
    except OSError:
        return False


class NumberRole(SphinxRole):
    """The value of a node, or its gradient."""

    def __init__(self, *, gradient: bool = False) -> None:
        super().__init__()
        self._gradient = gradient

    def run(self) -> tuple[list[nodes.Node], list[nodes.system_message]]:
        """The number as text; for a mistake a warning, and the role as it was written."""
        name, _, where = self.text.partition("@")
        try:
            figure = self._figure(where.strip())
            written = None if figure is None else figure.number(name.strip(), gradient=self._gradient)
        except GraphdrawError as error:
            self._tell(error.problems, where.strip())
            written = None
        if written is None:
            self.env.note_reread()
            return [nodes.problematic(self.rawtext, self.rawtext)], []
        what = "gradient" if self._gradient else "value"
        return [nodes.inline(self.rawtext, written, classes=["graphdraw", f"graphdraw-{what}"])], []

    def _figure(self, where: str) -> Figure | None:
        """The figure that is meant, None for one that a warning has been given of; raises UsageError for no figure."""
        shown = above(self.env)
        self.env.get_domain("graphdraw").note_page(self.env.docname)  # type: ignore[attr-defined]
        if where.endswith(SUFFIXES):
            return self._of_file(where, shown)
        if where:
            name = nodes.fully_normalize_name(where)
            if name not in shown.named:
                hint = suggestion(name, shown.named) or "a file ends in .yaml"
                raise UsageError(f"there is no figure with the name '{where}' above on this page", hint)
            return shown.named[name]
        if not shown.count:
            hint = f"name the figure or its file behind an @: '{self.text}@snack.yaml'"
            raise UsageError("there is no figure above on this page", hint)
        return shown.last

    def _of_file(self, where: str, shown: Above) -> Figure | None:
        path = self.env.get_domain("graphdraw").translated(where)  # type: ignore[attr-defined]
        if path not in shown.files:
            shown.files[path] = None  # so that a broken file is told once
            shown.files[path] = Figure(path, theme=self.config.graphdraw_theme, root=spec_root(path, self.env))
        if (figure := shown.files[path]) is not None:
            note_files(self.env, figure)
        return figure

    def _tell(self, problems: tuple[Problem, ...], written: str) -> None:
        source, line = self.get_source_info()
        here = place_of(source, line or self.lineno or None, self.env)
        for problem in problems:
            where = problem.where
            if written.endswith(SUFFIXES):
                problem = as_written(problem, self.env.relfn2path(written)[1], written)
            warn(worded(problem), f"{where.path}:{where.line}:{where.column}" if where else here)
