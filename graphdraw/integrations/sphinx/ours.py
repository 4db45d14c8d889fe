"""Which pictures of a book graphdraw has drawn: only those are shown again or removed.

A book may come from a stranger together with its folders, and anybody can work out the name of a picture. So the
digests of drawn pictures are noted in the user's cache, which lies outside of every book. The cache may be removed at
any time; pictures are then drawn again.
"""

from __future__ import annotations

import hashlib
from pathlib import Path

from graphdraw.disk import caches, files

NAME, MOST = "sphinx-1", 4_000_000
"""The name of the cache file, and the most bytes of it: about 60,000 pictures."""


def note(path: Path) -> None:
    """Note in the user's cache that this user has drawn the picture at a path."""
    digest = _digest(path)
    if digest and not caches.is_noted(NAME, digest, MOST):
        caches.note(NAME, [digest], MOST)


def is_drawn(path: Path) -> bool:
    """Whether this user's graphdraw has drawn the picture at a path; False for a link, which is not followed."""
    digest = _digest(path)
    return digest is not None and caches.is_noted(NAME, digest, MOST)


def is_ours(path: Path) -> bool:
    """Whether a picture may be removed: this user has drawn it, or it is an SVG that graphdraw could have written."""
    return is_drawn(path) or (path.suffix == ".svg" and _is_own_svg(path))


def _is_own_svg(path: Path) -> bool:
    from graphdraw.output.own_svg import is_own_svg  # start-up time: few books have such a picture

    data = _read(path)
    return data is not None and is_own_svg(data)


def _digest(path: Path) -> str | None:
    data = _read(path)
    return None if data is None else hashlib.sha256(data).hexdigest()


def _read(path: Path) -> bytes | None:
    """The bytes of a picture; None for a link, for a file that is too large, and if it cannot be read."""
    try:
        return None if files.is_link(path) else files.read(path, files.PICTURE)
    except OSError:
        return None
