"""The order of computation: what is used comes before what uses it. One walk, depth first, iterative, linear."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from typing import TypeVar

Key = TypeVar("Key")

CYCLE = "the graph has a cycle"


def ordered(uses: Mapping[Key, Collection[Key]]) -> list[Key]:
    """The keys so that each comes after all that it uses, otherwise as they stand; raises ValueError on a cycle.

    What is used should be a key.
    """
    order, cycle = _walked(uses)
    if cycle:
        raise ValueError(CYCLE)
    return order


def is_ordered(uses: Iterable[tuple[Iterable[Key], Iterable[Key]]]) -> bool:
    """Whether each stands after all that it uses, so that there is nothing to sort and no cycle.

    Of each the keys that it is, of which a block has several, and those that it uses.
    """
    before: set[Key] = set()
    for keys, used in uses:
        if not before.issuperset(used):
            return False
        before.update(keys)
    return True


def cycle_in(uses: Mapping[Key, Collection[Key]]) -> tuple[Key, ...]:
    """The keys on the first cycle found, each used by the one before, the first repeated at the end; or ().

    What is used and is no key is the end of a path.
    """
    return _walked(uses)[1]


def _walked(uses: Mapping[Key, Collection[Key]]) -> tuple[list[Key], tuple[Key, ...]]:
    """The keys in order, up to a cycle if there is one, and that cycle."""
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
