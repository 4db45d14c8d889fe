"""Which pictures of a book are graphdraw's: only those are shown again, or removed.

The folders of a book may have come with it from somebody else, and what a picture is called can be worked out by
anybody. So digests of what was drawn are noted in the user's cache, which no book has a part in. They may be forgotten
at any time: then a picture is drawn again.
"""

from __future__ import annotations

import hashlib
from pathlib import Path

from graphdraw.disk import caches, files

NAME, MOST = "sphinx-1", 4_000_000
"""The file in the cache, and its most bytes: about 60,000 pictures."""


def note(path: Path) -> None:
    """From now on the picture at a path counts as drawn by this user."""
    digest = _digest(path)
    if digest and not caches.is_noted(NAME, digest, MOST):
        caches.note(NAME, [digest], MOST)


def is_drawn(path: Path) -> bool:
    """Whether this user's graphdraw has drawn the picture at a path; never so for a link, which is not followed."""
    digest = _digest(path)
    return digest is not None and caches.is_noted(NAME, digest, MOST)


def is_ours(path: Path) -> bool:
    """Whether a picture may be removed: it is drawn by this user, or an SVG with nothing but what graphdraw writes."""
    return is_drawn(path) or (path.suffix == ".svg" and _is_own_svg(path))


def _is_own_svg(path: Path) -> bool:
    from graphdraw.output.own_svg import is_own_svg  # start-up time: few books have such a picture

    data = _read(path)
    return data is not None and is_own_svg(data)


def _digest(path: Path) -> str | None:
    data = _read(path)
    return None if data is None else hashlib.sha256(data).hexdigest()


def _read(path: Path) -> bytes | None:
    try:
        return None if files.is_link(path) else files.read(path, files.PICTURE)
    except OSError:
        return None
