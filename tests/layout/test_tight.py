"""Tight gaps and other scales: the same figure, narrower or larger, with no fault."""

from __future__ import annotations

from itertools import pairwise
from math import dist

import pytest

from graphdraw.layout import place
from graphdraw.layout.problem import Gaps
from graphdraw.layout.scaling import unscaled
from tests.quality.faults import faults
from tests.quality.figure import figure
from tests.quality.graphs import random_problem, recorded
from tests.quality.measures import measures

GRAPHS = recorded()
TIGHTEST = 0.55


def narrow(problem):
    """The problem with the gaps that count for its width as tight as they get."""
    level = problem.direction in ("right", "left")
    return problem._replace(gaps=Gaps(along=TIGHTEST) if level else Gaps(across=TIGHTEST))


def width(problem):
    placed = place(problem)
    sizes = {box.id: box.width for box in problem.boxes}
    return max(at[0] + sizes[i] / 2 for i, at in placed.centres.items())


@pytest.mark.parametrize("direction", ["right", "down"])
def test_tight_graphs_have_no_fault_and_legible_crossings(direction):
    for graph in GRAPHS[::3]:
        problem = narrow(graph.problem._replace(direction=direction))
        found = figure(problem, place(problem))
        assert not any(faults(found).values()), graph.name
        measured = measures(found)
        assert measured.angle >= 30, graph.name
        assert measured.gap >= 3, graph.name


@pytest.mark.parametrize("direction", ["right", "left", "down", "up"])
def test_random_problems_have_no_fault_where_they_are_tight(direction):
    for seed in range(300, 310):
        problem = narrow(random_problem(seed, direction=direction))
        assert not any(faults(figure(problem, place(problem))).values()), seed


@pytest.mark.parametrize("direction", ["right", "down"])
def test_tight_graphs_are_narrower_on_the_whole(direction):
    problems = [graph.problem._replace(direction=direction) for graph in GRAPHS[:6]]
    assert sum(width(narrow(p)) for p in problems) < 0.95 * sum(map(width, problems))


def test_arrows_stay_arrows_where_it_is_tight():
    """A head is 5 pt long, and 12 pt of its shaft are to be seen."""
    for graph in GRAPHS[:6]:
        placed = place(narrow(graph.problem))
        for route in placed.routes.values():
            assert sum(dist(a, b) for a, b in pairwise(route)) >= 5 + 12


def scaled(problem, by):
    """The problem with everything so much larger, which `unscaled` undoes."""
    return unscaled(problem._replace(scale=1 / by))._replace(scale=by)


@pytest.mark.parametrize(("by", "direction"), [(0.5, "right"), (2.0, "up"), (3.1, "down")])
def test_a_larger_problem_gets_the_same_placement_larger(by, direction):
    for problem in [random_problem(seed, direction=direction) for seed in (2, 4)]:
        small, large = place(problem), place(scaled(problem, by))
        assert {i: larger(at, by) for i, at in small.centres.items()} == dict(large.centres)
        if by != 3.1:  # of places for a label that are as good, rounding may prefer another one
            assert {i: larger(at, by) for i, at in small.labels.items()} == dict(large.labels)
        assert {i: [larger(at, by) for at in route] for i, route in small.routes.items()} == {
            i: list(route) for i, route in large.routes.items()
        }


def larger(at, by):
    return pytest.approx((at[0] * by, at[1] * by), abs=0.01 * (by + 1))
