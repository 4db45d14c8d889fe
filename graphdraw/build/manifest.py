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
from graphdraw.overwrites import MANIFEST

NAME = MANIFEST
VERSION = 3

MOST = 50_000_000
"""The most bytes of a manifest: those of about a hundred thousand figures."""


class Seen(NamedTuple):
    """A file as it was: size in bytes, date in nanoseconds, inode and digest; `path` is relative, with slashes.

    Of another clone only the digest holds, which does not depend on line ends.
    """

    path: str
    size: int
    date: int
    inode: int
    digest: str


class Record(NamedTuple):
    """One figure: the settings it was drawn with, what was read for it, what was written, and when (nanoseconds).

    `project` is the path of the project file that was the nearest to the spec, which is the first of the inputs; None
    where there was none. `fonts` are families that are not part of matplotlib, each with the digest of its file; None
    for one that was not installed, and would have been taken.
    """

    settings: str
    project: str | None
    fonts: tuple[tuple[str, str | None], ...]
    inputs: tuple[Seen, ...]
    output: Seen
    looked: int


_KINDS = (str, int, int, int, str)

Records = Mapping[str, Record]
"""Records by the path of the figure below the output folder, with slashes."""


def read(folder: Path) -> dict[str, Record]:
    """The records of a folder; none where there is no manifest, or one that is damaged or of another version."""
    try:
        if not files.is_file(folder / NAME):  # a pipe would be waited for
            return {}
        data = json.loads(files.read(folder / NAME, MOST))
        if data["graphdraw-manifest"] != VERSION:
            return {}
        settings = [str(text) for text in data["settings"]]
        return {path: _record(settings, *entry) for path, entry in data["figures"].items()}
    except (OSError, ValueError, LookupError, TypeError, AttributeError, RecursionError):
        return {}


def write(folder: Path, records: Records) -> None:
    """Write the records, in the order of their paths; raises UsageError where that is impossible."""
    settings = list(dict.fromkeys(record.settings for record in records.values()))
    lines = (f"{_text(path)}: {_text(_entry(records[path], settings))}" for path in sorted(records))
    head = f'"graphdraw-manifest": {VERSION}, "settings": {_text(settings)}'
    figures = ",\n".join(lines)  # a name that is not UTF-8 has lone surrogates, for which JSON has an escape
    files.write(folder / NAME, f'{{{head}, "figures": {{\n{figures}\n}}}}\n'.encode("utf-8", "backslashreplace"))


def _text(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)


def _entry(record: Record, settings: list[str]) -> tuple[object, ...]:
    """What the file says of a figure; its settings, which many have in common, by their place in a list."""
    return settings.index(record.settings), *record[1:]


def _record(
    known: list[str], settings: int, project: str | None, fonts: Any, inputs: Any, output: Any, looked: int
) -> Record:
    """What `_entry` has written; raises TypeError where somebody has edited it to something else."""
    if type(looked) is not int or not (project is None or type(project) is str) or not inputs:
        raise TypeError
    families = tuple((str(family), None if digest is None else str(digest)) for family, digest in fonts)
    return Record(known[settings], project, families, tuple(map(_seen, inputs)), _seen(output), looked)


def _seen(file: list[Any]) -> Seen:
    if tuple(map(type, file)) != _KINDS:
        raise TypeError
    return Seen._make(file)
