"""The plain values of a build: what is asked for, one job, and what became of it. No stage is imported for them."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from pathlib import Path

from graphdraw.build.manifest import Record
from graphdraw.build.versions import versions
from graphdraw.errors import Problem
from graphdraw.limits import Limits


@dataclass(frozen=True, slots=True)
class Settings:
    """What a build asks of all its figures, besides their specs."""

    formats: tuple[str, ...] = ("svg",)
    theme: str | None = None
    dpi: int | None = None
    limits: Limits | None = None

    def digest(self, format: str) -> str:  # noqa: A002 (the users' word for it)
        """Of everything but files that a figure in a format depends on."""
        said = json.dumps([*versions(), format, self.theme, self.dpi if format == "png" else None])
        return hashlib.sha256(said.encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class Job:
    """A spec to draw, and the paths of its figures, one for each format of the settings."""

    source: Path
    targets: tuple[Path, ...]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a job: figures that were written (or already held the same bytes), with their records.

    `exit_code` is 0 if all were, else that of what went wrong; `problems` are what the author should read.
    """

    job: Job
    records: tuple[tuple[Path, Record], ...] = ()
    problems: tuple[Problem, ...] = ()
    exit_code: int = 0
