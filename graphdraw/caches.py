"""What can be made again, kept for the next process: in the user's cache folder, never in a book.

A home may be missing or refuse to be written, as in a container. Then a folder among the temporary files does, if it is
the user's own: what somebody else could have written there is not read.
"""

from __future__ import annotations

import contextlib
import os
import stat
import sys
from pathlib import Path

from graphdraw import files
from graphdraw.errors import GraphdrawError

NAME = "graphdraw"

MOST = 50_000_000
"""The most bytes of a file that is kept, such as a list of all fonts of a machine."""


def folder() -> Path:
    """The user's cache folder of this system; raises RuntimeError where nobody has a home."""
    if sys.platform == "win32" and os.environ.get("LOCALAPPDATA"):
        return Path(os.environ["LOCALAPPDATA"], NAME, "Cache")
    if sys.platform == "darwin":
        return Path.home() / "Library" / "Caches" / NAME
    return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache", NAME)


def kept(pattern: str) -> list[Path]:
    """The files that were kept under names like `pattern`, as `glob` knows them, all in one folder."""
    for place in (_home, _temporary):
        with contextlib.suppress(OSError, RuntimeError):
            if found := sorted(place(make=False).glob(pattern)):
                return found
    return []


def read(path: Path) -> bytes:
    """The bytes of a file that was kept; raises OSError."""
    return files.read(path, MOST)


def copy(path: Path, folder: Path) -> None:
    """Write what was kept into another folder; raises OSError if it is gone, UsageError if it can't be written."""
    files.write(folder / path.name, read(path))


def keep(name: str, data: bytes) -> None:
    """Keep a file where that can be; a cache is never worth a failure."""
    for place in (_home, _temporary):
        with contextlib.suppress(OSError, RuntimeError, GraphdrawError):
            files.write(place(make=True) / name, data)
            return


def _home(*, make: bool) -> Path:
    path = folder()
    if make:
        path.mkdir(parents=True, exist_ok=True)
    return path


def _temporary(*, make: bool) -> Path:
    """A folder of the user's own among the temporary files; raises OSError where it is another's or there is none."""
    import tempfile  # start-up time: few need it

    if sys.platform == "win32":  # where temporary files lie in a folder of the user
        path = Path(tempfile.gettempdir(), NAME)
        if make:
            path.mkdir(exist_ok=True)
        return path
    path = Path(tempfile.gettempdir(), f"{NAME}-{os.getuid()}")
    if make:
        path.mkdir(mode=0o700, exist_ok=True)
    state = path.lstat()
    if not stat.S_ISDIR(state.st_mode) or state.st_uid != os.getuid() or state.st_mode & (stat.S_IWGRP | stat.S_IWOTH):
        raise PermissionError(f"{path} is another's")
    return path
