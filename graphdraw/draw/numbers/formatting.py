"""A number as the short text that stands in a figure; pure, and with `draw.numbers.as_typed` all that formats numbers.

Floating-point noise is cut at 12 significant digits before anything else (110.00000000000001 is 110), a negative zero
is 0, and the minus sign is a true one. Numbers are rounded first, half away from zero; then the style is chosen.
"""

from __future__ import annotations

import sys
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from graphdraw.values.rounding import cleaned, cut, rounded, significant, times_ten
from graphdraw.values.scalar import Number
from graphdraw.view import Numbers

AUTO_DIGITS = 4
"""Significant digits that `auto` shows of a number that is not whole."""

LARGE, SMALL = Decimal("1e7"), Decimal("1e-4")
"""From `LARGE` on, and below `SMALL`, `auto` writes powers of ten."""

FIXED_LIMIT = Decimal("1e15")
"""From here on a double has no decimals, and fixed ones would be noise: powers of ten instead."""

SIGNS = frozenset(("group", "decimal", "minus"))
"""Keys of a style that say nothing of digits."""

LARGEST_DOUBLE = Decimal(sys.float_info.max)

MINUS = "\N{MINUS SIGN}"
THIN_SPACE = "\N{THIN SPACE}"
SUPERSCRIPTS: dict[int, int] = str.maketrans("0123456789-", "⁰¹²³⁴⁵⁶⁷⁸⁹⁻")


def format_number(value: Number, numbers: Numbers = Numbers()) -> str:  # noqa: B008 (frozen)
    """The text of a finite number in the given style; see `Numbers` for the fields."""
    if numbers.style == "python":
        return _python(value, numbers)
    number = cleaned(value)
    if numbers.style in ("sci", "eng"):
        return with_power(*scaled(number, numbers), numbers)
    return _fixed(number, numbers) if numbers.decimals is not None else _auto(number, numbers)


def format_as(value: Number, format_: str | Mapping[str, Any] | None, numbers: Numbers) -> str:
    """The text of a value whose spec gives it a `format` of its own; `numbers` is the figure's style.

    `int` cuts the cleaned value's decimals off, `round` rounds them away, `percent` multiplies by 100; a mapping
    changes fields of `numbers`; a word of `numbers.style` changes the style.
    """
    if format_ in ("int", "round"):
        whole = cut(cleaned(value), 0) if format_ == "int" else rounded(cleaned(value), 0)
        return format_number(int(whole), numbers._replace(style="auto", decimals=None, sig=None))
    if format_ == "percent":
        number = times_ten(cleaned(value), 2)
        auto = numbers._replace(style="auto")
        return (_fixed(number, auto) if auto.decimals is not None else _auto(number, auto)) + "%"
    return format_number(value, style_of(format_, numbers))


def style_of(format_: str | Mapping[str, Any] | None, numbers: Numbers) -> Numbers:
    """The style of a value whose `format` is a mapping, a word of `numbers.style`, or nothing."""
    if format_ is None:
        return numbers
    if not isinstance(format_, Mapping):
        return numbers._replace(style=format_)  # type: ignore[arg-type]
    # digits of one kind replace those of the other, which exclude each other
    digits = dict.fromkeys(("decimals", "sig")) if {"decimals", "sig"} & format_.keys() else {}
    return numbers._replace(**{**digits, **format_})


def says_digits(format_: str | Mapping[str, Any] | None) -> bool:
    """Whether a value's own format says which digits it has, and not only their signs."""
    return not SIGNS.issuperset(format_) if isinstance(format_, Mapping) else format_ is not None


def in_plain_signs(numbers: Numbers) -> Numbers:
    """The style with signs that programs read: `-1234.5`."""
    return numbers._replace(group="", decimal=".", minus="-")


def _python(value: Number, numbers: Numbers) -> str:
    """As `print` shows it, without noise."""
    if numbers.sig is not None:
        number = significant(cleaned(value), numbers.sig)
        shown = float(number) if abs(number) < LARGEST_DOUBLE else number
        return dress(f"{shown:.{numbers.sig}g}", numbers)
    return dress(str(value) if isinstance(value, int) else repr(float(cleaned(value))), numbers)


def _fixed(number: Decimal, numbers: Numbers) -> str:
    decimals = numbers.decimals or 0
    fixed = rounded(number, decimals)
    if abs(fixed) >= FIXED_LIMIT:
        return with_power(*scaled(number, numbers), numbers)
    return dress(without_zeros(fixed) if numbers.trim else f"{fixed:f}", numbers)


def _auto(number: Decimal, numbers: Numbers) -> str:
    if is_whole(number) and abs(number) < LARGE and numbers.sig is None:
        return dress(f"{number:.0f}", numbers)
    digits = numbers.sig or AUTO_DIGITS
    last = digits - 1 - significant(number, digits).adjusted()
    fixed = rounded(number, max(0, last)) if number else rounded(number, digits - 1)
    if fixed and not SMALL <= abs(fixed) < LARGE:
        return with_power(*scaled(number, numbers), numbers)
    return dress(_shortened(fixed, number, numbers), numbers)


def _shortened(shown: Decimal, exact: Decimal, numbers: Numbers) -> str:
    """The digits of a rounded number; zeros at the end go where they should, or say nothing that is not so."""
    explicit = numbers.sig is not None or numbers.decimals is not None
    drop = not explicit and shown == exact if numbers.trim is None else numbers.trim
    return without_zeros(shown) if drop else f"{shown:f}"


def without_zeros(number: Decimal) -> str:
    """Its digits without zeros at the end of its decimals."""
    text = f"{number:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def scaled(number: Decimal, numbers: Numbers) -> tuple[str, int]:
    """The digits of a number before its power of ten, as `sci` (all styles but `eng`) or `eng` has it, and the power.

    The digits are not dressed yet: `-1.25`.
    """
    step = 3 if numbers.style == "eng" else 1
    exponent, power, shown = number.adjusted() if number else 0, 0, number
    for _ in range(2):  # rounding may carry: 9.99 is 10.0 with one decimal, so 1.0 with the next power
        power = exponent - exponent % step
        digits = (numbers.sig or AUTO_DIGITS) - 1 - (exponent - power)
        shown = rounded(times_ten(number, -power), digits if numbers.decimals is None else numbers.decimals)
        exponent = shown.adjusted() + power if shown else 0
    return _shortened(shown, times_ten(number, -power), numbers), power


def with_power(digits: str, power: int, numbers: Numbers) -> str:
    """The text of digits like `-1.25` and the power of ten behind them."""
    if power == 0:
        return dress(digits, numbers)
    ten = "10" + str(power).translate(SUPERSCRIPTS)
    return dress(digits[:-1], numbers) + ten if digits in ("1", "-1") else f"{dress(digits, numbers)}×{ten}"


def is_whole(number: Decimal) -> bool:
    """Whether it has no decimals other than 0."""
    return number == number.to_integral_value()


def dress(text: str, numbers: Numbers) -> str:
    """Thousands, decimal sign and minus sign of a text like `-1234.5` or `1e-05`."""
    sign, body = ("-", text[1:]) if text.startswith("-") else ("", text)
    number, e, exponent = body.partition("e")
    whole, point, decimals = number.partition(".")
    if numbers.group and whole.isdigit():
        separator = THIN_SPACE if numbers.group == "thin" else numbers.group
        whole = f"{int(whole):,}".replace(",", separator)
    joined = sign + whole + (numbers.decimal if point else "") + decimals + e + exponent
    return joined.replace("-", numbers.minus)
