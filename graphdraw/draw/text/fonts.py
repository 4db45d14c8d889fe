"""Which font families have the glyphs of a figure; a missing glyph is found here, before anything is drawn.

matplotlib draws a frame for a glyph it does not have and a reader takes it for real text, so coverage is checked with
the fonts themselves. Search order: the families asked for; the font of the extra `ja` and installed families made for
Chinese, Japanese and Korean, those of the figure's language first; the same among fonts that matplotlib's list does not
know yet; any installed font.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache

from matplotlib.font_manager import get_font

from graphdraw.draw.text import installed
from graphdraw.draw.text.extras import FAMILY, font_of_extra
from graphdraw.registry import suggestion

PREFERRED = {
    "ja": (
        *("Noto Sans CJK JP", "Noto Sans JP", "Source Han Sans JP", "Source Han Sans", "IPAexGothic", "IPAGothic"),
        *("Hiragino Sans", "Hiragino Kaku Gothic ProN", "Yu Gothic", "Meiryo", "MS Gothic"),
    ),
    "zh-hant": (
        *("Noto Sans CJK TC", "Noto Sans TC", "Source Han Sans TC", "Source Han Sans TW", "PingFang TC"),
        *("Microsoft JhengHei", "Heiti TC", "PMingLiU"),
    ),
    "zh-hk": ("Noto Sans CJK HK", "Noto Sans HK", "Source Han Sans HC", "PingFang HK"),
    "zh-hans": (
        *("Noto Sans CJK SC", "Noto Sans SC", "Source Han Sans SC", "Source Han Sans CN", "PingFang SC"),
        *("Hiragino Sans GB", "Microsoft YaHei", "WenQuanYi Micro Hei", "WenQuanYi Zen Hei", "SimHei", "SimSun"),
    ),
    "ko": (
        *("Noto Sans CJK KR", "Noto Sans KR", "Source Han Sans K", "Source Han Sans KR", "Apple SD Gothic Neo"),
        *("Malgun Gothic", "NanumGothic", "UnDotum"),
    ),
}
"""Families tried first for what the families asked for lack, by language: the same character differs between them."""

FOR_MATH = ("DejaVu Sans",)
"""Its characters may stand in math; what else is in a formula, mathtext replaces without a word."""

_SEEN = ("L", "N", "P", "S")
"""Categories of characters that can be shown in a message as they are."""


def families_for(text: Iterable[str], families: tuple[str, ...], lang: str | None = None) -> tuple[str, ...]:
    """The given families and, where they lack glyphs of the text, installed ones that have them: one if one has all.

    `lang` is a language tag. Characters that no installed font has are left; `missing_characters` names them.
    """
    missing = missing_characters(text, families)
    if not missing:
        return families
    tried: dict[str, None] = {}
    for stage in _stages(lang):
        for family in stage():
            if not missing_characters(missing, (family,)):
                return (*families, family)
            tried[family] = None
    return _together(missing, families, tuple(tried))


def before(families: Iterable[str], lang: str | None) -> tuple[str, ...]:
    """Families that would have been tried before those that were found, for a language, and are not installed.

    Where one of them comes, the figure may get another font.
    """
    order = tuple(_by_language(lang))
    earlier = {name for family in families if family in order for name in order[: order.index(family)]}
    there = installed.families()
    return tuple(name for name in order if name in earlier and name not in there)


def missing_characters(text: Iterable[str], families: tuple[str, ...]) -> str:
    """The characters, each once, that none of the families has; white space counts as present."""
    return "".join(c for c in without_glyph(text, families) if not c.isspace())


def without_glyph(text: Iterable[str], families: tuple[str, ...]) -> list[str]:
    """The characters, each once, that none of the families has, white space too."""
    return [c for c in dict.fromkeys(text) if not any(_has(f, c) for f in families)]


def named(characters: str) -> str:
    """Characters for a message; what cannot be seen, or only with its neighbour, is told by its number."""
    return "".join(c if unicodedata.category(c)[0] in _SEEN else f" U+{ord(c):04X} " for c in characters).strip()


def cure(characters: str) -> str:
    """What to do where no installed font has the characters."""
    if font_of_extra() is None and any(_is_japanese(c) for c in characters):
        return "pip install 'graphdraw[ja]', or install a font that has them"
    return "install a font that has them"


def unknown_family(family: str) -> tuple[str, str | None] | None:
    """What is wrong with a font family that an author asks for, and a hint; None if it is installed."""
    if family in installed.families() or (installed.add_new() and family in installed.families()):
        return None
    hint = suggestion(family, installed.families())
    return f"no font family '{family[:80]}' is installed", hint


def font_file(family: str) -> str:
    """The path of the font file that a family is drawn with; see `installed.font_file`."""
    return _file(family)


def _stages(lang: str | None) -> Iterator[Callable[[], Iterable[str]]]:
    """Where to look for a family, one after the other, since each costs more than the one before."""

    def preferred() -> list[str]:
        there = installed.families()
        return [family for family in _by_language(lang) if family in there]

    def new() -> list[str]:
        return preferred() if installed.add_new() else []

    yield preferred
    yield new
    yield lambda: sorted(installed.families())


def _by_language(lang: str | None) -> Iterator[str]:
    """Families for Chinese, Japanese and Korean, those of a language tag first; Japanese comes first without one."""
    first = _table_of((lang or "ja").lower())
    similar = [language for language in PREFERRED if language[:2] == first[:2]]
    for language in dict.fromkeys((first, *similar, *PREFERRED)):
        if language == "ja" and font_of_extra() is not None:
            yield FAMILY
        yield from PREFERRED[language]


def _table_of(lang: str) -> str:
    """The key of `PREFERRED` for a language tag in lower case."""
    if not lang.startswith("zh"):
        return lang.split("-")[0] if lang.split("-")[0] in PREFERRED else "ja"
    parts = lang.split("-")[1:]
    if "hk" in parts or "mo" in parts:
        return "zh-hk"
    return "zh-hant" if "hant" in parts or "tw" in parts else "zh-hans"


def _together(missing: str, families: tuple[str, ...], candidates: tuple[str, ...]) -> tuple[str, ...]:
    """The families and those candidates that have the characters between them, each time the one that has most."""
    while missing and candidates:
        best = min(candidates, key=lambda family: len(missing_characters(missing, (family,))))
        left = missing_characters(missing, (best,))
        if left == missing:
            break
        families, missing = (*families, best), left
    return families


@lru_cache(maxsize=65536)
def _has(family: str, character: str) -> bool:
    try:
        return bool(get_font(_file(family)).get_char_index(ord(character)))
    except (OSError, RuntimeError):
        return False  # a file that cannot be read


@lru_cache(maxsize=256)
def _file(family: str) -> str:
    return installed.font_file(family)


def _is_japanese(character: str) -> bool:
    return "\u2e80" <= character <= "\u30ff" or "\u3400" <= character <= "\u9fff" or "\uff00" <= character <= "\uffef"
