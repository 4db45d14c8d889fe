"""A grid that finds what is near a place without looking at everything. Lengths in points."""

from __future__ import annotations

from collections.abc import Iterator
from math import floor
from typing import Generic, TypeVar

Interval = tuple[float, float]
T = TypeVar("T")

CELL = 160.0, 40.0
"""Width and height of the smallest cells."""

COARSER = 8
"""The factor from one size of cells to the next larger one, for things longer than a cell."""


class Cells(Generic[T]):
    """Things by the rectangles that they cover.

    Each is in a grid whose cells are at least as long as it is, and so in four of its cells at most: a lane through the
    whole figure costs no more than a box.
    """

    def __init__(self) -> None:
        self.grids: dict[tuple[float, float], dict[tuple[int, int], list[T]]] = {}

    def add(self, thing: T, across: Interval, down: Interval) -> None:
        """Add a thing that covers the interval `across` of x and the interval `down` of y."""
        size = _coarse(across[1] - across[0], CELL[0]), _coarse(down[1] - down[0], CELL[1])
        grid = self.grids.setdefault(size, {})
        for cell in _cells(across, down, size):
            grid.setdefault(cell, []).append(thing)

    def near(self, across: Interval, down: Interval) -> Iterator[T]:
        """All things that may reach into a rectangle, given as in `add`; some come twice."""
        for size, grid in self.grids.items():
            for cell in _cells(across, down, size):
                yield from grid.get(cell, ())


def _coarse(length: float, size: float) -> float:
    """The size of the cells for something of this length; `size` is that of the smallest cells."""
    while size < length:
        size *= COARSER
    return size


def _cells(across: Interval, down: Interval, size: tuple[float, float]) -> Iterator[tuple[int, int]]:
    """The cells that a rectangle touches."""
    rows = range(floor(down[0] / size[1]), floor(down[1] / size[1]) + 1)
    for column in range(floor(across[0] / size[0]), floor(across[1] / size[0]) + 1):
        for row in rows:
            yield column, row
