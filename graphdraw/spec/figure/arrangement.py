"""Reads `view.align` and `view.order`: names in one column, names above others; refuses lists that contradict."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import NamedTuple

from graphdraw.errors import MOST_PROBLEMS
from graphdraw.graph.model import Block
from graphdraw.graph.order import cycle_in
from graphdraw.registry import quoted_list
from graphdraw.spec.figure.edges import Edges
from graphdraw.spec.graph.names import Names, short
from graphdraw.spec.schema.compound import Given
from graphdraw.spec.yaml.document import Scalar
from graphdraw.spec.yaml.reading import Reading
from graphdraw.view import View

MOST_BETWEEN = 3
"""The most names between two others that a message lists."""

LEAVE_OUT = "leave one of them out"

GivenLists = tuple[tuple[str, ...], ...]
Successors = Mapping[str, Sequence[str]]
"""Per name the names that it leads to."""


def arranged(view: View, given: Given, edges: Edges, blocks: Iterable[Block], reading: Reading) -> View:
    """The view with the lists `align` and `order` of `given`, as names of what is drawn; problems are noted.

    Names inside a closed block are left out, and so are open blocks with several results.
    """
    if not (given.get("align") or given.get("order")):
        return view
    seen = _Seen.of(edges.names, tuple(blocks), view)
    align = [seen.named(names, "align") for names in given.get("align", ())]
    order = [seen.named(names, "order") for names in given.get("order", ())]
    if not reading.problems.failed:
        _Columns(seen, edges, reading).check(align)
        _Heights(reading).check(order)
    return replace(view, align=_lists(align), order=_lists(order))


class _Name(NamedTuple):
    """The name of something that is drawn, with the scalar that names it."""

    text: str
    key: Scalar


def _lists(found: Iterable[Sequence[_Name]]) -> GivenLists:
    return tuple(tuple(name.text for name in names) for names in found if len(names) > 1)


class _Seen(NamedTuple):
    """Finds what is drawn for a name: `within` has the closed block around each value in one, `blocks` all blocks."""

    names: Names
    within: Mapping[str, Block]
    blocks: Mapping[str, Block]

    @classmethod
    def of(cls, names: Names, blocks: tuple[Block, ...], view: View) -> _Seen:
        """With the blocks closed that the view closes; of closed blocks within each other the outermost counts."""
        within: dict[str, Block] = {}
        for block in blocks:  # the outer ones come first
            if view.blocks_by_name.get(block.name, view.blocks) == "collapsed":
                for member in block.members:
                    within.setdefault(member, block)
        return cls(names, within, {block.name: block for block in blocks})

    def named(self, keys: Iterable[Scalar], list_: str) -> list[_Name]:
        """The names of a list that are drawn, each once; problems are noted. `list_` is the key of the list."""
        found: dict[str, Scalar] = {}
        for key in keys:
            steps = self.names.blocks.get(key.text)
            name = steps[-1] if steps else self.names.find(key.text, key.where)
            if name in found:
                text = f"'{short(key.text)}' is given twice in one list of '{list_}'"
                self.names.problems.add(key.where, text, "duplicate", "once is enough")
            elif name is not None:
                found[name] = key
        return [_Name(name, key) for named, key in found.items() if (name := self._seen(named)) is not None]

    def _seen(self, name: str) -> str | None:
        """The name of the value or closed block that is drawn for a name; None if nothing is."""
        if name in self.within:
            around = self.within[name]
            return name if name == around.name or name in _results(around) else None
        block = self.blocks.get(name)
        if block is None or name in block.members:
            return name
        if self.within.get(block.members[0]) is block:
            return name
        results = _results(block)
        return self._seen(results[0]) if len(results) == 1 else None

    def owner(self, name: str) -> str:
        """The closed block around a value, or else its node, by name."""
        return self.within[name].name if name in self.within else name


def _results(block: Block) -> tuple[str, ...]:
    return tuple(dict.fromkeys(name for _, name in block.outputs))


class _Wish(NamedTuple):
    """One demand of a list: that `name` stands in the column of `other`, or below it."""

    other: _Name
    name: _Name


def _refused(wishes: list[_Wish], fits: Callable[[Sequence[_Wish]], bool]) -> Iterator[tuple[_Wish, list[_Wish]]]:
    """Each wish that does not fit together with the ones kept before it, and these; at most MOST_PROBLEMS wishes."""
    left = list(wishes)
    for _ in range(MOST_PROBLEMS):
        if fits(left):
            return
        at = bisect_left(range(len(left)), True, key=lambda k: not fits(left[: k + 1]))
        yield left[at], left[:at]
        del left[at]


class _Columns:
    """Checks that names can stand in one column: no name may lead to another, directly or through other columns."""

    def __init__(self, seen: _Seen, edges: Edges, reading: Reading) -> None:
        self.seen, self.reading = seen, reading
        found: dict[str, dict[str, None]] = {}
        for edge in edges.all:
            source, target = seen.owner(edge.source), seen.owner(edge.target)
            if source != target:
                found.setdefault(source, {})[target] = None
        self.successors: dict[str, tuple[str, ...]] = {source: tuple(targets) for source, targets in found.items()}

    def check(self, lists: Iterable[Sequence[_Name]]) -> None:
        """Note every name that can't stand in the column where its list wants it."""
        wishes = [_Wish(names[0], name) for names in lists for name in names[1:]]
        for wish, before in _refused(wishes, self._fits):
            other, name = short(wish.other.key.text), short(wish.name.key.text)
            text = f"'{name}' can't stand in one column with '{other}': {self._reason(wish, before)}"
            self.reading.problems.add(wish.name.key.where, text, "column", LEAVE_OUT)

    def _columns(self, wishes: Iterable[_Wish]) -> dict[str, list[str]]:
        """Per name that shares its column, all names in that column."""
        columns: dict[str, list[str]] = {}
        for wish in wishes:
            one, other = self.seen.owner(wish.other.text), self.seen.owner(wish.name.text)
            a, b = sorted((columns.get(one, [one]), columns.get(other, [other])), key=len)
            if a is not b and one != other:
                b += a
                columns |= dict.fromkeys((one, other, *a), b)
        return columns

    def _fits(self, wishes: Sequence[_Wish]) -> bool:
        columns = self._columns(wishes)
        first = {name: column[0] for name, column in columns.items()}
        merged: dict[str, list[str]] = {}
        for source, targets in self.successors.items():
            found = merged.setdefault(first.get(source, source), [])
            for target in targets:
                found.append(first.get(target, target))
                merged.setdefault(found[-1], [])
        return not cycle_in(merged)

    def _reason(self, wish: _Wish, before: Sequence[_Wish]) -> str:
        one, other = self.seen.owner(wish.other.text), self.seen.owner(wish.name.text)
        columns = self._columns(before)
        path = _path(one, other, self.successors, columns) or _path(other, one, self.successors, columns)
        return _path_text(path, self.successors)


def _path(start: str, end: str, successors: Successors, columns: Mapping[str, Sequence[str]]) -> list[str]:
    """The shortest path from a name to another along edges and between names of one column; [] if there is none."""
    came: dict[str, str] = {start: ""}
    waiting = [start]
    for name in waiting:
        for other in (*columns.get(name, ()), *successors.get(name, ())):
            if other not in came:
                came[other] = name
                waiting.append(other)
    path = [end] if end in came else []
    while path and came[path[-1]]:
        path.append(came[path[-1]])
    return path[::-1]


def _path_text(path: Sequence[str], successors: Successors) -> str:
    """A path as text: `'a' leads to 'b' over 'c', which shares its column with 'd'`."""
    parts, run = list[str](), [path[0]]
    for one, other in pairwise(path):
        if other in successors.get(one, ()):
            run.append(other)
        else:
            parts += [*_run_text(run), f"shares its column with '{other}'"]
            run = [other]
    return f"'{path[0]}' " + ", which ".join([*parts, *_run_text(run)])


def _run_text(run: Sequence[str]) -> list[str]:
    """Names that lead to each other as text, `leads to 'b' over 'c'`; [] for a single name."""
    over = f" over {_listed(run[1:-1])}" if run[1:-1] else ""
    return [f"leads to '{run[-1]}'{over}"] if len(run) > 1 else []


def _listed(names: Sequence[str]) -> str:
    """Names as text in a message; of more than MOST_BETWEEN the first, and how many others there are."""
    if len(names) > MOST_BETWEEN:
        return f"'{names[0]}' and {len(names) - 1} others"
    return quoted_list(names, "and")


class _Heights:
    """Checks that names can stand one above the other as all lists together demand."""

    def __init__(self, reading: Reading) -> None:
        self.reading = reading

    def check(self, lists: Iterable[Sequence[_Name]]) -> None:
        """Note every name that is to be below another that earlier lists have below it."""
        wishes = [_Wish(*pair) for names in lists for pair in pairwise(names)]
        for wish, before in _refused(wishes, lambda some: not cycle_in(_below(some))):
            upper, lower = short(wish.other.key.text), short(wish.name.key.text)
            path = _path(wish.name.text, wish.other.text, _below(before), {})
            between = f", with {_listed(path[1:-1])} between" if path[1:-1] else ""
            text = f"'{lower}' can't be below '{upper}': another list has it above{between}"
            self.reading.problems.add(wish.name.key.where, text, "contradiction", LEAVE_OUT)


def _below(wishes: Iterable[_Wish]) -> dict[str, list[str]]:
    below: dict[str, list[str]] = {}
    for wish in wishes:
        below.setdefault(wish.name.text, [])
        below.setdefault(wish.other.text, []).append(wish.name.text)
    return below
