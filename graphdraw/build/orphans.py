"""Orphans: figures whose spec was deleted or renamed, or is not a spec any more. Finding and removing them.

A figure belongs to the spec it was drawn from, whichever build drew it. So a build of a part of the book, or one with
other formats or names, leaves all figures alone whose specs still exist.
"""

from __future__ import annotations

import os
from collections.abc import Collection, Iterable, Sequence
from pathlib import Path

from graphdraw.build.clean import NO_FIGURE, Cleaned, Kept, remove
from graphdraw.build.finding.discover import Found, is_spec
from graphdraw.build.records import manifest
from graphdraw.build.records.freshness import FolderLook, from_here
from graphdraw.build.records.trust import OwnPictures, may_adopt
from graphdraw.disk import files, overwrites
from graphdraw.errors import UsageError


def orphans(look: FolderLook, planned: Collection[str]) -> tuple[str, ...]:
    """The recorded figures that still exist, that this build does not draw, and whose spec is gone.

    `planned` are the figures that this build draws. All are paths below the output folder, with slashes.
    """
    left = [path for path in look.records if path not in planned]
    if not left:
        return ()
    places = {overwrites.folded(path): path for path in planned}
    return tuple(
        path
        for path in left
        if files.leads_out(look.folder / path, look.folder) is None  # else nothing may be said about the file
        and look.is_there(path)
        and look.may_be_spec(look.records[path].inputs[0].path)
        and not _has_spec(look, path)
        and not _is_one_file(look.folder, path, places.get(overwrites.folded(path)))
    )


def refuse_drawing_over(planned: Sequence[tuple[Found, Sequence[str]]], look: FolderLook) -> None:
    """Raise UsageError if a build would draw over the figure of another spec that still exists.

    Paths that differ only in letter case or Unicode form count as the same file, as within a build.
    """
    sources = {target: spec.source for spec, targets in planned for target in targets}
    left = [path for path in look.records if path not in sources]
    places = {overwrites.folded(target): target for target in sources} if left else {}
    for path, record in look.records.items():
        target = path if path in sources else places.get(overwrites.folded(path))
        if target is None or look.is_of(record, sources[target]):
            continue
        if files.leads_out(look.folder / path, look.folder) is not None:  # nothing may be said about the file
            continue
        if look.is_there(path) and _has_spec(look, path):
            other = from_here(os.path.join(look.base, record.inputs[0].path))  # noqa: PTH118 (see `Found`)
            figure = look.folder / target
            both = (overwrites.WrittenFile(figure, "the figure", "", source) for source in (other, sources[target]))
            text = str(overwrites.written_twice(*both))
            raise UsageError(text, "rename one of them, or name another folder: -o DIR")


def prune(look: FolderLook, figures: Iterable[str]) -> Cleaned:
    """Remove the orphans `figures` and their records; returns what was removed and what was kept.

    The record of a kept figure is dropped as well, and so are entries of the manifest under a name that no build gives
    to a figure, which are returned as kept. Raises UsageError if a figure cannot be removed.
    """
    listed = frozenset(figures)
    if not listed and not look.foreign:
        return Cleaned((), ())
    orphaned = {path: record for path, record in look.records.items() if path in listed}
    cleaned = remove(look.folder, orphaned, look.is_ours)
    now = manifest.load(look.folder)
    records = {path: record for path, record in now.records.items() if path not in listed}
    all_ours = now.is_known or may_adopt(records.values(), OwnPictures(look.folder), look.reach)
    if not now.is_known:
        records = {path: record._replace(looked=0) for path, record in records.items()}
    manifest.write(look.folder, records, all_ours)
    return cleaned._replace(kept=(*cleaned.kept, *(Kept(look.folder / name, NO_FIGURE) for name in look.foreign)))


def _has_spec(look: FolderLook, figure: str) -> bool:
    """Whether the spec of a figure exists; False also for a file outside of the book, which is not opened."""
    path = look.records[figure].inputs[0].path
    if not look.may_be_spec(path):
        return False
    if path not in look.specs:  # a manifest may name one file for thousands of figures
        source = os.path.join(look.base, path)  # noqa: PTH118 (see `Found`)
        look.specs[path] = look.is_spec(source) or is_spec(source)
    return look.specs[path]


def _is_one_file(folder: Path, path: str, other: str | None) -> bool:
    """Whether both paths below `folder` are the same file, as on a file system that ignores letter case."""
    if other is None:
        return False
    try:
        return (folder / path).samefile(folder / other)
    except OSError:
        return False
