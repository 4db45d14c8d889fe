"""Temporary files that a killed process has left where it was writing."""

from __future__ import annotations

import contextlib
import os
import time
from pathlib import Path

from graphdraw import files
from graphdraw.roots import lies_in

ABANDONED = 3600.0
"""Seconds after which a temporary file is nobody's, whatever its process."""


def remove(folder: Path, within: Path) -> None:
    """Remove temporary files that a killed process has left in a folder; those of running ones stay.

    A folder that lies outside of `within`, since a link leads out, is none of ours.
    """
    if not lies_in(os.path.realpath(folder), os.path.realpath(within)):
        return
    with contextlib.suppress(OSError), os.scandir(folder) as entries:
        for entry in entries:
            if entry.name.startswith(files.PREFIX) and entry.name.endswith(files.SUFFIX) and _is_stray(entry):
                with contextlib.suppress(OSError):
                    Path(entry.path).unlink()


def _is_stray(entry: os.DirEntry[str]) -> bool:
    pid = entry.name.removeprefix(files.PREFIX).partition("-")[0]
    if time.time() - entry.stat(follow_symlinks=False).st_mtime > ABANDONED:
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
        return files.read(f"/proc/{pid}/stat", files.CHUNK).rpartition(b")")[2].split()[0] not in (b"Z", b"X")
    except (OSError, IndexError):
        return True
