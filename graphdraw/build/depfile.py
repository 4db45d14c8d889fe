"""A Makefile fragment that says which files each figure was made from, for make and ninja."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from pathlib import Path

from graphdraw.build.manifest import Records


def depfile(figures: Iterable[tuple[Path, Iterable[Path]]]) -> str:
    """A line `figure: spec included…` for each figure and the files it was made from, in the order given."""
    rules = (
        f"{_escaped(figure)}:{''.join(f' {_escaped(_from_here(file))}' for file in files)}\n"
        for figure, files in figures
    )
    return "".join(rules)


def recorded(targets: Iterable[Path], folder: Path, records: Records) -> Iterator[tuple[Path, list[Path]]]:
    """The figures among the targets that have a record, each with the files it was made from."""
    for target in targets:
        record = records.get(target.relative_to(folder).as_posix())
        if record:
            yield target, [folder / seen.path for seen in record.inputs]


def _from_here(path: Path) -> Path:
    """The way from the current folder, as rules name their files; absolute where there is none (another drive)."""
    try:
        return Path(os.path.relpath(path))
    except ValueError:
        return path.resolve()


def _escaped(path: Path) -> str:
    """As make and ninja read it: spaces, hashes and dollars kept from their meaning."""
    return path.as_posix().replace("\\", "\\\\").replace(" ", "\\ ").replace("#", "\\#").replace("$", "$$")
