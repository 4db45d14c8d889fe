"""Whether a figure on disk is still what a build would draw: by dates where they can be trusted, else by content."""

from __future__ import annotations

import hashlib
import os
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

from graphdraw.build.manifest import Record, Seen

TICK, COARSE_TICK = 20_000_000, 2_000_000_000
"""Nanoseconds in which two edits may get one date, in file systems with fine dates and with whole seconds."""


@dataclass(frozen=True, slots=True)
class Look:
    """One look at the files of an output folder; a file that is asked for twice is looked at once."""

    folder: Path
    digests: dict[str, str | None] = field(default_factory=dict)

    def is_current(self, record: Record | None, settings: str) -> bool:
        """Whether the figure of a record is whole, and all it was made of is as it was."""
        if record is None or record.settings != settings:
            return False
        if not all(self._is_unchanged(seen, record.looked) for seen in (*record.inputs, record.output)):
            return False
        return all(font_digest(family) == digest for family, digest in record.fonts)

    def _is_unchanged(self, seen: Seen, looked: int) -> bool:
        path = self.folder / seen.path
        try:
            state = path.stat()
        except OSError:
            return False
        if state.st_size != seen.size:
            return False
        tick = COARSE_TICK if state.st_mtime_ns % 1_000_000_000 == 0 else TICK
        same = (state.st_mtime_ns, state.st_ino) == (seen.date, seen.inode)
        if same and state.st_mtime_ns + tick < looked:
            return True
        return self._digest(seen.path) == seen.digest

    def _digest(self, path: str) -> str | None:
        if path not in self.digests:
            try:
                self.digests[path] = digest((self.folder / path).read_bytes())
            except OSError:
                self.digests[path] = None
        return self.digests[path]


@lru_cache(maxsize=64)
def font_digest(family: str) -> str | None:
    """SHA-256 of the file of a font family, looked at once in a build; None where it is not installed."""
    from graphdraw import pipeline  # start-up time: only where a figure has a font from elsewhere than matplotlib

    return pipeline.font_digest(family)


def digest(data: bytes) -> str:
    """SHA-256 in hexadecimal."""
    return hashlib.sha256(data).hexdigest()


def seen(path: Path, folder: Path, data: bytes | None = None) -> Seen:
    """A file as it is now, or as it was read (`data`); raises OSError if it is gone."""
    state = path.stat()
    content = path.read_bytes() if data is None else data
    return Seen(relative(path, folder), len(content), state.st_mtime_ns, state.st_ino, digest(content))


def relative(path: Path, folder: Path) -> str:
    """The way from the folder to the path, with slashes."""
    return Path(os.path.relpath(path, folder)).as_posix()
