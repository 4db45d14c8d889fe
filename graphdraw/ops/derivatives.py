"""Values and local derivatives of operations as numbers.

A derivative comes from the stable function of a record if it has one, else from the text that is also printed. Texts
are parsed once, then computed with the operations themselves.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache
from types import MappingProxyType

from graphdraw.expression import CONSTANTS, Call, Expression, Name, parse, postorder
from graphdraw.ops.families.stable import LEAST
from graphdraw.ops.operation import Operation
from graphdraw.ops.rules import Elementwise
from graphdraw.ops.signature import ARGUMENTS
from graphdraw.ops.table import OPERATIONS
from graphdraw.values.scalar import Number, NumberError, calculate, is_exact, mul

NONE_GIVEN: Mapping[str, object] = MappingProxyType({})
"""No parameters."""

WIDE = 1000, 1074
"""Exponents of the powers of two by which a derivative beyond float64 is divided; the last is the smallest float64."""


def value_of(operation: Operation, arguments: Sequence[Number], given: Mapping[str, object] = NONE_GIVEN) -> Number:
    """The result of an operation with the parameters `given`; defaults stand for the others.

    Raises NumberError where there is none; a black box never has one.
    """
    rule = operation.rule
    if not isinstance(rule, Elementwise):
        raise NumberError("a black box has no value")
    if not operation.signature.parameters:
        return calculate(rule.forward, *arguments)
    settings = operation.signature.settings(given)
    return calculate(lambda *x: rule.forward(*x, **settings), *arguments)


def local_derivative(
    operation: Operation, argument: int, arguments: tuple[Number, ...], out: Number, given: Mapping[str, object]
) -> Number | None:
    """The derivative of an operation by one argument at given arguments, without the incoming gradient.

    None where no gradient passes. Raises NumberError where the derivative does not exist (that of sqrt at 0), and where
    float64 does not reach it.
    """
    rule, settings = operation.rule, operation.signature.settings(given)
    text = rule.derivative(argument, settings) if isinstance(rule, Elementwise) else None
    if text is None:
        return None
    stable = _stable(operation, argument, arguments, out, given)
    if stable is None:
        return derivative_of_text(text, operation, argument, arguments, out, given)
    return calculate(stable, 1)


def wide_derivative(
    operation: Operation, argument: int, arguments: tuple[Number, ...], out: Number, given: Mapping[str, object]
) -> Number | None:
    """A derivative too large for float64, as a whole number; None where there is no such number, or it is 0."""
    stable = _stable(operation, argument, arguments, out, given)
    if stable is None:
        return None
    for smaller in WIDE:
        try:
            above, below = calculate(stable, 2.0**-smaller).as_integer_ratio()
            return calculate(lambda a=above, b=below, by=smaller: (a << by) // b) or None
        except NumberError:
            continue
    return None


def passed_back(
    gradient: Number,
    local: Number,
    operation: Operation,
    argument: int,
    arguments: tuple[Number, ...],
    out: Number,
    given: Mapping[str, object],
) -> Number:
    """The gradient times the local derivative, with all digits even if `local` has lost some.

    Where `local` is smaller than LEAST or beyond the exact range of float64, the product comes from the stable function
    of the derivative instead. Raises NumberError where it is not a finite number.
    """
    if (-LEAST < local < LEAST and not -1 <= gradient <= 1) or not is_exact(local):
        stable = _stable(operation, argument, arguments, out, given)
        if stable is not None:
            return calculate(stable, gradient)
    return calculate(mul, gradient, local)


def _stable(
    operation: Operation, argument: int, arguments: tuple[Number, ...], out: Number, given: Mapping[str, object]
) -> Callable[[Number], Number] | None:
    """The stable function of a derivative, as a function of the incoming gradient; None where only a text exists."""
    rule, signature = operation.rule, operation.signature
    if not isinstance(rule, Elementwise) or not rule.stable:
        return None
    stable = rule.stable[0 if signature.any_number else argument]
    if stable is None:
        return None
    if signature.any_number:
        arguments = (arguments[argument], out, _share(arguments, argument, out))
    if signature.parameters:
        settings = signature.settings(given)
        return lambda gradient: stable(gradient, *arguments, **settings)
    return lambda gradient: stable(gradient, *arguments)


def derivative_of_text(
    text: str,
    operation: Operation,
    argument: int,
    arguments: tuple[Number, ...],
    out: Number,
    given: Mapping[str, object],
) -> Number:
    """The number that the text of a derivative comes to; raises NumberError where one of its steps has no result."""
    numbers: dict[str, Number] = {**CONSTANTS, "out": out}
    if isinstance(operation.rule, Elementwise):
        numbers |= {name: constant.value for name, constant in operation.rule.constants.items()}
    for name, value in operation.signature.settings(given).items():
        if isinstance(value, int | float):
            numbers[name] = value
    if operation.signature.any_number:
        return _calculated(text, {**numbers, "x": arguments[argument], "share": _share(arguments, argument, out)})
    return _calculated(text, {**numbers, **dict(zip(ARGUMENTS, arguments, strict=False))})


def _share(arguments: tuple[Number, ...], argument: int, out: Number) -> Number:
    """An argument's part of a tie: 1 divided by the number of arguments equal to the result; 1 for other arguments."""
    equal = arguments.count(out) if arguments[argument] == out else 1
    return 1 / equal if equal > 1 else 1


def _calculated(text: str, names: Mapping[str, Number]) -> Number:
    results: list[Number] = []
    for part in steps(text):
        if isinstance(part, Call):
            count = len(part.arguments)
            arguments = results[len(results) - count :]
            del results[len(results) - count :]
            results.append(value_of(OPERATIONS.get(part.op), arguments))
        else:
            results.append(names[part.id] if isinstance(part, Name) else part.value)
    return results[0]


@lru_cache(maxsize=256)
def steps(text: str) -> tuple[Expression, ...]:
    """The parts of a derivative's text in the order in which they are computed."""
    return tuple(postorder(parse(text)))
