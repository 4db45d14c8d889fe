"""What a derivative is at a kink, as the language has chosen: a combination of the slopes of both sides.

The reference of operations says these choices in words. PyTorch's rule (its notes on autograd mechanics): of convex
functions the subgradient of least norm, shared evenly between equal arguments; 0 on a step.

The names stand here once more, as in `extended`: what checks the records must not come from them.
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
"""The derivative at the kink itself."""


def _left(sides: KinkSlopes) -> Decimal:
    return sides.left


def _between(sides: KinkSlopes) -> Decimal:
    return (sides.left + sides.right) / 2


def _shared(sides: KinkSlopes) -> Decimal:
    """Each of the equal arguments moves the result on one side alone."""
    return (sides.left + sides.right) / max(sides.equal, 1)


def _within(_sides: KinkSlopes) -> Decimal:
    """A bound belongs to the inside, whose slope is 1, even where lo and hi leave nothing but the bound."""
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
"""By the name of the operation; every one that has kinks is here."""
