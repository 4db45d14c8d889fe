"""Giving each builder its pictures when it writes a page: in its format, and dark ones only if it can show them.

Pages are read once for all builders; a format that is still missing is drawn here, in the main process.
"""

from __future__ import annotations

import os
import posixpath
from pathlib import Path
from typing import Any

from docutils import nodes
from sphinx.builders import Builder
from sphinx.environment import BuildEnvironment
from sphinx.transforms.post_transforms import SphinxPostTransform

from graphdraw import GraphdrawError
from graphdraw.integrations.sphinx.pictures import FORMATS, GraphdrawDomain, Recipe, wanted_format
from graphdraw.integrations.sphinx.telling import Told
from graphdraw.integrations.words import BROKEN

ONLY_LIGHT, ONLY_DARK = "only-light", "only-dark"
"""CSS classes of a light and of a dark picture, which furo, the PyData theme and the book theme support."""

PAIR = "graphdraw-pair"
"""The CSS class of the element round a light and a dark picture."""


def relative_to_source(path: Path, env: BuildEnvironment) -> str:
    """A path relative to the source folder, with slashes, as Sphinx writes paths."""
    return os.path.relpath(path, env.srcdir).replace(os.sep, "/")


def shows_dark(builder: Builder) -> bool:
    """Whether pages of the builder can switch between light and dark; other builders get only the light picture."""
    return builder.format == "html" and "epub" not in builder.name


class ResolvePictures(SphinxPostTransform):
    """Gives each of our images the file for the current builder; runs before Sphinx converts images."""

    default_priority = 90

    def run(self, **_options: Any) -> None:
        """Draw the pictures that are missing, and remove the images that the builder cannot show."""
        domain: GraphdrawDomain = self.env.get_domain(GraphdrawDomain.name)  # type: ignore[assignment]
        domain.written.add(self.env.docname)
        folder = relative_to_source(domain.folder, self.env)
        builder = self.env.app.builder
        kind = wanted_format(builder.supported_image_types)
        switches = shows_dark(builder)
        for image in list(self.document.findall(nodes.image)):
            if posixpath.dirname(image["uri"]) != folder:
                continue
            recipe = domain.recipe(posixpath.basename(image["uri"]).removesuffix(".*"), self.env.docname)
            if recipe is None:
                continue
            if recipe.dark and not switches:
                _remove_dark(image)
            elif kind is not None:
                self._set_file(image, kind, recipe, domain)

    def _set_file(self, image: nodes.image, kind: str, recipe: Recipe, domain: GraphdrawDomain) -> None:
        """Let an image show the picture in the format `kind`; a note replaces it if it cannot be drawn."""
        stem = posixpath.basename(image["uri"]).removesuffix(".*")
        try:
            path = domain.draw(stem, kind, recipe)
        except GraphdrawError as error:
            place = f"{image.source}:{image.line}"
            image.replace_self(Told(self.env, recipe.order.name, lambda _: place, place).refuse(error, BROKEN))
            return
        file = relative_to_source(path, self.env)
        image["candidates"] = {next(mime for mime, suffix in FORMATS.items() if suffix == kind): file}
        self.env.images.add_file(self.env.docname, file)


def _remove_dark(image: nodes.image) -> None:
    """Remove the dark image of a pair, and the element round the pair."""
    image.parent.remove(image)
    pair = image.parent.parent if isinstance(image.parent, nodes.reference) else image.parent
    if PAIR in pair["classes"]:
        pair.parent[pair.parent.index(pair)] = pair[0]
