"""Finds and reads the project file: `graphdraw.yaml`, or `[tool.graphdraw]` of a `pyproject.toml`.

It marks the root folder, and holds what is common to all specs in and below that folder.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import NamedTuple

from graphdraw.disk import files
from graphdraw.disk.projects import TOML_NAME, YAML_NAME, leads_out
from graphdraw.disk.roots import OUTSIDE, inside
from graphdraw.errors import Location
from graphdraw.limits import Limits
from graphdraw.spec.layers import level_hints
from graphdraw.spec.schema.compound import Key, Section
from graphdraw.spec.schema.kinds import Pattern, Text
from graphdraw.spec.schema.lists import OneOrMore
from graphdraw.spec.schema.schema import SPEC
from graphdraw.spec.schema.view_schema import VIEW
from graphdraw.spec.yaml.document import Mapping, Scalar, Sequence, YamlNode
from graphdraw.spec.yaml.foreign import read_named
from graphdraw.spec.yaml.problems import Problems, Stop
from graphdraw.spec.yaml.reading import Reading, Vocabulary
from graphdraw.spec.yaml.source import Page, Source, decode, read_file
from graphdraw.spec.yaml.toml import project_table

LANG: Pattern = next(key.kind for key in SPEC.table if key.name == "lang")  # type: ignore[assignment]

PROJECT = Section(
    "a project file",
    (
        Key("sources", OneOrMore(Text()), "Specs and folders that 'graphdraw build' draws"),
        Key("formats", OneOrMore(Text()), "Formats that it writes"),
        Key("output", Text(), "Where it writes: a folder, or a pattern of names"),
        Key("view", VIEW, "The look of every spec below, as far as it says nothing else"),
        Key("lang", LANG, "Language of the texts of every spec below"),
    ),
    open=True,
)
"""The keys of a project file."""

_KEYS = tuple(key.name for key in PROJECT.table)

ELSEWHERE = {"sources": "graphdraw build '{}'", "output": "-o '{}'"}
"""The keys with paths, each with the command-line option for a path outside the folder of the project."""

MOST_SHOWN = 80
"""The most characters of a path that a message shows."""

LINK_HINT = "put the file itself in its place"


class Project(NamedTuple):
    """A project file as read; `folder` is where it stands, `path` the file itself, both resolved.

    `sources`, `formats` and `output` are as they are written. `document` holds `view` and `lang`, the lowest layer of
    every spec in and below the folder.
    """

    folder: Path
    path: Path
    sources: tuple[str, ...] = ()
    formats: tuple[str, ...] = ()
    output: str | None = None
    lang: str | None = None
    document: Mapping | None = None


def find_project(folder: Path, vocabulary: Vocabulary | None = None, limits: Limits = Limits()) -> Project | None:  # noqa: B008 (frozen)
    """The project of the nearest project file in or above a folder; None if there is no project file.

    Raises `SpecError` with all problems of the file, `UsageError` if it cannot be opened.
    """
    reading = Reading(Problems(limits.name_length), limits, vocabulary or Vocabulary(), level_hints.hint)
    try:
        return project_of(folder, reading, checked=vocabulary is not None)
    except Stop:
        return None
    finally:
        reading.problems.check()


def project_of(folder: Path, reading: Reading, *, checked: bool = False) -> Project | None:
    """`find_project` with its problems noted; raises `Stop` if the file can't be read.

    The view is read only if `checked`; without that, each spec reads it as its lowest layer.
    """
    place = folder.resolve()
    for above in (place, *place.parents):
        if leads_out(os.fspath(path := above / YAML_NAME)):
            where = Location(_name(path, folder), 1, 1)
            raise reading.problems.stop(where, f"this is a link that leads {OUTSIDE}", "outside-root", LINK_HINT)
        if files.is_file(path):
            page = decode(_source(path, folder, reading), reading.limits, _KEYS)
            if all(not line.strip() or line.lstrip().startswith("#") for line in page.lines):
                return Project(above, path)  # it only marks the root
            return _project(path, _read(page, reading), reading, checked)
        path = above / TOML_NAME
        if (
            not leads_out(os.fspath(path))
            and files.is_file(path)
            and (table := project_table(_source(path, folder, reading), reading))
        ):
            return _project(path, table, reading, checked)
    return None


def _read(page: Page, reading: Reading) -> Mapping:
    """The mapping of a project file; of a file without its keys, to which a link may lead, nothing is shown."""
    hint = f"it has {', '.join(f'{name!r}' for name in _KEYS[:-1])} or '{_KEYS[-1]}'"
    return read_named(page, reading.limits, reading.problems, _KEYS, (PROJECT.name, hint))


def _name(path: Path, folder: Path) -> str:
    """What messages call the file: its absolute path if `folder` is absolute, else a relative one."""
    return str(path) if folder.is_absolute() else os.path.relpath(path)


def _source(path: Path, folder: Path, reading: Reading) -> Source:
    return read_file(path, reading.limits, _name(path, folder))


def _project(path: Path, document: Mapping, reading: Reading, checked: bool) -> Project:
    keys = ("view", "lang")
    layer = tuple(entry for entry in document.entries if entry[0].text in keys)
    rest = tuple(entry for entry in document.entries if checked or entry[0].text != "view")
    given = PROJECT.given(Mapping(rest, document.page, document.start, document.flow), reading)
    for key, value in document.entries:
        if option := ELSEWHERE.get(key.text):
            _refuse_outside(value, path.parent, option, reading)
    return Project(
        path.parent,
        path,
        given.get("sources", ()),
        given.get("formats", ()),
        given.get("output"),
        given.get("lang"),
        Mapping(layer, document.page, document.start, document.flow),
    )


def _refuse_outside(value: YamlNode, folder: Path, option: str, reading: Reading) -> None:
    """Note every path that leads out of the folder of the project; only the command line may name files there."""
    for item in value.items if isinstance(value, Sequence) else (value,):
        if isinstance(item, Scalar) and not item.empty and inside(item.text, folder, folder) is None:
            text = item.text[:MOST_SHOWN]
            hint = f"what lies elsewhere is named on the command line: {option.format(text)}"
            reading.problems.add(item.where, f"'{text}' is {OUTSIDE}", "outside-root", hint)
