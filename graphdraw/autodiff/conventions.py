"""The conventions for derivatives at kinks, as combinations of the slopes of both sides, for numerical gradients.

The reference of operations says these choices in words. They follow PyTorch (its notes on autograd mechanics): for
convex functions the subgradient of least norm, shared evenly between equal arguments; 0 on a step.

As in `extended`, the names of operations are repeated here, since what checks the records must not be taken from them.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from decimal import Decimal
from types import MappingProxyType
from typing import NamedTuple


class KinkSlopes(NamedTuple):
    """The slopes on both sides of a kink; `equal` counts the arguments that have the value of the result."""

    left: Decimal
    right: Decimal
    equal: int


Convention = Callable[[KinkSlopes], Decimal]
"""From the slopes of both sides to the derivative at the kink itself."""


def _left(sides: KinkSlopes) -> Decimal:
    return sides.left


def _between(sides: KinkSlopes) -> Decimal:
    return (sides.left + sides.right) / 2


def _shared(sides: KinkSlopes) -> Decimal:
    """The sum of both slopes, divided between the equal arguments: each of them moves the result on one side only."""
    return (sides.left + sides.right) / max(sides.equal, 1)


def _within(_sides: KinkSlopes) -> Decimal:
    """Always 1, the slope inside the bounds, to which the bounds belong, even where lo and hi are equal."""
    return Decimal(1)


CONVENTIONS: Mapping[str, Convention] = MappingProxyType(
    {
        "relu": _left,
        "leaky_relu": _left,
        "elu": _left,
        "selu": _left,
        "abs": _between,
        "max": _shared,
        "min": _shared,
        "clip": _within,
        "sign": _between,
        "step": _between,
        "round": _between,
        "floor": _between,
        "ceil": _between,
    }
)
"""The convention of every operation that has kinks, by name."""
