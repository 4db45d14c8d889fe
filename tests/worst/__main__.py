"""The table of worst cases, all of it with --all; the exit code is 1 if a row did not end as it has to."""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path

from tests.worst import bounded
from tests.worst.bounded import Outcome
from tests.worst.rows import Row
from tests.worst.table import ROWS, VARIANTS


def _run(row: Row, scale: float) -> tuple[Row, Outcome, str | None]:
    with tempfile.TemporaryDirectory() as folder:
        return row, *row.run(Path(folder), scale)


def main() -> int:
    """Run the rows, as many at a time as there are processors."""
    parser = argparse.ArgumentParser(prog="python -m tests.worst", description=__doc__.partition("\n")[0])
    parser.add_argument("--only", default="", help="rows whose stage or name has this text")
    parser.add_argument("--quick", action="store_true", help="the rows that the plain tests have")
    parser.add_argument("--all", action="store_true", help="with the rows that are variants of others")
    parser.add_argument("-j", type=int, default=os.cpu_count(), help="how many at a time")
    options = parser.parse_args()
    scale = bounded.reference()
    print(f"the reference takes {scale:.2f} times its {bounded.REFERENCE} s", flush=True)
    left_out = () if options.all or options.only else VARIANTS
    rows = [row for row in ROWS if row.title not in left_out and (row.quick or not options.quick)]
    chosen = [row for row in rows if options.only in row.title]
    with ThreadPoolExecutor(options.j) as pool:
        again = [row for row, *found in pool.map(partial(_run, scale=scale), chosen) if _told(row, *found)]
    if again:  # the machine may have been busy just then: it is asked how slow it is now, and they run alone
        scale = max(scale, bounded.reference())
        print(f"once more, alone, {scale:.2f} times slower", flush=True)
        again = [row for row in again if _told(*_run(row, scale))]
    print(f"{len(chosen)} rows, {len(again)} failed")
    return 1 if again else 0


def _told(row: Row, outcome: Outcome, wrong: str | None) -> bool:
    """Say how a row ended, and whether that is wrong."""
    used = f"{outcome.seconds:6.1f} s {outcome.megabytes:6.0f} MB  {outcome.ending:8}"
    print(f"{'FAILED' if wrong else '      '} {used} {row.title}", flush=True)
    if wrong:
        print("".join(f"       {line}\n" for line in wrong.splitlines()), end="", file=sys.stderr, flush=True)
    return wrong is not None


if __name__ == "__main__":
    sys.exit(main())
