"""Compiles the text of a local derivative to steps of a tape, once for all its uses."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from typing import NamedTuple

from graphdraw.expression import CONSTANTS, Call, Name, NumberLiteral, parse, postorder
from graphdraw.ops import OPERATIONS, Elementwise
from graphdraw.values import scalar

PLACES = {"x": 0, "y": 1, "out": 2}
"""The names that such a text may use, and their places, which come before all others."""


class DerivativeRecipe(NamedTuple):
    """How a derivative is computed, on numbers in numbered places.

    The places hold the numbers of PLACES, then `constants`, then the result of each step. A step is a function and the
    places of its arguments. `result` is the place of the derivative.
    """

    constants: tuple[scalar.Number, ...]
    steps: tuple[tuple[Callable[..., scalar.Number], tuple[int, ...]], ...]
    result: int


@lru_cache(maxsize=256)
def recipe(text: str) -> DerivativeRecipe | None:
    """The recipe for a text; None if it has names other than arguments, result and constants of the language."""
    parts = tuple(postorder(parse(text)))
    names = {part.id for part in parts if isinstance(part, Name)}
    if not names <= {*PLACES, *CONSTANTS}:
        return None
    constants = [part.value for part in parts if isinstance(part, NumberLiteral)]
    constants += [CONSTANTS[name] for name in sorted(names & CONSTANTS.keys())]
    known = PLACES | {name: len(PLACES) + constants.index(CONSTANTS[name]) for name in names & CONSTANTS.keys()}
    steps: list[tuple[Callable[..., scalar.Number], tuple[int, ...]]] = []
    places: list[int] = []
    numbers = 0
    for part in parts:
        if isinstance(part, Name):
            places.append(known[part.id])
        elif isinstance(part, NumberLiteral):
            places.append(len(PLACES) + numbers)
            numbers += 1
        else:
            assert isinstance(part, Call)  # noqa: S101 (there is nothing else)
            count = len(part.arguments)
            steps.append((_function(part.op, count), tuple(places[len(places) - count :])))
            del places[len(places) - count :]
            places.append(len(PLACES) + len(constants) + len(steps) - 1)
    return DerivativeRecipe(tuple(constants), tuple(steps), places[0])


def _function(name: str, count: int) -> Callable[..., scalar.Number]:
    signature, rule, _ = OPERATIONS.get(name)
    assert isinstance(rule, Elementwise)  # noqa: S101 (there is no other rule that an expression could name)
    return rule.quick if rule.quick and count == signature.arity else rule.forward
