"""`graphdraw describe`: a figure in words, for `alt` texts and for everybody who cannot see it."""

from __future__ import annotations

import click

from graphdraw.cli import options, sources
from graphdraw.cli.reporting import Reporter
from graphdraw.limits import Limits
from graphdraw.pipeline.run import Run
from graphdraw.spec import Overrides


@click.command()
@click.argument("spec", metavar="SPEC", type=options.PathName())
@click.option("--long", is_flag=True, help="Every input, step and gradient, not one sentence.")
@click.option("--lang", metavar="TAG", help="Language of the words, instead of that of the spec: en or ja.")
@options.overrides
@options.limits
@options.error_format
@options.quiet
def command(
    spec: str, long: bool, lang: str | None, overrides: Overrides, limits: Limits, error_format: str, quiet: bool
) -> int:
    """Print the figure of a spec in words: a sentence of at most 250 characters, for an `alt` text.

    With --long the whole walk, from which the figure could be drawn again. `-` reads standard input. What the figure
    leaves blank is not told.
    """
    reporter = Reporter(error_format, quiet=quiet)
    with reporter.file():
        run = Run(sources.read_one(spec, limits), limits, overrides, lang=lang)
        reporter.add(run.problems)
        click.echo(run.describe(long=long))
    return reporter.finish()
