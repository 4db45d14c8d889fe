"""Formatting numbers that an author typed: they keep their digits, but get the signs of the figure's style.

A given number keeps its decimals (`1.20`, `12`), a quotient stays a quotient (`1/3`), and a calculation with numbers in
an expression is shown as it was typed (`2×π`). Minus sign, decimal sign, thousands separator and powers of ten are
those of the figure.
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
    format_number,
    is_whole,
    with_power,
    with_signs,
    without_zeros,
)
from graphdraw.graph.model import Literal
from graphdraw.values.rounding import rounded, times_ten
from graphdraw.values.scalar import Number
from graphdraw.view import Numbers

LONGEST_TYPED = 8
"""The most characters of a calculation that is shown as typed; a longer one is shown as its result."""

_NUMBER = r"(?:[0-9][0-9_]*(?:\.[0-9_]*)?|\.[0-9][0-9_]*)(?:[eE][-+]?[0-9]+)?"
_QUOTIENT = re.compile(rf"\s*([-+{MINUS}]?{_NUMBER})\s*(?:([/÷])\s*([-+{MINUS}]?{_NUMBER})\s*)?")
_PART = re.compile(
    rf"(?:\*\*|\^)\s*(?P<power>[-{MINUS}]?[0-9]{{1,3}})(?![\w.])|(?<![\w.])(?P<number>{_NUMBER})(?!\w)"
    rf"|(?<!\w)(?P<pi>pi)(?!\w)|(?P<times>\*(?!\*)|[·×])|(?P<minus>[-{MINUS}])|(?P<other>[-+/÷()\w\s])"
)


def format_typed(text: str, value: Number, numbers: Numbers) -> str:
    """The text of a number that was typed as `1_000.50`, `1e-8` or `1/3`; for any other text, that of `value`."""
    match = _QUOTIENT.fullmatch(text)
    if match is None:
        return format_number(value, numbers)
    parts = [_number(part, numbers) for part in match.group(1, 3) if part]
    return (match[2] or "").join(parts)


def literal_text(literal: Literal, numbers: Numbers) -> str:
    """The text of a number in an expression as it was typed, `pi` as π; a long calculation as its result."""
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
    """The text of a part of a calculation, a match of `_PART`."""
    kind, found = match.lastgroup, match[0]
    if kind == "power":
        return match["power"].replace(MINUS, "-").translate(SUPERSCRIPTS)
    if kind == "number":
        return _number(found, numbers)
    return {"pi": "π", "times": "×", "minus": numbers.minus}.get(kind or "", found)


def _number(text: str, numbers: Numbers) -> str:
    """The text of one number as typed, with its sign."""
    plain = text.replace("_", "").replace(MINUS, "-").lower()
    number, printed = _read(plain), repr(float(plain))
    if numbers.style == "python" and "e" in printed and not plain.lstrip("+-").isdecimal():
        power = printed.partition("e")[2]
        return with_signs(f"{_digits(number, int(power))}e{power}", numbers)
    if number and _wants_power(number, numbers):
        power_of_ten = number.adjusted() - number.adjusted() % (3 if numbers.style == "eng" else 1)
        return with_power(_digits(number, power_of_ten), power_of_ten, numbers)
    return with_signs(f"{number:f}", numbers)


def _read(plain: str) -> Decimal:
    """The number with all typed digits; for a zero, with the decimals typed before its power of ten."""
    if float(plain) == 0:
        return rounded(Decimal(0), len(plain.partition("e")[0].partition(".")[2]))
    return Decimal(plain)


def _wants_power(number: Decimal, numbers: Numbers) -> bool:
    """Whether the style of the figure writes this number with a power of ten."""
    if numbers.style == "python":
        return False
    if numbers.style != "auto":
        return True
    if numbers.decimals is not None:
        return not min(SMALL, Decimal(1).scaleb(-numbers.decimals)) <= abs(number) < FIXED_LIMIT
    return not SMALL <= abs(number) < LARGE


def _digits(number: Decimal, power: int) -> str:
    """The digits before the power of ten `power`: those typed, but for a whole number without zeros at the end."""
    scaled = times_ten(number, -power)
    return without_zeros(scaled) if _is_written_whole(number) else f"{scaled:f}"


def _is_written_whole(number: Decimal) -> bool:
    """Whether a number is whole and was typed without decimals, not even zeros."""
    exponent = number.as_tuple().exponent
    return is_whole(number) and isinstance(exponent, int) and exponent >= 0
