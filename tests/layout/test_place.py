"""What a placement promises, whatever the problem."""

from __future__ import annotations

import os
import subprocess
import sys
from itertools import pairwise
from pathlib import Path

import pytest

from graphdraw.layout import Box, LayoutEdge, LayoutProblem, place
from tests.quality.graphs import random_problem

SEEDS = range(0, 60, 4)
ROOT = Path(__file__).parents[2]


def edge(source, target, argument=0, name=None):
    return LayoutEdge(name or f"{source}{target}{argument}", source, target, argument, 30.0, 14.0, 14.0)


def chain(length):
    boxes = tuple(Box(f"b{i}", 20.0, 20.0) for i in range(length))
    return LayoutProblem(boxes, tuple(edge(a.id, b.id) for a, b in pairwise(boxes)))


def test_nothing_is_placed_nowhere():
    placement = place(LayoutProblem((), ()))
    assert (placement.centres, placement.routes, placement.labels, placement.main) == ({}, {}, {}, ())


def test_a_lone_box_stands_in_the_corner():
    assert place(LayoutProblem((Box("x", 30.0, 20.0),), ())).centres == {"x": (15.0, 10.0)}


def test_a_link_runs_level_from_outline_to_outline():
    placement = place(LayoutProblem((Box("a", 20.0, 20.0), Box("b", 40.0, 20.0)), (edge("a", "b"),)))
    (ax, ay), (bx, by) = placement.centres["a"], placement.centres["b"]
    assert placement.routes["ab0"] == ((ax + 10, ay), (bx - 20, by))
    assert placement.labels["ab0"] == (round((ax + 10 + bx - 20) / 2, 2), ay)
    assert placement.main == ("ab0",)


@pytest.mark.parametrize("seed", SEEDS)
def test_everything_is_placed_on_the_page(seed):
    problem = random_problem(seed)
    placement = place(problem)
    assert set(placement.centres) == {box.id for box in problem.boxes}
    assert set(placement.routes) == set(placement.labels) == {edge.id for edge in problem.edges}
    points = [
        *placement.centres.values(),
        *placement.labels.values(),
        *(p for r in placement.routes.values() for p in r),
    ]
    assert min(min(point) for point in points) >= 0
    assert all(round(c, 2) == c for point in points for c in point)


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize(("one", "other", "axis"), [("right", "left", 0), ("down", "up", 1)])
def test_opposite_directions_are_mirror_images(seed, one, other, axis):
    first, second = (place(random_problem(seed, 30, direction)) for direction in (one, other))
    both = [(first.centres[i], second.centres[i]) for i in first.centres]
    both += [(first.labels[i], second.labels[i]) for i in first.labels]
    both += [pair for i, r in first.routes.items() for pair in zip(r, second.routes[i], strict=True)]
    length = both[0][0][axis] + both[0][1][axis]
    assert all(p[axis] + q[axis] == pytest.approx(length, abs=0.03) for p, q in both)
    assert all(p[1 - axis] == q[1 - axis] for p, q in both)


def test_down_is_right_with_the_axes_swapped_when_all_is_square():
    problem = chain(4)
    right, down = place(problem), place(problem._replace(direction="down"))
    assert {i: (y, x) for i, (x, y) in right.centres.items()} == down.centres


@pytest.mark.parametrize("seed", ["0", "1", "77"])
def test_a_placement_does_not_depend_on_the_hash_seed(seed):
    code = "from tests.quality.graphs import *; from graphdraw.layout import place; print(place(random_problem(11)))"
    done = subprocess.run(
        [sys.executable, "-c", code],
        env={**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout == f"{place(random_problem(11))}\n"


def test_two_links_between_the_same_boxes_stay_apart():
    placement = place(LayoutProblem((Box("x", 20.0, 20.0), Box("y", 20.0, 20.0)), (edge("x", "y"), edge("x", "y", 1))))
    assert placement.labels["xy1"][1] - placement.labels["xy0"][1] >= 28


@pytest.mark.parametrize(("column", "expected"), [("near", False), ("first", True), ("auto", True)])
def test_an_input_stands_where_it_is_wanted(column, expected):
    """`near` right before its consumer, `first` in the first column, `auto` there where that costs little."""
    problem = chain(5)
    extra = Box("w", 20.0, 20.0, "box", "end", column)
    problem = LayoutProblem((*problem.boxes, extra), (*problem.edges, edge("w", "b4", 1)))
    placement = place(problem)
    at_edge = placement.centres["w"][0] == placement.centres["b0"][0]
    assert at_edge == expected


def test_the_tree_of_two_equal_trees_is_symmetric():
    names = ["a", "b", "c", "d", "p", "q", "r"]
    boxes = tuple(Box(name, 20.0, 20.0) for name in names)
    ends = [("a", "p", 0), ("b", "p", 1), ("c", "q", 0), ("d", "q", 1), ("p", "r", 0), ("q", "r", 1)]
    placement = place(LayoutProblem(boxes, tuple(edge(*end) for end in ends)))
    upper, lower, join = (placement.centres[name][1] for name in "pqr")
    assert join - upper == pytest.approx(lower - join, abs=0.5)


def test_free_operands_may_arrive_in_either_order():
    """Ordered operands decide how their sources stand; free ones leave it to the order of the problem."""
    boxes = [Box("a", 20.0, 20.0), Box("b", 20.0, 20.0), Box("m", 20.0, 20.0, free_operands=True)]
    edges = (edge("b", "m", 0), edge("a", "m", 1))
    placement = place(LayoutProblem(tuple(boxes), edges))
    assert placement.centres["a"][1] != placement.centres["b"][1]
    fixed = place(LayoutProblem((*boxes[:2], Box("m", 20.0, 20.0)), edges))
    assert fixed.centres["b"][1] < fixed.centres["a"][1]


def test_a_dot_lies_on_a_straight_line():
    boxes = (Box("a", 20.0, 20.0), Box("a*", 5.0, 5.0), Box("b", 20.0, 20.0), Box("c", 20.0, 20.0))
    placement = place(LayoutProblem(boxes, (edge("a", "a*"), edge("a*", "b"), edge("a*", "c"))))
    heights = [placement.centres[name][1] for name in ("a", "a*", "b", "c")]
    assert heights[0] == heights[1]
    assert heights[1] in heights[2:]


def test_long_chains_need_no_recursion():
    placement = place(chain(1500))
    assert len({y for _, y in placement.centres.values()}) == 1


@pytest.mark.parametrize(
    ("boxes", "edges", "message"),
    [
        (("a", "a"), (), "two boxes have the same id"),
        (("a",), (("a", "z"),), "edge 'az0' joins boxes that do not exist"),
        (("a", "b"), (("a", "b"), ("b", "a")), "the graph has a cycle"),
    ],
)
def test_a_problem_that_is_none_is_refused(boxes, edges, message):
    with pytest.raises(ValueError, match=message):
        place(LayoutProblem(tuple(Box(b, 9.0, 9.0) for b in boxes), tuple(edge(*ends) for ends in edges)))
