"""Options that several commands share."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from functools import wraps
from pathlib import Path
from typing import Any, TypeVar, cast

import click

from graphdraw.cli.choices import WordOption
from graphdraw.cli.formats import DOCUMENTS, LINES
from graphdraw.disk.files import NO_NAME
from graphdraw.errors import UsageError
from graphdraw.limits import Limits
from graphdraw.output.encoding import PDF_FONTS, SVG_TEXTS, Encoding, PdfFonts, SvgText

Command = TypeVar("Command", bound=Callable[..., Any])


class PathName(click.ParamType):  # type: ignore[type-arg]  # generic since click 8.5
    """The type of an option that names a file or folder, as text or as a `Path`.

    An empty text is refused, since it mostly comes from an unset shell variable. With `only_file`, so is a slash at the
    end.
    """

    name = "path"

    def __init__(self, kind: type[str] | type[Path] = str, *, only_file: bool = False) -> None:
        self.kind, self.only_file = kind, only_file

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """The value as `kind`; fails for an empty or impossible name."""
        if not str(value):
            self.fail("an empty text names no file", param, ctx)
        if not _is_name(str(value)):
            self.fail(f"{NO_NAME}: '{value}'", param, ctx)
        if self.only_file and str(value).endswith(("/", os.sep)):
            self.fail(f"'{value}' is the name of a folder", param, ctx)
        return self.kind(value)


def _is_name(text: str) -> bool:
    """Whether a text can be the name of a file: it has no NUL and no lone surrogate, which a program may pass."""
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
"""The options that change a spec, and the root folder that its files may not lie outside of."""

ENCODING = (
    click.option("--dpi", type=click.IntRange(10, 2400), help="Dots per inch of a PNG."),
    click.option(
        "--svg-text",
        type=WordOption(SVG_TEXTS),
        default="path",
        show_default=True,
        help="Text in an SVG as outlines, or as text that can be selected.",
    ),
    click.option(
        "--pdf-fonts",
        type=WordOption(PDF_FONTS),
        default="42",
        show_default=True,
        help="Fonts in a PDF: TrueType, Type 3, or none and text as outlines.",
    ),
)
"""The options of output files."""

MOST_DIGITS = 18
"""The most digits of a limit; for thousands of digits, `int` would raise an error of its own."""


class ThemeName(click.ParamType):  # type: ignore[type-arg]  # generic since click 8.5
    """The type of an option that names a theme. Themes are imported only if one is given, for the start-up time."""

    name = "theme"

    @property
    def choices(self) -> tuple[str, ...]:
        """The names of all themes."""
        from graphdraw.draw.style.themes import THEMES  # start-up time: see above

        return THEMES.names()

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """The name; fails if there is no such theme."""
        return WordOption(self.choices).convert(value, param, ctx)

    def get_metavar(self, param: click.Parameter, ctx: click.Context | None = None) -> str:  # noqa: ARG002
        """The names as the help shows them: `[a|b|c]`."""
        return f"[{'|'.join(self.choices)}]"


class Width(click.ParamType):  # type: ignore[type-arg]  # generic since click 8.5
    """The type of an option that is a length with a unit, as in `120mm`; the value is in points."""

    name = "width"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """The length in points; fails if the text is not a length."""
        from graphdraw.spec.schema.lengths import in_points  # start-up time: a build with nothing to do reads no spec

        points = value if isinstance(value, float) else in_points(value)
        if points is None:
            self.fail(f"{value!r} is no width with its unit, as in 120mm; units are mm, cm, in, pt and px", param, ctx)
        return points


def specs(command: Command) -> Command:
    """Add the arguments `SPEC…`, at least one, passed on as `specs`."""
    return click.argument("specs", metavar="SPEC...", nargs=-1, required=True, type=PathName())(command)


def error_format(command: Command) -> Command:
    """Add `--error-format`, passed on as `error_format`."""
    return click.option(
        "--error-format",
        type=WordOption([*LINES, *DOCUMENTS]),
        default="full",
        show_default=True,
        help="How problems are written.",
    )(command)


def limits(command: Command) -> Command:
    """Add `--limit NAME=N`, passed on as `limits`, a `Limits`."""
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
    """The default limits, changed by texts `NAME=N`; raises `UsageError`."""
    changes = {}
    for text in given:
        name, _, number = text.partition("=")
        if not (number.isascii() and number.isdigit() and len(number) <= MOST_DIGITS):
            raise UsageError(f"'--limit {text}' is not NAME=N with a whole number", "for example --limit nodes=10000")
        changes[name] = int(number)
    return Limits().with_overrides(changes)


def added(command: Command, given: Sequence[Callable[[Command], Command]]) -> Command:
    """The command with options added, which its help lists in this order."""
    for option in reversed(given):
        command = option(command)
    return command


def layers(command: Command) -> Command:
    """Add `--set`, `--view` and `--root`, passed on as `settings`, `view` and `root`."""
    return added(command, LAYERS)


def overrides(command: Command) -> Command:
    """Add `--set`, `--view` and `--root`, passed on together as `overrides`, an `Overrides`."""

    @wraps(command)
    def call(*arguments: Any, settings: tuple[str, ...], view: str | None, root: str | None, **rest: Any) -> Any:
        from graphdraw.spec import Overrides, read_file  # start-up time: a build with nothing to do reads no spec

        view_source = read_file(Path(view), rest["limits"]) if view else None
        given = Overrides(Path(root) if root else None, view_source, settings)
        return command(*arguments, overrides=given, **rest)

    return cast("Command", layers(call))


def encoding(command: Command) -> Command:
    """Add `--dpi`, `--svg-text` and `--pdf-fonts`, passed on together as `encoding`, an `Encoding`."""

    @wraps(command)
    def call(*arguments: Any, dpi: int | None, svg_text: SvgText, pdf_fonts: PdfFonts, **rest: Any) -> Any:
        return command(*arguments, encoding=Encoding(dpi, svg_text, pdf_fonts), **rest)

    return cast("Command", added(call, ENCODING))


def dark_pair(command: Command) -> Command:
    """Add `--dark-pair`, passed on as `dark_pair`."""
    return click.option("--dark-pair", is_flag=True, help="Beside each x.svg, x-dark.svg: the same in dark colours.")(
        command
    )


def refuse_dark(theme: str | None, *, dark_pair: bool) -> None:
    """Raise `UsageError` for `--dark-pair` with `--theme dark`, since both figures would be dark."""
    if dark_pair and theme == "dark":
        raise UsageError("--theme dark and --dark-pair cannot be given together", "--dark-pair draws both")


def quiet(command: Command) -> Command:
    """Add `-q`, passed on as `quiet`."""
    return click.option("-q", "--quiet", is_flag=True, help="Say nothing but errors and warnings.")(command)
