"""Which files under the paths of a build are specs, and where their figures go."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from graphdraw import files
from graphdraw.limits import Limits
from graphdraw.projects import YAML_NAME
from graphdraw.registry import nearest

SUFFIXES = (".yaml", ".yml")

KEYS_THAT_TELL = ("nodes", "extends")
"""Top-level keys that make a file in a folder a spec; `extends` does if it leads to a file with `nodes`."""

DEPTH = 8
"""Files that may extend each other in a chain."""

PAGE = 16_384
"""Bytes read at first: to make room for the largest spec that may be takes longer than to read a usual one."""

_TOP_KEY = rb"(?m)^(?:\xef\xbb\xbf)?[\"']?([A-Za-z_-]+)[\"']?[ \t]*:"
_EXTENDED = rb"(?ms)[\"']?\bextends[\"']?[ \t]*:(.*?)(?=^[^\s#-]|\Z)"
_COMMENT = r"(?:^|\s)#.*"
"""Compiled where they are needed, since few files need them: most have `nodes:` at the beginning of a line."""


class Found(NamedTuple):
    """A spec, and the path of its figure below the output folder, with slashes and without suffix; both as text.

    A build with nothing to do handles thousands of paths, and a `Path` costs more than the look at its file.
    """

    source: str
    stem: str


class Discovery(NamedTuple):
    """The specs of a build in order, files passed over though they look like a spec with a typo, paths of nothing.

    `empty` are folders without a spec.
    """

    found: tuple[Found, ...]
    suspicious: tuple[str, ...]
    missing: tuple[str, ...] = ()
    empty: tuple[str, ...] = ()


def discover(paths: Iterable[Path], known: Callable[[str], bool] = lambda _: False) -> Discovery:
    """The specs at and below the paths: a file named is one, a folder's file if it has or extends one with `nodes:`.

    Names that begin with `_` or `.` and project files are passed over. A file that cannot be read counts as a spec, for
    drawing it to say so. `known` tells of some files that they are specs, so that they need not be read.
    """
    found: dict[str, Found] = {}
    suspicious: list[str] = []
    missing: list[str] = []
    empty: list[str] = []
    for path in map(files.as_on_disk, paths):
        if files.is_folder(path):
            below: dict[str, Found] = {}
            for source, stem in _yaml_files(path):
                _sort(Found(source, stem), known, below, suspicious)
            found |= {source: spec for source, spec in below.items() if source not in found}
            if not below:
                empty.append(os.fspath(path))
        elif files.is_there(path):
            found[os.fspath(path)] = Found(os.fspath(path), path.stem)
        else:
            missing.append(os.fspath(path))
    return Discovery(tuple(found.values()), tuple(suspicious), tuple(missing), tuple(empty))


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


def among(paths: Iterable[Path]) -> Discovery:
    """The specs among files that someone else has chosen, judged as those of a folder: by name and content."""
    found: dict[str, Found] = {}
    suspicious: list[str] = []
    for path in paths:
        parts = (path.name,) if path.is_absolute() else path.parts
        if all(_may_be_found(part) or part == ".." for part in parts[:-1]) and _may_be_spec(path.name):
            _sort(Found(os.fspath(path), path.stem), lambda _: False, found, suspicious)
    return Discovery(tuple(found.values()), tuple(suspicious))


def _sort(file: Found, known: Callable[[str], bool], found: dict[str, Found], suspicious: list[str]) -> None:
    """Put a file where it belongs, by its content."""
    if known(file.source):
        found.setdefault(file.source, file)
        return
    data = _start_of(file.source)
    keys = _top_keys(data)
    if data is None or "nodes" in keys or ("extends" in keys and _leads_to_nodes(file.source, data)):
        found.setdefault(file.source, file)
    elif "extends" not in keys and _looks_like_a_typo(keys):
        suspicious.append(file.source)


def is_spec(source: str) -> bool:
    """Whether a file is there, and is one that `discover` takes for a spec, whatever its name."""
    found: dict[str, Found] = {}
    _sort(Found(source, ""), lambda _: False, found, [])
    return bool(found) and os.path.isfile(source)  # noqa: PTH113 (see Found)


def _yaml_files(folder: Path) -> Iterator[tuple[str, str]]:
    """Files that may be specs and their stems, in the order of their names, folders that are links not entered."""
    for parent, folders, names in os.walk(folder):
        place = Path(parent)
        below = "" if place == folder else f"{place.relative_to(folder).as_posix()}/"
        start = os.fspath(place / "x")[:-1]
        folders[:] = sorted(filter(_may_be_found, folders))
        for name in sorted(names):
            if _may_be_spec(name):
                yield start + name, below + name.rpartition(".")[0]


def _may_be_found(name: str) -> bool:
    return not name.startswith(("_", "."))


def _may_be_spec(name: str) -> bool:
    return name.endswith(SUFFIXES) and _may_be_found(name) and name != YAML_NAME


def _start_of(source: str) -> bytes | None:
    """As much of a file as a spec may have; None if it cannot be read, which is reported where it is to be drawn.

    A pipe or a device is never opened.
    """
    try:
        if not os.path.isfile(source):  # noqa: PTH113 (see Found)
            return None
        with open(source, "rb", buffering=0) as file:  # noqa: PTH123 (see Found)
            start = file.read(PAGE)
            return start if len(start) < PAGE else start + file.read(Limits().file_size - PAGE)
    except (OSError, ValueError):
        return None


def _top_keys(data: bytes | None) -> list[str]:
    """Keys that begin a line; a flow mapping over the whole file has its keys inside braces and is looked at there."""
    if data is None:
        return []
    if b"\nnodes:" in data:
        return ["nodes"]
    if data.lstrip().startswith(b"{"):
        return [key.decode() for key in re.findall(rb"[\"']?([A-Za-z_-]+)[\"']?\s*:", data)]
    return [key.decode() for key in re.findall(_TOP_KEY, data)]


def _leads_to_nodes(source: str, data: bytes, depth: int = 0) -> bool:
    """Whether a file that is extended, or one that it extends, has nodes; one that cannot be read is reported later."""
    for name in _extended(data):
        path = os.path.join(os.path.dirname(source), name)  # noqa: PTH118, PTH120 (see Found)
        found = _start_of(path)
        keys = _top_keys(found)
        if found is None or "nodes" in keys or depth >= DEPTH:  # the reader says what is wrong with a circle
            return True
        if "extends" in keys and _leads_to_nodes(path, found, depth + 1):
            return True
    return False


def _extended(data: bytes) -> list[str]:
    """The names after `extends:`, as one text or a list of them."""
    match = re.search(_EXTENDED, data)
    if match is None:
        return []
    said = match[1].decode("utf-8", "surrogateescape")
    if data.lstrip().startswith(b"{"):  # it ends at the brace, or where the next key begins
        said = re.split(r"\}|,\s*[\"']?[A-Za-z_-]+[\"']?\s*:", said, maxsplit=1)[0]
    lines = [re.sub(_COMMENT, "", line).strip() for line in said.splitlines()]
    words = [word for line in lines for word in re.split(r"[\[\],]|^-\s", line)]
    return [word.strip(" \t\"'") for word in words if word.strip(" \t\"'")]


def _looks_like_a_typo(keys: Sequence[str]) -> bool:
    """It has inputs, and a key that is nearly `nodes`."""
    return "inputs" in keys or any(nearest(key, KEYS_THAT_TELL) for key in keys)
