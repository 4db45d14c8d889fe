"""Merges the layers of a spec: project file, extended specs, the spec itself, `--view`, `--set`."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace
from functools import reduce
from pathlib import Path
from typing import NamedTuple

from graphdraw.disk import files
from graphdraw.errors import GraphdrawError, UsageError
from graphdraw.limits import Limits
from graphdraw.spec.layers import level_hints
from graphdraw.spec.layers.extends import Chain
from graphdraw.spec.layers.merge import merged
from graphdraw.spec.layers.project import Project, project_of
from graphdraw.spec.layers.settings import with_settings
from graphdraw.spec.schema.schema import SPEC
from graphdraw.spec.yaml.document import Mapping
from graphdraw.spec.yaml.foreign import read_named
from graphdraw.spec.yaml.problems import Problems, Stop
from graphdraw.spec.yaml.reading import Reading, Vocabulary
from graphdraw.spec.yaml.source import Source, decode

ALLOWED = ("view", "graphdraw")
"""The keys that a file for `--view` may have, besides `x-…`."""


class Overrides(NamedTuple):
    """The layers that a caller puts over a spec: a file with `view:` alone, and settings `NAME=VALUE`, in order.

    `root` is the root folder, inside which all files named in specs must lie; None: that of the project file or spec.
    """

    root: Path | None = None
    view: Source | None = None
    settings: tuple[str, ...] = ()


class MergedSpec(NamedTuple):
    """The merged document, and its files by resolved path, each with the path it was reached by, in reading order."""

    document: Mapping
    files: dict[Path, Path]


def layers(source: Source, overrides: Overrides, reading: Reading) -> MergedSpec:
    """The document of a source merged with all its layers; problems are noted.

    Raises `Stop` where there is nothing to go on with, `UsageError` for invalid overrides.
    """
    page = decode(source, reading.limits)
    project = project_of(source.folder, reading) if source.folder else None
    chain = Chain(_root(source, overrides, project), reading)
    chain.add(source, page)
    documents = [project.document] if project and project.document and project.document.entries else []
    documents += chain.documents
    if overrides.view:
        documents.append(_view_only(overrides.view, reading))
    document = reduce(merged, documents)
    if overrides.settings:
        document = with_settings(document, overrides.settings, reading)
    return MergedSpec(document, chain.files | _beside(overrides, project))


def files_of(source: Source, overrides: Overrides = Overrides(), limits: Limits = Limits()) -> tuple[Path, ...]:  # noqa: B008 (frozen)
    """The resolved paths of the files that a source is made of, as far as they can be read, even if it has problems.

    For callers that must not overwrite one of them. Raises UsageError for a root that is no folder.
    """
    reading, project = Reading(Problems(limits.name_length), limits, Vocabulary()), None
    with suppress(Stop, GraphdrawError):
        project = project_of(source.folder, reading) if source.folder else None
    chain = Chain(_root(source, overrides, project), reading)
    with suppress(Stop, GraphdrawError):
        chain.add(source, decode(source, limits))
    return tuple(chain.files | _beside(overrides, project))


def _beside(overrides: Overrides, project: Project | None) -> dict[Path, Path]:
    """The files of a spec that it does not name, by resolved path: that of `--view`, and the project file."""
    others = [overrides.view.path if overrides.view else None, project.path if project else None]
    return {path.resolve(): path for path in others if path}


def _root(source: Source, overrides: Overrides, project: Project | None) -> Path:
    """The root folder, resolved; raises UsageError if the one given is no folder."""
    if overrides.root is not None and not files.is_folder(overrides.root):
        raise UsageError(f"{overrides.root}: the root is a folder, and there is none of that name")
    if overrides.root is None and project:
        return project.folder
    return (overrides.root or source.folder or Path()).resolve()


def _view_only(source: Source, reading: Reading) -> Mapping:
    """The document of a file for `--view`; keys that it may not have are noted and left out."""
    document = read_named(decode(source, reading.limits), reading.limits, reading.problems)
    for key, value in document.entries:
        if key.text not in ALLOWED and not key.text.startswith("x-"):
            text = f"a file for --view has only 'view:', this is '{key.text[:80]}'"
            hint = None if () in level_hints.homes(key.text) else level_hints.hint(key.text, SPEC, value, reading)
            hint = hint or "move it to the spec, or name this file in 'extends:'"
            reading.problems.add(key.where, text, "view-file", hint)
    return replace(document, entries=tuple(entry for entry in document.entries if entry[0].text in ALLOWED))
