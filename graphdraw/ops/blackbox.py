"""Finds the record of a node's operation in the registry, or makes one for a black box."""

from __future__ import annotations

import unicodedata
from functools import lru_cache

from graphdraw.graph.model import Apply, BlackBox
from graphdraw.ops.operation import Operation, Texts, said
from graphdraw.ops.rules import BlackBoxRule
from graphdraw.ops.signature import Signature
from graphdraw.ops.table import OPERATIONS

BLACK_BOX = "black box"
"""The operation's name in the nodes of black boxes; no operation can have this name."""

_SUBSCRIPTS = str.maketrans("0123456789", "₀₁₂₃₄₅₆₇₈₉")


def operation_of(node: Apply) -> Operation:
    """The record of a node's operation."""
    return OPERATIONS.get(node.op) if node.box is None else _record(node.box)


@lru_cache(maxsize=256)
def _record(box: BlackBox) -> Operation:
    """The record of a black box: φ(z) has the derivative φ′(z), one of several inputs has ∂φ/∂z₁, ∂φ/∂z₂ and so on.

    These are names: nothing is computed.
    """
    symbol = (box.label or letter(box.name)).replace("\n", " ")
    function = symbol if box.output is None else letter(box.output)
    inputs = [letter(name) for name in box.inputs]
    partials = tuple(f"∂{function}/∂{name}" for name in inputs)
    if len(inputs) == 1 and box.output is None:
        partials = (f"{function}′({inputs[0]})",)
    return Operation(
        Signature(box.name, len(inputs), symbol),
        BlackBoxRule(partials),
        Texts(
            formula=f"{symbol}({', '.join(inputs)})",
            doc=said("a function without a formula", "式のない関数"),
            short=said("multiplies by its derivative", "その微分を掛ける"),
            source="the spec",
        ),
    )


def letter(name: str) -> str:
    """A name as plain text with Greek letters and indices: `phi` becomes φ, `z1` becomes z₁."""
    word = name.rstrip("0123456789")
    kind = "SMALL" if word.islower() else "CAPITAL"
    try:
        sign = unicodedata.lookup(f"GREEK {kind} LETTER {'LAMDA' if word.lower() == 'lambda' else word}")
    except KeyError:
        sign = word
    return sign + name[len(word) :].translate(_SUBSCRIPTS) if len(sign) == 1 else name
