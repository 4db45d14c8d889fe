"""Fits a figure into a width: first the gaps tighten, then a figure that runs right or left is broken into rows.

Texts keep their size. A figure that fits as it is looks the same as without a width. A figure that runs down or up has
no rows: there only the gaps between nodes side by side tighten.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import chain
from math import ceil, inf

from graphdraw.draw.compose.compose import compose
from graphdraw.draw.diagram.label_stack import label_stack
from graphdraw.draw.diagram.model import Diagram
from graphdraw.draw.fit.placing import Fit, Placer, placed
from graphdraw.draw.fit.row_breaks import Cutting
from graphdraw.draw.fit.rows import RowPlacer, in_rows
from graphdraw.layout.problem import Gaps
from graphdraw.values.point import MM
from graphdraw.work import Work

TIGHTER = (0.85, 0.7, 0.55)
"""Factors for the gaps, tried in turn until the figure fits. With less, heads would touch what they don't point at."""

ROWS_TIGHTER, TIGHTER_UP_TO = (1.0, 0.85, 0.7), 150
"""The same factors in rows, taken if they save a row or keep a group whole. Figures with more edges than the second
number try only the first factor: with so many rows, one less is no gain."""

TRIED = (1.24, 1.16, 1.08, 1.0, 0.94, 0.88, 0.82, 0.76)
"""Rows are cut for these parts of the width in turn, since only their layout tells how wide they really are."""

WIDER = 1.12
"""Where nothing fits, the width grows by this factor until something does, so that the message can name that width."""


def fitted(diagram: Diagram, place: Placer, lang: str, work: Work | None = None) -> Fit:
    """The fit of a figure for the width that its style asks for.

    If nothing fits, `needed` of the result is the width that would do, in points, at a whole millimetre. `place` lays
    out one row, `lang` is the language of the words added to groups that are cut, `work` counts the steps. Raises
    SpecError where they are too many.
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
    """A width in points, rounded up to a whole millimetre."""
    return ceil(width / MM - 1e-6) * MM


class Tries:
    """Limits the tries of laying a figure out in rows to what `work` affords.

    The first is always made, another one if twice the steps of the dearest so far are left. So a figure that fits into
    no width gets the message about its width, and none about its steps.
    """

    def __init__(self, work: Work) -> None:
        self.work, self.dearest, self.before, self.cut = work, 0, -1, 0

    def may_go_on(self) -> bool:
        """Whether enough steps are left for another try; if so, it begins now."""
        if self.before >= 0:
            self.dearest = max(self.dearest, self.work.done - self.before)
            if not self.work.affords_try(2 * self.dearest):
                return False
        self.before = self.work.done
        return True

    def rows(self, cutting: Cutting, most: float) -> dict[str, int]:
        """The row of each node; empty where there are no such rows, or too few steps are left to look for them."""
        if not self.work.affords_try(2 * self.cut):
            return {}
        before = self.work.done
        found = cutting.rows(most, self.work)
        self.cut = max(self.cut, self.work.done - before)
        return found


@dataclass(frozen=True)
class _Laid:
    """The figure in one row, how many steps its layout took, and the diagram as it was placed."""

    fit: Fit
    steps: int
    diagram: Diagram

    @cached_property
    def width(self) -> float:
        """The width of everything drawn, margins included, in points."""
        return compose(self.diagram, self.fit.placement, self.fit.ends).width


@dataclass(frozen=True)
class _Fitting:
    diagram: Diagram
    place: Placer
    lang: str
    work: Work

    @property
    def level(self) -> bool:
        """Whether the figure runs to the right or left, along its width."""
        return self.diagram.style.level

    def laid(self, tight: float) -> _Laid:
        """The figure in one row, with the gaps along its width multiplied by `tight`."""
        before, gaps = self.work.done, self._gaps(tight)
        wider, placement, ends, crowded = placed(self.diagram, self.place, gaps, self.work)
        return _Laid(Fit(gaps, {}, (crowded,), self.lang, placement, ends), self.work.done - before, wider)

    def _gaps(self, tight: float) -> Gaps:
        """The gaps of the style, those along the width multiplied by `tight`, but not below the least."""
        gaps = self.diagram.style.gaps
        tightened = max(gaps * tight, TIGHTER[-1])
        return Gaps(tightened, gaps) if self.level else Gaps(gaps, tightened)

    @cached_property
    def whole(self) -> _Laid:
        """The figure as it is drawn without a width."""
        return self.laid(1.0)

    def may_tighten(self, width: float) -> bool:
        """Whether gaps are tightened for this width: always for that asked for, for others if steps are left."""
        return width == self.diagram.style.width or self.work.affords_try(2 * self.whole.steps)

    @cached_property
    def tightest(self) -> _Laid:
        """The figure in one row, as narrow as gaps can make it."""
        return self.laid(TIGHTER[-1])

    @cached_property
    def cuttings(self) -> dict[float, tuple[Cutting, float]]:
        """For each factor of the gaps, where the figure can be cut, and what its width has beyond its columns."""
        steps = ROWS_TIGHTER if len(self.diagram.edges) <= TIGHTER_UP_TO else ROWS_TIGHTER[:1]
        laid = {tight: self.whole if tight == 1 else self.laid(tight) for tight in steps}
        cuttings = {tight: Cutting.of(self.diagram, one.fit.placement) for tight, one in laid.items()}
        return {tight: (cutting, laid[tight].width - cutting.length) for tight, cutting in cuttings.items()}

    @cached_property
    def tries(self) -> Tries:
        """The count of tries in rows."""
        return Tries(self.work)

    @cached_property
    def widest(self) -> float:
        """The width in points of the widest node or label stack, which no cut makes narrower."""
        along = (label_stack(edge, self.diagram.style).along for edge in self.diagram.edges)
        return max(chain((node.width for node in self.diagram.nodes), along), default=0.0)

    @cached_property
    def rows(self) -> RowPlacer:
        """Lays rows out, and keeps those that it has laid out."""
        return RowPlacer(self.place, self.work)

    def within(self, width: float) -> Fit | None:
        """The fit for a width that is less than the figure's own; None if there is none or too few steps are left."""
        hopeless = self.whole.width * TIGHTER[-1] / max(self.diagram.style.gaps, 1.0) > width  # only gaps get smaller
        if not hopeless and self.may_tighten(width) and self.tightest.width <= width:
            looser = (self.laid(tight) for tight in TIGHTER[:-1])
            found = next((one for one in looser if one.width <= width), self.tightest)
            return found.fit._replace(needed=found.width)
        return self._in_rows(width) if self.level and self.diagram.style.wraps else None

    def _in_rows(self, width: float) -> Fit | None:
        """The fit in rows with the fewest groups cut, then the fewest rows, then the widest gaps; None if none fits."""
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
        """How often groups are cut, and how many rows there are."""
        parts = (len({row[id_] for id_ in group.members}) for group in self.diagram.groups)
        return sum(count - 1 for count in parts), max(row.values()) + 1
