"""`graphdraw themes`: what figures can look like, as a list or as a sheet of figures in all themes."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import click

from graphdraw.cli import examples, links, options, sources
from graphdraw.cli.reporting import Reporter
from graphdraw.cli.table import aligned
from graphdraw.disk import files, overwrites
from graphdraw.draw.scene import Scene
from graphdraw.draw.style.themes import THEMES
from graphdraw.errors import Location, UsageError
from graphdraw.limits import Limits
from graphdraw.output.encoding import Encoding
from graphdraw.output.formats import FORMATS
from graphdraw.pipeline.encoding import encoded, sheet_of
from graphdraw.pipeline.run import Run
from graphdraw.spec import Overrides, Source

EXAMPLE = "neuron"
"""The figure that is shown where no spec is named."""

SHARED = 4
"""The themes of a sheet share one of so many parts of the work: its texts are outlines, which are dear to write."""

PICTURES = tuple(f.name for f in FORMATS if f.picture)
SUFFIXES = " or ".join(", ".join(f".{name}" for name in PICTURES).rsplit(", ", 1))
"""What a sheet can be."""


@click.command()
@click.argument("specs", metavar="[SPEC]...", nargs=-1, type=options.PathName())
@click.option(
    "--sheet",
    metavar="FILE",
    type=options.PathName(only_file=True),
    help=f"Draw the specs in every theme: {SUFFIXES}.",
)
@click.option("--theme", "names", multiple=True, type=options.ThemeName(), help="Only this theme, several times.")
@options.encoding
@options.overrides
@options.limits
@options.error_format
@options.quiet
def command(
    specs: tuple[str, ...],
    sheet: str | None,
    names: tuple[str, ...],
    encoding: Encoding,
    overrides: Overrides,
    limits: Limits,
    error_format: str,
    quiet: bool,
) -> int:
    """List the themes; with --sheet, draw the specs (or an example) in all of them, side by side in one file."""
    names = tuple(dict.fromkeys(names)) or THEMES.names()
    if sheet is None:
        if specs:
            raise UsageError("where to draw the specs is missing", "for example --sheet themes.svg")
        click.echo(aligned(("theme", "what it is"), [(name, THEMES.get(name).doc) for name in names]))
        return 0
    format_ = _format(sheet)
    reporter = Reporter(error_format, quiet=quiet)
    rows: list[tuple[str, list[tuple[str, Scene]]]] = []
    example = Source(EXAMPLE, examples.read(EXAMPLE))
    how = sources.How(limits, overrides, parts=SHARED * len(names))
    loaded = [sources.load(spec, how) for spec in specs] or [sources.loaded(example, how)]
    planned = overwrites.WrittenFile(Path(sheet), "the sheet", "name another file: --sheet FILE")
    overwrites.refuse([planned], (file for one in loaded for file in one.inputs))
    reporter.add(links.notes((), [planned.path]))
    for one in loaded:
        with reporter.file(one.name if len(loaded) > 1 else None):
            rows.append((one.title, _drawn(one.run, names, reporter)))
    if reporter.exit_code == 0:
        with reporter.file():
            scene = sheet_of(rows)._replace(where=Location(sheet, 1, 1))
            files.write(Path(sheet), encoded(scene, format_, encoding))
            reporter.say(f"{', '.join(name for name, _ in rows)} -> {sheet}")
    return reporter.finish()


def _format(sheet: str) -> str:
    """The format of the sheet, by the suffix of its file; raises `UsageError` for another."""
    suffix = Path(sheet).suffix.removeprefix(".").lower()
    if suffix not in PICTURES:
        raise UsageError(f"{sheet}: a sheet is {SUFFIXES}", f"for example --sheet {Path(sheet).stem}.svg")
    return suffix


def _drawn(run: Run, names: Sequence[str], reporter: Reporter) -> list[tuple[str, Scene]]:
    """The figure of a spec in every theme, each with its share of the work; raises `SpecError` for mistakes."""
    reporter.add(run.problems)
    return [(name, run.scene(name)) for name in names]
