"""The text in a circle: the operation's sign or word, with the literals folded in (`+1`, `×(−1)`, `1−x`, `x²`)."""

from __future__ import annotations

from graphdraw.draw.labels import name_as_label, to_join
from graphdraw.draw.numbers import MINUS, format_number
from graphdraw.model import Apply, Block, Literal, Number
from graphdraw.ops import Operation, operation_of
from graphdraw.view import View

LONGEST_TYPED = 8
"""A literal is shown as typed up to this many characters, else as its number."""

PLACEHOLDER = "x"
"""What stands for the operand that arrives by an arrow."""

_SUPERSCRIPTS = str.maketrans("0123456789-−.", "⁰¹²³⁴⁵⁶⁷⁸⁹⁻⁻·")
_TYPED_SIGNS = str.maketrans({"-": MINUS, "*": "×"})


def gate_text(node: Apply, view: View) -> str:
    """The text for an operation; `view.symbols` replaces the sign, `view.constants: node` leaves literals out."""
    operation = operation_of(node)
    literals = [o for o in node.operands if isinstance(o, Literal)]
    symbol = view.symbols.get(node.op) or _symbol(operation, node)
    if view.constants == "node":
        return view.symbols.get("mul", "×") if node.op == "neg" else symbol
    if not literals or len(literals) == len(node.operands):
        return symbol
    if operation.superscript and len(node.operands) == 2:
        return _power(node)
    if operation.infix and len(node.operands) == 2:
        return _infix(symbol, node, commutative=operation.commutative)
    return f"{symbol}({', '.join(_literal(o) if isinstance(o, Literal) else PLACEHOLDER for o in node.operands)})"


def block_text(block: Block, view: View) -> str:
    """The text of a closed block: its label, with the numbers that are given to it, as `cell(x, 0)`."""
    label = block.label or name_as_label(block.kind)
    if view.constants == "node" or not any(isinstance(operand, Literal) for _, operand in block.inputs):
        return label
    given = [_literal(o) if isinstance(o, Literal) else name_as_label(port) for port, o in block.inputs]
    return f"{to_join(label)}({', '.join(given)})"


def constant_text(literal: Literal | Number) -> str:
    """A literal that is drawn as an input."""
    return _literal(literal) if isinstance(literal, Literal) else format_number(literal)


def _symbol(operation: Operation, node: Apply) -> str:
    """An alias that was typed as a word is drawn as typed (`ln`), the name of a black box as that of a value."""
    if node.box is not None:
        return node.box.label or name_as_label(node.box.name)
    return node.typed if node.typed in operation.aliases and operation.symbol == operation.name else operation.symbol


def _infix(symbol: str, node: Apply, *, commutative: bool) -> str:
    """`+1` behind the operand that arrives; before it `1+x`, or `+1` as well where the order means nothing."""
    left, right = node.operands
    if isinstance(right, Literal):
        return symbol + _bracketed(right)
    assert isinstance(left, Literal)  # noqa: S101 (one of the two is, else there is nothing to fold)
    return symbol + _bracketed(left) if commutative else f"{_literal(left)}{symbol}{PLACEHOLDER}"


def _power(node: Apply) -> str:
    base, exponent = node.operands
    if isinstance(exponent, Literal):
        text = _literal(exponent)
        if all(ord(c) in _SUPERSCRIPTS for c in text):
            return PLACEHOLDER + text.translate(_SUPERSCRIPTS)
        return f"{PLACEHOLDER}^{text}"
    assert isinstance(base, Literal)  # noqa: S101
    return f"{_literal(base)}ˣ"


def _bracketed(literal: Literal) -> str:
    text = _literal(literal)
    return f"({text})" if text.startswith(MINUS) or "/" in text else text


def _literal(literal: Literal) -> str:
    """As typed, `pi` as the letter; a long one as its number."""
    if literal.text == "pi":
        return "π"
    typed = literal.text.replace(" ", "")
    return typed.translate(_TYPED_SIGNS) if len(typed) <= LONGEST_TYPED else format_number(literal.value)
