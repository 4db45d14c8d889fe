"""What a command that draws nothing costs, against the imports it cannot do without, in the same run.

    python -m tests.benchmarks.startup [--rounds N]

Prints milliseconds (the fastest of the interleaved rounds) and ratios; exits with 1 if a ratio is over its bound.
"""

from __future__ import annotations

import argparse
import sys

from tests.benchmarks.timing import ROOT, fastest, graphdraw, python

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


def measure(rounds: int) -> dict[str, float]:
    """The fastest run of every floor and command."""
    calls = {name: python(*arguments) for name, arguments in FLOORS.items()}
    calls |= {name: graphdraw(*arguments) for name, arguments in COMMANDS.items()}
    return fastest(calls, rounds)


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
