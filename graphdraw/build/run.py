"""A build: which figures are not current, drawing those, and the manifest written last."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from graphdraw import files
from graphdraw.build import manifest
from graphdraw.build.current import Look, relative
from graphdraw.build.discover import Found, planned
from graphdraw.build.settings import Job, Outcome, Settings

if TYPE_CHECKING:  # start-up time
    from concurrent.futures import Executor

Progress = Callable[[Outcome], None]
"""Told of every outcome as it comes."""


@dataclass(frozen=True, slots=True)
class Plan:
    """What a build would do: all jobs, and those of them that are not current."""

    folder: Path
    settings: Settings
    jobs: tuple[Job, ...]
    stale: tuple[Job, ...]
    records: dict[str, manifest.Record]


def plan(found: Sequence[Found], folder: Path, settings: Settings, *, force: bool = False) -> Plan:
    """Look at the output folder; nothing is drawn or written. Raises UsageError where two figures would be one file."""
    records, look = manifest.read(folder), Look(folder)
    jobs = tuple(
        Job(spec.source, tuple(folder / target for target in targets))
        for spec, targets in planned(found, settings.formats)
    )
    digests = [settings.digest(name) for name in settings.formats]

    def is_current(job: Job) -> bool:
        pairs = zip(job.targets, digests, strict=True)
        return all(look.is_current(records.get(relative(t, folder)), digest) for t, digest in pairs)

    stale = jobs if force else tuple(job for job in jobs if not is_current(job))
    return Plan(folder, settings, jobs, stale, records)


def run(plan: Plan, processes: int | None, progress: Progress, executor: Executor | None = None) -> None:
    """Draw what is not current, tell of every outcome, and write the manifest if anything changed.

    A spec with problems leaves its last good figures on disk and loses their records, so that it is tried again. The
    manifest is written also when the run is interrupted. Raises UsageError where it cannot be written.
    """
    for folder in {plan.folder: None, **{target.parent: None for job in plan.jobs for target in job.targets}}:
        files.remove_strays(folder)
    if not plan.stale:
        return
    changed: dict[str, manifest.Record | None] = {}
    try:
        for outcome in _outcomes(plan, processes, executor):
            drawn = {relative(target, plan.folder): record for target, record in outcome.records}
            changed |= {relative(t, plan.folder): drawn.get(relative(t, plan.folder)) for t in outcome.job.targets}
            progress(outcome)
    finally:
        _remember(plan.folder, changed)


def _outcomes(plan: Plan, processes: int | None, executor: Executor | None) -> Iterator[Outcome]:
    from graphdraw.build import workers  # start-up time: only what is drawn needs the stages

    if executor is not None:
        return workers.drawn_by(executor, plan.stale, plan.folder, plan.settings, parts=len(plan.stale))
    return workers.drawn(plan.stale, plan.folder, plan.settings, workers.count(processes, len(plan.stale)))


def _remember(folder: Path, changed: dict[str, manifest.Record | None]) -> None:
    """Change the records of this build's figures; those of another build that ran meanwhile stay."""
    before = manifest.read(folder)
    records = dict(before)
    for path, record in changed.items():
        if record is not None:
            records[path] = record
        elif path in records:
            old = records[path]
            records[path] = manifest.Record("", old.fonts, old.inputs, old.output, old.looked)
    if records != before:
        folder.mkdir(parents=True, exist_ok=True)
        manifest.write(folder, records)
