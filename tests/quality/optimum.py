"""The crossings of the order that the search finds, against the fewest that there can be.

For each recorded graph `tests/data/crossing-optimum.json` has the layers that the layout chose on 2026-11-30, with
operands in their order (`strict`) and with all of them free, and the least crossings of edges from layer to layer,
proved by integer programming. The layers are kept, so that an order is compared with the optimum however layers are
chosen now. Of three graphs the proof was made at other layers, and an order that is better shows it.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import NamedTuple

from graphdraw.layout.indexed.graph import read_graph
from graphdraw.layout.ordering.order import Search
from graphdraw.layout.problem import LayoutProblem
from graphdraw.layout.ranking.columns import make_columns
from tests.quality.graphs import freed, recorded

DATA = Path(__file__).parent.parent / "data" / "crossing-optimum.json"
KINDS = ("strict", "free")


class Crossings(NamedTuple):
    """Of one graph: its boxes, the crossings that the search leaves, and the fewest that are possible."""

    name: str
    boxes: int
    found: int
    least: int


def searched(kind: str) -> list[Crossings]:
    """What the search finds for each recorded graph at the layers that are kept, operands in order or free."""
    known = json.loads(DATA.read_text(encoding="utf-8"))
    return [_searched(graph.name, graph.problem, kind, **known[graph.name][kind]) for graph in recorded()]


def _searched(name: str, problem: LayoutProblem, kind: str, least: int, layers: list[int]) -> Crossings:
    graph = read_graph(freed(problem) if kind == "free" else problem)
    found = Search(graph, make_columns(graph, tuple(layers))).best()[0][0]
    return Crossings(name, len(graph.boxes), found, min(least, found))


def told(kind: str) -> str:
    """A line of the report."""
    found = searched(kind)
    mean, least = (sum(values) / len(found) for values in zip(*((c.found, c.least) for c in found), strict=True))
    worse = sum(c.found > c.least + 1 for c in found if c.boxes <= 60)
    return (
        f"crossings of the order, operands {kind}: {mean:.2f}, {mean / least:.2f} times the optimum of {least:.2f}; "
        f"more than one above it: {worse} graphs of up to 60 boxes"
    )
