"""Order: which item stands above which in every column, with few crossings.

Pre:  columns.
Post: per column its items from top to bottom. The last items of the links into a box stand in operand order, always.

Start: a depth-first walk from the outputs in operand order, which is right for every tree. Then sweeps of barycenters
and switches of neighbours (Gansner et al. 1993, section 3), and whole paths put back at their optimum (`paths`), from
several starts. After every change the operands of a box are put in order among their own places: the constraint is
kept, not mended at the end. Crossings are counted with the places of the operands at the box (Barth, Mutzel, Jünger,
"Simple and efficient bilayer cross counting", JGAA 8 (2004)); aiming all at its centre would hide the inversions.
"""

from __future__ import annotations

import random

from graphdraw.layout.arrangement import Arrangement
from graphdraw.layout.columns import Columns
from graphdraw.layout.graph import Graph
from graphdraw.layout.paths import move_paths, paths_of

RESTARTS = 8
SWEEPS = 12
STALLED = 3
"""Starts at most, sweeps from each at most, and sweeps without a gain after which one is given up."""

EFFORT = 100_000
"""Items times restarts at most: large graphs get fewer."""

PATHS_UP_TO = 900
"""Items up to which paths are moved as a whole."""

SWITCHES = 3

Order = tuple[tuple[int, ...], ...]


def order_columns(graph: Graph, columns: Columns, restarts: int = RESTARTS) -> tuple[Order, int]:
    """The best order found and its number of crossings."""
    arrangement = Arrangement(graph, columns)
    count = len(columns.items)
    paths = paths_of(arrangement) if count <= PATHS_UP_TO else ()
    best, fewest = arrangement.frozen(), arrangement.crossings()
    starts = arrangement.frozen()
    for restart in range(max(1, min(restarts, EFFORT // (count + 1)))):
        if not fewest:
            break
        _start(arrangement, starts, restart)
        found = _sweep(arrangement, restart)
        if paths:
            found = move_paths(arrangement, paths, found)
        if found < fewest:
            best, fewest = arrangement.frozen(), found
    return best, fewest


def _start(arrangement: Arrangement, first: Order, restart: int) -> None:
    """The walk's order, the same upside down, then shuffles of it; the operands in order in all."""
    rows = [list(row) for row in first]
    chance = random.Random(restart)  # noqa: S311 - the same numbers every time are the point
    for row in rows:
        if restart == 1:
            row.reverse()
        elif restart > 1 and chance.random() < 0.5:
            chance.shuffle(row)
    arrangement.take(rows)


def _sweep(arrangement: Arrangement, restart: int) -> int:
    """Sweep to and fro while that helps; leaves the best order met and returns its crossings."""
    best, fewest, stalled = arrangement.frozen(), arrangement.crossings(), 0
    for sweep in range(SWEEPS):
        if not fewest or stalled == STALLED:
            break
        arrangement.sort_by_neighbours(rightwards=(sweep + restart) % 2 == 0)
        arrangement.switch(SWITCHES)
        found = arrangement.crossings()
        stalled = 0 if found < fewest else stalled + 1
        if found < fewest:
            best, fewest = arrangement.frozen(), found
    arrangement.take(best)
    return fewest
