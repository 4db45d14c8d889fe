"""Whether a path leads out of a root folder, found out without touching any file outside.

A spec that tries paths must learn nothing about files outside, neither from the answer nor from the time it takes. So
links are followed one by one, and only up to the first step that leads out.
"""

from __future__ import annotations

import errno
import os
from pathlib import Path
from typing import NamedTuple

from graphdraw.disk import spelling

OUTSIDE = "outside the root folder"
"""What messages say of a path that leads out of its root folder."""

ROOT_HINT = "the root is the folder of the nearest project file, else that of the spec; --root FOLDER names another"
"""The hint that says which folder is the root."""

MOST_LINKS = 40
"""The most links that are followed in one path; more count as a cycle, as on Linux."""


def inside(text: str | Path, folder: Path, root: Path) -> Path | None:
    """The path `text`, which starts in `folder`, with all links followed; None if it leads outside of `root`.

    `root` has no links. The file need not exist: missing parts are kept as they are written. A name that the disk has
    only in another Unicode form gets the form on disk. None also for an impossible name.
    """
    try:
        place = _follow(os.path.realpath(folder), Path(text), os.fspath(root)).place
    except (ValueError, RuntimeError, OSError):  # a NUL, a lone surrogate; a folder that may not be read
        return None
    return None if place is None else Path(os.path.realpath(place) if os.name == "nt" else place)


def first_out(path: Path, folder: Path) -> str | None:
    """The text of the first link that leads from a path out of `folder`; the link is not followed.

    None if the path stays inside; the path itself if it leads out without a link. Raises OSError for a cycle of links,
    and ValueError for an impossible name.
    """
    root = os.path.realpath(folder)
    try:
        relative = path.relative_to(folder)
    except ValueError:  # the path does not start with that of the folder
        relative = Path(os.path.realpath(path.parent), path.name)
    end = _follow(root, relative, root)
    if end.place is not None:
        return None
    if end.links > MOST_LINKS:
        raise OSError(errno.ELOOP, os.strerror(errno.ELOOP))
    return os.fspath(path) if end.link is None else end.link


def lies_in(place: str, folder: str) -> bool:
    """Whether a path is that of a folder or lies below it; both have no links."""
    return os.path.normcase(_with_slash(place)).startswith(os.path.normcase(_with_slash(folder)))


def _with_slash(place: str) -> str:
    return place.rstrip(os.sep) + os.sep


class _End(NamedTuple):
    """The result of `_follow`: the path at the end, or None if it is outside of the root.

    `link` is the text of the last link that was followed, None if there was none; `links` is how many there were.
    """

    place: str | None
    link: str | None
    links: int


def _follow(place: str, path: Path, root: str) -> _End:
    """Follow a path part by part from the folder `place`, up to the first step that leads out of `root`."""
    left, links, link = _reversed_parts(path), 0, None
    while left:
        part = left.pop()
        if part == os.pardir:
            place = os.path.dirname(place)  # noqa: PTH120 (text, since `..` of a Path is kept)
            continue
        below = os.path.join(place, part)  # noqa: PTH118 (the same; an absolute part replaces all before it)
        if lies_in(root, below):  # a folder above the root: there are no links, since the root has none
            place = below
            continue
        if not lies_in(below, root):
            return _End(None, link, links)
        if not part.isascii() and not os.path.lexists(below):
            below = os.fspath(Path(place, spelling.form_on_disk(Path(place), part)))
        target = _link_text(below)
        if target is None:
            place = below
            continue
        link, links = target, links + 1
        if links > MOST_LINKS:
            return _End(None, link, links)
        left += _reversed_parts(Path(target))
    return _End(place if lies_in(place, root) else None, link, links)


def _reversed_parts(path: Path) -> list[str]:
    """The parts of a path, last part first, so that `pop` takes the next one."""
    return list(reversed(path.parts))


def _link_text(path: str) -> str | None:
    """The text of the link at a path; None if there is no link."""
    try:
        return os.readlink(path).removeprefix("\\\\?\\")  # noqa: PTH115 (text)
    except OSError:
        return None
