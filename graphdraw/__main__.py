"""`python -m graphdraw` and the console script: the command line."""

from __future__ import annotations

import gc

from graphdraw.cli.app import group

COLLECT_AFTER = 50_000
"""Objects between two looks for garbage: imports and the tree of a spec make many and leave none."""


def main() -> None:
    """Run the command line on `sys.argv` and exit with its code."""
    gc.set_threshold(COLLECT_AFTER)
    group.main(prog_name="graphdraw")


if __name__ == "__main__":
    main()
