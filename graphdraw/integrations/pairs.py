"""Checking that a pair of a light and a dark figure in a page does have a light one."""

from __future__ import annotations

from graphdraw import Figure, UsageError


def demand_light(figure: Figure, hint: str) -> None:
    """Raise UsageError if the theme of a figure is dark; `hint` says in the host's words how to mend it.

    The error has no place, so that the host reports it at the figure in its page.
    """
    if figure.theme == "dark":
        raise UsageError("the theme is dark already: there is no light figure to make a pair with", hint, "dark-pair")
