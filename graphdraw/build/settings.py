"""The data types of a build: settings, job and outcome. Importing them loads none of the stages."""

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
"""The form of the value of `--executor`; `executors` connects to it."""


class PictureKind(NamedTuple):
    """One of the figures of each spec: its format, and whether it is the dark figure of a pair."""

    format: str
    dark: bool = False


class Settings(NamedTuple):
    """What holds for all figures of a build, besides their specs.

    `changes` (texts `NAME=VALUE`), the file `view` and the folder `root` are laid over every spec as `Overrides`.
    With `dark_pair`, each figure is also drawn in dark colours.
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
    def kinds(self) -> tuple[PictureKind, ...]:
        """The figures of each spec, in the order of `Job.targets`."""
        both = (False, True) if self.dark_pair else (False,)
        return tuple(PictureKind(format_, dark) for format_ in self.formats for dark in both)

    def key(self, kind: PictureKind, folder: Path) -> str:
        """All that a figure of a kind depends on besides the contents of files, as JSON: the `settings` of its record.

        It is not a digest, so that a build with nothing to do need not load a library of digests. Paths in it are
        relative to the output folder.
        """
        choices = self.encoding.choices(kind.format)
        files = [relative(path, folder) if path else None for path in (self.view, self.root)]
        extra = font_of_extra() is not None  # that font is taken before others
        parts = [*versions(), extra, *kind, self.theme, choices, self.changes, *files]
        return json.dumps(parts, ensure_ascii=False)


class Job(NamedTuple):
    """A spec to draw, and the paths of its figures, one for each kind of the settings.

    If `writes` is False, the figures are only compared with what would be drawn, and those that are the same get a
    record in the outcome.
    """

    source: Path
    targets: tuple[Path, ...]
    writes: bool = True


class Outcome(NamedTuple):
    """The result of a job: the figures that were written, or already had the same bytes, with their records.

    `exit_code` is 0 if all figures were drawn, else that of the error; `problems` are what the user should hear.
    """

    job: Job
    records: tuple[tuple[Path, Record], ...] = ()
    problems: tuple[Problem, ...] = ()
    exit_code: int = 0
