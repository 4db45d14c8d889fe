"""The progress of a build: a bar on a terminal, else a line for each figure, nothing with `--quiet`."""

from __future__ import annotations

import os
import sys
import time
from types import TracebackType
from typing import Any

import click

from graphdraw.build import Outcome
from graphdraw.cli import console
from graphdraw.errors import columns, visible

BAR, REST = 20, 36
"""Columns of the bar, and of the texts beside it without the current file: click cannot clear a line that wraps."""

ERASE = "\x1b[K"
"""Clears the rest of the line: click counts characters and not columns, so that wide ones would stay."""


class Progress:
    """Shows the progress on standard error; `length` is the number of specs to draw."""

    def __init__(self, length: int, *, quiet: bool) -> None:
        self._quiet = quiet
        self._done, self._start = 0, time.monotonic()
        self._bar: Any = None
        if not quiet and length and console.is_terminal() and os.environ.get("TERM") != "dumb":
            self._bar = click.progressbar(
                length=length,
                file=sys.stderr,
                width=BAR,
                show_pos=True,
                show_percent=False,
                item_show_func=self._beside,
                bar_template=f"%(label)s  [%(bar)s]  %(info)s{ERASE}",
            )

    def __enter__(self) -> Progress:
        if self._bar is not None:
            self._bar.__enter__()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._bar is not None:
            self._bar.__exit__(kind, error, trace)

    def step(self, outcome: Outcome) -> None:
        """Show that one more spec is done."""
        self._done += 1
        if self._bar is not None:
            self._bar.update(1, visible(str(outcome.job.source)))
        elif not self._quiet:
            for target, _ in outcome.records:
                console.tell(f"{outcome.job.source} -> {target}")

    def pause(self) -> None:
        """Clear the line of the bar, so that a message stands on its own; the next step draws the bar again."""
        if self._bar is not None:
            click.echo(f"\r{ERASE}", nl=False, err=True)

    def _beside(self, name: str | None) -> str | None:
        """The text beside the bar: specs per second, and the end of the name of the current file."""
        if name is None:
            return None
        rate = self._done / max(time.monotonic() - self._start, 1e-9)
        import shutil  # start-up time: brings all compression libraries

        room = shutil.get_terminal_size().columns - BAR - REST
        return f"{rate:.1f}/s  {_end_of(name, room)}" if room > 0 else f"{rate:.1f}/s"


def _end_of(name: str, room: int) -> str:
    """The name, or `…` and as much of its end as fits into `room` columns of a terminal."""
    if columns(name) <= room:
        return name
    start = next(i for i in range(len(name)) if columns(name[i:]) < room)
    return f"…{name[start:]}"
