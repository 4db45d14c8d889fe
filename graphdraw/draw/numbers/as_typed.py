"""A number that an author typed, as the figure writes it: with the digits it was typed with, in the figure's signs.

A given number keeps its count of decimals (`1.20`, `12`), a quotient stays one (`1/3`), a calculation of numbers in an
expression is shown as it was typed (`2×π`). Minus, decimal sign, thousands and powers of ten are those of the figure.
"""

from __future__ import annotations

import re
from decimal import Decimal

from graphdraw.draw.numbers.formatting import (
    FIXED_LIMIT,
    LARGE,
    MINUS,
    SMALL,
    SUPERSCRIPTS,
    dress,
    format_number,
    is_whole,
    with_power,
    without_zeros,
)
from graphdraw.graph.model import Literal
from graphdraw.values.rounding import rounded, times_ten
from graphdraw.values.scalar import Number
from graphdraw.view import Numbers

LONGEST_TYPED = 8
"""A calculation in an expression is shown as typed up to this many characters, else as its number."""

_NUMBER = r"(?:[0-9][0-9_]*(?:\.[0-9_]*)?|\.[0-9][0-9_]*)(?:[eE][-+]?[0-9]+)?"
_QUOTIENT = re.compile(rf"\s*([-+{MINUS}]?{_NUMBER})\s*(?:([/÷])\s*([-+{MINUS}]?{_NUMBER})\s*)?")
_PART = re.compile(
    rf"(?:\*\*|\^)\s*(?P<power>[-{MINUS}]?[0-9]{{1,3}})(?![\w.])|(?<![\w.])(?P<number>{_NUMBER})(?!\w)"
    rf"|(?<!\w)(?P<pi>pi)(?!\w)|(?P<times>\*(?!\*)|[·×])|(?P<minus>[-{MINUS}])|(?P<other>[-+/÷()\w\s])"
)


def format_typed(text: str, value: Number, numbers: Numbers) -> str:
    """The text of a number typed as `1_000.50`, `1e-8` or `1/3`; of anything else that of its value."""
    match = _QUOTIENT.fullmatch(text)
    if match is None:
        return format_number(value, numbers)
    parts = [_number(part, numbers) for part in match.group(1, 3) if part]
    return (match[2] or "").join(parts)


def literal_text(literal: Literal, numbers: Numbers) -> str:
    """A number in an expression as it was typed, `pi` as the letter; a long one as its number."""
    typed = literal.text.replace(" ", "")
    if len(typed) > LONGEST_TYPED:
        return format_number(literal.value, numbers)
    parts, end = [], 0
    while end < len(typed):
        match = _PART.match(typed, end)
        if match is None:
            return format_number(literal.value, numbers)
        parts.append(_part(match, numbers))
        end = match.end()
    return "".join(parts)


def _part(match: re.Match[str], numbers: Numbers) -> str:
    kind, found = match.lastgroup, match[0]
    if kind == "power":
        return match["power"].replace(MINUS, "-").translate(SUPERSCRIPTS)
    if kind == "number":
        return _number(found, numbers)
    return {"pi": "π", "times": "×", "minus": numbers.minus}.get(kind or "", found)


def _number(text: str, numbers: Numbers) -> str:
    """One number as typed, with the sign before it."""
    plain = text.replace("_", "").replace(MINUS, "-").lower()
    number, printed = _read(plain), repr(float(plain))
    if numbers.style == "python" and "e" in printed and not plain.lstrip("+-").isdecimal():
        power = printed.partition("e")[2]
        return dress(f"{_digits(number, int(power))}e{power}", numbers)
    if number and _wants_power(number, numbers):
        power_of_ten = number.adjusted() - number.adjusted() % (3 if numbers.style == "eng" else 1)
        return with_power(_digits(number, power_of_ten), power_of_ten, numbers)
    return dress(f"{number:f}", numbers)


def _read(plain: str) -> Decimal:
    """The number with all its digits; of 0 the decimals before a power of ten."""
    if float(plain) == 0:
        return rounded(Decimal(0), len(plain.partition("e")[0].partition(".")[2]))
    return Decimal(plain)


def _wants_power(number: Decimal, numbers: Numbers) -> bool:
    """Whether the figure writes such a number with a power of ten."""
    if numbers.style == "python":
        return False
    if numbers.style != "auto":
        return True
    if numbers.decimals is not None:
        return not min(SMALL, Decimal(1).scaleb(-numbers.decimals)) <= abs(number) < FIXED_LIMIT
    return not SMALL <= abs(number) < LARGE


def _digits(number: Decimal, power: int) -> str:
    """What stands before a power of ten: the digits typed, of a whole number without the zeros at its end."""
    scaled = times_ten(number, -power)
    return without_zeros(scaled) if _is_written_whole(number) else f"{scaled:f}"


def _is_written_whole(number: Decimal) -> bool:
    """Whether no decimals were typed, not even zeros."""
    exponent = number.as_tuple().exponent
    return is_whole(number) and isinstance(exponent, int) and exponent >= 0
