"""Removing the figures that a build has written, and nothing else.

The manifest lists them, but a stranger may have written it. So a file is removed only if its name is one that a build
gives to a figure (`entries`), it lies in the output folder, its bytes are those that were written, and it is a drawing
of graphdraw (`trust`). Every other listed file stays and is reported.
"""

from __future__ import annotations

import contextlib
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from graphdraw.build.records import manifest, trust
from graphdraw.build.records.digest import digest
from graphdraw.build.records.manifest import Record, Records
from graphdraw.build.records.trust import OwnPictures
from graphdraw.disk import files
from graphdraw.errors import UsageError, reason

CHANGED = "since it was changed after it was drawn"
NO_FIGURE = "since no build gives a figure this name"
OUTSIDE = "since it lies outside the folder"
NOT_OURS = "since nothing says that it is a drawing of graphdraw"
"""The reasons for keeping a file; each ends a sentence of the report."""


class Kept(NamedTuple):
    """A listed file that is not removed; `why` is the reason, as the report words it."""

    path: Path
    why: str


class Cleaned(NamedTuple):
    """The figures that were removed, and the listed files that were kept."""

    removed: tuple[Path, ...]
    kept: tuple[Kept, ...]


def clean(folder: Path) -> Cleaned:
    """Remove the figures that the manifest of `folder` lists, then the manifest and the folders left empty.

    A figure that cannot be shown to be a drawing of graphdraw stays, and so does its record, until a build decides
    whose it is. Raises UsageError if there is no manifest, if it is damaged, or if a file cannot be removed.
    """
    path, contents = folder / manifest.NAME, manifest.load(folder)
    if contents.damage:
        hint = "'graphdraw build' draws the figures again and puts it aside; what is no figure then is yours to remove"
        raise UsageError(f"{path}: nothing was removed, since {contents.damage.text}", hint)
    if not files.is_file(path):
        raise UsageError(f"{folder}: no build has written here", "name the output folder of a build")
    pictures = OwnPictures(folder)
    cleaned = remove(folder, contents.records, lambda record: contents.is_known or pictures.is_ours(record))
    doubtful = {kept.path for kept in cleaned.kept if kept.why == NOT_OURS}
    left = {name: record for name, record in contents.records.items() if folder / name in doubtful}
    if left:
        manifest.write(folder, left)
    else:
        _remove(path)
    return cleaned._replace(kept=(*cleaned.kept, *(Kept(folder / name, NO_FIGURE) for name in contents.foreign)))


def remove(folder: Path, records: Records, is_ours: Callable[[Record], bool]) -> Cleaned:
    """Remove the figures of the records and the folders left empty; a figure that has changed since is kept.

    `is_ours` takes a record and returns whether the recorded figure is a drawing of graphdraw. Raises UsageError if a
    file cannot be removed.
    """
    removed, kept = [], []
    for name, record in records.items():
        figure = folder / name
        if files.leads_out(figure, folder) is not None:
            kept.append(Kept(figure, OUTSIDE))
        elif not files.is_file(figure):
            continue
        elif (data := trust.figure(folder, name, record.output.size)) is None or digest(data) != record.output.digest:
            kept.append(Kept(figure, CHANGED))
        elif not is_ours(record):
            kept.append(Kept(figure, NOT_OURS))
        else:
            _remove(figure)
            removed.append(figure)
    for parent in sorted({figure.parent for figure in removed} - {folder}, reverse=True):
        with contextlib.suppress(OSError):  # not empty: something else is in it
            parent.rmdir()
    return Cleaned(tuple(removed), tuple(kept))


def _remove(path: Path) -> None:
    """Remove a file; raises UsageError if that fails."""
    try:
        path.unlink()
    except OSError as error:
        raise UsageError(f"{path}: cannot be removed: {reason(error)}") from error
