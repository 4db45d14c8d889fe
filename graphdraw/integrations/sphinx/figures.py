"""`graphdraw`: a figure with a picture that is drawn from a spec, with all options of Sphinx's own `figure`."""

from __future__ import annotations

from pathlib import Path, PurePosixPath
from typing import Any, ClassVar

from docutils import nodes
from docutils.parsers.rst import directives
from docutils.statemachine import StringList
from sphinx.directives.patches import Figure as FigureDirective

from graphdraw import Figure, GraphdrawError
from graphdraw.integrations.pairs import demand_light
from graphdraw.integrations.sphinx.pictures import Order, Recipe, wanted_format
from graphdraw.integrations.sphinx.resolving import ONLY_DARK, ONLY_LIGHT, PAIR, relative_to_source, shows_dark
from graphdraw.integrations.sphinx.roles import shown
from graphdraw.integrations.sphinx.specs import SpecDirective
from graphdraw.integrations.sphinx.telling import is_myst
from graphdraw.integrations.words import BROKEN


def switch(argument: str | None) -> bool:
    """An option that says yes by being there; `no` is for where the book says yes."""
    return bool(directives.choice(argument or "yes", ("yes", "no")) == "yes")


class GraphdrawDirective(FigureDirective, SpecDirective):
    """With a file as argument the content is caption and legend; without, it is the spec, and `caption` the caption."""

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
        """The figure node; for a spec with a mistake it has a note in place of the picture, and the same target."""
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

    def _drawn(self, order: Order, figure: Figure) -> tuple[str, str | None]:
        """Where the light and the dark picture are, as an image names them; raises GraphdrawError."""
        pair = self.options.get("dark-pair", self.config.graphdraw_dark_pair)
        if pair:
            demand_light(figure, "take another theme, or say ':dark-pair: no'")
        light = self._picture(Recipe(order), figure)
        return light, self._picture(Recipe(order, dark=True), figure) if pair else None

    def _picture(self, recipe: Recipe, figure: Figure) -> str:
        domain = self.domain_of_graphdraw
        docname = PurePosixPath(self.env.docname).name
        readable = self.options.get("name", docname) if self.is_body else Path(recipe.order.source).stem
        stem = recipe.stem(figure, f"{readable}-dark" if recipe.dark else readable)
        # a builder without images draws, too, so that what cannot be drawn is told by every builder
        kind = wanted_format(self.env.app.builder.supported_image_types) or "svg"
        path = domain.file(stem, kind)
        if not recipe.dark or shows_dark(self.env.app.builder):
            domain.draw(stem, kind, recipe, figure)
        domain.note_page(self.env.docname)[stem] = recipe
        return f"/{relative_to_source(path.with_suffix('.*'), self.env)}"

    def _take_caption(self) -> None:
        """The content as that of a `figure`: a paragraph for the caption, the rest for the legend."""
        source, line = self.get_source_info()
        rest = StringList() if self.is_body else self.content
        caption = self.options.pop("caption", None)
        if caption is not None:
            below, lines = self.option_line("caption"), caption.splitlines()
            offset = below - 1 if is_myst(self) else self.lineno + below - 1
            # lines between caption and legend keep every line where it is on the page
            lines += [""] * max(1, self.content_offset - offset - len(lines) if rest else 1)
            self.content = StringList(lines, items=[(source, line + below - 1 + i) for i in range(len(lines))]) + rest
            self.content_offset = offset
        else:
            self.content = rest


def linked(image: nodes.image) -> nodes.Element:
    """The picture with the link round it, if `target` makes it one."""
    return image.parent if isinstance(image.parent, nodes.reference) else image


def add_dark(light: nodes.image, uri: str) -> None:
    """Put the dark picture behind the light one: one figure with one number, of which themes show either."""
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
