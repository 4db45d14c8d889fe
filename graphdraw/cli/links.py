"""Outputs that were named on a command line and that a link leads elsewhere: followed, since they were named, and told.

The link may be a stranger's: a clone that ships `figures` as a link is written through by `-o figures`, and from the
folder above by `-o clone/figures`.
"""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path

from graphdraw.cli import console
from graphdraw.disk import files
from graphdraw.disk.projects import Projects
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
    """What the first link on the way to a folder says that leads out of the folder it is in, and of the project there.

    A link of the system's own, such as `/home/ada` to another disk, is no stranger's.
    """
    for step in (*reversed(folder.parents), folder):
        if not files.is_link(step) or _is_of_the_system(step):
            continue
        if (target := files.leads_out(step, step.parent)) is not None:
            nearest = Projects().nearest(os.fspath(step.parent))
            if nearest is None or files.leads_out(step, Path(nearest).parent) is not None:
                return target
    return None


def _is_of_the_system(link: Path) -> bool:
    """Whether a link is root's, which a clone of another user's has none of; nobody can tell that for root itself."""
    return hasattr(os, "getuid") and os.getuid() != 0 and link.lstat().st_uid == 0
