"""When to build again: after every change of a YAML file in the folders that a build reads, and of what it has read."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path

from graphdraw import files
from graphdraw.build import manifest
from graphdraw.build.discover import SUFFIXES
from graphdraw.errors import UsageError
from graphdraw.projects import TOML_NAME

WATCHED = (*SUFFIXES, TOML_NAME)
"""How the names of specs and project files end."""


def rebuilds(folders: Callable[[], frozenset[Path]], read: Callable[[], frozenset[str]]) -> Iterator[None]:
    """Yields at once, and again after every change; both are asked anew, since includes may lead elsewhere.

    `folders` are watched for what may be a spec and for project files, and for what was `read`, of any name.

    Ends never; Ctrl-C raises KeyboardInterrupt. Raises UsageError where the package `watchfiles` is missing.
    """
    try:
        from watchfiles import watch  # optional: pip install 'graphdraw[watch]'
    except ImportError:
        raise UsageError("--watch needs the package watchfiles", "pip install 'graphdraw[watch]'") from None
    while True:
        yield
        watched, known = folders(), read()  # not at every change: each figure that is written is one
        for _ in watch(*watched, watch_filter=lambda _change, path: path.endswith(WATCHED) or path in known):  # noqa: B023
            yield
            known = read()
            if folders() != watched:
                break


def folders_of(paths: tuple[Path, ...], output: Path) -> frozenset[Path]:
    """The folders given, those of files given, and those of all files that the figures were made from."""
    given = {path if files.is_folder(path) else path.parent for path in paths}
    read = {Path(path).parent for path in files_of(output)}
    return frozenset(folder.resolve() for folder in {*given, *read} if files.is_folder(folder))


def files_of(output: Path) -> frozenset[str]:
    """All files that the figures were made from, resolved; none where somebody else has written the manifest."""
    contents = manifest.load(output)
    records = contents.records.values() if contents.is_known else ()
    found = {seen.path for record in records for seen in record.inputs}
    return frozenset(os.path.realpath(output / path) for path in found)
