"""Temporary files that a killed process has left where it was writing.

Removed is only what cannot be a user's: an ordinary file of this user's that no other name leads to, in a folder that
graphdraw writes into, under a name that only graphdraw gives (`temporary`), whose process is gone. Whether a process of
another machine is gone nobody knows: such a file is left alone for an hour.
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
"""Seconds after which a temporary file is nobody's, whatever its process: writing takes no minute."""


def remove(folder: Path, within: Path) -> None:
    """Remove temporary files that a killed process has left in a folder; those of running ones stay.

    A folder that lies outside of `within`, since a link leads out, is none of ours.
    """
    if not lies_in(os.path.realpath(folder), os.path.realpath(within)):
        return
    with contextlib.suppress(OSError), os.scandir(folder) as entries:
        for entry in entries:
            if entry.name.startswith(temporary.PREFIX) and _is_stray(entry):
                with contextlib.suppress(OSError):
                    Path(entry.path).unlink()


def _is_stray(entry: os.DirEntry[str]) -> bool:
    made = temporary.maker(entry.name)
    if made is None:
        return False
    state = entry.stat(follow_symlinks=False)
    if not stat.S_ISREG(state.st_mode) or state.st_nlink > 1 or not _is_mine(state):
        return False
    if time.time() - state.st_mtime > ABANDONED:
        return True
    if os.name == "nt" or not made.is_here:  # asking Windows for a process by its number would end it
        return False
    return not _runs(made.process)


def _is_mine(state: os.stat_result) -> bool:
    """Whether a file belongs to this user, as far as the system has users."""
    return not hasattr(os, "getuid") or state.st_uid == os.getuid()


def _runs(pid: int) -> bool:
    """Whether there is a process of a number; one that has ended and that nobody has asked about runs no more."""
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
