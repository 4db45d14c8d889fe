"""Cache files in the user's cache folder, never in a book.

In a container the home may be missing or read-only. Then a folder among the temporary files is used, but only if no
other user can write into it.
"""

from __future__ import annotations

import contextlib
import os
import stat
import sys
from collections.abc import Collection, Iterator
from pathlib import Path

from graphdraw.disk import files
from graphdraw.errors import GraphdrawError

NAME = "graphdraw"

MOST = 50_000_000
"""The most bytes of a cache file, such as the list of all fonts of a machine."""


def folder() -> Path:
    """The cache folder of graphdraw for this user and system; raises RuntimeError if there is no home folder."""
    if sys.platform == "win32" and os.environ.get("LOCALAPPDATA"):
        return Path(os.environ["LOCALAPPDATA"], NAME, "Cache")
    if sys.platform == "darwin":
        return Path.home() / "Library" / "Caches" / NAME
    given = os.environ.get("XDG_CACHE_HOME", "")  # the XDG Base Directory Specification says to ignore a relative path
    return Path(given if os.path.isabs(given) else Path.home() / ".cache", NAME)  # noqa: PTH117 (it may be empty)


def kept(pattern: str) -> list[Path]:
    """The paths of the cache files whose names match the glob `pattern`, all in the first folder that has any."""
    for place in (_home, _temporary):
        with contextlib.suppress(OSError, RuntimeError):
            if found := sorted(place(make=False).glob(pattern)):
                return found
    return []


def read(path: Path) -> bytes:
    """The bytes of a cache file; raises OSError."""
    return files.read(path, MOST)


def copy(path: Path, folder: Path) -> None:
    """Copy a cache file into another folder; raises OSError if it is gone, UsageError if it cannot be written."""
    files.write(folder / path.name, read(path))


def keep(name: str, data: bytes) -> None:
    """Write a cache file, into the first folder that allows it. Raises nothing: if none does, nothing is kept."""
    for place in (_home, _temporary):
        with contextlib.suppress(OSError, RuntimeError, GraphdrawError):
            files.write(place(make=True) / name, data)
            return


def noted(name: str, most: int) -> frozenset[str]:
    """The lines of the cache file of a name; empty if it cannot be read. `most` as in `note`."""
    return frozenset(line for data in _contents(name, most) for line in data.decode("ascii", "replace").split("\n"))


def is_noted(name: str, line: str, most: int) -> bool:
    """Whether a line is in the cache file of a name: `line in noted(name, most)`, in less time."""
    wanted = f"\n{line}\n".encode()
    return any(wanted in data for data in _contents(name, most))


def note(name: str, lines: Collection[str], most: int) -> None:
    """Append ASCII lines to the cache file of a name. Raises nothing: if it cannot be written, nothing is kept.

    Several processes may append at once. If the file would grow over `most` bytes, its older half is dropped; a line
    that another process appends at that moment may be lost. Callers must be able to do without the lines.
    """
    data = "".join(f"\n{line}" for line in lines).encode() + b"\n"
    for place in (_home, _temporary):
        with contextlib.suppress(OSError, RuntimeError, GraphdrawError):
            _append(place(make=True) / name, data, most)
            return


def _contents(name: str, most: int) -> Iterator[bytes]:
    """The bytes of the cache file of a name, from each folder that has one; a file over twice `most` is skipped."""
    for place in (_home, _temporary):
        with contextlib.suppress(OSError, RuntimeError):
            yield files.read(place(make=False) / name, 2 * most)


def _append(path: Path, data: bytes, most: int) -> None:
    """Append to an ordinary file, or drop its older half first if it would grow over `most` bytes.

    Raises OSError if there is something else at the path, or no room on the disk.
    """
    number = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND | files.NOT_WAITING, 0o600)
    try:
        state = os.fstat(number)
        if not stat.S_ISREG(state.st_mode):
            raise files.NoFileError
        if state.st_size + len(data) <= most:
            if os.write(number, data) != len(data):
                raise OSError(f"{path} is full")
            return
    finally:
        os.close(number)
    kept = files.read(path, 2 * most) if state.st_size <= 2 * most else b""
    files.write(path, kept[-(most // 2) :].partition(b"\n")[2] + data[-(most // 2) :])


def _home(*, make: bool) -> Path:
    """The cache folder in the user's home; created if `make`. Raises OSError or RuntimeError."""
    path = folder()
    if make:
        path.mkdir(parents=True, exist_ok=True)
    return path


def _temporary(*, make: bool) -> Path:
    """The user's own folder among the temporary files, created if `make`.

    Raises OSError if it is missing, or if another user owns it or can write into it.
    """
    import tempfile  # start-up time: few need it

    if sys.platform == "win32":  # temporary files lie in a folder of the user there
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
