"""Topological order and cycles, by one iterative depth-first walk, linear in the number of edges."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from typing import TypeVar

Key = TypeVar("Key")

CYCLE = "the graph has a cycle"


def ordered(uses: Mapping[Key, Collection[Key]]) -> list[Key]:
    """The keys, each after all keys that it uses, otherwise in their own order; raises ValueError on a cycle.

    Everything that is used should be a key as well.
    """
    order, cycle = _walked(uses)
    if cycle:
        raise ValueError(CYCLE)
    return order


def is_ordered(uses: Iterable[tuple[Iterable[Key], Iterable[Key]]]) -> bool:
    """Whether each item stands after all that it uses, so that there is nothing to sort and no cycle.

    An item is given by its own keys, of which a block has several, and by the keys that it uses.
    """
    before: set[Key] = set()
    for keys, used in uses:
        if not before.issuperset(used):
            return False
        before.update(keys)
    return True


def cycle_in(uses: Mapping[Key, Collection[Key]]) -> tuple[Key, ...]:
    """The keys on the first cycle found, each used by the one before, with the first repeated at the end; or ().

    Something that is used but is not a key uses nothing itself.
    """
    return _walked(uses)[1]


def _walked(uses: Mapping[Key, Collection[Key]]) -> tuple[list[Key], tuple[Key, ...]]:
    """The keys in topological order, up to the first cycle if there is one, and that cycle or ()."""
    done: dict[Key, bool] = {}  # False while open, True when listed
    order: list[Key] = []
    for root in uses:
        if root in done:
            continue
        if all(map(done.get, uses[root])):  # as a rule: what it uses stands before it
            done[root] = True
            order.append(root)
            continue
        done[root] = False
        path, stack = [root], [iter(uses[root])]
        while path:
            for used in stack[-1]:
                if used not in done:
                    done[used] = False
                    path.append(used)
                    stack.append(iter(uses.get(used, ())))
                    break
                if not done[used]:
                    return order, (*path[path.index(used) :], used)
            else:
                stack.pop()
                order.append(path.pop())
                done[order[-1]] = True
    return order, ()
