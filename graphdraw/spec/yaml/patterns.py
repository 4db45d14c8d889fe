"""Regular expressions for the forms of texts in the JSON Schema, in the syntax that Python and ECMA-262 share.

An editor checks what its own YAML reader (of version 1.2 or 1.1) made of a spec. Most numbers are numbers there; texts
are those with signs that only this language knows, as `1_000` and a true minus, and for YAML 1.1 also `1e-3`.
"""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction

from graphdraw.characters import CONTROL

MOST_CHARACTERS = 500
"""Characters of a label by the default limits."""

TEXT = rf"^[^{CONTROL}]*$"
LINE = rf"^[^\n{CONTROL}]{{0,{MOST_CHARACTERS}}}\n*$"
LINES = rf"^(?=[^{CONTROL}]{{0,{MOST_CHARACTERS}}}\n*$)[^\n]*(?:\n[^\n]*){{0,2}}\n*$"
FORMULA = rf"^(?![\s\S]*\\\s*$)[^\n${CONTROL}]{{0,{MOST_CHARACTERS}}}\n*$"
"""Texts of any length, of one line, of three lines, and formulas; a text after `|` ends with a line end, which the
reader drops."""

_MINUS = "\N{MINUS SIGN}"
_DIGITS = "[0-9]+(?:_[0-9]+)*"
_WHOLE = "(?:0|[1-9][0-9]*(?:_[0-9]+)*)"
_EXPONENT = "(?:[eE][-+]?[0-9]+)?"
_DECIMAL = rf"(?:{_WHOLE}(?:\.(?:{_DIGITS})?)?|\.{_DIGITS})"
_EXPONENTIAL = (
    rf"(?:(?=[^eE]{{1,200}}[eE]){_DECIMAL}[eE][-+{_MINUS}]?0*[0-9]{{1,2}}"
    rf"|(?=[^eE]{{1,9}}[eE]){_DECIMAL}[eE][-+{_MINUS}]?0*[12][0-9]{{2}})"
)
"""A number with an exponent that is neither too large nor too small for a float64, whatever its digits are."""
_ONLY_HERE = rf"(?=[^_eE{_MINUS}]*[_eE{_MINUS}]|[-+]\.)"
"""A look-ahead before a number: the number has a sign that makes it a text to YAML."""

NUMBER = rf"[-+{_MINUS}]?(?:{_DECIMAL}|{_EXPONENTIAL})"
WHOLE = rf"[-+{_MINUS}]?{_WHOLE}"
_PART = rf"\s*[-+{_MINUS}]?{_DECIMAL}{_EXPONENT}\s*"
_ZEROS = r"(?:0(?:\.(?:0+(?:_0+)*)?)?|\.0+(?:_0+)*)"
_ZERO = rf"\s*[-+{_MINUS}]?{_ZEROS}(?:[eE][-+]?[0-9]+)?\s*$"
PRINTED = rf"^{NUMBER}\n*$"
QUANTITY = rf"^(?:{_ONLY_HERE}{NUMBER}|{_PART}/(?!{_ZERO}){_PART})$"

YAML_NUMBER = r"[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?"
"""A plain scalar that is a number to YAML 1.2 (section 10.3.2)."""

_RESERVED = "(?:[tT][rR][uU][eE]|[fF][aA][lL][sS][eE]|[nN][uU][lL][lL]|~)"
_NO_LETTERS = (
    r"\u0080-\u00a9\u00ab-\u00b4\u00b6-\u00b9\u00bb-\u00bf\u00d7\u00f7\u2000-\u203e\u2041-\u2053\u2055-\u209f\u20a0-\u20cf"
    r"\u2190-\u2bff\u3000-\u3004\u3008-\u3020\u3030\u303d-\u303f\u30fb\ufe10-\ufe1f\ufe30-\ufe32\ufe35-\ufe4c\ufe50-\ufe6f"
    r"\uff00-\uff0f\uff1a-\uff20\uff3b-\uff3e\uff40\uff5b-\uff65\uffe0-\uffff"
)
"""Signs, not letters, that keyboards of other scripts have: no name may hold them."""

_FIRST = rf"[A-Za-z_]|[^\u0000-\u007f{_NO_LETTERS}]"
_NEXT = rf"[A-Za-z0-9_]|[^\u0000-\u007f{_NO_LETTERS}]"


def name(ends: str = "$") -> str:
    """The pattern of a name that is followed by one of `ends`."""
    return rf"(?!{_RESERVED}(?:{ends}))(?:{_FIRST})(?:{_NEXT})*"


def names(ends: str) -> str:
    """The pattern of names with commas and blanks between them, followed by one of `ends`."""
    end = rf"\s*(?:,|{ends})"
    return rf"\s*{name(end)}(?:\s*,\s*{name(end)})*\s*"


NAME = f"^{name()}$"
NAMES = f"^(?:{name()}|(?=[^,]*,){names('$')})$"
_CALLED = name(r"\s*[(]")
SIGNATURE = rf"^(?:{name()}$|\s*{_CALLED}\s*\({names('[)]')}\)\s*$)"
_UNSEEN = r"\u00a0\u00ad\u034f\u061c\u115f\u1160\u180e\u2007\u200b-\u200f\u202f\u2060-\u206f\u3164\uffa0"
WORD = rf"^(?!{_RESERVED}$)[^{_UNSEEN}{CONTROL}]*$"
_STOP = rf"\s*(?!->)[^\s{CONTROL}](?:(?!->)[^{CONTROL}])*"
EDGE = f"^{_STOP}(?:->{_STOP})+$"
ONE_EDGE = rf"^(?![\s\S]*\*){_STOP}->{_STOP}$"
NAME_OR_EDGE = rf"^(?:(?![\s\S]*->)[^{CONTROL}]*|(?![\s\S]*\*){_STOP}->{_STOP})$"
NO_EDGE = rf"^(?![\s\S]*->)[^{CONTROL}]*$"


def caseless(words: Iterable[str]) -> str:
    """The pattern of one of these words in any letter case; the words are of plain letters."""
    either = ("".join(f"[{c}{c.upper()}]" if c.isalpha() else c for c in word) for word in words)
    return f"(?:{'|'.join(either)})"


def typed_number(least: float | None, most: float | None, *, whole: bool) -> str:
    """The pattern of numbers from `least` to `most` that are texts to YAML; without exponents if there is a `most`.

    A pattern cannot compare a number with an exponent. The reader requires the same form (`numerals.has_form`).
    """
    if least is None:
        return f"^{_ONLY_HERE}{WHOLE if whole else NUMBER}$"
    start = int(least)
    if most is None:
        either = [rf"\+?{'[1-9][0-9]*(?:_[0-9]+)*' if start else _WHOLE}"]
        either[0] += "" if whole else rf"(?:\.(?:{_DIGITS})?)?"
    elif whole:
        either = [rf"\+?(?:{_up_to(int(most), start)})"]
    else:
        below = rf"(?:{_up_to(int(most) - 1, start)})(?:\.(?:{_DIGITS})?)?"
        either = [rf"\+?(?:{below}|{'_?'.join(str(int(most)))}(?:\.(?:0+(?:_0+)*)?)?)"]
    if start == 0:
        either.append(f"{_MINUS}0" if whole else f"{_MINUS}{_ZEROS}")
        either += [] if whole else [rf"\+?\.{_DIGITS}"]
    if not whole and most is None:
        either.append(rf"\+?{_EXPONENTIAL}")
    return f"^{_ONLY_HERE}(?:{'|'.join(either)})$"


def _up_to(most: int, least: int) -> str:
    """The pattern of whole numbers from `least` (0 or 1) to `most`, with or without underscores between digits."""
    digits = str(most)
    found = ["_?".join(digits), *(["0"] if least == 0 else [])]
    if len(digits) > 1:
        found.append(rf"[1-9](?:_?[0-9]){{0,{len(digits) - 2}}}")
    for i, digit in enumerate(digits):
        first = 0 if i else 1
        if int(digit) > first:
            found.append("_?".join([*digits[:i], f"[{first}-{int(digit) - 1}]", *["[0-9]"] * (len(digits) - i - 1)]))
    return "|".join(found)


def at_most(bound: Fraction, places: int) -> str:
    """The pattern of unsigned decimals up to a bound; `places` is how many decimals of the bound are compared.

    Leading zeros are allowed.
    """
    whole, rest = divmod(bound, 1)
    digits = f"{int(rest * 10**places):0{places}d}"
    below = [rf"{smaller}(?:\.[0-9]*)?" for smaller in _below(str(int(whole)))]
    after = [rf"{digits[:i]}[0-{int(digit) - 1}][0-9]*" for i, digit in enumerate(digits) if digit != "0"]
    exact = rf"{int(whole)}(?:\.(?:{'|'.join([*after, _beginnings(digits)])}))?"
    return rf"0*(?:{'|'.join([*below, exact])}|\.[0-9]+)" if whole else exact


def _beginnings(digits: str) -> str:
    """The pattern of all prefixes of these digits, and of the digits followed by zeros."""
    found = "0*"
    for digit in reversed(digits):
        found = f"(?:{digit}{found})?"
    return found


def _below(number: str) -> list[str]:
    """Patterns of the whole numbers below one: one pattern for each digit that can be the first smaller one."""
    found = [rf"[0-9]{{1,{len(number) - 1}}}"] if len(number) > 1 else []
    for i, digit in enumerate(number):
        if digit > "0":
            found.append(f"{number[:i]}[0-{int(digit) - 1}]" + rf"[0-9]{{{len(number) - i - 1}}}")
    return found
