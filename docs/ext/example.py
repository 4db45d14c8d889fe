"""`example`: a spec as the reader would write it, and below it the figure that graphdraw draws from that very text."""

from __future__ import annotations

from typing import Any

from docutils import nodes
from sphinx.application import Sphinx

from graphdraw.integrations.sphinx.figures import GraphdrawDirective


def setup(app: Sphinx) -> dict[str, Any]:
    """The directive."""
    app.add_directive("example", Example)
    return {"parallel_read_safe": True, "parallel_write_safe": True}


class Example(GraphdrawDirective):
    """Takes the options of `graphdraw`; the spec is the content."""

    def run(self) -> list[nodes.Node]:
        """The text and the figure."""
        written = "\n".join(self.content)
        text = nodes.literal_block(written, written, language="yaml")
        self.set_source_info(text)
        return [text, *super().run()]
