"""What is at a path that a user names, and writing a file so that it is always whole.

A file is the old one until the new one is complete. The bytes go to a temporary file in the same folder, which then
takes the place of the target in one step (`os.replace`, atomic on POSIX and Windows within one file system).
"""

from __future__ import annotations

import contextlib
import errno
import os
import stat
import time
import unicodedata
from pathlib import Path

from graphdraw.errors import UsageError, reason

_PREFIX, _SUFFIX = ".graphdraw-", ".tmp"

_NOT_WAITING = getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_NOCTTY", 0) | getattr(os, "O_BINARY", 0)

CHUNK = 1 << 20
"""Bytes asked for at once."""

ABANDONED = 3600.0
"""Seconds after which a temporary file is nobody's, whatever its process."""


def is_there(path: Path) -> bool:
    """Whether there is anything at a path; False as well for a name that no system has, and where it cannot be told."""
    return os.path.exists(path)  # noqa: PTH110 (the method of a Path raises where a name is too long)


def is_file(path: Path) -> bool:
    """Whether an ordinary file is at a path; False as well for pipes and devices, which are never opened to be read."""
    return os.path.isfile(path)  # noqa: PTH113 (the same)


def is_folder(path: Path) -> bool:
    """Whether a folder is at a path."""
    return os.path.isdir(path)  # noqa: PTH112 (the same)


def is_link(path: Path) -> bool:
    """Whether a link is at a path, wherever it leads."""
    return os.path.islink(path)  # noqa: PTH114 (the same)


def is_named_pipe(path: Path) -> bool:
    """Whether a pipe with a name of its own is at a path: who opens it waits for another program.

    `/dev/stdout` and `>(…)` of a shell lead to pipes that are open already, and that have no name.
    """
    try:
        return stat.S_ISFIFO(os.stat(os.path.realpath(path)).st_mode)  # noqa: PTH116 (as above)
    except (OSError, ValueError):
        return False


class TooLargeError(OSError):
    """A file has more bytes than it may; `size` of them."""

    def __init__(self, size: int, most: int) -> None:
        super().__init__(errno.EFBIG, f"the file has {size:,} bytes; {most:,} are the most")
        self.size = size


class NoFileError(OSError):
    """There is something at a path, but no ordinary file: a folder, a pipe, a device."""

    def __init__(self) -> None:
        super().__init__(errno.EINVAL, "this is not an ordinary file")


def read(path: str | Path, most: int | None = None) -> bytes:
    """The bytes of an ordinary file: the one door through which every file is read.

    Kind and size are asked of the open file before anything is read, so that no pipe is waited for, no device filled
    the memory, and nothing can take the file's place in between. Raises `NoFileError`, `TooLargeError` for more than
    `most` bytes, and any other `OSError`; a name that no system has is an `OSError` too.
    """
    try:
        number = os.open(path, os.O_RDONLY | _NOT_WAITING)
    except ValueError as error:  # a NUL, a lone surrogate
        raise OSError(errno.EINVAL, "no file has such a name") from error
    try:
        state = os.fstat(number)
        if not stat.S_ISREG(state.st_mode):
            raise NoFileError
        if most is not None and state.st_size > most:
            raise TooLargeError(state.st_size, most)
        data = _rest(number, state.st_size, most)
    finally:
        os.close(number)
    if most is not None and len(data) > most:
        raise TooLargeError(len(data), most)
    return data


def _rest(number: int, size: int, most: int | None) -> bytes:
    """All of an open file, or one byte more than `most`: it may grow, and those of /proc do not know their size."""
    parts = []
    while part := os.read(number, min(size + 1, CHUNK) if most is None else min(size + 1, CHUNK, most + 1)):
        parts.append(part)
        if most is not None and (most := most - len(part)) < 0:
            break
    return b"".join(parts)


def as_on_disk(path: Path) -> Path:
    """The path, or where there is none such, the one whose names differ from it in their Unicode form only.

    A name that was composed where it was typed is decomposed on the disk of some systems, and the other way round.
    """
    with contextlib.suppress(OSError, ValueError):
        if os.fspath(path).isascii() or path.exists():
            return path
        found = Path(path.anchor)
        for part in path.parts[1 if path.anchor else 0 :]:
            found /= part if part.isascii() or (found / part).exists() else _form_on_disk(found, part)
        return found
    return path


def _form_on_disk(folder: Path, name: str) -> str:
    wanted = unicodedata.normalize("NFC", name)
    same = [entry for entry in os.listdir(folder) if unicodedata.normalize("NFC", entry) == wanted]  # noqa: PTH208
    return same[0] if len(same) == 1 else name


def remove_strays(folder: Path) -> None:
    """Remove temporary files that a killed process has left in a folder; those of running ones stay."""
    with contextlib.suppress(OSError), os.scandir(folder) as entries:
        for entry in entries:
            if entry.name.startswith(_PREFIX) and entry.name.endswith(_SUFFIX) and _is_stray(entry):
                with contextlib.suppress(OSError):
                    Path(entry.path).unlink()


def _is_stray(entry: os.DirEntry[str]) -> bool:
    pid = entry.name.removeprefix(_PREFIX).partition("-")[0]
    if time.time() - entry.stat().st_mtime > ABANDONED:
        return True
    if os.name == "nt" or not pid.isdigit():  # asking Windows for a process by its number would end it
        return False
    return not _runs(int(pid))


def _runs(pid: int) -> bool:
    """Whether there is a process of a number; one that has ended and that nobody has asked about runs no more."""
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except (OSError, OverflowError):
        return True
    try:  # Linux; other systems have no such file
        return Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()[0] not in ("Z", "X")
    except (OSError, UnicodeDecodeError, IndexError):
        return True


def make_folder(folder: Path) -> None:
    """Make a folder and those above it, where they are missing; raises `UsageError` with one line that names it."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise UsageError(f"{folder}: the folder cannot be made: {reason(error)}") from error


def write(path: Path, data: bytes) -> bool:
    """Make `path` hold `data`; returns whether the file was changed.

    A link is followed to its file, which keeps its mode. A file that already holds these bytes keeps its date, so that
    preview servers do not rebuild. What is no regular file (`/dev/stdout`, a named pipe) is written to directly.
    Raises `UsageError` with one line that names the path; the old file is then as it was and nothing is left behind.
    """
    try:
        return _write(path, data)
    except OSError as error:
        raise UsageError(f"{path}: cannot be written: {reason(error)}") from error


def _write(path: Path, data: bytes) -> bool:
    target = Path(os.path.realpath(path))
    if is_link(target):  # not resolved, since it leads to itself
        raise OSError(errno.ELOOP, os.strerror(errno.ELOOP))
    if not is_there(path):  # asked of the path: what /dev/stdout leads to has no name of its own
        _replace(target, data, mode=None)
        return True
    mode = path.stat().st_mode
    if stat.S_ISDIR(mode):
        raise UsageError(f"{path}: cannot be written: it is a folder")
    if not os.access(path, os.W_OK):
        raise UsageError(f"{path}: cannot be written: the file is read-only")
    if not stat.S_ISREG(mode):
        path.write_bytes(data)
        return True
    if target.read_bytes() == data:
        return False
    _replace(target, data, stat.S_IMODE(mode))
    return True


def _replace(target: Path, data: bytes, mode: int | None) -> None:
    """Put `data` in the place of `target`; a new file has the mode that the umask gives."""
    temporary = target.with_name(f"{_PREFIX}{os.getpid()}-{os.urandom(8).hex()}{_SUFFIX}")
    try:
        with temporary.open("xb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        if mode is not None:
            temporary.chmod(mode)
        temporary.replace(target)
    except BaseException:  # also Ctrl-C: a stray file would stay for ever
        temporary.unlink(missing_ok=True)
        raise
