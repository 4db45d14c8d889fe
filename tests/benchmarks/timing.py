"""Times for benchmarks: what is compared runs in turn, so that a busy machine is unfair to all of it.

What one leaves behind is not collected on the time of the other.
"""

from __future__ import annotations

import gc
import os
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]

Call = Callable[[], object]


def fastest(calls: Mapping[str, Call], rounds: int, *, warm_up: int = 1) -> dict[str, float]:
    """Seconds of the fastest of `rounds` runs of every call, interleaved, after `warm_up` rounds that do not count."""
    best = dict.fromkeys(calls, float("inf"))
    for round_ in range(-warm_up, rounds):
        for name, call in calls.items():
            gc.collect()
            start = time.perf_counter()
            call()
            if round_ >= 0:
                best[name] = min(best[name], time.perf_counter() - start)
    return best


def process(command: Sequence[str], cwd: Path | None = None) -> Call:
    """A call that runs a program to its end; raises CalledProcessError if it fails."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    environment.pop("PYTHONDONTWRITEBYTECODE", None)  # an installed package has its bytecode
    return lambda: subprocess.run(command, check=True, capture_output=True, env=environment, cwd=cwd)


def python(*arguments: str, cwd: Path | None = None) -> Call:
    """A call that runs this Python with arguments."""
    return process([sys.executable, *arguments], cwd)


def graphdraw(*arguments: str, cwd: Path | None = None) -> Call:
    """A call that runs the command in a process of its own."""
    return python("-m", "graphdraw", *arguments, cwd=cwd)
