"""Counting the work of measuring and drawing the texts of a figure, before each text is measured.

`FREE` steps are not counted, which is enough for a few thousand labels of words. The work of formulas is counted in
`math`, that of texts that are drawn many times in the diagram (`sizes`).
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
"""Steps for one character, and for a change of font:

- `PLAIN`: an ASCII character in a text without shaping.
- `SHAPED`: an ASCII character in a text with ligatures, or in a script that joins its letters.
- `COMPOSED`: a letter with an accent or of another common script; twice as much in a shaped text.
- `RARE`: a character of any other Unicode block, whose glyph may consist of many others.
- `FOREIGN`: any other character in a text with characters that the first font lacks.
- `CHANGE`: a change of the font within a text.

A step is about a microsecond for drawing in all formats and the PDF of a dark pair, with matplotlib's FreeType and
HarfBuzz.
"""

FREE = 4_000_000
"""The steps for texts that are free in each figure."""

_LIGATURE = re.compile("f[fijklt]")
_NOT_ASCII = re.compile(r"[^\x00-\x7f]")
_RARE = re.compile(
    r"[^\x00-\u017f\u0300-\u036f\u0370-\u04ff\u0590-\u06ff\u1e00-\u1eff\u2000-\u23ff\u25a0-\u25ff\u3000-\u30ff"
    r"\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7a3\uff00-\uffef]"
)
"""All characters but Latin, Greek, Cyrillic, Hebrew, Arabic, mathematical signs, Japanese, Chinese and Korean."""


@dataclass(slots=True)
class Tally:
    """Counts the texts of one figure, each text once; `work` gets the steps beyond the free ones (`left`)."""

    work: Work
    fonts: tuple[str, ...]
    left: int = FREE
    _met: set[str] = field(default_factory=set)

    def count(self, text: str) -> None:
        """Count a text that is about to be measured; raises SpecError if the figure takes too much work."""
        if text in self._met:
            return
        self._met.add(text)
        plain = "".join(piece.text for piece in pieces(text) if not piece.math) if "$" in text else text
        over = steps(plain, self.fonts) - self.left
        self.left = max(-over, 0)
        if over > 0:
            self.work.spend(over, "labels")


def steps(text: str, fonts: Sequence[str]) -> int:
    """The steps of a text without formulas in these fonts."""
    rare = len(_RARE.findall(text))
    common = len(text) - rare
    if missing_characters(text, tuple(fonts[:1])):
        has = {c: next((font for font in fonts if not missing_characters(c, (font,))), "") for c in set(text)}
        return rare * RARE + common * FOREIGN + CHANGE * sum(has[a] != has[b] for a, b in pairwise(text))
    letters = len(_NOT_ASCII.findall(text)) - rare
    if _LIGATURE.search(text) or is_shaped(text, tuple(fonts)):
        return rare * RARE + letters * 2 * COMPOSED + (common - letters) * SHAPED
    return rare * RARE + letters * COMPOSED + (common - letters) * PLAIN
