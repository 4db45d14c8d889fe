"""Which font families have the glyphs of a figure; a missing glyph is found here, before anything is drawn.

matplotlib draws a frame for a glyph it does not have and a reader takes it for real text, so coverage is checked with
the fonts themselves. Search order: the theme's families, installed families made for Chinese, Japanese and Korean text,
any installed font that covers what is missing.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path

from matplotlib import get_cachedir
from matplotlib.font_manager import FontManager, FontProperties, findfont, fontManager, get_font

PREFERRED = (
    "Noto Sans CJK JP",
    "Noto Sans JP",
    "Source Han Sans JP",
    "Source Han Sans",
    "IPAexGothic",
    "IPAGothic",
    "Hiragino Sans",
    "Hiragino Kaku Gothic ProN",
    "Yu Gothic",
    "Meiryo",
    "MS Gothic",
)
"""Families tried first for what the theme's own families lack."""

LAST_RESORT = "Last Resort"
"""Claims every code point and draws a frame for each."""


class MissingGlyphsError(Exception):
    """No installed font has these characters; `characters` in the order of the text."""

    def __init__(self, characters: str) -> None:
        self.characters = characters
        super().__init__(characters)


def families_for(text: str, families: tuple[str, ...]) -> tuple[str, ...]:
    """The given families and, where they lack glyphs of the text, one installed family that has all the missing ones.

    Raises MissingGlyphsError with the characters that no installed font has.
    """
    missing = missing_characters(text, families)
    if not missing:
        return families
    installed = _installed()
    for family in (*(f for f in PREFERRED if f in installed), *sorted(installed)):
        if not missing_characters(missing, (family,)):
            return (*families, family)
    raise MissingGlyphsError("".join(c for c in missing if not any(_has(f, c) for f in installed)) or missing)


def font_file(family: str) -> str:
    """The path of the font file that a family is drawn with."""
    return str(findfont(FontProperties(family=[family]), fallback_to_default=False))


def font_list() -> Path:
    """The file in which matplotlib keeps which fonts are installed; it finds a new font when it writes this anew."""
    return Path(get_cachedir(), f"fontlist-v{FontManager.__version__}.json")


def missing_characters(text: Iterable[str], families: tuple[str, ...]) -> str:
    """The characters, each once, that none of the families has; white space counts as present."""
    return "".join(c for c in dict.fromkeys(text) if not c.isspace() and not any(_has(f, c) for f in families))


@lru_cache(maxsize=65536)
def _has(family: str, character: str) -> bool:
    return bool(get_font(font_file(family)).get_char_index(ord(character)))


def _installed() -> dict[str, None]:
    """Families matplotlib knows, those for symbols and the one that claims everything left out."""
    return {f.name: None for f in fontManager.ttflist if LAST_RESORT not in f.name}
