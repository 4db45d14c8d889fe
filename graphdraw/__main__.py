"""`python -m graphdraw` and the console script: the command line."""

from __future__ import annotations

import gc

COLLECT_AFTER = 20_000_000
"""Objects between two looks for garbage: more than one figure makes, which leaves none; a long build does look."""

INTERRUPTED = 130
"""The exit code of a program that Ctrl-C ended, as everywhere in the command line (`cli.exit_codes`)."""


def main() -> None:
    """Run the command line on `sys.argv` and exit with its code."""
    gc.set_threshold(COLLECT_AFTER)
    try:
        from graphdraw.cli.app import group  # start-up time: Ctrl-C may come while it is imported
    except KeyboardInterrupt:
        raise SystemExit(INTERRUPTED) from None
    group.main(prog_name="graphdraw")


if __name__ == "__main__":
    main()
