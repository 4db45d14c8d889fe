"""Prints local derivatives: turns the text that they are computed from into mathtext, so that both always agree.

`x` and `y` are the first and the second argument, `z` is the result. Fractions and roots are set as such, a step as an
indicator function, a parameter as its letter.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

from graphdraw.expression import Call, Expression, Name, parse, postorder
from graphdraw.ops.operation import Operation
from graphdraw.ops.rules import BlackBoxRule, Elementwise
from graphdraw.ops.signature import ARGUMENTS
from graphdraw.ops.table import OPERATIONS

SUM, PRODUCT, FUNCTION, POWER, ATOM = range(5)
"""How tightly a formula binds, from `x + y` over `x y`, `\\sin x` and `x^2` to `(x)`."""

LETTERS: Mapping[str, str] = {"x": "x", "y": "y", "out": "z", "pi": r"\pi"}
"""How names of the expression language are printed; those of parameters and constants are in the records."""

_CALL = re.compile(
    r"(?P<before>\\[a-z]+|\\log_\{\d+\})(?P<bare> x)"
    r"|(?:[a-z]\^|\\[a-z]+)\{x\}"
    r"|(?:\\[a-z]+|\\mathrm\{\w+\})\(x(?:, y)?\)"
    r"|\\l[a-z]+ x \\r[a-z]+|\\left\\vert x \\right\\vert"
)
"""Formulas in which `x` and `y` can be replaced by other arguments: `\\sin x`, `e^{x}`, `\\mathrm{clip}(x, y)`."""


class Mathtext(NamedTuple):
    """A part of a formula in mathtext, and how tightly it binds.

    `minus` says that a minus sign belongs before `text`. `compared` are the sides of the comparison of an indicator
    function, with the signs between them; `difference` are the two sides of a difference.
    """

    text: str
    binds: int
    minus: bool = False
    compared: tuple[str, ...] = ()
    difference: tuple[Mathtext, ...] = ()

    @property
    def whole(self) -> str:
        """The text with its sign."""
        return f"-{self.text}" if self.minus else self.text

    def at_least(self, binds: int) -> str:
        """The text, in parentheses unless it binds at least as tightly as `binds` and has no minus sign."""
        return self.whole if self.binds >= binds and not self.minus else f"({self.whole})"


def partials(operation: Operation) -> tuple[str, ...]:
    """The local derivatives of an operation by its arguments, in mathtext; empty texts where no gradient passes.

    An operation of any number of arguments has those by two of them, a black box a name for each of its inputs.
    """
    rule = operation.rule
    if isinstance(rule, BlackBoxRule):
        return rule.names
    if operation.texts.printed is not None:
        return operation.texts.printed.partials
    settings = operation.signature.settings({})
    texts = (rule.derivative(argument, settings) for argument in range(operation.signature.arity))
    letters = letters_of(operation, rule)
    return tuple("" if text is None else printed(text, letters) for text in texts)


def letters_of(operation: Operation, rule: Elementwise) -> dict[str, str]:
    """How each name that a derivative may use is printed, in mathtext."""
    named = {parameter.name: parameter.letter for parameter in operation.signature.parameters if parameter.letter}
    return {**LETTERS, **named, **{name: constant.letter for name, constant in rule.constants.items()}}


def printed(text: str, letters: Mapping[str, str] = LETTERS) -> str:
    """An expression in mathtext; a name without a letter is set upright."""
    built: list[Mathtext] = []
    for part in postorder(parse(text)):
        if isinstance(part, Call):
            count = len(part.arguments)
            arguments = built[len(built) - count :]
            del built[len(built) - count :]
            built.append(_call(part.op, arguments))
        else:
            built.append(_leaf(part, letters))
    return built[0].whole


def _leaf(part: Expression, letters: Mapping[str, str]) -> Mathtext:
    if isinstance(part, Name):
        return Mathtext(letters.get(part.id, rf"\mathrm{{{part.id}}}"), ATOM)
    assert not isinstance(part, Call)  # noqa: S101 (the caller takes them)
    digits, _, exponent = repr(abs(part.value)).partition("e")
    if exponent:
        return Mathtext(rf"{digits} \cdot 10^{{{int(exponent)}}}", PRODUCT, part.value < 0)
    return Mathtext(digits, ATOM, part.value < 0)


def _call(op: str, arguments: Sequence[Mathtext]) -> Mathtext:
    write = _SIGNS.get(op)
    return write(*arguments) if write else _function(OPERATIONS.get(op), arguments)


def _sum(left: Mathtext, right: Mathtext) -> Mathtext:
    if right.minus:
        return _difference(left, right._replace(minus=False))
    return Mathtext(f"{left.whole} + {right.at_least(PRODUCT if right.text.startswith('-') else SUM)}", SUM)


def _difference(left: Mathtext, right: Mathtext) -> Mathtext:
    """A difference; 1 minus an indicator function becomes the indicator function of the opposite condition."""
    if left.whole == "1" and right.compared and right.compared[1] == ">" and not right.minus:
        return _indicator(right.compared[0], r"\leq", right.compared[2])
    return Mathtext(f"{left.whole} - {right.at_least(PRODUCT)}", SUM, difference=(left, right))


def _product(left: Mathtext, right: Mathtext) -> Mathtext:
    minus = left.minus != right.minus
    left, right = left._replace(minus=False), right._replace(minus=False)
    if _are_chained(left.compared, right.compared) and not minus:
        return _indicator(*left.compared, *right.compared[1:])
    before = left.at_least(PRODUCT if left.binds != FUNCTION else ATOM)
    after = right.at_least(PRODUCT)
    between = r" \cdot " if after[0].isdigit() else " "
    if before.replace(".", "").isdigit() and after[0].isalpha():
        between = ""
    binds = FUNCTION if right.binds == FUNCTION else PRODUCT  # what is written behind would be read as its argument
    return Mathtext(f"{before}{between}{after}", binds, minus)


def _are_chained(first: tuple[str, ...], second: tuple[str, ...]) -> bool:
    """Whether two comparisons can be written as one, `a ≤ x ≤ b`."""
    return bool(first and second) and first[-1] == second[0] and {*first[1::2], *second[1::2]} == {r"\leq"}


def _quotient(left: Mathtext, right: Mathtext) -> Mathtext:
    return Mathtext(rf"\frac{{{left.text}}}{{{right.text}}}", POWER, left.minus != right.minus)


def _negative(of: Mathtext) -> Mathtext:
    if of.binds == SUM and not of.minus:
        return Mathtext(f"({of.text})", ATOM, minus=True)
    return of._replace(minus=not of.minus, compared=(), difference=())


def _power(base: Mathtext, exponent: Mathtext) -> Mathtext:
    above = exponent.whole if exponent.whole.isdigit() and len(exponent.whole) == 1 else f"{{{_close(exponent)}}}"
    return Mathtext(f"{base.at_least(ATOM)}^{above}", POWER)


def _close(formula: Mathtext) -> str:
    """The formula without spaces round its signs, for exponents and indices."""
    return re.sub(" ([-+]) ", r"\1", formula.whole)


def _step(of: Mathtext) -> Mathtext:
    left, right = map(_close, of.difference) if of.difference else (_close(of), "0")
    return _indicator(left, ">", right)


def _indicator(*compared: str) -> Mathtext:
    signs = "".join(part if part == ">" else f" {part} " if part == r"\leq" else part for part in compared)
    return Mathtext(rf"\mathbf{{1}}_{{{signs}}}", POWER, compared=compared)


def _function(operation: Operation, arguments: Sequence[Mathtext]) -> Mathtext:
    """A call in the notation of the operation's record if that can take other arguments, else by its name."""
    notation = operation.texts.notation or operation.texts.formula
    found = _CALL.fullmatch(notation)
    if found is None:
        listed = ", ".join(argument.whole for argument in arguments)
        name = operation.name.replace("_", r"\_")
        return Mathtext(rf"\mathrm{{{name}}}({listed})", ATOM)
    if found["bare"]:
        (of,) = arguments
        if of.binds >= POWER and not of.minus and not of.text.startswith("("):
            return Mathtext(f"{found['before']} {of.text}", FUNCTION)
        return Mathtext(f"{found['before']}({of.whole})", ATOM)
    raised = "^{x}" in notation
    written = {name: _close(of) if raised else of.whole for name, of in zip(ARGUMENTS, arguments, strict=False)}
    text = re.sub(r"(?<![a-z\\])[xy](?![a-z])", lambda letter: written[letter[0]], notation)
    return Mathtext(text, POWER if raised else ATOM)


_SIGNS: Mapping[str, Callable[..., Mathtext]] = {
    "add": _sum,
    "sub": _difference,
    "mul": _product,
    "div": _quotient,
    "neg": _negative,
    "pow": _power,
    "step": _step,
    "square": lambda of: _power(of, Mathtext("2", ATOM)),
    "reciprocal": lambda of: _quotient(Mathtext("1", ATOM), of),
}
"""How operations are printed that are not written as a name with its arguments."""
