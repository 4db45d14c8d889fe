"""Texts as outlines of glyphs, from matplotlib's own text layout; every glyph and every text is worked out once.

Units: an em is `EM` units, y upwards, the start of the baseline at the origin.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from matplotlib.font_manager import FontProperties, findfont, get_font
from matplotlib.textpath import TextToPath

EM = float(TextToPath.FONT_SCALE)

_CODES = {1: "M", 2: "L", 3: "Q", 4: "C", 79: "Z"}
_CACHE = 20_000


@dataclass(frozen=True, slots=True)
class GlyphUse:
    """A glyph at (x, y), enlarged by `size` (indices are smaller than the letter they stand at)."""

    key: str
    x: float
    y: float
    size: float


@dataclass(frozen=True, slots=True)
class Outlined:
    """A text as glyphs and bars (of fractions and roots: x, y, width, height)."""

    glyphs: tuple[GlyphUse, ...]
    bars: tuple[tuple[float, float, float, float], ...]


@dataclass(frozen=True, slots=True)
class Shapes:
    """Outlines of glyphs by key: letters as in the scene's `Curve`, and the points they use."""

    codes: str
    points: tuple[tuple[float, float], ...]


_shapes: dict[str, Shapes] = {}
"""Only ever added to, and a key always means the same outline: a cache, not a state."""


@lru_cache(maxsize=_CACHE)
def outlined(text: str, math: bool, fonts: tuple[str, ...], mathfont: str) -> Outlined:
    """The glyphs of a piece of text; `math` is mathtext between dollars."""
    maker = _maker()
    if math:
        properties = FontProperties(family=list(fonts), math_fontfamily=mathfont)
        uses, new, bars = maker.get_glyphs_mathtext(properties, text)
    else:
        font = get_font([findfont(FontProperties(family=[f]), fallback_to_default=False) for f in fonts])
        font.set_size(maker.FONT_SCALE, maker.DPI)
        uses, new, bars = maker.get_glyphs_with_font(font, text)
    prefix = f"{mathfont}:" if math else ""
    for key, (vertices, codes) in new.items():
        _shapes.setdefault(prefix + key, _as_shapes(vertices, codes))
    glyphs = tuple(GlyphUse(prefix + key, float(x), float(y), float(size)) for key, x, y, size in uses)
    return Outlined(glyphs, tuple(_bar(vertices) for vertices, _ in bars))


def shape_of(key: str) -> Shapes:
    """The outline of a glyph that `outlined` has named."""
    return _shapes[key]


def _as_shapes(vertices: Any, codes: Any) -> Shapes:
    """Matplotlib repeats a code for each point it uses and gives a closing piece a point of no meaning."""
    letters: list[str] = []
    points: list[tuple[float, float]] = []
    skip = 0
    for (x, y), code in zip(vertices, codes, strict=True):
        letter = _CODES[int(code)]
        if letter == "Z":
            letters.append(letter)
            continue
        points.append((float(x), float(y)))
        if skip:
            skip -= 1
            continue
        letters.append(letter)
        skip = {"Q": 1, "C": 2}.get(letter, 0)
    return Shapes("".join(letters), tuple(points))


def _bar(vertices: Any) -> tuple[float, float, float, float]:
    (x, y), (right, top) = vertices[0], vertices[2]
    return float(x), float(y), float(right - x), float(top - y)


@lru_cache(maxsize=1)
def _maker() -> TextToPath:
    return TextToPath()
