"""What a build knows of the figures it has drawn: one JSON file in the output folder, written last and in one step.

Every path in it is relative to the output folder, so that a moved or freshly cloned book is still current.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from graphdraw import files

NAME = ".graphdraw-manifest.json"
VERSION = 1


@dataclass(frozen=True, slots=True)
class Seen:
    """A file as it was: size in bytes, date in nanoseconds, inode and SHA-256; `path` is relative, with slashes."""

    path: str
    size: int
    date: int
    inode: int
    digest: str


@dataclass(frozen=True, slots=True)
class Record:
    """One figure: a digest of the settings it was drawn with, what was read for it, what was written, and when.

    `fonts` are families that are not part of matplotlib, each with the digest of its file.
    """

    settings: str
    fonts: tuple[tuple[str, str | None], ...]
    inputs: tuple[Seen, ...]
    output: Seen
    looked: int


Records = Mapping[str, Record]
"""Records by the path of the figure below the output folder, with slashes."""


def read(folder: Path) -> dict[str, Record]:
    """The records of a folder; none where there is no manifest, or one that is damaged or of another version."""
    try:
        data = json.loads((folder / NAME).read_bytes())
        if data["graphdraw-manifest"] != VERSION:
            return {}
        return {path: _record(entry) for path, entry in data["figures"].items()}
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return {}


def write(folder: Path, records: Records) -> None:
    """Write the records, in the order of their paths; raises UsageError where that is impossible."""
    data = {"graphdraw-manifest": VERSION, "figures": {path: asdict(records[path]) for path in sorted(records)}}
    files.write(folder / NAME, (json.dumps(data, ensure_ascii=False, indent=1) + "\n").encode())


def _record(entry: dict[str, Any]) -> Record:
    fonts = tuple((str(family), None if digest is None else str(digest)) for family, digest in entry["fonts"])
    inputs = tuple(_seen(file) for file in entry["inputs"])
    return Record(str(entry["settings"]), fonts, inputs, _seen(entry["output"]), int(entry["looked"]))


def _seen(entry: dict[str, Any]) -> Seen:
    size, date, inode = (int(entry[key]) for key in ("size", "date", "inode"))
    return Seen(str(entry["path"]), size, date, inode, str(entry["digest"]))
