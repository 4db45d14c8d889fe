"""What the layout costs from ten to ten thousand operations, beside `dot` on the same graphs in the same run.

    python -m tests.benchmarks.layout [--most N] [--rounds N] [--patience SECONDS]

Every layout runs in a process of its own; `MB` is by how much that raises its peak memory (Linux only). `growth` is the
exponent between a row and the row before: 1 is linear. `dot` gets the same boxes and label blocks, and is given
up after some seconds, and then for all larger graphs of the kind.
"""

from __future__ import annotations

import argparse
import json
import math
import os
import subprocess
import sys
import time

from graphdraw.layout import LayoutProblem
from tests.benchmarks.graphs import large_problem
from tests.benchmarks.timing import ROOT

KINDS = ("line", "recurrent", "perceptron", "near")
SIZES = (10, 30, 100, 300, 1000, 3000, 10_000)

CODE = """
import json, re, sys, time
from pathlib import Path
from graphdraw.layout import place
from tests.benchmarks.graphs import large_problem
problem = large_problem(sys.argv[1], int(sys.argv[2]))
def peak():
    return int(re.search(r"VmHWM:\\s+(\\d+)", Path("/proc/self/status").read_text())[1])
before, best = peak(), float("inf")
for _ in range(int(sys.argv[3])):
    start = time.perf_counter()
    place(problem)
    best = min(best, time.perf_counter() - start)
print(json.dumps([best, (peak() - before) / 1024]))
"""


def measured(kind: str, operations: int, rounds: int) -> tuple[float, float]:
    """Seconds of the fastest of some layouts, and the megabytes that they need."""
    command = [sys.executable, "-c", CODE, kind, str(operations), str(rounds)]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    done = subprocess.run(command, check=True, capture_output=True, text=True, env=environment)
    seconds, megabytes = json.loads(done.stdout)
    return seconds, megabytes


def in_dot(problem: LayoutProblem) -> str:
    """The problem as Graphviz reads it: sizes in inches, label blocks as tables of their sizes."""
    lines = ['digraph { rankdir=LR; node [shape=box, fixedsize=true, label=""];']
    for box in problem.boxes:
        lines.append(f'"{box.id}" [width={box.width / 72:.3f}, height={box.height / 72:.3f}];')
    for edge in problem.edges:
        size = f'width="{edge.label_along:.0f}" height="{edge.label_before + edge.label_after:.0f}"'
        table = f'<<table border="0" fixedsize="true" {size}><tr><td></td></tr></table>>'
        lines.append(f'"{edge.source}" -> "{edge.target}" [label={table}];')
    return "\n".join([*lines, "}"])


def by_dot(problem: LayoutProblem, rounds: int, patience: float) -> float | None:
    """Seconds of the fastest of some runs of `dot`, None where it takes too long."""
    text, best = in_dot(problem), float("inf")
    for _ in range(rounds):
        start = time.perf_counter()
        try:
            subprocess.run(["dot", "-Tplain"], input=text, check=True, capture_output=True, text=True, timeout=patience)
        except subprocess.TimeoutExpired:
            return None
        best = min(best, time.perf_counter() - start)
    return best


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description="Time and memory of the layout, beside dot.")
    parser.add_argument("--most", type=int, default=SIZES[-1], help="operations of the largest graphs")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--patience", type=float, default=60.0, help="seconds that dot may take")
    constraints = parser.parse_args()
    print(f"{'graph':12}{'operations':>11}{'arrows':>8}{'seconds':>9}{'growth':>8}{'MB':>7}{'dot':>9}{'ratio':>8}")
    for kind in KINDS:
        before, patient = (0.0, 0), True
        for operations in (size for size in SIZES if size <= constraints.most):
            problem = large_problem(kind, operations)
            edges = len(problem.edges)
            rounds = constraints.rounds if operations <= 1000 else 1
            seconds, megabytes = measured(kind, operations, rounds)
            dot = by_dot(problem, rounds, constraints.patience) if patient else None
            patient = dot is not None
            growth = f"{math.log(seconds / before[0]) / math.log(edges / before[1]):8.2f}" if before[1] else " " * 8
            beside = f"{dot:9.3f}{seconds / dot:8.2f}" if dot else f"{f'> {constraints.patience:.0f}':>9}"
            print(f"{kind:12}{operations:11}{edges:8}{seconds:9.3f}{growth}{megabytes:7.1f}{beside}", flush=True)
            before = seconds, edges


if __name__ == "__main__":
    main()
