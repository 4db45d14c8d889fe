"""Tests for `graphdraw.draw.fit.row_breaks`."""

from __future__ import annotations

import random
from itertools import combinations
from math import inf

from graphdraw.draw.fit.row_breaks import RAGGED, ROW, Cutting
from graphdraw.work import Work


def _cutting(seed: int, count: int) -> Cutting:
    choose = random.Random(seed)
    left = tuple(40.0 * k - choose.choice((0, 5, 30)) for k in range(count))
    right = tuple(40.0 * k + choose.choice((5, 20, 60)) for k in range(count))
    cost = (0.0, *(choose.choice((0.0, 4.0, 1000.0, inf, inf)) for _ in range(count)))
    return Cutting({str(k): k for k in range(count)}, left, right, cost, 10.0)


def _price(cutting: Cutting, starts: tuple[int, ...], most: float) -> float:
    """What it costs to begin a row at each of these columns, infinite where a row gets too long."""
    total, count = 0.0, len(cutting.left)
    for start, end in zip(starts, (*starts[1:], count), strict=True):
        length = max(cutting.right[start:end]) - min(cutting.left[start:end])
        length += ((start > 0) + (end < count)) * cutting.room / 2
        if length > most and end - start > 1:
            return inf
        total += cutting.cost[start] + ROW + RAGGED * max(0.0, 1 - length / most) ** 2
    return total


def test_no_way_to_cut_costs_less() -> None:
    for seed in range(60):
        cutting, count = _cutting(seed, 8), 8
        for most in (30.0, 120.0, 250.0):
            ways = [(0, *more) for k in range(count) for more in combinations(range(1, count), k)]
            least = min(_price(cutting, way, most) for way in ways)
            rows = cutting.rows(most)
            if not rows:
                assert least == inf
                continue
            starts = tuple(k for k in range(count) if not k or rows[str(k)] != rows[str(k - 1)])
            assert abs(_price(cutting, starts, most) - least) < 1e-9


def test_columns_between_which_there_is_no_cut_cost_nothing() -> None:
    count, work = 20_000, Work()
    places = tuple(40.0 * k for k in range(count))
    cost = tuple(inf if k % 5_000 else 0.0 for k in range(count + 1))
    cutting = Cutting({str(k): k for k in range(count)}, places, places, cost, 10.0)
    assert max(cutting.rows(450_000.0, work).values()) == 1
    assert not cutting.rows(100.0, work)
    assert work.done < 100
