"""Ports: in which order edges meet the sides of their boxes, and how far from the axis of the box.

Pre:  a graph, its columns and their order.
Post: per box and side the edges from top to bottom, in the order of the items they come from or go to. At a rectangle
      every edge has an offset of its own (downwards, whole quarters of a point); at a round box all aim at its axis,
      and the angles are found when the heights are known.
"""

from __future__ import annotations

from math import floor
from typing import NamedTuple

from graphdraw.layout.geometry.spacing import APART_AT_BOX, LEAST_AT_BOX, PORT_BORDER
from graphdraw.layout.indexed.graph import IndexedGraph
from graphdraw.layout.ordering.order import Order
from graphdraw.layout.ranking.columns import Columns


class Ports(NamedTuple):
    """`into`, `out`: per box its edges from top to bottom; `tail`, `head`: per edge its offset at either end."""

    into: tuple[tuple[int, ...], ...]
    out: tuple[tuple[int, ...], ...]
    tail: tuple[float, ...]
    head: tuple[float, ...]


def find_ports(graph: IndexedGraph, columns: Columns, order: Order) -> Ports:
    """The ports of all edges."""
    place = {item: at for row in order for at, item in enumerate(row)}
    chains = columns.chains
    into = tuple(tuple(sorted(edges, key=lambda edge: place[chains[edge][-2]])) for edges in graph.into)
    out = tuple(tuple(sorted(edges, key=lambda edge: place[chains[edge][1]])) for edges in graph.out)
    return Ports(into, out, _offsets(graph, out), _offsets(graph, into))


def _offsets(graph: IndexedGraph, sides: tuple[tuple[int, ...], ...]) -> tuple[float, ...]:
    offsets = [0.0] * len(graph.edges)
    apart = graph.arrows.apart + graph.arrows.heavier
    least, usual = apart + LEAST_AT_BOX, apart + APART_AT_BOX
    for box, edges in zip(graph.boxes, sides, strict=True):
        if box.outline == "box" and len(edges) > 1:
            room = max(box.height - 2 * PORT_BORDER, min(box.height, least * (len(edges) - 1)))
            room = min(room, 2 * box.profile.side) if box.profile else room
            pitch, most = min(usual, room / (len(edges) - 1)), floor(2 * box.height) / 4
            for at, edge in enumerate(edges):
                offset = round(4 * pitch * (at - (len(edges) - 1) / 2)) / 4
                offsets[edge] = max(-most, min(most, offset))
    return tuple(offsets)
