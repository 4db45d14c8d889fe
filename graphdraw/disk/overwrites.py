"""Refusing, before anything is written, to overwrite a file that is read, or to write one file twice.

Two paths are the same file if they lead to the same file, and also if they differ only in letter case or Unicode form:
on some file systems they are the same, and a book may be copied to one of those.
"""

from __future__ import annotations

import os
import unicodedata
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import NamedTuple

from graphdraw.disk import files
from graphdraw.disk.projects import TOML_NAME, YAML_NAME
from graphdraw.errors import UsageError, reason

MANIFEST = ".graphdraw-manifest.json"
"""The name of the manifest in the output folder of a build; only a build writes it."""

THE_MANIFEST = "the manifest"


class WrittenFile(NamedTuple):
    """A file that is going to be written.

    `what` names it in messages (`the figure`), `hint` says what the user can do if it is refused. `source` is the spec
    of a figure, None for any other file. `folder` is the output folder that links may not lead out of; None for the
    folder of the file.
    """

    path: Path
    what: str
    hint: str
    source: str | None = None
    folder: Path | None = None


class ReadFile(NamedTuple):
    """A file that must not be overwritten, mostly because it is read.

    `what` names it in messages (`the figure`). It is empty for a file that a figure is made from: `role` then finds the
    name from the path, the `spec` of the figure and the file of `--view`.
    """

    path: str | Path
    what: str = ""
    spec: str | Path | None = None
    view: str | Path | None = None

    @property
    def role(self) -> str:
        """What messages call the file: `the spec`, `the included file`."""
        if self.what:
            return self.what
        if Path(self.path).name in (YAML_NAME, TOML_NAME):
            return "the project file"
        if self.spec and _place(self.path) == _place(self.spec):
            return "the spec"
        return "the view file" if self.view and _place(self.path) == _place(self.view) else "the included file"


def refuse(outputs: Sequence[WrittenFile], inputs: Iterable[ReadFile], made: Iterable[Path] = ()) -> None:
    """Raise UsageError if two outputs are the same file, if an output is an input, or if it cannot be written.

    Anything but a regular file (`/dev/null`) may be written to any number of times. A figure that cannot be written is
    not refused here, since the other figures can still be drawn; only a named pipe is, since writing to it could wait
    for ever. A figure that a link leads out of its folder is skipped, and the end of the link is not examined. `made`
    are folders that will exist by the time of writing, besides those of the figures.
    """
    for output in outputs:
        if output.path.name == MANIFEST and output.what != THE_MANIFEST:
            raise UsageError(f"{output.what} would replace {THE_MANIFEST} '{_from_here(output.path)}'", output.hint)
    outputs = [output for output in outputs if not _leads_out(output)]
    for output in outputs:
        if files.is_named_pipe(output.path):
            raise UsageError(f"{output.path}: this is a pipe, not a file", output.hint)
    _refuse_same_files(outputs, inputs)
    _refuse_unwritable(outputs, made)


def _leads_out(output: WrittenFile) -> bool:
    """Whether a link leads from an output out of its folder; raises UsageError then unless it is a figure.

    For a figure, drawing it reports the link.
    """
    path, _, hint, source, folder = output
    try:
        files.refuse_leading_out(path, folder)
    except (OSError, ValueError) as error:
        if source is None:
            raise UsageError(f"{path}: cannot be written: {reason(error)}", hint) from error
        return isinstance(error, files.LeadsOutError)
    return False


def _refuse_same_files(outputs: Sequence[WrittenFile], inputs: Iterable[ReadFile]) -> None:
    """Raise UsageError if two outputs are the same file, or if an output is also an input."""
    taken: dict[str, WrittenFile] = {}
    known: dict[tuple[int, int], WrittenFile] = {}
    places = _Places()
    for output in outputs:
        if files.is_there(output.path) and not files.is_file(output.path):
            continue
        place = places.of(output.path)
        if place in taken:
            raise written_twice(taken[place], output)
        taken[place] = output
        if identity := _identity(output.path):
            known[identity] = output
    if not taken:
        return
    names = {place.rpartition("/")[2] for place in taken}
    for given in inputs:
        identity = _identity(given.path) if known else None
        clash = known.get(identity) if identity else None
        name = os.path.basename(given.path)  # noqa: PTH119 (see `_Places`)
        if clash is None and (folded(name) in names or os.path.islink(given.path)):  # noqa: PTH114 (the same)
            clash = taken.get(places.of(given.path))  # finds also a link that leads to a missing file
        if clash:
            raise UsageError(f"{clash.what} would replace {given.role} '{_from_here(given.path)}'", clash.hint)


def _refuse_unwritable(outputs: Sequence[WrittenFile], made: Iterable[Path]) -> None:
    """Raise UsageError for an output other than a figure whose path is a folder, or whose folder does not exist."""
    folders = {*made, *(output.path.parent for output in outputs if output.source is not None)}
    for path, _, hint, source, _ in outputs:
        if source is not None:
            continue
        if files.is_folder(path):
            raise UsageError(f"{path}: cannot be written: it is a folder", hint)
        if not any(path.parent == folder or path.parent in folder.parents for folder in folders):
            try:
                os.stat(os.path.join(path.parent, ""))  # noqa: PTH116, PTH118 (the slash at the end: a file fails)
            except (OSError, ValueError) as error:
                raise UsageError(f"{path}: cannot be written: {reason(error)}") from error


def written_twice(first: WrittenFile, second: WrittenFile) -> UsageError:
    """The error to raise for two outputs that are the same file."""
    if first.source is not None and second.source is not None:
        both = f"'{Path(first.source).as_posix()}' and '{Path(second.source).as_posix()}'"
        hint = "name it once" if first.source == second.source else "rename one of them"
        return UsageError(f"{both} would both be drawn to '{second.path.as_posix()}'", hint)
    return UsageError(f"{first.what} and {second.what} would both be written to '{second.path}'", second.hint)


def folded(name: str) -> str:
    """A key that is equal for names that differ only in letter case or Unicode form (NFC, case folded)."""
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", name).casefold())


class _Places:
    """Finds out which paths lead to the same place; each folder is examined once."""

    def __init__(self) -> None:
        self._folders: dict[str, str] = {}

    def of(self, path: str | Path) -> str:
        """A key for the place that a path leads to, links followed: absolute, and `folded`."""
        text = os.path.abspath(path)  # noqa: PTH100 (a build asks for thousands)
        if os.path.islink(text):  # noqa: PTH114 (the same)
            return folded(os.path.realpath(text))
        parent, name = os.path.split(text)
        if parent not in self._folders:
            self._folders[parent] = folded(os.path.realpath(parent))
        return f"{self._folders[parent]}/{folded(name)}"


def _place(path: str | Path) -> str:
    """The absolute path without links."""
    return os.path.realpath(path)


def _identity(path: str | Path) -> tuple[int, int] | None:
    """Device and inode of a file, which hard links share; None if there is no file."""
    try:
        state = os.stat(path)  # noqa: PTH116 (the same)
    except (OSError, ValueError):
        return None
    return (state.st_dev, state.st_ino) if state.st_ino else None


def _from_here(path: str | Path) -> str:
    """A path as a user would write it: relative to the current folder, unless it was absolute and lies outside."""
    try:
        relative = os.path.relpath(path)
    except ValueError:
        return str(path)
    return str(path) if Path(path).is_absolute() and relative.startswith("..") else relative
