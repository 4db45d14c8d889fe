"""The directive `graphdraw`: a figure that is drawn from a spec, with all options of Sphinx's `figure`."""

from __future__ import annotations

from pathlib import Path, PurePosixPath
from typing import Any, ClassVar

from docutils import nodes
from docutils.parsers.rst import directives
from docutils.statemachine import StringList
from sphinx.directives.patches import Figure as FigureDirective

from graphdraw import Figure, GraphdrawError
from graphdraw.integrations.pairs import demand_light
from graphdraw.integrations.sphinx.pictures import PictureOrder, Recipe, wanted_format
from graphdraw.integrations.sphinx.resolving import ONLY_DARK, ONLY_LIGHT, PAIR, relative_to_source, shows_dark
from graphdraw.integrations.sphinx.roles import shown
from graphdraw.integrations.sphinx.specs import SpecDirective
from graphdraw.integrations.sphinx.telling import is_myst
from graphdraw.integrations.words import BROKEN


def switch(argument: str | None) -> bool:
    """The value of an option that means yes if it has no argument; `no` overrides a book-wide yes."""
    return bool(directives.choice(argument or "yes", ("yes", "no")) == "yes")


class GraphdrawDirective(FigureDirective, SpecDirective):
    """A figure drawn from a spec.

    With a file as its argument, the content is the caption and the legend. Without one, the content is the spec, and
    the option `caption` has the caption.
    """

    required_arguments = 0
    optional_arguments = 1
    content: StringList
    content_offset: int
    final_argument_whitespace = True
    option_spec: ClassVar[dict[str, Any]] = {
        **FigureDirective.option_spec,
        **SpecDirective.spec_options,
        "caption": directives.unchanged_required,
        "dark-pair": switch,
    }

    def run(self) -> list[nodes.Node]:
        """The figure node. If the spec has problems, a note stands in place of the picture, and links still work."""
        self.begin()
        name, uri = self.options.get("name"), "broken"
        figure: Figure | None = None
        note: nodes.error | None = None
        dark: str | None = None
        try:
            order = self.order()
            figure = self.figure(order)
            uri, dark = self._drawn(order, figure)
            self.options.setdefault("alt", figure.describe())
        except GraphdrawError as error:
            figure, note = None, self.told.refuse(error, BROKEN)
        self.arguments = [uri]
        self._take_caption()
        self.options["class"] = [*self.options.get("class", ()), "graphdraw"]
        result = super().run()
        shown(self.env).add(next(node for node in result if isinstance(node, nodes.Element)), figure, name)
        image = next((image for node in result for image in node.findall(nodes.image)), None)
        if image is not None and note is not None:
            linked(image).replace_self(note)
        elif image is not None and dark is not None:
            add_dark(image, dark)
        return result

    def _drawn(self, order: PictureOrder, figure: Figure) -> tuple[str, str | None]:
        """Draw the light and the dark picture (or None); their URIs for image nodes. Raises GraphdrawError."""
        pair = self.options.get("dark-pair", self.config.graphdraw_dark_pair)
        if pair:
            demand_light(figure, "take another theme, or say ':dark-pair: no'")
        light = self._picture(Recipe(order), figure)
        return light, self._picture(Recipe(order, dark=True), figure) if pair else None

    def _picture(self, recipe: Recipe, figure: Figure) -> str:
        """Draw a picture in the format of the builder; its URI for an image node, with `*` for the suffix."""
        domain = self.domain_of_graphdraw
        docname = PurePosixPath(self.env.docname).name
        readable = self.options.get("name", docname) if self.is_body else Path(recipe.order.source).stem
        stem = recipe.stem(figure, f"{readable}-dark" if recipe.dark else readable)
        # a builder without images also draws, so that every builder reports a figure that cannot be drawn
        kind = wanted_format(self.env.app.builder.supported_image_types) or "svg"
        path = domain.file(stem, kind)
        if not recipe.dark or shows_dark(self.env.app.builder):
            domain.draw(stem, kind, recipe, figure)
        domain.note_page(self.env.docname)[stem] = recipe
        return f"/{relative_to_source(path.with_suffix('.*'), self.env)}"

    def _take_caption(self) -> None:
        """Set `content` as `figure` expects it: a paragraph for the caption, then the legend."""
        source, line = self.get_source_info()
        rest = StringList() if self.is_body else self.content
        caption = self.options.pop("caption", None)
        if caption is not None:
            below, lines = self.option_line("caption"), caption.splitlines()
            offset = below - 1 if is_myst(self) else self.lineno + below - 1
            # empty lines between caption and legend, so that every line keeps its number on the page
            lines += [""] * max(1, self.content_offset - offset - len(lines) if rest else 1)
            self.content = StringList(lines, items=[(source, line + below - 1 + i) for i in range(len(lines))]) + rest
            self.content_offset = offset
        else:
            self.content = rest


def linked(image: nodes.image) -> nodes.Element:
    """The link round an image (from the option `target`), or the image itself if there is none."""
    return image.parent if isinstance(image.parent, nodes.reference) else image


def add_dark(light: nodes.image, uri: str) -> None:
    """Put a dark image after the light one, in the same numbered figure; themes show one of the two."""
    dark = light.copy()
    dark["uri"] = uri
    light["classes"] += [ONLY_LIGHT]
    dark["classes"] += [ONLY_DARK]
    shown = linked(light)
    figure = shown.parent
    # the PyData theme hides a caption beside a picture that it hides; a link outside of a text has one picture only
    pair = nodes.inline("", classes=[PAIR])
    figure[figure.index(shown)] = pair
    pair += shown
    light.parent += dark
