"""Cells: what is near a place, found without looking at everything. Points."""

from __future__ import annotations

from collections.abc import Iterator
from math import floor
from typing import Generic, TypeVar

Interval = tuple[float, float]
T = TypeVar("T")

CELL = 160.0, 40.0
"""Width and height of the smallest cells by which things are found."""

COARSER = 8
"""How much wider, or higher, the cells are that hold what is longer than a cell."""


class Cells(Generic[T]):
    """Things by where they are.

    Each is in the cells of a grid that is as coarse as it is long, so that it is in four of them at most: a lane
    through the whole figure costs no more than a box.
    """

    def __init__(self) -> None:
        self.grids: dict[tuple[float, float], dict[tuple[int, int], list[T]]] = {}

    def add(self, thing: T, across: Interval, down: Interval) -> None:
        """Take in one more, which reaches so far."""
        size = _coarse(across[1] - across[0], CELL[0]), _coarse(down[1] - down[0], CELL[1])
        grid = self.grids.setdefault(size, {})
        for cell in _cells(across, down, size):
            grid.setdefault(cell, []).append(thing)

    def near(self, across: Interval, down: Interval) -> Iterator[T]:
        """All that may reach into a rectangle; some come twice."""
        for size, grid in self.grids.items():
            for cell in _cells(across, down, size):
                yield from grid.get(cell, ())


def _coarse(length: float, size: float) -> float:
    """The size of the cells for what is so long."""
    while size < length:
        size *= COARSER
    return size


def _cells(across: Interval, down: Interval, size: tuple[float, float]) -> Iterator[tuple[int, int]]:
    """The cells that a rectangle touches."""
    rows = range(floor(down[0] / size[1]), floor(down[1] / size[1]) + 1)
    for column in range(floor(across[0] / size[0]), floor(across[1] / size[0]) + 1):
        for row in rows:
            yield column, row
