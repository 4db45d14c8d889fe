"""Arrows: parallel, ended on outlines, rounded alike."""

import math
from typing import Any

import pytest

from graphdraw.draw.compose.arrows import Arrow, End, aside, cut_at_both_ends, ended, pointed, rounded
from graphdraw.draw.scene import Point


def _disc(centre: tuple[float, float], radius: float, gap: float = 0.5) -> End:
    return End(centre, lambda x, y: math.hypot(x, y) - radius, gap)


def test_aside_of_a_run_to_the_right_is_up() -> None:
    assert aside([(0, 0), (10, 0)], 3) == [(0, -3), (10, -3)]


def test_aside_keeps_its_distance_through_a_bend() -> None:
    moved = aside([(0, 0), (10, 0), (20, 10)], 3)
    (x, y), (x2, y2) = moved[1], moved[2]
    assert y == pytest.approx(-3)
    # the distance of the moved second leg from the old one
    assert abs((x2 - 10) * 1 - (y2 - 0) * 1) / math.sqrt(2) == pytest.approx(3)
    assert (y2 - y) / (x2 - x) == pytest.approx(1)


def arrow(route: list[Point], tail: End, tip: End, *, distance: float, **look: Any) -> Arrow:
    """The arrow along a route, from the outline of one node to that of another."""
    moved = aside(route, distance)
    points = cut_at_both_ends(route, ended(moved[::-1], tail)[::-1], ended(moved, tip))
    return pointed(points, distance=distance, **look)


def test_ends_on_both_outlines() -> None:
    drawn = arrow(
        [(0, 0), (100, 0)],
        _disc((0, 0), 13),
        _disc((100, 0), 13),
        distance=3,
        corner=9,
        head=(5, 4),
        filled=True,
    )
    (x0, y0), (x1, y1) = drawn.points
    assert y0 == y1 == -3
    assert math.hypot(x0, y0) == pytest.approx(13.5, abs=1e-3)
    assert math.hypot(x1 - 100, y1) == pytest.approx(13.5, abs=1e-3)


def test_a_filled_head_hides_the_end_of_its_line_and_an_open_one_does_not() -> None:
    def drawn(filled: bool) -> tuple[float, float]:
        ends = _disc((0, 0), 5), _disc((100, 0), 5)
        return arrow([(0, 0), (100, 0)], *ends, distance=0, corner=9, head=(5, 4), filled=filled).line.points[-1]

    assert drawn(filled=True)[0] == pytest.approx(90.0, abs=0.1)
    assert drawn(filled=False)[0] == pytest.approx(94.5, abs=0.1)


def test_whole_legs_inside_a_node_are_dropped() -> None:
    ends = _disc((0, 0), 5), _disc((60, 40), 20)
    drawn = arrow([(0, 0), (40, 0), (55, 35), (60, 40)], *ends, distance=0, corner=0, head=(5, 4), filled=True)
    assert len(drawn.points) == 3
    assert math.dist(drawn.points[-1], (60, 40)) == pytest.approx(20.5, abs=1e-3)


def test_bends_are_rounded_and_straight_lines_left_alone() -> None:
    assert rounded([(0, 0), (10, 0)], 9).codes == "ML"
    curve = rounded([(0, 0), (50, 0), (90, 40)], 9)
    assert curve.codes == "MLQL"
    assert curve.points[1] == pytest.approx((41, 0))
    assert math.dist(curve.points[3], (50, 0)) == pytest.approx(9)


@pytest.mark.parametrize("corner", [0.0, 9.0, 500.0])
def test_a_rounding_never_leaves_its_legs(corner: float) -> None:
    curve = rounded([(0, 0), (30, 0), (40, 10), (40, 90)], corner)
    xs = [x for x, _ in curve.points]
    assert xs == sorted(xs)
    assert min(y for _, y in curve.points) == 0
    assert max(y for _, y in curve.points) == 90
