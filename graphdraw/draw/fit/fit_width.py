"""Fitting a figure into a width: gaps tighten, then what runs to the right or left goes on in another row.

Texts keep their size. A figure that fits is the same as one without a width. What runs down or up has no rows: there
the gaps between what stands side by side tighten.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import chain
from math import ceil, inf

from graphdraw.draw.compose.compose import compose
from graphdraw.draw.diagram.label_stack import block
from graphdraw.draw.diagram.model import Diagram
from graphdraw.draw.fit.placing import Fit, Placer, placed
from graphdraw.draw.fit.row_breaks import Cutting
from graphdraw.draw.fit.rows import RowPlacer, in_rows
from graphdraw.layout.problem import Gaps
from graphdraw.work import Work

TIGHTER = (0.85, 0.7, 0.55)
"""What the gaps are multiplied by, as far as it takes. Tighter still, heads would touch what they do not point at."""

ROWS_TIGHTER, TIGHTER_UP_TO = (1.0, 0.85, 0.7), 150
"""The same in rows, where that saves a row or keeps a frame whole, and links up to which that is tried: a larger figure
has so many rows that one less is no gain."""

TRIED = (1.24, 1.16, 1.08, 1.0, 0.94, 0.88, 0.82, 0.76)
"""Parts of the width that the rows are made for in turn, since how wide they get is known when they are laid out."""

WIDER = 1.12
"""By how much more is allowed in turn where nothing fits, so that it can be said what would."""

MM = 72 / 25.4


def fitted(diagram: Diagram, place: Placer, lang: str, work: Work | None = None) -> Fit:
    """Where everything goes in a figure at most as wide as its style says, and how wide it has to be.

    Where that is more, it is in whole millimetres. `place` lays out what is in one row, `lang` is the language of the
    words that are added, `work` counts the steps of the figure.
    """
    fitting = _Fitting(diagram, place, lang, work or Work())
    whole, width = fitting.whole, diagram.style.width
    if width is None:
        return whole.fit
    if whole.width <= width:
        return whole.fit._replace(needed=whole.width)
    if found := fitting.within(width):
        return found._replace(needed=width)
    widest = whole.width
    if fitting.may_tighten(widest):
        widest = min(widest, fitting.tightest.width)
    widest = _whole_mm(widest)
    while (width := _whole_mm(width * WIDER)) < widest:
        if found := fitting.within(width):
            nearer = _whole_mm(found.needed)  # in its own width rows may come out otherwise
            return found._replace(needed=nearer if nearer < width and fitting.within(nearer) else width)
    return whole.fit._replace(needed=widest)


def _whole_mm(width: float) -> float:
    """The next whole millimetre, in points."""
    return ceil(width / MM - 1e-6) * MM


class Tries:
    """Counts what it costs to lay all out in rows: one try there is always, another if the dearest so far fits twice.

    A figure that fits into no width is told so, and not that it has no steps left.
    """

    def __init__(self, work: Work) -> None:
        self.work, self.dearest, self.before, self.cut = work, 0, -1, 0

    def may_go_on(self) -> bool:
        """Whether there is enough left for another try, which is then counted."""
        if self.before >= 0:
            self.dearest = max(self.dearest, self.work.done - self.before)
            if not self.work.affords_try(2 * self.dearest):
                return False
        self.before = self.work.done
        return True

    def rows(self, cutting: Cutting, most: float) -> dict[str, int]:
        """The rows of a figure; none either where looking for them costs more than there is left for it."""
        if not self.work.affords_try(2 * self.cut):
            return {}
        before = self.work.done
        found = cutting.rows(most, self.work)
        self.cut = max(self.cut, self.work.done - before)
        return found


@dataclass(frozen=True)
class _Laid:
    """The figure in one row, how many steps that took, and the diagram as it was placed."""

    fit: Fit
    steps: int
    diagram: Diagram

    @cached_property
    def width(self) -> float:
        """In points, with all that is drawn."""
        return compose(self.diagram, self.fit.placement, self.fit.ends).width


@dataclass(frozen=True)
class _Fitting:
    diagram: Diagram
    place: Placer
    lang: str
    work: Work

    @property
    def level(self) -> bool:
        """Whether the figure runs along its width."""
        return self.diagram.style.level

    def laid(self, tight: float) -> _Laid:
        """In one row, what counts for the width so tight."""
        before, gaps = self.work.done, self._gaps(tight)
        wider, placement, ends, crowded = placed(self.diagram, self.place, gaps, self.work)
        return _Laid(Fit(gaps, {}, (crowded,), self.lang, placement, ends), self.work.done - before, wider)

    def _gaps(self, tight: float) -> Gaps:
        return Gaps(along=tight) if self.level else Gaps(across=tight)

    @cached_property
    def whole(self) -> _Laid:
        """As it is without a width."""
        return self.laid(1.0)

    def may_tighten(self, width: float) -> bool:
        """Whether gaps are tightened for a width: not where it takes long and is only to say which width would do."""
        return width == self.diagram.style.width or self.work.affords_try(2 * self.whole.steps)

    @cached_property
    def tightest(self) -> _Laid:
        """In one row and as narrow as it gets."""
        return self.laid(TIGHTER[-1])

    @cached_property
    def cuttings(self) -> dict[float, tuple[Cutting, float]]:
        """Where the figure can be cut, by how tight it is, and what beyond its columns counts for its width."""
        steps = ROWS_TIGHTER if len(self.diagram.lines) <= TIGHTER_UP_TO else ROWS_TIGHTER[:1]
        laid = {tight: self.whole if tight == 1 else self.laid(tight) for tight in steps}
        cuttings = {tight: Cutting.of(self.diagram, one.fit.placement) for tight, one in laid.items()}
        return {tight: (cutting, laid[tight].width - cutting.length) for tight, cutting in cuttings.items()}

    @cached_property
    def tries(self) -> Tries:
        """Whether all may be laid out in rows once more."""
        return Tries(self.work)

    @cached_property
    def widest(self) -> float:
        """Of what stands in one row whatever is cut."""
        along = (block(line, self.diagram.style).along for line in self.diagram.lines)
        return max(chain((item.width for item in self.diagram.items), along), default=0.0)

    @cached_property
    def rows(self) -> RowPlacer:
        """What lays rows out, and knows those that it has laid out."""
        return RowPlacer(self.place, self.work)

    def within(self, width: float) -> Fit | None:
        """The figure in a width that is less than its own, if that can be and is found soon enough."""
        hopeless = self.whole.width * TIGHTER[-1] > width  # nothing but the gaps gets smaller
        if not hopeless and self.may_tighten(width) and self.tightest.width <= width:
            looser = (self.laid(tight) for tight in TIGHTER[:-1])
            found = next((one for one in looser if one.width <= width), self.tightest)
            return found.fit._replace(needed=found.width)
        return self._in_rows(width) if self.level else None

    def _in_rows(self, width: float) -> Fit | None:
        """With as few frames cut, and then in as few rows, as can be; tight only if that helps."""
        best: Fit | None = None
        if self.widest > width:
            return best
        fewest = inf, inf
        for tight, (cutting, beside) in self.cuttings.items():
            tried: list[Mapping[str, int]] = []
            for part in TRIED:
                row = self.tries.rows(cutting, width * part - beside)
                if not row or row in tried or (cuts := self._cuts(row)) >= fewest:
                    continue
                tried.append(row)
                if not self.tries.may_go_on():
                    return best
                found = in_rows(self.diagram, row, self.rows, self._gaps(tight), self.lang, width)
                if found and found.needed <= width:
                    best, fewest = found, cuts
                    break
        return best

    def _cuts(self, row: Mapping[str, int]) -> tuple[float, float]:
        """How often frames are cut, and how many rows there are."""
        parts = (len({row[id_] for id_ in enclosure.members}) for enclosure in self.diagram.enclosures)
        return sum(count - 1 for count in parts), max(row.values()) + 1
