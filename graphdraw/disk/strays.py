"""Removing the temporary files that a killed process of graphdraw has left behind.

A file is removed only if it is an ordinary file of this user without other hard links, lies in a folder that graphdraw
writes into, has a name that only graphdraw gives (`temporary`), and its process has ended. Since nobody can tell if a
process on another machine has ended, such a file is left alone for an hour.
"""

from __future__ import annotations

import contextlib
import os
import stat
import time
from pathlib import Path

from graphdraw.disk import files, temporary
from graphdraw.disk.roots import lies_in

ABANDONED = 3600.0
"""The age in seconds at which a temporary file is removed even if its process may run; writing takes seconds."""


def remove(folder: Path, within: Path) -> None:
    """Remove the temporary files in `folder` whose processes have ended.

    Nothing is done if `folder` lies outside of `within`, which a link may cause.
    """
    if not lies_in(os.path.realpath(folder), os.path.realpath(within)):
        return
    with contextlib.suppress(OSError), os.scandir(folder) as entries:
        for entry in entries:
            if entry.name.startswith(temporary.PREFIX) and _is_stray(entry):
                with contextlib.suppress(OSError):
                    Path(entry.path).unlink()


def _is_stray(entry: os.DirEntry[str]) -> bool:
    """Whether a file is a temporary one that nobody writes to any more, by the rules above."""
    origin = temporary.maker(entry.name)
    if origin is None:
        return False
    state = entry.stat(follow_symlinks=False)
    if not stat.S_ISREG(state.st_mode) or state.st_nlink > 1 or not _is_mine(state):
        return False
    if time.time() - state.st_mtime > ABANDONED:
        return True
    if os.name == "nt" or not origin.is_here:  # on Windows, os.kill(pid, 0) would end the process
        return False
    return not _runs(origin.process)


def _is_mine(state: os.stat_result) -> bool:
    """Whether a file belongs to this user; True on a system without user ids."""
    return not hasattr(os, "getuid") or state.st_uid == os.getuid()


def _runs(pid: int) -> bool:
    """Whether the process with this id is running; False for a zombie."""
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except (OSError, OverflowError):
        return True
    try:  # Linux; other systems have no such file
        return files.read(f"/proc/{pid}/stat", files.CHUNK).rpartition(b")")[2].split()[0] not in (b"Z", b"X")
    except (OSError, IndexError):
        return True
