"""Bending: the edges of one gap, and how one of them is put where it conflicts least with the others. Points."""

from __future__ import annotations

from collections.abc import Sequence

from graphdraw.layout.routing.conflicts import Piece, conflict, side_by_side


class GapRow:
    """The pieces of a gap while their bends are moved within `span`.

    `compared` counts pairs that were looked at, `moved` how often one was put elsewhere.
    """

    def __init__(self, pieces: Sequence[Piece], span: tuple[float, float], at_boxes: float, *, stubs: bool) -> None:
        self.pieces, self.span, self.at_boxes, self.stubs = list(pieces), span, at_boxes, stubs
        self.compared = self.moved = 0
        self.beside: list[list[int]] = [[] for _ in pieces]
        for at, piece in enumerate(pieces):
            for before in range(at):
                if side_by_side(piece, pieces[before]):
                    self.beside[at].append(before)
                    self.beside[before].append(at)
        self._known: dict[tuple[int, int], float] = {}
        self._settled: set[int] = set()

    def improve(self, at: int) -> None:
        """Put one piece where it conflicts least with the others."""
        if at in self._settled:
            return
        found = sorted(((self._conflict(at, other), -other) for other in self.beside[at]), reverse=True)
        least = sum(conflicts for conflicts, _ in found)
        if not least:
            return
        self._settled.add(at)
        # those that conflict most come first, so that a place that is no better is soon found to be none
        best = self._better(at, [self.pieces[-other] for _, other in found], least)
        if best is None:
            return
        self.pieces[at] = best
        self.moved += 1
        self._settled.difference_update(self.beside[at], (at,))
        for other in self.beside[at]:
            self._known.pop((min(at, other), max(at, other)), None)

    def _better(self, at: int, others: list[Piece], least: float) -> Piece | None:
        best = None
        for cost, start, end, stub, last in self.pieces[at].options(*self.span, stubs=self.stubs):
            if cost >= least:
                break
            option = self.pieces[at].moved(start, end, stub=stub, last=last)
            for other in others:
                cost += conflict(option, other, self.at_boxes, least - cost)
                self.compared += 1
                if cost >= least:
                    break
            else:
                least, best = cost, option
        return best

    def _conflict(self, one: int, other: int) -> float:
        pair = min(one, other), max(one, other)
        if pair not in self._known:
            self.compared += 1
            self._known[pair] = conflict(self.pieces[one], self.pieces[other], self.at_boxes)
        return self._known[pair]
