"""The tree of a parsed expression: numbers, names, and operations applied to arguments; there are no other parts.

Positions are offsets in code points into the text that was parsed.
"""

from __future__ import annotations

from typing import NamedTuple


class Span(NamedTuple):
    """`length` code points from `start` (0-based)."""

    start: int
    length: int


class NumberLiteral(NamedTuple):
    """A number literal, a minus directly before it included; `text` is as typed. `pi` is a `Name`."""

    value: int | float
    text: str
    at: Span


class Name(NamedTuple):
    """A name, NFKC-normalised; `rnn[2].h` is one name."""

    id: str
    at: Span


class Param(NamedTuple):
    """A keyword parameter `axis=1`: a number, a tuple of numbers, a truth value or a word."""

    name: str
    value: int | float | bool | str | tuple[int | float, ...]
    at: Span


class Call(NamedTuple):
    """An operation applied to arguments. `op` is its name (`add` for `+`), `typed` what stands in the text (`+`, `ln`).

    `at` marks the sign or the function name; `whole` everything from the first to the last character of the call.
    """

    op: str
    typed: str
    arguments: tuple[Expression, ...]
    params: tuple[Param, ...]
    at: Span
    whole: Span


Expression = NumberLiteral | Name | Call


def postorder(expression: Expression) -> list[Expression]:
    """Every part of an expression, arguments before their call, left to right; iterative, since sums can be long."""
    if not isinstance(expression, Call):
        return [expression]
    found: list[Expression] = [expression]  # from the last to the first
    stack = list(expression.arguments)
    while stack:
        part = stack.pop()
        found.append(part)
        if isinstance(part, Call):
            stack += part.arguments
    found.reverse()
    return found
