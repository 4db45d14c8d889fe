"""The root of a book: what a page names is read inside it only, all links followed."""

from __future__ import annotations

import os
from pathlib import Path

from graphdraw.disk.projects import Projects
from graphdraw.disk.roots import OUTSIDE, inside
from graphdraw.errors import UsageError


def book_root(folder: str | os.PathLike[str]) -> Path:
    """The root of a book, resolved: the folder of the nearest project file in or above its own, else its own.

    A project file below says nothing of the book: whoever writes pages could have written it.
    """
    place = Path(folder).resolve()
    project = Projects().nearest(str(place))
    return Path(project).parent if project else place


def leads_inside(path: str | os.PathLike[str], root: Path) -> bool:
    """Whether a path leads into the root, links followed, whether or not anything is there."""
    return inside(Path(path), Path.cwd(), root.resolve()) is not None


def demand_inside(path: str | os.PathLike[str], root: Path, written: str) -> None:
    """Raise UsageError for a path that leads out of the root, naming it as it was written.

    Nothing is said about files outside, not even whether they exist.
    """
    if not leads_inside(path, root):
        raise UsageError(f"'{written}' is {OUTSIDE}", code="outside-root")
