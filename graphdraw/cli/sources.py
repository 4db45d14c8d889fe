"""The specs that a command line names, opened."""

from __future__ import annotations

from collections.abc import Sequence
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


def chosen(specs: Sequence[str], *, skip_others: bool) -> tuple[list[str], list[str]]:
    """The specs that are meant, those of folders in place of each; and files with what seems to be a slip in a key."""
    from graphdraw.build import among, discover  # start-up time: a file is read as it is

    names: list[str] = []
    suspicious: list[str] = []
    for name in specs:
        path = Path(name)
        if name == STREAM or not (path.is_dir() or (skip_others and path.exists())):
            names.append(name)
            continue
        discovery = discover([path]) if path.is_dir() else among([path])
        names += [file.source for file in discovery.found]
        suspicious += discovery.suspicious
    return list(dict.fromkeys(names)), suspicious
