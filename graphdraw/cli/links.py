"""Notes about outputs on the command line that a link leads elsewhere: they are written there, and the user is told.

The link may come from a stranger. If a clone has a link `figures`, then `-o figures` writes to where it leads, and so
does `-o clone/figures` from the folder above.
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
    """A note for each output folder that a link leads elsewhere: those in `folders`, and those of the files `written`.

    None in `written` is standard output. The note shows the text of the link; its end is not examined.
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
        if (target := _first_link_out(folder)) is not None
    ]


def say(folders: Iterable[Path], written: Iterable[Path | None] = ()) -> None:
    """Print the notes on standard error, for commands that have no `Reporter`."""
    if found := notes(folders, written):
        console.say(console.report(map(on_one_line, found)))


def _first_link_out(folder: Path) -> str | None:
    """The text of the first link in the path of a folder that leads out of its own folder and of the project there.

    None if there is none. Links of the system, such as `/home/ada` to another disk, do not count.
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
    """Whether a link belongs to root, so that it cannot come from a clone; False if root itself runs graphdraw."""
    return hasattr(os, "getuid") and os.getuid() != 0 and link.lstat().st_uid == 0
