"""Emoji of several characters (families, flags, keycaps, skin tones): finding them, and whether fonts can draw them.

Such an emoji is drawn as one glyph or not at all. The sequences are those of Unicode Technical Standard #51, "Unicode
Emoji", section 1.4.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from graphdraw.draw.text.fonts import missing_characters
from graphdraw.draw.text.typeset import outline_of, typeset

JOINER = "\u200d"
SELECTORS = "\ufe0e\ufe0f"
"""The variation selectors that ask for the sign before them in black or in colours, which figures do not have."""

_SIGN = (
    "[\u00a9\u00ae\u203c\u2049\u2122\u2139\u2190-\u2bff\u3030\u303d\u3297\u3299"
    "\U0001f000-\U0001f1e5\U0001f200-\U0001faff]"
)
_TONE = "[\U0001f3fb-\U0001f3ff]"
_ONE = rf"{_SIGN}(?:{_TONE}|[{SELECTORS}])?"
_SEQUENCE = re.compile(
    "[\U0001f1e6-\U0001f1ff]{2}"  # a flag
    "|[0-9#*]\ufe0f?\u20e3"  # a keycap
    "|\U0001f3f4[\U000e0020-\U000e007e]+\U000e007f"  # the flag of a part of a country
    f"|{_ONE}(?:{JOINER}{_ONE})+"
    f"|{_SIGN}{_TONE}"
    f"|.[{SELECTORS}]"
)
_SELECTED = re.compile(f"[{SELECTORS}](?![{JOINER}\u20e3])")


def parts(text: str) -> Iterator[tuple[str, bool]]:
    """The text cut into emoji sequences and the texts between them, each with whether it is an emoji sequence."""
    at = 0
    for found in _SEQUENCE.finditer(text):
        if found.start() > at:
            yield text[at : found.start()], False
        yield found.group(), True
        at = found.end()
    if at < len(text):
        yield text[at:], False


def is_whole(sequence: str, fonts: tuple[str, ...]) -> bool:
    """Whether the fonts draw an emoji sequence as one glyph: they have its characters, and only one glyph has ink."""
    drawn = without_selectors(sequence)
    seen = [c for c in drawn if c != JOINER and c not in SELECTORS]
    if missing_characters(seen, fonts):
        return False
    if len(drawn) == 1:
        return True
    glyphs = typeset(drawn, False, fonts, "").glyphs
    return sum(len(outline_of(use.key)[0]) > 0 for use in glyphs) == 1


def without_selectors(text: str) -> str:
    """The text without variation selectors, but for those inside of a longer emoji sequence."""
    return _SELECTED.sub("", text) if any(c in text for c in SELECTORS) else text
