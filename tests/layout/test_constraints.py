"""Boxes that are asked to stand in one column, and boxes asked to stand above others."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graphdraw.layout import Box, LayoutEdge, LayoutProblem, place
from graphdraw.layout.indexed.constraints import constrained_order
from graphdraw.layout.indexed.graph import read_graph
from graphdraw.layout.ordering.order import Search
from graphdraw.layout.problem import BoxGroup
from graphdraw.layout.ranking.columns import make_columns
from graphdraw.layout.ranking.ranks import rank_variants
from tests.quality.constraints import asking, unmet
from tests.quality.faults import faults
from tests.quality.figure import figure
from tests.quality.frames import frame_faults
from tests.quality.graphs import random_problem
from tests.quality.grouped import grouped_problem

DIRECTIONS = ("right", "left", "down", "up")

STRUCK = "title_struck"
"""The one fault that random problems with frames may have."""


def problem_of(*ways, aligned=(), ordered=(), columns=None, groups=(), direction="right"):
    """A problem of chains of boxes, `a b c`; a box that several lead to takes them in their order."""
    ends = [pair for way in ways for pair in pairwise(way.split())]
    names = dict.fromkeys(name for way in ways for name in way.split())
    boxes = tuple(Box(name, 20.0, 20.0, column=(columns or {}).get(name, "near")) for name in names)
    edges = tuple(LayoutEdge(f"{s}{t}{at}", s, t, at, 30.0, 14.0, 14.0) for at, (s, t) in enumerate(ends))
    return LayoutProblem(boxes, edges, direction, groups, aligned=aligned, ordered=ordered)


def wrong(problem):
    placement = place(problem)
    found = {**faults(figure(problem, placement)), **frame_faults(problem, placement)}
    return {kind: count for kind, count in found.items() if count and kind != STRUCK}, unmet(problem, placement)


def centres(problem):
    return place(problem).centres


@pytest.mark.parametrize("direction", DIRECTIONS)
def test_random_problems_get_what_they_ask_for_without_a_fault(direction):
    problems = {seed: asking(random_problem(seed, 25, direction), seed) for seed in range(30)}
    assert sum(bool(problem.aligned) for problem in problems.values()) > 10
    assert {seed: found for seed, problem in problems.items() if any(found := wrong(problem))} == {}


@pytest.mark.parametrize("direction", DIRECTIONS)
def test_random_problems_with_frames_get_what_they_ask_for_without_a_fault(direction):
    problems = {seed: asking(it, seed) for seed in range(20) if (it := grouped_problem(seed, direction))}
    assert sum(bool(problem.aligned) for problem in problems.values()) > 10
    assert {seed: found for seed, problem in problems.items() if any(found := wrong(problem))} == {}


@pytest.mark.parametrize("direction", DIRECTIONS)
def test_boxes_of_one_column_are_at_one_place_along_the_links(direction):
    ways = ("x a b c y", "w d y")
    axis = 0 if direction in ("right", "left") else 1
    for one in "abc":
        at = centres(problem_of(*ways, aligned=(("d", one),), direction=direction))
        assert at["d"][axis] == at[one][axis]


def test_columns_that_share_a_box_are_one():
    at = centres(problem_of("x a b c y", "w d y", "v e y", aligned=(("d", "e"), ("a", "e"))))
    assert at["d"][0] == at["a"][0] == at["e"][0] != at["c"][0]


@pytest.mark.parametrize("column", ["first", "near", "auto"])
def test_an_input_stands_in_the_column_of_what_it_is_asked_to_share_it_with(column):
    at = centres(problem_of("x a b y", "w y", aligned=(("w", "a"),), columns={"w": column}))
    assert at["w"][0] == at["a"][0]


def test_inputs_of_one_column_may_both_be_at_the_edge():
    at = centres(problem_of("x a b y", "w y", "v b", aligned=(("w", "v"),), columns={"w": "first", "v": "first"}))
    assert at["w"][0] == at["v"][0] == at["x"][0]


def test_a_column_that_cannot_be_is_given_up():
    """What leads to each other, and a second list that the first one makes impossible."""
    plain = problem_of("a b c", "d e f")
    assert centres(plain._replace(aligned=(("a", "c"),))) == centres(plain)
    both = centres(plain._replace(aligned=(("a", "e"), ("d", "b"))))
    assert both["a"][0] == both["e"][0] != both["d"][0]


def test_a_box_that_is_asked_for_has_to_be_there():
    with pytest.raises(ValueError, match="'z' is asked for and is no box"):
        place(problem_of("a b", ordered=(("a", "z"),)))


@pytest.mark.parametrize("direction", DIRECTIONS)
@pytest.mark.parametrize("order", ["abc", "acb", "bac", "bca", "cab", "cba"])
def test_a_column_has_the_order_asked_for_whatever_crosses(order, direction):
    problem = problem_of("a p y", "b q y", "c r y", ordered=(tuple(order),), direction=direction)
    assert wrong(problem) == ({}, [])


def test_a_box_is_above_another_in_its_column_over_one_in_another():
    at = centres(problem_of("a p y", "b q y", ordered=(("b", "p"), ("p", "a"))))
    assert at["b"][1] < at["p"][1] < at["a"][1]


def test_what_is_level_else_is_not_where_an_order_is_asked_for():
    assert len({y for _, y in centres(problem_of("a b c d")).values()}) == 1
    at = centres(problem_of("a b c d", ordered=(("d", "b"),)))
    assert at["d"][1] <= at["b"][1] - 10


def test_straight_chains_give_way_to_an_order_that_they_would_make_impossible():
    """The upper chain begins above the lower one, and its end is asked to be below the end of that."""
    at = centres(problem_of("a b c", "d e f", ordered=(("a", "d"), ("f", "c"))))
    assert at["a"][1] < at["d"][1]
    assert at["f"][1] < at["c"][1]


def test_orders_that_contradict_each_other_are_given_up_from_the_second_on():
    at = centres(problem_of("a y", "b y", ordered=(("b", "a"), ("a", "b"))))
    assert at["b"][1] < at["a"][1]


@pytest.mark.parametrize("order", [("a", "b"), ("b", "a")])
def test_frames_follow_the_order_of_what_is_in_them(order):
    groups = (BoxGroup("g", ("a",), 8.0, 20.0, 9.0), BoxGroup("h", ("b",), 8.0, 20.0, 9.0))
    problem = problem_of("x a y", "w b y", ordered=(order,), groups=groups)
    placement = place(problem)
    assert wrong(problem) == ({}, [])
    upper, lower = (placement.frames["g" if name == "a" else "h"].box for name in order)
    assert upper[3] < lower[1]


def test_a_frame_is_below_a_box_over_its_columns_that_is_to_be_above_a_box_in_it():
    """Though no column holds both boxes."""
    groups = (BoxGroup("g", ("b", "c"), 8.0, 20.0, 9.0),)
    for order in (("c", "a"), ("a", "c")):
        problem = problem_of("x b c y", "v a z", ordered=(order,), groups=groups, aligned=(("a", "b"),))
        placement = place(problem)
        assert wrong(problem) == ({}, [])
        _, top, _, bottom = placement.frames["g"].box
        assert (placement.centres["a"][1] < top) == (order[0] == "a")
        assert (placement.centres["a"][1] > bottom) == (order[0] == "c")


def test_a_box_between_two_of_a_frame_leaves_the_frame_whole():
    """That cannot be: the first of them stays above the second, and the box is where it may be."""
    groups = (BoxGroup("g", ("b", "c"), 8.0, 20.0, 9.0),)
    columns = (("a", "b", "c"),)
    found, missed = wrong(
        problem_of("x b y", "v c y", "w a y", ordered=(("b", "a", "c"),), groups=groups, aligned=columns)
    )
    assert found == {}
    assert len(missed) == 1


def test_a_box_stands_above_a_frame_that_holds_what_it_is_to_be_above():
    groups = (BoxGroup("g", ("b", "c"), 8.0, 20.0, 9.0),)
    for order in (("a", "b"), ("b", "a"), ("c", "a")):
        problem = problem_of("x b y", "v c y", "w a y", ordered=(order,), groups=groups, aligned=(("a", "b", "c"),))
        assert wrong(problem) == ({}, [])


def test_the_orders_of_all_columns_keep_to_what_is_asked_for():
    """Every order that is handed on, not only the best."""
    for seed in range(20):
        graph = read_graph(asking(random_problem(seed, 25), seed))
        columns = make_columns(graph, rank_variants(graph)[0][0])
        for _, order in Search(graph, columns).best():
            for row in order:
                named = [item for item in row if item in graph.constraints.above]
                assert not any(
                    graph.constraints.is_above(lower, upper)
                    for k, upper in enumerate(named)
                    for lower in named[k + 1 :]
                )


@given(st.lists(st.tuples(st.integers(0, 7), st.integers(0, 7)), max_size=8), st.sets(st.integers(0, 7)))
@settings(max_examples=100)
def test_entries_in_line(pairs, chained):
    """All entries once; none before one above it, where no circle and no chain asks for something else."""
    above = [0] * 8
    for one, other in pairs:
        if one < other:
            above[7 - one] |= 1 << (7 - other)
    found = constrained_order([1 << k for k in range(8)], above, chained)
    assert sorted(found) == list(range(8))
    assert [k for k in found if k in chained] == sorted(chained)
    free = constrained_order([1 << k for k in range(8)], above)
    place_of = {k: at for at, k in enumerate(free)}
    assert all(place_of[7 - other] < place_of[7 - one] for one, other in pairs if one < other)


def test_nothing_changes_where_nothing_is_asked_for():
    problem = random_problem(7)
    assert place(problem._replace(aligned=((problem.boxes[0].id,),), ordered=((problem.boxes[1].id,),))) == place(
        problem
    )
