"""What makes one faultless figure better than another."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import pairwise

from tests.quality.figure import Figure
from tests.quality.geometry import bounds, crossing, distance, grown, meetings

LEVEL = 1.0
BEND = math.radians(2)
NEAR = 12.0
"""Up to this distance the gap between two foreign pairs of arrows is looked at."""

PAIR = 6.0


@dataclass(frozen=True, slots=True)
class Measures:
    """`angle`: smallest of all crossings (90 if none); `gap`: smallest of foreign pairs of arrows, NEAR at most."""

    crossings: int
    bends: int
    chain_straight: float
    straight: float
    width: float
    height: float
    angle: float
    gap: float

    @property
    def area(self) -> float:
        """In 1000 pt²."""
        return self.width * self.height / 1000


def measures(f: Figure) -> Measures:
    """All measures of a figure."""
    count, angle = _crossings(f)
    level = {i: max(y for _, y in route) - min(y for _, y in route) <= LEVEL for i, route in f.routes.items()}
    straight = sum(level.values()) / len(level) if level else 1.0
    width, height = _extent(f)
    return Measures(count, _bends(f), _chain_straight(f, level), straight, width, height, angle, _gap(f))


def _crossings(f: Figure) -> tuple[int, float]:
    """Proper intersections of two routes outside the boxes of shared ends."""
    pieces = [((i, s), bounds(s)) for i, s in f.pieces]
    found: dict[tuple[str, str, int, int], float] = {}
    for (i, s), (j, t) in meetings(pieces, pieces):
        if i < j and (met := crossing(s, t)):
            (x, y), angle = met
            shared = _ends(f, i) & _ends(f, j)
            if not any(_inside(x, y, grown(f.boxes[box], 1.0)) for box in shared):
                found[i, j, round(x), round(y)] = angle
    return len(found), min(found.values(), default=90.0)


def _ends(f: Figure, edge: str) -> set[str]:
    return {f.edges[edge].source, f.edges[edge].target}


def _inside(x: float, y: float, r: tuple[float, float, float, float]) -> bool:
    return r[0] <= x <= r[2] and r[1] <= y <= r[3]


def _bends(f: Figure) -> int:
    """Interior vertices that turn by more than two degrees."""
    bends = 0
    for route in f.routes.values():
        turns = [math.atan2(b[1] - a[1], b[0] - a[0]) for a, b in pairwise(route) if math.dist(a, b) > 0.05]
        bends += sum(abs(after - before) > BEND for before, after in pairwise(turns))
    return bends


def _chain_straight(f: Figure, level: Mapping[str, bool]) -> float:
    """The level share of the longest path, the straightest among equals; edges into symmetric joins are exempt."""
    exempt = _symmetric_joins(f)
    best = dict.fromkeys(f.boxes, (0, 0))
    for box in _topological(f):
        for i, edge in f.edges.items():
            if edge.source == box:
                length, straight = best[box]
                good = level[i] or edge.target in exempt
                best[edge.target] = max(best[edge.target], (length + 1, straight + good))
    length, straight = max(best.values())
    return straight / length if length else 1.0


def _topological(f: Figure) -> list[str]:
    missing = dict.fromkeys(f.boxes, 0)
    for edge in f.edges.values():
        missing[edge.target] += 1
    ready = [box for box, count in missing.items() if not count]
    for box in ready:
        for edge in f.edges.values():
            if edge.source == box:
                missing[edge.target] -= 1
                if not missing[edge.target]:
                    ready.append(edge.target)
    return ready


def _symmetric_joins(f: Figure) -> set[str]:
    """Boxes with two operands that are trees of one shape, of values used once, with an operation at least."""
    uses = dict.fromkeys(f.boxes, 0)
    into: dict[str, list[str]] = {box: [] for box in f.boxes}
    for edge in sorted(f.edges.values(), key=lambda edge: edge.argument):
        uses[edge.source] += 1
        into[edge.target].append(edge.source)
    shapes: dict[str, str | None] = {}
    joins = set()
    for box in _topological(f):
        below = [shapes[source] for source in into[box]]
        if len(below) == 2 and below[0] == below[1] not in (None, "()"):
            joins.add(box)
        known = [shape for shape in below if shape is not None]
        shapes[box] = f"({''.join(known)})" if uses[box] <= 1 and len(known) == len(below) else None
    return joins


def _extent(f: Figure) -> tuple[float, float]:
    points = [(x, y, x, y) for route in f.routes.values() for x, y in route]
    corners = [*f.boxes.values(), *f.blocks.values(), *points]
    return (
        max(c[2] for c in corners) - min(c[0] for c in corners),
        max(c[3] for c in corners) - min(c[1] for c in corners),
    )


def _gap(f: Figure) -> float:
    """Between the nearer arrows of two edges that neither cross nor share a box."""
    pieces = [((i, s), bounds(s)) for i, s in f.pieces]
    wide = [((i, s), grown(bounds(s), NEAR + PAIR)) for i, s in f.pieces]
    apart = (distance(s, t) for (i, s), (j, t) in meetings(wide, pieces) if i < j and not _ends(f, i) & _ends(f, j))
    return min((d - PAIR for d in apart if d > 0), default=NEAR)
