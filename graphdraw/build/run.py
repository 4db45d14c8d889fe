"""A build: which figures are not current, drawing those, and the manifest written last."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from graphdraw import files, overwrites, strays
from graphdraw.build import manifest
from graphdraw.build.current import Look
from graphdraw.build.discover import Found
from graphdraw.build.orphans import orphans, refuse_others
from graphdraw.build.outputs import Outputs, planned
from graphdraw.build.settings import Job, Outcome, Settings
from graphdraw.interrupts import interrupts_wait

if TYPE_CHECKING:  # start-up time
    from concurrent.futures import Executor

Progress = Callable[[Outcome], None]
"""Told of every outcome as it comes."""


class Plan(NamedTuple):
    """What a build would do: the figures of all specs, and the jobs of the specs that are not current.

    `folder` has the manifest; `figures` are paths below it, with slashes; `specs` is how many specs there are.
    `orphans` are figures below the folder whose spec is not there any more.
    """

    folder: Path
    settings: Settings
    specs: int
    figures: tuple[str, ...]
    stale: tuple[Job, ...]
    orphans: tuple[str, ...]


def plan(found: Sequence[Found], where: Outputs, settings: Settings, look: Look, *, force: bool = False) -> Plan:
    """What a look at the output folder says: nothing is drawn.

    Raises UsageError where two figures would be one, also if another build has drawn the other, and where one would
    replace a file that the build reads.
    """
    records, folder = look.records, where.folder
    keys = [settings.key(kind, folder) for kind in settings.kinds]
    pairs = planned(found, settings.kinds, where)
    refuse_others(pairs, look)
    stale: list[Job] = []
    for spec, targets in pairs:
        if force or not all(
            look.is_current(records.get(t), key, spec.source) for t, key in zip(targets, keys, strict=True)
        ):
            stale.append(Job(Path(spec.source), tuple(folder / target for target in targets)))
    figures = tuple(target for _, targets in pairs for target in targets)
    if stale:
        from graphdraw.build.inputs import inputs, written  # start-up time: a build with nothing to do needs no inputs

        outputs = written(stale, folder)
        overwrites.refuse(outputs, inputs(found, look, settings, outputs))
    return Plan(folder, settings, len(pairs), figures, tuple(stale), orphans(look, set(figures)))


def run(plan: Plan, processes: int | None, progress: Progress, executor: Executor | None = None) -> None:
    """Draw what is not current, tell of every outcome, and write the manifest if anything changed.

    Figures are drawn by so many processes (None: as many as pay), or by an executor of the caller's. A spec with
    problems leaves its last good figures on disk and loses their records, so that it is tried again. The manifest is
    written also when the run is interrupted. Raises UsageError where it cannot be written.
    """
    for folder in dict.fromkeys(["", *(figure.rpartition("/")[0] for figure in plan.figures)]):
        strays.remove(plan.folder / folder, plan.folder)
    if not plan.stale:
        return
    changed: dict[str, manifest.Record | None] = {}
    try:
        for outcome in _outcomes(plan, processes, executor):
            drawn = dict(outcome.records)
            changed |= {t.relative_to(plan.folder).as_posix(): drawn.get(t) for t in outcome.job.targets}
            progress(outcome)
    finally:
        with interrupts_wait():
            _remember(plan.folder, changed)


def _outcomes(plan: Plan, processes: int | None, executor: Executor | None) -> Iterator[Outcome]:
    from graphdraw.build import workers  # start-up time: only what is drawn needs the stages

    if executor is not None:
        return workers.drawn_by(executor, plan.stale, plan.folder, plan.settings)
    return workers.drawn(plan.stale, plan.folder, plan.settings, workers.count(processes, len(plan.stale)))


def _remember(folder: Path, changed: dict[str, manifest.Record | None]) -> None:
    """Change the records of this build's figures; those of another build that ran meanwhile stay."""
    before = manifest.read(folder)
    records = dict(before)
    for path, record in changed.items():
        if record is not None:
            records[path] = record
        elif path in records:
            records[path] = records[path]._replace(settings="")
    if records == before:
        return
    files.make_folder(folder)
    manifest.write(folder, records)
