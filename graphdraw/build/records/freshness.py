"""Whether a figure on disk is still what a build would draw: by dates where they can be trusted, else by content."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Literal

from graphdraw.build.records import manifest
from graphdraw.build.records.digest import digest
from graphdraw.build.records.fontcache import font_digest, is_installed
from graphdraw.build.records.manifest import Record, Seen
from graphdraw.build.records.trust import LARGEST, Pictures, Reach
from graphdraw.disk import files
from graphdraw.disk.overwrites import folded
from graphdraw.disk.projects import Projects

TICK, COARSE_TICK = 20_000_000, 2_000_000_000
"""Nanoseconds in which two edits may get one date, in file systems with fine dates and with whole seconds."""


State = Literal["current", "doubtful", "stale"]
"""Of a figure; `doubtful`: all is as it was, but nothing says that it is a drawing of graphdraw."""


class Look:
    """One look at an output folder: its records, and their files; a file that is asked for twice is looked at once.

    Dates in a manifest that this user's graphdraw has not written say nothing, and of the files that it names only
    those are looked at that a spec could be made of: `root` and `view` are those of the build (`trust.Reach`).
    `specs` says of files that figures were drawn from whether they still are specs, as far as that was asked.
    """

    def __init__(
        self, folder: Path, root: Path | None = None, view: Path | None = None, paths: Sequence[Path] = ()
    ) -> None:
        contents = manifest.load(folder)
        self.folder, self.records = folder, contents.records
        self.foreign, self.damage, self._is_known = contents.foreign, contents.damage, contents.is_known
        self.pictures, self.reach = Pictures(folder), Reach(folder, root, view, paths)
        self.specs: dict[str, bool] = {}
        self.base = base(folder)
        self._folder = os.fspath(self.base)
        self._states: dict[str, os.stat_result | None] = {}
        self._digests: dict[str, str | None] = {}
        self._specs = {record.inputs[0].path: record for record in self.records.values()}
        self._ways: dict[str, str] = {}
        self._projects = Projects()
        self._nearest: dict[str, str | None] = {}
        self._places: dict[str, str] = {}
        self._outside: dict[str, bool] = {}

    def is_spec(self, source: str) -> bool:
        """Whether a file is known to be a spec: it was drawn, and by date it and all it extends are as they were.

        To open all specs is a good part of what a build with nothing to do would cost.
        """
        return self._known(source) is not None

    def files_of(self, source: str) -> list[str] | None:
        """The files that a spec is made of, if that is known by the same rule."""
        record = self._known(source)
        return record and [os.path.join(self._folder, seen.path) for seen in record.inputs]  # noqa: PTH118 (see _state)

    def _known(self, source: str) -> Record | None:
        record = self._specs.get(self._way(source))
        if record is None or not all(self._has_date(seen, record.looked) for seen in record.inputs):
            return None
        return record

    def _way(self, source: str) -> str:
        """The way from the folder to a spec, as records have it."""
        parent, name = os.path.split(source)
        if parent not in self._ways:
            self._ways[parent] = relative(Path(parent, "x"), self.folder)[:-1]
        return self._ways[parent] + name

    def is_of(self, record: Record, source: str) -> bool:
        """Whether a record is that of a figure of this spec, by whatever way it is named."""
        known, asked = record.inputs[0].path, self._way(source)
        if known == asked or self._place(known) == self._place(asked):
            return True
        if folded(self._place(known)) != folded(self._place(asked)):
            return False
        one, other = self._state(known), self._state(asked)  # letter case tells nothing on some file systems
        return one is not None and other is not None and os.path.samestat(one, other)

    def state(self, record: Record | None, settings: str, source: str) -> State:
        """Current if a record is that of a spec, its figure is whole and ours, and all it was made of is as it was."""
        if record is None or record.settings != settings or not self.is_of(record, source) or any(self.changes(record)):
            return "stale"
        return "current" if self.is_ours(record) else "doubtful"

    def is_ours(self, record: Record) -> bool:
        """Whether a figure is known to be a drawing of graphdraw, as it is recorded."""
        return self._is_known or self.pictures.is_ours(record)

    def may_be_spec(self, source: str) -> bool:
        """Whether the manifest may make a build look at a file, to see whether there still is a spec."""
        return self._is_known or self.reach.may_be_spec(source)

    def may_follow(self, name: str, record: Record) -> bool:
        """Whether the files that a record names may be looked at: the figure was drawn since, or they are in reach."""
        old = self.records.get(name)
        return self._is_known or old is None or record[1:] != old[1:] or self.reach.may_follow(record)

    def changes(self, record: Record) -> Iterator[tuple[str, str]]:
        """What is not as it was: `what` and the path of a file or the name of a font, for `why.said` to say.

        `what` is `figure`, `input`, `project` (another one is the nearest now), `font`, or `other` for a file that no
        spec is made of, which is not looked at.
        """
        if self.has_changed(record):
            yield "figure", record.output.path
        for seen in record.inputs:
            if not (self._is_known or self.reach.may_be_part(seen.path, record.inputs[0].path)):
                yield "other", seen.path
            elif not self._is_unchanged(seen, record.looked):
                yield "input", seen.path
        nearest = self._nearest_project(record.inputs[0].path)
        if nearest and (record.project is None or self._place(record.project) != nearest):
            yield "project", nearest
        for family, known in record.fonts:
            if is_installed(family) if known is None else font_digest(family) != known:
                yield "font", family

    def is_there(self, path: str) -> bool:
        """Whether there is an ordinary file at a path that starts in the folder."""
        state = self._state(path)
        return state is not None and stat.S_ISREG(state.st_mode)

    def has_changed(self, record: Record) -> bool:
        """Whether somebody has changed the figure of a record since it was written."""
        if self._leads_out(record.output.path):
            return True
        return not self._is_unchanged(record.output, record.looked, written=True)

    def _leads_out(self, figure: str) -> bool:
        """Whether a link leads a figure out of the folder: it may have come since the figure was drawn."""
        parent = figure.rpartition("/")[0]
        if parent not in self._outside:
            self._outside[parent] = files.leads_out(self.folder / parent, self.folder) is not None
        if self._outside[parent]:
            return True
        path = os.path.join(self._folder, figure)  # noqa: PTH118 (see _state)
        return os.path.islink(path) and files.leads_out(Path(path), self.folder) is not None  # noqa: PTH114 (the same)

    def _nearest_project(self, spec: str) -> str | None:
        """The project file that counts for a spec; None as well where it is the recorded one that is gone."""
        parent = spec.rpartition("/")[0]
        if parent not in self._nearest:
            folder = os.path.join(self._folder, parent)  # noqa: PTH118 (see _state)
            self._nearest[parent] = self._projects.nearest(folder)
        return self._nearest[parent]

    def _place(self, path: str) -> str:
        if path not in self._places:
            parent, name = os.path.split(os.path.join(self._folder, path))  # noqa: PTH118 (see _state)
            self._places[path] = os.path.join(os.path.realpath(parent), name)  # noqa: PTH118 (see _state)
        return self._places[path]

    def _is_unchanged(self, seen: Seen, looked: int, *, written: bool = False) -> bool:
        """By its date, if nothing can have changed the file since without giving it another; else by its content.

        A file that the build itself has written is a new one, with an inode of its own: its fine date is trusted at
        once, although it lies within a tick of the look.
        """
        return self._has_date(seen, looked, written=written) or self._digest(seen.path) == seen.digest

    def _has_date(self, seen: Seen, looked: int, *, written: bool = False) -> bool:
        if not self._is_known:
            return False
        path, size, date, inode, _, changed = seen
        state = self._state(path)
        if state is None or state.st_size != size or state.st_mtime_ns != date or state.st_ino != inode:
            return False
        if state.st_ctime_ns != changed:  # `cp -p` and tools that give all files one date keep the other
            return False
        tick = COARSE_TICK if date % 1_000_000_000 == 0 else 0 if written else TICK
        return date + tick < looked

    def _state(self, path: str) -> os.stat_result | None:
        if path not in self._states:
            self._states[path] = _state(os.path.join(self._folder, path))  # noqa: PTH118 (see _state)
        return self._states[path]

    def _digest(self, path: str) -> str | None:
        if path not in self._digests:
            try:
                self._digests[path] = digest(files.read(self.folder / path, LARGEST))
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
    content = files.read(path, LARGEST) if data is None else data
    name = relative(path, folder)
    return Seen(name, len(content), state.st_mtime_ns, state.st_ino, digest(content), state.st_ctime_ns)


def relative(path: Path, folder: Path) -> str:
    """The way from the folder to the path, with slashes; the whole path where there is none, from drive to drive.

    It is one that leads there: not that of the names, where `folder` lies behind a link, so that `..` is elsewhere.
    """
    way, start = _way(path, folder), base(folder)
    if start is folder or os.path.realpath(start / way) == os.path.realpath(path):
        return way
    return _way(path, start)


def base(folder: Path) -> Path:
    """The folder that the ways of records begin in: itself, or where it lies, if a link leads there."""
    place = os.path.realpath(folder)
    return folder if place == os.path.abspath(folder) else Path(place)  # noqa: PTH100 (text)


def from_here(path: str | Path) -> str:
    """The way from the current folder, with slashes; the whole path where there is none, from drive to drive.

    No `..` in the path stands behind a link.
    """
    return _way(Path(path), Path())


def _way(path: Path, folder: Path) -> str:
    try:
        return Path(os.path.relpath(path, folder)).as_posix()
    except ValueError:
        return path.absolute().as_posix()
