"""`view.align` and `view.order`: which names stand in one column, and which above which; none that cannot be."""

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
"""Names on the way from one to another that a message lists."""

LEAVE_OUT = "leave one of them out"

Lists = tuple[tuple[str, ...], ...]
Ways = Mapping[str, Sequence[str]]


def arranged(view: View, given: Given, edges: Edges, blocks: Iterable[Block], reading: Reading) -> View:
    """The view with what `given` says about columns and order, as far as it can be seen; problems are noted.

    What is inside a closed block is left out, and so is an open block with several results.
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
    """A name that can be seen, with where it is given."""

    text: str
    key: Scalar


def _lists(found: Iterable[Sequence[_Name]]) -> Lists:
    return tuple(tuple(name.text for name in names) for names in found if len(names) > 1)


class _Seen(NamedTuple):
    """What can be seen of names: `within` says in which closed block a value is, `blocks` has all by name."""

    names: Names
    within: Mapping[str, Block]
    blocks: Mapping[str, Block]

    @classmethod
    def of(cls, names: Names, blocks: tuple[Block, ...], view: View) -> _Seen:
        """What can be seen with the blocks closed that a view closes; of blocks in each other the outermost counts."""
        within: dict[str, Block] = {}
        for block in blocks:  # the outer ones come first
            if view.blocks_by_name.get(block.name, view.blocks) == "collapsed":
                for member in block.members:
                    within.setdefault(member, block)
        return cls(names, within, {block.name: block for block in blocks})

    def named(self, keys: Iterable[Scalar], list_: str) -> list[_Name]:
        """Those names of a list that can be seen, each once; problems are noted."""
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
        """The value or closed block that is drawn for a name."""
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
        """The node or closed block that a value is of."""
        return self.within[name].name if name in self.within else name


def _results(block: Block) -> tuple[str, ...]:
    return tuple(dict.fromkeys(name for _, name in block.outputs))


class _Wish(NamedTuple):
    """That a name stands in the column of another, or below it."""

    other: _Name
    name: _Name


def _refused(wishes: list[_Wish], fits: Callable[[Sequence[_Wish]], bool]) -> Iterator[tuple[_Wish, list[_Wish]]]:
    """Each wish that does not fit with those before it, and those; as many as are shown."""
    left = list(wishes)
    for _ in range(MOST_PROBLEMS):
        if fits(left):
            return
        at = bisect_left(range(len(left)), True, key=lambda k: not fits(left[: k + 1]))
        yield left[at], left[:at]
        del left[at]


class _Columns:
    """Whether names can stand in one column: none may lead to another, over whatever else shares a column."""

    def __init__(self, seen: _Seen, edges: Edges, reading: Reading) -> None:
        self.seen, self.reading = seen, reading
        ways: dict[str, dict[str, None]] = {}
        for edge in edges.all:
            source, target = seen.owner(edge.source), seen.owner(edge.target)
            if source != target:
                ways.setdefault(source, {})[target] = None
        self.ways: dict[str, tuple[str, ...]] = {source: tuple(targets) for source, targets in ways.items()}

    def check(self, lists: Iterable[Sequence[_Name]]) -> None:
        """Note every name that cannot stand where it is to."""
        wishes = [_Wish(names[0], name) for names in lists for name in names[1:]]
        for wish, before in _refused(wishes, self._fits):
            other, name = short(wish.other.key.text), short(wish.name.key.text)
            text = f"'{name}' can't stand in one column with '{other}': {self._reason(wish, before)}"
            self.reading.problems.add(wish.name.key.where, text, "column", LEAVE_OUT)

    def _columns(self, wishes: Iterable[_Wish]) -> dict[str, list[str]]:
        """By name all that stand in its column, of those that share it."""
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
        ways: dict[str, list[str]] = {}
        for source, targets in self.ways.items():
            found = ways.setdefault(first.get(source, source), [])
            for target in targets:
                found.append(first.get(target, target))
                ways.setdefault(found[-1], [])
        return not cycle_in(ways)

    def _reason(self, wish: _Wish, before: Sequence[_Wish]) -> str:
        one, other = self.seen.owner(wish.other.text), self.seen.owner(wish.name.text)
        columns = self._columns(before)
        way = _way(one, other, self.ways, columns) or _way(other, one, self.ways, columns)
        return _told(way, self.ways)


def _way(start: str, end: str, ways: Ways, columns: Mapping[str, Sequence[str]]) -> list[str]:
    """The shortest way from a name to another along edges and between names of one column; empty if there is none."""
    came: dict[str, str] = {start: ""}
    waiting = [start]
    for name in waiting:
        for other in (*columns.get(name, ()), *ways.get(name, ())):
            if other not in came:
                came[other] = name
                waiting.append(other)
    way = [end] if end in came else []
    while way and came[way[-1]]:
        way.append(came[way[-1]])
    return way[::-1]


def _told(way: Sequence[str], ways: Ways) -> str:
    """A way in words: `'a' leads to 'b' over 'c', which shares its column with 'd'`."""
    parts, run = list[str](), [way[0]]
    for one, other in pairwise(way):
        if other in ways.get(one, ()):
            run.append(other)
        else:
            parts += [*_led(run), f"shares its column with '{other}'"]
            run = [other]
    return f"'{way[0]}' " + ", which ".join([*parts, *_led(run)])


def _led(run: Sequence[str]) -> list[str]:
    over = f" over {_listed(run[1:-1])}" if run[1:-1] else ""
    return [f"leads to '{run[-1]}'{over}"] if len(run) > 1 else []


def _listed(names: Sequence[str]) -> str:
    """Names in a message; of many the first."""
    if len(names) > MOST_BETWEEN:
        return f"'{names[0]}' and {len(names) - 1} others"
    return quoted_list(names, "and")


class _Heights:
    """Whether names can stand one above the other as all lists have it."""

    def __init__(self, reading: Reading) -> None:
        self.reading = reading

    def check(self, lists: Iterable[Sequence[_Name]]) -> None:
        """Note every name that is to be below one that it is above already."""
        wishes = [_Wish(*pair) for names in lists for pair in pairwise(names)]
        for wish, before in _refused(wishes, lambda some: not cycle_in(_below(some))):
            upper, lower = short(wish.other.key.text), short(wish.name.key.text)
            way = _way(wish.name.text, wish.other.text, _below(before), {})
            between = f", with {_listed(way[1:-1])} between" if way[1:-1] else ""
            text = f"'{lower}' can't be below '{upper}': another list has it above{between}"
            self.reading.problems.add(wish.name.key.where, text, "contradiction", LEAVE_OUT)


def _below(wishes: Iterable[_Wish]) -> dict[str, list[str]]:
    below: dict[str, list[str]] = {}
    for wish in wishes:
        below.setdefault(wish.name.text, [])
        below.setdefault(wish.other.text, []).append(wish.name.text)
    return below
