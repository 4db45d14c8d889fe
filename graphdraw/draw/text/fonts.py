"""Choosing font families that have the glyphs of a figure, and finding characters that no font has.

matplotlib draws an empty box for a missing glyph, so the fonts themselves are checked before drawing. Families are
searched in this order: those asked for; the font of the extra `ja` and installed families for Chinese, Japanese and
Korean, those of the figure's language first; the same families among fonts that are new to matplotlib's list; any
installed family.
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
"""By language: the families tried first for missing characters, since the same character looks different in each."""

FOR_MATH = ("DejaVu Sans",)
"""The font whose characters may stand in formulas; mathtext silently replaces all others."""

_SEEN = ("L", "N", "P", "S")
"""The Unicode categories of characters that can be seen in a message."""


def families_for(text: Iterable[str], families: tuple[str, ...], lang: str | None = None) -> tuple[str, ...]:
    """The given families, and after them installed ones that have the missing characters of the text.

    One family is added if it has all of them, else as few as needed. `lang` is a language tag, or None. Characters that
    no installed font has stay missing; `missing_characters` finds them.
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
    return _with_candidates(missing, families, tuple(tried))


def before(families: Iterable[str], lang: str | None) -> tuple[str, ...]:
    """The families of `PREFERRED` that are tried before `families` for a language but are not installed.

    If one of them is installed later, the figure may get another font.
    """
    order = tuple(_by_language(lang))
    earlier = {name for family in families if family in order for name in order[: order.index(family)]}
    installed_families = installed.families()
    return tuple(name for name in order if name in earlier and name not in installed_families)


def missing_characters(text: Iterable[str], families: tuple[str, ...]) -> str:
    """The characters of the text, each once, that none of the families has; white space is never missing."""
    return "".join(c for c in without_glyph(text, families) if not c.isspace())


def without_glyph(text: Iterable[str], families: tuple[str, ...]) -> list[str]:
    """The characters of the text, each once, that none of the families has, including white space."""
    return [c for c in dict.fromkeys(text) if not any(_has(f, c) for f in families)]


def named(characters: str) -> str:
    """Characters as a message shows them: invisible and combining ones by their number (`U+200D`)."""
    return "".join(c if unicodedata.category(c)[0] in _SEEN else f" U+{ord(c):04X} " for c in characters).strip()


def cure(characters: str) -> str:
    """The hint for characters that no installed font has."""
    if font_of_extra() is None and any(_is_japanese(c) for c in characters):
        return "pip install 'graphdraw[ja]', or install a font that has them"
    return "install a font that has them"


def unknown_family(family: str) -> tuple[str, str | None] | None:
    """The message and the hint for a font family that is not installed; None if it is."""
    if family in installed.families() or (installed.add_new() and family in installed.families()):
        return None
    hint = suggestion(family, installed.families())
    return f"no font family '{family[:80]}' is installed", hint


def font_file(family: str) -> str:
    """The path of the font file of a family, kept for the process; see `installed.font_file`."""
    return _file(family)


def _stages(lang: str | None) -> Iterator[Callable[[], Iterable[str]]]:
    """Functions that return families to try, in order; each takes more time than the one before."""

    def preferred() -> list[str]:
        installed_families = installed.families()
        return [family for family in _by_language(lang) if family in installed_families]

    def new() -> list[str]:
        return preferred() if installed.add_new() else []

    yield preferred
    yield new
    yield lambda: sorted(installed.families())


def _by_language(lang: str | None) -> Iterator[str]:
    """All families of `PREFERRED`, those for a language tag first; without a tag, those for Japanese."""
    first = _preferred_key((lang or "ja").lower())
    similar = [language for language in PREFERRED if language[:2] == first[:2]]
    for language in dict.fromkeys((first, *similar, *PREFERRED)):
        if language == "ja" and font_of_extra() is not None:
            yield FAMILY
        yield from PREFERRED[language]


def _preferred_key(lang: str) -> str:
    """The key of `PREFERRED` for a language tag in lower case."""
    if not lang.startswith("zh"):
        return lang.split("-")[0] if lang.split("-")[0] in PREFERRED else "ja"
    parts = lang.split("-")[1:]
    if "hk" in parts or "mo" in parts:
        return "zh-hk"
    return "zh-hant" if "hant" in parts or "tw" in parts else "zh-hans"


def _with_candidates(missing: str, families: tuple[str, ...], candidates: tuple[str, ...]) -> tuple[str, ...]:
    """The families, and candidates that together have the missing characters: greedily, the one that has most of them.

    Characters that no candidate has stay missing.
    """
    while missing and candidates:
        best = min(candidates, key=lambda family: len(missing_characters(missing, (family,))))
        left = missing_characters(missing, (best,))
        if left == missing:
            break
        families, missing = (*families, best), left
    return families


@lru_cache(maxsize=65536)
def _has(family: str, character: str) -> bool:
    """Whether the font of a family has a glyph for a character; False if its file cannot be read."""
    try:
        return bool(get_font(_file(family)).get_char_index(ord(character)))
    except (OSError, RuntimeError):
        return False


@lru_cache(maxsize=256)
def _file(family: str) -> str:
    return installed.font_file(family)


def _is_japanese(character: str) -> bool:
    return "\u2e80" <= character <= "\u30ff" or "\u3400" <= character <= "\u9fff" or "\uff00" <= character <= "\uffef"
