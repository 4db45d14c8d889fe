"""Removes conflicts: edges that would cross at a narrow angle or run too near to each other bend elsewhere in the gap.

Pre:  heights, widths, segments, and how far every edge runs level before it bends.
Post: the same heights and columns in the same order; some gaps are wider and some edges bend earlier or later in them,
      so that fewer cross at less than conflicts.LEAST_ANGLE or come nearer than conflicts.LEAST_APART. Never more do.

Two edges at one box may be near each other right beside it. Several that slant
from a rectangle turn one after another, where nothing else helps.

Every segment has an end at a label or a lane, where it may bend anywhere in the gap. For each edge that is not clear
some places are tried, and the one kept that is best with the others of its gap; a gap where that does not help is made
wider and tried again. What is found is looked at again with the edges as they then really run.
"""

from __future__ import annotations

from dataclasses import replace
from enum import Enum
from itertools import product
from operator import add

from graphdraw.layout.geometry.spacing import LEAST_SLANT, SLOPE, STEEPEST_SLOPE
from graphdraw.layout.indexed.graph import IndexedGraph
from graphdraw.layout.ordering.order import Order
from graphdraw.layout.ordering.ports import Ports
from graphdraw.layout.positions.straight import Segment
from graphdraw.layout.positions.widths import Widths
from graphdraw.layout.problem import Point
from graphdraw.layout.ranking.columns import Columns
from graphdraw.layout.routing.attach import LEVEL, Attaching
from graphdraw.layout.routing.bending import GapRow
from graphdraw.layout.routing.conflicts import LEAST_LENGTH, NEVER, Piece, conflict, side_by_side

CLEARED_UP_TO = 150
"""Edges up to which this is done."""

EFFORT, EFFORT_AT_BOXES = 25_000, 25_000
"""Pairs of edges that are compared at most, first for all but those at one box, then for these too, less than a
second's work: in a crowded figure there is no end of it."""

CONFLICT, PIECE = 4, 15
"""The steps of comparing two edges as they run, and of making a piece of one."""

WIDER, WIDENED = 14.0, 4
"""By how much a gap is made wider at once, and how often at most."""

ROUNDS = 3
GAIN, LITTLE = 0.01, 0.03
"""How often all edges of a gap are looked at; what has to be gained for a gap to be changed, and what may be left."""

FAN, FANNED = 3, 2.0
"""How many edges that slant from rectangles are a fan; each of them turns later by a pair of arrows and so much."""

BESIDE_ROUND, BESIDE_NAME = 9.0, 2.0
"""So far from a round box that two edges share, or from an input, they may be nearer."""

SHARED = 0.5
"""How much it counts if two edges at one box are too near to each other elsewhere, beside other edges that are."""


class _Way(Enum):
    """How conflicts are settled: bends moved, more of them allowed, and fans spread out first."""

    BENDS = 0
    STUBS = 1
    FANS = 2


Try = tuple[_Way, int]
"""A way, and how often the gap is made wider for it."""

FOREIGN: tuple[Try, ...] = tuple(product((_Way.BENDS, _Way.STUBS), range(WIDENED + 1)))
AT_BOXES: tuple[Try, ...] = (*product((_Way.BENDS,), range(3)), (_Way.STUBS, 0), (_Way.FANS, 0))
AT_BOXES_TOO: tuple[Try, ...] = (
    *product((_Way.BENDS,), (3, 4)),
    *product((_Way.FANS,), (1, 2)),
    *product((_Way.STUBS,), (2, 4)),
)
"""What is tried for edges without a box in common, what for those at one box, and what if some of that helped."""


class _Gaps:
    """The gaps and what runs through them, for whatever widths; `effort` is what may still be compared."""

    def __init__(
        self,
        graph: IndexedGraph,
        columns: Columns,
        order: Order,
        ports: Ports,
        y: list[float],
        widths: Widths,
        segments: tuple[Segment, ...],
    ) -> None:
        self.graph, self.columns, self.y, self.effort, self.shared = graph, columns, y, EFFORT, 0.0
        self.attaching = Attaching(graph, columns, order, ports, y, widths)
        self._last: tuple[int, Widths, list[Piece]] | None = None
        self.through: list[list[Segment]] = [[] for _ in range(columns.count)]
        for s in segments:
            self.through[columns.items[s.left].column].append(s)

    def pieces(self, gap: int, widths: Widths) -> list[Piece]:
        """What runs through a gap."""
        if self._last is None or self._last[0] != gap or self._last[1] is not widths:
            self._last = gap, widths, self._pieces(gap, widths)
        return self._last[2]

    def _pieces(self, gap: int, widths: Widths) -> list[Piece]:
        row, self.attaching.widths = self.through[gap], widths
        self.graph.work.spend(PIECE * len(row) + len(row) ** 2 // 4, "arrows")
        ends: dict[int, tuple[Point, ...]] = {}
        for box in sorted({s.left for s in row if s.left == self.graph.tail[s.edge]}):
            ends |= self.attaching.side(box, 1)
        for box in sorted({s.right for s in row if s.right == self.graph.head[s.edge]}):
            ends |= self.attaching.side(box, -1)
        return [self._piece(s, gap, widths, ends) for s in row]

    def _piece(self, s: Segment, gap: int, widths: Widths, ends: dict[int, tuple[Point, ...]]) -> Piece:
        pair = self.graph.arrows.apart + self.graph.arrows.heavier
        left, right = (widths.end[s.left], self.y[s.left]), (widths.start[s.right], self.y[s.right])
        if s.left == self.graph.tail[s.edge]:
            *before, start = ends[s.edge]
            met, beyond = frozenset((s.left,)), ((widths.right[gap + 1], right[1]),)
            return Piece.through(s, tuple(before), start, right, beyond, (False, True), pair, met, self._beside(s.left))
        start = (widths.left[gap], left[1])
        if s.right == self.graph.head[s.edge]:
            *after, end = ends[s.edge]
            met = frozenset((s.right,))
            return Piece.through(
                s, (start,), left, end, tuple(reversed(after)), (True, False), pair, met, self._beside(s.right)
            )
        return Piece.through(s, (start,), left, right, ((widths.right[gap + 1], right[1]),), (True, True), pair)

    def _beside(self, box: int) -> float:
        it = self.graph.boxes[box]
        return BESIDE_ROUND if it.outline == "round" else BESIDE_NAME if not self.graph.into[box] else 0.0


def cleared(
    graph: IndexedGraph,
    columns: Columns,
    order: Order,
    ports: Ports,
    y: list[float],
    widths: Widths,
    segments: tuple[Segment, ...],
) -> Widths:
    """The widths with conflicts settled, as far as that is possible."""
    if len(graph.edges) > CLEARED_UP_TO:
        return widths
    gaps = _Gaps(graph, columns, order, ports, y, widths, segments)
    if not graph.work.affords(CONFLICT * EFFORT):
        return widths
    for gap in range(columns.count - 1):
        widths = _cleared_gap(gaps, gap, widths, FOREIGN)
    gaps.shared, gaps.effort = SHARED, EFFORT_AT_BOXES
    for gap in range(columns.count - 1):
        widths = _cleared_gap(gaps, gap, widths, AT_BOXES, AT_BOXES_TOO)
    return widths


def _cleared_gap(gaps: _Gaps, gap: int, widths: Widths, *plans: tuple[Try, ...]) -> Widths:
    """The widths with the conflicts of one gap settled as far as the plans help; one is tried if the one before did."""
    pieces = gaps.pieces(gap, widths)
    level = [abs(piece.end[1] - piece.start[1]) <= LEVEL for piece in pieces]
    best, (least, most) = widths, _wrong(pieces, level, gaps.shared)
    for plan in plans:
        for way, wider in plan:
            if not least or gaps.effort <= 0 or not gaps.graph.work.affords(0):
                return best
            start = _widened(gaps.columns, widths, gap, WIDER * wider)
            if way == _Way.FANS:
                start = _fanned(gaps, gap, start)
            tried = _bent(gaps, gap, start, stubs=way != _Way.BENDS)
            found, foreign = _wrong(gaps.pieces(gap, tried), level, gaps.shared)
            if found < least - GAIN and foreign <= most:
                best, least = tried, found
        if best is widths or least <= LITTLE:
            break
    return best


def _fanned(gaps: _Gaps, gap: int, widths: Widths) -> Widths:
    """The widths with all slants from rectangles parallel, turning one after another, the outermost next to its box."""
    fans: dict[tuple[bool, bool], list[Piece]] = {}
    for piece in gaps.pieces(gap, widths):
        (_, ay), (_, by) = piece.start, piece.end
        if abs(by - ay) > LEVEL and any(gaps.graph.boxes[box].outline == "box" for box in piece.met):
            fans.setdefault((piece.free[0], by > ay), []).append(piece)
    start, end, level = list(widths.start), list(widths.end), dict(widths.stubs)
    later = gaps.graph.arrows.apart + FANNED + gaps.graph.arrows.heavier
    for (arrives, falls), fan in fans.items():
        fan.sort(key=lambda piece: (piece.end if arrives else piece.start)[1], reverse=falls != arrives)
        starts = [(piece.before[0] if not arrives and piece.before else piece.start)[0] for piece in fan]
        ends = [(piece.after[-1] if arrives and piece.after else piece.end)[0] for piece in fan]
        lengths = [to - x - at * later for at, (x, to) in enumerate(zip(starts, ends, strict=True))]
        if len(fan) < FAN or min(lengths) <= LEAST_LENGTH:
            continue
        rises = [abs(piece.end[1] - piece.start[1]) for piece in fan]
        slope = max(SLOPE, *(rise / length for rise, length in zip(rises, lengths, strict=True)))
        if slope > STEEPEST_SLOPE:
            continue
        for at, (piece, rise) in enumerate(zip(fan, rises, strict=True)):
            s, length = piece.segment, max(LEAST_LENGTH, rise / slope)
            if arrives:
                level[s.edge, -1] = ends[at] - at * later
                end[s.left] = level[s.edge, -1] - length
            else:
                level[s.edge, 1] = starts[at] + at * later
                start[s.right] = level[s.edge, 1] + length
            if not at:
                del level[s.edge, -1 if arrives else 1]
    return replace(widths, start=tuple(start), end=tuple(end), stubs=level)


def _bent(gaps: _Gaps, gap: int, widths: Widths, *, stubs: bool) -> Widths:
    """The widths with the bends of one gap where they conflict least; `stubs` allows more bends."""
    span = widths.right[gap], widths.left[gap + 1]
    row = GapRow(gaps.pieces(gap, widths), span, gaps.shared, stubs=stubs)
    for _ in range(ROUNDS):
        before = row.moved
        for at in range(len(row.pieces)):
            row.improve(at)
        if row.moved == before or row.compared >= gaps.effort:
            break
    gaps.effort -= row.compared
    gaps.graph.work.spend(CONFLICT * row.compared + len(row.pieces) ** 2 // 2, "arrows")
    start, end, level = list(widths.start), list(widths.end), dict(widths.stubs)
    for piece in row.pieces:
        s = piece.segment
        if piece.free[0]:
            end[s.left] = piece.start[0]
        elif piece.before:
            level[s.edge, 1] = piece.start[0]
        if piece.free[1]:
            start[s.right] = piece.end[0]
        elif piece.after:
            level[s.edge, -1] = piece.end[0]
    return replace(widths, start=tuple(start), end=tuple(end), stubs=level)


def _wrong(pieces: list[Piece], level: list[bool], at_boxes: float) -> tuple[float, float]:
    """What is wrong in a gap, and what without being near at one box.

    Conflicts, slants that are too low from where their edges leave a box, and edges that were `level` before and are no
    longer: where a neighbour leaves their box elsewhere, they may turn.
    """
    rises = [abs(piece.end[1] - piece.start[1]) for piece in pieces]
    low = sum(
        LEVEL < rise < LEAST_SLANT - LEVEL or (was and rise > LEVEL) for rise, was in zip(rises, level, strict=True)
    )
    every = foreign = NEVER * low
    for at, a in enumerate(pieces):
        for b in pieces[:at]:
            if side_by_side(a, b):
                found = conflict(a, b, at_boxes)
                every += found
                foreign += conflict(a, b, 0.0) if found and at_boxes and not a.met.isdisjoint(b.met) else found
    return every, foreign


def _widened(columns: Columns, widths: Widths, gap: int, by: float) -> Widths:
    """The widths with everything to the right of a gap moved on."""
    if not by:
        return widths
    moved = [by if column > gap else 0.0 for column in range(columns.count)]
    of = [moved[item.column] for item in columns.items]
    stubs = {
        (edge, side): x + of[columns.chains[edge][0 if side > 0 else -1]] for (edge, side), x in widths.stubs.items()
    }
    return replace(
        widths,
        stubs=stubs,
        x=tuple(map(add, widths.x, of)),
        left=tuple(map(add, widths.left, moved)),
        right=tuple(map(add, widths.right, moved)),
        start=tuple(map(add, widths.start, of)),
        end=tuple(map(add, widths.end, of)),
    )
