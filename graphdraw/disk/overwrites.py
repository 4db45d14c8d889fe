"""What a command will write, held against what it reads: refused before anything is written.

No file that is written may be one that is read, and none may be written twice. Two names are one file where they lead
to one, and also where they differ in letter case or Unicode form only: on some file systems they are one, and a book is
carried from one to the other.
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
"""What a build remembers, in its output folder; only a build writes it."""

THE_MANIFEST = "the manifest"


class Output(NamedTuple):
    """A file that is going to be written: `what` it is (`the figure`), the spec it is drawn from, and what to do else.

    `source` is None for what is no figure; `folder` is that of the output, in which links are followed, if it is not
    the one that the file is in.
    """

    path: Path
    what: str
    hint: str
    source: str | None = None
    folder: Path | None = None


class Input(NamedTuple):
    """A file that is read, or that must stay for another reason.

    `what` it is (`the figure`) is left out for a file that a figure is made from: that is told by its spec and by the
    file of `--view`, if need be.
    """

    path: str | Path
    what: str = ""
    spec: str | Path | None = None
    view: str | Path | None = None

    @property
    def role(self) -> str:
        """What to call it: `the spec`, `the included file`."""
        if self.what:
            return self.what
        if Path(self.path).name in (YAML_NAME, TOML_NAME):
            return "the project file"
        if self.spec and _place(self.path) == _place(self.spec):
            return "the spec"
        return "the view file" if self.view and _place(self.path) == _place(self.view) else "the included file"


def refuse(outputs: Sequence[Output], inputs: Iterable[Input], made: Iterable[Path] = ()) -> None:
    """Raise UsageError if two of the outputs would be one file, one of them is an input, or no file can be there.

    What is no regular file (`/dev/null`) can be written to any number of times. A figure that cannot be written does
    not keep the others from being drawn, so only its like is refused that would wait for ever: a named pipe. One that a
    link leads out of its folder is not written, and what the link leads to is not looked at. `made` are folders that
    will be there, besides those of the figures.
    """
    for output in outputs:
        if output.path.name == MANIFEST and output.what != THE_MANIFEST:
            raise UsageError(f"{output.what} would replace {THE_MANIFEST} '{_from_here(output.path)}'", output.hint)
    outputs = [output for output in outputs if not _leads_out(output)]
    for output in outputs:
        if files.is_named_pipe(output.path):
            raise UsageError(f"{output.path}: this is a pipe, not a file", output.hint)
    _refuse_meetings(outputs, inputs)
    _refuse_places(outputs, made)


def _leads_out(output: Output) -> bool:
    """Whether a link leads a figure out, which is told when it is drawn; raises UsageError for what is no figure."""
    path, _, hint, source, folder = output
    try:
        files.refuse_leading_out(path, folder)
    except (OSError, ValueError) as error:
        if source is None:
            raise UsageError(f"{path}: cannot be written: {reason(error)}", hint) from error
        return isinstance(error, files.LeadsOutError)
    return False


def _refuse_meetings(outputs: Sequence[Output], inputs: Iterable[Input]) -> None:
    """Raise UsageError if two of the outputs would be one file, or one of them is an input."""
    taken: dict[str, Output] = {}
    known: dict[tuple[int, int], Output] = {}
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
        met = known.get(identity) if identity else None
        name = os.path.basename(given.path)  # noqa: PTH119 (see `_Places`)
        if met is None and (folded(name) in names or os.path.islink(given.path)):  # noqa: PTH114 (the same)
            met = taken.get(places.of(given.path))  # also that of a link that leads to nothing yet
        if met:
            raise UsageError(f"{met.what} would replace {given.role} '{_from_here(given.path)}'", met.hint)


def _refuse_places(outputs: Sequence[Output], made: Iterable[Path]) -> None:
    """Raise UsageError where what is no figure has no place."""
    folders = {*made, *(output.path.parent for output in outputs if output.source is not None)}
    for path, _, hint, source, _ in outputs:
        if source is not None:
            continue
        if files.is_folder(path):
            raise UsageError(f"{path}: cannot be written: it is a folder", hint)
        if not any(path.parent == folder or path.parent in folder.parents for folder in folders):
            try:
                os.stat(os.path.join(path.parent, ""))  # noqa: PTH116, PTH118 (the slash: a file is none)
            except (OSError, ValueError) as error:
                raise UsageError(f"{path}: cannot be written: {reason(error)}") from error


def written_twice(first: Output, second: Output) -> UsageError:
    """The error of two outputs that are one file."""
    if first.source is not None and second.source is not None:
        both = f"'{Path(first.source).as_posix()}' and '{Path(second.source).as_posix()}'"
        hint = "name it once" if first.source == second.source else "rename one of them"
        return UsageError(f"{both} would both be drawn to '{second.path.as_posix()}'", hint)
    return UsageError(f"{first.what} and {second.what} would both be written to '{second.path}'", second.hint)


def folded(name: str) -> str:
    """A name as the least discerning file system sees it."""
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", name).casefold())


class _Places:
    """Where files lie, links followed; folders are asked for once."""

    def __init__(self) -> None:
        self._folders: dict[str, str] = {}

    def of(self, path: str | Path) -> str:
        text = os.path.abspath(path)  # noqa: PTH100 (a build asks for thousands)
        if os.path.islink(text):  # noqa: PTH114 (the same)
            return folded(os.path.realpath(text))
        parent, name = os.path.split(text)
        if parent not in self._folders:
            self._folders[parent] = folded(os.path.realpath(parent))
        return f"{self._folders[parent]}/{folded(name)}"


def _place(path: str | Path) -> str:
    return os.path.realpath(path)


def _identity(path: str | Path) -> tuple[int, int] | None:
    """Device and inode, which hard links share; None for what is not there."""
    try:
        state = os.stat(path)  # noqa: PTH116 (the same)
    except (OSError, ValueError):
        return None
    return (state.st_dev, state.st_ino) if state.st_ino else None


def _from_here(path: str | Path) -> str:
    """As the user would name it: the way from the current folder, where it leads down from there."""
    try:
        way = os.path.relpath(path)
    except ValueError:
        return str(path)
    return str(path) if Path(path).is_absolute() and way.startswith("..") else way
