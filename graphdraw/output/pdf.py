"""A scene as PDF through matplotlib's PDF renderer; the text stays text, so it can be searched and copied."""

from __future__ import annotations

import io

from matplotlib.backends.backend_pdf import PdfFile, RendererPdf
from matplotlib.font_manager import FontProperties

from graphdraw.draw.scene import LabelMark, Scene
from graphdraw.output.limits import check_inches
from graphdraw.output.paint import Painter

POINTS_PER_INCH = 72


def pdf(scene: Scene) -> bytes:
    """The scene as a one-page PDF whose page is the canvas; no date, so the same scene gives the same bytes.

    Fonts are embedded as TrueType (type 42), which submission systems accept. Raises TooLargeError over 200 inches.
    """
    check_inches(scene)
    buffer = io.BytesIO()
    info = {"CreationDate": None, "Creator": "graphdraw", "Title": scene.title or None, "Subject": None}
    file = PdfFile(buffer, metadata=info)
    try:
        file.newPage(scene.width / POINTS_PER_INCH, scene.height / POINTS_PER_INCH)
        renderer = RendererPdf(file, POINTS_PER_INCH, scene.height / POINTS_PER_INCH, scene.width / POINTS_PER_INCH)
        painter = Painter(scene, renderer, 1.0)
        painter.paint(lambda label: _letters(painter, renderer, label))
        renderer.finalize()
        file.finalize()
    finally:
        file.close()
    return buffer.getvalue()


def _letters(painter: Painter, renderer: RendererPdf, label: LabelMark) -> None:
    scene = painter.scene
    for run in label.runs:
        properties = FontProperties(family=list(scene.fonts), size=run.size, math_fontfamily=scene.mathfont)
        context = painter.context(label.color, 0.0)
        renderer.draw_text(context, run.x, scene.height - run.y, run.text, properties, 0.0, ismath=run.math)
        context.restore()
