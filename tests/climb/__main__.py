"""Climb towards dear specs for some seconds; the exit code is 1 if one passes the bounds."""

from __future__ import annotations

import argparse
import json
import random
import sys
import time
from pathlib import Path
from typing import NamedTuple

import graphdraw
from graphdraw.output.formats import FORMATS
from tests.climb.costs import STAGES, Cost, cost
from tests.climb.genes import MOST_BYTES, Genome, copied, crossed, size, start, text, written
from tests.climb.mutations import CHANGES
from tests.worst.bounded import Bounds, reference

MEMBERS = 5
"""How many are kept of each stage."""
CROSSED = 0.2
KINDS = ("svg", "svg", *FORMATS.names())


class Member(NamedTuple):
    """A spec with what it costs in the stage that it is kept for, and how it was drawn."""

    worth: float
    genome: Genome
    cost: Cost


class Search:
    """The populations so far, and what passed the bounds."""

    def __init__(self, seed: int, scale: float, bounds: Bounds) -> None:
        self.scale, self.bounds = scale, bounds
        self.choose = random.Random(seed)
        self.kept: dict[str, list[Member]] = {stage: [] for stage in STAGES}
        self.passed: list[Member] = []
        self.tried = self.refused = self.large = self.again = 0

    def step(self, stage: str) -> None:
        """Try one spec for a stage; what it costs in others counts there as well."""
        choose = self.choose
        genome = copied(choose.choice(self.kept[stage]).genome if self.kept[stage] else start())
        if choose.random() < CROSSED:
            others = [member for members in self.kept.values() for member in members]
            genome = crossed(genome, choose.choice(others).genome if others else start(), choose)
        for _ in range(choose.choice([1, 1, 2, 3])):
            choose.choice(CHANGES)(genome, choose)
        if size(genome) > MOST_BYTES:
            self.large += 1
            return
        kind = choose.choice(KINDS)
        self.tried += 1
        found = cost(genome, self.bounds, self.scale, stage, kind)
        if found.passed:  # the machine may have been slow just then: it is asked how slow it is now, and the spec again
            self.again += 1
            found = cost(genome, self.bounds, max(self.scale, reference()), stage, kind)
        self.refused += "refuse" in found.stages
        if found.passed:
            self.passed.append(Member(found.outcome.seconds, genome, found))
            return
        for name, worth in found.stages.items():
            if name in self.kept:
                self._offer(name, Member(worth, genome, found))

    def _offer(self, stage: str, member: Member) -> None:
        members = self.kept[stage]
        members.append(member)
        members.sort(key=lambda one: -one.worth)
        del members[MEMBERS:]


def _told(stage: str, member: Member) -> str:
    used = (
        f"{member.cost.outcome.seconds:6.2f} s {member.cost.outcome.megabytes:6.0f} MB {size(member.genome):7,} bytes"
    )
    said = json.dumps({key: round(value, 2) for key, value in member.cost.stages.items()})
    return f"{stage:10} {used}  {member.cost.outcome.ending}  {member.cost.said[:90]}  {said}"


def _keep(folder: Path, name: str, member: Member) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    for file, said in written(member.genome).items():
        target = folder / (f"{name}.yaml" if file == "s.yaml" else f"{name}-{file}")
        linked = said.replace('"extends": "e', f'"extends": "{name}-e')
        target.write_text(linked, encoding="utf-8", errors="surrogatepass")


def main() -> int:
    """Search, and tell the dearest of each stage."""
    parser = argparse.ArgumentParser(prog="python -m tests.climb", description=__doc__.partition("\n")[0])
    parser.add_argument("--seconds", type=float, default=60, help="how long to search")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--stage", choices=STAGES, action="append", help="only for these stages")
    parser.add_argument("--keep", type=Path, help="a folder for the dearest of each stage")
    parser.add_argument("--cpu", type=float, default=Bounds().seconds, help="the bound on seconds of computing")
    options = parser.parse_args()
    scale = reference()
    search, end, turn = Search(options.seed, scale, Bounds(options.cpu)), time.monotonic() + options.seconds, 0
    for kind in KINDS:  # loads what a picture needs, once and not in every process
        graphdraw.render(text(start()), kind)
    stages = options.stage or STAGES
    while time.monotonic() < end:
        search.step(stages[turn % len(stages)])
        turn += 1
    best = {stage: members[0] for stage, members in search.kept.items() if members}
    for stage, member in best.items():
        print(_told(stage, member))
    search.passed.sort(key=lambda one: size(one.genome))
    for number, member in enumerate(search.passed[:20]):
        print(_told(f"PASSED {number}", member))
    if options.keep or search.passed:
        folder = options.keep or Path("build") / "climb"
        for name, member in (*best.items(), *((f"passed-{i}", one) for i, one in enumerate(search.passed[:20]))):
            _keep(folder, f"{options.seed}-{name}", member)
        print(f"written into {folder}")
    counts = f"{search.tried} specs, {search.refused} refused, {search.large} too large, {search.again} tried twice"
    tried = f"{counts}, in {options.seconds:.0f} s, {scale:.2f} times slower"
    print(f"{tried}: {len(search.passed)} passed the bounds")
    return 1 if search.passed else 0


if __name__ == "__main__":
    sys.exit(main())
