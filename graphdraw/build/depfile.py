"""A Makefile fragment that says which files each figure was made from, for make and ninja."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path

from graphdraw.build.manifest import Records


def depfile(targets: Iterable[Path], folder: Path, records: Records) -> str:
    """A line `figure: spec included…` for each figure that has a record, in the order given."""
    lines = []
    for target in targets:
        record = records.get(target.relative_to(folder).as_posix())
        if record:
            sources = " ".join(_escaped(_from_here(folder / seen.path)) for seen in record.inputs)
            lines.append(f"{_escaped(target)}: {sources}")
    return "\n".join(lines) + "\n"


def _from_here(path: Path) -> Path:
    """The way from the current folder, as rules name their files; absolute where there is none (another drive)."""
    try:
        return Path(os.path.relpath(path))
    except ValueError:
        return path.resolve()


def _escaped(path: Path) -> str:
    """As make and ninja read it: spaces, hashes and dollars kept from their meaning."""
    return path.as_posix().replace("\\", "\\\\").replace(" ", "\\ ").replace("#", "\\#").replace("$", "$$")
