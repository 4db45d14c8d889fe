"""Whether a figure on disk is still what a build would draw: by dates where they can be trusted, else by content."""

from __future__ import annotations

import os
from pathlib import Path

from graphdraw.build import manifest
from graphdraw.build.digest import digest
from graphdraw.build.fontcache import font_digest
from graphdraw.build.manifest import Record, Seen

TICK, COARSE_TICK = 20_000_000, 2_000_000_000
"""Nanoseconds in which two edits may get one date, in file systems with fine dates and with whole seconds."""


class Look:
    """One look at an output folder: its records, and their files; a file that is asked for twice is looked at once."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.records = folder, manifest.read(folder)
        self._folder = os.fspath(folder)
        self._states: dict[str, os.stat_result | None] = {}
        self._digests: dict[str, str | None] = {}
        self._specs = {record.inputs[0].path: record for record in self.records.values() if record.inputs}
        self._ways: dict[str, str] = {}

    def is_spec(self, source: str) -> bool:
        """Whether a file is known to be a spec: it was drawn, and by date it and all it extends are as they were.

        To open all specs is a good part of what a build with nothing to do would cost.
        """
        parent, name = os.path.split(source)
        if parent not in self._ways:
            self._ways[parent] = relative(Path(parent, "x"), self.folder)[:-1]
        record = self._specs.get(self._ways[parent] + name)
        return record is not None and all(self._has_date(seen, record.looked) for seen in record.inputs)

    def is_current(self, record: Record | None, settings: str) -> bool:
        """Whether the figure of a record is whole, and all it was made of is as it was."""
        if record is None or record.settings != settings:
            return False
        if not self._is_unchanged(record.output, record.looked, written=True):
            return False
        if not all(self._is_unchanged(seen, record.looked) for seen in record.inputs):
            return False
        return all(font_digest(family) == digest for family, digest in record.fonts)

    def _is_unchanged(self, seen: Seen, looked: int, *, written: bool = False) -> bool:
        """By its date, if nothing can have changed the file since without giving it another; else by its content.

        A file that the build itself has written is a new one, with an inode of its own: its fine date is trusted at
        once, although it lies within a tick of the look.
        """
        if self._has_date(seen, looked, written=written):
            return True
        state = self._states[seen.path]
        return state is not None and state.st_size == seen.size and self._digest(seen.path) == seen.digest

    def _has_date(self, seen: Seen, looked: int, *, written: bool = False) -> bool:
        path, size, date, inode, _ = seen
        if path not in self._states:
            self._states[path] = _state(os.path.join(self._folder, path))  # noqa: PTH118 (see _state)
        state = self._states[path]
        if state is None or state.st_size != size or state.st_mtime_ns != date or state.st_ino != inode:
            return False
        tick = COARSE_TICK if date % 1_000_000_000 == 0 else 0 if written else TICK
        return date + tick < looked

    def _digest(self, path: str) -> str | None:
        if path not in self._digests:
            try:
                self._digests[path] = digest(Path(self.folder, path).read_bytes())
            except OSError:
                self._digests[path] = None
        return self._digests[path]


def _state(path: str) -> os.stat_result | None:
    try:
        return os.stat(path)  # noqa: PTH116 (a Path costs more than the look)
    except (OSError, ValueError):
        return None


def seen(path: Path, folder: Path, data: bytes | None = None) -> Seen:
    """A file as it is now, or as it was read (`data`); raises OSError if it is gone."""
    state = path.stat()
    content = path.read_bytes() if data is None else data
    return Seen(relative(path, folder), len(content), state.st_mtime_ns, state.st_ino, digest(content))


def relative(path: Path, folder: Path) -> str:
    """The way from the folder to the path, with slashes; the whole path where there is none, from drive to drive."""
    try:
        return Path(os.path.relpath(path, folder)).as_posix()
    except ValueError:
        return path.absolute().as_posix()
