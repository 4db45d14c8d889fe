"""The registry of output formats: names, MIME types, options, and the function that writes each.

All code that lists, guesses or writes a format uses it. The writers are imported when a file is written, so that
listing the formats does not import matplotlib.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, NamedTuple

from graphdraw.output.encoding import PDF_FONTS, SVG_TEXTS, Encoding
from graphdraw.registry import Registry

if TYPE_CHECKING:  # start-up time: naming the formats needs no scene
    from graphdraw.draw.scene import Scene


Writer = Callable[["Scene", Encoding], bytes]
"""A function from a scene and the options to the bytes of a file."""


class Format(NamedTuple):
    """A kind of file. `name` is also its suffix; `options` are the flags of the command line that change its bytes.

    `picture` says whether it can be looked at, in a page or on a sheet of figures. `load` imports and returns the
    writer.
    """

    name: str
    doc: str
    mime: str
    binary: bool
    picture: bool
    options: tuple[str, ...]
    load: Callable[[], Writer]

    def write(self, scene: Scene, encoding: Encoding) -> bytes:
        """The bytes of a scene in this format. Raises PictureTooLargeError if the scene is too large for the format."""
        return self.load()(scene, encoding)


def _in_own_settings(load: Callable[[], Writer]) -> Callable[[], Writer]:
    """`load`, changed so that matplotlib is imported and the writer runs inside of `own_settings`."""

    def loaded() -> Writer:
        from graphdraw.output.settings import own_settings  # start-up time: brings matplotlib

        with own_settings():
            write = load()

        def written(scene: Scene, encoding: Encoding) -> bytes:
            with own_settings():
                return write(scene, encoding)

        return written

    return loaded


@_in_own_settings
def _svg() -> Writer:
    from graphdraw.output.svg import svg  # start-up time: needs matplotlib

    return lambda scene, encoding: svg(scene, encoding.svg_text, encoding.ids)


@_in_own_settings
def _pdf() -> Writer:
    from graphdraw.output.pdf import pdf  # start-up time: needs matplotlib

    return lambda scene, encoding: pdf(scene, encoding.pdf_fonts)


@_in_own_settings
def _png() -> Writer:
    from graphdraw.output.png import png  # start-up time: needs matplotlib

    return lambda scene, encoding: png(scene, encoding.dpi)


def _json() -> Writer:
    from graphdraw.output.scene_json import scene_json  # start-up time: only for this format

    return lambda scene, _: scene_json(scene)


FORMATS: Registry[Format] = Registry("format")
"""The formats by name, as in `--format` and in the suffix of an output; the most used comes first."""

for _format in (
    Format(
        "svg",
        "scalable, for web pages and e-books; text as outlines, or as text with --svg-text",
        "image/svg+xml",
        binary=False,
        picture=True,
        options=(f"--svg-text {'|'.join(SVG_TEXTS)}", "--id-prefix NAME"),
        load=_svg,
    ),
    Format(
        "pdf",
        "scalable, for LaTeX and print; the text can be searched",
        "application/pdf",
        binary=True,
        picture=True,
        options=(f"--pdf-fonts {'|'.join(PDF_FONTS)}",),
        load=_pdf,
    ),
    Format(
        "png",
        "pixels at an exact size; 300 dpi unless --dpi says otherwise",
        "image/png",
        binary=True,
        picture=True,
        options=("--dpi N",),
        load=_png,
    ),
    Format(
        "json",
        "the drawn scene, for programs",
        "application/json",
        binary=False,
        picture=False,
        options=(),
        load=_json,
    ),
):
    FORMATS.register(_format.name, _format)
