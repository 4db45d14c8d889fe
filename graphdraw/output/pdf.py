"""Writing a scene as PDF with matplotlib's PDF renderer; text stays text, which can be searched and copied."""

from __future__ import annotations

import io
from collections.abc import Sequence
from typing import Any

from matplotlib.backend_bases import GraphicsContextBase
from matplotlib.backends.backend_pdf import RendererPdf, pdfRepr
from matplotlib.colors import to_rgba
from matplotlib.font_manager import FontProperties, get_font
from matplotlib.ft2font import FT2Font
from matplotlib.path import Path
from matplotlib.transforms import Affine2D

from graphdraw.draw.scene import Curve, LabelMark, Scene, TextRun
from graphdraw.draw.text.formulas import parser
from graphdraw.draw.text.typeset import EM, font_files
from graphdraw.output.encoding import PdfFonts
from graphdraw.output.limits import check_inches
from graphdraw.output.paint import outline_of_text, paint, path_of
from graphdraw.output.pdf_fonts import FontFile
from graphdraw.output.settings import own_settings

POINTS_PER_INCH = 72


def pdf(scene: Scene, fonts: PdfFonts = "42") -> bytes:
    """The scene as a PDF of one page of its size. It has no date, so that the same scene gives the same bytes.

    Fonts are embedded as TrueType or CFF (`42`), which submission systems accept, as Type 3 (`3`), or not at all
    (`outlines`). Raises PictureTooLargeError for a side over 200 inches.
    """
    check_inches(scene)
    with own_settings({"pdf.fonttype": 3 if fonts == "3" else 42}):
        return _written(scene, outlines=fonts == "outlines")


def _written(scene: Scene, *, outlines: bool) -> bytes:
    buffer = io.BytesIO()
    info = {"CreationDate": None, "Creator": "graphdraw", "Title": scene.title or None, "Subject": None}
    file = FontFile(buffer, metadata=info)
    try:
        file.newPage(scene.width / POINTS_PER_INCH, scene.height / POINTS_PER_INCH)
        renderer = _Renderer(file, scene)
        paint(scene, _Page(scene, renderer, outlines=outlines))
        renderer.finalize()
        file.finalize()
    finally:
        file.close()
    return buffer.getvalue()


class _Renderer(RendererPdf):
    """matplotlib's PDF renderer, with the parser and the font files that the text was measured with.

    Some of these fonts may be missing in matplotlib's own list.
    """

    def __init__(self, file: FontFile, scene: Scene) -> None:
        super().__init__(file, POINTS_PER_INCH, scene.height / POINTS_PER_INCH, scene.width / POINTS_PER_INCH)
        self.scene = scene
        self._text2path.mathtext_parser = parser()
        self._written: dict[tuple[str, float, bool], bytes] = {}

    def write(self, context: GraphicsContextBase, run: TextRun) -> None:
        """Draw a text. If the same text was drawn before, its bytes are copied, since laying it out takes long.

        The bytes are the same as if it were drawn again.
        """
        file, key, (x, y) = self.file, (run.text, run.size, run.math), (run.x, self.scene.height - run.y)
        self.check_gc(context, context.get_rgb())
        if (known := self._written.get(key)) is not None:
            file.write(_to_place(x, y) + known)
            return
        file.kept = []
        self.draw_text(context, x, y, run.text, self._font(run), 0.0, ismath=run.math)
        drawn, place, file.kept = b"".join(file.kept), _to_place(x, y), None
        if drawn.startswith(place):  # else this version of matplotlib writes texts differently
            self._written[key] = drawn.removeprefix(place)

    def _font(self, run: TextRun) -> FontProperties:
        fonts = self.scene.fonts
        file = font_files(fonts[:1])[0] if run.math else None  # for characters that the math fonts lack
        return FontProperties(family=list(fonts), size=run.size, fname=file, math_fontfamily=self.scene.mathfont)

    def _get_font_ttf(self, prop: FontProperties) -> FT2Font:
        font = get_font(font_files(tuple(prop.get_family())))
        font.clear()
        font.set_size(prop.get_size_in_points(), POINTS_PER_INCH)
        return font


def _to_place(x: float, y: float) -> bytes:
    """The bytes that matplotlib writes before a text without rotation at (x, y), in points."""
    return b"q\n" + b" ".join(map(pdfRepr, (1.0, 0.0, -0.0, 1.0, x, y))) + b" cm\n"


class _Page:
    """A page of a PDF as a `Surface`; `outlines` says to draw texts as outlines."""

    def __init__(self, scene: Scene, renderer: _Renderer, *, outlines: bool) -> None:
        self.scene, self.renderer, self.outlines = scene, renderer, outlines

    def fill(self, curves: Sequence[Curve], color: str) -> None:
        self._draw(curves, self._context(color, 0.0), to_rgba(color))

    def stroke(self, curves: Sequence[Curve], color: str, width: float, dash: tuple[float, ...] = ()) -> None:
        context = self._context(color, width)
        if dash:
            context.set_dashes(0, list(dash))
        self._draw(curves, context, None)

    def write(self, labels: Sequence[LabelMark], color: str) -> None:
        context = self._context(color, 0.0)
        for run in (run for label in labels for run in label.runs):
            if self.outlines:
                self._outlined(run, color)
            else:
                self.renderer.write(context, run)
        context.restore()

    def _outlined(self, run: TextRun, color: str) -> None:
        vertices, codes = outline_of_text(run.text, run.math, self.scene.fonts, self.scene.mathfont)
        path = Path(vertices * (run.size / EM) + (run.x, self.scene.height - run.y), codes)
        context = self._context(color, 0.0)
        self.renderer.draw_path(context, path, Affine2D(), to_rgba(color))
        context.restore()

    def _draw(self, curves: Sequence[Curve], context: GraphicsContextBase, face: Any) -> None:
        self.renderer.draw_path(context, path_of(curves, 1.0, self.scene.height), Affine2D(), face)
        context.restore()

    def _context(self, color: str, width: float) -> GraphicsContextBase:
        context: GraphicsContextBase = self.renderer.new_gc()
        context.set_foreground(color)
        context.set_linewidth(width)
        context.set_joinstyle("miter")
        context.set_capstyle("butt")
        context.set_snap(False)
        return context
