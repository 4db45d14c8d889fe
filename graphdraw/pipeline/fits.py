"""Where everything went in the figures of one spec: those that differ in colours alone are laid out once."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:  # start-up time: only pictures need it
    from graphdraw.draw.diagram.model import Diagram
    from graphdraw.draw.fit.placing import Fit


class Measured(NamedTuple):
    """All that decides where the parts of a figure go: of figures that are equal in it, the first is laid out."""

    diagram: Diagram
    work: tuple[int | None, int]


class Fits:
    """The fits of the figures of one spec that were made so far."""

    def __init__(self) -> None:
        self._known: list[tuple[Measured, Fit]] = []

    def once(self, figure: Measured, make: Callable[[], Fit]) -> Fit:
        """The fit of a figure, made by `make` if no equal one is known."""
        for known, fit in self._known:  # few of them, and to compare costs less than to hash
            if known == figure:
                return fit
        self._known.append((figure, make()))
        return self._known[-1][1]
