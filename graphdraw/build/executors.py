"""Drawing on an existing cluster that `--executor` names, by the interface of `concurrent.futures`."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from concurrent.futures import Executor
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path

from graphdraw.build.run import OnOutcome, Plan
from graphdraw.build.settings import EXECUTOR_FORM, Job, Outcome
from graphdraw.errors import Problem, UsageError
from graphdraw.registry import suggestion

PATIENCE = "10s"
"""How long to wait for the scheduler to answer, as Dask writes times."""


@contextmanager
def connected(address: str) -> Iterator[Executor]:
    """A connection to the cluster at `address`, as an executor; closed at the end of the block.

    Raises UsageError if the address has another form than `EXECUTOR_FORM`, or if no scheduler answers there.
    """
    scheme, separator, place = address.partition("://")
    if not (separator and place and scheme in _SCHEMES):
        hint = suggestion(scheme, _SCHEMES) if separator and scheme not in _SCHEMES else None
        raise UsageError(f"an executor is {EXECUTOR_FORM}, this is '{address}'", hint)
    with _SCHEMES[scheme](place) as executor:
        yield executor


@contextmanager
def _dask(place: str) -> Iterator[Executor]:
    """Dask's own executor, connected to the scheduler at `host:port`; raises UsageError."""
    try:
        from distributed import Client  # optional: pip install 'graphdraw[dask]'
    except ImportError:
        hint = "pip install 'graphdraw[dask]'"
        raise UsageError("--executor dask://… needs the package distributed", hint) from None
    try:
        client = Client(  # type: ignore[no-untyped-call]
            f"tcp://{place}", timeout=PATIENCE, set_as_default=False
        )
    except (OSError, ValueError) as error:
        raise UsageError(f"no Dask scheduler answers at '{place}'", "start one: dask scheduler") from error
    executor: Executor = client.get_executor(pure=False)  # type: ignore[no-untyped-call]
    with client, executor:
        yield executor


_SCHEMES: dict[str, Callable[[str], AbstractContextManager[Executor]]] = {"dask": _dask}
"""For each scheme that an address can start with: the function that connects to the rest of the address."""


def from_anywhere(plan: Plan) -> Plan:
    """The plan with absolute paths: a worker on another machine has another current folder, but the same files."""
    settings = plan.settings._replace(view=_absolute(plan.settings.view), root=_absolute(plan.settings.root))
    stale = tuple(_absolute_job(job) for job in plan.stale)
    return plan._replace(folder=plan.folder.absolute(), settings=settings, stale=stale)


def as_named_here(plan: Plan, progress: OnOutcome) -> OnOutcome:
    """A callback for the outcomes of `from_anywhere(plan)`: it passes them to `progress` with the paths of `plan`."""
    jobs = {_absolute_job(job): job for job in plan.stale}
    here = f"{Path.cwd()}{os.sep}"

    def with_relative_path(problem: Problem) -> Problem:
        """The problem with all paths relative to the current folder."""
        where = problem.where and problem.where._replace(path=problem.where.path.removeprefix(here))
        return problem._replace(where=where, text=problem.text.replace(here, ""))

    def progress_as_planned(outcome: Outcome) -> None:
        job = jobs[outcome.job]
        problems = outcome.problems if job.source.is_absolute() else map(with_relative_path, outcome.problems)
        records = zip(job.targets, (record for _, record in outcome.records), strict=False)
        progress(outcome._replace(job=job, problems=tuple(problems), records=tuple(records)))

    return progress_as_planned


def _absolute_job(job: Job) -> Job:
    """The job with absolute paths."""
    return Job(job.source.absolute(), tuple(target.absolute() for target in job.targets))


def _absolute(path: Path | None) -> Path | None:
    return path.absolute() if path else None
