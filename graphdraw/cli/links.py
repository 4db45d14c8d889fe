"""Outputs that were named on a command line and that a link leads elsewhere: followed, since they were named, and told.

The link may be a stranger's: a clone that ships `figures` as a link is written through by `-o figures`.
"""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path

from graphdraw import files
from graphdraw.cli import console
from graphdraw.errors import Problem, on_one_line


def notes(folders: Iterable[Path], written: Iterable[Path | None] = ()) -> list[Problem]:
    """A note for each folder of outputs that lies elsewhere; `written` are files, or None for standard output.

    What is at the other end is not looked at: the note has what the link says.
    """
    beside = (path.parent for path in written if path is not None and not files.STREAM.fullmatch(os.fspath(path)))
    return [
        Problem(
            None,
            f"'{folder}' lies elsewhere: a link leads there, to '{target}'",
            "link-out",
            "remove the link if that is not meant",
            "note",
        )
        for folder in dict.fromkeys((*folders, *beside))
        if (target := _elsewhere(folder)) is not None
    ]


def say(folders: Iterable[Path], written: Iterable[Path | None] = ()) -> None:
    """The notes as lines for people, for commands that report nothing else."""
    if found := notes(folders, written):
        console.say(console.report(map(on_one_line, found)))


def _elsewhere(folder: Path) -> str | None:
    """What the link says that leads a folder out of the current one, or by its own name out of the one it is in."""
    if not (folder.is_absolute() or os.pardir in folder.parts):
        return files.leads_out(folder, Path())
    return files.leads_out(folder, folder.parent) if files.is_link(folder) else None
