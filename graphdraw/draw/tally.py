"""What measuring and drawing the texts of a figure costs, counted before each is measured.

A figure has so much of it free that one of a few thousand labels of words is laid out as if its texts cost nothing.
Formulas are counted where they are checked; texts that are drawn again and again, where the diagram is done (`sizes`).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from graphdraw.draw.fonts import missing_characters
from graphdraw.draw.labels import pieces
from graphdraw.draw.typeset import is_shaped
from graphdraw.work import Work

PLAIN, SHAPED, FOREIGN, CHANGE = 50, 85, 140, 180
"""Steps for a character whose letters stand side by side; of a text with ligatures, or in a script that joins its
letters; of one with characters that the first font lacks; and for each change of the font in it.

A third more than the microseconds that they took in a PDF, with FreeType and HarfBuzz as matplotlib has them.
"""

FREE = 2_000_000
"""Steps for texts that a figure takes beside those of its layout."""

_LIGATURE = re.compile("f[fijklt]")


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
    if missing_characters(text, tuple(fonts[:1])):
        has = {c: next((font for font in fonts if not missing_characters(c, (font,))), "") for c in set(text)}
        return len(text) * FOREIGN + CHANGE * sum(has[a] != has[b] for a, b in pairwise(text))
    return len(text) * (SHAPED if _LIGATURE.search(text) or is_shaped(text, tuple(fonts)) else PLAIN)
