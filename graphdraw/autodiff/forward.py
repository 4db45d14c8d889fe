"""The careful forward sweep: values in topological order, and the messages for nodes that have none.

It is used where the tape gives up. Iterative, linear in the number of edges.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping

from graphdraw.errors import Problem, SpecError
from graphdraw.graph.model import Apply, Graph, Input, Literal, Operand
from graphdraw.ops import left_out, operation_of, value_of
from graphdraw.registry import listed
from graphdraw.values.scalar import Number, NumberError

Values = Mapping[str, Number | None]
"""Values by name; None where there is no number."""

LONGEST_NUMBER = 24
"""The most characters of a number in a message."""

MOST_LISTED = 8
"""The most operands that a message lists."""


def forward(graph: Graph) -> dict[str, Number | None]:
    """The value of every node by name; None for an input without a value and for all nodes that depend on one.

    Raises SpecError with a problem for every node whose computation fails; nodes that depend on it are left out.
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
    """The result of a node's operation; None for a black box and where an operand has no value.

    Raises NumberError where the operation has no result for its operands.
    """
    arguments = arguments_of(node, values)
    if arguments is None or node.box is not None:
        return None
    return value_of(operation_of(node), arguments, node.params)


def arguments_of(node: Apply, values: Values) -> tuple[Number, ...] | None:
    """The numbers that an operation is applied to; None if one of them has no value."""
    found = [o.value if isinstance(o, Literal) else values[o.name] for o in node.operands]
    numbers = [number for number in found if number is not None]
    return tuple(numbers) if len(numbers) == len(found) else None


def calculation(node: Apply, values: Values) -> str:
    """The computation of a node in words, for messages: `'q' is a / b with a = 1, b = 0`."""
    given = [f"{name} = {shown(value)}" for name in dict.fromkeys(_names(node)) if (value := values[name]) is not None]
    return f"'{node.name}' is {_formula(node)}" + (f" with {listed(given, MOST_LISTED)}" if given else "")


def shown(number: Number) -> str:
    """A number in a message: all its digits, or for a very long one its beginning and the number of digits."""
    digits = repr(number)
    return digits if len(digits) <= LONGEST_NUMBER else f"{digits[:8]}… ({len(digits.lstrip('-'))} digits)"


def _formula(node: Apply) -> str:
    """The expression of a node as the author typed it, such as `1 / x` also for a reciprocal."""
    operands = [_written(operand) for operand in node.operands]
    if node.typed.isidentifier():
        operands += [f"{name}={value}" for name, value in node.params.items()]
        return f"{node.typed}({listed(operands, MOST_LISTED)})"
    if special := left_out(node):
        operands.insert(special.argument, str(special.number))
    return f" {node.typed} ".join(operands) if len(operands) > 1 else f"{node.typed}{operands[0]}"


def _written(operand: Operand) -> str:
    if not isinstance(operand, Literal):
        return operand.name
    return operand.text if len(operand.text) <= LONGEST_NUMBER else shown(operand.value)


def _names(node: Apply) -> Collection[str]:
    return [operand.name for operand in node.operands if not isinstance(operand, Literal)]
