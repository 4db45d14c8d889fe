"""The flags that stand for keys of `view:`, and changing a view by them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any, TypeVar, get_args

import click

from graphdraw.cli.choices import WordOption
from graphdraw.cli.options import ThemeName, Width, added
from graphdraw.errors import UsageError
from graphdraw.pipeline.reading import unknown_font
from graphdraw.view import Direction, Look, NotationName, Numbers, Shown, View, Visibility

Command = TypeVar("Command", bound=Callable[..., Any])

FLAGS = (
    click.option("--theme", type=ThemeName(), help="Instead of view.theme."),
    click.option("--direction", type=WordOption(get_args(Direction)), help="Instead of view.direction."),
    click.option("--notation", type=WordOption(get_args(NotationName)), help="Instead of view.notation."),
    click.option("--font", metavar="FAMILY", help="Instead of view.font."),
    click.option("--numbers", type=WordOption(["auto", "python"]), help="Instead of view.numbers."),
    click.option("--transparent", is_flag=True, help="Draw no ground, whatever view.background says."),
    click.option("--width", type=Width(), help="Instead of view.width."),
    click.option("--blank", is_flag=True, help="Leave room for what is computed, to be filled in."),
    click.option("--solution", is_flag=True, help="Show what is left blank, in the same places."),
)


def view_flags(command: Command) -> Command:
    """Add the flags, passed on under the names of the parameters of `adjusted`."""
    return added(command, FLAGS)


def adjusted(
    view: View,
    *,
    theme: str | None,
    direction: Direction | None,
    notation: NotationName | None,
    font: str | None,
    numbers: str | None,
    width: float | None,
    transparent: bool,
    blank: bool,
    solution: bool,
) -> View:
    """The view, changed by the flags that were given; `width` is in points. Raises `UsageError` for an unknown font."""
    if font is not None and (unknown := unknown_font(font)):
        raise UsageError(f"--font: {unknown.text}", unknown.hint)
    changed = {"theme": theme, "direction": direction, "notation": notation, "font": font, "width": width}
    view = replace(view, **{key: value for key, value in changed.items() if value})  # type: ignore[arg-type]
    if numbers:
        view = replace(view, numbers=Numbers(style=numbers))  # type: ignore[arg-type]
    if transparent:
        view = replace(view, background="none")
    if blank:
        view = _blanked(view)
    return replace(view, blank=view.blank._replace(filled=True)) if solution else view


def _blanked(view: View) -> View:
    """The view of a figure to fill in: each computed number that would be shown becomes an empty box.

    Names, given values and what is hidden stay as they are.
    """
    return replace(
        view,
        values=_blanked_words(view.values),
        gradients=_blanked_words(view.gradients),
        classes=_blanked_looks(view.classes),
        nodes=_blanked_looks(view.nodes),
        edges=_blanked_looks(view.edges),
    )


def _blanked_words(shown: tuple[Shown, ...]) -> tuple[Shown, ...]:
    """The words of `view.values` or `view.gradients` with `computed` for `value`; only `computed` if there are none."""
    return tuple(dict.fromkeys("computed" if word == "value" else word for word in shown)) or ("computed",)


def _blanked_looks(table: Mapping[str, Look]) -> dict[str, Look]:
    """The looks of classes, nodes or edges by name, with `computed` where a value or a gradient is to be shown."""
    return {
        name: look._replace(value=_blanked_visibility(look.value), gradient=_blanked_visibility(look.gradient))
        for name, look in table.items()
    }


def _blanked_visibility(visibility: Visibility | None) -> Visibility | None:
    return "computed" if visibility == "show" else visibility
