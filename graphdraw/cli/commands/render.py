"""`graphdraw render`: specs in, figures out."""

from __future__ import annotations

import time
from collections.abc import Sequence
from functools import partial
from itertools import groupby
from pathlib import Path
from typing import Any

import click

from graphdraw.cli import console, links, options, sources
from graphdraw.cli.reporting import Reporter
from graphdraw.cli.sources import How, Loaded
from graphdraw.cli.targets import Target, make_folder, outputs, targets
from graphdraw.cli.view_flags import adjusted, view_flags
from graphdraw.disk import files, overwrites
from graphdraw.draw.scene import Scene
from graphdraw.errors import UsageError
from graphdraw.limits import Limits
from graphdraw.output.encoding import DARK_END, Encoding
from graphdraw.pipeline.names import FORMATS
from graphdraw.spec import Overrides
from graphdraw.values.point import MM


@click.command()
@options.specs
@click.option(
    "-o",
    "output",
    metavar="FILE|DIR/|-",
    type=options.PathName(),
    help="Where to write; without it beside each spec, as .svg.",
)
@click.option("-f", "formats", metavar="LIST", help=f"Formats, with commas between: {','.join(FORMATS)}.")
@options.dark_pair
@options.encoding
@click.option("--id-prefix", metavar="NAME", help="What the ids in an SVG begin with, instead of a checksum.")
@click.option(
    "--depfile", metavar="FILE", type=options.PathName(Path, only_file=True), help="Dependencies for make and ninja."
)
@options.overrides
@view_flags
@options.limits
@options.error_format
@options.quiet
def command(
    specs: tuple[str, ...],
    output: str | None,
    formats: str | None,
    depfile: Path | None,
    dark_pair: bool,
    encoding: Encoding,
    id_prefix: str | None,
    limits: Limits,
    overrides: Overrides,
    error_format: str,
    quiet: bool,
    **flags: Any,
) -> int:
    """Draw specs. `-` reads standard input and writes standard output.

    The suffix of -o decides the format. A spec with mistakes, or with an expected number that is not met, is reported
    and not drawn; the others are.
    """
    options.refuse_dark(flags["theme"], dark_pair=dark_pair)
    listed = formats.split(",") if formats is not None else []
    plan = targets(specs, output, listed, FORMATS, dark_pair=dark_pair)
    if depfile is not None and any(target.path is None for target in plan):
        raise UsageError("--depfile names the figure as a file, so the figure cannot go to standard output", "-o FILE")
    if id_prefix is not None and len(specs) > 1:
        raise UsageError("--id-prefix is for one figure: ids that begin alike would be given twice")
    encoding = encoding._replace(ids=id_prefix).checked()
    how = How(limits, overrides, partial(adjusted, **flags))
    loaded = {name: sources.load(name, how) for name in dict.fromkeys(specs)}
    also = [overwrites.WrittenFile(depfile, "the depfile", "name another file: --depfile FILE")] if depfile else []
    overwrites.refuse([*outputs(plan), *also], (file for one in loaded.values() for file in one.inputs))
    made: list[tuple[Path, tuple[Path, ...]]] = []
    reporter, started = Reporter(error_format, quiet=quiet), time.time_ns()
    reporter.add(links.notes((), [*(target.path for target in plan), depfile]))
    make_folder(output)
    for name, wanted in groupby(plan, key=lambda target: target.spec):
        with reporter.file(name if len(loaded) > 1 else None):
            made += _draw(loaded[name], list(wanted), reporter, encoding)
    if depfile is not None and reporter.exit_code == 0:  # else what is known of the last figures stays
        from graphdraw import build  # start-up time: only where it is asked for

        files.write(depfile, build.depfile(made))
        build.refresh(made, started)
    return reporter.finish()


def _draw(
    loaded: Loaded,
    wanted: Sequence[Target],
    reporter: Reporter,
    encoding: Encoding,
) -> list[tuple[Path, tuple[Path, ...]]]:
    """Draw one spec in all its formats; a format that fails does not keep the others from being written.

    Returns the figures written, each with the files it was made from.
    """
    made, run = [], loaded.run
    reporter.add(run.problems)
    run.demand()
    run.draw(target.dark for target in wanted)
    for target in wanted:
        with reporter.file():
            _write(target, run.encode(target.format, _of_one(target, encoding), dark=target.dark))
            if target.path is not None:
                reporter.say(f"{loaded.name} -> {target.path} ({size(run.scene(dark=target.dark))})")
                made.append((target.path, run.spec.dependencies))
    return made


def _of_one(target: Target, encoding: Encoding) -> Encoding:
    """Two figures that lie in one page must not have the same ids."""
    return encoding._replace(ids=f"{encoding.ids}{DARK_END}") if target.dark and encoding.ids else encoding


def _write(target: Target, data: bytes) -> None:
    if target.path is None:
        console.write_output(data)
    else:
        files.write(target.path, data)


def size(scene: Scene) -> str:
    """Width and height for people: `84 × 30 mm`."""
    return f"{scene.width / MM:.0f} × {scene.height / MM:.0f} mm"
