"""Fractions of one character (`½`), which expressions do not read, and what to write instead."""

from __future__ import annotations

import re
import unicodedata

_VULGAR = re.compile(r"([0-9]{0,9}) ?([\u00bc-\u00be\u2150-\u215e\u2189])")
_MOST_DECIMALS = 4


def vulgar_fraction(text: str) -> tuple[str, str | None] | None:
    """`½` or `1½` as a quotient and, where that is exact, as a decimal number (else None); None for any other text."""
    match = _VULGAR.fullmatch(text)
    if match is None:
        return None
    over, under = (int(part or 1) for part in unicodedata.normalize("NFKC", match[2]).split("\N{FRACTION SLASH}"))
    over += int(match[1] or 0) * under
    exact = over * 10**_MOST_DECIMALS % under == 0
    decimal = f"{over / under:.{_MOST_DECIMALS}f}".rstrip("0").rstrip(".") if exact else None
    return f"{over}/{under}", decimal


def either(fraction: tuple[str, str | None]) -> str:
    """Both ways to write a fraction, for a hint: `1/2 or 0.5`."""
    return " or ".join(part for part in fraction if part)
