"""`graphdraw describe`: a figure in words, for `alt` texts and for everybody who cannot see it."""

from __future__ import annotations

import click

from graphdraw import pipeline
from graphdraw.cli import options, sources
from graphdraw.cli.reporting import Reporter
from graphdraw.limits import Limits
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
        loaded = pipeline.load(sources.read_one(spec, limits), limits, overrides)
        evaluation = pipeline.evaluate(loaded)
        reporter.add(pipeline.problems(loaded, evaluation))
        click.echo(pipeline.describe(loaded, evaluation, long=long, lang=lang))
    return reporter.finish()
