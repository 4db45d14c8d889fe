"""What it costs to evaluate graphs of scalars, in multiples of a bare list tape in the same run.

    python -m tests.benchmarks.evaluation [--most N] [--rounds N]

*tape* is the compiled tape to all values, all gradients and those of all edges by number; *evaluate* all of it with
names, compiling included; *text* from the text of a spec to that. autograd and PyTorch are measured where they can be
imported. `bytes` is what a compiled tape, both ways, and its results hold for an operation. `growth` is the exponent of
the tape's time between a row and the row before: 1 is linear. The exit code is 1 where a bound is passed.
"""

from __future__ import annotations

import argparse
import gc
import math
import sys
import tracemalloc
from collections.abc import Callable
from typing import NamedTuple

from graphdraw.__main__ import COLLECT_AFTER
from graphdraw.autodiff import evaluate
from graphdraw.autodiff.tape.reverse import compiled_back
from graphdraw.autodiff.tape.tape import compiled
from graphdraw.graph.model import Graph
from graphdraw.limits import Limits
from graphdraw.spec import Source
from tests import scenes
from tests.benchmarks import tapes
from tests.benchmarks.timing import fastest

SIZES = (1_000, 5_000, 100_000)
LIMITS = Limits(file_size=10**8, values=10**7, nodes=10**6, operands=10**7)

TAPE_BOUND, TEXT_BOUND, GROWTH_BOUND = 5.0, 230.0, 1.2
"""Of the bare tape; the exponent. The tape is also faster than closures."""

RUNS = 100
"""Of the bare tape beside what takes long, so that it is as often interrupted by whatever else the machine does."""

COLUMNS = ("closures", "autograd", "torch", "tape", "evaluate", "text")


def on_tape(graph: Graph) -> Callable[[], object]:
    """A run of the compiled tape; raises AssertionError where it is not certain of a number."""
    tape = compiled(graph)
    reverse = compiled_back(tape, {graph.outputs[0].name: 1})

    def run() -> object:
        numbers = tape.forward()
        assert numbers is not None
        found = reverse.run(numbers)
        assert found is not None
        return found

    return run


def bytes_held(graph: Graph, operations: int) -> float:
    """Bytes per operation that a compiled tape, both ways, and its results hold."""
    gc.collect()
    tracemalloc.start()
    run = on_tape(graph)
    kept = run, run()
    held, _ = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    del kept
    return held / operations


class Measured(NamedTuple):
    """Seconds of the bare tape, the times of the others as multiples of it, and the tape's bytes per operation."""

    bare: float
    ratios: dict[str, float]
    held: float


def measured(operations: int, rounds: int) -> Measured:
    """All of one size, what is compared in turn."""
    drawn = tapes.drawn(operations)
    source = Source("random.yaml", drawn.text.encode(), None)
    graph = scenes.load(source, LIMITS).graph
    calls: dict[str, Callable[[], object]] = {
        "bare": tapes.bare(drawn),
        "closures": tapes.closures(drawn),
        "tape": on_tape(graph),
    }
    seconds = fastest(calls, 5 * rounds)
    others: dict[str, Callable[[], object]] = {
        "evaluate": lambda: evaluate(graph),
        "text": lambda: scenes.evaluate(scenes.load(source, LIMITS)),
    }
    for name, made in (("autograd", tapes.autograd), ("torch", tapes.torch)):
        try:
            others[name] = made(drawn)
        except ImportError:
            continue
    gc.collect()
    gc.freeze()  # the graphs that are held for others are not walked over on the time of each
    usual = gc.get_threshold()
    gc.set_threshold(COLLECT_AFTER)  # as the command line does
    often = {"bare": lambda: [calls["bare"]() for _ in range(RUNS)]}
    slow = fastest({**often, **others}, rounds if operations < SIZES[-1] else 1)
    gc.set_threshold(*usual)
    gc.unfreeze()
    bare = slow.pop("bare") / RUNS
    ratios = {name: time / seconds["bare"] for name, time in seconds.items()}
    ratios |= {name: time / bare for name, time in slow.items()}  # to what ran in turn with them
    return Measured(seconds["bare"], ratios, bytes_held(graph, operations))


def main() -> int:
    """Print the table; 1 where a bound is passed."""
    parser = argparse.ArgumentParser(description="Time of evaluation, beside a bare list tape and other programs.")
    parser.add_argument("--most", type=int, default=SIZES[-1], help="operations of the largest graph")
    parser.add_argument("--rounds", type=int, default=8)
    asked = parser.parse_args()
    names = "".join(f"{name:>10}" for name in COLUMNS)
    print(f"{'operations':>10}{'bare, µs':>10}{names}{'growth':>8}{'bytes':>8}")
    passed: list[str] = []
    before: tuple[int, float] | None = None
    for operations in (size for size in SIZES if size <= asked.most):
        bare, ratios, held = measured(operations, asked.rounds)
        cells = "".join(f"{ratios[name]:9.1f}×" if name in ratios else f"{'':>10}" for name in COLUMNS)
        seconds = bare * ratios["tape"]
        growth = before and math.log(seconds / before[1]) / math.log(operations / before[0])
        rest = f"{growth:8.2f}" if growth else " " * 8
        print(f"{operations:>10,}{bare / operations * 1e6:10.3f}{cells}{rest}{held:8.0f}", flush=True)
        for name, most in (("tape", TAPE_BOUND), ("tape", ratios["closures"]), ("text", TEXT_BOUND)):
            if ratios[name] > most:
                passed.append(f"{operations:,}: {name} {ratios[name]:.1f}× > {most:.1f}×")
        if growth and growth > GROWTH_BOUND:
            passed.append(f"{operations:,}: growth {growth:.2f} > {GROWTH_BOUND}")
        before = operations, seconds
    print("\n".join(f"over the bound: {text}" for text in passed))
    return 1 if passed else 0


if __name__ == "__main__":
    sys.exit(main())
