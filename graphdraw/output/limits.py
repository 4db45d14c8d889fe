"""Limits on the size of PDFs and PNGs: a larger one could not be opened, or would not fit into memory."""

from __future__ import annotations

from graphdraw.draw.scene import Scene
from graphdraw.errors import Problem, SpecError

MAX_INCHES = 200
"""The longest side of a PDF page in inches (PDF 32000-1:2008, annex C.2: 14,400 units)."""

MAX_PIXELS = 20_000
"""The longest side of a PNG in pixels."""

MAX_AREA = 100_000_000
"""The most pixels of a PNG: at four bytes each while it is drawn, this stays within the 1 GB of SECURITY.md."""

_HINT = "draw it in another direction (view.direction), as SVG, or with a lower --dpi"


class PictureTooLargeError(SpecError):
    """The figure of a spec is too large for the format that was asked for."""


def check_inches(scene: Scene) -> None:
    """Raise PictureTooLargeError for a scene with a side over 200 inches."""
    for name, side in (("wide", scene.width), ("high", scene.height)):
        if side > MAX_INCHES * 72:
            raise _too_large(f"the figure is {side / 72:.0f} inches {name}, more than {MAX_INCHES}")


def check_pixels(scene: Scene, width: int, height: int) -> None:
    """Raise PictureTooLargeError for a side over 200 inches or 20,000 pixels, or for over 100,000,000 pixels in all."""
    check_inches(scene)
    for name, side in (("wide", width), ("high", height)):
        if side > MAX_PIXELS:
            raise _too_large(f"the picture is {side:,} pixels {name}, more than {MAX_PIXELS:,}")
    if width * height > MAX_AREA:
        size = f"{width:,} by {height:,} pixels"
        raise _too_large(f"the picture is {size}, which is more than {MAX_AREA:,} in all")


def _too_large(text: str) -> PictureTooLargeError:
    return PictureTooLargeError([Problem(None, text, "too-large", _HINT)])
