"""`graphdraw embed`: a figure and all that is known of it, for a program that puts it into a page."""

from __future__ import annotations

import os
from collections.abc import Iterable
from functools import partial
from pathlib import Path
from typing import Any

import click

from graphdraw.cli import console, exit_codes, options, sources
from graphdraw.cli.formats import document, record
from graphdraw.cli.targets import STREAM, known_formats
from graphdraw.cli.view_flags import adjusted, view_flags
from graphdraw.disk import files, overwrites
from graphdraw.disk.books import book_root, demand_inside, leads_inside
from graphdraw.disk.projects import Projects
from graphdraw.errors import GraphdrawError, Problem, UsageError, inert, visible
from graphdraw.limits import Limits
from graphdraw.output.encoding import Encoding
from graphdraw.pipeline.names import FORMATS
from graphdraw.pipeline.run import Run
from graphdraw.spec import Overrides, read_file


class Reporting(click.Command):
    """Reports what is wrong with a spec and with the values of options alike: a page named both."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """As click does it; ends the program with the report where a value is refused."""
        try:
            return super().parse_args(ctx, args)
        except click.MissingParameter:
            raise
        except click.BadParameter as refusal:
            # the hint to `--help` is none for those who write a page
            problem = exit_codes.refused(refusal)._replace(hint=getattr(refusal, "hint", None))
            _print({}, [problem])
            return ctx.exit(UsageError.exit_code)

    def invoke(self, ctx: click.Context) -> int:
        """Run the command; returns the exit code."""
        try:
            return int(super().invoke(ctx))
        except GraphdrawError as error:
            _print({}, error.problems)
            return error.exit_code
        except (BrokenPipeError, console.OutputError):
            raise
        except OSError as error:
            _print({}, [exit_codes.system_problem(error)])
            return UsageError.exit_code


@click.command(cls=Reporting)
@click.argument("spec", metavar="SPEC", type=options.PathName())
@click.option(
    "-o",
    "output",
    metavar="STEM",
    type=options.PathName(),
    help="Where to write, without a suffix; without it nothing is drawn.",
)
@click.option("-f", "formats", metavar="LIST", help=f"Formats, with commas between: {','.join(FORMATS)}.")
@click.option("--lang", metavar="TAG", help="Language of the words, instead of that of the spec: en or ja.")
@click.option(
    "--book",
    metavar="FOLDER",
    type=options.PathName(),
    help="Read files in this folder only, or in that of the project file round it.",
)
@click.option("--translations", is_flag=True, help="Take a.ja.yaml for a.yaml and --lang ja, where it is there.")
@options.encoding
@options.layers
@view_flags
@options.limits
def command(
    spec: str,
    output: str | None,
    formats: str | None,
    lang: str | None,
    book: str | None,
    translations: bool,
    encoding: Encoding,
    settings: tuple[str, ...],
    view: str | None,
    root: str | None,
    **how: Any,
) -> int:
    """Draw one spec for a program that puts the figure into a page, and print what the page needs as JSON.

    That is: the words for `alt`, all numbers as the figure writes them, the files it was made from, the files that
    were drawn, and the problems. With an error among the problems no file is written and the exit code is that of
    `render`. `-` reads standard input.
    """
    if formats is not None and output is None:
        raise UsageError("-f needs -o: where to write is missing", "-o STEM, without a suffix")
    if output is not None and os.path.basename(output) in ("", os.curdir, os.pardir):  # noqa: PTH119 (it keeps `.`)
        raise UsageError(f"'{output}' is no name of a figure", "-o STEM, without a suffix, for example -o out/figure")
    listed = known_formats((formats or "svg").split(","), FORMATS) if output is not None else []
    known: dict[str, Any] = {}
    if book is not None:
        root = root or _demand_in_book(book, spec, view)
    if translations and lang is not None:
        spec, view = _translated(spec, lang, book), view and _translated(view, lang, book)
    how["overrides"] = Overrides(
        Path(root) if root else None, read_file(Path(view), how["limits"]) if view else None, settings
    )
    problems = _embed(spec, known, dict.fromkeys(listed, output or ""), encoding.checked(), lang, **how)
    _print(known, problems)
    return 0


def _demand_in_book(book: str, spec: str, view: str | None) -> str | None:
    """The root of what the spec names, None where a project file decides.

    Raises UsageError where the spec or the view lies out of the book, without a word on whether it is there.
    """
    if not files.is_folder(Path(book)):
        raise UsageError(f"{book}: the book is a folder, and there is none of that name")
    root = book_root(book)
    for path in (spec, view):
        if path not in (None, STREAM):
            demand_inside(path, root, path)
    folder = Path.cwd() if spec == STREAM else Path(spec).resolve().parent
    return None if Projects().nearest(str(folder)) else str(root)


def _translated(path: str, lang: str, book: str | None) -> str:
    """The path of the translation of a file, if there is one where files are read."""
    stem, suffix = os.path.splitext(path)  # noqa: PTH122 (a Path loses a `./`)
    other = f"{stem}.{lang}{suffix}"
    if path == STREAM or not files.is_file(Path(other)) or (book and not leads_inside(other, book_root(book))):
        return path
    return other


def _print(known: dict[str, Any], problems: Iterable[Problem]) -> None:
    report = {"graphdraw": 1, **known, "problems": [_told(record(problem)) for problem in problems]}
    click.echo(document(report))


def _told(problem: dict[str, Any]) -> dict[str, Any]:
    """A problem whose texts can be said in the log of a host as they are."""
    return {key: inert(visible(value)) if isinstance(value, str) else value for key, value in problem.items()}


def _embed(
    name: str,
    known: dict[str, Any],
    wanted: dict[str, str],
    encoding: Encoding,
    lang: str | None,
    limits: Limits,
    overrides: Overrides,
    **flags: Any,
) -> tuple[Problem, ...]:
    """Draw what is wanted, the stem of each format, and note what is `known` of it; returns warnings and notes.

    All formats are made before the first is written.
    """
    sources.refuse_folder(name)
    loaded = sources.load(name, sources.How(limits, overrides, partial(adjusted, **flags), lang))
    run = loaded.run
    paths = {form: Path(f"{stem}.{form}") for form, stem in wanted.items()}
    planned = [
        overwrites.WrittenFile(path, "the figure", "name another stem: -o STEM", name) for path in paths.values()
    ]
    overwrites.refuse(planned, loaded.inputs)
    run.demand()
    known.update(about(run))
    made = {path: run.encode(form, encoding) for form, path in paths.items()}
    for path, data in made.items():
        files.make_folder(path.parent)
        files.write(path, data)
    known["figures"] = {path.suffix.removeprefix("."): str(path) for path in made}
    return run.problems


def about(run: Run) -> dict[str, Any]:
    """What a page says of a figure: title, words, numbers as they are written, and the files it was made from."""
    values, gradients = run.numbers()
    return {
        "title": run.spec.title,
        "alt": run.describe(),
        "description": run.describe(long=True),
        "values": values,
        "gradients": gradients,
        "dependencies": [str(path) for path in run.spec.dependencies],
    }
