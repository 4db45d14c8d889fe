"""The record behind a node of the graph: that of its operation, or one made for a black box."""

from __future__ import annotations

import unicodedata
from functools import lru_cache

from graphdraw.graph.model import Apply, BlackBox
from graphdraw.ops.operation import Operation, said
from graphdraw.ops.table import OPERATIONS
from graphdraw.values.scalar import Number, NumberError

BLACK_BOX = "black box"
"""What stands in a node for the name of an operation; no operation can be called so."""

_SUBSCRIPTS = str.maketrans("0123456789", "₀₁₂₃₄₅₆₇₈₉")


def operation_of(node: Apply) -> Operation:
    """The record of what a node does."""
    return OPERATIONS.get(node.op) if node.box is None else _record(node.box)


@lru_cache(maxsize=256)
def _record(box: BlackBox) -> Operation:
    """φ(z) with the derivative φ′(z); of several inputs ∂φ/∂z₁, ∂φ/∂z₂ … Where nothing is computed, these are names."""
    symbol = (box.label or letter(box.name)).replace("\n", " ")
    function = symbol if box.output is None else letter(box.output)
    inputs = [letter(name) for name in box.inputs]
    partials = tuple(f"∂{function}/∂{name}" for name in inputs)
    if len(inputs) == 1 and box.output is None:
        partials = (f"{function}′({inputs[0]})",)
    return Operation(
        name=box.name,
        symbol=symbol,
        forward=_no_value,
        derivatives=partials,
        formula=f"{symbol}({', '.join(inputs)})",
        partials=partials,
        doc=said("a function without a formula", "式のない関数"),
        short=said("multiplies by its derivative", "その微分を掛ける"),
        samples=(),
        source="the spec",
    )


def letter(name: str) -> str:
    """A name as it stands in plain text: `phi` is φ, `z1` is z₁."""
    word = name.rstrip("0123456789")
    kind = "SMALL" if word.islower() else "CAPITAL"
    try:
        sign = unicodedata.lookup(f"GREEK {kind} LETTER {'LAMDA' if word.lower() == 'lambda' else word}")
    except KeyError:
        sign = word
    return sign + name[len(word) :].translate(_SUBSCRIPTS) if len(sign) == 1 else name


def _no_value(*_: Number) -> Number:
    raise NumberError("a black box has no value")
