"""Removing the figures that a build has written, and nothing else."""

from __future__ import annotations

import contextlib
from pathlib import Path
from typing import NamedTuple

from graphdraw import files
from graphdraw.build import manifest
from graphdraw.build.digest import digest
from graphdraw.build.manifest import Records
from graphdraw.errors import UsageError, reason


class Cleaned(NamedTuple):
    """Figures removed, and figures kept because somebody has changed them since they were drawn."""

    removed: tuple[Path, ...]
    kept: tuple[Path, ...]


def clean(folder: Path) -> Cleaned:
    """Remove the figures that the folder's manifest lists, the manifest, and folders that are empty then.

    Raises UsageError where there is no manifest, or where a file cannot be removed.
    """
    if not files.is_file(folder / manifest.NAME):
        raise UsageError(f"{folder}: no build has written here", "name the output folder of a build")
    cleaned = remove(folder, manifest.read(folder))
    _remove(folder / manifest.NAME)
    return cleaned


def remove(folder: Path, records: Records) -> Cleaned:
    """Remove the figures of records, and folders that are empty then; what somebody has changed since is kept.

    Raises UsageError where a file cannot be removed.
    """
    removed, kept = [], []
    for path, record in records.items():
        figure = folder / path
        if not _is_below(figure, folder) or not files.is_file(figure):
            continue
        if digest(files.read(figure, files.PICTURE)) != record.output.digest:
            kept.append(figure)
            continue
        _remove(figure)
        removed.append(figure)
    for parent in sorted({figure.parent for figure in removed} - {folder}, reverse=True):
        with contextlib.suppress(OSError):  # not empty: something else is in it
            parent.rmdir()
    return Cleaned(tuple(removed), tuple(kept))


def _is_below(path: Path, folder: Path) -> bool:
    """A manifest that somebody has edited must not lead out of its folder."""
    return path.resolve().is_relative_to(folder.resolve())


def _remove(path: Path) -> None:
    try:
        path.unlink()
    except OSError as error:
        raise UsageError(f"{path}: cannot be removed: {reason(error)}") from error
