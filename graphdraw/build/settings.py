"""The plain values of a build: what is asked for, one job, and what became of it. No stage is imported for them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import NamedTuple

from graphdraw.build.records.freshness import relative
from graphdraw.build.records.manifest import Record
from graphdraw.build.records.versions import versions
from graphdraw.draw.text.extras import font_of_extra
from graphdraw.errors import Problem
from graphdraw.limits import Limits
from graphdraw.output.encoding import Encoding

EXECUTOR_FORM = "dask://HOST:PORT"
"""How an executor is named; `executors` knows what each means."""


class Kind(NamedTuple):
    """One of the figures that every spec has: its format, and whether it is the dark one of a pair."""

    format: str
    dark: bool = False


class Settings(NamedTuple):
    """What a build asks of all its figures, besides their specs.

    `changes` (texts `NAME=VALUE`), the file `view` and the folder `root` are laid over every spec as `Overrides`.
    With `dark_pair` each figure has a dark one beside it.
    """

    formats: tuple[str, ...] = ("svg",)
    theme: str | None = None
    encoding: Encoding = Encoding()
    limits: Limits | None = None
    changes: tuple[str, ...] = ()
    view: Path | None = None
    root: Path | None = None
    dark_pair: bool = False

    @property
    def kinds(self) -> tuple[Kind, ...]:
        """The figures of each spec, in the order of `Job.targets`."""
        both = (False, True) if self.dark_pair else (False,)
        return tuple(Kind(format_, dark) for format_ in self.formats for dark in both)

    def key(self, kind: Kind, folder: Path) -> str:
        """All but the contents of files that a figure of a kind depends on, as text that is compared.

        Text and not a digest: a build with nothing to do then needs no library of digests. Paths are relative to the
        output folder.
        """
        choices = self.encoding.choices(kind.format)
        files = [relative(path, folder) if path else None for path in (self.view, self.root)]
        extra = font_of_extra() is not None  # it is taken before other fonts
        parts = [*versions(), extra, *kind, self.theme, choices, self.changes, *files]
        return json.dumps(parts, ensure_ascii=False)


class Job(NamedTuple):
    """A spec to draw, and the paths of its figures, one for each kind of the settings.

    A job that `writes` nothing only compares, and has records of those figures that are what would be drawn.
    """

    source: Path
    targets: tuple[Path, ...]
    writes: bool = True


class Outcome(NamedTuple):
    """What became of a job: figures that were written (or already held the same bytes), with their records.

    `exit_code` is 0 if all were, else that of what went wrong; `problems` are what the author should read.
    """

    job: Job
    records: tuple[tuple[Path, Record], ...] = ()
    problems: tuple[Problem, ...] = ()
    exit_code: int = 0
