"""Drawing one spec of a build: what a worker does, from plain values to plain values."""

from __future__ import annotations

import time
from dataclasses import replace
from pathlib import Path

from graphdraw import expect, files, pipeline
from graphdraw.build.current import font_digest, seen
from graphdraw.build.manifest import Record, Seen
from graphdraw.build.processes import stopped
from graphdraw.build.settings import Job, Outcome, Settings
from graphdraw.errors import GraphdrawError, Problem, UsageError, reason
from graphdraw.spec import Spec, read_file


def draw(job: Job, folder: Path, settings: Settings) -> Outcome:
    """Draw a spec in all formats; `folder` is the output folder, which records are relative to. Raises nothing."""
    problems: list[Problem] = []
    records: list[tuple[Path, Record]] = []
    try:
        started = time.time_ns()
        source = read_file(job.source)
        main = seen(job.source, folder, source.data)
        spec = pipeline.load(source, settings.limits)
        if settings.theme:
            spec = replace(spec, view=replace(spec.view, theme=settings.theme))
        evaluation = pipeline.evaluate(spec)
        problems += pipeline.problems(spec, evaluation)
        expect.demand(spec.expectations, evaluation)
        scene = pipeline.draw(spec, evaluation)
        inputs = (main, *_included(spec, job.source, folder, started))
        fonts = tuple((family, font_digest(family)) for family in pipeline.fonts_of(scene))
        for format_, target in zip(settings.formats, job.targets, strict=True):
            data = pipeline.encode(scene, format_, settings.dpi)
            target.parent.mkdir(parents=True, exist_ok=True)
            files.write(target, data)
            output = seen(target, folder, data)
            records.append((target, Record(settings.digest(format_), fonts, inputs, output, time.time_ns())))
    except GraphdrawError as error:
        return Outcome(job, tuple(records), (*problems, *error.problems), error.exit_code)
    except OSError as error:
        text = f"{error.filename or job.source}: {reason(error)}"
        return Outcome(job, tuple(records), (*problems, Problem(None, text, "usage")), UsageError.exit_code)
    return Outcome(job, tuple(records), tuple(problems), 0)


def draw_all(jobs: tuple[Job, ...], folder: Path, settings: Settings) -> tuple[Outcome, ...]:
    """Several jobs one after the other: the unit that is sent to a worker."""
    return tuple(draw(job, folder, settings) for job in jobs if not stopped())


def _included(spec: Spec, source: Path, folder: Path, started: int) -> list[Seen]:
    """The other files that were read.

    One that changed since the start may have been read before that: it counts as unknown, for the next build to read.
    """
    found = []
    for path in spec.dependencies:
        if path.samefile(source):
            continue
        file = seen(path, folder)
        found.append(replace(file, digest="") if file.date >= started else file)
    return found
