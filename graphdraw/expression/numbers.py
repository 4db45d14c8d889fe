"""Scans number literals: Python's `int` and `float` accept more than an author should be allowed to write."""

from __future__ import annotations

import math
import re

from graphdraw.expression.errors import ExpressionError
from graphdraw.values.scalar import MAX_BITS, TOO_LARGE

MOST_DIGITS = math.ceil(MAX_BITS * math.log10(2)) + 1
"""The most decimal digits of an integer that is read: for very many, Python's own `int` raises ValueError."""

MOST_EXPONENT = 12
"""The most characters of a power of ten, with its `e` and sign: `Decimal` raises for exponents that are too large."""

LARGER = "a float, like 1e300, may be larger"

_DIGITS = r"[0-9]+(?:_[0-9]+)*"
_NUMBER = re.compile(rf"(?:(?P<whole>{_DIGITS})(?P<point>\.(?:{_DIGITS})?)?|\.{_DIGITS})(?P<exponent>[eE][+-]?[0-9]+)?")
_BASED = re.compile(r"0(?:[xX][0-9a-fA-F]+|[oO][0-7]+|[bB][01]+)\b")


def starts_number(text: str, start: int) -> bool:
    """Whether a number begins here: an ASCII digit, or a point before one."""
    return _NUMBER.match(text, start) is not None


def scan_number(text: str, start: int) -> tuple[int | float, int]:
    """The number that begins at `start`, and where it ends; raises `ExpressionError` if it is not one of these forms.

    Reads `1`, `1_000`, `1.5`, `.5`, `5.`, `1e-3`; without a point and an exponent, the number is an int.
    """
    found = _NUMBER.match(text, start)
    if found is None:
        raise ExpressionError("a number is missing", "number", start, 1)
    typed, end = found[0], found.end()
    _refuse_other_notations(text, start, end, found["whole"] or "")
    if found["whole"] and found["point"] is None and found["exponent"] is None:
        return _integer(typed, start), end
    value = float(typed.replace("_", ""))
    if math.isinf(value):
        raise ExpressionError(f"{typed} is not a finite number", "not-finite", start, len(typed))
    if value == 0 and typed.lower().partition("e")[0].strip("0._"):
        text = f"{_shortened(typed)} is too small for a number: it would be 0"
        raise ExpressionError(text, "too-small", start, len(typed), "write 0 if that is meant")
    if len(found["exponent"] or "") > MOST_EXPONENT:  # here only of a zero, or an exponent of mostly zeros
        text = f"{_shortened(typed)}: the power of ten has too many digits"
        raise ExpressionError(text, "number", start, len(typed), f"write {value!r}")
    return value, end


def _refuse_other_notations(text: str, start: int, end: int, whole: str) -> None:
    if based := _BASED.match(text, start):
        value = _not_too_large(int(based[0], 0), based[0], start)  # Python writes no decimal of any length
        raise ExpressionError(f"{based[0]}: numbers are decimal here", "number", start, len(based[0]), f"write {value}")
    if len(whole) > 1 and whole[0] == "0":
        rest = (whole.lstrip("0_") or "0") + text[start + len(whole) : end]
        raise ExpressionError(
            "a number does not begin with 0", "leading-zero", start, end - start, f"write {_shortened(rest)}"
        )
    if text.startswith("_", end):
        raise ExpressionError("an underscore stands between two digits only", "number", start, end - start + 1)


def _integer(typed: str, start: int) -> int:
    digits = typed.replace("_", "")
    return _not_too_large(int(digits) if len(digits) <= MOST_DIGITS else None, typed, start)


def _not_too_large(value: int | None, typed: str, start: int) -> int:
    """The value of an integer; raises `ExpressionError` if it has too many bits, or is None: too long to be read."""
    if value is None or value.bit_length() > MAX_BITS:
        raise ExpressionError(TOO_LARGE, "too-large", start, len(typed), LARGER)
    return value


def _shortened(text: str) -> str:
    return text if len(text) <= 20 else text[:20] + "…"
