"""The last step: the bytes of a scene, and several scenes on one sheet."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from graphdraw.draw.style.themes import PLAIN
from graphdraw.errors import placing
from graphdraw.output.encoding import Encoding
from graphdraw.output.formats import FORMATS

if TYPE_CHECKING:  # start-up time: only pictures need it
    from graphdraw.draw.scene import Scene


def encoded(scene: Scene, format: str, encoding: Encoding = Encoding()) -> bytes:  # noqa: A002, B008 (a plain value)
    """The bytes of a scene in a registered format.

    Raises UnknownNameError for another format, UsageError for a choice that there is not, and SpecError for a picture
    too large for the format.
    """
    with placing(scene.where):
        return FORMATS.get(format).write(scene, encoding.checked())


def sheet_of(rows: Iterable[tuple[str, Iterable[tuple[str, Scene]]]]) -> Scene:
    """Figures on one sheet: in each row figures that belong together, each with what stands above it."""
    from graphdraw.output.settings import own_settings  # start-up time: brings matplotlib

    with own_settings():
        from graphdraw.draw.sheet import SheetCell, SheetRow, sheet
        from graphdraw.draw.text.fonts import families_for  # start-up time: need matplotlib

        filled = [SheetRow(heading, tuple(SheetCell(*cell) for cell in cells)) for heading, cells in rows]
        written = "".join(text for row in filled for text in (row.heading, *(cell.title for cell in row.cells)))
        return sheet(filled, families_for(written, PLAIN.fonts))
