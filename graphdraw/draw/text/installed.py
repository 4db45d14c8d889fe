"""The installed font families: those in matplotlib's list, that of the extra `ja`, and fonts that the list lacks.

matplotlib keeps its list in a file that it writes once. Fonts installed later are added in a list of our own, and fonts
whose files were removed are passed over; matplotlib's list and its file are not changed.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from contextlib import suppress
from functools import cache, lru_cache

from matplotlib.font_manager import FontEntry, FontManager, FontPath, findSystemFonts, fontManager

from graphdraw.draw.text.extras import font_of_extra

LAST_RESORT = "Last Resort"
"""Part of the name of fonts that have a glyph for every character: an empty box."""

_SIZE = 10.0
"""The size of text in points for which a font is chosen; it matters only for fonts of a fixed size."""


def families() -> dict[str, None]:
    """The installed families, in the order of matplotlib's list, without `LAST_RESORT`."""
    return {entry.name: None for entry in _entries() if LAST_RESORT not in entry.name}


def font_file(family: str) -> str:
    """The path of the font file of a family: a `FontPath` of matplotlib, which also has the index of the font in it.

    Raises ValueError if the family is not installed.
    """
    found = _regular_face(family)
    if found is None and add_new():
        found = _regular_face(family)
    if found is None:
        raise ValueError(f"no font family '{family}' is installed")
    return found


@lru_cache(maxsize=1)
def add_new() -> bool:
    """Look for fonts that matplotlib's list lacks, once in a process; returns whether there are any."""
    known = {entry.fname for entry in _entries()}
    new = _read(sorted(set(findSystemFonts()) - known))
    _added().extend(new)
    return bool(new)


class _Entries(FontManager):
    """An empty list of fonts to add entries to; matplotlib's own class would search the disk first."""

    def __init__(self) -> None:
        self.ttflist, self.afmlist = [], []

    @staticmethod
    @lru_cache(maxsize=1)
    def _findfont_cached() -> None:
        """A cache for `addfont` to empty; without it, `addfont` would empty matplotlib's own cache."""


def _read(paths: Iterable[str]) -> list[FontEntry]:
    """The entries of font files; files that cannot be read are left out."""
    entries = _Entries()
    for path in paths:
        with suppress(Exception):  # bitmaps and damaged files: matplotlib's own list leaves them out as well
            entries.addfont(path)
    return entries.ttflist


@lru_cache(maxsize=1)
def _added() -> list[FontEntry]:
    """The entries that matplotlib's list lacks: the font of the extra `ja`, and what `add_new` has found."""
    extra = font_of_extra()
    return _read([extra]) if extra else []


def _entries() -> Iterator[FontEntry]:
    """All fonts whose files exist."""
    return (entry for entry in (*fontManager.ttflist, *_added()) if _is_there(entry.fname))


@cache
def _is_there(path: str) -> bool:
    return os.path.isfile(path)  # noqa: PTH113 (the list is long, and this takes a quarter of the time)


def _regular_face(family: str) -> str | None:
    """The path of the most regular font of a family, the first of equals, as matplotlib chooses it; None if none."""
    alike = [entry for entry in _entries() if entry.name.lower() == family.lower()]
    if not alike:
        return None
    best = min(alike, key=_distance_from_regular)
    return FontPath(os.path.realpath(best.fname), best.index)


def _distance_from_regular(entry: FontEntry) -> float:
    """The sum of matplotlib's scores of style, variant, weight, width and size; 0 is the best."""
    score = fontManager.score_style("normal", entry.style) + fontManager.score_variant("normal", entry.variant)
    score += fontManager.score_weight("normal", entry.weight) + fontManager.score_stretch("normal", entry.stretch)
    return float(score + fontManager.score_size(_SIZE, entry.size))
