"""Routes: every edge as a polyline.

Pre:  everything placed.
Post: routes run from outline to outline, never backwards; level inside the columns, slanted only in the gaps between
      them and beside a box narrower than its column. No point is repeated and none lies on a straight line.
"""

from __future__ import annotations

from graphdraw.layout.indexed.graph import IndexedGraph
from graphdraw.layout.ordering.order import Order
from graphdraw.layout.ordering.ports import Ports
from graphdraw.layout.positions.widths import Widths
from graphdraw.layout.problem import Point
from graphdraw.layout.ranking.columns import Columns
from graphdraw.layout.routing.attach import Attaching

Route = tuple[Point, ...]
SAME = 1e-6


def find_routes(
    graph: IndexedGraph, columns: Columns, order: Order, ports: Ports, y: list[float], widths: Widths
) -> tuple[Route, ...]:
    """The route of every edge."""
    tails, heads = Attaching(graph, columns, order, ports, y, widths).ends()
    routes = []
    for edge, chain in enumerate(columns.chains):
        inner: list[Point] = []
        for item in chain[1:-1]:
            inner += [(widths.start[item], y[item]), (widths.end[item], y[item])]
        routes.append(_simplified([*tails[edge], *inner, *reversed(heads[edge])]))
    return tuple(routes)


def _simplified(points: list[Point]) -> Route:
    kept: list[Point] = []
    for point in points:
        if kept and abs(point[0] - kept[-1][0]) < SAME and abs(point[1] - kept[-1][1]) < SAME:
            continue
        while len(kept) > 1 and _on_line(kept[-2], kept[-1], point):
            kept.pop()
        kept.append(point)
    return tuple(kept)


def _on_line(a: Point, b: Point, c: Point) -> bool:
    turn = (b[0] - a[0]) * (c[1] - b[1]) - (b[1] - a[1]) * (c[0] - b[0])
    return abs(turn) < SAME * (1 + abs(c[0] - a[0]))
