"""Pairs of a light and a dark figure in a page: a host says in its own words what cures a pair of two dark ones."""

from __future__ import annotations

from graphdraw import Figure, UsageError


def demand_light(figure: Figure, hint: str) -> None:
    """Raises UsageError, with no place but that of the figure in its page, where the light one would be dark."""
    if figure.theme == "dark":
        raise UsageError("the theme is dark already: there is no light figure to make a pair with", hint, "dark-pair")
