"""Many figures at once: chunks of jobs on a `concurrent.futures` executor, or one after the other in this process."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from concurrent.futures import Executor, Future, as_completed
from pathlib import Path

from graphdraw.build.drawing.figure import BUG, draw, draw_all
from graphdraw.build.drawing.processes import pool, starting
from graphdraw.build.settings import Job, Outcome, Settings
from graphdraw.errors import Location, Problem
from graphdraw.interrupts import interrupts_wait

CHUNK = 16
"""Jobs that are worth sending to another process."""

PARTS = 256
"""Parts for an executor whose size nobody knows: enough for some dozens of workers to end at the same time."""


def count(wanted: int | None, jobs: int) -> int:
    """How many processes: those wanted, and by default one for small builds, else one for each processor."""
    most = max(1, jobs // CHUNK)
    if wanted is not None:
        return max(1, min(wanted, jobs))
    return min(most, os.cpu_count() or 1)


def drawn(jobs: Sequence[Job], folder: Path, settings: Settings, processes: int) -> Iterator[Outcome]:
    """The outcomes of all jobs as they come."""
    if processes == 1:
        yield from (draw(job, folder, settings) for job in jobs)
        return
    with pool(processes) as executor:
        yield from drawn_by(executor, jobs, folder, settings, parts=processes * 4)


def drawn_by(
    executor: Executor, jobs: Sequence[Job], folder: Path, settings: Settings, parts: int = PARTS
) -> Iterator[Outcome]:
    """The outcomes of all jobs on any executor, sent in about so many parts; a worker that dies fails its jobs."""
    size = max(1, min(CHUNK, -(-len(jobs) // parts)))
    chunks = [tuple(jobs[i : i + size]) for i in range(0, len(jobs), size)]
    pending: dict[Future[tuple[Outcome, ...]], tuple[Job, ...]] = {}
    try:
        with interrupts_wait(), starting():
            pending.update((executor.submit(draw_all, chunk, folder, settings), chunk) for chunk in chunks)
        for future in as_completed(pending):
            try:
                yield from future.result()
            except Exception as error:  # each executor has its own; `draw_all` raises none
                yield from (_died(job, error) for job in pending[future])
    finally:
        for future in pending:
            future.cancel()


def _died(job: Job, error: Exception) -> Outcome:
    text = f"the worker that drew it, or one beside it, ended without an answer ({type(error).__name__})"
    hint = "build again; with -j 1 the cause shows itself"
    return Outcome(job, (), (Problem(Location(str(job.source), 1, 1), text, "worker", hint),), BUG)
