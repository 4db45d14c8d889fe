"""What a build knows of the figures it has drawn: one JSON file in the output folder, written last and in one step.

Every path in it is relative to the output folder, so that a moved or freshly cloned book is still current. A figure is
one line, so that a change of one is one line of a diff. It may come from a stranger: `entries` says what may stand in
it, `known` whether this user's graphdraw has written it, and `trust` what of another one is believed.
"""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any, NamedTuple

from graphdraw.build.records import known
from graphdraw.build.records.digest import digest
from graphdraw.disk import files
from graphdraw.disk.overwrites import MANIFEST
from graphdraw.errors import UsageError, reason

NAME = MANIFEST
VERSION = 3

ASIDE = f"{NAME}.damaged"
"""Where a build puts what stood in the place of its manifest, and is none; a second one is `…-2`, and so on."""

MOST_ASIDE = 9
"""So many are put aside: what is more is left for somebody to look at."""

FULL_HINT = f"remove those that nobody needs: {ASIDE}, {ASIDE}-2 …"
"""What to do where no more can be put aside."""

MOST = 16_000_000
"""Bytes of a manifest: those of about 30,000 figures."""


class Seen(NamedTuple):
    """A file as it was: size in bytes, date in nanoseconds, inode and digest; `path` is relative, with slashes.

    Of another clone only the digest holds, which does not depend on line ends. `changed` is when the system saw the
    last change (nanoseconds; of Windows, when the file was made): nobody can set it. 0 in manifests of before.
    """

    path: str
    size: int
    date: int
    inode: int
    digest: str
    changed: int = 0


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


Records = Mapping[str, Record]
"""Records by the path of the figure below the output folder, with slashes."""


class Damage(NamedTuple):
    """What is wrong with a manifest, in words; `text` goes after its path. `aside` if a build puts it aside."""

    text: str
    aside: bool = True


class Contents(NamedTuple):
    """What a manifest says; without records where there is none, or one that is damaged or of another version.

    `foreign` are names of entries that no build has given to a figure. It `is_known` if this user's graphdraw has
    written it and knew every figure of it: then dates in it are as good as they were seen, and all figures are ours.
    """

    records: dict[str, Record]
    foreign: tuple[str, ...] = ()
    is_known: bool = False
    damage: Damage | None = None


class _DamagedError(Exception):
    """What is wrong with the text of a manifest."""


def read(folder: Path) -> dict[str, Record]:
    """The records of a folder; none where there is no manifest, or one that is damaged or of another version."""
    return load(folder).records


def load(folder: Path) -> Contents:
    """All that the manifest of a folder says. Raises nothing."""
    path = folder / NAME
    if files.leads_out(path, folder) is not None:
        return Contents({}, damage=Damage("it is a link that leads out of the folder", aside=False))
    try:
        data = files.read(path, MOST)
    except (FileNotFoundError, NotADirectoryError):
        return Contents({})
    except files.TooLargeError as error:
        return Contents({}, damage=Damage(reason(error)))
    except OSError as error:
        return Contents({}, damage=Damage(reason(error), aside=False))
    try:
        if known.is_manifest(digest(data)):
            records, settings = _parts(data)
            return Contents({path: _record(settings, *entry) for path, entry in records.items()}, is_known=True)
        return _checked(*_parts(data))
    except _DamagedError as error:
        return Contents({}, damage=Damage(str(error)))
    except (ValueError, LookupError, TypeError, AttributeError, RecursionError):
        return Contents({}, damage=Damage("its text is not that of a manifest"))


def _parts(data: bytes) -> tuple[dict[str, Any], list[Any]]:
    """The entries by their names, and the settings that they name by their places; raises _DamagedError and others."""
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        raise _DamagedError("it is not UTF-8") from error
    try:
        found = json.loads(text, object_pairs_hook=_once)
    except json.JSONDecodeError as error:
        raise _DamagedError(f"it is no JSON from line {error.lineno}, column {error.colno}") from error
    version = found["graphdraw-manifest"]
    if version != VERSION or type(version) is not int:
        raise _DamagedError("it was written by another version of graphdraw")
    return found["figures"], found["settings"]


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise _DamagedError("a name stands in it twice")
    return found


def _checked(entries: dict[str, Any], settings: list[Any]) -> Contents:
    """The records of a manifest that anybody may have written; raises where a value is not of its kind."""
    from graphdraw.build.records.entries import (  # start-up time: a known manifest needs none
        MOST_FAMILIES,
        check,
        is_figure,
    )

    if type(settings) is not list or any(type(text) is not str for text in settings):
        raise TypeError
    records, foreign, families = {}, [], set()
    for name, (place, *rest) in entries.items():
        if type(place) is not int or not 0 <= place < len(settings):
            raise TypeError
        check(*rest)
        record = _record(settings, place, *rest)
        if is_figure(name, record.output.path, [seen.path for seen in record.inputs]):
            records[name] = record
            families |= {family for family, _ in record.fonts}
        else:
            foreign.append(name)
    if len(families) > MOST_FAMILIES:
        raise ValueError
    return Contents(records, tuple(foreign))


def _record(
    settings: list[str], place: int, project: str | None, fonts: Any, inputs: Any, output: Any, looked: int
) -> Record:
    """What `_entry` has written."""
    families = tuple((family, known) for family, known in fonts)
    return Record(settings[place], project, families, tuple(Seen(*file) for file in inputs), Seen(*output), looked)


def write(folder: Path, records: Records, own: bool = False) -> None:
    """Write the records, in the order of their paths; what is damaged in their place is put aside before.

    `own` if all the figures are known to be drawings of this user's graphdraw: then the manifest is known from now on.
    Raises UsageError where it cannot be written.
    """
    data = encoded(records)
    if own:
        known.remember_manifest(digest(data))
    put_aside(folder)
    files.write(folder / NAME, data)


def put_aside(folder: Path) -> None:
    """Rename what is damaged in the place of a manifest, so that it is not lost, nor what was put aside before.

    Raises UsageError if that fails, and where too many are there already.
    """
    damage = load(folder).damage
    if not (damage and damage.aside):
        return
    path, data = folder / NAME, _damaged(folder)
    for name in _aside():
        if _is_kept(folder / name, data):
            return
        try:
            files.create(folder / name, b"")  # the name is ours from now on, whoever else puts one aside
        except UsageError:
            if os.path.lexists(folder / name):
                continue
            raise
        try:
            path.replace(folder / name)
        except OSError as error:
            (folder / name).unlink(missing_ok=True)
            raise UsageError(f"{path}: cannot be put aside: {reason(error)}") from error
        return
    raise UsageError(f"{path}: cannot be put aside: {MOST_ASIDE} damaged ones are kept already", FULL_HINT)


def aside(folder: Path) -> str | None:
    """The name under which what is damaged is kept, or will be; None where too many are kept already."""
    data = _damaged(folder)
    taken = (name for name in _aside() if not os.path.lexists(folder / name) or _is_kept(folder / name, data))
    return next(taken, None)


def _aside() -> list[str]:
    return [ASIDE, *(f"{ASIDE}-{number}" for number in range(2, MOST_ASIDE + 1))]


def _damaged(folder: Path) -> bytes | None:
    """What stands in the place of a manifest; None for what is too large to be compared."""
    try:
        return files.read(folder / NAME, MOST)
    except OSError:
        return None


def _is_kept(path: Path, data: bytes | None) -> bool:
    """Whether a file that was put aside has just these bytes; a link is none."""
    try:
        return data is not None and not files.is_link(path) and files.holds(path, data)
    except OSError:
        return False


def encoded(records: Records) -> bytes:
    """The bytes of a manifest."""
    places: dict[str, int] = {}
    for record in records.values():
        places.setdefault(record.settings, len(places))
    lines = (f"{_text(path)}: {_text(_entry(records[path], places))}" for path in sorted(records))
    head = f'"graphdraw-manifest": {VERSION}, "settings": {_text(list(places))}'
    figures = ",\n".join(lines)
    # half of a character, which stands for a byte in a name that is not UTF-8, as JSON has it: \udc80
    return f'{{{head}, "figures": {{\n{figures}\n}}}}\n'.encode("utf-8", "backslashreplace")


def _text(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)


def _entry(record: Record, places: Mapping[str, int]) -> tuple[object, ...]:
    """What the file says of a figure; its settings, which many have in common, by their place in a list."""
    return places[record.settings], *record[1:]
