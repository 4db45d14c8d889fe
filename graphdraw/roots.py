"""The folder that no page leads out of: what a page names is read inside it only, all links followed."""

from __future__ import annotations

import os
from pathlib import Path

from graphdraw.errors import UsageError
from graphdraw.projects import Projects

OUTSIDE_ROOT = "outside-root"
"""The code of a file that lies outside; hosts say with it which folder is the root."""


def book_root(folder: str | os.PathLike[str]) -> Path:
    """The root of a book, resolved: the folder of the nearest project file in or above its own, else its own.

    A project file below says nothing of the book: whoever writes pages could have written it.
    """
    place = Path(folder).resolve()
    project = Projects().nearest(str(place))
    return Path(project).parent if project else place


def leads_inside(path: str | os.PathLike[str], root: Path) -> bool:
    """Whether a path leads into the root, links followed, whether or not anything is there.

    One that leads out as it is written is not looked at: to ask for it may already speak to another machine.
    """
    try:
        written, place = Path(os.path.abspath(path)), root.resolve()  # noqa: PTH100 (without following links)
        if not (written.is_relative_to(place) or written.is_relative_to(os.path.abspath(root))):  # noqa: PTH100
            return False
        return Path(path).resolve().is_relative_to(place)
    except (OSError, RuntimeError, ValueError):  # a circle of links, a character that no name has
        return False


def demand_inside(path: str | os.PathLike[str], root: Path, written: str) -> None:
    """Raise UsageError for a path that leads out of the root, naming it as it was written.

    Nothing is said about files outside, not even whether they exist.
    """
    if not leads_inside(path, root):
        raise UsageError(f"'{written}' is outside the root folder", code=OUTSIDE_ROOT)
