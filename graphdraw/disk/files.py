"""Reading and writing files: every file that graphdraw opens is opened here.

A file that is written always has either its old or its new content. The bytes go to a temporary file in the same
folder, which then replaces the target in one step (`os.replace`, atomic on POSIX and Windows within one file system).
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
"""The paths of streams that a process has open, such as standard output; a file may be behind one."""

NO_NAME = "no file has such a name"

NOT_WAITING = getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_NOCTTY", 0) | getattr(os, "O_BINARY", 0)
"""Flags for opening a file: do not wait for a pipe, do not take over a terminal, do not change line ends."""

MOST_FOLDERS = 250
"""The most folders inside each other that are made at once: programs that recurse could not remove more."""

CHUNK = 1 << 20
"""The most bytes read at once."""

PICTURE = 1 << 26
"""The most bytes of a figure that is compared with its record; a larger one counts as changed."""

FONT = 1 << 28
"""The most bytes of a font file."""

SMALL = 10_000_000
"""The most bytes of a small file: a cache that graphdraw has written, or a file of a Python package."""


def is_there(path: Path) -> bool:
    """Whether there is anything at a path; False also for an impossible name, and if the system does not tell."""
    return os.path.exists(path)  # noqa: PTH110 (the method of Path raises if a name is too long)


def is_file(path: Path) -> bool:
    """Whether an ordinary file is at a path; False for pipes and devices, which are never opened for reading."""
    return os.path.isfile(path)  # noqa: PTH113 (the same)


def is_folder(path: Path) -> bool:
    """Whether a folder is at a path."""
    return os.path.isdir(path)  # noqa: PTH112 (the same)


def is_link(path: Path) -> bool:
    """Whether a link is at a path; it does not matter where it leads."""
    return os.path.islink(path)  # noqa: PTH114 (the same)


def is_named_pipe(path: Path) -> bool:
    """Whether a named pipe is at a path: opening it would wait for another program.

    `/dev/stdout` and `>(…)` in a shell lead to pipes that are open already and have no name.
    """
    try:
        return stat.S_ISFIFO(os.stat(os.path.realpath(path)).st_mode)  # noqa: PTH116 (as above)
    except (OSError, ValueError):
        return False


class FileTooLargeError(OSError):
    """A file has `size` bytes, more than it may have."""

    def __init__(self, size: int, most: int) -> None:
        super().__init__(errno.EFBIG, f"the file has {size:,} bytes; {most:,} are the most")
        self.size = size


class NoFileError(OSError):
    """What is at a path is not an ordinary file but a folder, a pipe or a device."""

    def __init__(self) -> None:
        super().__init__(errno.EINVAL, "this is not an ordinary file")


def read(path: str | Path, most: int | None = None) -> bytes:
    """The bytes of an ordinary file. Every file is read by this function or by `start`.

    Kind and size are checked before reading, so that no pipe is waited for and no device fills the memory: first those
    of the path, since opening a device may have an effect, then those of the open file, which cannot be swapped any
    more. Raises `NoFileError`, `FileTooLargeError` for more than `most` bytes, or another `OSError`.
    """
    number, size = _opened(path)
    try:
        if most is not None and size > most:
            raise FileTooLargeError(size, most)
        data = _rest(path, number, size, most)
    finally:
        os.close(number)
    if most is not None and len(data) > most:
        raise FileTooLargeError(len(data), most)
    return data


def start(path: str | Path, most: int) -> bytes:
    """The first bytes of an ordinary file, at most `most`. Raises what `read` raises, but never `FileTooLargeError`."""
    number, size = _opened(path)
    try:
        return _rest(path, number, size, most)[:most]
    finally:
        os.close(number)


def _opened(path: str | Path) -> tuple[int, int]:
    """Open an ordinary file: its file descriptor, and its size in bytes."""
    try:
        if not stat.S_ISREG(os.stat(path).st_mode):  # noqa: PTH116 (making a Path takes longer than the call)
            raise NoFileError
        number = os.open(path, os.O_RDONLY | NOT_WAITING)
    except ValueError as error:  # the name has a NUL or a lone surrogate
        raise OSError(errno.EINVAL, NO_NAME) from error
    state = os.fstat(number)
    if not stat.S_ISREG(state.st_mode):
        os.close(number)
        raise NoFileError
    return number, state.st_size


def _rest(path: str | Path, number: int, size: int, most: int | None) -> bytes:
    """The bytes of an open file, or at least one more than `most`, to show that there are too many.

    `size` may be wrong: the file may grow, and files in /proc have size 0.
    """
    parts = []
    try:
        while part := os.read(number, min(size + 1, CHUNK) if most is None else min(size + 1, CHUNK, most + 1)):
            parts.append(part)
            if most is not None and (most := most - len(part)) < 0:
                break
    except OSError as error:  # the error of an open file has no path
        raise OSError(error.errno, error.strerror, os.fspath(path)) from error
    return b"".join(parts)


def holds(path: Path, data: bytes) -> bool:
    """Whether an ordinary file has exactly these bytes; a file of another size is not read. Raises OSError."""
    if not is_file(path) or path.stat().st_size != len(data):
        return False
    try:
        return read(path, len(data)) == data
    except FileTooLargeError:
        return False


def make_folder(folder: Path, within: Path | None = None) -> None:
    """Make a folder, and those above it that are missing; raises `UsageError` with one line that names it.

    If `within` is given, a folder that a link leads out of `within` is refused.
    """
    try:
        if within is not None:
            _demand_inside(folder, within)
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
    """Write a new file; there must be nothing at the path, not even a link.

    Raises `UsageError` with one line that names the path; no file is left behind then.
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

    A link is followed if its file lies inside of `folder` (the output folder; by default the folder of `path`). A link
    that leads out is refused with a message that says where it leads. An existing file keeps its mode. If it already
    has these bytes, it also keeps its date, so that preview servers do not rebuild. Anything but a regular file
    (`/dev/stdout`, a named pipe) is written to directly. Raises `UsageError` with one line that names the path; the old
    file is then unchanged, and no temporary file is left behind.
    """
    try:
        refuse_leading_out(path, folder)
        return _write(path, data)
    except (OSError, ValueError) as error:
        raise UsageError(f"{path}: cannot be written: {_why(error)}", _hint(error)) from error


class LeadsOutError(OSError):
    """A link leads from a path out of its folder; `target` is the text of the link."""

    def __init__(self, target: str) -> None:
        super().__init__(errno.EXDEV, f"a link leads out of its folder, to '{target}'")
        self.target = target


def refuse_leading_out(path: Path, folder: Path | None = None) -> None:
    """Raise `LeadsOutError` if a link leads from a path out of `folder` (by default the folder of the path).

    The paths of streams (`/dev/stdout`) are always allowed.
    """
    if STREAM.fullmatch(os.fspath(path)) is None:
        _demand_inside(path, folder or path.parent)


def leads_out(path: Path, folder: Path | None = None) -> str | None:
    """The text of the link that leads from a path out of its folder; None if there is none (see `refuse_leading_out`).

    The file at the end of the link is not examined, so that whoever made the link learns nothing about it.
    """
    try:
        refuse_leading_out(path, folder)
    except LeadsOutError as error:
        return error.target
    except (OSError, ValueError):  # reported when the file is read or written
        pass
    return None


def _demand_inside(path: Path, folder: Path) -> None:
    """Raise `LeadsOutError` if a link leads from a path out of `folder`."""
    if (target := first_out(path, folder)) is not None:
        raise LeadsOutError(target)


def _why(error: OSError | ValueError) -> str:
    """The reason why a file cannot be written, in words."""
    return reason(error) if isinstance(error, OSError) else NO_NAME  # ValueError: a NUL, a lone surrogate


def _hint(error: Exception) -> str | None:
    return "remove the link, or name the place itself" if isinstance(error, LeadsOutError) else None


def _write(path: Path, data: bytes) -> bool:
    """`write`, once no link leads out; raises OSError, ValueError and UsageError."""
    target = Path(os.path.realpath(path))
    if is_link(target):  # `realpath` leaves a link that leads to itself
        raise OSError(errno.ELOOP, os.strerror(errno.ELOOP))
    if not is_there(path):  # `path`, not `target`: what /dev/stdout leads to may have no name
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
    """Replace the file `target` by one with `data` and this mode; if None, the umask gives the mode."""
    new = target.with_name(temporary.new_name())
    try:
        with new.open("xb") as file:
            _fill(file, data)
        if mode is not None:
            new.chmod(mode)
        new.replace(target)
    except BaseException:  # also on Ctrl-C, else the temporary file would stay
        new.unlink(missing_ok=True)
        raise


def _fill(file: BinaryIO, data: bytes) -> None:
    """Write all of a new file, down to the disk."""
    file.write(data)
    file.flush()
    os.fsync(file.fileno())
