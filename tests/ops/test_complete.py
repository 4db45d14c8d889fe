"""What is written of every operation outside of its record is all there; if not, this says what to add, and where.

The tests of those tables take the operations that are in them, so that for a new one this test fails, and not all.
"""

from __future__ import annotations

import importlib
from collections.abc import Callable, Iterator
from typing import NamedTuple

import pytest

from graphdraw.ops import OPERATIONS, Operation


class Place(NamedTuple):
    """The table of operations `table` in a module; `of` says whether an operation belongs there."""

    table: str
    module: str
    of: Callable[[Operation], bool]


def moves(operation: Operation) -> bool:
    """Whether a gradient passes through an operation."""
    return any(text is not None for text in operation.rule.derivatives)


PLACES = (
    Place("FUNCTIONS", "graphdraw.autodiff.extended", moves),
    Place("CONVENTIONS", "graphdraw.autodiff.conventions", lambda one: moves(one) and one.kink is not None),
    Place("REFERENCES", "tests.digits.references", lambda _: True),
    Place("SYMBOLS", "tests.ops.test_sympy", lambda _: True),
    Place("OUTSIDE", "tests.ops.test_records", lambda one: bool(one.rule.domain)),
    Place("KINKS", "tests.ops.test_records", lambda one: one.kink is not None),
)
LIBRARIES = ("mpmath", "sympy")


def problems(place: Place) -> Iterator[str]:
    """What to add to a table, and what to take out of it."""
    have = set(getattr(importlib.import_module(place.module), place.table))
    wanted = {operation.name for operation in OPERATIONS if place.of(operation)}
    where = f"{place.table} in {place.module.replace('.', '/')}.py"
    yield from (f"add '{name}' to {where}" for name in sorted(wanted - have))
    yield from (f"take '{name}' out of {where}" for name in sorted(have - wanted))


def test_of_every_operation_all_is_written() -> None:
    """Functions and conventions for `check --gradients`, references, arguments outside of domains and on kinks."""
    for library in LIBRARIES:
        pytest.importorskip(library)
    found = [problem for place in PLACES for problem in problems(place)]
    assert not found, "\n".join(found)
