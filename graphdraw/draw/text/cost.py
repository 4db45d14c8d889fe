"""What measuring and drawing the texts of a figure costs, counted before each is measured.

A figure has so much of it free that one of a few thousand labels of words is laid out as if its texts cost nothing.
Formulas are counted where they are checked; texts that are drawn again and again, where the diagram is done (`sizes`).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from graphdraw.draw.text.fonts import missing_characters
from graphdraw.draw.text.markup import pieces
from graphdraw.draw.text.typeset import is_shaped
from graphdraw.work import Work

PLAIN, SHAPED, COMPOSED, RARE, FOREIGN, CHANGE = 100, 150, 250, 900, 450, 180
"""Steps for a character of ASCII in a text whose letters stand side by side; in one with ligatures, or in a script that
joins its letters; for a letter with an accent or of another common script, twice that where it is shaped; for a sign of
any other block, whose glyph may be put together from many; at least for each character of a text with some that the
first font lacks; and for each change of the font in it.

About the microseconds that they take in all formats and the PDF of a dark pair, with FreeType and HarfBuzz as
matplotlib has them.
"""

FREE = 4_000_000
"""Steps for texts that a figure takes beside those of its layout."""

_LIGATURE = re.compile("f[fijklt]")
_NOT_ASCII = re.compile(r"[^\x00-\x7f]")
_RARE = re.compile(
    r"[^\x00-\u017f\u0300-\u036f\u0370-\u04ff\u0590-\u06ff\u1e00-\u1eff\u2000-\u23ff\u25a0-\u25ff\u3000-\u30ff"
    r"\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7a3\uff00-\uffef]"
)
"""All but Latin, Greek, Cyrillic, Hebrew, Arabic, signs of mathematics, Japanese, Chinese and Korean."""


@dataclass(slots=True)
class Tally:
    """The texts of one figure so far, each counted once; `work` gets what they cost beyond what is free."""

    work: Work
    fonts: tuple[str, ...]
    left: int = FREE
    _met: set[str] = field(default_factory=set)

    def count(self, text: str) -> None:
        """Count a text that is about to be measured; raises SpecError where that is too much in all."""
        if text in self._met:
            return
        self._met.add(text)
        plain = "".join(piece.text for piece in pieces(text) if not piece.math) if "$" in text else text
        over = steps(plain, self.fonts) - self.left
        self.left = max(-over, 0)
        if over > 0:
            self.work.spend(over, "labels")


def steps(text: str, fonts: Sequence[str]) -> int:
    """What a text without formulas costs in these fonts."""
    rare = len(_RARE.findall(text))
    common = len(text) - rare
    if missing_characters(text, tuple(fonts[:1])):
        has = {c: next((font for font in fonts if not missing_characters(c, (font,))), "") for c in set(text)}
        return rare * RARE + common * FOREIGN + CHANGE * sum(has[a] != has[b] for a, b in pairwise(text))
    letters = len(_NOT_ASCII.findall(text)) - rare
    if _LIGATURE.search(text) or is_shaped(text, tuple(fonts)):
        return rare * RARE + letters * 2 * COMPOSED + (common - letters) * SHAPED
    return rare * RARE + letters * COMPOSED + (common - letters) * PLAIN
