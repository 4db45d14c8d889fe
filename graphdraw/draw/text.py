"""The size of a text, without a figure. Lengths in points.

Plain and math pieces of a label are measured and later set one after the other, so that a Japanese word beside a
formula keeps its font. Widths are advances (a trailing space counts), from matplotlib's own text layout.
"""

from __future__ import annotations

import warnings
from dataclasses import dataclass
from functools import lru_cache

import matplotlib as mpl
from matplotlib.font_manager import FontProperties
from matplotlib.textpath import TextToPath

from graphdraw.draw.labels import Piece, pieces

ASCENT, DESCENT = 0.76, 0.236
"""Of a line of text, per point of size: DejaVu Sans' ascender of `b` and descender of `g`."""

CAP_HEIGHT = 0.729
"""Of capitals and digits, per point of size (DejaVu Sans)."""

_CACHE = 20_000


@dataclass(frozen=True, slots=True)
class Placed:
    """A piece and how far to the right of the text's start it begins."""

    piece: Piece
    dx: float


@dataclass(frozen=True, slots=True)
class Text:
    """A measured label: `width`, and how far it reaches above and below its baseline (at least a normal line)."""

    text: str
    size: float
    width: float
    ascent: float
    descent: float
    placed: tuple[Placed, ...]

    @property
    def height(self) -> float:
        """From the top of the line to its bottom."""
        return self.ascent + self.descent


def measure(text: str, size: float, fonts: tuple[str, ...], mathfont: str) -> Text:
    """Measure a label of one line at a size in points; math must have been checked before."""
    width, ascent, descent = 0.0, ASCENT * size, DESCENT * size
    placed: list[Placed] = []
    for piece in pieces(text):
        w, above, below = _measure_piece(piece.text, piece.math, fonts, mathfont)
        placed.append(Placed(piece, width))
        width += w * size
        if piece.math:  # plain text fills its line; only a formula can be taller
            ascent, descent = max(ascent, above * size), max(descent, below * size)
    return Text(text, size, width, ascent, descent, tuple(placed))


@lru_cache(maxsize=_CACHE)
def _measure_piece(text: str, math: bool, fonts: tuple[str, ...], mathfont: str) -> tuple[float, float, float]:
    """Width, height above and below the baseline, per point of size: sizes scale, so one measurement serves all."""
    unit = 100.0
    properties = FontProperties(family=list(fonts), size=unit, math_fontfamily=mathfont)
    with mpl.rc_context({"text.usetex": False}), warnings.catch_warnings():
        warnings.filterwarnings("ignore", "Glyph")  # a missing glyph is a problem of the spec, told with its place
        width, height, descent = _text_to_path().get_text_width_height_descent(text, properties, math)
    return float(width) / unit, float(height - descent) / unit, float(descent) / unit


@lru_cache(maxsize=1)
def _text_to_path() -> TextToPath:
    return TextToPath()


@lru_cache(maxsize=_CACHE)
def ink(text: str, fonts: tuple[str, ...]) -> tuple[float, float]:
    """Lowest and highest ink of a plain text relative to its baseline, per point of size, upwards positive."""
    unit = 100.0
    vertices, _ = _text_to_path().get_text_path(FontProperties(family=list(fonts), size=unit), text)
    if not len(vertices):
        return 0.0, 0.0
    scale = unit / _text_to_path().FONT_SCALE  # outlines come in the font scale whatever the size
    heights = [float(vertex[1]) for vertex in vertices]
    return min(heights) * scale / unit, max(heights) * scale / unit
