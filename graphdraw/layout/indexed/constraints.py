"""Reads the constraints of a problem: boxes that stand in one column, and boxes that stand above others.

Post: constraints that contradict each other or the edges are left out, so that the others can be met together: boxes in
one column are one variable of the ranks; boxes above others are so in every order of a column, and are distances in the
heights.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import TypeVar

from graphdraw.layout.problem import LayoutProblem
from graphdraw.layout.solvers.network_simplex import least_values

Pair = tuple[int, int]
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Constraints:
    """The constraints, by the numbers of the boxes.

    `column`: per box the first of the boxes that share its column, mostly the box itself. `together`: per box that
    shares its column the other boxes in it. `pairs`: a box and the next one of its list, which is lower. `above`: per
    box in a list all boxes that have to be above it, through however many lists, as bits.
    """

    column: Sequence[int]
    together: Mapping[int, frozenset[int]] = field(default_factory=dict)
    pairs: tuple[Pair, ...] = ()
    above: Mapping[int, int] = field(default_factory=dict)

    def is_above(self, one: int, other: int) -> bool:
        """Whether a box has to be above another."""
        return bool(self.above.get(other, 0) >> one & 1)

    def reordered(self, row: Sequence[int]) -> list[int]:
        """The items of a column with its boxes in the order of the constraints; all other items keep their places."""
        places = [at for at, item in enumerate(row) if item in self.above]
        named = [row[at] for at in places]
        found = list(row)
        for at, k in zip(
            places, constrained_order([1 << i for i in named], [self.above[i] for i in named]), strict=True
        ):
            found[at] = named[k]
        return found


def read_constraints(problem: LayoutProblem, number: Mapping[str, int], edges: Sequence[Pair]) -> Constraints:
    """The constraints of a problem; `edges` are tail and head of each edge. Raises ValueError for an unknown id."""
    count = len(problem.boxes)
    if not problem.aligned and not problem.ordered:
        return Constraints(range(count))
    aligned, ordered = _numbers(problem.aligned, number), _numbers(problem.ordered, number)
    wanted = [(boxes[0], box) for boxes in aligned for box in boxes[1:]]
    column = _merged(count, consistent_part(wanted, lambda pairs: _is_ranked(_merged(count, pairs), edges)))
    together: dict[int, set[int]] = {}
    for box, first in enumerate(column):
        together.setdefault(first, set()).add(box)
    pairs = [pair for boxes in ordered for pair in pairwise(boxes)]
    pairs = consistent_part(pairs, lambda pairs: is_acyclic(count, pairs))
    return Constraints(
        column,
        {box: frozenset(boxes - {box}) for boxes in together.values() if len(boxes) > 1 for box in boxes},
        tuple(pairs),
        _above(count, pairs),
    )


def _numbers(lists: Sequence[Sequence[str]], number: Mapping[str, int]) -> list[list[int]]:
    unknown = next((name for names in lists for name in names if name not in number), None)
    if unknown is not None:
        raise ValueError(f"{unknown!r} is asked for and is no box")
    return [[number[name] for name in names] for names in lists]


def consistent_part(wanted: Sequence[T], fits: Callable[[list[T]], bool]) -> list[T]:
    """The wishes that fit together, earlier ones first; those that do not fit are found by bisection and dropped."""
    kept: list[T] = []
    waiting = [list(wanted)]
    while waiting:
        some = waiting.pop()
        if fits([*kept, *some]):
            kept += some
        elif len(some) > 1:
            waiting += [some[len(some) // 2 :], some[: len(some) // 2]]
    return kept


def _merged(count: int, pairs: Sequence[Pair]) -> list[int]:
    """Per box the first of all boxes that pairs join it with, directly or not."""
    first = list(range(count))

    def root(box: int) -> int:
        while first[box] != box:
            first[box] = first[first[box]]
            box = first[box]
        return box

    for one, other in pairs:
        a, b = sorted((root(one), root(other)))
        first[b] = a
    return [root(box) for box in range(count)]


def _is_ranked(column: Sequence[int], edges: Sequence[Pair]) -> bool:
    return is_acyclic(len(column), [(column[tail], column[head]) for tail, head in edges])


def is_acyclic(count: int, pairs: Sequence[Pair]) -> bool:
    """Whether the pairs, as edges between `count` boxes, form no cycle."""
    try:
        least_values(count, [(a, b, 1, 0) for a, b in pairs])
    except ValueError:
        return False
    return True


def _above(count: int, pairs: Sequence[Pair]) -> dict[int, int]:
    """Per box in a pair all boxes above it, directly or not, as bits."""
    level = least_values(count, [(a, b, 1, 0) for a, b in pairs])
    above = {box: 0 for pair in pairs for box in pair}
    for a, b in sorted(pairs, key=lambda pair: level[pair[1]]):
        above[b] |= above[a] | 1 << a
    return above


def constrained_order(own: Sequence[int], above: Sequence[int], chained: Collection[int] = ()) -> list[int]:
    """The indices of entries in an order in which each comes after the entries above it, else in the given order.

    Per entry, `own` has the boxes that it holds and `above` the boxes that have to be above these, both as bits. The
    entries `chained` keep their order among each other, even where other constraints have to be broken for that.
    """
    left, found, rest = list(range(len(own))), list[int](), 0
    for bits in own:
        rest |= bits
    while left:
        chosen, head = -1, -1
        for entry in left:
            if entry in chained:
                if head >= 0:
                    continue
                head = entry
            chosen = entry if chosen < 0 else chosen
            if not above[entry] & rest & ~own[entry]:
                chosen = entry
                break
        left.remove(chosen)
        found.append(chosen)
        rest &= ~own[chosen]
    return found
