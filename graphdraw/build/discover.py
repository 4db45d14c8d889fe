"""Which files under the paths of a build are specs, and where their figures go."""

from __future__ import annotations

import os
import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from graphdraw.errors import UsageError, reason
from graphdraw.limits import Limits
from graphdraw.registry import nearest

SUFFIXES = (".yaml", ".yml")
PROJECT_FILES = ("graphdraw.yaml",)

KEYS_THAT_TELL = ("nodes", "extends")
"""Top-level keys that make a file in a folder a spec."""

_TOP_KEY = re.compile(rb"^(?:\xef\xbb\xbf)?[\"']?([A-Za-z_-]+)[\"']?[ \t]*:", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Found:
    """A spec, and the path of its figure below the output folder, without suffix."""

    source: Path
    stem: Path


@dataclass(frozen=True, slots=True)
class Discovery:
    """The specs of a build in order, and files that were passed over though they look like a spec with a typo."""

    found: tuple[Found, ...]
    suspicious: tuple[Path, ...]


def discover(paths: Iterable[Path]) -> Discovery:
    """The specs at and below the paths: a file named is one, a folder's file if it has `nodes:` or `extends:`.

    Names that begin with `_` or `.` and project files are passed over. Raises UsageError for a path that does not
    exist or cannot be read.
    """
    found: dict[Path, Found] = {}
    suspicious: list[Path] = []
    for path in paths:
        if path.is_dir():
            for source in _yaml_files(path):
                keys = _top_keys(source)
                if any(key in keys for key in KEYS_THAT_TELL):
                    found.setdefault(source, Found(source, source.relative_to(path).with_suffix("")))
                elif _looks_like_a_typo(keys):
                    suspicious.append(source)
        elif path.exists():
            found[path] = Found(path, Path(path.name).with_suffix(""))
        else:
            raise UsageError(f"{path}: no such file or folder")
    return Discovery(tuple(found.values()), tuple(suspicious))


def planned(found: Sequence[Found], formats: Sequence[str]) -> tuple[tuple[Found, tuple[Path, ...]], ...]:
    """Every spec with the paths of its figures below the output folder.

    Raises UsageError if two specs would have one figure, also where only letter case, Unicode form or the suffix of
    the spec differ.
    """
    taken: dict[str, Path] = {}
    for spec in found:
        place = unicodedata.normalize("NFC", spec.stem.as_posix()).casefold()
        if place in taken:
            both = f"'{taken[place].as_posix()}' and '{spec.source.as_posix()}'"
            raise UsageError(
                f"{both} would both be drawn to '{spec.stem.as_posix()}.{formats[0]}'", "rename one of them"
            )
        taken[place] = spec.source
    return tuple((spec, tuple(spec.stem.with_name(f"{spec.stem.name}.{f}") for f in formats)) for spec in found)


def _yaml_files(folder: Path) -> Iterator[Path]:
    """Files that may be specs, in the order of their names, folders that are links not entered."""
    for parent, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith(("_", ".")))
        for name in sorted(names):
            if name.endswith(SUFFIXES) and not name.startswith(("_", ".")) and name not in PROJECT_FILES:
                yield Path(parent, name)


def _top_keys(source: Path) -> list[str]:
    """Keys that begin a line; a flow mapping over the whole file has its keys inside braces and is looked at there."""
    try:
        with source.open("rb") as file:
            data = file.read(Limits().file_size)
    except OSError as error:
        raise UsageError(f"{source}: cannot be read: {reason(error)}") from error
    if data.lstrip().startswith(b"{"):
        return [key.decode() for key in re.findall(rb"[\"']?([A-Za-z_-]+)[\"']?\s*:", data)]
    return [key.decode() for key in _TOP_KEY.findall(data)]


def _looks_like_a_typo(keys: Sequence[str]) -> bool:
    """It has inputs, and a key that is nearly `nodes`."""
    return "inputs" in keys or any(nearest(key, KEYS_THAT_TELL) for key in keys)
