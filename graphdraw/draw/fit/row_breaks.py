"""Chooses where a figure that was laid out in one row is broken into rows.

Pre:  the figure in one row, placed.
Post: a row for every node. No row is longer than asked for, unless it has only one column; no edge leads to an
      earlier row. Groups stay whole where that is possible.

A row ends between two columns. Of all ways to cut, the cheapest is found by dynamic programming, as in
Knuth, Plass, "Breaking paragraphs into lines", Software: Practice and Experience 11 (1981).
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Mapping
from itertools import accumulate
from math import inf
from typing import NamedTuple

from graphdraw.draw.diagram.model import Diagram
from graphdraw.layout.problem import Placement
from graphdraw.work import Work

LEADS = 60.0
"""Estimated room of the circles at both ends of a row, before it is laid out, in points at the theme's size."""

MOST_CUT = 8
"""The most edges that are cut between two rows; with more, no reader finds their other ends."""

CUT, ROW, RAGGED, WIDOW, FRAME = 1.0, 6.0, 4.0, 100.0, 1000.0
"""Costs of a way to cut, as factors of: the square of the number of edges cut at one place, a row, the square of the
share of the width that a row leaves empty, a last row in which nothing is computed, a group that is cut."""


class _Span(NamedTuple):
    """Columns that stay together: their left and right in points, their number, and the cost of a cut before them."""

    left: float
    right: float
    columns: int
    cost: float


class Cutting(NamedTuple):
    """Where a figure in one row can be cut, by its columns.

    Nodes that edges lead to form the columns; a node without such an edge is in the column of its first use.

    column: the column of each node by id. left, right: the extent of each column in points, in reading direction. cost:
    that of a cut before each column, infinite where none is allowed. room: what the circles at both ends of a row take.
    """

    column: Mapping[str, int]
    left: tuple[float, ...]
    right: tuple[float, ...]
    cost: tuple[float, ...]
    room: float

    @property
    def length(self) -> float:
        """The length of all columns in one row, in points."""
        return max(self.right) - min(self.left)

    @classmethod
    def of(cls, diagram: Diagram, placement: Placement) -> Cutting:
        """The columns of a figure that was laid out in one row."""
        sign = 1 if diagram.style.direction == "right" else -1
        x = {id_: sign * at[0] for id_, at in placement.centres.items()}
        led_to = {edge.tip for edge in diagram.edges}
        places = sorted({round(x[id_]) for id_ in led_to}) or [0]
        number = {at: i for i, at in enumerate(places)}
        column = {id_: number[round(x[id_])] for id_ in led_to}
        for edge in sorted(diagram.edges, key=lambda edge: x[edge.tip]):
            column.setdefault(edge.tail, column[edge.tip])
        column |= {node.id: 0 for node in diagram.nodes if node.id not in column}
        nodes = {node.id: node for node in diagram.nodes}
        left, right = list(map(float, places)), list(map(float, places))
        for id_, at in x.items():
            half = nodes[id_].width / 2
            right[column[id_]] = max(right[column[id_]], at + half)
            left[column[id_]] = min(left[column[id_]], at - half)
        return cls(column, tuple(left), tuple(right), _costs(diagram, column, len(places)), LEADS * diagram.style.scale)

    def rows(self, most: float, work: Work | None = None) -> dict[str, int]:
        """The row of each node by id, with no row longer than `most` points unless it has only one column.

        Empty where that is impossible. `work` counts the steps; raises SpecError where they are too many.
        """
        spans = self._spans()
        if any(span.right - span.left > most and span.columns > 1 for span in spans):
            return {}
        best, looked = [(0.0, 0)], 0
        for end in range(1, len(spans) + 1):
            ways = list(self._rows_to(end, most, best, spans))
            best.append(min(ways, default=(inf, -1)))
            looked += 1 + len(ways)
        (work or Work()).spend(looked, "nodes")
        if best[-1][0] == inf:
            return {}
        end, starts = len(spans), []
        while end:
            end = best[end][1]
            starts.append(end)
        firsts = list(accumulate((span.columns for span in spans), initial=0))
        begins = [firsts[start] for start in reversed(starts)]
        return {id_: bisect_right(begins, column) - 1 for id_, column in self.column.items()}

    def _spans(self) -> list[_Span]:
        """The columns, joined where no cut is allowed between them."""
        begins = [i for i, cost in enumerate(self.cost[: len(self.left)]) if not i or cost < inf]
        return [
            _Span(min(self.left[begin:end]), max(self.right[begin:end]), end - begin, self.cost[begin])
            for begin, end in zip(begins, [*begins[1:], len(self.left)], strict=True)
        ]

    def _rows_to(
        self, end: int, most: float, best: list[tuple[float, int]], spans: list[_Span]
    ) -> Iterator[tuple[float, int]]:
        """For each span at which a row that ends before `end` may begin: the least cost up to there, and its index.

        `best` has the least cost of the rows up to each span, and where the last of them begins.
        """
        right, left, columns = -inf, inf, 0
        for start in range(end - 1, -1, -1):
            span = spans[start]
            right, left, columns = max(right, span.right), min(left, span.left), columns + span.columns
            if right - left > most and columns > 1:
                break  # nor is there room for one more
            ends = (start > 0) + (end < len(spans))
            length = right - left + ends * self.room / 2
            if length > most and columns > 1:
                continue
            short = max(0.0, 1 - length / most) if most > 0 else 0.0
            yield best[start][0] + span.cost + ROW + RAGGED * short**2, start


def _costs(diagram: Diagram, column: Mapping[str, int], count: int) -> tuple[float, ...]:
    """The cost of a cut before each column, for edges, groups and an empty last row; infinite where it is forbidden."""
    links, frames = [0] * (count + 1), [0] * (count + 1)
    for edge in diagram.edges:
        for at in range(column[edge.tail] + 1, column[edge.tip] + 1):
            links[at] += 1
    for group in diagram.groups:
        inside = [column[id_] for id_ in group.members]
        for at in range(min(inside) + 1, max(inside) + 1):
            frames[at] += 1
    done = max((column[node.id] for node in diagram.nodes if node.kind != "output"), default=0)
    return tuple(
        CUT * cut**2 + FRAME * framed + WIDOW * (at > done) if cut <= MOST_CUT else inf
        for at, (cut, framed) in enumerate(zip(links, frames, strict=True))
    )
