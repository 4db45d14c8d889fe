"""`graphdraw resolve`: a spec with all that it extends, and where each value comes from."""

from __future__ import annotations

import json

import click

from graphdraw.cli import options, sources
from graphdraw.cli.choices import WordOption
from graphdraw.cli.reporting import Reporter
from graphdraw.limits import Limits
from graphdraw.pipeline.run import Run
from graphdraw.spec import Overrides, as_data, as_yaml


@click.command()
@click.argument("spec", metavar="SPEC", type=options.PathName())
@click.option(
    "--format",
    "form",
    type=WordOption(["yaml", "json"]),
    default="yaml",
    show_default=True,
    help="yaml can be drawn again; json has every value with its place.",
)
@options.overrides
@options.limits
@options.error_format
@options.quiet
def command(spec: str, form: str, overrides: Overrides, limits: Limits, error_format: str, quiet: bool) -> int:
    """Print a spec with all that it extends merged into it, and behind each value where it comes from.

    `-` reads standard input.
    """
    reporter = Reporter(error_format, quiet=quiet)
    with reporter.file():
        loaded = Run(sources.read_one(spec, limits), limits, overrides).spec
        reporter.add(loaded.problems)
        if form == "yaml":
            click.echo(as_yaml(loaded.document))
        else:
            click.echo(json.dumps(as_data(loaded.document), ensure_ascii=False, indent=2))
    return reporter.finish()
