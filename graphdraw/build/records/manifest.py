"""Reading and writing the manifest: the JSON file in the output folder that records every figure of a build.

It is written at the end of a build, in one step. Every path in it is relative to the output folder, so that a moved or
freshly cloned book is still current. Each figure is one line, so that a change of one figure is one line of a diff. A
manifest may come from a stranger: `entries` checks what stands in it, `known` says whether this user's graphdraw has
written it, and `trust` what is believed of one that it has not.
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
"""The name that a damaged manifest gets when a build puts it aside; the second one gets `…-2`, and so on."""

MOST_ASIDE = 9
"""The most damaged manifests in one folder; when there are as many, a build stops and asks the user to look at them."""

FULL_HINT = f"remove those that nobody needs: {ASIDE}, {ASIDE}-2 …"
"""The hint of the problem that no more damaged manifests can be put aside."""

MOST = 16_000_000
"""The most bytes of a manifest: enough for about 30,000 figures."""


class Seen(NamedTuple):
    """The state of a file when it was read or written: size in bytes, date in nanoseconds, inode and digest.

    `path` is relative to the output folder, with slashes. In another clone only `digest` still holds, which does not
    depend on line ends. `changed` is the time of the last change in nanoseconds (st_ctime, which no program can set;
    on Windows, when the file was made), or 0 in a manifest of an earlier version.
    """

    path: str
    size: int
    date: int
    inode: int
    digest: str
    changed: int = 0


class Record(NamedTuple):
    """What is known of one figure; `looked` is when it was written, in nanoseconds.

    `settings` is the text of `Settings.key`, or empty if the spec had problems at the last build. `project` is the path
    of the project file nearest to the spec, or None. `fonts` are the font families that do not come with matplotlib,
    each with the digest of its file, or with None if it would have been used but was not installed. `inputs` are the
    files that the figure was made from, the spec first; `output` is the file that was written.
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
    """What is wrong with a manifest: `text` follows its path in a message. A build puts it aside if `aside` is True."""

    text: str
    aside: bool = True


class ManifestContents(NamedTuple):
    """What a manifest says. It has no records if there is no manifest, or it is damaged or of another version.

    `foreign` are the names of entries that no build can have given to a figure. `is_known` is True if this user's
    graphdraw has written the manifest and knew every figure in it: then its dates can be trusted, and all its figures
    are drawings of graphdraw.
    """

    records: dict[str, Record]
    foreign: tuple[str, ...] = ()
    is_known: bool = False
    damage: Damage | None = None


class _DamagedError(Exception):
    """The text of a manifest is damaged; the message says how."""


def read(folder: Path) -> dict[str, Record]:
    """The records of an output folder; none if there is no manifest, or it is damaged or of another version."""
    return load(folder).records


def load(folder: Path) -> ManifestContents:
    """All that the manifest of a folder says. Raises nothing."""
    path = folder / NAME
    if files.leads_out(path, folder) is not None:
        return ManifestContents({}, damage=Damage("it is a link that leads out of the folder", aside=False))
    try:
        data = files.read(path, MOST)
    except (FileNotFoundError, NotADirectoryError):
        return ManifestContents({})
    except files.FileTooLargeError as error:
        return ManifestContents({}, damage=Damage(reason(error)))
    except OSError as error:
        return ManifestContents({}, damage=Damage(reason(error), aside=False))
    try:
        if known.is_manifest(digest(data)):
            records, settings = _parsed(data)
            return ManifestContents({path: _record(settings, *entry) for path, entry in records.items()}, is_known=True)
        return _checked(*_parsed(data))
    except _DamagedError as error:
        return ManifestContents({}, damage=Damage(str(error)))
    except (ValueError, LookupError, TypeError, AttributeError, RecursionError):
        return ManifestContents({}, damage=Damage("its text is not that of a manifest"))


def _parsed(data: bytes) -> tuple[dict[str, Any], list[Any]]:
    """The entries by their names, and the list of settings, to which entries refer by index.

    Raises _DamagedError, or another error for JSON of another shape.
    """
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        raise _DamagedError("it is not UTF-8") from error
    try:
        found = json.loads(text, object_pairs_hook=_unique_keys)
    except json.JSONDecodeError as error:
        raise _DamagedError(f"it is no JSON from line {error.lineno}, column {error.colno}") from error
    version = found["graphdraw-manifest"]
    if version != VERSION or type(version) is not int:
        raise _DamagedError("it was written by another version of graphdraw")
    return found["figures"], found["settings"]


def _unique_keys(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """The pairs of a JSON object as a dict; raises _DamagedError if a key is repeated."""
    found = dict(pairs)
    if len(found) != len(pairs):
        raise _DamagedError("a name stands in it twice")
    return found


def _checked(entries: dict[str, Any], settings: list[Any]) -> ManifestContents:
    """The contents of a manifest that anybody may have written; raises TypeError or ValueError for a wrong value."""
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
    return ManifestContents(records, tuple(foreign))


def _record(
    settings: list[str], place: int, project: str | None, fonts: Any, inputs: Any, output: Any, looked: int
) -> Record:
    """The record of an entry that `_entry` has written; `place` is the index of its settings."""
    families = tuple((family, known) for family, known in fonts)
    return Record(settings[place], project, families, tuple(Seen(*file) for file in inputs), Seen(*output), looked)


def write(folder: Path, records: Records, all_ours: bool = False) -> None:
    """Write the manifest of a folder, with the records sorted by path; a damaged manifest is put aside before.

    `all_ours` says that all figures are drawings of this user's graphdraw: the manifest is then noted as known.
    Raises UsageError if it cannot be written.
    """
    data = encoded(records)
    if all_ours:
        known.remember_manifest(digest(data))
    put_aside(folder)
    files.write(folder / NAME, data)


def put_aside(folder: Path) -> None:
    """Rename a damaged manifest to the first free name, so that neither it nor an earlier one is lost.

    Nothing is done if an earlier one has the same bytes. Raises UsageError if the file cannot be renamed, or if
    `MOST_ASIDE` of them are there already.
    """
    damage = load(folder).damage
    if not (damage and damage.aside):
        return
    path, data = folder / NAME, _damaged_bytes(folder)
    for name in _aside_names():
        if _is_kept(folder / name, data):
            return
        try:
            files.create(folder / name, b"")  # takes the name, so that no build beside this one uses it
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
    """The name under which the damaged manifest is kept, or will be; None if there are too many already."""
    data = _damaged_bytes(folder)
    names = (name for name in _aside_names() if not os.path.lexists(folder / name) or _is_kept(folder / name, data))
    return next(names, None)


def _aside_names() -> list[str]:
    """The names for damaged manifests, in the order in which they are used."""
    return [ASIDE, *(f"{ASIDE}-{number}" for number in range(2, MOST_ASIDE + 1))]


def _damaged_bytes(folder: Path) -> bytes | None:
    """The bytes of the damaged manifest; None if it cannot be read or is larger than a manifest may be."""
    try:
        return files.read(folder / NAME, MOST)
    except OSError:
        return None


def _is_kept(path: Path, data: bytes | None) -> bool:
    """Whether the file at `path` is an ordinary one with exactly these bytes; False for a link."""
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
    # in a name that is not UTF-8, Python has a lone surrogate for each such byte; JSON writes it as \udc80
    return f'{{{head}, "figures": {{\n{figures}\n}}}}\n'.encode("utf-8", "backslashreplace")


def _text(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)


def _entry(record: Record, places: Mapping[str, int]) -> tuple[object, ...]:
    """What is written for one figure: its record, with the index of its settings, which many figures share."""
    return places[record.settings], *record[1:]
