"""The files that a build reads and those that it writes, to make sure that no file is both."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from graphdraw.build.finding.discover import Found
from graphdraw.build.records import manifest
from graphdraw.build.records.freshness import FolderLook
from graphdraw.build.settings import Job, Settings
from graphdraw.disk import files
from graphdraw.disk.overwrites import THE_MANIFEST, ReadFile, WrittenFile
from graphdraw.disk.projects import Projects
from graphdraw.errors import GraphdrawError
from graphdraw.limits import Limits


def written(stale: Iterable[Job], folder: Path) -> list[WrittenFile]:
    """The files that a build writes: the figures of the jobs, and the manifest of the output folder."""
    hint = "name another folder: -o DIR"
    figures = [
        WrittenFile(target, "the figure", hint, str(job.source), folder) for job in stale for target in job.targets
    ]
    return [*figures, WrittenFile(folder / manifest.NAME, THE_MANIFEST, hint)]


def inputs(
    found: Sequence[Found], look: FolderLook, settings: Settings, outputs: Iterable[WrittenFile]
) -> Iterator[ReadFile]:
    """The files that a build reads: specs, the files they extend, project files and the file of `--view`.

    What a spec extends is known from its record if nothing has changed since it was drawn. Any other spec has to be
    read for this, but only if one of the outputs exists and was not written by the last build; otherwise no output can
    be one of the inputs.
    """
    is_needed = any(_is_there(output) and not _is_ours(output.path, look) for output in outputs)
    projects, view = Projects(), settings.view
    yielded: set[str] = set()  # many specs share a file, which is checked once
    for spec in found:
        nearest = projects.nearest(os.path.dirname(spec.source) or os.curdir)  # noqa: PTH120 (see `Found`)
        parts = look.files_of(spec.source) or [spec.source, *(_parts_of(spec.source, settings) if is_needed else ())]
        for file in [*parts, *([nearest] if nearest else [])]:
            if file not in yielded:
                yielded.add(file)
                yield ReadFile(file, spec=spec.source, view=view)
    if view:
        yield ReadFile(view, view=view)


def _is_there(output: WrittenFile) -> bool:
    """Whether there is a file at the path of an output, which no link leads out of its folder."""
    return files.leads_out(output.path, output.folder) is None and files.is_there(output.path)


def _is_ours(path: Path, look: FolderLook) -> bool:
    """Whether a file is the manifest, or a figure that has not changed since it was written."""
    if path == look.folder / manifest.NAME:
        return True
    try:
        record = look.records.get(path.relative_to(look.folder).as_posix())
    except ValueError:
        return False
    return record is not None and not look.has_changed(record)


def _parts_of(source: str, settings: Settings) -> Sequence[str]:
    """The files that a spec is made of, found by reading it.

    Empty if it cannot be read; drawing it reports why.
    """
    from graphdraw.spec import Overrides, files_of, read_file  # start-up time: a build with nothing to do reads no spec

    limits = settings.limits or Limits()
    try:
        parts = files_of(read_file(Path(source), limits), Overrides(settings.root), limits)
    except GraphdrawError:
        return []
    return [os.fspath(path) for path in parts]
