"""The network simplex: feasible, optimal, deterministic."""

from __future__ import annotations

import random
from itertools import product

import pytest

from graphdraw.layout.solvers.network_simplex import least_values, network_simplex


def random_edges(seed, count=5):
    chance = random.Random(seed)
    pairs = [(a, b) for a in range(count) for b in range(a + 1, count) if chance.random() < 0.7]
    return [(a, b, chance.randint(0, 2), chance.randint(0, 4)) for a, b in pairs]


def cost(edges, y):
    return sum(weight * (y[b] - y[a]) for a, b, _, weight in edges)


def feasible(edges, y):
    return all(y[b] - y[a] >= length for a, b, length, _ in edges)


@pytest.mark.parametrize("seed", range(12))
def test_no_other_values_are_better(seed):
    edges = random_edges(seed)
    found = network_simplex(5, edges)
    assert feasible(edges, found)
    others = (y for y in product(range(7), repeat=5) if feasible(edges, y))
    assert cost(edges, found) == min(cost(edges, y) for y in others)


def test_parts_start_at_nought():
    assert network_simplex(4, [(0, 1, 3, 1), (2, 3, 5, 1)]) == [0, 3, 0, 5]


def test_a_cycle_is_refused():
    with pytest.raises(ValueError, match="cycle"):
        least_values(2, [(0, 1, 1, 1), (1, 0, 1, 1)])
