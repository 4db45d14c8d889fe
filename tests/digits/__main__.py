"""Operations at random arguments over the whole range of float64, and random graphs, against 50-digit arithmetic.

    python -m tests.digits --count 1000000 --graphs 50000 --seed 1 [--only NAME]

says the first differences of each, and ends with exit code 1 if there is one. A graph depends on seed and number alone.
"""

import argparse
import sys
from random import Random

from graphdraw.ops import OPERATIONS
from tests.digits.compare import differences
from tests.digits.graphs import drawn, wrong
from tests.digits.points import arguments, parameters


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--count", type=int, default=20_000)
    parser.add_argument("--graphs", type=int, default=500)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--only", help="the name of one operation")
    parser.add_argument("--most", type=int, default=10, help="differences that are shown of one operation")
    asked = parser.parse_args()
    chosen = [OPERATIONS.get(asked.only)] if asked.only else list(OPERATIONS)
    count = 0
    for operation in chosen:
        random, found = Random(f"{asked.seed} {operation.name}"), []
        for _ in range(asked.count // len(chosen)):
            found += differences(operation, parameters(operation, random), arguments(operation, random))
        count += _said(operation.name, found, asked.most)
    for i in range(asked.graphs):
        count += _said(f"graph {i}", list(wrong(drawn(Random(f"{asked.seed} {i}")))), asked.most)
    print(f"{asked.count} calls of {len(chosen)} operations, {asked.graphs} graphs: {count} differences")
    return 1 if count else 0


def _said(what: str, found: list[str], most: int) -> int:
    for text in found[:most]:
        print(f"{what}: {text}", flush=True)
    return len(found)


if __name__ == "__main__":
    sys.exit(main())
