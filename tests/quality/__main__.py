"""The quality report: means over the recorded graphs beside those of other engines, and faults on random problems.

python -m tests.quality [how many random problems]

Ends with exit code 1 where a random problem has a fault.
"""

from __future__ import annotations

import sys
import time
from collections import Counter
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor

from graphdraw.draw.compose.fork_ends import APART
from graphdraw.layout import LayoutProblem, Placement, place
from tests.quality.faults import faults
from tests.quality.figure import figure
from tests.quality.graphs import freed, random_problem, recorded
from tests.quality.measures import Measures, measures
from tests.quality.optimum import KINDS, told
from tests.quality.tips import Tips, tips

COLUMNS = ("faulty", "crossings", "bends", "out of order", "chain straight", "straight", "area kpt²")


def main(random_problems: int) -> int:
    """Print the report; returns the exit code."""
    print(_of_recorded())
    wrong = 0
    for direction in ("right", "down"):
        total = _of_random(random_problems, direction)
        numbers = ", ".join(f"{kind} {number}" for kind, number in total.items())
        print(f"{random_problems} random problems, {direction}: {numbers}")
        wrong += total.total()
    return 1 if wrong else 0


def _of_recorded() -> str:
    graphs = recorded()
    started = time.perf_counter()
    placements = [place(graph.problem) for graph in graphs]
    each = 1000 * (time.perf_counter() - started) / len(graphs)
    lines = [f"{f'mean of {len(graphs)} graphs':24}" + "".join(f"{name:>15}" for name in COLUMNS)]
    lines.append(_row("graphdraw", _own([g.problem for g in graphs], placements)))
    free = [freed(graph.problem) for graph in graphs]
    lines.append(_row("graphdraw, any order", _own(free, [place(problem) for problem in free])))
    lines += [_row(name, _published([g.results[name] for g in graphs])) for name in graphs[0].results]
    found = [measures(figure(g.problem, p)) for g, p in zip(graphs, placements, strict=True)]
    ends = [tips(g.problem, p) for g, p in zip(graphs, placements, strict=True)]
    lines += [f"{each:.0f} ms a graph; {_targets(found)}", _of_tips(ends), *map(told, KINDS)]
    return "\n".join(lines)


def _row(name: str, numbers: Sequence[float]) -> str:
    return f"{name:24}" + "".join(f"{number:15.2f}" for number in numbers)


def _own(problems: list[LayoutProblem], placements: list[Placement]) -> list[float]:
    figures = [figure(problem, placement) for problem, placement in zip(problems, placements, strict=True)]
    wrong = [faults(f) for f in figures]
    good = [measures(f) for f in figures]
    count = len(figures)
    return [
        sum(any(w.values()) for w in wrong),
        sum(m.crossings for m in good) / count,
        sum(m.bends for m in good) / count,
        sum(w["out_of_order"] for w in wrong) / count,
        sum(m.chain_straight for m in good) / count,
        sum(m.straight for m in good) / count,
        sum(m.area for m in good) / count,
    ]


def _published(results: list[dict[str, float]]) -> list[float]:
    keys = ("crossings", "bends", "operand_inv", "chain_straight", "straight_edges")
    means = [sum(r[key] for r in results) / len(results) for key in keys]
    area = sum(r["width"] * r["height"] for r in results) / len(results) / 1000
    return [sum(r["hard_faults"] > 0 for r in results), *means, area]


def _targets(found: list[Measures]) -> str:
    return (
        f"crossings under 35°: {sum(m.angle < 35 for m in found)} graphs, least {min(m.angle for m in found):.0f}°; "
        f"pairs nearer than 4 pt: {sum(m.gap < 4 for m in found)} graphs, least {min(m.gap for m in found):.1f} pt"
    )


def _of_tips(found: list[Tips]) -> str:
    return (
        f"ends of arrows at one dot nearer than 4 pt: {sum(t.apart < APART for t in found)} graphs; "
        f"boxes at which arrows would touch: {sum(t.crowded for t in found)} of {sum(t.boxes for t in found)}"
    )


def _of_random(count: int, direction: str) -> Counter[str]:
    total = Counter[str]()
    with ProcessPoolExecutor() as workers:
        for found in workers.map(_random_faults, range(count), [direction] * count, chunksize=5):
            total.update(found)
    return total


def _random_faults(seed: int, direction: str) -> dict[str, int]:
    problem = random_problem(seed, direction=direction)
    return faults(figure(problem, place(problem)))


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else 300))
