"""Where links meet boxes: angles that keep apart, points on outlines."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graphdraw.layout.geometry.outline import on_outline
from graphdraw.layout.problem import Box
from graphdraw.layout.solvers.angles import spread

ANGLES = st.lists(st.floats(-89, 89).map(lambda a: round(a, 1)), min_size=1, max_size=5).map(sorted)


@given(ANGLES)
def test_angles_keep_apart_and_in_bounds(wanted):
    found = spread(wanted, 30.0, 75.0)
    gap = min(30.0, *(b - a for a, b in pairwise(found))) if len(found) > 1 else 30.0
    fits = 2 * 75.0 / max(1, len(wanted) - 1)
    assert gap >= min(30.0, fits / 2) - 1e-6
    assert all(-75.0 - 1e-6 <= angle <= 75.0 + 1e-6 for angle in found)


def test_angles_that_are_apart_stay_as_they_are():
    assert spread([-60.0, 0.0, 50.0], 43.0, 78.0) == pytest.approx([-60.0, 0.0, 50.0])


def test_a_level_link_stays_level():
    assert spread([0.0, 10.0], 43.0, 78.0) == pytest.approx([0.0, 43.0])


def test_two_that_want_the_same_part_evenly():
    assert spread([20.0, 20.0], 40.0, 78.0) == pytest.approx([0.0, 40.0])


@pytest.mark.parametrize(
    ("width", "height", "angle", "point"),
    [
        (20, 20, 0, (10, 0)),
        (20, 20, 90, (0, 10)),
        (60, 20, 0, (30, 0)),
        (60, 20, 90, (20, 10)),
        (20, 60, 0, (10, 0)),
        (20, 60, 45, (10, 10)),
        (20, 60, 90, (0, 30)),
    ],
)
def test_points_on_round_outlines(width, height, angle, point):
    assert on_outline(Box("b", width, height), angle) == pytest.approx(point, abs=1e-9)
