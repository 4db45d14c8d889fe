"""Frames round clusters: what is in them, what is not."""

from __future__ import annotations

import pytest

from graphdraw.layout import place
from graphdraw.layout.labelling.group_labels import Obstacles, label_place
from graphdraw.layout.problem import Box, BoxGroup, LayoutEdge, LayoutProblem
from graphdraw.work import Work
from tests.quality.faults import faults
from tests.quality.figure import figure
from tests.quality.frames import frame_faults
from tests.quality.grouped import grouped_problem

DIRECTIONS = ("right", "left", "down", "up")


@pytest.mark.parametrize("direction", DIRECTIONS)
def test_random_clusters_keep_theirs_in_and_others_out(direction):
    problems = {seed: problem for seed in range(60) if (problem := grouped_problem(seed, direction))}
    assert len(problems) > 20
    found = {}
    for seed, problem in problems.items():
        placement = place(problem)
        wrong = {**frame_faults(problem, placement), **faults(figure(problem, placement))}
        found[seed] = {kind: count for kind, count in wrong.items() if count}
    assert {seed: wrong for seed, wrong in found.items() if wrong} == {}


def test_clusters_that_lead_to_each_other_in_a_circle_are_still_drawn():
    boxes = tuple(Box(name, 26, 26) for name in ("a", "b", "c", "d"))
    edges = tuple(
        LayoutEdge(f"{s}{t}", s, t, 0, 20, 14, 14)
        for s, t in (("a", "b"), ("c", "d"), ("a", "d"), ("c", "b"), ("b", "d"))
    )
    groups = (BoxGroup("g", ("a", "d"), 8.0, 20.0, 9.0), BoxGroup("h", ("b", "c"), 8.0, 20.0, 9.0))
    problem = LayoutProblem(boxes, edges, groups=groups)
    placement = place(problem)
    assert set(placement.frames) == {"g", "h"}
    assert "member_outside" not in frame_faults(problem, placement)
    assert not any(faults(figure(problem, placement)).values())


def fanned(direction: str, *groups: BoxGroup) -> LayoutProblem:
    """A value that goes from a lone box in a frame to many boxes above and below."""
    names = [f"y{number}" for number in range(9)]
    boxes = (Box("x", 20, 20), Box("a", 26, 26), *(Box(name, 26, 26) for name in names))
    edges = (
        LayoutEdge("xa", "x", "a", 0, 20, 14, 14),
        *(LayoutEdge(f"a{name}", "a", name, 0, 20, 14, 14) for name in names),
    )
    return LayoutProblem(boxes, edges, direction, groups)


@pytest.mark.parametrize("direction", DIRECTIONS)
def test_a_label_that_links_would_strike_anywhere_has_room_of_its_own(direction):
    outer, inner = BoxGroup("outer", ("a",), 8.0, 60.0, 9.0), BoxGroup("inner", ("a",), 8.0, 60.0, 9.0)
    problem = fanned(direction, outer, inner)
    placement = place(problem)
    assert list(placement.frames) == ["outer", "inner"]
    assert set(placement.centres) == {box.id for box in problem.boxes}
    assert frame_faults(problem, placement) == {}
    assert not any(faults(figure(problem, placement)).values())
    for frame in placement.frames.values():
        assert frame.label[0] >= frame.box[0] + 8 - 0.02
        assert frame.label[1] >= frame.box[1] + 4 - 0.02


@pytest.mark.parametrize("direction", DIRECTIONS)
def test_a_frame_without_a_label_needs_no_room_for_one(direction):
    bare, labelled = (place(fanned(direction, BoxGroup("g", ("a",), 8.0, *size))) for size in ((), (60.0, 9.0)))
    left, top, right, bottom = bare.frames["g"].box
    assert (right - left, bottom - top) == pytest.approx((42, 42), abs=0.02)
    left, top, right, bottom = labelled.frames["g"].box
    assert right - left > 60


def test_a_label_stands_along_the_bottom_where_the_top_is_taken():
    group = BoxGroup("g", ("a",), 8.0, 20.0, 9.0)
    frame, beam = (0.0, 0.0, 60.0, 60.0), ((-10.0, 8.0), (70.0, 8.0))
    assert label_place(frame, group, Obstacles((), 3.0), Work()) == (8.0, 4.0)
    assert label_place(frame, group, Obstacles((), 3.0, [(0.0, 0.0, 15.0, 20.0)]), Work()) == (16.0, 4.0)
    assert label_place(frame, group, Obstacles((beam,), 3.0), Work()) == (8.0, 47.0)
    assert label_place(frame, group, Obstacles((beam,), 3.0, [(0.0, 40.0, 60.0, 60.0)]), Work()) is None


def test_clusters_that_overlap_are_refused():
    boxes = tuple(Box(name, 26, 26) for name in ("a", "b", "c"))
    groups = (BoxGroup("g", ("a", "b"), 8.0), BoxGroup("h", ("b", "c"), 8.0))
    with pytest.raises(ValueError, match="overlaps"):
        place(LayoutProblem(boxes, (), groups=groups))


def test_an_input_that_is_used_after_a_cluster_alone_stands_after_it():
    names = ("x", "a", "b", "w", "y")
    edges = (("x", "a", 0), ("a", "b", 0), ("b", "y", 0), ("w", "y", 1))
    problem = LayoutProblem(
        tuple(Box(name, 26, 26) for name in names),
        tuple(LayoutEdge(f"{s}{t}", s, t, argument, 20, 14, 14) for s, t, argument in edges),
        groups=(BoxGroup("g", ("a", "b"), 8.0, 30.0, 9.0),),
    )
    placement = place(problem)
    assert placement.frames["g"].box[2] < placement.centres["w"][0] - 13


@pytest.mark.parametrize("direction", DIRECTIONS)
def test_labels_stand_at_the_top_left_where_nothing_crosses(direction):
    problem = LayoutProblem(
        (Box("x", 20, 20), Box("a", 26, 26), Box("y", 20, 20)),
        (LayoutEdge("xa", "x", "a", 0, 20, 14, 14), LayoutEdge("ay", "a", "y", 0, 20, 14, 14)),
        direction,
        (BoxGroup("g", ("a",), 8.0, 30.0, 9.0),),
    )
    frame = place(problem).frames["g"]
    assert frame.label[1] == pytest.approx(frame.box[1] + 4, abs=0.02)
    if direction in ("right", "left"):
        assert frame.label[0] == pytest.approx(frame.box[0] + 8, abs=0.02)
    assert not frame_faults(problem, place(problem))
