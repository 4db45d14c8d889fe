"""`python -m graphdraw` and the console script: the command line."""

from __future__ import annotations

from graphdraw.cli.app import group


def main() -> None:
    """Run the command line on `sys.argv` and exit with its code."""
    group.main(prog_name="graphdraw")


if __name__ == "__main__":
    main()
