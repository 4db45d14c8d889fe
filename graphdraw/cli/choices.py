"""Options that take one word of a list: a slip is told with the nearest words."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import click

from graphdraw.registry import nearest, quoted_list


class BadChoiceError(click.BadParameter):
    """A word that is not on the list; `hint` says which ones are near, None if none is."""

    def __init__(self, text: str, hint: str | None, ctx: click.Context | None, param: click.Parameter | None) -> None:
        super().__init__(text, ctx, param)
        self.hint = hint


class Choice(click.Choice):  # type: ignore[type-arg]  # generic since click 8.2
    """A word of a list that is known from the start; every option with a list has this type."""

    def __init__(self, choices: Sequence[str]) -> None:
        super().__init__(tuple(choices))

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """The word, if it is on the list; raises `BadChoiceError`."""
        try:
            return super().convert(value, param, ctx)
        except click.BadParameter as refusal:
            near = nearest(str(value), self.choices)
            hint = f"did you mean {quoted_list(near, 'or')}?" if near else None
            raise BadChoiceError(refusal.message, hint, ctx, param) from None
