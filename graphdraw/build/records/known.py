"""The user's cache of digests: pictures that graphdraw has drawn or checked here, and manifests that it has written.

A manifest and the figures beside it may come from a stranger, so they prove nothing about themselves; this cache, which
lies outside of every book, does. It holds digests, never a name, and may be removed at any time. An SVG is then checked
again (`graphdraw.output.own_svg`), and a figure of another format is drawn again.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable

from graphdraw.disk import caches

PICTURES, MANIFESTS = "pictures-1", "manifests-1"
"""The names of the two files; the number is the version of the rules by which `graphdraw.output.own_svg` checks."""

MOST_PICTURES, MOST_MANIFESTS = 4_000_000, 260_000
"""The most bytes of each file: about 60,000 pictures and 4,000 manifests."""


def is_manifest(digest: str) -> bool:
    """Whether this user's graphdraw has written the manifest with this digest, and knew every figure in it."""
    return caches.is_noted(MANIFESTS, digest, MOST_MANIFESTS)


def remember_manifest(digest: str) -> None:
    """Note the digest of a manifest that graphdraw writes."""
    if not is_manifest(digest):
        caches.note(MANIFESTS, [digest], MOST_MANIFESTS)


def pictures() -> frozenset[str]:
    """The digests of the pictures that this user's graphdraw has drawn, or checked and found to be its own."""
    return caches.noted(PICTURES, MOST_PICTURES)


def remember_pictures(digests: Iterable[str], already: Collection[str] | None = None) -> None:
    """Note the digests of pictures; `already` are those in the cache, which is read if it is None."""
    new = sorted(set(digests).difference(pictures() if already is None else already))
    if new:
        caches.note(PICTURES, new, MOST_PICTURES)
