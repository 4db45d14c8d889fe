"""What a directive is given, as the order of a figure: a file or the body, and the options that are laid over it."""

from __future__ import annotations

import re
from pathlib import Path
from textwrap import indent
from typing import Any, ClassVar

from docutils.parsers.rst import directives
from sphinx.util.docutils import SphinxDirective

from graphdraw import Figure, UsageError
from graphdraw.integrations.sphinx.pictures import GraphdrawDomain, Order
from graphdraw.integrations.sphinx.roles import note_files, spec_root
from graphdraw.integrations.sphinx.telling import Told, book_language, page_lines, place_of

_INLINE = re.compile(r"\{|[\w-]+:(\s|$)")
"""How a view begins that is no file: `{direction: down}`, or `direction: down` on a line of its own."""

_BETWEEN = re.compile(r"[;\n]")
"""Settings stand on a line each, or on one line with semicolons."""


class SpecDirective(SphinxDirective):
    """A directive that is given a spec: as a file in its argument, or else as its content."""

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
        """Look at what is given, before it is changed; the page counts as one that uses the extension."""
        self.is_body = not self.arguments
        self.page = str(self.env.doc2path(self.env.docname))
        self.told = Told(self.env, self.page, page_lines(self), place_of(*self.get_source_info(), self.env))
        self.domain_of_graphdraw.note_page(self.env.docname)

    @property
    def domain_of_graphdraw(self) -> GraphdrawDomain:
        """What the environment keeps of us."""
        return self.env.get_domain(GraphdrawDomain.name)  # type: ignore[return-value]

    def option_line(self, name: str) -> int:
        """How many lines below that of the directive the text of an option begins; 0 where that cannot be seen."""
        first, *rest = self.block_text.splitlines() or [""]  # MyST-Parser of Jupyter Book 1 says nothing
        lines = rest if f"{self.name}::" in first or f"{{{self.name}}}" in first else [first, *rest]  # MyST-Parser < 5
        for number, line in enumerate(lines, 1):
            if found := re.match(rf"\s*:?{name}:(.*)", line):
                return number if found[1].strip(" |>+-") else number + 1
        return 0

    def order(self) -> Order:
        """What is asked for. Raises UsageError where nothing is, and for options that are not what they should be."""
        theme = self.options.get("theme") or self.config.graphdraw_theme
        settings = [text.strip() for text in _BETWEEN.split(self.options.get("set", "")) if text.strip()]
        settings += [f"view.{key}={self.options[key]}" for key in ("direction", "notation") if key in self.options]
        over = (theme, tuple(settings), self._view(), book_language(self.env))
        folder = str(Path(self.page).parent)
        if self.is_body:
            text = "\n".join(self.content)
            if not text.strip():
                raise UsageError("there is no spec", "name its file, or write it below behind an empty line")
            return Order(f"{text}\n", self.page, folder, spec_root(self.page, self.env), *over)
        name = self.arguments[0]
        if "\n" in name or ": " in name:
            raise UsageError("a spec is no name of a file", "leave a line empty before the first line of the spec")
        path = self._found(name)
        return Order(path, path, folder, spec_root(path, self.env), *over)

    def figure(self, order: Order) -> Figure:
        """The figure of an order, its files noted and its warnings told; raises GraphdrawError."""
        figure = order.figure()
        note_files(self.env, figure)
        self.told.tell(figure.problems)
        return figure

    def _found(self, name: str) -> str:
        path = self.domain_of_graphdraw.translated(name)
        self.told.note_file(path, name)
        return path

    def _view(self) -> str | None:
        """The text of a file for a view, or the path of one; None without one."""
        text = self.options.get("view")
        if text is None:
            return None
        if "\n" not in text and not _INLINE.match(text):
            return self._found(text)
        return f"view:\n{indent(text, '  ')}\n"
