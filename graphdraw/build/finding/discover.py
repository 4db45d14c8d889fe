"""Which files under the paths of a build are specs, and where their figures go."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from graphdraw.build.finding.contents import Contents
from graphdraw.disk import files, spelling
from graphdraw.disk.projects import YAML_NAME

SUFFIXES = (".yaml", ".yml")


class Found(NamedTuple):
    """A spec, and the path of its figure below the output folder, with slashes and without suffix; both as text.

    A build with nothing to do handles thousands of paths, and a `Path` costs more than the look at its file.
    """

    source: str
    stem: str


class Discovery(NamedTuple):
    """The specs of a build in order, files passed over though they look like a spec with a typo, paths of nothing.

    `empty` are folders without a spec; `outside` are links in a folder that lead out of their root folder, and are not
    followed.
    """

    found: tuple[Found, ...]
    suspicious: tuple[str, ...]
    missing: tuple[str, ...] = ()
    empty: tuple[str, ...] = ()
    outside: tuple[str, ...] = ()


def discover(
    paths: Iterable[Path], known: Callable[[str], bool] = lambda _: False, root: Path | None = None
) -> Discovery:
    """The specs at and below the paths: a file named is one, a folder's file if it has or extends one with `nodes:`.

    Names that begin with `_` or `.` and project files are passed over. A file that cannot be read counts as a spec, for
    drawing it to say so. `known` tells of some files that they are specs, so that they need not be read; `root` is the
    folder of `--root`.
    """
    found: dict[str, Found] = {}
    sorting = _Sorting(Contents(root), known)
    missing: list[str] = []
    empty: list[str] = []
    for path in map(spelling.as_on_disk, paths):
        if files.is_folder(path):
            below: dict[str, Found] = {}
            for source, stem in _yaml_files(path):
                sorting.sort(Found(source, stem), os.fspath(path), below)
            found |= {source: spec for source, spec in below.items() if source not in found}
            if not below:
                empty.append(os.fspath(path))
        elif files.is_there(path):
            found[os.fspath(path)] = Found(os.fspath(path), path.stem)
        else:
            missing.append(os.fspath(path))
    return Discovery(
        tuple(found.values()), tuple(sorting.suspicious), tuple(missing), tuple(empty), tuple(sorting.outside)
    )


def named_below(found: Iterable[Found], sources: Sequence[Path]) -> tuple[Found, ...]:
    """Specs with their figures named as by a build of the sources; one that lies below none keeps its name."""
    places = [_place(source) for source in sources]
    folders = [place for source, place in zip(sources, places, strict=True) if files.is_folder(source)]
    named = []
    for spec in found:
        path = Path(spec.source)
        place = _place(path.parent) / path.name
        above = next((folder for folder in folders if folder in place.parents), None)
        if above and place not in places:
            spec = spec._replace(stem=place.relative_to(above).with_suffix("").as_posix())
        named.append(spec)
    return tuple(named)


def _place(path: Path) -> Path:
    """Where a path leads, links followed."""
    return Path(os.path.realpath(path))


def among(paths: Iterable[Path], root: Path | None = None) -> Discovery:
    """The specs among files that someone else has chosen, judged as those of a folder: by name and content."""
    found: dict[str, Found] = {}
    sorting = _Sorting(Contents(root))
    for path in paths:
        parts = (path.name,) if path.is_absolute() else path.parts
        if all(_may_be_found(part) or part == ".." for part in parts[:-1]) and _may_be_spec(path.name):
            named = os.fspath(path.parent) if path.is_absolute() else os.curdir
            sorting.sort(Found(os.fspath(path), path.stem), named, found)
    return Discovery(tuple(found.values()), tuple(sorting.suspicious), outside=tuple(sorting.outside))


class _Sorting:
    """What is passed over on the way, and why: files put where they belong, by their content."""

    def __init__(self, contents: Contents, known: Callable[[str], bool] = lambda _: False) -> None:
        self._contents, self._known = contents, known
        self.suspicious: list[str] = []
        self.outside: list[str] = []

    def sort(self, file: Found, folder: str, found: dict[str, Found]) -> None:
        """Put a file that was met in a folder among those that were found, if it is a spec."""
        source, contents = file.source, self._contents
        if contents.leads_out(source, folder):
            self.outside.append(source)
        elif self._known(source) or contents.is_spec(source):
            found.setdefault(source, file)
        elif contents.is_suspicious(source):
            self.suspicious.append(source)


def is_spec(source: str) -> bool:
    """Whether a file is there, and is one that `discover` takes for a spec, whatever its name."""
    return os.path.isfile(source) and Contents().is_spec(source)  # noqa: PTH113 (see Found)


def _yaml_files(folder: Path) -> Iterator[tuple[str, str]]:
    """Files that may be specs and their stems, in the order of their names, folders that are links not entered.

    Whether a link leads to a file or a folder, or anywhere, is not looked at here.
    """
    left = [(os.fspath(folder / "x")[:-1], "")]
    while left:
        start, below = left.pop()
        folders = []
        for name, is_folder in _entries(start or os.curdir):
            if is_folder:
                folders.append((f"{start}{name}{os.sep}", f"{below}{name}/"))
            elif _may_be_spec(name):
                yield start + name, below + name.rpartition(".")[0]
        left += reversed(folders)


def _entries(folder: str) -> list[tuple[str, bool]]:
    """What a folder has that may be found, by name, each with whether it is a folder; none where it can't be read."""
    try:
        with os.scandir(folder) as entries:
            return sorted((e.name, e.is_dir(follow_symlinks=False)) for e in entries if _may_be_found(e.name))
    except OSError:
        return []


def _may_be_found(name: str) -> bool:
    return not name.startswith(("_", "."))


def _may_be_spec(name: str) -> bool:
    return name.endswith(SUFFIXES) and _may_be_found(name) and name != YAML_NAME
