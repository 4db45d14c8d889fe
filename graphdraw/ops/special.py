"""Operations that are another one with a number in it: `1/x` is a reciprocal, a minus sign is × with −1.

The records say which; here it is read from them.
"""

from __future__ import annotations

from graphdraw.expression import sign_of
from graphdraw.graph.model import Apply, Literal, Operand, Ref
from graphdraw.ops.blackbox import operation_of
from graphdraw.ops.signature import Special
from graphdraw.ops.table import OPERATIONS


def rewritten(op: str, operands: tuple[Operand, ...]) -> tuple[str, tuple[Operand, ...]]:
    """The operation that is meant by one applied to these operands, and what it is applied to: 1/x is a reciprocal.

    Only what arrives by an arrow may remain.
    """
    if op not in OPERATIONS:  # a black box
        return op, operands
    for name in OPERATIONS.get(op).signature.specials:
        special = OPERATIONS.get(name).signature.special
        if special is not None and len(operands) > special.argument:
            number = operands[special.argument]
            others = operands[: special.argument] + operands[special.argument + 1 :]
            is_it = isinstance(number, Literal) and number.value == special.number
            if is_it and all(isinstance(other, Ref) for other in others):
                return name, others
    return op, operands


def left_out(node: Apply) -> Special | None:
    """The number that was written and is no operand since the operation has it in itself; None if there is none."""
    special = operation_of(node).signature.special
    return special if special is not None and sign_of(special.of) == node.typed else None


def drawn_as(node: Apply) -> Special | None:
    """The operation and the number as which a figure shows this one where constants are nodes; None for most."""
    special = operation_of(node).signature.special
    return special if special is not None and special.drawn else None
