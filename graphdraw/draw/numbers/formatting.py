"""Formatting numbers as short texts for a figure.

First, floating-point noise is removed by rounding to 12 significant digits (110.00000000000001 is 110), and a negative
zero becomes 0. The number is then rounded, half away from zero, and the style is chosen for the rounded number. The
minus sign is U+2212 unless the style says otherwise. `as_typed` formats numbers that an author typed.
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
"""How many significant digits `auto` shows of a number that is not whole."""

LARGE, SMALL = Decimal("1e7"), Decimal("1e-4")
"""The style `auto` writes powers of ten from `LARGE` on, and below `SMALL`."""

FIXED_LIMIT = Decimal("1e15")
"""From this size on, numbers with fixed decimals get powers of ten: a double has hardly any decimals there."""

SIGNS = frozenset(("group", "decimal", "minus"))
"""The keys of a style that do not concern digits."""

LARGEST_DOUBLE = Decimal(sys.float_info.max)

MINUS = "\N{MINUS SIGN}"
THIN_SPACE = "\N{THIN SPACE}"
SUPERSCRIPTS: dict[int, int] = str.maketrans("0123456789-", "⁰¹²³⁴⁵⁶⁷⁸⁹⁻")


def format_number(value: Number, numbers: Numbers = Numbers()) -> str:  # noqa: B008 (frozen)
    """The text of a finite number in the style `numbers`; see `Numbers` for its fields."""
    if numbers.style == "python":
        return _python(value, numbers)
    number = cleaned(value)
    if numbers.style in ("sci", "eng"):
        return with_power(*scaled(number, numbers), numbers)
    return _fixed(number, numbers) if numbers.decimals is not None else _auto(number, numbers)


def format_as(value: Number, format_: str | Mapping[str, Any] | None, numbers: Numbers) -> str:
    """The text of a value with a `format` of its own; `numbers` is the figure's style.

    `int` cuts the decimals off, `round` rounds to a whole number, `percent` multiplies by 100. A mapping changes fields
    of `numbers`, and a word changes its style.
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
    """The style of a value whose `format` is a mapping, a word of `numbers.style`, or None."""
    if format_ is None:
        return numbers
    if not isinstance(format_, Mapping):
        return numbers._replace(style=format_)  # type: ignore[arg-type]
    # `decimals` and `sig` exclude each other: one in the format replaces both of the figure
    digits = dict.fromkeys(("decimals", "sig")) if {"decimals", "sig"} & format_.keys() else {}
    return numbers._replace(**{**digits, **format_})


def says_digits(format_: str | Mapping[str, Any] | None) -> bool:
    """Whether a value's own format decides about its digits, and not only about the signs in `SIGNS`."""
    return not SIGNS.issuperset(format_) if isinstance(format_, Mapping) else format_ is not None


def in_plain_signs(numbers: Numbers) -> Numbers:
    """The style with the signs that programs read: `-1234.5`."""
    return numbers._replace(group="", decimal=".", minus="-")


def _python(value: Number, numbers: Numbers) -> str:
    """The text in the style `python`: as `print` shows the number, without floating-point noise."""
    if numbers.sig is not None:
        number = significant(cleaned(value), numbers.sig)
        shown = float(number) if abs(number) < LARGEST_DOUBLE else number
        return with_signs(f"{shown:.{numbers.sig}g}", numbers)
    return with_signs(str(value) if isinstance(value, int) else repr(float(cleaned(value))), numbers)


def _fixed(number: Decimal, numbers: Numbers) -> str:
    """The text with a fixed number of decimals, or with a power of ten from `FIXED_LIMIT` on."""
    decimals = numbers.decimals or 0
    fixed = rounded(number, decimals)
    if abs(fixed) >= FIXED_LIMIT:
        return with_power(*scaled(number, numbers), numbers)
    return with_signs(without_zeros(fixed) if numbers.trim else f"{fixed:f}", numbers)


def _auto(number: Decimal, numbers: Numbers) -> str:
    """The text in the style `auto`: whole numbers whole, others to `sig` or four significant digits."""
    if is_whole(number) and abs(number) < LARGE and numbers.sig is None:
        return with_signs(f"{number:.0f}", numbers)
    digits = numbers.sig or AUTO_DIGITS
    last = digits - 1 - significant(number, digits).adjusted()
    fixed = rounded(number, max(0, last)) if number else rounded(number, digits - 1)
    if fixed and not SMALL <= abs(fixed) < LARGE:
        return with_power(*scaled(number, numbers), numbers)
    return with_signs(_shortened(fixed, number, numbers), numbers)


def _shortened(shown: Decimal, exact: Decimal, numbers: Numbers) -> str:
    """The digits of a rounded number, with or without zeros at the end of its decimals, as `numbers.trim` says.

    By default, zeros are dropped if the number of digits was not asked for and rounding changed nothing.
    """
    explicit = numbers.sig is not None or numbers.decimals is not None
    drop = not explicit and shown == exact if numbers.trim is None else numbers.trim
    return without_zeros(shown) if drop else f"{shown:f}"


def without_zeros(number: Decimal) -> str:
    """The digits of a number without zeros at the end of its decimals."""
    text = f"{number:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def scaled(number: Decimal, numbers: Numbers) -> tuple[str, int]:
    """The digits before the power of ten, such as `-1.25`, and the power: a multiple of 3 in the style `eng`.

    The digits do not have the signs of the style yet; see `with_signs`.
    """
    step = 3 if numbers.style == "eng" else 1
    exponent, power, shown = number.adjusted() if number else 0, 0, number
    for _ in range(2):  # rounding may carry: 9.99 becomes 10.0, which is 1.0 with the next power
        power = exponent - exponent % step
        digits = (numbers.sig or AUTO_DIGITS) - 1 - (exponent - power)
        shown = rounded(times_ten(number, -power), digits if numbers.decimals is None else numbers.decimals)
        exponent = shown.adjusted() + power if shown else 0
    return _shortened(shown, times_ten(number, -power), numbers), power


def with_power(digits: str, power: int, numbers: Numbers) -> str:
    """The text of digits such as `-1.25` with the signs of the style, and `×10` to the power after them."""
    if power == 0:
        return with_signs(digits, numbers)
    ten = "10" + str(power).translate(SUPERSCRIPTS)
    return with_signs(digits[:-1], numbers) + ten if digits in ("1", "-1") else f"{with_signs(digits, numbers)}×{ten}"


def is_whole(number: Decimal) -> bool:
    """Whether a number has no decimals other than 0."""
    return number == number.to_integral_value()


def with_signs(text: str, numbers: Numbers) -> str:
    """A text such as `-1234.5` or `1e-05` with the thousands separator, decimal sign and minus sign of the style."""
    sign, body = ("-", text[1:]) if text.startswith("-") else ("", text)
    number, e, exponent = body.partition("e")
    whole, point, decimals = number.partition(".")
    if numbers.group and whole.isdigit():
        separator = THIN_SPACE if numbers.group == "thin" else numbers.group
        whole = f"{int(whole):,}".replace(",", separator)
    joined = sign + whole + (numbers.decimal if point else "") + decimals + e + exponent
    return joined.replace("-", numbers.minus)
