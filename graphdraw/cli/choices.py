"""The type of options that take one word of a list; a wrong word is reported with the nearest ones."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import click

from graphdraw.registry import nearest, quoted_list


class BadChoiceError(click.BadParameter):
    """A word that is not on the list; `hint` names similar ones, or is None if there are none."""

    def __init__(self, text: str, hint: str | None, ctx: click.Context | None, param: click.Parameter | None) -> None:
        super().__init__(text, ctx, param)
        self.hint = hint


class WordOption(click.Choice):  # type: ignore[type-arg]  # generic since click 8.2
    """The type of an option whose value is one word of a fixed list."""

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
