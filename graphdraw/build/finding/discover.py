"""Finding the specs among the paths of a build, and the name of each one's figure."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from graphdraw.build.finding.contents import BuildFiles
from graphdraw.disk import files, spelling
from graphdraw.disk.projects import YAML_NAME

SUFFIXES = (".yaml", ".yml")


class Found(NamedTuple):
    """A spec, and the path of its figure below the output folder, with slashes and without suffix.

    Both are `str`, since a build with nothing to do handles thousands of paths, and making a `Path` costs more time
    than asking the system for the state of its file.
    """

    source: str
    stem: str


class Discovery(NamedTuple):
    """What was found under the paths of a build.

    `found`: the specs, in order. `suspicious`: files that are not specs but look like one with a typo. `missing`: paths
    at which there is nothing. `empty`: folders without a spec. `outside`: links that lead out of their root folder, and
    are not followed.
    """

    found: tuple[Found, ...]
    suspicious: tuple[str, ...]
    missing: tuple[str, ...] = ()
    empty: tuple[str, ...] = ()
    outside: tuple[str, ...] = ()


def discover(
    paths: Iterable[Path], known: Callable[[str], bool] = lambda _: False, root: Path | None = None
) -> Discovery:
    """The specs at and below the paths.

    A file that is named in `paths` is a spec. A file in a folder is one if it has `nodes:` or extends a file that has.
    Project files and names that begin with `_` or `.` are passed over. A file that cannot be read counts as a spec, so
    that drawing it reports why. `known` returns True for files that are known to be specs and need not be opened;
    `root` is the folder of `--root`.
    """
    found: dict[str, Found] = {}
    sorting = _Sorting(BuildFiles(root), known)
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
    """The specs with the names that their figures get in a build of the folders `sources`.

    A spec that lies below none of them keeps the name it has.
    """
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
    """The path without links."""
    return Path(os.path.realpath(path))


def among(paths: Iterable[Path], root: Path | None = None) -> Discovery:
    """The specs among single files, such as those of a Git hook, judged by name and content like files in a folder."""
    found: dict[str, Found] = {}
    sorting = _Sorting(BuildFiles(root))
    for path in paths:
        parts = (path.name,) if path.is_absolute() else path.parts
        if all(_may_be_found(part) or part == ".." for part in parts[:-1]) and _may_be_spec(path.name):
            named = os.fspath(path.parent) if path.is_absolute() else os.curdir
            sorting.sort(Found(os.fspath(path), path.stem), named, found)
    return Discovery(tuple(found.values()), tuple(sorting.suspicious), outside=tuple(sorting.outside))


class _Sorting:
    """Sorts files by their content into specs, suspicious files and links that lead outside."""

    def __init__(self, contents: BuildFiles, known: Callable[[str], bool] = lambda _: False) -> None:
        self._contents, self._known = contents, known
        self.suspicious: list[str] = []
        self.outside: list[str] = []

    def sort(self, file: Found, folder: str, found: dict[str, Found]) -> None:
        """Add a file in `folder` to `found` if it is a spec, else to `outside` or `suspicious` if it belongs there."""
        source, contents = file.source, self._contents
        if contents.leads_out(source, folder):
            self.outside.append(source)
        elif self._known(source) or contents.is_spec(source):
            found.setdefault(source, file)
        elif contents.is_suspicious(source):
            self.suspicious.append(source)


def is_spec(source: str) -> bool:
    """Whether there is a file with the content of a spec, whatever its name."""
    return os.path.isfile(source) and BuildFiles().is_spec(source)  # noqa: PTH113 (see Found)


def _yaml_files(folder: Path) -> Iterator[tuple[str, str]]:
    """The path and the stem of each file that may be a spec by its name, sorted; links to folders are not entered.

    Where a link leads, and whether anything is there, is not checked here.
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
    """The entries of a folder that are not hidden, sorted by name: the name, and whether it is a folder.

    Empty if the folder cannot be read.
    """
    try:
        with os.scandir(folder) as entries:
            return sorted((e.name, e.is_dir(follow_symlinks=False)) for e in entries if _may_be_found(e.name))
    except OSError:
        return []


def _may_be_found(name: str) -> bool:
    """Whether a name does not begin with `_` or `.`, which hide a file from a build."""
    return not name.startswith(("_", "."))


def _may_be_spec(name: str) -> bool:
    """Whether a name is that of a YAML file which is neither hidden nor a project file."""
    return name.endswith(SUFFIXES) and _may_be_found(name) and name != YAML_NAME
