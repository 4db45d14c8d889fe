"""Large figures: laid out without a fault by what stays near-linear, or refused before any work."""

from __future__ import annotations

import os
import random
import subprocess
import sys
from pathlib import Path

import pytest

from graphdraw.errors import SpecError
from graphdraw.layout import Box, LayoutEdge, LayoutProblem, place
from graphdraw.layout.indexed.graph import read_graph
from graphdraw.layout.ordering.order import Search
from graphdraw.layout.place import MOST_EDGES
from graphdraw.layout.positions.tracks import find_tracks
from graphdraw.layout.ranking.columns import LANES_UP_TO, make_columns
from graphdraw.layout.ranking.ranks import rank_variants
from tests.benchmarks.graphs import KINDS, large_problem
from tests.quality.faults import faults
from tests.quality.figure import figure

ROOT = Path(__file__).parents[2]


@pytest.mark.parametrize(
    ("kind", "operations"), [("line", 1000), ("shared", 400), ("recurrent", 400), ("perceptron", 400), ("near", 400)]
)
def test_large_figures_have_no_fault(kind, operations):
    problem = large_problem(kind, operations)
    assert {name: count for name, count in faults(figure(problem, place(problem))).items() if count} == {}


@pytest.mark.parametrize("kind", KINDS)
def test_items_do_not_grow_faster_than_links(kind):
    graph = read_graph(large_problem(kind, 1500))
    columns = make_columns(graph, rank_variants(graph, plain=True, near=True)[0][0])
    assert len(columns.items) <= len(graph.boxes) + max(LANES_UP_TO, 4 * len(graph.edges)) + 3 * len(graph.edges)


def test_tracks_that_share_columns_have_levels_of_their_own():
    graph = read_graph(large_problem("shared", 600))
    columns = make_columns(graph, rank_variants(graph, plain=True, near=True)[0][0])
    level = find_tracks(columns, Search(graph, columns).best()[0][1]).level
    assert set(level) == set(columns.in_tracks) != set()
    last: dict[int, int] = {}
    for edge in sorted(level, key=lambda edge: columns.items[columns.chains[edge][1]].column):
        start, end = (columns.items[item].column for item in columns.chains[edge][1:3])
        assert last.get(level[edge], -1) < start
        last[level[edge]] = end


def test_tracks_within_others_lie_nearer_to_the_boxes():
    graph = read_graph(large_problem("shared", 300))
    columns = make_columns(graph, rank_variants(graph, plain=True, near=True)[0][0])
    level = find_tracks(columns, Search(graph, columns).best()[0][1]).level
    spans = {edge: [columns.items[item].column for item in columns.chains[edge][1:3]] for edge in level}
    chance = random.Random(1)
    nested = 0
    for _ in range(4000):
        inner, outer = chance.sample(sorted(level), 2)
        if level[inner] * level[outer] > 0 and spans[outer][0] < spans[inner][0] <= spans[inner][1] < spans[outer][1]:
            nested += 1
            assert abs(level[inner]) < abs(level[outer])
    assert nested


def test_too_many_arrows_are_refused():
    boxes = (Box("a", 20.0, 20.0), Box("b", 20.0, 20.0))
    edges = tuple(LayoutEdge(f"l{i}", "a", "b", i, 20.0, 12.0, 12.0) for i in range(MOST_EDGES + 1))
    with pytest.raises(SpecError) as raised:
        place(LayoutProblem(boxes, edges))
    (problem,) = raised.value.problems
    assert problem.text == "the figure is too large to be laid out: 30,001 arrows, more than 30,000"
    assert problem.code == "too-many-arrows"
    assert problem.hint


def test_a_large_placement_does_not_depend_on_the_hash_seed():
    code = (
        "import hashlib; from tests.benchmarks.graphs import large_problem; from graphdraw.layout import place;"
        "print([hashlib.sha256(repr(place(large_problem(k, 300))).encode()).hexdigest() for k in ('shared', 'near')])"
    )
    found = set()
    for seed in ("0", "5"):
        environment = {**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": str(ROOT)}
        command = [sys.executable, "-c", code]
        found.add(subprocess.run(command, env=environment, capture_output=True, text=True, check=True).stdout)
    assert len(found) == 1
