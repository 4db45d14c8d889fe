"""Sphinx, with pages in reStructuredText and in MyST, and Jupyter Book 1: directives, roles, pictures for each builder.

Figures are drawn while a page is read, in the format of the current builder. A later builder that finds the page read
already draws the format that it needs (`resolving`). See https://www.sphinx-doc.org/en/master/extdev/
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment

from graphdraw import Figure, __version__
from graphdraw.disk import files
from graphdraw.integrations.sphinx import leftovers
from graphdraw.integrations.sphinx.figures import GraphdrawDirective
from graphdraw.integrations.sphinx.formulas import Formulas
from graphdraw.integrations.sphinx.pictures import GraphdrawDomain, made_with
from graphdraw.integrations.sphinx.resolving import ONLY_DARK, ResolvePictures
from graphdraw.integrations.sphinx.roles import write_numbers
from graphdraw.integrations.sphinx.tables import TableDirective

STYLE = "graphdraw.css"

_SMALL = "inputs: {x: 1}\nnodes: {y: x + 1}\n"


def setup(app: Sphinx) -> dict[str, Any]:
    """Register the extension with Sphinx; returns its version and what it allows in parallel."""
    app.add_config_value("graphdraw_theme", None, "env", (str, type(None)))
    app.add_config_value("graphdraw_dark_pair", False, "env", bool)
    app.add_domain(GraphdrawDomain)
    app.add_directive("graphdraw", GraphdrawDirective)
    app.add_directive("graphdraw-table", TableDirective)
    app.add_post_transform(ResolvePictures)
    app.add_post_transform(Formulas)
    app.connect("builder-inited", _add_style)
    app.connect("env-get-outdated", _outdated)
    app.connect("env-before-read-docs", _prepare)
    app.connect("doctree-read", write_numbers, priority=400)  # before Sphinx takes titles for its tables of contents
    app.connect("env-updated", leftovers.remove_old)
    app.connect("html-page-context", _use_style)
    app.connect("html-collect-pages", leftovers.keep_out)
    app.connect("build-finished", leftovers.note_copies)
    app.connect("build-finished", _tidy)
    return {"version": __version__, "parallel_read_safe": True, "parallel_write_safe": True}


def _domain(env: BuildEnvironment) -> GraphdrawDomain:
    return env.get_domain(GraphdrawDomain.name)  # type: ignore[return-value]


def _add_style(app: Sphinx) -> None:
    """Add the folder of our style sheet to the static folders of the book."""
    if app.builder.format == "html":
        app.config.html_static_path.append(str(Path(__file__).parent / "static"))


def _use_style(app: Sphinx, _page: str, _template: str, _context: Any, doctree: nodes.document | None) -> None:
    """Add the style sheet to pages that have a pair of pictures."""
    if doctree is not None and any(ONLY_DARK in image["classes"] for image in doctree.findall(nodes.image)):
        app.add_css_file(STYLE)


def _outdated(_app: Sphinx, env: BuildEnvironment, *_changes: set[str]) -> list[str]:
    """The pages to read again: those drawn by other versions of graphdraw or matplotlib, or with a new translation."""
    domain = _domain(env)
    pages = domain.pages_with_news()
    if domain.data["made_with"] != made_with():
        domain.data["made_with"] = made_with()
        pages |= set(domain.data["pages"])
    return sorted(pages & env.found_docs)


def _prepare(app: Sphinx, env: BuildEnvironment, pages: list[str]) -> None:
    """Before pages are read, remove all pictures if the environment is new; import matplotlib for forked readers."""
    if not _domain(env).data["pages"]:
        _domain(env).keep_only(())
    if app.parallel > 1 and any(_mentions_graphdraw(Path(env.doc2path(page))) for page in pages):
        Figure(_SMALL).render()


def _mentions_graphdraw(page: Path) -> bool:
    """Whether the source of a page has the word graphdraw; False if it cannot be read."""
    try:
        return b"graphdraw" in files.read(page)
    except OSError:
        return False


def _tidy(app: Sphinx, exception: Exception | None) -> None:
    """After a build without an exception, remove the pictures that no page shows any more."""
    if exception is None:
        domain = _domain(app.env)
        domain.keep_only(domain.recipes())
