"""Folds the parts of an expression that are literals only into one number: `1/2 * m` multiplies by 1/2."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from types import MappingProxyType

from graphdraw.expression.errors import ExpressionError
from graphdraw.expression.tree import Call, Expression, Name, NumberLiteral, postorder
from graphdraw.values import scalar

CONSTANTS: Mapping[str, float] = MappingProxyType({"pi": math.pi})
"""Names that stand for numbers, unless a spec gives the name itself."""

Compute = Callable[[Call, tuple[int | float, ...]], int | float | None]
"""From a call and the numbers of its arguments to its number; None leaves the call as it is."""


def fold(
    expression: Expression,
    text: str,
    *,
    constants: Mapping[str, int | float] = CONSTANTS,
    compute: Compute,
) -> Expression:
    """The expression with every literal-only part replaced by its `NumberLiteral`, whose `text` is that part as typed.

    `text` is what was parsed. Raises `ExpressionError` at a part that has no result (`1/0`, `9**9**9`).
    """
    parts = postorder(expression)
    for part in parts:
        if isinstance(part, NumberLiteral) or (isinstance(part, Name) and part.id in constants):
            break
    else:
        return expression
    built: list[Expression] = []
    for part in parts:
        if isinstance(part, Call):
            count = len(part.arguments)
            arguments = tuple(built[len(built) - count :])
            del built[len(built) - count :]
            built.append(_folded(part, arguments, text, compute))
        elif isinstance(part, Name) and part.id in constants:
            built.append(NumberLiteral(constants[part.id], _slice(text, part.at.start, part.at.length), part.at))
        else:
            built.append(part)
    return built[0]


def _folded(call: Call, arguments: tuple[Expression, ...], text: str, compute: Compute) -> Expression:
    values = tuple(argument.value for argument in arguments if isinstance(argument, NumberLiteral))
    whole = call.whole
    if arguments and len(values) == len(arguments):
        try:
            value = compute(call, values)
        except scalar.NumberError as error:
            raise ExpressionError(error.text, error.code, whole.start, whole.length) from error
        if value is not None:
            return NumberLiteral(value, _slice(text, whole.start, whole.length), whole)
    return Call(call.op, call.typed, arguments, call.params, call.at, whole)


def _slice(text: str, start: int, length: int) -> str:
    return text[start : start + length]
