"""The keys of `view:` that have a flag on the command line, and what the flags make of a view."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any, TypeVar, get_args

import click

from graphdraw.cli.choices import Choice
from graphdraw.cli.options import ThemeName, Width, added
from graphdraw.errors import UsageError
from graphdraw.pipeline import unknown_font
from graphdraw.view import Direction, Look, Notation, Numbers, Shown, View, Visibility

Command = TypeVar("Command", bound=Callable[..., Any])

FLAGS = (
    click.option("--theme", type=ThemeName(), help="Instead of view.theme."),
    click.option("--direction", type=Choice(get_args(Direction)), help="Instead of view.direction."),
    click.option("--notation", type=Choice(get_args(Notation)), help="Instead of view.notation."),
    click.option("--font", metavar="FAMILY", help="Instead of view.font."),
    click.option("--numbers", type=Choice(["auto", "python"]), help="Instead of view.numbers."),
    click.option("--transparent", is_flag=True, help="Draw no ground, whatever view.background says."),
    click.option("--width", type=Width(), help="Instead of view.width."),
    click.option("--blank", is_flag=True, help="Leave room for all values and gradients, to be filled in."),
    click.option("--solution", is_flag=True, help="Show what the spec leaves blank."),
)


def view_flags(command: Command) -> Command:
    """Add the flags; they are handed on under the names of `adjusted`'s parameters."""
    return added(command, FLAGS)


def adjusted(
    view: View,
    *,
    theme: str | None,
    direction: Direction | None,
    notation: Notation | None,
    font: str | None,
    numbers: str | None,
    width: float | None,
    transparent: bool,
    blank: bool,
    solution: bool,
) -> View:
    """The view with what the flags say; raises `UsageError` if they contradict each other or name an unknown font."""
    if blank and solution:
        raise UsageError("--blank and --solution cannot be given together")
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
    return _solved(view) if solution else view


def _blanked(view: View) -> View:
    """Every value and gradient that would be shown becomes blank; names stay, and what is hidden stays hidden."""
    shown = replace(view, values=view.values or ("value",), gradients=view.gradients or ("value",))
    return _swapped(shown, "value", "blank", lambda look: _look_swapped(look, "show", "blank"))


def _solved(view: View) -> View:
    return _swapped(view, "blank", "value", lambda look: _look_swapped(look, "blank", "show"))


def _swapped(view: View, old: Shown, new: Shown, change: Callable[[Look], Look]) -> View:
    return replace(
        view,
        values=_words(view.values, old, new),
        gradients=_words(view.gradients, old, new),
        classes=_looks(view.classes, change),
        nodes=_looks(view.nodes, change),
        edges=_looks(view.edges, change),
    )


def _words(shown: tuple[Shown, ...], old: Shown, new: Shown) -> tuple[Shown, ...]:
    return tuple(dict.fromkeys(new if word == old else word for word in shown))


def _looks(table: Mapping[str, Look], change: Callable[[Look], Look]) -> dict[str, Look]:
    return {name: change(look) for name, look in table.items()}


def _look_swapped(look: Look, old: Visibility, new: Visibility) -> Look:
    return look._replace(
        value=new if look.value == old else look.value,
        gradient=new if look.gradient == old else look.gradient,
    )
