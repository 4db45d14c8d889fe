"""When to build again: after every change of a YAML file in the folders that a build reads, and of what it has read."""

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
"""How the names of specs and project files end."""


def rebuilds(folders: Callable[[], frozenset[Path]], read: Callable[[], frozenset[str]]) -> Iterator[None]:
    """Yields at once, and again after every change; both are asked anew, since includes may lead elsewhere.

    `folders` are watched for what may be a spec, for project files and new folders, and for what was `read`, of any
    name; not what is below them, since links would be followed on the way.

    Ends never; Ctrl-C raises KeyboardInterrupt. Raises UsageError where the package `watchfiles` is missing, and where
    the system does not watch so many folders.
    """
    try:
        from watchfiles import watch  # optional: pip install 'graphdraw[watch]'
    except ImportError:
        raise UsageError("--watch needs the package watchfiles", "pip install 'graphdraw[watch]'") from None
    while True:
        yield
        watched, known = folders(), read()  # not at every change: each figure that is written is one
        for _ in _changes(watch, watched, lambda path: path.endswith(WATCHED) or path in known or _is_folder(path)):  # noqa: B023
            yield
            known = read()
            if folders() != watched:
                break


def _changes(
    watch: Callable[..., Iterable[object]], folders: frozenset[Path], told: Callable[[str], bool]
) -> Iterator[None]:
    """Yields at every change of which is `told`; ends where the folders are not what they were any more."""
    try:
        for _ in watch(
            *sorted(folders),
            watch_filter=lambda _change, path: told(path),
            recursive=False,
            ignore_permission_denied=True,
        ):
            yield
    except FileNotFoundError:  # a folder is gone since
        return
    except (OSError, RuntimeError) as error:
        if "decode path" not in str(error):  # of a name that is no UTF-8, there is no more than that it came
            raise UsageError(f"the folders cannot be watched: {visible(str(error))}") from error


def folders_of(paths: tuple[Path, ...], output: Path) -> frozenset[Path]:
    """The folders given with all below them, those of files given, and those of all files that figures were made from.

    Links are not followed, but where a folder that is given is one.
    """
    given = {path.resolve() for path in paths if files.is_folder(path)}
    beside = {path.parent.resolve() for path in paths if not files.is_folder(path)}
    read = {Path(path).parent for path in files_of(output)}
    below = {Path(folder) for top in given for folder in _below(top)}
    return frozenset(folder for folder in {*below, *beside, *read} if files.is_folder(folder))


def _below(top: Path) -> Iterator[str]:
    """A folder and those below it, links not followed; those whose names begin with a dot have no specs."""
    for folder, names, _ in os.walk(top):
        names[:] = [name for name in names if not name.startswith(".")]
        yield folder


def _is_folder(path: str) -> bool:
    """Whether a folder is at a path that may have specs, and no link to one."""
    hidden = os.path.basename(path).startswith(".")  # noqa: PTH119 (text)
    return not hidden and files.is_folder(Path(path)) and not files.is_link(Path(path))


def files_of(output: Path) -> frozenset[str]:
    """All files that the figures were made from, resolved; none where somebody else has written the manifest."""
    contents = manifest.load(output)
    records = contents.records.values() if contents.is_known else ()
    found = {seen.path for record in records for seen in record.inputs}
    return frozenset(os.path.realpath(output / path) for path in found)
