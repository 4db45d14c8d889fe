"""Problems of figures with text too small to read in print or wider than allowed, and the cost of very many marks.

Running text can be too small only where a figure is drawn smaller than its theme; an index in a formula, in any figure.
"""

from __future__ import annotations

from collections.abc import Iterable
from math import ceil, floor

from graphdraw.draw.diagram.model import Diagram
from graphdraw.draw.text.markup import is_unspaced, pieces
from graphdraw.draw.text.text import MeasuredText
from graphdraw.draw.text.typeset import typeset
from graphdraw.errors import Location, Problem
from graphdraw.values.point import MM
from graphdraw.work import Work

LEAST_TEXT, LEAST_GLYPH = 7.0, 5.0
"""The least sizes in points: of running text, and of any glyph, such as an index in a formula."""

LONG = 0.2
"""A label is long if it takes at least this part of the figure's width."""

MOST_LINES = 3
"""A label with so many lines is not asked to be broken into more."""

SHOWN = 40
"""The most characters of a formula that a message shows."""

ROUNDING = 1e-9

MARKS, STEPS_OF_MARK = 60_000, 240
"""So many arrows and texts cost little compared with the layout; each more costs so many steps."""

PIECES, SIGNS, SOURCE = 4, 32, 128
"""So many pieces of a text, characters of words or characters of formulas cost as much to draw as one more text."""


def too_small(diagram: Diagram, where: Location | None, sources: Iterable[tuple[str, Location]]) -> Problem | None:
    """The problem of a figure whose text is too small, with the least `font_size` that would do; None if all is well.

    `where` is the place of the spec's `font_size`, `sources` are the texts of the spec with their places.
    """
    texts = list(dict.fromkeys(diagram.texts))
    if not texts:
        return None
    least = min(it.size for it in texts)
    glyph, formula, smallest = min(
        ((it.size * part, formula, it) for it in texts for part, formula in [_smallest(it, diagram)]),
        key=lambda found: found[0],
    )
    runs = least < LEAST_TEXT - ROUNDING and diagram.style.scale < 1
    if not runs and glyph >= LEAST_GLYPH - ROUNDING:
        return None
    size = diagram.style.name_size
    needed = max(LEAST_GLYPH / glyph, min(LEAST_TEXT / least, 1 / diagram.style.scale) if runs else 0.0)
    possible = ceil(10 * size * needed - 1e-6) / 10
    shown = formula if len(formula) <= SHOWN else formula[: SHOWN - 1] + "…"
    kind, limit = ("text", LEAST_TEXT) if runs else (f"sign in the formula '{shown}'", LEAST_GLYPH)
    has = floor(10 * (least if runs else glyph)) / 10
    text = f"text is too small at font_size {size:.4g}: the smallest {kind} has {has}pt, less than {limit:.0f}pt"
    where = where or _place(formula, smallest, sources)
    return Problem(where, text, "small-text", f"the least font_size of this figure is {possible:.4g}")


def too_wide(diagram: Diagram, needed: float, where: Location | None) -> Problem:
    """The problem of a figure that needs more width, in points, than its style gives it."""
    wanted = diagram.style.width or 0.0
    text = f"the figure does not fit into {_mm(wanted)}: it needs {_mm(needed)}"
    turned = "down" if diagram.style.level else "right"
    shorter = ""
    if label := long_label(diagram, wanted):
        text += f"; the label '{label.text}' alone is {_mm(label.width)} wide"
        shorter = "write the label in lines, as a list; or "
    rows = "" if diagram.style.wraps or not diagram.style.level else "'wrap: auto', "
    hint = f"{shorter}try {rows}'direction: {turned}', a smaller 'font_size', or fewer nodes, as in a block"
    return Problem(where, text, "too-wide", hint)


def _mm(points: float) -> str:
    found = points / MM
    return f"{found:.4g}mm" if found < 10_000 else f"{found:.0f}mm"


def long_label(diagram: Diagram, width: float) -> MeasuredText | None:
    """The widest label of a figure, if it takes a good part of `width` points and could be broken into more lines."""
    names = [node.text for node in diagram.nodes if node.text and node.kind in ("input", "output", "block")]
    names += [group.text for group in diagram.groups]
    inscriptions = [s.inscription for node in diagram.nodes for s in node.texts]
    inscriptions += [inscription for edge in diagram.edges for inscription in (*edge.before, *edge.after)]
    names += [inscription.text for inscription in inscriptions if inscription.role == "name"]
    longest = max(names, key=lambda text: text.width, default=None)
    if longest is None or longest.width < LONG * width:
        return None
    lines, parts = len({placed.dy for placed in longest.placed}), longest.text.split()
    return longest if lines < MOST_LINES and (len(parts) > lines or is_unspaced(longest.text)) else None


def _place(formula: str, text: MeasuredText, sources: Iterable[tuple[str, Location]]) -> Location | None:
    """The place of the source with the longest math of the formula; else of the longest source within the text."""

    def share(source: str) -> tuple[int, int]:
        inside = (len(p.text) for p in pieces(source) if p.math and p.text[1:-1] in formula)
        return max(inside, default=0), len(source) if source in text.text else 0

    best = max(sources, key=lambda found: share(found[0]), default=None)
    return best[1] if best and any(share(best[0])) else None


def _smallest(text: MeasuredText, diagram: Diagram) -> tuple[float, str]:
    """The size of the smallest glyph relative to that of the text, and the piece of text that the glyph is in."""
    sizes = (
        (use.size, p.piece.text)
        for p in text.placed
        for use in typeset(p.piece.text, p.piece.math, diagram.style.fonts, diagram.style.mathfont).glyphs
    )
    return min(sizes, key=lambda found: found[0], default=(1.0, ""))


def count_marks(diagram: Diagram, work: Work) -> None:
    """Spend the steps of `work` that drawing costs where there are more than `MARKS` arrows and texts.

    Raises SpecError where that is too much.
    """
    arrows = sum(2 if edge.flow == "both" else 1 for edge in diagram.edges)
    texts = sum(map(_marks, diagram.texts))
    if (more := arrows + texts - MARKS) > 0:
        work.spend(more * STEPS_OF_MARK, "labels" if texts > arrows else "arrows")


def _marks(text: MeasuredText) -> int:
    found = [placed.piece for placed in text.placed]
    signs = sum(len(piece.text) // (SOURCE if piece.math else SIGNS) for piece in found)
    return 1 + (len(found) - 1) // PIECES + signs
