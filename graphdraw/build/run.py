"""A build: planning which figures to draw, drawing them, and writing the manifest at the end."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from graphdraw.build.finding.discover import Found
from graphdraw.build.finding.outputs import Outputs, planned
from graphdraw.build.orphans import orphans, refuse_drawing_over
from graphdraw.build.records import known, manifest
from graphdraw.build.records.freshness import FolderLook
from graphdraw.build.records.trust import OwnPictures, Reach, may_adopt
from graphdraw.build.settings import Job, Outcome, Settings
from graphdraw.disk import files, overwrites, strays
from graphdraw.interrupts import interrupts_wait

if TYPE_CHECKING:  # start-up time
    from concurrent.futures import Executor

OnOutcome = Callable[[Outcome], None]
"""A callback that is called with each outcome as soon as it is there."""


class Plan(NamedTuple):
    """What a build would do: the figures of all specs, and the jobs of the specs that are not current.

    `folder` is the output folder; `figures`, `orphans` and `doubtful` are paths below it, with slashes. `specs` is the
    number of specs. `orphans` are figures whose spec is gone. `doubtful` are figures that have not changed, and are
    drawn only because they cannot be shown to be drawings of graphdraw. `reach` says which files the manifest may name.
    """

    folder: Path
    settings: Settings
    specs: int
    figures: tuple[str, ...]
    stale: tuple[Job, ...]
    orphans: tuple[str, ...]
    doubtful: frozenset[str] = frozenset()
    reach: Reach | None = None


def plan(found: Sequence[Found], where: Outputs, settings: Settings, look: FolderLook, *, force: bool = False) -> Plan:
    """What a build of the specs `found` would do; nothing is drawn. With `force`, every spec is drawn again.

    Raises UsageError if two specs would be drawn into the same file, also if another build has drawn one of them, and
    if a figure would replace a file that the build reads.
    """
    records, folder = look.records, where.folder
    keys = [settings.key(kind, folder) for kind in settings.kinds]
    pairs = planned(found, settings.kinds, where)
    refuse_drawing_over(pairs, look)
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


def compared(plan: Plan, look: FolderLook, processes: int | None) -> Plan:
    """The plan without the doubtful figures that turn out to be what graphdraw draws.

    They are drawn to compare the bytes; no figure is written. Figures that are stale for another reason are not
    compared.
    """
    if not plan.doubtful:
        return plan
    doubtful = [job for job in plan.stale if _figure_path(job.targets[0], plan.folder) in plan.doubtful]
    jobs = tuple(job._replace(writes=False) for job in doubtful)
    same = set()
    for outcome in _outcomes(plan._replace(stale=jobs), processes, None):
        look.pictures.found |= {record.output.digest for _, record in outcome.records}
        if len(outcome.records) == len(outcome.job.targets):
            same.add(outcome.job.targets)
    look.pictures.remember()
    return plan._replace(stale=tuple(job for job in plan.stale if job.targets not in same))


def _figure_path(target: Path, folder: Path) -> str:
    """The path of a figure below the output folder, with slashes, as the manifest has it."""
    return target.relative_to(folder).as_posix()


def run(plan: Plan, processes: int | None, progress: OnOutcome, executor: Executor | None = None) -> None:
    """Draw the stale figures, call `progress` with each outcome, and write the manifest if anything changed.

    Figures are drawn by `processes` processes (None: as many as are worth starting), or by the caller's `executor`. If
    a spec has problems, its last good figures stay on disk and are marked as stale, so that the next build tries again.
    The manifest is also written when the run is interrupted. Raises UsageError if it cannot be written.
    """
    for folder in dict.fromkeys(["", *(figure.rpartition("/")[0] for figure in plan.figures)]):
        strays.remove(plan.folder / folder, plan.folder)
    if not plan.stale:
        return
    changed: dict[str, manifest.Record | None] = {}
    try:
        for outcome in _outcomes(plan, processes, executor):
            drawn = dict(outcome.records)
            changed |= {_figure_path(target, plan.folder): drawn.get(target) for target in outcome.job.targets}
            progress(outcome)
    finally:
        with interrupts_wait():
            _update_manifest(plan, changed)


def _outcomes(plan: Plan, processes: int | None, executor: Executor | None) -> Iterator[Outcome]:
    """The outcomes of the stale jobs of a plan, each as soon as it is there."""
    from graphdraw.build.drawing import workers  # start-up time: brings the stages, which only drawing needs

    if executor is not None:
        return workers.drawn_by(executor, plan.stale, plan.folder, plan.settings)
    return workers.drawn(plan.stale, plan.folder, plan.settings, workers.count(processes, len(plan.stale)))


def _update_manifest(plan: Plan, changed: dict[str, manifest.Record | None]) -> None:
    """Write the new records of this build's figures; None marks a figure as stale, since its spec had problems.

    Records of another build that ran meanwhile stay. The digests of the new figures are noted in the user's cache
    before the manifest is written; if the process is killed in between, the figures are drawn again. A doubtful figure
    that was drawn and has not changed keeps its record, so that the manifest of a clone stays the same. Dates from a
    stranger's manifest are not taken over.
    """
    folder, before = plan.folder, manifest.load(plan.folder)
    drawn = {path: record for path, record in changed.items() if record is not None}
    known.remember_pictures(record.output.digest for record in drawn.values())
    records = dict(before.records)
    for path in changed:
        if path not in drawn:
            if path in records:
                records[path] = records[path]._replace(settings="")
        elif path not in plan.doubtful or not _is_same_figure(records.get(path), drawn[path]):
            records[path] = drawn[path]
    others = [record for path, record in records.items() if path not in drawn]
    reach = plan.reach or Reach(folder, plan.settings.root, plan.settings.view)
    all_ours = before.is_known or may_adopt(others, OwnPictures(folder), reach)
    if records == before.records and not before.foreign:
        return
    if not before.is_known:
        records = {path: record if path in drawn else record._replace(looked=0) for path, record in records.items()}
    files.make_folder(folder)
    manifest.write(folder, records, all_ours)


def _is_same_figure(old: manifest.Record | None, new: manifest.Record) -> bool:
    """Whether two records have the same settings, fonts and digests; dates, sizes and inodes may differ."""

    def lasting(record: manifest.Record) -> object:
        return (*record[:3], [(seen.path, seen.digest) for seen in (*record.inputs, record.output)])

    return old is not None and lasting(old) == lasting(new)
