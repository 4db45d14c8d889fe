"""Formulas as matplotlib sets them, by a parser apart from the one of the session, which another thread may be using.

Most formulas are read by `mathtree` and set by `mathset`, in a tenth of the time; the rest by matplotlib alone.
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

if TYPE_CHECKING:  # see `_quickly`
    from graphdraw.draw.text.mathset import Fonts

EM, DPI = 100.0, 72
"""Formulas are set at so many points, and as many dots are a point: the scale of matplotlib's `TextToPath`."""

KEPT = 4_000
"""Formulas that are kept as they are set: what was checked is drawn a moment later."""

_OTHER_FONT = re.compile("default|regular")
"""In the commands for letters of the font of the text around a formula."""


class _Parser(MathTextParser):  # type: ignore[type-arg]
    """All parsers of a class share one grammar and where it stands; this class has a grammar of its own."""

    _parser = None

    def parse(self, s: str, dpi: float = DPI, prop: FontProperties | None = None, **more: Any) -> Any:
        """What was set before, or is set now; at another resolution, which nobody asks for, by mathtext alone."""
        if prop is None or dpi != DPI or more:
            return super().parse(s, dpi, prop, **more)
        file = prop.get_file() if _OTHER_FONT.search(s) else None
        return _set(get_ident(), s, prop.get_math_fontfamily(), file, prop.get_size_in_points())


def parser() -> MathTextParser:  # type: ignore[type-arg]
    """The parser of this thread: what it has parsed holds fonts of the thread."""
    return _parser(get_ident())


def formula(text: str, mathfont: str, file: str | None = None) -> Any:
    """Matplotlib's `VectorParse` of a formula between dollars, `EM` points large.

    `file` is that of the font of the text around it. Raises what mathtext raises where it cannot set the formula.
    """
    return _set(get_ident(), text, mathfont, file if _OTHER_FONT.search(text) else None, EM)


def is_read(text: str) -> bool:
    """Whether a formula between dollars is read here, and not by mathtext."""
    with suppress(Exception):
        from graphdraw.draw.text.mathtree import read  # optional, as in `_quickly`

        return read(text[1:-1]) is not None
    return False


@lru_cache(maxsize=KEPT)
def _set(thread: int, text: str, mathfont: str, file: str | None, size: float) -> Any:
    if (found := _quickly(thread, text, mathfont, file, size)) is not None:
        return found
    properties = FontProperties(fname=file, size=size, math_fontfamily=mathfont)
    return MathTextParser.parse(_parser(thread), text, DPI, properties)


def _quickly(thread: int, text: str, mathfont: str, file: str | None, size: float) -> Any:
    """A formula that is read here; None for another, for one that cannot be set, and where matplotlib is new to us."""
    inside = text[1:-1]
    with suppress(Exception):  # what is not to be set, mathtext has words for
        from graphdraw.draw.text.mathset import drawn  # optional: the next matplotlib may have other parts
        from graphdraw.draw.text.mathtree import read  # optional, too

        if text == f"${inside}$" and (parts := read(inside)) is not None:
            return drawn(inside, parts, _fonts(thread, mathfont, file), size, DPI)
    return None


@lru_cache(maxsize=64)
def _fonts(_: int, mathfont: str, file: str | None) -> Fonts:
    """Those for math, for a thread, which alone may use what it has looked up."""
    from graphdraw.draw.text.mathset import Fonts  # optional, as above

    return Fonts(mathfont, FontProperties(fname=file), LoadFlags.NO_HINTING)


@lru_cache(maxsize=64)
def _parser(_: int) -> _Parser:
    return _Parser("path")
