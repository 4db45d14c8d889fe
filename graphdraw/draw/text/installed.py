"""Which font families there are: those of matplotlib's list, the extra's, and those the list does not know yet.

matplotlib keeps its list in a file that it writes once. Fonts that were installed later are read beside it, and files
that were removed are passed over; the list of the session and its file stay as they are.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from contextlib import suppress
from functools import cache, lru_cache

from matplotlib.font_manager import FontEntry, FontManager, FontPath, findSystemFonts, fontManager

from graphdraw.draw.text.extras import font_of_extra

LAST_RESORT = "Last Resort"
"""Claims every code point and draws a frame for each."""

_SIZE = 10.0
"""Of the text that a font is looked for, in points: it matters for fonts of one size alone."""


def families() -> dict[str, None]:
    """Families that can be drawn with, in the order of matplotlib's list; the one of frames left out."""
    return {entry.name: None for entry in _entries() if LAST_RESORT not in entry.name}


def font_file(family: str) -> str:
    """The path of the font file that a family is drawn with.

    It knows which of a file's fonts is meant, where there are several. Raises ValueError where there is no such family.
    """
    found = _found(family)
    if found is None and add_new():
        found = _found(family)
    if found is None:
        raise ValueError(f"no font family '{family}' is installed")
    return found


@lru_cache(maxsize=1)
def add_new() -> bool:
    """Look once in a process for fonts that matplotlib's list does not know; whether there were any."""
    known = {entry.fname for entry in _entries()}
    new = _read(sorted(set(findSystemFonts()) - known))
    _ours().extend(new)
    return bool(new)


class _Entries(FontManager):
    """The entries of some files, without the search of the disk that another list begins with."""

    def __init__(self) -> None:
        self.ttflist, self.afmlist = [], []

    @staticmethod
    @lru_cache(maxsize=1)
    def _findfont_cached() -> None:
        """What `addfont` empties: here nothing, elsewhere what matplotlib has found for the session."""


def _read(paths: Iterable[str]) -> list[FontEntry]:
    entries = _Entries()
    for path in paths:
        with suppress(Exception):  # bitmaps and damaged files: matplotlib's own list leaves them out as well
            entries.addfont(path)
    return entries.ttflist


@lru_cache(maxsize=1)
def _ours() -> list[FontEntry]:
    """What matplotlib's list lacks: the font that pip has brought, and fonts that were installed later."""
    extra = font_of_extra()
    return _read([extra]) if extra else []


def _entries() -> Iterator[FontEntry]:
    """All fonts whose files are there."""
    return (entry for entry in (*fontManager.ttflist, *_ours()) if _is_there(entry.fname))


@cache
def _is_there(path: str) -> bool:
    return os.path.isfile(path)  # noqa: PTH113 (of a whole list, in a quarter of the time)


def _found(family: str) -> str | None:
    """The face that matplotlib would choose from these: the most regular one, of equals the first."""
    alike = [entry for entry in _entries() if entry.name.lower() == family.lower()]
    if not alike:
        return None
    best = min(alike, key=_from_regular)
    return FontPath(os.path.realpath(best.fname), best.index)


def _from_regular(entry: FontEntry) -> float:
    score = fontManager.score_style("normal", entry.style) + fontManager.score_variant("normal", entry.variant)
    score += fontManager.score_weight("normal", entry.weight) + fontManager.score_stretch("normal", entry.stretch)
    return float(score + fontManager.score_size(_SIZE, entry.size))
