"""Reading the specs that a command line names, and finding those in folders."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NamedTuple

from graphdraw.cli import console
from graphdraw.cli.targets import STREAM
from graphdraw.disk import files, spelling
from graphdraw.disk.overwrites import ReadFile
from graphdraw.errors import GraphdrawError, UsageError, visible
from graphdraw.limits import Limits
from graphdraw.pipeline.run import Run
from graphdraw.spec import Overrides, Source, files_of, read_file
from graphdraw.view import View


def read(name: str, limits: Limits) -> Source:
    """The text of a spec, from the file `name` or from standard input (`-`); raises `UsageError`."""
    if name == STREAM:
        return Source("<stdin>", console.read_input(limits.file_size), Path.cwd())
    return read_file(Path(name), limits)


def read_one(name: str, limits: Limits) -> Source:
    """`read` for a command that takes one spec: a folder is refused with a message that names a spec in it."""
    refuse_folder(name)
    return read(name, limits)


def refuse_folder(name: str) -> None:
    """Raise `UsageError` if `name` is a folder; the message names a spec that lies directly in it, if there is one."""
    folder = spelling.as_on_disk(Path(name))
    if name == STREAM or not files.is_folder(folder):
        return
    from graphdraw.build import among  # start-up time: only needed for a folder

    try:
        found = among(sorted(path for path in folder.iterdir() if files.is_file(path))).found
    except OSError:
        found = ()
    example = f", for example '{found[0].source}'" if found else ""
    raise UsageError(f"{folder}: this is a folder; name a spec of it{example}")


class Loaded(NamedTuple):
    """A spec that a command line names: the spec or the error of reading it, and the files that it is made of."""

    name: str
    result: Run | GraphdrawError
    inputs: tuple[ReadFile, ...]

    @property
    def title(self) -> str:
        """The name of the spec as a figure shows it."""
        name = "<stdin>" if self.name == STREAM else visible(self.name)
        return name.encode("utf-8", "backslashreplace").decode()

    @property
    def run(self) -> Run:
        """The spec; raises the error if it could not be read."""
        if isinstance(self.result, GraphdrawError):
            raise self.result
        return self.result


class How(NamedTuple):
    """What a command line says of all its specs: limits, what is laid over them, and how `Run` is to take them."""

    limits: Limits
    overrides: Overrides
    view: Callable[[View], View] | None = None
    lang: str | None = None
    parts: int = 1


def load(name: str, how: How) -> Loaded:
    """A spec with all that belongs to it. Mistakes in it are kept, so that all files are known before one is written.

    So all inputs are known before any output is written. Raises UsageError if the file of `--view` is not valid.
    """
    try:
        source = read(name, how.limits)
    except GraphdrawError as error:
        return Loaded(name, error, ())
    return loaded(source, how)._replace(name=name)


def loaded(source: Source, how: How) -> Loaded:
    """`load` for a spec whose text was read already."""
    limits, overrides = how.limits, how.overrides
    run = Run(source, limits, overrides, view=how.view, lang=how.lang, parts=how.parts)
    result: Run | GraphdrawError = run
    try:
        parts = run.as_written.dependencies
    except GraphdrawError as error:
        result, parts = error, files_of(source, overrides, limits)
    laid = overrides.view.path if overrides.view else None
    return Loaded(source.name, result, tuple(ReadFile(path, spec=source.path, view=laid) for path in parts))


class Chosen(NamedTuple):
    """The specs that a command line means, and what `build.Discovery` calls suspicious, empty and outside."""

    names: list[str]
    suspicious: list[str]
    empty: list[str]
    outside: list[str]


def chosen(specs: Sequence[str], root: Path | None, *, skip_others: bool) -> Chosen:
    """The specs that a command line means: a folder is replaced by the specs in it; each spec is named once.

    With `skip_others`, a file is passed over if its content is not that of a spec. `root` is the folder of `--root`.
    """
    from graphdraw.build import SUFFIXES, among, discover  # start-up time: only needed for folders

    found = Chosen([], [], [], [])
    for name in specs:
        path = Path(name)
        is_folder, is_there = files.is_folder(path), files.is_there(path)
        if skip_others and path.suffix in SUFFIXES and files.is_link(path):  # its end is not examined
            is_folder, is_there = False, True
        if name == STREAM or not (is_folder or (skip_others and is_there)):
            found.names.append(name)
            continue
        discovery = discover([path], root=root) if is_folder else among([path], root)
        found.names.extend(file.source for file in discovery.found)
        found.suspicious.extend(discovery.suspicious)
        found.empty.extend(discovery.empty)
        found.outside.extend(discovery.outside)
    return found._replace(names=list(dict.fromkeys(found.names)))
