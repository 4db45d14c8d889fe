"""What is at a path that a user names, and writing a file so that it is always whole.

A file is the old one until the new one is complete. The bytes go to a temporary file in the same folder, which then
takes the place of the target in one step (`os.replace`, atomic on POSIX and Windows within one file system).
"""

from __future__ import annotations

import errno
import os
import re
import stat
from pathlib import Path
from typing import BinaryIO

from graphdraw.disk import temporary
from graphdraw.disk.roots import first_out
from graphdraw.errors import UsageError, reason

STREAM = re.compile(r"/dev/(stdin|stdout|stderr|fd/\d+)|/proc/\w+/fd/\d+")
"""Names of what a program has open, also where a file is behind them."""

NO_NAME = "no file has such a name"

NOT_WAITING = getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_NOCTTY", 0) | getattr(os, "O_BINARY", 0)
"""How files are opened: no pipe is waited for, no terminal taken, no line end changed."""

MOST_FOLDERS = 250
"""Made in each other at once: many programs go down by recursion, and could not remove more again."""

CHUNK = 1 << 20
"""Bytes asked for at once."""

PICTURE = 1 << 26
"""The most bytes that a figure may have to be compared with what is known of it; a larger one counts as another."""

FONT = 1 << 28
"""The most bytes of a font file."""

SMALL = 10_000_000
"""The most bytes of what graphdraw has written to remember something, and of a file of a package."""


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

    Kind and size are asked before anything is read, so that no pipe is waited for and no device fills the memory: of
    the path, since to open a device may do something, and of the open file, whose place nothing can take. Raises
    `NoFileError`, `TooLargeError` for more than `most` bytes, and any other `OSError`; a name that no system has is an
    `OSError` too.
    """
    number, size = _opened(path)
    try:
        if most is not None and size > most:
            raise TooLargeError(size, most)
        data = _rest(path, number, size, most)
    finally:
        os.close(number)
    if most is not None and len(data) > most:
        raise TooLargeError(len(data), most)
    return data


def start(path: str | Path, most: int) -> bytes:
    """The first bytes of an ordinary file, at most so many; raises as `read` does, but of no size."""
    number, size = _opened(path)
    try:
        return _rest(path, number, size, most)[:most]
    finally:
        os.close(number)


def _opened(path: str | Path) -> tuple[int, int]:
    """An ordinary file, opened, and its size."""
    try:
        if not stat.S_ISREG(os.stat(path).st_mode):  # noqa: PTH116 (a Path costs more than the look)
            raise NoFileError
        number = os.open(path, os.O_RDONLY | NOT_WAITING)
    except ValueError as error:  # a NUL, a lone surrogate
        raise OSError(errno.EINVAL, NO_NAME) from error
    state = os.fstat(number)
    if not stat.S_ISREG(state.st_mode):
        os.close(number)
        raise NoFileError
    return number, state.st_size


def _rest(path: str | Path, number: int, size: int, most: int | None) -> bytes:
    """All of an open file, or one byte more than `most`: it may grow, and those of /proc do not know their size."""
    parts = []
    try:
        while part := os.read(number, min(size + 1, CHUNK) if most is None else min(size + 1, CHUNK, most + 1)):
            parts.append(part)
            if most is not None and (most := most - len(part)) < 0:
                break
    except OSError as error:  # the system names no file that is open
        raise OSError(error.errno, error.strerror, os.fspath(path)) from error
    return b"".join(parts)


def holds(path: Path, data: bytes) -> bool:
    """Whether an ordinary file has just these bytes; a file of another size is not read. Raises OSError."""
    if not is_file(path) or path.stat().st_size != len(data):
        return False
    try:
        return read(path, len(data)) == data
    except TooLargeError:
        return False


def make_folder(folder: Path, within: Path | None = None) -> None:
    """Make a folder and those above it, where they are missing; raises `UsageError` with one line that names it.

    It does not lie outside the folder `within`, if one is given, whatever links there are in that.
    """
    try:
        if within is not None:
            _stay(folder, within)
        missing = [folder]
        for above in folder.parents:
            if is_there(above):
                break
            missing.append(above)
        if len(missing) > MOST_FOLDERS:
            raise UsageError(f"{folder}: the folder cannot be made: more than {MOST_FOLDERS} folders in each other")
        for one in reversed(missing):
            one.mkdir(exist_ok=True)
    except (OSError, ValueError) as error:
        raise UsageError(f"{folder}: the folder cannot be made: {_why(error)}", _hint(error)) from error


def create(path: Path, data: bytes) -> None:
    """Write a file where there is nothing yet, not even a link.

    Raises `UsageError` with one line that names the path; nothing is left behind then.
    """
    try:
        with path.open("xb") as file:
            try:
                _fill(file, data)
            except BaseException:
                path.unlink(missing_ok=True)
                raise
    except FileExistsError:
        raise UsageError(f"{path}: already exists, left as it is", "name another file") from None
    except (OSError, ValueError) as error:
        raise UsageError(f"{path}: cannot be written: {_why(error)}") from error


def write(path: Path, data: bytes, folder: Path | None = None) -> bool:
    """Make `path` hold `data`; returns whether the file was changed.

    A link is followed to its file, which keeps its mode, if that lies inside `folder`, the folder of the output (that
    of the path, unless another is given); what leads out of it is refused, with where it leads. A file that already
    holds these bytes keeps its date, so that preview servers do not rebuild. What is no regular file (`/dev/stdout`, a
    named pipe) is written to directly. Raises `UsageError` with one line that names the path; the old file is then as
    it was and nothing is left behind.
    """
    try:
        refuse_leading_out(path, folder)
        return _write(path, data)
    except (OSError, ValueError) as error:
        raise UsageError(f"{path}: cannot be written: {_why(error)}", _hint(error)) from error


class LeadsOutError(OSError):
    """A path leads by a link out of the folder in which it is to stay: to `target`, as the link says."""

    def __init__(self, target: str) -> None:
        super().__init__(errno.EXDEV, f"a link leads out of its folder, to '{target}'")
        self.target = target


def refuse_leading_out(path: Path, folder: Path | None = None) -> None:
    """Raise `LeadsOutError` for a path that leads by a link out of the folder of the output: the path's own by default.

    Names of what a program has open (`/dev/stdout`) are those of streams, wherever they lead.
    """
    if STREAM.fullmatch(os.fspath(path)) is None:
        _stay(path, folder or path.parent)


def leads_out(path: Path, folder: Path | None = None) -> str | None:
    """Where a path leads that `refuse_leading_out` refuses, as its link says; None for every other.

    What is there is not looked at, so that whoever has made the link learns nothing of it.
    """
    try:
        refuse_leading_out(path, folder)
    except LeadsOutError as error:
        return error.target
    except (OSError, ValueError):  # said where it is to be read or written
        pass
    return None


def _stay(path: Path, folder: Path) -> None:
    if (target := first_out(path, folder)) is not None:
        raise LeadsOutError(target)


def _why(error: OSError | ValueError) -> str:
    """Why something cannot be written."""
    return reason(error) if isinstance(error, OSError) else NO_NAME  # a NUL, a lone surrogate


def _hint(error: Exception) -> str | None:
    return "remove the link, or name the place itself" if isinstance(error, LeadsOutError) else None


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
    if holds(target, data):
        return False
    _replace(target, data, stat.S_IMODE(mode))
    return True


def _replace(target: Path, data: bytes, mode: int | None) -> None:
    """Put `data` in the place of `target`; a new file has the mode that the umask gives."""
    new = target.with_name(temporary.new_name())
    try:
        with new.open("xb") as file:
            _fill(file, data)
        if mode is not None:
            new.chmod(mode)
        new.replace(target)
    except BaseException:  # also Ctrl-C: a stray file would stay for ever
        new.unlink(missing_ok=True)
        raise


def _fill(file: BinaryIO, data: bytes) -> None:
    """Write all of a new file, so that it stays."""
    file.write(data)
    file.flush()
    os.fsync(file.fileno())
