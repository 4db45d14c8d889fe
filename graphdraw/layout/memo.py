"""Layouts that are known already: figures of one spec that differ in colours alone are laid out once."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from graphdraw.layout.place import place
from graphdraw.layout.problem import LayoutProblem, Placement
from graphdraw.work import Thing, Work


class Laid(NamedTuple):
    """A placement, and the steps that it took."""

    placement: Placement
    steps: Mapping[Thing, int]


Known = dict[tuple[LayoutProblem, int, int | None], Laid]
"""By the problem and what had been done before, of how much: where work is scarce, equal problems end otherwise."""


def place_once(problem: LayoutProblem, work: Work, known: Known) -> Placement:
    """As `place`, but what is known is not laid out again. Its steps count as ever, so that figures end alike."""
    key = problem, work.done, work.most
    if key in known:
        for thing, steps in known[key].steps.items():
            work.spend(steps, thing)
        return known[key].placement
    before = dict(work.of)
    placement = place(problem, work)
    known[key] = Laid(placement, {thing: done - before.get(thing, 0) for thing, done in work.of.items()})
    return placement
