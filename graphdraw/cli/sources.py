"""The specs that a command line names, opened."""

from __future__ import annotations

from pathlib import Path

from graphdraw.cli import console
from graphdraw.cli.targets import STREAM
from graphdraw.limits import Limits
from graphdraw.spec import Source, read_file


def read(name: str, limits: Limits) -> Source:
    """The spec of that name, `-` being standard input; raises `UsageError` if it cannot be opened."""
    if name == STREAM:
        return Source("<stdin>", console.read_input(limits.file_size), Path.cwd())
    return read_file(Path(name))
