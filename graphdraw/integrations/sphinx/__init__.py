"""Sphinx, with pages in reStructuredText and in MyST, and Jupyter Book 1: directives, roles, pictures for each builder.

Figures are drawn while a page is read, in the format of the builder at hand; another builder that comes later and finds
the page read draws the format it takes (`resolving`). https://www.sphinx-doc.org/en/master/extdev/
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
from graphdraw.integrations.sphinx.resolving import ONLY_DARK, Pictures
from graphdraw.integrations.sphinx.roles import write_numbers
from graphdraw.integrations.sphinx.tables import TableDirective

STYLE = "graphdraw.css"

_SMALL = "inputs: {x: 1}\nnodes: {y: x + 1}\n"


def setup(app: Sphinx) -> dict[str, Any]:
    """Everything the extension adds; returns what Sphinx wants to know of it."""
    app.add_config_value("graphdraw_theme", None, "env", (str, type(None)))
    app.add_config_value("graphdraw_dark_pair", False, "env", bool)
    app.add_domain(GraphdrawDomain)
    app.add_directive("graphdraw", GraphdrawDirective)
    app.add_directive("graphdraw-table", TableDirective)
    app.add_post_transform(Pictures)
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
    """The folder of the style, beside the book's own."""
    if app.builder.format == "html":
        app.config.html_static_path.append(str(Path(__file__).parent / "static"))


def _use_style(app: Sphinx, _page: str, _template: str, _context: Any, doctree: nodes.document | None) -> None:
    """The style is for pages with two pictures in one figure only."""
    if doctree is not None and any(ONLY_DARK in image["classes"] for image in doctree.findall(nodes.image)):
        app.add_css_file(STYLE)


def _outdated(_app: Sphinx, env: BuildEnvironment, *_changes: set[str]) -> list[str]:
    """Pages that another graphdraw or another matplotlib has drawn, or whose specs have been translated."""
    domain = _domain(env)
    pages = domain.pages_with_news()
    if domain.data["made_with"] != made_with():
        domain.data["made_with"] = made_with()
        pages |= set(domain.data["pages"])
    return sorted(pages & env.found_docs)


def _prepare(app: Sphinx, env: BuildEnvironment, pages: list[str]) -> None:
    """A new environment draws all anew; processes that read are forked from one that has matplotlib already."""
    if not _domain(env).data["pages"]:
        _domain(env).keep_only(())
    if app.parallel > 1 and any(_speaks_of_us(Path(env.doc2path(page))) for page in pages):
        Figure(_SMALL).render()


def _speaks_of_us(page: Path) -> bool:
    try:
        return b"graphdraw" in files.read(page)
    except OSError:
        return False


def _tidy(app: Sphinx, exception: Exception | None) -> None:
    """Pictures that no page shows any more are removed, after a whole build."""
    if exception is None:
        domain = _domain(app.env)
        domain.keep_only(domain.recipes())
