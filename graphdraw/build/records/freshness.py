"""Whether a figure on disk is still what a build would draw: by dates if they can be trusted, else by content."""

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
from graphdraw.build.records.trust import LARGEST, OwnPictures, Reach
from graphdraw.disk import files
from graphdraw.disk.overwrites import folded
from graphdraw.disk.projects import Projects

TICK, COARSE_TICK = 20_000_000, 2_000_000_000
"""Nanoseconds within which two edits may get the same date: on file systems with fine dates, and with whole seconds."""


State = Literal["current", "doubtful", "stale"]
"""The state of a figure. `doubtful`: nothing has changed, but it cannot be shown to be a drawing of graphdraw."""


class FolderLook:
    """The state of an output folder at one moment: its records, and the files that they name, each examined once.

    If the manifest was not written by this user's graphdraw, its dates are not trusted, and only those files are
    examined that a spec of this build could be made of (`trust.Reach`). `root`, `view` and `paths` are those of the
    build. `specs` keeps, for the recorded paths that were asked for, whether a spec is there.
    """

    def __init__(
        self, folder: Path, root: Path | None = None, view: Path | None = None, paths: Sequence[Path] = ()
    ) -> None:
        contents = manifest.load(folder)
        self.folder, self.records = folder, contents.records
        self.foreign, self.damage, self._is_known = contents.foreign, contents.damage, contents.is_known
        self.pictures, self.reach = OwnPictures(folder), Reach(folder, root, view, paths)
        self.specs: dict[str, bool] = {}
        self.base = base(folder)
        self._folder = os.fspath(self.base)
        self._states: dict[str, os.stat_result | None] = {}
        self._digests: dict[str, str | None] = {}
        self._specs = {record.inputs[0].path: record for record in self.records.values()}
        self._relative_parents: dict[str, str] = {}
        self._projects = Projects()
        self._nearest: dict[str, str | None] = {}
        self._places: dict[str, str] = {}
        self._outside: dict[str, bool] = {}

    def is_spec(self, source: str) -> bool:
        """Whether a file is known to be a spec: it was drawn, and the dates of it and its extended files are the same.

        This saves opening every spec, which would be a good part of the time of a build with nothing to do.
        """
        return self._unchanged_record(source) is not None

    def files_of(self, source: str) -> list[str] | None:
        """The files that a spec is made of, or None if it or one of them has another date than its record says."""
        record = self._unchanged_record(source)
        return record and [os.path.join(self._folder, seen.path) for seen in record.inputs]  # noqa: PTH118 (see _state)

    def _unchanged_record(self, source: str) -> Record | None:
        """A record of a spec whose inputs all have the recorded dates, or None."""
        record = self._specs.get(self._relative(source))
        if record is None or not all(self._has_date(seen, record.looked) for seen in record.inputs):
            return None
        return record

    def _relative(self, source: str) -> str:
        """The path of a spec relative to the output folder, as records have it."""
        parent, name = os.path.split(source)
        if parent not in self._relative_parents:
            self._relative_parents[parent] = relative(Path(parent, "x"), self.folder)[:-1]
        return self._relative_parents[parent] + name

    def is_of(self, record: Record, source: str) -> bool:
        """Whether a record is that of a figure of this spec, also if the two paths of the spec differ by links."""
        recorded, asked = record.inputs[0].path, self._relative(source)
        if recorded == asked or self._place(recorded) == self._place(asked):
            return True
        if folded(self._place(recorded)) != folded(self._place(asked)):
            return False
        one, other = self._state(recorded), self._state(asked)  # some file systems ignore letter case
        return one is not None and other is not None and os.path.samestat(one, other)

    def state(self, record: Record | None, settings: str, source: str) -> State:
        """The state of the figure that `record` describes, for a build with these settings of the spec `source`.

        `current` if it was drawn from this spec with the same settings, neither it nor any of its inputs has changed,
        and it is a drawing of graphdraw.
        """
        if record is None or record.settings != settings or not self.is_of(record, source) or any(self.changes(record)):
            return "stale"
        return "current" if self.is_ours(record) else "doubtful"

    def is_ours(self, record: Record) -> bool:
        """Whether the figure with the recorded digest is known to be a drawing of graphdraw."""
        return self._is_known or self.pictures.is_ours(record)

    def may_be_spec(self, source: str) -> bool:
        """Whether a build may open this file to see if it still is a spec, although only the manifest names it."""
        return self._is_known or self.reach.may_be_spec(source)

    def may_follow(self, name: str, record: Record) -> bool:
        """Whether the files that `record` names may be listed in a depfile; `name` is the path of its figure.

        True if this user's graphdraw has written the record (before, or since this look: it then differs from the one
        that was read), or if all of the files may belong to the book.
        """
        old = self.records.get(name)
        return self._is_known or old is None or record[1:] != old[1:] or self.reach.may_follow(record)

    def changes(self, record: Record) -> Iterator[tuple[str, str]]:
        """What has changed since a figure was drawn, as pairs of a kind and the path of a file or the name of a font.

        The kind is `figure`, `input`, `project` (another project file is the nearest now), `font`, or `other` for a
        recorded input that no spec of this build can be made of, which is not examined. `why` puts them into words.
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
        """Whether there is an ordinary file at a path relative to the output folder."""
        state = self._state(path)
        return state is not None and stat.S_ISREG(state.st_mode)

    def has_changed(self, record: Record) -> bool:
        """Whether the figure of a record was changed or removed since it was written."""
        if self._leads_out(record.output.path):
            return True
        return not self._is_unchanged(record.output, record.looked, written=True)

    def _leads_out(self, figure: str) -> bool:
        """Whether a link leads from the path of a figure out of the folder; it may be newer than the figure."""
        parent = figure.rpartition("/")[0]
        if parent not in self._outside:
            self._outside[parent] = files.leads_out(self.folder / parent, self.folder) is not None
        if self._outside[parent]:
            return True
        path = os.path.join(self._folder, figure)  # noqa: PTH118 (see _state)
        return os.path.islink(path) and files.leads_out(Path(path), self.folder) is not None  # noqa: PTH114 (the same)

    def _nearest_project(self, spec: str) -> str | None:
        """The path of the nearest project file to a spec (relative path), or None if there is none."""
        parent = spec.rpartition("/")[0]
        if parent not in self._nearest:
            folder = os.path.join(self._folder, parent)  # noqa: PTH118 (see _state)
            self._nearest[parent] = self._projects.nearest(folder)
        return self._nearest[parent]

    def _place(self, path: str) -> str:
        """A recorded path as an absolute one, with the links in its parents followed, but not one at its end."""
        if path not in self._places:
            parent, name = os.path.split(os.path.join(self._folder, path))  # noqa: PTH118 (see _state)
            self._places[path] = os.path.join(os.path.realpath(parent), name)  # noqa: PTH118 (see _state)
        return self._places[path]

    def _is_unchanged(self, seen: Seen, looked: int, *, written: bool = False) -> bool:
        """Whether a file is as it was seen: by its date if that can be trusted, else by its digest.

        `looked` is when it was seen (nanoseconds); `written` says that the build itself has written it.
        """
        return self._has_date(seen, looked, written=written) or self._digest(seen.path) == seen.digest

    def _has_date(self, seen: Seen, looked: int, *, written: bool = False) -> bool:
        """Whether size, dates and inode of a file are the recorded ones, and its date is old enough to be trusted.

        A date is trusted if the file was last changed at least one tick before `looked`: two edits within one tick may
        get the same date. A file that the build has written has an inode of its own, so a fine date of it is trusted at
        once.
        """
        if not self._is_known:
            return False
        path, size, date, inode, _, changed = seen
        state = self._state(path)
        if state is None or state.st_size != size or state.st_mtime_ns != date or state.st_ino != inode:
            return False
        if state.st_ctime_ns != changed:  # `cp -p`, and tools that set one date for all files, cannot set this one
            return False
        tick = COARSE_TICK if date % 1_000_000_000 == 0 else 0 if written else TICK
        return date + tick < looked

    def _state(self, path: str) -> os.stat_result | None:
        """The state of the file at a recorded path, asked for once; None if there is none."""
        if path not in self._states:
            self._states[path] = _state(os.path.join(self._folder, path))  # noqa: PTH118 (see _state)
        return self._states[path]

    def _digest(self, path: str) -> str | None:
        """The digest of the file at a recorded path, computed once; None if it cannot be read."""
        if path not in self._digests:
            try:
                self._digests[path] = digest(files.read(self.folder / path, LARGEST))
            except OSError:
                self._digests[path] = None
        return self._digests[path]


def _state(path: str) -> os.stat_result | None:
    """The state of the file at a path, or None if there is none."""
    try:
        return os.stat(path)  # noqa: PTH116 (a Path costs more than the look)
    except (OSError, ValueError):
        return None


def seen(path: Path, folder: Path, data: bytes | None = None) -> Seen:
    """What to record of the file at `path`: its state now, and the digest of its content, which is `data` if given.

    Raises OSError if the file is gone.
    """
    state = path.stat()
    content = files.read(path, LARGEST) if data is None else data
    name = relative(path, folder)
    return Seen(name, len(content), state.st_mtime_ns, state.st_ino, digest(content), state.st_ctime_ns)


def relative(path: Path, folder: Path) -> str:
    """`path` relative to `folder`, with slashes; the absolute path if they lie on different drives.

    If `folder` is reached by a link, `..` leads to the parent of the folder behind the link. The path returned is then
    relative to that folder, so that it does lead to the file.
    """
    names, start = _relative_names(path, folder), base(folder)
    if start is folder or os.path.realpath(start / names) == os.path.realpath(path):
        return names
    return _relative_names(path, start)


def base(folder: Path) -> Path:
    """The folder that recorded paths start from: `folder`, or the folder behind it if there is a link in its path."""
    place = os.path.realpath(folder)
    return folder if place == os.path.abspath(folder) else Path(place)  # noqa: PTH100 (text)


def from_here(path: str | Path) -> str:
    """A path relative to the current folder, with slashes; the absolute path if it lies on another drive.

    The path given must have no `..` after a link.
    """
    return _relative_names(Path(path), Path())


def _relative_names(path: Path, folder: Path) -> str:
    """`path` relative to `folder` by the names alone, links not followed; the absolute path on another drive."""
    try:
        return Path(os.path.relpath(path, folder)).as_posix()
    except ValueError:
        return path.absolute().as_posix()
