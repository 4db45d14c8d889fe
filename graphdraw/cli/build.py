"""`graphdraw build`: all figures of a book, and only those that are not current."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from contextlib import ExitStack
from pathlib import Path

import click

from graphdraw import build, files
from graphdraw.build import manifest
from graphdraw.cli import options
from graphdraw.cli.formats import DOCUMENTS
from graphdraw.cli.progress import Progress
from graphdraw.cli.reporting import Reporter
from graphdraw.cli.table import plural
from graphdraw.cli.targets import known_formats
from graphdraw.draw.themes import THEMES
from graphdraw.errors import UsageError
from graphdraw.limits import Limits
from graphdraw.output.formats import FORMATS

STALE = 1
"""Exit code of `--check` where a figure is not current."""


@click.command()
@click.argument("paths", metavar="[PATH]...", nargs=-1, type=click.Path(path_type=Path))
@click.option("-o", "output", metavar="DIR", type=click.Path(path_type=Path), help="The output folder.")
@click.option("-f", "formats", metavar="LIST", help=f"Formats, with commas between: {','.join(FORMATS.names())}; svg.")
@click.option("-j", "processes", metavar="N|auto", default="auto", help="Processes that draw at the same time.")
@click.option("--theme", type=click.Choice(THEMES.names()), help="Instead of view.theme.")
@click.option("--dpi", type=click.IntRange(10, 2400), help="Dots per inch of a PNG.")
@click.option("--check", is_flag=True, help="Write nothing; exit code 1 if a figure is not current.")
@click.option("--dry-run", is_flag=True, help="Write nothing; say what would be drawn.")
@click.option("--force", is_flag=True, help="Draw all, also what is current.")
@click.option("--watch", is_flag=True, help="Go on, and draw again whatever is saved; Ctrl-C ends it.")
@click.option("--depfile", metavar="FILE", type=click.Path(path_type=Path), help="Dependencies for make and ninja.")
@click.option("--report", metavar="FILE", type=click.Path(path_type=Path), help="All problems, as .json or .sarif.")
@options.limits
@options.error_format
@options.quiet
def command(
    paths: tuple[Path, ...],
    output: Path | None,
    formats: str | None,
    processes: str,
    theme: str | None,
    dpi: int | None,
    check: bool,
    dry_run: bool,
    force: bool,
    watch: bool,
    depfile: Path | None,
    report: Path | None,
    limits: Limits,
    error_format: str,
    quiet: bool,
) -> int:
    """Draw all specs at and below the paths into one folder: what is current is not touched.

    A folder is searched for files with `nodes:` or `extends:`; names that begin with _ or . are passed over. What is
    left out is taken from the nearest project file (graphdraw.yaml): sources, formats, output.
    """
    if not paths or output is None:
        paths, output, formats = _as_the_project_says(paths, output, formats)
    if output.exists() and not output.is_dir():
        raise UsageError(f"{output}: this is a file; -o names a folder")
    settings = build.Settings(tuple(known_formats((formats or "svg").split(","), FORMATS.names())), theme, dpi, limits)
    count = _processes(processes)

    def once() -> int:
        reporter = Reporter(error_format, quiet=quiet)
        with reporter.file():
            discovery = build.discover(paths)
            plan = build.plan(discovery.found, output, settings, force=force)
            if check or dry_run:
                return _tell(plan, reporter, STALE if check else 0)
            failed = _draw(plan, count, reporter, error_format, quiet=quiet)
            reporter.say(_summary(plan, failed, discovery.suspicious))
            if depfile is not None:
                targets = [target for job in plan.jobs for target in job.targets]
                files.write(depfile, build.depfile(targets, output, manifest.read(output)).encode())
            if report is not None:
                files.write(report, _report(report, reporter).encode())
        return reporter.finish()

    return _watch(once, paths, output) if watch else once()


def _watch(once: Callable[[], int], paths: tuple[Path, ...], output: Path) -> int:
    """Build after every change, until Ctrl-C."""
    from graphdraw.build.watch import folders_of, rebuilds  # start-up time: only where it is asked for

    for _ in rebuilds(lambda: folders_of(paths, output)):
        once()
    return 0


def _as_the_project_says(
    paths: tuple[Path, ...], output: Path | None, formats: str | None
) -> tuple[tuple[Path, ...], Path, str | None]:
    """What the command line leaves out, from the nearest project file; raises UsageError where it is nowhere said."""
    from graphdraw.spec import find_project  # start-up time: only where it is needed

    project = find_project(Path())
    if not paths and project is not None:
        paths = tuple(Path(os.path.relpath(project.folder / source)) for source in project.sources)
        formats = formats or ",".join(project.formats) or None
    if output is None and project is not None and project.output is not None:
        output = Path(os.path.relpath(project.folder / project.output))
    if not paths:
        raise UsageError(
            "name what to build", "for example 'graphdraw build specs -o figures', or 'sources:' in graphdraw.yaml"
        )
    if output is None:
        raise UsageError("the output folder is missing", "for example -o figures, or 'output:' in graphdraw.yaml")
    return paths, output, formats


def _draw(plan: build.Plan, processes: int | None, reporter: Reporter, error_format: str, *, quiet: bool) -> int:
    """Draw what is stale; returns how many specs failed."""
    failed = 0
    with ExitStack() as stack:
        progress = stack.enter_context(Progress(len(plan.stale), quiet=quiet or error_format in DOCUMENTS))

        def told(outcome: build.Outcome) -> None:
            nonlocal failed
            failed += outcome.exit_code != 0
            progress.step(outcome)
            if outcome.problems:
                progress.pause()
                reporter.add(outcome.problems, outcome.exit_code)

        build.run(plan, processes, told)
    return failed


def _processes(given: str) -> int | None:
    if given == "auto":
        return None
    if not (given.isascii() and given.isdigit() and 0 < int(given) <= 1000):
        raise UsageError(f"-j is a number from 1 or auto, this is '{given}'")
    return int(given)


def _tell(plan: build.Plan, reporter: Reporter, exit_code: int) -> int:
    """Say what is stale, and nothing more."""
    for job in plan.stale:
        for target in job.targets:
            reporter.say(f"{job.source} -> {target}")
    current = len(plan.jobs) - len(plan.stale)
    reporter.say(f"{plural(len(plan.stale), 'figure')} to draw, {current} current")
    return exit_code if plan.stale else 0


def _summary(plan: build.Plan, failed: int, suspicious: Sequence[Path]) -> str:
    """The end line: `3 figures drawn, 17 unchanged, 1 failed`, and what was passed over."""
    drawn, unchanged = len(plan.stale) - failed, len(plan.jobs) - len(plan.stale)
    line = f"{plural(drawn, 'figure')} drawn, {unchanged} unchanged, {failed} failed"
    if suspicious:
        names = ", ".join(os.fspath(path) for path in suspicious)
        line += f"; passed over, since there is no 'nodes:' in {names}"
    return line


def _report(path: Path, reporter: Reporter) -> str:
    form = "sarif" if path.suffix == ".sarif" else "json"
    return DOCUMENTS[form](reporter.problems) + "\n"
