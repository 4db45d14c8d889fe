"""The text in the node of an operation: its sign or word, with literals folded in (`+1`, `×(−1)`, `1−y`, `b²`).

An operand that arrives by an arrow is written by its own symbol, or else as a dot: a letter made up here could be read
as the name of another value of the figure.
"""

from __future__ import annotations

import re

from graphdraw.draw.content.captions import Captions
from graphdraw.draw.numbers.as_typed import literal_text
from graphdraw.draw.numbers.formatting import MINUS, SUPERSCRIPTS
from graphdraw.draw.text.markup import as_typed, isolated, letter_of, name_as_label, to_join
from graphdraw.graph.model import Apply, Block, Literal, Operand
from graphdraw.ops import OPERATIONS, Signature, drawn_as, operation_of

DOT = "·"
"""Stands for an operand that has no symbol; it gets parentheses unless it is inside some already."""

RAISED = dict(zip("abcdefghijklmnoprstuvwxyz", "ᵃᵇᶜᵈᵉᶠᵍʰⁱʲᵏˡᵐⁿᵒᵖʳˢᵗᵘᵛʷˣʸᶻ", strict=True))
"""Letters that Unicode has as superscripts, and these."""

_LOWERED = {raised: letter for letter, raised in RAISED.items()}
_INDEX = re.compile("[_₀-₉]")
_IN_FORMULAS = re.compile(f"[A-Za-z0-9α-ωΑ-Ω().,·/+×÷{MINUS}\N{THIN SPACE}-]")
_EXPONENT = re.compile(r"[0-9.-]+")
_RAISED_NUMBER: dict[int, int | str] = {**SUPERSCRIPTS, ord("."): "·"}


def operation_text(node: Apply, captions: Captions) -> str:
    """The text of an operation; `view.symbols` replaces its sign, `view.constants: node` leaves literals out."""
    return _Operands(captions).text(node)


def block_text(block: Block, captions: Captions) -> str:
    """The text of a closed block: its label, with its operands where literals are among them, as in `cell(x, 0)`."""
    label = block.label or name_as_label(block.kind)
    literals = any(isinstance(operand, Literal) for _, operand in block.inputs)
    if captions.view.has_constants or not literals:
        return label
    gates = _Operands(captions)
    given = [gates.operand(operand, gates.port(name)) for name, operand in block.inputs]
    return f"{isolated(to_join(label))}({gates.between.join(given)})"


class _Operands:
    def __init__(self, captions: Captions) -> None:
        self.captions, self.view, self.numbers = captions, captions.view, captions.numbers

    def text(self, node: Apply) -> str:
        signature, shown = operation_of(node).signature, drawn_as(node)
        if self.view.has_constants and shown:
            return self.view.symbols.get(shown.of, OPERATIONS.get(shown.of).signature.symbol)
        symbol = self.view.symbols.get(node.op) or self.symbol(signature, node)
        literals = [o for o in node.operands if isinstance(o, Literal)]
        if self.view.has_constants or not literals or len(literals) == len(node.operands):
            return symbol
        if signature.superscript and len(node.operands) == 2:
            return self.power(*node.operands)
        if signature.infix and len(node.operands) == 2:
            return self.infix(symbol, *node.operands, commutative=signature.commutative)
        return f"{isolated(symbol)}({self.between.join(self.operand(o, DOT) for o in node.operands)})"

    def symbol(self, signature: Signature, node: Apply) -> str:
        """The sign of an operation: an alias as it was typed (`ln`), the label or the name of a black box.

        One that is drawn as another operation gets the sign of that with its number, as in `×(−1)`.
        """
        if node.box is not None:
            return node.box.label or name_as_label(node.box.name)
        if node.typed in signature.aliases and signature.symbol == signature.name:
            return node.typed
        if shown := drawn_as(node):
            number = Literal(shown.number, str(shown.number), node.where)
            return f"{OPERATIONS.get(shown.of).signature.symbol}({literal_text(number, self.numbers)})"
        return self.lettered(signature, node) if signature.letters else signature.symbol

    def lettered(self, signature: Signature, node: Apply) -> str:
        """A sign that has letters for its operands (`1/x`, `½(y−t)²`), with the symbols of the operands instead.

        An operand without a symbol keeps its letter, or gets a dot if that letter is another value of the figure. Where
        an exponent cannot be written as a superscript, the sign is the operation's name.
        """
        shown = dict(zip(signature.letters, map(self._in_place, signature.letters, node.operands), strict=True))
        if None in shown.values():
            return signature.name
        return re.sub("|".join(shown), lambda match: shown[match[0]] or "", signature.symbol)

    def _in_place(self, letter: str, operand: Operand) -> str | None:
        """What replaces a letter of the sign; None for a raised letter where Unicode has no such superscript."""
        plain = _LOWERED.get(letter, letter)
        own = None if isinstance(operand, Literal) else self.captions.letter(operand.name)
        if own is None:
            own = f"({DOT})" if plain in self.captions.letters else plain
        return own if plain == letter else RAISED.get(own)

    def operand(self, operand: Operand, placeholder: str) -> str:
        """A literal as the figure writes it; any other operand by its symbol, or by the placeholder without one."""
        if isinstance(operand, Literal):
            return literal_text(operand, self.numbers)
        return self.captions.letter(operand.name) or placeholder

    @property
    def between(self) -> str:
        """What separates the operands of a call: a comma, or a semicolon where the comma is the decimal sign."""
        return "; " if self.numbers.decimal == "," else ", "

    def port(self, name: str) -> str:
        """What stands for an operand of a block: the name of the block's input, or a dot if a value has that name."""
        label = name_as_label(name)
        taken = name in self.captions.graph.by_name or letter_of(label) in self.captions.letters
        return DOT if taken else isolated(to_join(label))

    def infix(self, symbol: str, left: Operand, right: Operand, *, commutative: bool) -> str:
        """The sign with a literal: `+1` for `x + 1` and, where operands commute, for `1 + x`; else as in `1−y`."""
        if isinstance(right, Literal):
            return symbol + self.bracketed(right)
        if isinstance(left, Literal) and commutative:
            return symbol + self.bracketed(left)
        return f"{self.operand(left, DOT)}{symbol}{self.operand(right, f'({DOT})')}"

    def power(self, base: Operand, exponent: Operand) -> str:
        """A power as plain text (`b²`, `2ˣ`), or as math where Unicode has no superscript for the exponent."""
        below = self.operand(base, f"({DOT})")
        if isinstance(exponent, Literal):
            text = literal_text(exponent, self.numbers)
            plain = text.replace(self.numbers.minus, "-")
            if _EXPONENT.fullmatch(plain):
                return below + plain.translate(_RAISED_NUMBER)
            return below + _as_exponent(text)
        above = self.operand(exponent, f"({DOT})")
        if _INDEX.search(above):  # it would be too small to read
            above = f"({DOT})"
        return below + (RAISED.get(above) or _as_exponent(above))

    def bracketed(self, literal: Literal) -> str:
        text = literal_text(literal, self.numbers)
        return f"({text})" if literal.value < 0 or not _is_one(text) else text


def _as_exponent(text: str) -> str:
    """A text as an exponent in math; after a caret in plain text where math would read some of its signs otherwise."""
    if "$" in text:
        inner = as_typed(text).strip("$")
    elif all(map(_IN_FORMULAS.fullmatch, text)):
        inner = text.replace(MINUS, "-").replace(",", "{,}").replace("\N{THIN SPACE}", r"\,")
    else:
        return f"^({text})"
    return to_join(f"$^{{{inner}}}$")


def _is_one(text: str) -> bool:
    """Whether a literal is read as one number behind a sign: no calculation, and no power of ten."""
    return re.search(r"[-+−/÷×()]", text) is None
