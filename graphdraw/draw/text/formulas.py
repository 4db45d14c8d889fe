"""Setting formulas as matplotlib's mathtext does, with a parser of our own, since another thread may use matplotlib's.

Most formulas are read by `mathtree` and set by `mathset`, in a tenth of the time; the others by mathtext.
"""

from __future__ import annotations

import re
from contextlib import suppress
from functools import lru_cache
from threading import get_ident
from typing import TYPE_CHECKING, Any

from matplotlib.font_manager import FontProperties
from matplotlib.ft2font import LoadFlags
from matplotlib.mathtext import MathTextParser

if TYPE_CHECKING:  # see `_set_quickly`
    from graphdraw.draw.text.mathset import Fonts

EM, DPI = 100.0, 72
"""The size in points at which formulas are set, and the dots per inch: the scale of matplotlib's `TextToPath`."""

KEPT = 4_000
"""How many formulas are kept after they are set, since each is first checked and then drawn."""

_OTHER_FONT = re.compile("default|regular")
"""Part of the commands that set letters in the font of the text round a formula."""


class _Parser(MathTextParser):  # type: ignore[type-arg]
    """A parser with a grammar of its own: all instances of matplotlib's class share one grammar and its state."""

    _parser = None

    def parse(self, s: str, dpi: float = DPI, prop: FontProperties | None = None, **more: Any) -> Any:
        """The formula as it was set before, or as it is set now; by mathtext alone for another resolution."""
        if prop is None or dpi != DPI or more:
            return super().parse(s, dpi, prop, **more)
        file = prop.get_file() if _OTHER_FONT.search(s) else None
        return _set(get_ident(), s, prop.get_math_fontfamily(), file, prop.get_size_in_points())


def parser() -> MathTextParser:  # type: ignore[type-arg]
    """The parser of this thread; its results refer to fonts of the thread."""
    return _parser(get_ident())


def formula(text: str, mathfont: str, file: str | None = None) -> Any:
    """Matplotlib's `VectorParse` of a formula between dollars, set at `EM` points.

    `file` is the font file of the text round it. Raises mathtext's errors if the formula cannot be set.
    """
    return _set(get_ident(), text, mathfont, file if _OTHER_FONT.search(text) else None, EM)


def is_set_quickly(text: str) -> bool:
    """Whether `mathtree` reads a formula between dollars, so that mathtext need not."""
    with suppress(Exception):
        from graphdraw.draw.text.mathtree import read  # optional, as in `_set_quickly`

        return read(text[1:-1]) is not None
    return False


@lru_cache(maxsize=KEPT)
def _set(thread: int, text: str, mathfont: str, file: str | None, size: float) -> Any:
    """The `VectorParse` of a formula between dollars, kept for each thread; raises mathtext's errors."""
    if (found := _set_quickly(thread, text, mathfont, file, size)) is not None:
        return found
    properties = FontProperties(fname=file, size=size, math_fontfamily=mathfont)
    return MathTextParser.parse(_parser(thread), text, DPI, properties)


def _set_quickly(thread: int, text: str, mathfont: str, file: str | None, size: float) -> Any:
    """The `VectorParse` of a formula, set without mathtext's parser; None if that cannot be done.

    It cannot be done for unusual and wrong formulas, and with a version of matplotlib whose internals have changed.
    """
    inside = text[1:-1]
    with suppress(Exception):  # mathtext then reports what is wrong with the formula
        from graphdraw.draw.text.mathset import vector_parse  # optional: another matplotlib may lack what it imports
        from graphdraw.draw.text.mathtree import read  # optional, too

        if text == f"${inside}$" and (parts := read(inside)) is not None:
            return vector_parse(inside, parts, _fonts(thread, mathfont, file), size, DPI)
    return None


@lru_cache(maxsize=64)
def _fonts(_: int, mathfont: str, file: str | None) -> Fonts:
    """The fonts for math of one thread, which alone may use them."""
    from graphdraw.draw.text.mathset import Fonts  # optional, as above

    return Fonts(mathfont, FontProperties(fname=file), LoadFlags.NO_HINTING)


@lru_cache(maxsize=64)
def _parser(_: int) -> _Parser:
    return _Parser("path")
