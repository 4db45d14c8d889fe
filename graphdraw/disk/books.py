"""The root folder of a book: a file that a page names is read only if it lies inside, all links followed."""

from __future__ import annotations

import os
from pathlib import Path

from graphdraw.disk.projects import Projects
from graphdraw.disk.roots import OUTSIDE, inside
from graphdraw.errors import UsageError


def book_root(folder: str | os.PathLike[str]) -> Path:
    """The root of the book whose sources lie in `folder`, without links.

    It is the folder of the nearest project file in `folder` or above it, else `folder` itself. A project file below
    does not count, since whoever writes pages could have written it.
    """
    place = Path(folder).resolve()
    project = Projects().nearest(str(place))
    return Path(project).parent if project else place


def leads_inside(path: str | os.PathLike[str], root: Path) -> bool:
    """Whether a path leads into the root with all links followed; it does not matter if anything is there."""
    return inside(Path(path), Path.cwd(), root.resolve()) is not None


def demand_inside(path: str | os.PathLike[str], root: Path, written: str) -> None:
    """Raise UsageError for a path that leads out of the root; `written` is the path as the page has it.

    The message does not tell whether there is a file.
    """
    if not leads_inside(path, root):
        raise UsageError(f"'{written}' is {OUTSIDE}", code="outside-root")
