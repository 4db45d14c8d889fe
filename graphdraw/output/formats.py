"""The table of output formats; everything that lists, guesses or writes a format reads it from here.

Writers are imported when a file is written, so that naming the formats costs no matplotlib.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, NamedTuple

from graphdraw.output.encoding import Encoding
from graphdraw.registry import Registry

if TYPE_CHECKING:  # start-up time: naming the formats needs no scene
    from graphdraw.draw.scene import Scene


class Format(NamedTuple):
    """A kind of file: its name is its suffix. `write(scene, encoding)` gives the bytes."""

    name: str
    doc: str
    binary: bool
    write: Callable[[Scene, Encoding], bytes]


def _svg(scene: Scene, encoding: Encoding) -> bytes:
    from graphdraw.output.settings import own_settings  # start-up time: brings matplotlib

    with own_settings():
        from graphdraw.output.svg import svg  # start-up time: needs matplotlib

        return svg(scene, encoding.svg_text, encoding.ids)


def _pdf(scene: Scene, encoding: Encoding) -> bytes:
    from graphdraw.output.settings import own_settings  # start-up time: brings matplotlib

    with own_settings():
        from graphdraw.output.pdf import pdf  # start-up time: needs matplotlib

        return pdf(scene, encoding.pdf_fonts)


def _png(scene: Scene, encoding: Encoding) -> bytes:
    from graphdraw.output.settings import own_settings  # start-up time: brings matplotlib

    with own_settings():
        from graphdraw.output.png import png  # start-up time: needs matplotlib

        return png(scene, encoding.dpi)


def _json(scene: Scene, encoding: Encoding) -> bytes:  # noqa: ARG001
    from graphdraw.output.scene_json import scene_json  # start-up time: beside the others

    return scene_json(scene)


FORMATS: Registry[Format] = Registry("format")
"""What `--format` and the suffix of an output can name."""

for _format in (
    Format("svg", "scalable, for web pages and e-books; text as outlines, or as text with --svg-text", False, _svg),
    Format("pdf", "scalable, for LaTeX and print; the text can be searched", True, _pdf),
    Format("png", "pixels at an exact size; 300 dpi unless --dpi says otherwise", True, _png),
    Format("json", "the drawn scene, for programs", False, _json),
):
    FORMATS.register(_format.name, _format)
