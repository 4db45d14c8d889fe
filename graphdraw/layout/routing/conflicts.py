"""Conflicts: an edge in a gap, the other ways that it could take there, and where two conflict. In points."""

from __future__ import annotations

from itertools import pairwise, product
from math import hypot
from typing import NamedTuple

from graphdraw.layout.geometry.segments import ON, LineSegment, crossing_angle, distance, on_each_other
from graphdraw.layout.geometry.spacing import STEEPEST_SLOPE
from graphdraw.layout.positions.straight import Segment
from graphdraw.layout.problem import Point

LEAST_ANGLE, LEAST_APART = 36.0, 4.25
"""Degrees between edges that cross; points between the nearer arrows of edges that do not."""

PLACES = 9
"""Places that are tried for each bend."""

LEAST_LENGTH = 8.0
"""How long a slant is at least, seen along the edges."""

MOVING, BENDING = 0.0004, 0.05
NEVER = 1000.0
"""What counts against a place: a point by which a bend moves, one bend more, what must not be; a conflict counts 1."""


class Straight(NamedTuple):
    """A line with its ends, its unit vector, and how far to the side of the origin it runs."""

    line: LineSegment
    ax: float
    ay: float
    bx: float
    by: float
    ux: float
    uy: float
    past: float


Bounded = tuple[float, float, float, float, Straight]
"""Least and greatest x, least and greatest y, and the line that is within."""


class Piece(NamedTuple):
    """An edge on its way through a gap: level, slanted from `start` to `end`, and level again.

    `before` and `after` are the points further out. An end that is free may move level; one at a box (`met`) can only
    get a bend more. `lines` are the straight ones it is made of, `pair` is how far apart two arrows of an edge are.
    """

    segment: Segment
    before: tuple[Point, ...]
    start: Point
    end: Point
    after: tuple[Point, ...]
    free: tuple[bool, bool]
    met: frozenset[int]
    beside: float
    pair: float
    lines: tuple[Bounded, ...]

    @classmethod
    def through(
        cls,
        segment: Segment,
        before: tuple[Point, ...],
        start: Point,
        end: Point,
        after: tuple[Point, ...],
        free: tuple[bool, bool],
        pair: float,
        met: frozenset[int] = frozenset(),
        beside: float = 0.0,
    ) -> Piece:
        """A piece with its lines."""
        lines = tuple([_bounded(line) for line in pairwise((*before, start, end, *after))])
        return cls(segment, before, start, end, after, free, met, beside, pair, lines)

    def beyond(self, line: LineSegment) -> LineSegment | None:
        """The part of one of its lines that is not right beside the box that it meets."""
        (ax, ay), (bx, by) = line
        if self.free[1]:
            least = (self.before[0] if self.before else self.start)[0] + self.beside
            if bx <= least:
                return None
            return line if ax >= least else ((least, ay + (by - ay) * (least - ax) / (bx - ax)), line[1])
        most = (self.after[-1] if self.after else self.end)[0] - self.beside
        if ax >= most:
            return None
        return line if bx <= most else (line[0], (most, ay + (by - ay) * (most - ax) / (bx - ax)))

    def options(self, low: float, high: float, *, stubs: bool) -> list[tuple[float, float, float, bool, bool]]:
        """Where else between two x its slant may begin and end, the best first; `stubs` allows more bends.

        Each as what it costs, the two x, and whether a level stub is added before and after it: see `moved`.
        """
        (ax, ay), (bx, by) = self.start, self.end
        if ay == by:
            return []
        places = [low + (high - low) * place / (PLACES - 1) for place in range(PLACES)]
        starts, ends = [(ax, False)], [(bx, False)]
        if self.free[0] or (stubs and not self.before):
            starts += [(x, not self.free[0]) for x in places if self.free[0] or x > ax]
        if self.free[1] or (stubs and not self.after):
            ends += [(x, not self.free[1]) for x in places if self.free[1] or x < bx]
        least = max(LEAST_LENGTH, abs(by - ay) / STEEPEST_SLOPE)
        return sorted(
            (BENDING * (stub + last) + MOVING * (abs(x - ax) + abs(end - bx)), x, end, stub, last)
            for (x, stub), (end, last) in product(starts, ends)
            if end - x >= least
        )

    def moved(self, start: float, end: float, *, stub: bool, last: bool) -> Piece:
        """The piece with its slant elsewhere."""
        before, after = (self.start,) if stub else self.before, (self.end,) if last else self.after
        way = before, (start, self.start[1]), (end, self.end[1]), after
        return Piece.through(self.segment, *way, self.free, self.pair, self.met, self.beside)


def _bounded(line: LineSegment) -> Bounded:
    (ax, ay), (bx, by) = line
    if ay == by and ax < bx:  # as most of them
        return ax, bx, ay, ay, Straight(line, ax, ay, bx, by, 1.0, 0.0, -ay)
    length = hypot(bx - ax, by - ay) or 1.0
    ux, uy = (bx - ax) / length, (by - ay) / length
    straight = Straight(line, ax, ay, bx, by, ux, uy, ax * uy - ay * ux)
    return min(ax, bx), max(ax, bx), min(ay, by), max(ay, by), straight


def side_by_side(a: Piece, b: Piece) -> bool:
    """Whether two edges are at one height somewhere, or nearly so: only such can conflict."""
    (_, p), (_, q), (_, r), (_, s) = a.start, a.end, b.start, b.end
    room = a.pair + LEAST_APART
    return min(p, q) - room < max(r, s) and min(r, s) - room < max(p, q)


def conflict(a: Piece, b: Piece, at_boxes: float, enough: float = NEVER) -> float:
    """0 where two edges keep clear of each other; crossing at too narrow an angle counts more than being too near.

    Two edges at one box may be near each other right beside it, but neither cross nor lie on each other; elsewhere
    being near counts `at_boxes`. It is not said by how much more than `enough` they conflict.
    """
    shared = not a.met.isdisjoint(b.met)
    worst, least = 0.0, a.pair + LEAST_APART
    for left, right, top, bottom, (s, sax, say, sbx, sby, sux, suy, past_s) in a.lines:
        left, right, top, bottom = left - least, right + least, top - least, bottom + least
        for from_x, to_x, from_y, to_y, straight in b.lines:
            if from_x > right or to_x < left or from_y > bottom or to_y < top:
                continue
            t, tax, tay, tbx, tby, tux, tuy, past_t = straight
            # how far to one side of each line the ends of the other are
            p, q = tax * suy - tay * sux - past_s, tbx * suy - tby * sux - past_s
            if (p > least and q > least) or (p < -least and q < -least):
                continue
            u, v = sax * tuy - say * tux - past_t, sbx * tuy - sby * tux - past_t
            if (u > least and v > least) or (u < -least and v < -least):
                continue
            angle = None if p * q > 0 or u * v > 0 else crossing_angle(s, t)
            if angle is None and shared and (-ON < p < ON or -ON < u < ON) and on_each_other(s, t):
                worst = 2.0
            elif angle is None and shared and at_boxes:
                s_, t_ = a.beyond(s), b.beyond(t)
                worst = max(worst, at_boxes * (least - distance(s_, t_)) / least) if s_ and t_ else worst
            elif angle is None:
                worst = worst if shared else max(worst, (least - distance(s, t)) / least)
            elif shared or angle < LEAST_ANGLE:
                worst = max(worst, 2 - angle / LEAST_ANGLE)
            if worst >= enough:
                return worst
    return worst
