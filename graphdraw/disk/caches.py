"""What can be made again, kept for the next process: in the user's cache folder, never in a book.

A home may be missing or refuse to be written, as in a container. Then a folder among the temporary files does, if it is
the user's own: what somebody else could have written there is not read.
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
"""The most bytes of a file that is kept, such as a list of all fonts of a machine."""


def folder() -> Path:
    """The user's cache folder of this system; raises RuntimeError where nobody has a home."""
    if sys.platform == "win32" and os.environ.get("LOCALAPPDATA"):
        return Path(os.environ["LOCALAPPDATA"], NAME, "Cache")
    if sys.platform == "darwin":
        return Path.home() / "Library" / "Caches" / NAME
    asked = os.environ.get("XDG_CACHE_HOME", "")  # one that begins in the current folder is none (XDG Base Directory)
    return Path(asked if os.path.isabs(asked) else Path.home() / ".cache", NAME)  # noqa: PTH117 (it may be empty)


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


def noted(name: str, most: int) -> frozenset[str]:
    """The lines that were noted under a name, nothing where none can be read; `most` as in `note`."""
    return frozenset(line for data in _notes(name, most) for line in data.decode("ascii", "replace").split("\n"))


def is_noted(name: str, line: str, most: int) -> bool:
    """Whether a line was noted under a name; the same as to look among `noted`, in less time."""
    wanted = f"\n{line}\n".encode()
    return any(wanted in data for data in _notes(name, most))


def note(name: str, lines: Collection[str], most: int) -> None:
    """Note lines of ASCII under a name where that can be: in one step, so that several processes may do so at once.

    With more than `most` bytes the older half is forgotten. What one process notes while another forgets may be lost:
    whoever asks must be able to do without.
    """
    data = "".join(f"\n{line}" for line in lines).encode() + b"\n"
    for place in (_home, _temporary):
        with contextlib.suppress(OSError, RuntimeError, GraphdrawError):
            _add(place(make=True) / name, data, most)
            return


def _notes(name: str, most: int) -> Iterator[bytes]:
    for place in (_home, _temporary):
        with contextlib.suppress(OSError, RuntimeError):
            yield files.read(place(make=False) / name, 2 * most)


def _add(path: Path, data: bytes, most: int) -> None:
    """Add to the end of an ordinary file; raises OSError where there is another thing, or no room."""
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
