"""Drawing many figures: jobs sent in chunks to a `concurrent.futures` executor, or drawn one by one in this process."""

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
"""The most jobs in one chunk, and how many jobs make another process worth starting."""

PARTS = 256
"""Chunks for an executor of unknown size: enough that some dozens of workers finish at about the same time."""


def count(wanted: int | None, jobs: int) -> int:
    """How many processes to use for `jobs` jobs, at least 1.

    `wanted`, but not more than there are jobs; if it is None, one for every `CHUNK` jobs, but not more than processors.
    """
    most = max(1, jobs // CHUNK)
    if wanted is not None:
        return max(1, min(wanted, jobs))
    return min(most, os.cpu_count() or 1)


def drawn(jobs: Sequence[Job], folder: Path, settings: Settings, processes: int) -> Iterator[Outcome]:
    """The outcomes of all jobs, each as soon as it is there; drawn in this process if `processes` is 1."""
    if processes == 1:
        yield from (draw(job, folder, settings) for job in jobs)
        return
    with pool(processes) as executor:
        yield from drawn_by(executor, jobs, folder, settings, parts=processes * 4)


def drawn_by(
    executor: Executor, jobs: Sequence[Job], folder: Path, settings: Settings, parts: int = PARTS
) -> Iterator[Outcome]:
    """The outcomes of all jobs, drawn by `executor`, each as soon as it is there.

    The jobs are sent in at least `parts` chunks, if there are as many jobs. If a worker dies, each of its jobs gets an
    outcome with a problem.
    """
    size = max(1, min(CHUNK, -(-len(jobs) // parts)))
    chunks = [tuple(jobs[i : i + size]) for i in range(0, len(jobs), size)]
    pending: dict[Future[tuple[Outcome, ...]], tuple[Job, ...]] = {}
    try:
        with interrupts_wait(), starting():
            pending.update((executor.submit(draw_all, chunk, folder, settings), chunk) for chunk in chunks)
        for future in as_completed(pending):
            try:
                yield from future.result()
            except Exception as error:  # raised by the executor, each kind has its own errors; `draw_all` raises none
                yield from (_worker_died(job, error) for job in pending[future])
    finally:
        for future in pending:
            future.cancel()


def _worker_died(job: Job, error: Exception) -> Outcome:
    """The outcome of a job whose worker ended without an answer; `error` is what the executor raised."""
    text = f"the worker that drew it, or one beside it, ended without an answer ({type(error).__name__})"
    hint = "build again; with -j 1 the cause shows itself"
    return Outcome(job, (), (Problem(Location(str(job.source), 1, 1), text, "worker", hint),), BUG)
