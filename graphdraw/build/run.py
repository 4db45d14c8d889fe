"""A build: which figures are not current, drawing those, and the manifest written last."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from graphdraw.build.finding.discover import Found
from graphdraw.build.finding.outputs import Outputs, planned
from graphdraw.build.orphans import orphans, refuse_others
from graphdraw.build.records import known, manifest
from graphdraw.build.records.freshness import Look
from graphdraw.build.records.trust import Pictures, Reach, vouches
from graphdraw.build.settings import Job, Outcome, Settings
from graphdraw.disk import files, overwrites, strays
from graphdraw.interrupts import interrupts_wait

if TYPE_CHECKING:  # start-up time
    from concurrent.futures import Executor

Progress = Callable[[Outcome], None]
"""Told of every outcome as it comes."""


class Plan(NamedTuple):
    """What a build would do: the figures of all specs, and the jobs of the specs that are not current.

    `folder` has the manifest; `figures` are paths below it, with slashes; `specs` is how many specs there are.
    `orphans` are figures below the folder whose spec is not there any more; `doubtful` those figures of stale specs
    that are only drawn since nothing says that what is there is a drawing of graphdraw; `reach` says which files the
    manifest may name.
    """

    folder: Path
    settings: Settings
    specs: int
    figures: tuple[str, ...]
    stale: tuple[Job, ...]
    orphans: tuple[str, ...]
    doubtful: frozenset[str] = frozenset()
    reach: Reach | None = None


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
    doubtful: set[str] = set()
    for spec, targets in pairs:
        states = {look.state(records.get(t), key, spec.source) for t, key in zip(targets, keys, strict=True)}
        if force or states != {"current"}:
            stale.append(Job(Path(spec.source), tuple(folder / target for target in targets)))
            if not force and "stale" not in states:
                doubtful.update(targets)
    look.pictures.remember()
    figures = tuple(target for _, targets in pairs for target in targets)
    if stale:
        from graphdraw.build.inputs import inputs, written  # start-up time: a build with nothing to do needs no inputs

        outputs = written(stale, folder)
        overwrites.refuse(outputs, inputs(found, look, settings, outputs))
    return Plan(
        folder,
        settings,
        len(pairs),
        figures,
        tuple(stale),
        orphans(look, set(figures)),
        frozenset(doubtful),
        look.reach,
    )


def compared(plan: Plan, look: Look, processes: int | None) -> Plan:
    """The plan without those stale figures that drawing would leave as they are: they are drawn, and nothing written.

    Only of figures that nothing else speaks against, where there is doubt whose they are.
    """
    if not plan.doubtful:
        return plan
    doubtful = [job for job in plan.stale if _name(job.targets[0], plan.folder) in plan.doubtful]
    jobs = tuple(job._replace(writes=False) for job in doubtful)
    same = set()
    for outcome in _outcomes(plan._replace(stale=jobs), processes, None):
        look.pictures.found |= {record.output.digest for _, record in outcome.records}
        if len(outcome.records) == len(outcome.job.targets):
            same.add(outcome.job.targets)
    look.pictures.remember()
    return plan._replace(stale=tuple(job for job in plan.stale if job.targets not in same))


def _name(target: Path, folder: Path) -> str:
    return target.relative_to(folder).as_posix()


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
            changed |= {_name(target, plan.folder): drawn.get(target) for target in outcome.job.targets}
            progress(outcome)
    finally:
        with interrupts_wait():
            _remember(plan, changed)


def _outcomes(plan: Plan, processes: int | None, executor: Executor | None) -> Iterator[Outcome]:
    from graphdraw.build.drawing import workers  # start-up time: only what is drawn needs the stages

    if executor is not None:
        return workers.drawn_by(executor, plan.stale, plan.folder, plan.settings)
    return workers.drawn(plan.stale, plan.folder, plan.settings, workers.count(processes, len(plan.stale)))


def _remember(plan: Plan, changed: dict[str, manifest.Record | None]) -> None:
    """Change the records of this build's figures; those of another build that ran meanwhile stay.

    What was drawn is known before the manifest says so: after a kill in between it is drawn again. A figure that was
    drawn out of doubt alone, and is the same, keeps its record, so that the manifest of a clone stays as it is. Of
    what another's manifest said, no date is taken over.
    """
    folder, before = plan.folder, manifest.load(plan.folder)
    drawn = {path: record for path, record in changed.items() if record is not None}
    known.remember_pictures(record.output.digest for record in drawn.values())
    records = dict(before.records)
    for path in changed:
        if path not in drawn:
            if path in records:
                records[path] = records[path]._replace(settings="")
        elif path not in plan.doubtful or not _is_same(records.get(path), drawn[path]):
            records[path] = drawn[path]
    others = [record for path, record in records.items() if path not in drawn]
    reach = plan.reach or Reach(folder, plan.settings.root, plan.settings.view)
    own = before.is_known or vouches(others, Pictures(folder), reach)
    if records == before.records and not before.foreign:
        return
    if not before.is_known:
        records = {path: record if path in drawn else record._replace(looked=0) for path, record in records.items()}
    files.make_folder(folder)
    manifest.write(folder, records, own)


def _is_same(old: manifest.Record | None, new: manifest.Record) -> bool:
    """Whether two records differ in what one disk and one moment have given them alone."""

    def lasting(record: manifest.Record) -> object:
        return (*record[:3], [(seen.path, seen.digest) for seen in (*record.inputs, record.output)])

    return old is not None and lasting(old) == lasting(new)
