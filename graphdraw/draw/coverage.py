"""Which fonts a figure needs, and which of its characters no installed font has: an error, never a box on the page."""

from __future__ import annotations

from collections.abc import Iterable

from graphdraw.draw.diagram import Diagram
from graphdraw.draw.fonts import MissingGlyphsError, families_for, missing_characters
from graphdraw.draw.labels import pieces
from graphdraw.errors import Location, Problem

Texts = Iterable[tuple[str, Location]]


def families(texts: Texts, preferred: tuple[str, ...]) -> tuple[str, ...]:
    """The preferred families, and after them what the texts of a spec need beyond those, as far as it is installed."""
    found = preferred
    for text, _ in texts:
        try:
            found = families_for("".join(p.text for p in pieces(text) if not p.math), found)
        except MissingGlyphsError:
            continue  # may not be drawn at all; `problems` tells if it is
    return found


def problems(diagram: Diagram, texts: Texts) -> list[Problem]:
    """A problem for each text of the spec that is drawn and has characters that none of the diagram's fonts has."""
    drawn = [item.text.text for item in diagram.items if item.text]
    drawn += [i.text.text for line in diagram.lines for i in (*line.before, *line.after)]
    drawn += [line.beside.text.text for line in diagram.lines if line.beside]
    bad = [text for text in drawn if _missing(text, diagram.fonts)]
    if not bad:
        return []
    found: list[Problem] = []
    for text, where in texts:
        missing = _missing(text, diagram.fonts)
        if missing and any(text in other for other in bad):
            hint = "install a font that has them (for Japanese: Noto Sans CJK JP or IPAexGothic)"
            found.append(Problem(where, f"no installed font has the characters '{missing}'", "missing-glyphs", hint))
    return found or [Problem(None, f"no installed font has the characters of '{bad[0]}'", "missing-glyphs")]


def _missing(text: str, fonts: tuple[str, ...]) -> str:
    return "".join(missing_characters(p.text, fonts) for p in pieces(text) if not p.math)
