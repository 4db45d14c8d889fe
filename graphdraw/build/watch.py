"""Watching for changes (`--watch`) of specs and project files in the folders of a build, and of all files it read."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from graphdraw.build.finding.discover import SUFFIXES
from graphdraw.build.records import manifest
from graphdraw.disk import files
from graphdraw.disk.projects import TOML_NAME
from graphdraw.errors import UsageError, visible

WATCHED = (*SUFFIXES, TOML_NAME)
"""The ends of the names of specs and project files."""


def rebuilds(folders: Callable[[], frozenset[Path]], read: Callable[[], frozenset[str]]) -> Iterator[None]:
    """Yields at once, and then after every change that calls for another build.

    Watched are the files that `read` returns, and specs, project files and new folders in the folders that `folders`
    returns; not in folders below those, since the watcher would follow links there. Both are called again after each
    build, since a spec may have come to extend other files.

    Never ends; Ctrl-C raises KeyboardInterrupt. Raises UsageError if the package `watchfiles` is missing, or if the
    system cannot watch so many folders.
    """
    try:
        from watchfiles import watch  # optional: pip install 'graphdraw[watch]'
    except ImportError:
        raise UsageError("--watch needs the package watchfiles", "pip install 'graphdraw[watch]'") from None
    while True:
        yield
        watched, known = folders(), read()  # not at every change, since each figure that is written is a change
        for _ in _changes(watch, watched, lambda path: path.endswith(WATCHED) or path in known or _is_folder(path)):  # noqa: B023
            yield
            known = read()
            if folders() != watched:
                break


def _changes(
    watch: Callable[..., Iterable[object]], folders: frozenset[Path], is_relevant: Callable[[str], bool]
) -> Iterator[None]:
    """Yields at every change of a path that `is_relevant`; ends if one of the folders is gone.

    `watch` is `watchfiles.watch`. Raises UsageError if the folders cannot be watched.
    """
    try:
        for _ in watch(
            *sorted(folders),
            watch_filter=lambda _change, path: is_relevant(path),
            recursive=False,
            ignore_permission_denied=True,
        ):
            yield
    except FileNotFoundError:  # a folder was removed meanwhile
        return
    except (OSError, RuntimeError) as error:
        if "decode path" not in str(error):  # `watchfiles` raises this for a new name that is not UTF-8: ignored
            raise UsageError(f"the folders cannot be watched: {visible(str(error))}") from error


def folders_of(paths: tuple[Path, ...], output: Path) -> frozenset[Path]:
    """The folders to watch: those in `paths` and below, those of files in `paths`, those of all recorded inputs.

    `output` is the output folder. A link to a folder is followed only if it is itself one of `paths`.
    """
    given = {path.resolve() for path in paths if files.is_folder(path)}
    beside = {path.parent.resolve() for path in paths if not files.is_folder(path)}
    read = {Path(path).parent for path in files_of(output)}
    below = {Path(folder) for top in given for folder in _below(top)}
    return frozenset(folder for folder in {*below, *beside, *read} if files.is_folder(folder))


def _below(top: Path) -> Iterator[str]:
    """A folder and all folders below it; not links, nor folders whose names begin with a dot, which have no specs."""
    for folder, names, _ in os.walk(top):
        names[:] = [name for name in names if not name.startswith(".")]
        yield folder


def _is_folder(path: str) -> bool:
    """Whether there is a folder at a path, not a link to one, that may have specs in it."""
    hidden = os.path.basename(path).startswith(".")  # noqa: PTH119 (text)
    return not hidden and files.is_folder(Path(path)) and not files.is_link(Path(path))


def files_of(output: Path) -> frozenset[str]:
    """The files that the figures of an output folder were made from, without links.

    Empty if the manifest was not written by this user's graphdraw.
    """
    contents = manifest.load(output)
    records = contents.records.values() if contents.is_known else ()
    found = {seen.path for record in records for seen in record.inputs}
    return frozenset(os.path.realpath(output / path) for path in found)
