"""Numbers and signs as formulas for LaTeX: pdflatex, which Sphinx runs by default, lacks some of the characters."""

from __future__ import annotations

from typing import Any, ClassVar

from docutils import nodes
from sphinx.transforms.post_transforms import SphinxPostTransform

from graphdraw.ops.tex import tex_formula, tex_parts


class Formulas(SphinxPostTransform):
    """Turns numbers and signs that the extension has written into formulas, for LaTeX; other builders show the text."""

    formats: ClassVar = ("latex",)  # type: ignore[misc]
    default_priority = 91

    def run(self, **_options: Any) -> None:
        """Change the numbers of roles, the cells of tables and the signs in notes, but not captions of authors."""
        for node in list(self.document.findall(nodes.Element)):
            if "graphdraw" not in node.get("classes", ()):
                continue
            parts = node.findall(nodes.entry) if isinstance(node, nodes.table) else [node]
            for part in list(parts):
                _set(part, numbers=not isinstance(node, nodes.error))


def _set(node: nodes.Element, numbers: bool) -> None:
    """Turn the texts in a node into formulas, with `numbers` also plain numbers; formulas are turned into TeX."""
    for text in list(node.findall(nodes.Text)):
        parent, written = text.parent, text.astext()
        if isinstance(parent, nodes.math):
            parent.replace(text, nodes.Text(tex_formula(written)))
        else:
            parent.replace(text, [_piece(*part) for part in tex_parts(written, numbers)])


def _piece(text: str, is_formula: bool) -> nodes.Node:
    return nodes.math(text, text) if is_formula else nodes.Text(text)
