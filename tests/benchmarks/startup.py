"""What a command that draws nothing costs, against the imports it cannot do without, in the same run.

    python -m tests.benchmarks.startup [--rounds N]

Prints milliseconds (the fastest of the interleaved rounds) and ratios; exits with 1 if a ratio is over its bound.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SPEC = str(ROOT / "specs" / "snack.yaml")

FLOORS = {
    "click": ["-c", "import click"],
    "click, yaml": ["-c", "import click, yaml"],
    "click, yaml, numpy": ["-c", "import click, yaml, numpy"],
}
COMMANDS = {
    "--version": ["--version"],
    "--help": ["--help"],
    "check": ["check", "-q", SPEC],
    "eval": ["eval", "-q", SPEC],
}

RATIOS = (
    ("--version", "click", 1.5),
    ("--help", "click", 1.5),
    ("check", "click, yaml", None),
    ("check", "click, yaml, numpy", 1.35),
    ("eval", "click, yaml, numpy", 1.35),
)
"""A command, the floor it is held against, and the most it may cost as a multiple of that (None: for information)."""


def seconds(arguments: list[str]) -> float:
    """How long one process of Python takes from start to end; raises CalledProcessError if it fails."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    environment.pop("PYTHONDONTWRITEBYTECODE", None)  # an installed package has its bytecode
    start = time.perf_counter()
    subprocess.run([sys.executable, *arguments], check=True, capture_output=True, env=environment)
    return time.perf_counter() - start


def measure(rounds: int) -> dict[str, float]:
    """The fastest run of every floor and command; interleaved, so that a busy machine is unfair to all of them."""
    calls = FLOORS | {name: ["-m", "graphdraw", *arguments] for name, arguments in COMMANDS.items()}
    best = dict.fromkeys(calls, float("inf"))
    for _ in range(rounds + 1):  # the first round also writes the bytecode
        for name, arguments in calls.items():
            best[name] = min(best[name], seconds(arguments))
    return best


def main() -> int:
    """Print the table; returns the exit code."""
    parser = argparse.ArgumentParser(description="Start-up time of commands that draw nothing.")
    parser.add_argument("--rounds", type=int, default=15)
    best = measure(parser.parse_args().rounds)
    over = 0
    for name, floor, bound in RATIOS:
        ratio = best[name] / best[floor]
        late = bound is not None and ratio > bound
        over += late
        most = "" if bound is None else f", at most {bound:.2f}{': over' if late else ''}"
        print(
            f"{name:10} {best[name] * 1000:5.0f} ms  {ratio:5.2f} x import {floor} ({best[floor] * 1000:.0f} ms){most}"
        )
    return 1 if over else 0


if __name__ == "__main__":
    sys.exit(main())
