"""Where edges meet boxes: angles that keep apart, points on outlines."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graphdraw.layout.geometry.outline import depth, on_outline
from graphdraw.layout.place import place
from graphdraw.layout.problem import Box, LayoutEdge, LayoutProblem, Profile
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


RHOMBUS = Profile(((0.0, 30.0), (15.0, 0.0)), 11.0)
FLAT = Profile(((0.0, 20.0), (10.0, 20.0), (15.0, 10.0)), 12.0)


@pytest.mark.parametrize(
    ("profile", "across", "along"),
    [
        (RHOMBUS, 0, 30),
        (RHOMBUS, 5, 20),
        (RHOMBUS, -5, 20),
        (RHOMBUS, 15, 0),
        (FLAT, 7, 20),
        (FLAT, 12.5, 15),
        (FLAT, 20, 10),
    ],
)
def test_ports_on_an_outline_of_its_own(profile, across, along):
    assert depth(profile, across) == pytest.approx(along)


@pytest.mark.parametrize(
    ("profile", "angle", "point"),
    [
        (RHOMBUS, 0, (30, 0)),
        (RHOMBUS, 90, (15, 7.5)),
        (RHOMBUS, 45, (20, 5)),
        (RHOMBUS, -45, (20, -5)),
        (FLAT, 0, (20, 0)),
    ],
)
def test_rays_meet_an_outline_of_its_own(profile, angle, point):
    """From where a lying pill of that size has the centre of its half circle."""
    box = Box("b", 2 * profile.quarter[0][1], 2 * profile.quarter[-1][0], profile=profile)
    assert on_outline(box, angle) == pytest.approx(point, abs=1e-9)


@pytest.mark.parametrize("direction", ["right", "left", "down", "up"])
@pytest.mark.parametrize("scale", [1.0, 2.0])
def test_links_with_ports_end_on_an_outline_of_its_own(direction, scale):
    """They run straight from the border of the box to it, and no further from the middle than its side is."""
    profile = Profile(((0.0, 10.0 * scale), (40.0 * scale, 0.0)), 30.0 * scale)
    across, along = 80.0 * scale, 34.0 * scale
    size = (along, across) if direction in ("right", "left") else (across, along)
    boxes = [Box(name, 20.0 * scale, 20.0 * scale) for name in "abcde"]
    edges = [LayoutEdge(name, name, "y", at, 30.0 * scale, 9.0 * scale, 9.0 * scale) for at, name in enumerate("abcde")]
    problem = LayoutProblem((*boxes, Box("y", *size, "box", profile=profile)), tuple(edges), direction, scale=scale)
    found = place(problem)
    for route in found.routes.values():
        (x, y), (to_x, to_y) = found.centres["y"], route[-1]
        away, aside = (x - to_x, y - to_y) if direction in ("right", "left") else (y - to_y, x - to_x)
        assert abs(aside) <= profile.side + 0.01
        assert abs(away) == pytest.approx(depth(profile, aside), abs=0.02)
        before = route[-2]
        straight = abs(before[1] - to_y) if direction in ("right", "left") else abs(before[0] - to_x)
        assert straight <= 0.01
