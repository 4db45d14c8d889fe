"""When to build again: after every change of a YAML file in the folders that a build reads."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

from graphdraw import files
from graphdraw.build import manifest
from graphdraw.build.discover import SUFFIXES
from graphdraw.errors import UsageError


def rebuilds(folders: Callable[[], frozenset[Path]]) -> Iterator[None]:
    """Yields at once, and again after every change; `folders` is asked anew, since includes may lead elsewhere.

    Ends never; Ctrl-C raises KeyboardInterrupt. Raises UsageError where the package `watchfiles` is missing.
    """
    try:
        from watchfiles import watch  # optional: pip install 'graphdraw[watch]'
    except ImportError:
        raise UsageError("--watch needs the package watchfiles", "pip install 'graphdraw[watch]'") from None
    while True:
        yield
        watched = folders()
        for _ in watch(*watched, watch_filter=lambda _change, path: path.endswith(SUFFIXES)):
            yield
            if folders() != watched:
                break


def folders_of(paths: tuple[Path, ...], output: Path) -> frozenset[Path]:
    """The folders given, those of files given, and those of all files that the figures were made from."""
    given = {path if files.is_folder(path) else path.parent for path in paths}
    read = {
        (output / seen.path).parent.resolve() for record in manifest.read(output).values() for seen in record.inputs
    }
    return frozenset(folder.resolve() for folder in {*given, *read} if files.is_folder(folder))
