"""Remembers placements, so that figures of one spec that differ only in colours are laid out once."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from graphdraw.layout.place import place
from graphdraw.layout.problem import LayoutProblem, Placement
from graphdraw.work import Thing, Work


class Laid(NamedTuple):
    """A placement, and the steps that it took for each thing."""

    placement: Placement
    steps: Mapping[Thing, int]


Known = dict[tuple[LayoutProblem, int, int | None], Laid]
"""Placements by problem, steps done before and limit of steps: where work is scarce, equal problems end differently."""


def place_once(problem: LayoutProblem, work: Work, known: Known) -> Placement:
    """As `place`, but a known problem is not laid out again; its steps are counted, so that the outcome is the same."""
    key = problem, work.done, work.most
    if key in known:
        for thing, steps in known[key].steps.items():
            work.spend(steps, thing)
        return known[key].placement
    before = dict(work.of)
    placement = place(problem, work)
    known[key] = Laid(placement, {thing: done - before.get(thing, 0) for thing, done in work.of.items()})
    return placement
