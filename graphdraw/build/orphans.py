"""Figures without a spec: it was deleted or renamed, or is no spec any more. They are told, and removed if asked for.

A figure belongs to the spec that it was drawn from, whichever build has drawn it: a build of a part of the book leaves
the figures of the others alone, since their specs are there. So does one with other formats or other names.
"""

from __future__ import annotations

import os
from collections.abc import Collection, Iterable
from pathlib import Path

from graphdraw import overwrites
from graphdraw.build import manifest
from graphdraw.build.clean import Cleaned, remove
from graphdraw.build.current import Look
from graphdraw.build.discover import is_spec


def orphans(look: Look, planned: Collection[str]) -> tuple[str, ...]:
    """The figures that a folder has, that this build does not draw, and whose spec is not there any more.

    Paths below the folder, with slashes. `planned` are those of the figures that it draws.
    """
    left = [path for path in look.records if path not in planned]
    if not left:
        return ()
    places = {overwrites.folded(path): path for path in planned}
    return tuple(
        path
        for path in left
        if look.is_there(path)
        and ".." not in path.split("/")  # somebody has edited the manifest
        and not _has_spec(look, path)
        and not _is_one_file(look.folder, path, places.get(overwrites.folded(path)))
    )


def prune(look: Look, figures: Iterable[str]) -> Cleaned:
    """Remove figures without a spec and forget them; those that somebody has changed are forgotten only.

    Raises UsageError where one cannot be removed.
    """
    listed = tuple(figures)
    if not listed:
        return Cleaned((), ())
    cleaned = remove(look.folder, {path: look.records[path] for path in listed})
    known = manifest.read(look.folder)
    manifest.write(look.folder, {path: record for path, record in known.items() if path not in listed})
    return cleaned


def _has_spec(look: Look, figure: str) -> bool:
    source = os.path.join(look.folder, look.records[figure].inputs[0].path)  # noqa: PTH118 (see `Found`)
    return look.is_spec(source) or is_spec(source)


def _is_one_file(folder: Path, path: str, other: str | None) -> bool:
    """Whether a file system that does not tell letter case takes both names for one file."""
    if other is None:
        return False
    try:
        return (folder / path).samefile(folder / other)
    except OSError:
        return False
