"""The base class of our directives: the spec in the argument or the body, and the options that change it."""

from __future__ import annotations

import re
from pathlib import Path
from textwrap import indent
from typing import Any, ClassVar

from docutils.parsers.rst import directives
from sphinx.util.docutils import SphinxDirective

from graphdraw import Figure, UsageError
from graphdraw.integrations.sphinx.pictures import GraphdrawDomain, PictureOrder
from graphdraw.integrations.sphinx.roles import note_files, spec_root
from graphdraw.integrations.sphinx.telling import Told, book_language, page_lines, place_of

_INLINE = re.compile(r"\{|[\w-]+:(\s|$)")
"""The beginning of a view that is not a path: `{direction: down}`, or `direction: down` on a line of its own."""

_BETWEEN = re.compile(r"[;\n]")
"""The separators between settings."""


class SpecDirective(SphinxDirective):
    """A directive whose spec is the file in its argument, or its content if it has no argument."""

    spec_options: ClassVar[dict[str, Any]] = {
        "theme": directives.unchanged_required,
        "view": directives.unchanged_required,
        "set": directives.unchanged_required,
        "direction": directives.unchanged_required,
        "notation": directives.unchanged_required,
    }
    is_body: bool
    told: Told
    page: str

    def begin(self) -> None:
        """Set `is_body`, `page` and `told`, before arguments change; note that the page uses the extension."""
        self.is_body = not self.arguments
        self.page = str(self.env.doc2path(self.env.docname))
        self.told = Told(self.env, self.page, page_lines(self), place_of(*self.get_source_info(), self.env))
        self.domain_of_graphdraw.note_page(self.env.docname)

    @property
    def domain_of_graphdraw(self) -> GraphdrawDomain:
        """The domain of the extension, with its data in the environment."""
        return self.env.get_domain(GraphdrawDomain.name)  # type: ignore[return-value]

    def option_line(self, name: str) -> int:
        """How many lines below the directive's first line the text of an option begins; 0 if it was not found."""
        first, *rest = self.block_text.splitlines() or [""]  # empty with MyST-Parser of Jupyter Book 1
        lines = rest if f"{self.name}::" in first or f"{{{self.name}}}" in first else [first, *rest]  # MyST-Parser < 5
        for number, line in enumerate(lines, 1):
            if found := re.match(rf"\s*:?{name}:(.*)", line):
                return number if found[1].strip(" |>+-") else number + 1
        return 0

    def order(self) -> PictureOrder:
        """The order for the figure. Raises UsageError if there is no spec, and for invalid options."""
        theme = self.options.get("theme") or self.config.graphdraw_theme
        settings = [text.strip() for text in _BETWEEN.split(self.options.get("set", "")) if text.strip()]
        settings += [f"view.{key}={self.options[key]}" for key in ("direction", "notation") if key in self.options]
        choices = (theme, tuple(settings), self._view(), book_language(self.env))
        folder = str(Path(self.page).parent)
        if self.is_body:
            text = "\n".join(self.content)
            if not text.strip():
                raise UsageError("there is no spec", "name its file, or write it below behind an empty line")
            return PictureOrder(f"{text}\n", self.page, folder, spec_root(self.page, self.env), *choices)
        name = self.arguments[0]
        if "\n" in name or ": " in name:
            raise UsageError("a spec is no name of a file", "leave a line empty before the first line of the spec")
        path = self._found(name)
        return PictureOrder(path, path, folder, spec_root(path, self.env), *choices)

    def figure(self, order: PictureOrder) -> Figure:
        """Make the figure of an order, note its files for Sphinx and report its warnings; raises GraphdrawError."""
        figure = order.figure()
        note_files(self.env, figure)
        self.told.tell(figure.problems)
        return figure

    def _found(self, name: str) -> str:
        """The path of a file that the directive names, or of its translation; raises UsageError."""
        path = self.domain_of_graphdraw.translated(name)
        self.told.note_file(path, name)
        return path

    def _view(self) -> str | None:
        """The view: a path, or the text of a file with the key `view`; None without the option."""
        text = self.options.get("view")
        if text is None:
            return None
        if "\n" not in text and not _INLINE.match(text):
            return self._found(text)
        return f"view:\n{indent(text, '  ')}\n"
