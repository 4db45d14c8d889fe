"""What lies inside a root folder, found without looking at anything outside of it.

Whoever asks whether a path leads out must not learn from the answer, from its time or from a pipe that is waited for
what there is outside: so links are followed one by one, and no further than to the first step that leads out.
"""

from __future__ import annotations

import errno
import os
from pathlib import Path
from typing import NamedTuple

from graphdraw.disk import spelling

OUTSIDE = "outside the root folder"
"""What is said of a path that leads out."""

ROOT_HINT = "the root is the folder of the nearest project file, else that of the spec; --root FOLDER names another"
"""Which folder that is."""

MOST_LINKS = 40
"""Links that are followed on one way; more are a circle, as for Linux."""


def inside(text: str | Path, folder: Path, root: Path) -> Path | None:
    """Where a path that starts in `folder` leads with all links followed; None where that is outside `root`.

    `root` is resolved. It need not be there what the path names: a part that is missing is taken as it is written. A
    name that the disk has in Unicode's other form only is that of the disk. None as well for names that no system has.
    """
    try:
        place = _walked(os.path.realpath(folder), Path(text), os.fspath(root)).place
    except (ValueError, RuntimeError, OSError):  # a NUL, a lone surrogate; what may not be looked at
        return None
    return None if place is None else Path(os.path.realpath(place) if os.name == "nt" else place)


def first_out(path: Path, folder: Path) -> str | None:
    """What leads a path below a folder out of it: the text of the first link that does, followed no further.

    None where the path stays inside; the path itself where it leads out without a link. Raises OSError where links
    lead round in a circle, and ValueError for a name that no system has.
    """
    root = os.path.realpath(folder)
    try:
        way = path.relative_to(folder)
    except ValueError:  # named by another way
        way = Path(os.path.realpath(path.parent), path.name)
    end = _walked(root, way, root)
    if end.place is not None:
        return None
    if end.links > MOST_LINKS:
        raise OSError(errno.ELOOP, os.strerror(errno.ELOOP))
    return os.fspath(path) if end.link is None else end.link


def lies_in(place: str, folder: str) -> bool:
    """Whether a resolved path is that of a resolved folder or lies below it."""
    return os.path.normcase(_ended(place)).startswith(os.path.normcase(_ended(folder)))


def _ended(place: str) -> str:
    return place.rstrip(os.sep) + os.sep


class _End(NamedTuple):
    """Where a way ends (None: outside of the root), what the last link on it says, and how many there were."""

    place: str | None
    link: str | None
    links: int


def _walked(place: str, way: Path, root: str) -> _End:
    left, links, link = _parts(way), 0, None
    while left:
        part = left.pop()
        if part == os.pardir:
            place = os.path.dirname(place)  # noqa: PTH120 (text, since `..` of a Path is kept)
            continue
        below = os.path.join(place, part)  # noqa: PTH118 (the same; an anchor takes the place of all before it)
        if lies_in(root, below):  # above the root there are no links
            place = below
            continue
        if not lies_in(below, root):
            return _End(None, link, links)
        if not part.isascii() and not os.path.lexists(below):
            below = os.fspath(Path(place, spelling.form_on_disk(Path(place), part)))
        target = _link(below)
        if target is None:
            place = below
            continue
        link, links = target, links + 1
        if links > MOST_LINKS:
            return _End(None, link, links)
        left += _parts(Path(target))
    return _End(place if lies_in(place, root) else None, link, links)


def _parts(way: Path) -> list[str]:
    """The parts of a path, the first one last."""
    return list(reversed(way.parts))


def _link(path: str) -> str | None:
    """What a link says; None for what is none, and for what is not there."""
    try:
        return os.readlink(path).removeprefix("\\\\?\\")  # noqa: PTH115 (text)
    except OSError:
        return None
