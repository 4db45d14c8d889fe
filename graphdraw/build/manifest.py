"""What a build knows of the figures it has drawn: one JSON file in the output folder, written last and in one step.

Every path in it is relative to the output folder, so that a moved or freshly cloned book is still current. A figure is
one line, so that a change of one is one line of a diff.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any, NamedTuple

from graphdraw import files

NAME = ".graphdraw-manifest.json"
VERSION = 2


class Seen(NamedTuple):
    """A file as it was: size in bytes, date in nanoseconds, inode and digest; `path` is relative, with slashes."""

    path: str
    size: int
    date: int
    inode: int
    digest: str


class Record(NamedTuple):
    """One figure: the settings it was drawn with, what was read for it, what was written, and when (nanoseconds).

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
        return {path: _record(*entry) for path, entry in data["figures"].items()}
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return {}


def write(folder: Path, records: Records) -> None:
    """Write the records, in the order of their paths; raises UsageError where that is impossible."""
    figures = ",\n".join(f"{_text(path)}: {_text(records[path])}" for path in sorted(records))
    text = f'{{"graphdraw-manifest": {VERSION}, "figures": {{\n{figures}\n}}}}\n'
    files.write(folder / NAME, text.encode())


def _text(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)


def _record(settings: Any, fonts: Any, inputs: Any, output: Any, looked: Any) -> Record:
    """A record from what a file says, which somebody may have edited: text is text then and numbers are numbers."""
    families = tuple((str(family), None if digest is None else str(digest)) for family, digest in fonts)
    return Record(str(settings), families, tuple(_seen(*file) for file in inputs), _seen(*output), int(looked))


def _seen(path: Any, size: Any, date: Any, inode: Any, digest: Any) -> Seen:
    return Seen(str(path), int(size), int(date), int(inode), str(digest))
