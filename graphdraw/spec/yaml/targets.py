"""Finds and opens the files that a spec names: only inside the root folder, saying nothing about files outside."""

from __future__ import annotations

import os
import re
from pathlib import Path

from graphdraw.disk import files
from graphdraw.disk.roots import OUTSIDE, ROOT_HINT, inside
from graphdraw.errors import Location, reason
from graphdraw.limits import raise_with
from graphdraw.spec.yaml.reading import Reading
from graphdraw.spec.yaml.source import Source, near_hint

BACKSLASH = "\\"
"""The separator of folders on Windows only; elsewhere it is a part of a name."""

_URL = re.compile(r"[A-Za-z][A-Za-z0-9+.-]+://")
NO_SPEC_HINT = "a spec has 'nodes:', 'inputs:', 'view:' or 'extends:' at the beginning of a line"


def target(text: str, where: Location, source: Source, root: Path, reading: Reading) -> Path | None:
    """The resolved path of a file that `source` names; None after a problem was noted at `where`.

    Nothing is said about files outside the root, not even whether they exist.
    """
    if _URL.match(text):
        hint = "save it as a file inside the root folder and name that"
        reading.problems.add(where, f"a URL is not supported here: '{_short(text)}'", "file", hint)
        return None
    if source.folder is None:
        hint = "write it to a file, and give the path of that"
        reading.problems.add(where, "a spec that is given as text names no files", "file", hint)
        return None
    path = inside(text, source.folder, root)
    if path is None:
        reading.problems.add(where, f"'{_short(text)}' is {OUTSIDE}", "outside-root", ROOT_HINT)
    elif Path(text).is_absolute():
        hint = "write it relative to the file that names it"
        reading.problems.add(where, f"'{_short(text)}' is an absolute path", "file", hint)
    elif _is_file(path, text, where, reading):
        return path
    return None


def _is_file(path: Path, text: str, where: Location, reading: Reading) -> bool:
    """Whether a path inside the root is an ordinary file; notes a problem if not."""
    try:
        if path.is_file():
            return True
        if path.is_dir():
            reading.problems.add(where, f"'{_short(text)}' is a folder", "file", "name a file in it")
        elif path.exists():
            reading.problems.add(where, f"'{_short(text)}' is a device or a pipe", "file", "name a file")
        else:
            hint = (
                f"write '{_short(text.replace(BACKSLASH, '/'))}', with / between folders" if BACKSLASH in text else None
            )
            reading.problems.add(
                where, f"no such file: '{_short(text)}'", "no-such-file", hint or near_hint(path, text)
            )
    except OSError as error:
        reading.problems.add(where, f"'{_short(text)}' cannot be opened: {reason(error)}", "file")
    return False


def resolved(path: Path) -> Path | None:
    """A path with all links followed; None where that is impossible (a cycle of links)."""
    try:
        return path.resolve()
    except (OSError, RuntimeError, ValueError):
        return None


def open_target(path: Path, text: str, where: Location, source: Source, room: int, reading: Reading) -> Source | None:
    """The source of the file at `path`, named `text` in `source`; None after a problem was noted at `where`.

    `room` is how many bytes the spec may still take in.
    """
    try:
        data = files.read(path, room)
    except files.FileTooLargeError as error:
        most = reading.limits.file_size
        complaint = f"with '{_short(text)}' the spec has more than {most:,} bytes"
        reading.problems.add(where, complaint, "too-big", raise_with("file-size", most + error.size - room))
        return None
    except OSError as error:
        reading.problems.add(where, f"'{_short(text)}' cannot be opened: {reason(error)}", "file")
        return None
    name = os.path.normpath(Path(source.name).parent / text)
    return Source(name, data, ((source.folder or path.parent) / text).parent, path)


def _short(text: str) -> str:
    return text if len(text) <= 80 else text[:80] + "…"
