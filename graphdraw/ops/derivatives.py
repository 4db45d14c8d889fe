"""Local derivatives as numbers, from their texts in the records: parsed once, then calculated with the operations."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

from graphdraw.expression import CONSTANTS, Call, Expression, Name, parse, postorder
from graphdraw.expression.arithmetic import calculate
from graphdraw.model import Number
from graphdraw.ops.operation import Operation
from graphdraw.ops.table import OPERATIONS


def local_derivative(
    operation: Operation, argument: int, arguments: tuple[Number, ...], out: Number, given: Mapping[str, object]
) -> Number | None:
    """The derivative of an operation by one argument at given arguments, without the incoming gradient.

    None where no gradient passes. Raises NumberError where the derivative does not exist (that of sqrt at 0).
    """
    text = operation.derivative(argument, given)
    if text is None:
        return None
    if operation.exceptions:
        chosen = operation.exceptions(argument, *arguments)
        if chosen is not None:
            return chosen
    return _calculated(text, _names(operation, argument, arguments, out, given))


def _names(
    operation: Operation, argument: int, arguments: tuple[Number, ...], out: Number, given: Mapping[str, object]
) -> dict[str, Number]:
    numbers: dict[str, Number] = {**CONSTANTS, "out": out}
    for name, value in operation.settings(given).items():
        if isinstance(value, int | float):
            numbers[name] = value
    if operation.any_number:
        equal = arguments.count(out)
        return {**numbers, "x": arguments[argument], "share": 1 / equal if equal > 1 else 1}
    return {**numbers, **dict(zip(("x", "y"), arguments, strict=False))}


def _calculated(text: str, names: Mapping[str, Number]) -> Number:
    results: list[Number] = []
    for part in _steps(text):
        if isinstance(part, Call):
            count = len(part.arguments)
            arguments = results[len(results) - count :]
            del results[len(results) - count :]
            results.append(calculate(OPERATIONS.get(part.op).forward, *arguments))
        else:
            results.append(names[part.id] if isinstance(part, Name) else part.value)
    return results[0]


@lru_cache(maxsize=256)
def _steps(text: str) -> tuple[Expression, ...]:
    return tuple(postorder(parse(text)))
