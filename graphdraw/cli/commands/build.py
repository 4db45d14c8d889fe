"""`graphdraw build`: all figures of a book, and only those that are not current."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any, NamedTuple

import click

from graphdraw import build
from graphdraw.build.records import manifest
from graphdraw.cli import links, options, telling
from graphdraw.cli.formats import DOCUMENTS
from graphdraw.cli.progress import Progress
from graphdraw.cli.reporting import Reporter
from graphdraw.cli.targets import known_formats
from graphdraw.disk import files, overwrites
from graphdraw.disk.overwrites import THE_MANIFEST, ReadFile, WrittenFile
from graphdraw.disk.projects import Projects
from graphdraw.errors import UsageError
from graphdraw.limits import Limits
from graphdraw.output.encoding import Encoding
from graphdraw.output.formats import FORMATS

STALE = 1
"""Exit code of `--check` where a figure is not current, or has no spec."""

MOST_PROCESSES = 1000

REPORTS = {".sarif.json": "sarif", ".sarif": "sarif", ".json": "json"}
"""What `--report` writes, by the end of the name; the first that fits."""


class Way(NamedTuple):
    """How a build is run and what else it writes, besides its figures."""

    processes: int | None
    executor: str | None
    check: bool
    dry_run: bool
    force: bool
    prune: bool
    depfile: Path | None
    report: Path | None
    error_format: str
    quiet: bool


@click.command()
@click.argument("paths", metavar="[PATH]...", nargs=-1, type=options.PathName(Path))
@click.option("-o", "output", metavar="DIR", type=options.PathName(Path), help="The output folder, or a pattern.")
@click.option("-f", "formats", metavar="LIST", help=f"Formats, with commas between: {','.join(FORMATS.names())}; svg.")
@click.option("-j", "processes", metavar="N|auto", default="auto", help="Processes that draw at the same time.")
@click.option("--executor", metavar=build.EXECUTOR_FORM, help="Draw on the workers of a Dask cluster.")
@click.option("--theme", type=options.ThemeName(), help="Instead of view.theme.")
@options.dark_pair
@options.encoding
@click.option("--check", is_flag=True, help="Write nothing; exit code 1 if a figure is not current, or has no spec.")
@click.option("--dry-run", is_flag=True, help="Write nothing; say what would be drawn, and why.")
@click.option("--force", is_flag=True, help="Draw all, also what is current.")
@click.option("--prune", is_flag=True, help="Remove figures of the folder that have no spec any more.")
@click.option("--watch", is_flag=True, help="Go on, and draw again whatever is saved; Ctrl-C ends it.")
@click.option(
    "--depfile", metavar="FILE", type=options.PathName(Path, only_file=True), help="Dependencies for make and ninja."
)
@click.option(
    "--report", metavar="FILE", type=options.PathName(Path, only_file=True), help="All problems, as .json or .sarif."
)
@options.layers
@options.limits
@options.error_format
@options.quiet
def command(
    paths: tuple[Path, ...],
    output: Path | None,
    formats: str | None,
    processes: str,
    theme: str | None,
    dark_pair: bool,
    encoding: Encoding,
    watch: bool,
    settings: tuple[str, ...],
    view: str | None,
    root: str | None,
    limits: Limits,
    **way: Any,
) -> int:
    """Draw all specs at and below the paths into one folder: what is current is not touched.

    A folder is searched for files that have or extend something with `nodes:`; names that begin with _ or . are passed
    over. `specs/deep/a.yaml` of `build specs -o out` is drawn to `out/deep/a.svg`; -o can also be a pattern, such as
    'out/{format}/{dir}/{name}'. What is left out is taken from the nearest project file (graphdraw.yaml): sources,
    formats, output.
    """
    how = Way(processes=_processes(processes), **way)
    if watch and (how.check or how.dry_run):
        raise UsageError("--watch cannot be given together with --check or --dry-run")
    if how.check and how.prune:
        raise UsageError("--check and --prune cannot be given together", "--dry-run says what would be removed")
    if how.report:
        _report_form(how.report)
    options.refuse_dark(theme, dark_pair=dark_pair)
    paths, where, formats = _as_the_project_says(paths, output, formats)
    if files.is_there(where.folder) and not files.is_folder(where.folder):
        raise UsageError(f"{where.folder}: this is a file; -o names a folder")
    what = build.Settings(
        tuple(known_formats((formats or "svg").split(","), FORMATS.names())),
        theme,
        encoding,
        limits,
        settings,
        _existing(view),
        Path(root) if root else None,
        dark_pair,
    )
    if not watch:
        return _once(paths, where, what, how)
    return _watch(lambda: _once(paths, where, what, how), paths, where.folder)


def _once(paths: tuple[Path, ...], where: build.Outputs, settings: build.Settings, way: Way) -> int:
    """One build; problems are reported, and returned as an exit code."""
    reporter, code = Reporter(way.error_format, quiet=way.quiet), 0
    with reporter.file():
        look = build.FolderLook(where.folder, settings.root, settings.view, paths)
        discovery = build.discover(paths, look.is_spec, settings.root)
        found = build.named_below(discovery.found, where.sources) if where.sources else discovery.found
        _refuse_overwrites(way, found, where, settings, look)
        with _reported(way.report, reporter), reporter.file():
            if discovery.missing:
                from graphdraw.spec.yaml.source import (
                    not_there,  # start-up time: it says what is wrong, with near names
                )

                raise not_there(Path(discovery.missing[0]), folders=True)
            reporter.add(links.notes([where.folder], [way.depfile, way.report]))
            telling.warn_of_empty(discovery.empty, reporter)
            telling.tell_of_outside(discovery.outside, reporter)
            telling.warn_of_damage(look, reporter)
            plan = build.plan(found, where, settings, look, force=way.force)
            if way.check or way.dry_run:
                plan = build.compared(plan, look, way.processes)
                telling.tell(plan, look, reporter, force=way.force, prune=way.prune)
                code = STALE if way.check and (plan.stale or plan.orphans) else 0
            else:
                _run(plan, look, way, reporter, discovery.suspicious)
    return max(reporter.finish(), code)


def _run(plan: build.Plan, look: build.FolderLook, way: Way, reporter: Reporter, suspicious: Sequence[str]) -> None:
    """Draw what is stale, remove what has no spec if that is asked for, and say what was done."""
    started = time.time_ns()
    failed = _draw(plan, way, reporter)
    if way.prune and not failed:
        telling.tell_of_pruned(build.prune(look, plan.orphans), reporter)
    else:
        telling.warn(plan, reporter, kept=way.prune)
    reporter.say(telling.summary(plan, failed, suspicious))
    if way.depfile is not None:
        targets = [plan.folder / figure for figure in plan.figures]
        records = {name: r for name, r in manifest.read(plan.folder).items() if look.may_follow(name, r)}
        made = list(build.recorded(targets, plan.folder, records))
        files.write(way.depfile, build.depfile(made))
        if not failed:
            build.refresh(made, started, plan.folder)


def _watch(once: Callable[[], int], paths: tuple[Path, ...], output: Path) -> int:
    """Build after every change, until Ctrl-C."""
    from graphdraw.build.watch import files_of, folders_of, rebuilds  # start-up time: only where it is asked for

    for _ in rebuilds(lambda: folders_of(paths, output), lambda: files_of(output)):
        once()
    return 0


def _as_the_project_says(
    paths: tuple[Path, ...], output: Path | None, formats: str | None
) -> tuple[tuple[Path, ...], build.Outputs, str | None]:
    """What the command line leaves out, from the nearest project file; raises UsageError where it is nowhere said."""
    below: tuple[Path, ...] = ()
    if not (paths and output is not None and formats) and Projects().nearest(os.curdir):
        from graphdraw.spec import find_project  # start-up time: only where something is left out

        project = find_project(Path())
        if project is not None:
            sources = tuple(Path(os.path.relpath(project.folder / source)) for source in project.sources)
            formats = formats or ",".join(project.formats) or None
            if output is None and project.output is not None:
                output = Path(os.path.relpath(project.folder / project.output))
                below = sources if paths else ()
            paths = paths or sources
    if not paths:
        raise UsageError(
            "name what to build", "for example 'graphdraw build specs -o figures', or 'sources:' in graphdraw.yaml"
        )
    if output is None:
        raise UsageError("the output folder is missing", "for example -o figures, or 'output:' in graphdraw.yaml")
    return paths, build.outputs(output)._replace(sources=below), formats


def _existing(view: str | None) -> Path | None:
    """The file of --view; raises UsageError where there is none, once and not for each figure."""
    if view is not None and not files.is_file(Path(view)):
        from graphdraw.spec import read_file  # start-up time: it says what is wrong, with near names

        read_file(Path(view))
    return Path(view) if view is not None else None


def _draw(plan: build.Plan, way: Way, reporter: Reporter) -> int:
    """Draw what is stale; returns how many specs failed."""
    failed = 0
    with ExitStack() as stack:
        quiet = way.quiet or way.error_format in DOCUMENTS
        progress = stack.enter_context(Progress(len(plan.stale), quiet=quiet))

        def told(outcome: build.Outcome) -> None:
            nonlocal failed
            failed += outcome.exit_code != 0
            if outcome.problems:
                progress.pause()
                reporter.add(outcome.problems, outcome.exit_code)
            progress.step(outcome)

        if way.executor is None or not plan.stale:
            build.run(plan, way.processes, told)
        else:
            _draw_elsewhere(plan, way.executor, told)
    return failed


def _draw_elsewhere(plan: build.Plan, address: str, told: build.OnOutcome) -> None:
    from graphdraw.build import executors  # start-up time: only where it is asked for

    with executors.connected(address) as executor:
        build.run(executors.from_anywhere(plan), None, executors.as_named_here(plan, told), executor)


def _processes(given: str) -> int | None:
    if given == "auto":
        return None
    digits = given.lstrip("0") if given.isascii() and given.isdigit() else ""
    if not (digits and len(digits) <= len(str(MOST_PROCESSES)) and int(digits) <= MOST_PROCESSES):
        shown = given if len(given) <= 80 else f"{given[:80]}…"
        raise UsageError(f"-j is a number from 1 or auto, this is '{shown}'")
    return int(digits)


def _refuse_overwrites(
    way: Way, found: Sequence[build.Found], where: build.Outputs, settings: build.Settings, look: build.FolderLook
) -> None:
    """Raise UsageError where the depfile or the report would replace what is read, a figure, or each other."""
    given = {"depfile": way.depfile, "report": way.report}
    also = [WrittenFile(path, f"the {w}", f"name another file: --{w} FILE") for w, path in given.items() if path]
    if also:
        from graphdraw.build.inputs import inputs  # start-up time: only where it is asked for

        places = (where.place(spec, kind.format, dark=kind.dark) for spec in found for kind in settings.kinds)
        own = [ReadFile(where.folder / place, "the figure") for place in places]
        own.append(ReadFile(where.folder / manifest.NAME, THE_MANIFEST))
        figures = [Path(figure.path).parent for figure in own]
        overwrites.refuse(also, [*inputs(found, look, settings, also), *own], figures)


def _report_form(path: Path) -> str:
    """The form of a report, by the end of its name; raises UsageError for another."""
    form = next((form for end, form in REPORTS.items() if path.name.endswith(end)), None)
    if form is None:
        raise UsageError(f"{path}: a report is .json or .sarif", f"for example --report {path.stem}.json")
    return form


@contextmanager
def _reported(path: Path | None, reporter: Reporter) -> Iterator[None]:
    """Around a build, whatever it ends with: its problems are written to a file in the end."""
    try:
        yield
    finally:
        if path is not None:
            files.write(
                path, (DOCUMENTS[_report_form(path)](reporter.problems) + "\n").encode("utf-8", "backslashreplace")
            )
