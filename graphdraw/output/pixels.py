"""A surface of pixels: matplotlib's Agg renderer, used without the slow import of matplotlib's figure modules.

The compiled renderer is called in the same way as by matplotlib's `backend_agg`, but with a `_Pen` instead of a
`GraphicsContextBase`.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from matplotlib.backends._backend_agg import RendererAgg  # type: ignore[attr-defined]
from matplotlib.colors import to_rgba
from matplotlib.path import Path

from graphdraw.draw.scene import Curve, LabelMark, Scene
from graphdraw.draw.text.typeset import EM
from graphdraw.output.paint import outline_of_text, path_of


class _Pen:
    """The attributes and methods of a graphics context that the renderer uses, under matplotlib's names."""

    _alpha, _forced_alpha, _antialiased = 1.0, False, True
    _capstyle, _joinstyle = "butt", "miter"
    _cliprect = None

    def __init__(self, color: str, width: float, dash: tuple[float, ...] = ()) -> None:
        self._rgb, self._linewidth = to_rgba(color), width  # in points: the renderer scales it by its resolution
        self._dashes = dash

    def get_dashes(self) -> tuple[float, tuple[float, ...] | None]:
        return 0.0, self._dashes or None

    def get_clip_path(self) -> tuple[None, None]:
        return None, None

    def get_snap(self) -> bool:
        return False

    def get_hatch_path(self) -> None:
        return None

    def get_hatch_color(self) -> tuple[float, ...]:
        return self._rgb

    def get_hatch_linewidth(self) -> float:
        return 1.0

    def get_sketch_params(self) -> None:
        return None


class Pixels:
    """A `Surface` of `width` x `height` pixels, transparent at first."""

    def __init__(self, scene: Scene, width: int, height: int, dpi: int) -> None:
        self.scene, self.scale, self.height = scene, dpi / 72, height
        self.renderer = RendererAgg(width, height, dpi)

    def rgba(self) -> Any:
        """The pixels drawn so far: an array of bytes of shape (height, width, 4), red, green, blue and alpha."""
        return np.asarray(self.renderer)

    def fill(self, curves: Sequence[Curve], color: str) -> None:
        """Fill closed paths."""
        self._draw(path_of(curves, self.scale, self.height), _Pen(color, 0.0), to_rgba(color))

    def stroke(self, curves: Sequence[Curve], color: str, width: float, dash: tuple[float, ...] = ()) -> None:
        """Stroke paths."""
        self._draw(path_of(curves, self.scale, self.height), _Pen(color, width, dash), None)

    def write(self, labels: Sequence[LabelMark], color: str) -> None:
        """Fill the outlines of the texts, so that a figure has the same proportions at every resolution."""
        scale, fonts, mathfont = self.scale, self.scene.fonts, self.scene.mathfont
        vertices, codes = [], []
        for label in labels:
            for run in label.runs:
                outline, its_codes = outline_of_text(run.text, run.math, fonts, mathfont)
                vertices.append(outline * (run.size / EM * scale) + (run.x * scale, self.height - run.y * scale))
                codes.append(its_codes)
        if codes:
            self._draw(Path(np.concatenate(vertices), np.concatenate(codes)), _Pen(color, 0.0), to_rgba(color))

    def _draw(self, path: Path, pen: _Pen, face: Any) -> None:
        self.renderer.draw_path(pen, path, np.identity(3), face)
