"""Drawing one spec of a build: what a worker does, from plain values to plain values."""

from __future__ import annotations

import os
import threading
import time
import traceback
from collections.abc import Iterator
from pathlib import Path

from graphdraw.build.drawing.processes import stopped
from graphdraw.build.records.digest import digest
from graphdraw.build.records.fontcache import font_digest
from graphdraw.build.records.freshness import relative, seen
from graphdraw.build.records.manifest import Record, Seen
from graphdraw.build.settings import Job, Outcome, Settings
from graphdraw.disk import files
from graphdraw.disk.projects import Projects
from graphdraw.errors import GraphdrawError, Location, Problem, UsageError, naming, reason
from graphdraw.limits import Limits
from graphdraw.pipeline.names import in_theme
from graphdraw.pipeline.run import Run
from graphdraw.spec import Overrides, Spec, read_file

BUG = 3
"""Exit code of a job that ended in an error that is none of the user's."""

_ALONE = threading.Lock()
"""matplotlib has settings for the whole process: where an executor has threads, they draw one after the other."""


def draw(job: Job, folder: Path, settings: Settings) -> Outcome:
    """Draw a spec in all formats; `folder` is the output folder, which records are relative to. Raises nothing."""
    problems: list[Problem] = []
    records: list[tuple[Path, Record]] = []
    try:
        for item in _drawn(job, folder, settings):
            if isinstance(item, Problem):
                problems.append(item)
            else:
                records.append(item)
    except GraphdrawError as error:
        return Outcome(job, tuple(records), (*problems, *naming(error.problems, str(job.source))), error.exit_code)
    except OSError as error:
        text = f"{error.filename or job.source}: {reason(error)}"
        return Outcome(job, tuple(records), (*problems, Problem(None, text, "usage")), UsageError.exit_code)
    except Exception as error:  # the other figures of the book do not depend on it
        return Outcome(job, tuple(records), (*problems, _bug(job, error)), BUG)
    return Outcome(job, tuple(records), tuple(problems), 0)


def draw_all(jobs: tuple[Job, ...], folder: Path, settings: Settings) -> tuple[Outcome, ...]:
    """Several jobs one after the other: the unit that is sent to a worker."""
    with _ALONE:
        return tuple(draw(job, folder, settings) for job in jobs if not stopped())


def _drawn(job: Job, folder: Path, settings: Settings) -> Iterator[Problem | tuple[Path, Record]]:
    """What there is to say of a spec, and then its figures as they are written."""
    started = time.time_ns()
    nearest = Projects().nearest(str(job.source.parent))
    project = relative(Path(nearest), folder) if nearest else None
    limits = settings.limits or Limits()
    source = read_file(job.source, limits)
    main = seen(job.source, folder, source.data)
    view = read_file(settings.view, limits) if settings.view else None
    theme = in_theme(settings.theme) if settings.theme else None
    run = Run(source, limits, Overrides(settings.root, view, settings.changes), view=theme)
    yield from run.problems
    run.demand()
    kinds = settings.kinds
    run.draw(kind.dark for kind in kinds)
    inputs = (main, *_included(run.spec, job.source, folder, started))
    for kind, target in zip(kinds, job.targets, strict=True):
        data = run.encode(kind.format, settings.encoding, dark=kind.dark)
        if job.writes:
            files.make_folder(target.parent, folder)
            files.write(target, data, folder)
        elif digest(files.read(target, 2 * len(data) + 1)) != digest(data):
            continue
        output = seen(target, folder, data)
        key = settings.key(kind, folder)
        yield target, Record(key, project, _fonts(run, dark=kind.dark), inputs, output, time.time_ns())


def _fonts(run: Run, *, dark: bool) -> tuple[tuple[str, str | None], ...]:
    """The fonts of a figure with their digests, and those that would come first, if they were installed, with None."""
    there = ((family, font_digest(family)) for family in run.fonts(dark=dark))
    return (*there, *((family, None) for family in run.fonts_before(dark=dark)))


def _included(spec: Spec, source: Path, folder: Path, started: int) -> list[Seen]:
    """The other files that were read.

    One that changed since the start may have been read before that: it counts as unknown, for the next build to read.
    A link is remembered as one, since it may lead elsewhere then.
    """
    found = []
    for path, name in zip(spec.dependencies, spec.names, strict=True):
        if path.samefile(source):
            continue
        is_safe = os.path.realpath(folder / relative(name, folder)) == str(path)  # `..` after a link leads elsewhere
        file = seen(name if is_safe else path, folder)
        found.append(file._replace(digest="") if file.date >= started else file)
    return found


def _bug(job: Job, error: Exception) -> Problem:
    """What to say of a bug of ours: which spec shows it, and where it is."""
    where = traceback.extract_tb(error.__traceback__)[-1]
    text = f"internal error: {type(error).__name__}: {error} ({Path(where.filename).name}:{where.lineno})"
    hint = f"this is a bug of graphdraw; 'graphdraw render {job.source}' says how to report it"
    return Problem(Location(str(job.source), 1, 1), text, "bug", hint)
