"""The contract at the head of each pass, on random problems."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import combinations, pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graphdraw.layout.indexed.graph import IndexedGraph, read_graph
from graphdraw.layout.labelling.labels import place_labels
from graphdraw.layout.ordering.chains import Chains, find_chains
from graphdraw.layout.ordering.layers import LayerOrder, walk
from graphdraw.layout.ordering.order import Order, Search, all_columns
from graphdraw.layout.ordering.path_reinsertion import move_paths, paths_of
from graphdraw.layout.ordering.ports import Ports, find_ports
from graphdraw.layout.ordering.sides import choose_sides
from graphdraw.layout.positions.heights import place_heights
from graphdraw.layout.positions.straight import Blocks, Segment, segments_of, straight_blocks
from graphdraw.layout.positions.widths import Widths, place_widths
from graphdraw.layout.problem import Box, LayoutEdge, LayoutProblem
from graphdraw.layout.ranking.columns import Columns, make_columns
from graphdraw.layout.ranking.ranks import rank_variants
from graphdraw.layout.routing.attach import Attaching
from graphdraw.layout.routing.routes import Route, find_routes
from tests.quality.graphs import random_problem


@dataclass(frozen=True)
class Passes:
    graph: IndexedGraph
    columns: Columns
    first: Order
    order: Order
    crossings: int
    chains: Chains
    ports: Ports
    segments: tuple[Segment, ...]
    blocks: Blocks
    y: list[float]
    widths: Widths
    routes: tuple[Route, ...]


def passes(seed):
    graph = read_graph(random_problem(seed, 30))
    columns = make_columns(graph, rank_variants(graph)[0][0])
    crossings, first = Search(graph, columns).best()[0]
    chains = find_chains(graph, columns, first)
    order = choose_sides(graph, columns, first, chains)
    ports = find_ports(graph, columns, order)
    segments = segments_of(columns, ports)
    blocks = straight_blocks(graph, columns, order, chains, segments)
    y = place_heights(graph, columns, order, chains, blocks, segments).y
    widths = place_widths(graph, columns, y, segments)
    routes = find_routes(graph, columns, order, ports, y, widths)
    return Passes(graph, columns, first, order, crossings, chains, ports, segments, blocks, y, widths, routes)


on_random_problems = given(st.integers(0, 10_000).map(passes))
few = settings(max_examples=25, deadline=None, derandomize=True)


def places(order):
    return {item: at for row in order for at, item in enumerate(row)}


def crossings(columns, order):
    """Pairs of pieces of edges that run from above to below each other, one column at a time; counted plainly."""
    place, count = places(order), 0
    pieces = [(columns.items[a].column, place[a], place[b]) for chain in columns.chains for a, b in pairwise(chain)]
    for (c, a, b), (d, e, f) in combinations(pieces, 2):
        count += c == d and (a - e) * (b - f) < 0
    return count


@few
@given(st.integers(0, 10_000))
def test_links_run_to_higher_ranks_and_inputs_stand_where_they_must(seed):
    graph = read_graph(random_problem(seed, 40))
    for ranks in (variant for part in rank_variants(graph) for variant in part):
        assert min(ranks) == 0
        assert all(ranks[a] < ranks[b] for a, b in zip(graph.tail, graph.head, strict=True))
        assert all(ranks[i] == 0 for i, box in enumerate(graph.boxes) if box.column == "first" and not graph.into[i])


@few
@on_random_problems
def test_links_have_one_item_a_column_and_labels_columns_of_their_own(p):
    for edge, chain in enumerate(p.columns.chains):
        assert (chain[0], chain[-1]) == (p.graph.tail[edge], p.graph.head[edge])
        assert all(p.columns.items[b].column == p.columns.items[a].column + 1 for a, b in pairwise(chain))
        assert [i for i in chain if p.columns.items[i].kind == "label"] == [p.columns.labels[edge]]
    assert all((item.kind == "box") <= (item.column % 2 == 0) for item in p.columns.items)
    assert all((item.kind == "label") <= (item.column % 2 == 1) for item in p.columns.items)


@few
@on_random_problems
def test_an_order_has_every_item_once_in_its_column(p):
    for order in (p.first, p.order):
        assert sorted(item for row in order for item in row) == list(range(len(p.columns.items)))
        assert all(p.columns.items[item].column == column for column, row in enumerate(order) for item in row)


@few
@on_random_problems
def test_operands_arrive_in_their_order(p):
    for order in (p.first, p.order):
        place = places(order)
        for box, edges in enumerate(p.graph.into):
            if not p.graph.boxes[box].free_operands:
                arrivals = [place[p.columns.chains[edge][-2]] for edge in edges]
                assert arrivals == sorted(arrivals)


@few
@on_random_problems
def test_choosing_sides_moves_crossings_but_makes_none(p):
    assert crossings(p.columns, p.order) == crossings(p.columns, p.first)


@few
@on_random_problems
def test_crossings_are_what_a_plain_count_finds(p):
    free = any(box.free_operands for box in p.graph.boxes)
    plain = crossings(p.columns, p.order)
    assert p.crossings == plain or (free and p.crossings <= plain)


@few
@given(st.integers(0, 10_000))
def test_moving_paths_never_adds_a_crossing(seed):
    graph = read_graph(random_problem(seed, 30))
    columns = make_columns(graph, rank_variants(graph)[0][0])
    layers = LayerOrder(graph, columns)
    layers.take(walk(graph, columns))
    before, items = layers.crossings(), sorted(item for row in layers.rows for item in row)
    after = move_paths(layers, paths_of(layers, layers.rows), before)
    assert after == layers.crossings() <= before
    assert sorted(item for row in layers.rows for item in row) == items


@few
@on_random_problems
def test_blocks_are_level_and_cross_nothing(p):
    of, offset = p.blocks.of, p.blocks.offset
    for block in range(p.blocks.count):
        columns = [item.column for number, item in enumerate(p.columns.items) if of[number] == block]
        assert sorted(columns) == list(range(min(columns), min(columns) + len(columns)))
    for s in p.segments:
        if of[s.left] == of[s.right]:
            assert offset[s.left] + s.from_left == offset[s.right] + s.from_right
    for left, right in pairwise(p.order):
        across = [(at, of[item]) for at, item in enumerate(left)]
        after = {of[item]: at for at, item in enumerate(right)}
        shared = [after[block] for _, block in across if block in after]
        assert shared == sorted(shared)


@few
@on_random_problems
def test_the_main_chain_is_a_longest_path_and_level_outside_symmetric_joins(p):
    main = sorted(p.chains.main, key=lambda edge: p.graph.depth[p.graph.tail[edge]])
    assert len(main) == max(p.graph.depth)
    assert all(p.graph.head[a] == p.graph.tail[b] for a, b in pairwise(main))
    joins = {box for level in p.chains.joins for box in level}
    for s in p.segments:
        if s.edge in p.chains.main and s.right not in joins:
            assert p.y[s.left] + s.from_left == pytest.approx(p.y[s.right] + s.from_right)


@few
@on_random_problems
def test_neighbours_in_a_column_keep_their_distance(p):
    for row in p.order:
        for upper, lower in pairwise(row):
            room = p.columns.items[upper].below + p.columns.items[lower].above
            assert p.y[lower] - p.y[upper] >= room + 3 - 0.01


@few
@on_random_problems
def test_columns_hold_their_items_and_do_not_meet(p):
    assert all(b >= a + 6 for a, b in zip(p.widths.right, p.widths.left[1:], strict=False))
    for item, x in zip(p.columns.items, p.widths.x, strict=True):
        assert p.widths.left[item.column] - 0.01 <= x - item.width / 2
        assert x + item.width / 2 <= p.widths.right[item.column] + 0.01


@few
@on_random_problems
def test_links_leave_and_reach_their_boxes_on_the_outline(p):
    tails, heads = Attaching(p.graph, p.columns, p.order, p.ports, p.y, p.widths).ends()
    for side, ends, boxes in ((1, tails, p.graph.tail), (-1, heads, p.graph.head)):
        for edge, points in ends.items():
            box, (x, y) = p.graph.boxes[boxes[edge]], points[0]
            dx, dy = side * (x - p.widths.x[boxes[edge]]), y - p.y[boxes[edge]]
            flat_x, flat_y = max(0.0, (box.width - box.height) / 2), max(0.0, (box.height - box.width) / 2)
            radius = min(box.width, box.height) / 2
            if box.outline == "box":
                assert dx == pytest.approx(box.width / 2)
                assert abs(dy) <= box.height / 2
            else:
                away = ((max(0.0, dx - flat_x)) ** 2 + max(0.0, abs(dy) - flat_y) ** 2) ** 0.5
                assert away == pytest.approx(radius, abs=0.01)


@few
@on_random_problems
def test_routes_never_turn_back_and_have_no_idle_points(p):
    for route in p.routes:
        assert len(route) >= 2
        assert all(b[0] > a[0] - 0.01 for a, b in pairwise(route))
        for a, b, c in zip(route, route[1:], route[2:], strict=False):
            assert abs((b[0] - a[0]) * (c[1] - b[1]) - (b[1] - a[1]) * (c[0] - b[0])) > 1e-6


@few
@on_random_problems
def test_labels_lie_on_level_runs_of_their_own_links(p):
    for edge, (x, y) in enumerate(place_labels(p.graph, p.columns, p.y, p.widths, p.routes)):
        half = p.graph.edges[edge].label_along / 2
        runs = [(a[0], b[0]) for a, b in pairwise(p.routes[edge]) if a[1] == b[1] == y]
        assert any(start - 0.01 <= x - half and x + half <= end + 0.01 for start, end in runs)


def test_a_tree_has_no_crossing():
    names = [f"n{i}" for i in range(31)]
    boxes = tuple(Box(name, 20.0, 20.0) for name in names)
    ends = [(names[i], names[(i - 1) // 2], (i - 1) % 2) for i in range(30, 0, -1)]
    edges = tuple(LayoutEdge(f"{a}{b}", a, b, argument, 20.0, 12.0, 12.0) for a, b, argument in ends)
    graph = read_graph(LayoutProblem(boxes, edges))
    columns = make_columns(graph, rank_variants(graph)[0][0])
    (count, order), *_ = Search(graph, columns).best()
    assert count == crossings(columns, order) == 0


def test_a_constant_stands_right_before_its_consumer():
    boxes = tuple(Box(name, 20.0, 20.0) for name in "abcdk")
    ends = [("a", "b"), ("b", "c"), ("c", "d"), ("k", "d")]
    edges = tuple(LayoutEdge(a + b, a, b, i, 20.0, 12.0, 12.0) for i, (a, b) in enumerate(ends))
    assert rank_variants(read_graph(LayoutProblem(boxes, edges))) == (((0, 1, 2, 3, 2),), ())


def test_all_columns_sorts_labels_by_where_their_links_arrive():
    """Two inputs and the operation that takes the lower one first: the crossing lies left of the labels."""
    boxes = tuple(Box(name, 20.0, 20.0) for name in "abm")
    edges = (LayoutEdge("b", "b", "m", 0, 20.0, 12.0, 12.0), LayoutEdge("a", "a", "m", 1, 20.0, 12.0, 12.0))
    graph = read_graph(LayoutProblem(boxes, edges))
    columns = make_columns(graph, (0, 0, 1))
    assert all_columns(graph, columns, [[0, 1], [2]]) == ((0, 1), (columns.labels[0], columns.labels[1]), (2,))
