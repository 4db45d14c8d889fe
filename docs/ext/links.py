"""Links that lead out of `docs/`, as readers of the repository need them, told where the site has their targets.

Files that the site has no page for are downloads, which MyST makes of them; a folder has no page, so its link is text.
"""

from __future__ import annotations

import posixpath
from pathlib import Path
from typing import Any

from docutils import nodes
from sphinx import addnodes
from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment
from sphinx.transforms import SphinxTransform

PAGES = {
    "../SECURITY.md": "security",
    "../CHANGELOG.md": "changelog",
    "../CONTRIBUTING.md": "contributing",
    "../README.md": "index",
    "../specs": "gallery",
}
"""Pages of the site by paths from its source folder."""


def setup(app: Sphinx) -> dict[str, Any]:
    """Looks at the links of every page that is read."""
    app.add_transform(Links)
    return {"parallel_read_safe": True, "parallel_write_safe": True}


class Links(SphinxTransform):
    """Before the files are noted that a page offers for download."""

    default_priority = 500

    def apply(self, **_options: Any) -> None:
        """Look at every link that MyST has made of a path."""
        kinds = (addnodes.pending_xref, addnodes.download_reference)
        for link in [link for kind in kinds for link in self.document.findall(kind)]:
            if link.get("reftype") == "myst":
                _lead(link, self.env)


def _lead(link: nodes.Element, env: BuildEnvironment) -> None:
    """Give a link out of the folder its page or its anchor, or leave only its text."""
    path, _, anchor = link["reftarget"].partition("#")
    place = posixpath.normpath(posixpath.join(posixpath.dirname(env.docname), path))
    if not place.startswith("../"):
        return
    page = PAGES.get(place)
    if place.startswith("../specs/"):
        page, anchor = "gallery", f"spec-{Path(place).stem}"
    if page is not None:
        options = {"refdomain": "doc", "reftarget": page, "reftargetid": anchor or None, "reftype": "myst"}
        new = addnodes.pending_xref("", *link.children, refdoc=env.docname, refexplicit=True, **options)
        new.source, new.line = link.source, link.line
        link.replace_self(new)
    elif (Path(env.srcdir) / place).is_dir():
        link.replace_self(link.children)
