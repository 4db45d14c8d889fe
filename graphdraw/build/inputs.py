"""All that a build reads and all that it writes, so that none of it is both."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from graphdraw.build.finding.discover import Found
from graphdraw.build.records import manifest
from graphdraw.build.records.freshness import Look
from graphdraw.build.settings import Job, Settings
from graphdraw.disk import files
from graphdraw.disk.overwrites import THE_MANIFEST, Input, Output
from graphdraw.disk.projects import Projects
from graphdraw.errors import GraphdrawError
from graphdraw.limits import Limits


def written(stale: Iterable[Job], folder: Path) -> list[Output]:
    """The figures of jobs, and the manifest of the output folder."""
    hint = "name another folder: -o DIR"
    figures = [Output(target, "the figure", hint, str(job.source), folder) for job in stale for target in job.targets]
    return [*figures, Output(folder / manifest.NAME, THE_MANIFEST, hint)]


def inputs(found: Sequence[Found], look: Look, settings: Settings, outputs: Iterable[Output]) -> Iterator[Input]:
    """The files that the specs are made of, and what else is read.

    What a spec extends is known where it was drawn and nothing has changed since. Other specs are read for it, but only
    if one of the outputs is there already and was not written by the last build: else none of them can be an input.
    """
    is_new = any(_is_there(output) and not _is_ours(output.path, look) for output in outputs)
    projects, view = Projects(), settings.view
    told: set[str] = set()  # what many specs have in common is looked at once
    for spec in found:
        nearest = projects.nearest(os.path.dirname(spec.source) or os.curdir)  # noqa: PTH120 (see `Found`)
        parts = look.files_of(spec.source) or [spec.source, *(_read_for(spec.source, settings) if is_new else ())]
        for file in [*parts, *([nearest] if nearest else [])]:
            if file not in told:
                told.add(file)
                yield Input(file, spec=spec.source, view=view)
    if view:
        yield Input(view, view=view)


def _is_there(output: Output) -> bool:
    return files.leads_out(output.path, output.folder) is None and files.is_there(output.path)


def _is_ours(path: Path, look: Look) -> bool:
    """Whether a file is the manifest, or a figure as it was written."""
    if path == look.folder / manifest.NAME:
        return True
    try:
        record = look.records.get(path.relative_to(look.folder).as_posix())
    except ValueError:
        return False
    return record is not None and not look.has_changed(record)


def _read_for(source: str, settings: Settings) -> Sequence[str]:
    """What a spec is made of, read for that alone; nothing if it cannot be read, which is reported when it is drawn."""
    from graphdraw.spec import Overrides, files_of, read_file  # start-up time: a build with nothing to do reads no spec

    limits = settings.limits or Limits()
    try:
        parts = files_of(read_file(Path(source), limits), Overrides(settings.root), limits)
    except GraphdrawError:
        return []
    return [os.fspath(path) for path in parts]
