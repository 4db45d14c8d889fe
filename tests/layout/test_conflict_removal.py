"""Edges that cross at a narrow angle or run too near to each other bend elsewhere."""

from __future__ import annotations

from itertools import pairwise

import pytest

from graphdraw.layout import place
from graphdraw.layout.geometry.segments import crossing_angle, distance
from graphdraw.layout.routing.conflict_removal import WIDENED, WIDER, cleared
from tests.layout.test_passes import passes
from tests.quality.figure import figure
from tests.quality.graphs import random_problem
from tests.quality.measures import measures

SEEDS = range(0, 40, 2)


def test_lines_that_cross_have_an_angle_and_others_a_distance():
    level, rising = ((0.0, 0.0), (10.0, 0.0)), ((0.0, 5.0), (10.0, -5.0))
    assert crossing_angle(level, rising) == pytest.approx(45)
    assert crossing_angle(level, ((0.0, 0.0), (10.0, 10.0))) is None
    assert distance(level, ((12.0, 0.0), (20.0, 9.0))) == pytest.approx(2)


@pytest.mark.parametrize("seed", SEEDS)
def test_columns_only_move_apart_and_never_far(seed):
    p = passes(seed)
    widths = cleared(p.graph, p.columns, p.order, p.ports, p.y, p.widths, p.segments)
    for (a, b), (c, d) in zip(pairwise(p.widths.left), pairwise(widths.left), strict=True):
        assert -0.01 <= (d - c) - (b - a) <= WIDER * WIDENED + 0.01
    for item, start, end in zip(p.columns.items, widths.start, widths.end, strict=True):
        assert start <= widths.left[item.column] + 0.01
        assert end >= widths.right[item.column] - 0.01


def test_few_figures_have_narrow_crossings_or_close_links():
    found = [measures(figure(problem, place(problem))) for problem in map(random_problem, SEEDS)]
    assert [m for m in found if m.angle < 35 or m.gap < 4] == []
