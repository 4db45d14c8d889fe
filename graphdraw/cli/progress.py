"""How far a build is: click's bar on a terminal, a line for each figure elsewhere, nothing if quiet is asked for."""

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
"""Columns of the bar, and of all that stands beside it but the current file: a line that wraps is never cleared."""

ERASE = "\x1b[K"
"""Clears the rest of the line: click counts characters, of which wide ones leave something behind."""


class Progress:
    """Told of every outcome; all on standard error."""

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
        """One spec more is done."""
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
        """Rate and current file."""
        if name is None:
            return None
        rate = self._done / max(time.monotonic() - self._start, 1e-9)
        import shutil  # start-up time: brings all compression libraries

        room = shutil.get_terminal_size().columns - BAR - REST
        return f"{rate:.1f}/s  {_end_of(name, room)}" if room > 0 else f"{rate:.1f}/s"


def _end_of(name: str, room: int) -> str:
    """As much of the end of a name as so many columns hold."""
    if columns(name) <= room:
        return name
    start = next(i for i in range(len(name)) if columns(name[i:]) < room)
    return f"…{name[start:]}"
