"""Clearing: links that would cross at a narrow angle, or run too near to each other, bend elsewhere in their gap.

Pre:  heights, widths, segments, and how far every link runs level before it bends.
Post: the same heights and columns in the same order; some gaps are wider and some links bend earlier or later in them,
      so that fewer cross at less than `LEAST_ANGLE` or come nearer than `LEAST_APART`. Never more do.

Every segment has an end at a label or a lane, where it may bend anywhere in the gap. For each link that is not clear
some places are tried, and the one kept that is best with the others of its gap; a gap where that does not help is made
wider and tried again. What is found is looked at again with the links as they then really run.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import pairwise, product
from operator import add

from graphdraw.layout.attach import LEVEL, Attaching
from graphdraw.layout.columns import Columns
from graphdraw.layout.graph import Graph
from graphdraw.layout.lengths import ARROW_DISTANCE, LEAST_SLANT, STEEPEST_SLOPE
from graphdraw.layout.meeting import Line, crossing_angle, distance, near
from graphdraw.layout.order import Order
from graphdraw.layout.ports import Ports
from graphdraw.layout.problem import Point
from graphdraw.layout.straight import Segment
from graphdraw.layout.widths import Widths

CLEARED_UP_TO = 150
"""Links up to which this is done."""

EFFORT = 25_000
"""Pairs of links that are compared at most, less than a second's work: in a crowded figure there is no end of it."""

LEAST_ANGLE, LEAST_APART = 36.0, 4.25
"""Degrees between links that cross; points between the nearer arrows of links that do not."""

PLACES = 9
"""Places that are tried for each bend."""

WIDER, WIDENED = 14.0, 4
"""By how much a gap is made wider at once, and how often at most."""

ROUNDS = 3
GAIN = 0.01
"""How often all links of a gap are looked at, and what has to be gained for a gap to be changed."""

LEAST_LENGTH = 8.0
"""How long a slant is at least, seen along the links."""

MOVING, BENDING = 0.0004, 0.05
NEVER = 1000.0
"""What counts against a place: a point by which a bend moves, one bend more, what must not be; a conflict counts 1."""


@dataclass(frozen=True, slots=True)
class _Piece:
    """A link on its way through a gap: level, slanted from `start` to `end`, and level again.

    `before` and `after` are the points further out. An end that is free may move level; one at a box (`met`) can only
    get a bend more.
    """

    segment: Segment
    before: tuple[Point, ...]
    start: Point
    end: Point
    after: tuple[Point, ...]
    free: tuple[bool, bool]
    met: frozenset[int]

    @property
    def lines(self) -> list[Line]:
        """The straight lines it is made of."""
        return list(pairwise((*self.before, self.start, self.end, *self.after)))

    def options(self, low: float, high: float, *, stubs: bool) -> Iterator[tuple[float, _Piece]]:
        """The piece with its slant elsewhere between two x, and what that costs; `stubs` allows more bends."""
        (ax, ay), (bx, by) = self.start, self.end
        if ay == by:
            return
        places = [low + (high - low) * place / (PLACES - 1) for place in range(PLACES)]
        starts, ends = [(ax, False)], [(bx, False)]
        if self.free[0] or (stubs and not self.before):
            starts += [(x, not self.free[0]) for x in places if self.free[0] or x > ax]
        if self.free[1] or (stubs and not self.after):
            ends += [(x, not self.free[1]) for x in places if self.free[1] or x < bx]
        least = max(LEAST_LENGTH, abs(by - ay) / STEEPEST_SLOPE)
        for (x, stub), (end, last) in product(starts, ends):
            if end - x >= least:
                before = (self.start,) if stub else self.before
                after = (self.end,) if last else self.after
                cost = BENDING * (stub + last) + MOVING * (abs(x - ax) + abs(end - bx))
                yield cost, replace(self, before=before, start=(x, ay), end=(end, by), after=after)


class _Gaps:
    """The gaps and what runs through them, for whatever widths; `effort` is what may still be compared."""

    def __init__(
        self,
        graph: Graph,
        columns: Columns,
        order: Order,
        ports: Ports,
        y: list[float],
        widths: Widths,
        segments: tuple[Segment, ...],
    ) -> None:
        self.graph, self.columns, self.y, self.effort = graph, columns, y, EFFORT
        self.attaching = Attaching(graph, columns, order, ports, y, widths)
        self.through: list[list[Segment]] = [[] for _ in range(columns.count)]
        for s in segments:
            self.through[columns.items[s.left].column].append(s)

    def pieces(self, gap: int, widths: Widths) -> list[_Piece]:
        """What runs through a gap."""
        row, self.attaching.widths = self.through[gap], widths
        ends: dict[int, tuple[Point, ...]] = {}
        for box in sorted({s.left for s in row if s.left == self.graph.tail[s.link]}):
            ends |= self.attaching.side(box, 1)
        for box in sorted({s.right for s in row if s.right == self.graph.head[s.link]}):
            ends |= self.attaching.side(box, -1)
        return [self._piece(s, gap, widths, ends) for s in row]

    def _piece(self, s: Segment, gap: int, widths: Widths, ends: dict[int, tuple[Point, ...]]) -> _Piece:
        left, right = (widths.end[s.left], self.y[s.left]), (widths.start[s.right], self.y[s.right])
        if s.left == self.graph.tail[s.link]:
            *before, start = ends[s.link]
            return _Piece(
                s,
                tuple(before),
                start,
                right,
                ((widths.right[gap + 1], right[1]),),
                (False, True),
                frozenset((s.left,)),
            )
        start = (widths.left[gap], left[1])
        if s.right == self.graph.head[s.link]:
            *after, end = ends[s.link]
            return _Piece(s, (start,), left, end, tuple(reversed(after)), (True, False), frozenset((s.right,)))
        return _Piece(s, (start,), left, right, ((widths.right[gap + 1], right[1]),), (True, True), frozenset())


def cleared(
    graph: Graph,
    columns: Columns,
    order: Order,
    ports: Ports,
    y: list[float],
    widths: Widths,
    segments: tuple[Segment, ...],
) -> Widths:
    """The widths with conflicts settled, as far as that is possible."""
    if len(graph.links) > CLEARED_UP_TO:
        return widths
    gaps = _Gaps(graph, columns, order, ports, y, widths, segments)
    for gap in range(columns.count - 1):
        widths = _cleared_gap(gaps, gap, widths)
    return widths


def _cleared_gap(gaps: _Gaps, gap: int, widths: Widths) -> Widths:
    pieces = gaps.pieces(gap, widths)
    level = [abs(piece.end[1] - piece.start[1]) <= LEVEL for piece in pieces]
    best, least = widths, _total(pieces, level)
    for stubs, wider in product((False, True), range(WIDENED + 1)):
        if not least or gaps.effort <= 0:
            break
        tried = _bent(gaps, gap, _widened(gaps.columns, widths, gap, WIDER * wider), stubs=stubs)
        found = _total(gaps.pieces(gap, tried), level)
        if found < least - GAIN:
            best, least = tried, found
    return best


def _bent(gaps: _Gaps, gap: int, widths: Widths, *, stubs: bool) -> Widths:
    """The widths with the bends of one gap where they conflict least; `stubs` allows more bends."""
    pieces = gaps.pieces(gap, widths)
    for _ in range(ROUNDS):
        before = list(pieces)
        for at in range(len(pieces)):
            gaps.effort -= _improve(pieces, at, widths.right[gap], widths.left[gap + 1], stubs=stubs)
        if pieces == before or gaps.effort <= 0:
            break
    start, end, level = list(widths.start), list(widths.end), dict(widths.stubs)
    for piece in pieces:
        s = piece.segment
        if piece.free[0]:
            end[s.left] = piece.start[0]
        elif piece.before:
            level[s.link, 1] = piece.start[0]
        if piece.free[1]:
            start[s.right] = piece.end[0]
        elif piece.after:
            level[s.link, -1] = piece.end[0]
    return replace(widths, start=tuple(start), end=tuple(end), stubs=level)


def _improve(pieces: list[_Piece], at: int, low: float, high: float, *, stubs: bool) -> int:
    """Put one piece where it conflicts least with the others; returns how many pairs were compared."""
    piece = pieces[at]
    others = [other for other in pieces if other is not piece and _side_by_side(piece, other)]
    least, compared = sum(_conflict(piece, other) for other in others), len(others)
    if not least:
        return compared
    for cost, option in sorted(piece.options(low, high, stubs=stubs), key=lambda option: option[0]):
        if cost >= least:
            break
        for other in others:
            cost, compared = cost + _conflict(option, other), compared + 1
            if cost >= least:
                break
        else:
            least, pieces[at] = cost, option
    return compared


def _total(pieces: list[_Piece], level: list[bool]) -> float:
    """What is wrong in a gap: conflicts, slants that are too low from where their links leave a box.

    And links that were `level` before and are no longer: where a neighbour leaves their box elsewhere, they may turn.
    """
    rises = [abs(piece.end[1] - piece.start[1]) for piece in pieces]
    low = sum(
        LEVEL < rise < LEAST_SLANT - LEVEL or (was and rise > LEVEL) for rise, was in zip(rises, level, strict=True)
    )
    pairs = ((a, b) for at, a in enumerate(pieces) for b in pieces[:at] if _side_by_side(a, b))
    return sum(_conflict(a, b) for a, b in pairs) + NEVER * low


def _side_by_side(a: _Piece, b: _Piece) -> bool:
    """Whether two links are at one height somewhere, or nearly so: only such can conflict."""
    (_, p), (_, q), (_, r), (_, s) = a.start, a.end, b.start, b.end
    room = ARROW_DISTANCE + LEAST_APART
    return min(p, q) - room < max(r, s) and min(r, s) - room < max(p, q)


def _conflict(a: _Piece, b: _Piece) -> float:
    """0 where two links keep clear of each other; crossing at too narrow an angle counts more than being too near.

    Two links at one box may be near each other, but not cross.
    """
    shared = not a.met.isdisjoint(b.met)
    worst, least = 0.0, ARROW_DISTANCE + LEAST_APART
    for s in a.lines:
        for t in b.lines:
            if not near(s, t, least):
                continue
            angle = crossing_angle(s, t)
            if angle is None:
                worst = worst if shared else max(worst, (least - distance(s, t)) / least)
            elif shared or angle < LEAST_ANGLE:
                worst = max(worst, 2 - angle / LEAST_ANGLE)
    return worst


def _widened(columns: Columns, widths: Widths, gap: int, by: float) -> Widths:
    """The widths with everything to the right of a gap moved on."""
    moved = [by if column > gap else 0.0 for column in range(columns.count)]
    of = [moved[item.column] for item in columns.items]
    return replace(
        widths,
        x=tuple(map(add, widths.x, of)),
        left=tuple(map(add, widths.left, moved)),
        right=tuple(map(add, widths.right, moved)),
        start=tuple(map(add, widths.start, of)),
        end=tuple(map(add, widths.end, of)),
    )
