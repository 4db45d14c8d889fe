"""Operations that are another one with a number in it: `1/x` is a reciprocal, a minus sign is × with −1.

Which ones is said by `special` and `specials` in the records.
"""

from __future__ import annotations

from graphdraw.expression import sign_of
from graphdraw.graph.model import Apply, Literal, Operand, Ref
from graphdraw.ops.blackbox import operation_of
from graphdraw.ops.signature import Special
from graphdraw.ops.table import OPERATIONS


def rewritten(op: str, operands: tuple[Operand, ...]) -> tuple[str, tuple[Operand, ...]]:
    """The operation and the operands that a call stands for: `div` of 1 and x becomes the reciprocal of x.

    A call is rewritten only if all other operands are values of nodes, and returned unchanged otherwise.
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
    """The number that the author wrote but that is part of the operation, so that no operand has it; None for most."""
    special = operation_of(node).signature.special
    return special if special is not None and sign_of(special.of) == node.typed else None


def drawn_as(node: Apply) -> Special | None:
    """The other operation and its number by which a figure with constants as nodes shows this one; None for most."""
    special = operation_of(node).signature.special
    return special if special is not None and special.drawn else None
