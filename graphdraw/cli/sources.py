"""The specs that a command line names, opened."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NamedTuple

from graphdraw.cli import console
from graphdraw.cli.targets import STREAM
from graphdraw.disk import files, spelling
from graphdraw.disk.overwrites import Input
from graphdraw.errors import GraphdrawError, UsageError, visible
from graphdraw.limits import Limits
from graphdraw.pipeline.run import Run
from graphdraw.spec import Overrides, Source, files_of, read_file
from graphdraw.view import View


def read(name: str, limits: Limits) -> Source:
    """The spec of that name, `-` being standard input; raises `UsageError` if it cannot be opened."""
    if name == STREAM:
        return Source("<stdin>", console.read_input(limits.file_size), Path.cwd())
    return read_file(Path(name), limits)


def read_one(name: str, limits: Limits) -> Source:
    """The same for a command that takes one spec: of a folder it says so, with a spec that is in it."""
    refuse_folder(name)
    return read(name, limits)


def refuse_folder(name: str) -> None:
    """Raise `UsageError` where a folder is named and one spec is meant; what lies deeper is not searched."""
    folder = spelling.as_on_disk(Path(name))
    if name == STREAM or not files.is_folder(folder):
        return
    from graphdraw.build import among  # start-up time: a file is read as it is

    try:
        found = among(sorted(path for path in folder.iterdir() if files.is_file(path))).found
    except OSError:
        found = ()
    example = f", for example '{found[0].source}'" if found else ""
    raise UsageError(f"{folder}: this is a folder; name a spec of it{example}")


class Loaded(NamedTuple):
    """A spec that a command line names, read or with what is wrong with it, and the files it is made of."""

    name: str
    result: Run | GraphdrawError
    inputs: tuple[Input, ...]

    @property
    def title(self) -> str:
        """What it is called in a figure."""
        name = "<stdin>" if self.name == STREAM else visible(self.name)
        return name.encode("utf-8", "backslashreplace").decode()

    @property
    def run(self) -> Run:
        """The spec on its way; raises what is wrong with it."""
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

    Raises UsageError where a file that is laid over it is none.
    """
    try:
        source = read(name, how.limits)
    except GraphdrawError as error:
        return Loaded(name, error, ())
    return loaded(source, how)._replace(name=name)


def loaded(source: Source, how: How) -> Loaded:
    """The same for what was read already."""
    limits, overrides = how.limits, how.overrides
    run = Run(source, limits, overrides, view=how.view, lang=how.lang, parts=how.parts)
    result: Run | GraphdrawError = run
    try:
        parts = run.as_written.dependencies
    except GraphdrawError as error:
        result, parts = error, files_of(source, overrides, limits)
    laid = overrides.view.path if overrides.view else None
    return Loaded(source.name, result, tuple(Input(path, spec=source.path, view=laid) for path in parts))


class Chosen(NamedTuple):
    """The specs that are meant, files with what seems to be a slip in a key, folders without a spec, links out."""

    names: list[str]
    suspicious: list[str]
    empty: list[str]
    outside: list[str]


def chosen(specs: Sequence[str], root: Path | None, *, skip_others: bool) -> Chosen:
    """The specs that a command line means, those of folders in place of each; `root` is the folder of `--root`."""
    from graphdraw.build import SUFFIXES, among, discover  # start-up time: a file is read as it is

    found = Chosen([], [], [], [])
    for name in specs:
        path = Path(name)
        is_folder, is_there = files.is_folder(path), files.is_there(path)
        if skip_others and path.suffix in SUFFIXES and files.is_link(path):  # whatever it leads to
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
