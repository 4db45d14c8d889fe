"""A number as the short text that stands in a figure; pure, and the only place that formats numbers.

Floating-point noise is cut at 12 significant digits before anything else (110.00000000000001 is 110), a negative zero
is 0, and the minus sign is a true one.
"""

from __future__ import annotations

import sys
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from graphdraw.model import Number
from graphdraw.view import Numbers

if TYPE_CHECKING:
    from decimal import Decimal

NOISE_DIGITS = 12
"""Significant digits of a double that survive a few roundings."""

AUTO_DIGITS = 4
"""Significant digits that `auto` shows of a number that is not whole."""

LARGE, SMALL = 1e7, 1e-4
"""From `LARGE` on, and below `SMALL`, `auto` writes powers of ten."""

FIXED_LIMIT = 1e15
"""From here on a double has no decimals, and fixed ones would be noise: powers of ten instead."""

MINUS = "\N{MINUS SIGN}"
THIN_SPACE = "\N{THIN SPACE}"
_SUPERSCRIPTS = str.maketrans("0123456789-", "⁰¹²³⁴⁵⁶⁷⁸⁹⁻")


def clean(value: Number) -> Number:
    """The number without floating-point noise and without negative zero; integers as they are."""
    if isinstance(value, int):
        return value
    return float(f"{value:.{NOISE_DIGITS}g}") + 0.0


def format_number(value: Number, numbers: Numbers = Numbers()) -> str:  # noqa: B008 (frozen)
    """The text of a finite number in the given style; see `Numbers` for the fields."""
    cleaned = clean(value)
    if numbers.decimals is not None and numbers.style == "auto" and abs(cleaned) < FIXED_LIMIT:
        return _dress(_fixed(cleaned, numbers.decimals, bool(numbers.trim)), numbers)
    if numbers.style == "python":
        return _dress(repr(cleaned) if numbers.sig is None else f"{_formattable(cleaned):.{numbers.sig}g}", numbers)
    if numbers.style in ("sci", "eng"):
        return _power_of_ten(cleaned, numbers)
    return _auto(cleaned, numbers)


def format_as(value: Number, format_: str | Mapping[str, Any] | None, numbers: Numbers) -> str:
    """The text of a value whose spec gives it a `format` of its own; `numbers` is the figure's style.

    `int` cuts the cleaned value's decimals off, `round` rounds half to even, `percent` multiplies by 100; a mapping
    changes fields of `numbers`; a word of `numbers.style` changes the style.
    """
    if format_ is None:
        return format_number(value, numbers)
    if isinstance(format_, Mapping):
        return format_number(value, _changed(numbers, format_))
    whole = numbers._replace(style="auto", decimals=None, sig=None)
    if format_ == "int":
        return format_number(int(clean(value)), whole)
    if format_ == "round":
        return format_number(round(clean(value)), whole)
    if format_ == "percent":
        return format_number(value * 100, numbers._replace(style="auto")) + "%"
    return format_number(value, numbers._replace(style=format_))  # type: ignore[arg-type]


def _changed(numbers: Numbers, format_: Mapping[str, Any]) -> Numbers:
    """The style with fields changed: digits of one kind replace those of the other, which exclude each other."""
    digits = dict.fromkeys(("decimals", "sig")) if {"decimals", "sig"} & format_.keys() else {}
    return numbers._replace(**{**digits, **format_})


def _auto(value: Number, numbers: Numbers) -> str:
    size = abs(value)
    whole = isinstance(value, int) or value.is_integer()
    if whole and size < LARGE and numbers.sig is None:
        return _dress(str(int(value)), numbers)
    if value and not SMALL <= size < LARGE:
        return _power_of_ten(value, numbers)
    digits = numbers.sig or AUTO_DIGITS
    trim = numbers.sig is None if numbers.trim is None else numbers.trim
    exponent = _exponent(value, digits)
    return _dress(_fixed(value, max(0, digits - 1 - exponent), trim), numbers)


def _power_of_ten(value: Number, numbers: Numbers) -> str:
    explicit = numbers.sig is not None or numbers.decimals is not None
    trim = not explicit if numbers.trim is None else numbers.trim
    digits = numbers.sig or (numbers.decimals + 1 if numbers.decimals is not None else AUTO_DIGITS)
    mantissa, _, exponent = f"{_formattable(value):.{digits - 1}e}".partition("e")
    shift = int(exponent) % 3 if numbers.style == "eng" else 0
    text = _dress(_shifted(mantissa, shift, trim), numbers)
    power = int(exponent) - shift
    if power == 0 or not value:
        return text
    ten = "10" + str(power).translate(_SUPERSCRIPTS)
    return text[:-1] + ten if text in ("1", numbers.minus + "1") else f"{text}×{ten}"


def _formattable(value: Number) -> Number | Decimal:
    """The number; a whole one beyond the doubles as a Decimal, which is formatted the same way."""
    if isinstance(value, int) and value.bit_length() >= sys.float_info.max_exp:
        from decimal import Decimal  # start-up time, and hardly ever needed

        return Decimal(value)
    return value


def _shifted(mantissa: str, shift: int, trim: bool) -> str:
    """The digits of a text like `-1.235` with the point moved `shift` places to the right."""
    whole, _, decimals = mantissa.partition(".")
    decimals = decimals.ljust(shift, "0")
    whole, decimals = whole + decimals[:shift], decimals[shift:]
    if trim:
        decimals = decimals.rstrip("0")
    return f"{whole}.{decimals}" if decimals else whole


def _exponent(value: Number, digits: int) -> int:
    """The power of ten of the first digit after rounding to `digits` significant digits; 0 for 0."""
    return int(f"{value:.{digits - 1}e}".split("e")[1])


def _fixed(value: Number, decimals: int, trim: bool) -> str:
    text = f"{value:.{decimals}f}"
    if trim and "." in text:
        text = text.rstrip("0").rstrip(".")
    if float(text) == 0 and text.startswith("-"):
        text = text[1:]
    return text


def _dress(text: str, numbers: Numbers) -> str:
    """Thousands, decimal sign and minus sign of a text like `-1234.5` or `1e-05`."""
    sign, body = ("-", text[1:]) if text.startswith("-") else ("", text)
    number, e, exponent = body.partition("e")
    whole, point, decimals = number.partition(".")
    if numbers.group and whole.isdigit():
        separator = THIN_SPACE if numbers.group == "thin" else numbers.group
        whole = f"{int(whole):,}".replace(",", separator)
    joined = sign + whole + (numbers.decimal if point else "") + decimals + e + exponent
    return joined.replace("-", numbers.minus)
