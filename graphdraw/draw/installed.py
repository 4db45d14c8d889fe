"""Which font families there are: those of matplotlib's list, the extra's, and those the list does not know yet.

matplotlib keeps its list in a file that it writes once. Fonts that were installed later are added to the list of this
process, and fonts that were removed are taken from it; the file stays as it is.
"""

from __future__ import annotations

import warnings
from contextlib import suppress
from functools import lru_cache
from pathlib import Path

from matplotlib import get_cachedir
from matplotlib.font_manager import FontManager, FontProperties, findfont, findSystemFonts, fontManager

from graphdraw.draw.extras import font_of_extra

LAST_RESORT = "Last Resort"
"""Claims every code point and draws a frame for each."""


def families() -> dict[str, None]:
    """Families that can be drawn with, in the order of matplotlib's list; the one of frames left out."""
    _take_removed_from_list()
    add_extra()
    return {entry.name: None for entry in fontManager.ttflist if LAST_RESORT not in entry.name}


def font_file(family: str) -> str:
    """The path of the font file that a family is drawn with.

    It knows which of a file's fonts is meant, where there are several. Raises ValueError where there is no such family.
    """
    found = _found(family)
    if found is None and (family in families() or add_new()):
        found = _found(family)
    if found is None:
        raise ValueError(f"no font family '{family}' is installed")
    return found


def font_list() -> Path:
    """The file in which matplotlib keeps which fonts are installed."""
    return Path(get_cachedir(), f"fontlist-v{FontManager.__version__}.json")


@lru_cache(maxsize=1)
def add_extra() -> None:
    """Add the font that pip has brought, once in a process."""
    path = font_of_extra()
    if path is not None:
        _add([path])


@lru_cache(maxsize=1)
def add_new() -> bool:
    """Look once in a process for fonts that matplotlib's list does not know; whether there were any."""
    known = {entry.fname for entry in fontManager.ttflist}
    return _add(sorted(set(findSystemFonts()) - known))


def _add(paths: list[str]) -> bool:
    before = len(fontManager.ttflist)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        for path in paths:
            with suppress(Exception):  # bitmaps and damaged files: matplotlib's own list leaves them out as well
                fontManager.addfont(path)
    return len(fontManager.ttflist) > before


@lru_cache(maxsize=1)
def _take_removed_from_list() -> None:
    """Once in a process; otherwise matplotlib makes its whole list anew when it meets one."""
    fontManager.ttflist[:] = [entry for entry in fontManager.ttflist if Path(entry.fname).is_file()]


def _found(family: str) -> str | None:
    try:
        return findfont(FontProperties(family=[family]), fallback_to_default=False, rebuild_if_missing=False)
    except ValueError:
        return None
