"""A scene as PNG through matplotlib's Agg renderer, at an exact size and resolution.

Texts are filled outlines, so that a figure has the same proportions at every resolution.
"""

from __future__ import annotations

import io
import math

from matplotlib.backends.backend_agg import RendererAgg
from matplotlib.transforms import Affine2D
from PIL import Image

from graphdraw.draw.scene import LabelMark, Run, Scene
from graphdraw.output.glyphs import EM, outlined, shape_of
from graphdraw.output.limits import check_pixels
from graphdraw.output.paint import Painter, path_of

DEFAULT_DPI = 300
"""What publishers ask of figures with text."""

COMPRESSION = 6


def png(scene: Scene, dpi: int | None = None) -> bytes:
    """The scene as a PNG with its physical size; opaque unless the scene has no background.

    Raises TooLargeError over 20,000 pixels a side.
    """
    dpi = dpi or DEFAULT_DPI
    scale = dpi / 72
    width, height = (math.ceil(side * scale - 1e-6) for side in (scene.width, scene.height))
    check_pixels(scene, width, height)
    renderer = RendererAgg(width, height, dpi)
    painter = Painter(scene, renderer, scale)
    painter.transform = Affine2D().scale(scale, -scale).translate(0, height)
    painter.paint(lambda label: _letters(painter, label))
    image = Image.frombuffer("RGBA", (width, height), renderer.buffer_rgba(), "raw", "RGBA", 0, 1)
    if scene.background:
        image = image.convert("RGB")
    buffer = io.BytesIO()
    image.save(buffer, "png", dpi=(dpi, dpi), compress_level=COMPRESSION)
    return buffer.getvalue()


def _letters(painter: Painter, label: LabelMark) -> None:
    codes, points = "", []
    for run in label.runs:
        new_codes, new_points = _outline(painter.scene, run)
        codes += new_codes
        points += new_points
    if codes:
        painter.fill_path(path_of(codes, points), label.color, painter.transform)


def _outline(scene: Scene, run: Run) -> tuple[str, list[tuple[float, float]]]:
    """The run as one path in points of the scene."""
    text, unit = outlined(run.text, run.math, scene.fonts, scene.mathfont), run.size / EM
    codes, points = "", []
    for use in text.glyphs:
        shapes = shape_of(use.key)
        codes += shapes.codes
        points += [
            (run.x + (use.x + x * use.size) * unit, run.y - (use.y + y * use.size) * unit) for x, y in shapes.points
        ]
    for x, y, w, h in text.bars:
        codes += "MLLLZ"
        corners = ((x, y), (x, y + h), (x + w, y + h), (x + w, y))
        points += [(run.x + px * unit, run.y - py * unit) for px, py in corners]
    return codes, points
