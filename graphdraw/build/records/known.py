"""What this user's graphdraw has drawn, or has looked through: digests of pictures and of manifests, in a cache.

A manifest may come from a stranger, as may the figures beside it: it vouches for nothing. What vouches is this memory,
which no book has a part in. It holds digests alone, never a name, and may be forgotten at any time: then an SVG is
looked through again, and a figure of another format is drawn again.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable

from graphdraw.disk import caches

PICTURES, MANIFESTS = "pictures-1", "manifests-1"
"""The files; the number is that of the rules which a picture is looked through by (`graphdraw.output.own_svg`)."""

MOST_PICTURES, MOST_MANIFESTS = 4_000_000, 260_000
"""Bytes of each: about 60,000 pictures and 4,000 manifests."""


def is_manifest(digest: str) -> bool:
    """Whether a manifest was written by this user's graphdraw, which knew every figure that it lists."""
    return caches.is_noted(MANIFESTS, digest, MOST_MANIFESTS)


def remember_manifest(digest: str) -> None:
    """From now on, a manifest is known."""
    if not is_manifest(digest):
        caches.note(MANIFESTS, [digest], MOST_MANIFESTS)


def pictures() -> frozenset[str]:
    """Digests of the pictures that this user's graphdraw has written or looked through."""
    return caches.noted(PICTURES, MOST_PICTURES)


def remember_pictures(digests: Iterable[str], already: Collection[str] | None = None) -> None:
    """From now on, pictures are known; `already` those that are."""
    new = sorted(set(digests).difference(pictures() if already is None else already))
    if new:
        caches.note(PICTURES, new, MOST_PICTURES)
