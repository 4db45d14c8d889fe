"""Options that several commands share."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from functools import wraps
from pathlib import Path
from typing import Any, TypeVar, cast

import click

from graphdraw.cli.choices import Choice
from graphdraw.cli.formats import DOCUMENTS, LINES
from graphdraw.disk.files import NO_NAME
from graphdraw.errors import UsageError
from graphdraw.limits import Limits
from graphdraw.output.encoding import PDF_FONTS, SVG_TEXTS, Encoding, PdfFonts, SvgText

Command = TypeVar("Command", bound=Callable[..., Any])


class PathName(click.ParamType):  # type: ignore[type-arg]  # generic since click 8.5
    """The name of a file or folder, as text or as a `Path`. It is never empty: an unset variable of a shell is.

    With `only_file` it cannot end with a slash.
    """

    name = "path"

    def __init__(self, kind: type[str] | type[Path] = str, *, only_file: bool = False) -> None:
        self.kind, self.only_file = kind, only_file

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """The name, if it is one."""
        if not str(value):
            self.fail("an empty text names no file", param, ctx)
        if not _is_name(str(value)):
            self.fail(f"{NO_NAME}: '{value}'", param, ctx)
        if self.only_file and str(value).endswith(("/", os.sep)):
            self.fail(f"'{value}' is the name of a folder", param, ctx)
        return self.kind(value)


def _is_name(text: str) -> bool:
    """Whether a system can be asked for a file of this name; a program that calls the command line may name others."""
    try:
        return b"\0" not in os.fsencode(text)
    except UnicodeEncodeError:  # a lone surrogate
        return False


LAYERS = (
    click.option(
        "--set", "settings", metavar="NAME=VALUE", multiple=True, help="Change an input, or a key by its path."
    ),
    click.option(
        "--view", metavar="FILE", type=PathName(), help="A file with 'view:' alone, laid over that of the spec."
    ),
    click.option("--root", metavar="FOLDER", type=PathName(), help="No file that a spec names may lie outside of it."),
)
"""What is laid over a spec, and where it may come from."""

ENCODING = (
    click.option("--dpi", type=click.IntRange(10, 2400), help="Dots per inch of a PNG."),
    click.option(
        "--svg-text",
        type=Choice(SVG_TEXTS),
        default="path",
        show_default=True,
        help="Text in an SVG as outlines, or as text that can be selected.",
    ),
    click.option(
        "--pdf-fonts",
        type=Choice(PDF_FONTS),
        default="42",
        show_default=True,
        help="Fonts in a PDF: TrueType, Type 3, or none and text as outlines.",
    ),
)
"""How figures become files."""

MOST_DIGITS = 18
"""A limit has no more; `int` refuses texts of thousands of digits with an error of its own."""


class ThemeName(click.ParamType):  # type: ignore[type-arg]  # generic since click 8.5
    """The name of a theme; the themes are looked up when one is given, since a build with nothing to do needs none."""

    name = "theme"

    @property
    def choices(self) -> tuple[str, ...]:
        """All names."""
        from graphdraw.draw.style.themes import THEMES  # start-up time: see above

        return THEMES.names()

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """The name, if there is such a theme."""
        return Choice(self.choices).convert(value, param, ctx)

    def get_metavar(self, param: click.Parameter, ctx: click.Context | None = None) -> str:  # noqa: ARG002
        """The names in the help, as click writes choices."""
        return f"[{'|'.join(self.choices)}]"


class Width(click.ParamType):  # type: ignore[type-arg]  # generic since click 8.5
    """A length with its unit, in points."""

    name = "width"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """The length in points."""
        from graphdraw.spec.schema.lengths import in_points  # start-up time: a build with nothing to do reads no spec

        points = value if isinstance(value, float) else in_points(value)
        if points is None:
            self.fail(f"{value!r} is no width with its unit, as in 120mm; units are mm, cm, in, pt and px", param, ctx)
        return points


def specs(command: Command) -> Command:
    """SPEC…, at least one."""
    return click.argument("specs", metavar="SPEC...", nargs=-1, required=True, type=PathName())(command)


def error_format(command: Command) -> Command:
    """`--error-format`, handed on as `error_format`."""
    return click.option(
        "--error-format",
        type=Choice([*LINES, *DOCUMENTS]),
        default="full",
        show_default=True,
        help="How problems are written.",
    )(command)


def limits(command: Command) -> Command:
    """`--limit NAME=N`, handed on as `limits`, a `Limits`."""
    names = ", ".join(field.replace("_", "-") for field in Limits._fields)
    return click.option(
        "--limit",
        "limits",
        metavar="NAME=N",
        multiple=True,
        callback=lambda _context, _option, given: with_limits(given),
        help=f"Change a limit ({names}).",
    )(command)


def with_limits(given: Sequence[str]) -> Limits:
    """The default limits with some replaced, from texts `NAME=N`; raises `UsageError`."""
    changes = {}
    for text in given:
        name, _, number = text.partition("=")
        if not (number.isascii() and number.isdigit() and len(number) <= MOST_DIGITS):
            raise UsageError(f"'--limit {text}' is not NAME=N with a whole number", "for example --limit nodes=10000")
        changes[name] = int(number)
    return Limits().with_overrides(changes)


def added(command: Command, given: Sequence[Callable[[Command], Command]]) -> Command:
    """A command with options, in the order of its help."""
    for option in reversed(given):
        command = option(command)
    return command


def layers(command: Command) -> Command:
    """`--set`, `--view` and `--root`, handed on as they are."""
    return added(command, LAYERS)


def overrides(command: Command) -> Command:
    """`--set`, `--view` and `--root`, handed on together as `overrides`, an `Overrides`."""

    @wraps(command)
    def call(*arguments: Any, settings: tuple[str, ...], view: str | None, root: str | None, **rest: Any) -> Any:
        from graphdraw.spec import Overrides, read_file  # start-up time: a build with nothing to do reads no spec

        laid = read_file(Path(view), rest["limits"]) if view else None
        over = Overrides(Path(root) if root else None, laid, settings)
        return command(*arguments, overrides=over, **rest)

    return cast("Command", layers(call))


def encoding(command: Command) -> Command:
    """`--dpi`, `--svg-text` and `--pdf-fonts`, handed on together as `encoding`, an `Encoding`."""

    @wraps(command)
    def call(*arguments: Any, dpi: int | None, svg_text: SvgText, pdf_fonts: PdfFonts, **rest: Any) -> Any:
        return command(*arguments, encoding=Encoding(dpi, svg_text, pdf_fonts), **rest)

    return cast("Command", added(call, ENCODING))


def dark_pair(command: Command) -> Command:
    """`--dark-pair`, handed on as `dark_pair`."""
    return click.option("--dark-pair", is_flag=True, help="Beside each x.svg, x-dark.svg: the same in dark colours.")(
        command
    )


def refuse_dark(theme: str | None, *, dark_pair: bool) -> None:
    """Raise `UsageError` where a pair is asked for whose first figure would be dark as well."""
    if dark_pair and theme == "dark":
        raise UsageError("--theme dark and --dark-pair cannot be given together", "--dark-pair draws both")


def quiet(command: Command) -> Command:
    """`-q`, handed on as `quiet`."""
    return click.option("-q", "--quiet", is_flag=True, help="Say nothing but errors and warnings.")(command)
