"""How far a build is: click's bar on a terminal, a line for each figure elsewhere, nothing if quiet is asked for."""

from __future__ import annotations

import sys
from types import TracebackType
from typing import Any

import click

from graphdraw.build import Outcome


class Progress:
    """Told of every outcome; all on standard error."""

    def __init__(self, length: int, *, quiet: bool) -> None:
        self._quiet = quiet
        self._bar: Any = None
        if not quiet and length and sys.stderr is not None and sys.stderr.isatty():
            self._bar = click.progressbar(
                length=length, file=sys.stderr, show_pos=True, item_show_func=lambda name: name, update_min_steps=1
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
        if self._bar is not None:
            self._bar.update(1, str(outcome.job.source))
        elif not self._quiet:
            for target, _ in outcome.records:
                click.echo(f"{outcome.job.source} -> {target}", err=True)

    def pause(self) -> None:
        """End the line of the bar, so that a message stands on its own."""
        if self._bar is not None:
            click.echo(err=True)
