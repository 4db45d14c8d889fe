"""Which fonts a figure needs, and problems for characters that no installed font has, instead of empty boxes."""

from __future__ import annotations

from collections.abc import Iterable

from graphdraw.draw.diagram.model import Diagram
from graphdraw.draw.text.emoji import JOINER, SELECTORS, is_whole, parts
from graphdraw.draw.text.fonts import FOR_MATH, cure, families_for, missing_characters, named
from graphdraw.draw.text.markup import TextPiece, pieces
from graphdraw.draw.text.text import MeasuredText
from graphdraw.errors import Location, Problem
from graphdraw.registry import quoted_list

LocatedTexts = Iterable[tuple[str, Location]]


def families(texts: LocatedTexts, preferred: tuple[str, ...], lang: str | None) -> tuple[str, ...]:
    """The preferred font families, then installed ones with the characters of the texts that those lack.

    The missing characters of all texts are looked up together, so that one font is taken where one has them all.
    """
    return families_for((c for text, _ in texts for c in _seen(text)), preferred, lang)


def problems(diagram: Diagram, texts: LocatedTexts) -> list[Problem]:
    """A problem for each text of the spec that is drawn and has characters that none of the diagram's fonts has."""
    if broken := _broken(diagram, texts):
        return broken
    lacking = {text: missing for text, _ in texts if (missing := _missing(text, diagram.style.fonts))}
    drawn, fonts = {it.text: it for it in diagram.texts}.values(), diagram.style.fonts  # many numbers are equal
    bad = [(it.text, new) for it in drawn if (new := missing_characters(_set_as_text(it), fonts))]
    if not bad:
        return _in_math(diagram)
    to_blame = {source for text, missing in bad for source in _sources(text, missing, lacking)}
    found = [_problem(lacking[text], where) for text, where in texts if text in to_blame]
    return found or [_problem(bad[0][1], None)]


def _broken(diagram: Diagram, texts: LocatedTexts) -> list[Problem]:
    """A problem for each text with signs of several characters that no font draws as one."""
    drawn = dict.fromkeys(it.text for it in diagram.texts)
    signs = dict.fromkeys(sign for text in drawn for sign, one in parts(_plain(text)) if one)
    broken = [sign for sign in signs if not is_whole(sign, diagram.style.fonts)]
    if not broken:
        return []
    found = [([sign for sign in broken if sign in _plain(text)], where) for text, where in texts]
    return [_apart(here, where) for here, where in found if here] or [_apart(broken, None)]


def _apart(sequences: list[str], where: Location | None) -> Problem:
    signs = quoted_list(sequences, "and")
    hint = "write a sign of one character, or a word"
    return Problem(where, f"no installed font has {signs} as one sign", "missing-glyphs", hint)


def _in_math(diagram: Diagram) -> list[Problem]:
    """Problems of characters that a field of a label brought into math; the labels were checked when they were read."""
    formulas = dict.fromkeys(p.text for it in diagram.texts for p in _pieces(it) if p.math)
    bad = [(formula, missing) for formula in formulas if (missing := missing_characters(formula, FOR_MATH))]
    hint = "put the field of the label outside the dollars"
    return [Problem(None, f"'{named(new)}' cannot be set as math in {text}", "bad-math", hint) for text, new in bad]


def _sources(text: str, missing: str, lacking: dict[str, str]) -> list[str]:
    """The texts of the spec in a drawn one; where none is there as a whole, those that lack the same characters."""
    whole = [source for source in lacking if source in text]
    return whole or [source for source in lacking if set(lacking[source]) & set(missing)]


def _problem(missing: str, where: Location | None) -> Problem:
    return Problem(where, f"no installed font has the characters '{named(missing)}'", "missing-glyphs", cure(missing))


def _pieces(text: MeasuredText) -> Iterable[TextPiece]:
    return (placed.piece for placed in text.placed)


def _set_as_text(text: MeasuredText) -> str:
    return "".join(piece.text for piece in _pieces(text) if not piece.math)


def _missing(text: str, fonts: tuple[str, ...]) -> str:
    return missing_characters(_seen(text), fonts)


def _plain(text: str) -> str:
    return "".join(piece.text for piece in pieces(text) if not piece.math)


def _seen(text: str) -> str:
    """The text outside math, without the characters that only join signs or choose how an emoji looks."""
    found = (
        "".join(c for c in part if c != JOINER and c not in SELECTORS) if one else part
        for part, one in parts(_plain(text))
    )
    return "".join(found)
