"""The forward sweep: values in the order of computation. Iterative, linear in the number of edges."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from graphdraw.errors import Problem, SpecError
from graphdraw.expression.arithmetic import NumberError, calculate
from graphdraw.model import Apply, Graph, Input, Literal, Number, Operand
from graphdraw.ops import OPERATIONS

Values = Mapping[str, Number | None]


def forward(graph: Graph) -> dict[str, Number | None]:
    """The value of every node; None for an input without a value and for all that depends on one.

    Raises SpecError with every node that has no value, those that only depend on it left out.
    """
    values: dict[str, Number | None] = {}
    problems: list[Problem] = []
    failed: set[str] = set()
    for node in graph.order:
        if isinstance(node, Input):
            values[node.name] = node.value
            continue
        values[node.name] = None
        if not failed.isdisjoint(_names(node)):
            failed.add(node.name)
            continue
        try:
            values[node.name] = applied(node, values)
        except NumberError as error:
            failed.add(node.name)
            problems.append(Problem(node.where, f"{error.text}: {calculation(node, values)}", error.code))
    if problems:
        raise SpecError(problems)
    return values


def applied(node: Apply, values: Values) -> Number | None:
    """The result of an operation, None if an operand has no value; raises NumberError where there is none."""
    arguments = arguments_of(node, values)
    if arguments is None:
        return None
    operation = OPERATIONS.get(node.op)
    settings = operation.settings(node.params)
    if not settings:
        return calculate(operation.forward, *arguments)
    return calculate(lambda *x: operation.forward(*x, **settings), *arguments)


def arguments_of(node: Apply, values: Values) -> tuple[Number, ...] | None:
    """The numbers that an operation is applied to; None if one of them has no value."""
    found = [o.value if isinstance(o, Literal) else values[o.name] for o in node.operands]
    numbers = [number for number in found if number is not None]
    return tuple(numbers) if len(numbers) == len(found) else None


def calculation(node: Apply, values: Values) -> str:
    """The step in words, for messages: `'q' is a / b with a = 1, b = 0`."""
    operands = [_written(operand) for operand in node.operands]
    typed = node.typed
    if not typed.isidentifier() and len(operands) == 2:
        formula = f" {typed} ".join(operands)
    else:
        formula = f"{typed}{operands[0]}" if not typed.isidentifier() else f"{typed}({', '.join(operands)})"
    given = [f"{name} = {values[name]!r}" for name in dict.fromkeys(_names(node))]
    return f"'{node.name}' is {formula}" + (f" with {', '.join(given)}" if given else "")


def _written(operand: Operand) -> str:
    return operand.text if isinstance(operand, Literal) else operand.name


def _names(node: Apply) -> Collection[str]:
    return [operand.name for operand in node.operands if not isinstance(operand, Literal)]
