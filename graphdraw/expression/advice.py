"""Errors for signs of other languages (`&&`, `%`, `½`, `≤`), each with a hint what to write here instead."""

from __future__ import annotations

import re
import unicodedata
from decimal import Decimal

from graphdraw.expression.errors import ExpressionError
from graphdraw.expression.fractions import either, vulgar_fraction
from graphdraw.expression.names import is_name_character, is_superscript, name_end

LOOKALIKES = {
    "\N{DOT OPERATOR}": "*",
    "\N{ASTERISK OPERATOR}": "*",
    "\N{BULLET}": "*",
    "\N{BULLET OPERATOR}": "*",
    "\N{KATAKANA MIDDLE DOT}": "*",
    "\N{HALFWIDTH KATAKANA MIDDLE DOT}": "*",
    "\N{HYPHEN}": "-",
    "\N{EN DASH}": "-",
    "\N{EM DASH}": "-",
    "\N{DIVISION SLASH}": "/",
    "\N{FRACTION SLASH}": "/",
    "\N{SQUARE ROOT}": "sqrt(x)",
}
"""Signs that look like an operation but are not read as one, and what to write."""

_COMPARISON = re.compile(r"==|!=|<=|>=|[<>≤≥≠]")
_WHOLE = re.compile(r"(?<![\w.])[0-9]{1,9}\Z")
_BEFORE = re.compile(r"[0-9.]+\Z")


def foreign_sign(text: str, start: int) -> ExpressionError:
    """The error for the character at `start`, which begins no token: what it is, and what to write instead."""
    character = text[start]
    for advise in ADVISERS:
        if error := advise(text, start, character):
            return error
    return _unknown(start, character)


def _quote(text: str, start: int, character: str) -> ExpressionError | None:
    if character not in "\"'`“”‘’「」":
        return None
    end = text.find(character, start + 1)
    length = 1 if end < 0 else end + 1 - start
    return ExpressionError(
        "there is no text in quotes in an expression", "string", start, length, "a word after = stands without quotes"
    )


def _comparison(text: str, start: int, _: str) -> ExpressionError | None:
    found = _COMPARISON.match(text, start)
    if found is None:
        return None
    return ExpressionError(
        f"there is no comparison {found[0]} in an expression",
        "comparison",
        start,
        len(found[0]),
        "use step(x), which is 1 where x > 0 and 0 elsewhere",
    )


def _logic(text: str, start: int, _: str) -> ExpressionError | None:
    sign = text[start : start + 2]
    if sign not in ("&&", "||") or not text[:start].strip():
        return None
    form = "min(a, b)" if sign == "&&" else "max(a, b)"
    hint = f"for values of 0 and 1 write {form}"
    return ExpressionError(f"there is no {sign} in an expression", "comparison", start, 2, hint)


def _percent(text: str, start: int, character: str) -> ExpressionError | None:
    if character != "%":
        return None
    number = _BEFORE.search(text, 0, start)
    rest = text[start + 1 :].lstrip()
    if number is None or number[0].count(".") > 1 or number[0] == "." or rest[:1] == "(" or _begins_operand(rest):
        return ExpressionError("there is no remainder % in an expression", "unknown-sign", start, 1)
    hundredth = f"{Decimal(number[0]) / 100:f}"
    return ExpressionError(
        "% is not read as a hundredth", "percent", number.start(), start + 1 - number.start(), f"write {hundredth}"
    )


def _begins_operand(rest: str) -> bool:
    return bool(rest) and is_name_character(rest[0])


def _bars(text: str, start: int, character: str) -> ExpressionError | None:
    if character != "|":
        return None
    end = text.find("|", start + 1)
    inner = text[start + 1 : end].strip() if end > 0 else "x"
    shown = inner if 0 < len(inner) <= 20 else "x"
    return ExpressionError(
        "bars are not read as the absolute value",
        "absolute-value",
        start,
        end + 1 - start if end > 0 else 1,
        f"write abs({shown})",
    )


def _fraction(text: str, start: int, character: str) -> ExpressionError | None:
    if vulgar_fraction(character) is None:
        return None
    whole = _WHOLE.search(text, 0, start)
    begin = whole.start() if whole else start
    found = vulgar_fraction(text[begin : start + 1])
    if found is None:
        return None
    length = start + 1 - begin
    return ExpressionError(
        f"'{text[begin : start + 1]}' is not read as a number", "fraction", begin, length, f"write {either(found)}"
    )


def _superscript(text: str, start: int, character: str) -> ExpressionError | None:
    if not is_superscript(character):
        return None
    end = start
    while end < len(text) and is_superscript(text[end]):
        end += 1
    power = unicodedata.normalize("NFKC", text[start:end]).replace("\N{MINUS SIGN}", "-")
    return ExpressionError(
        f"'{text[start:end]}' is not read as a power",
        "superscript",
        start,
        end - start,
        f"write {_name_before(text, start) or ''}**{power}",
    )


def _name_before(text: str, end: int) -> str | None:
    """The name or number that ends right before `end`, if it has at most 20 characters; else None."""
    start = end
    while start > 0 and end - start <= 20 and is_name_character(text[start - 1]):
        start -= 1
    return text[start:end] if 0 < end - start <= 20 else None


def _full_width(text: str, start: int, character: str) -> ExpressionError | None:
    plain = unicodedata.normalize("NFKC", character)
    if plain == character or not plain.isascii():
        return None
    if plain.isspace():
        return ExpressionError("this is a wide or no-break space", "wide-character", start, 1, "write a plain space")
    end = start + 1
    while plain.isdigit() and end < len(text) and unicodedata.normalize("NFKC", text[end]).isdecimal():
        end += 1
    wide, kind = text[start:end], "digit" if plain.isdigit() else "sign"
    plain = unicodedata.normalize("NFKC", wide)
    after = text[end : name_end(text, end)] if plain.isdigit() else ""
    advice = f"{plain}*{unicodedata.normalize('NFKC', after)}" if after else plain
    return ExpressionError(f"'{wide}' is a full-width {kind}", "wide-character", start, end - start, f"write {advice}")


def _bracket(text: str, start: int, character: str) -> ExpressionError | None:
    if character not in "[]":
        return None
    if character == "[" and start > 0 and (is_name_character(text[start - 1]) or text[start - 1] in ")]"):
        end = text.find("]", start)
        length = end + 1 - start if end > 0 else 1
        return ExpressionError(
            "elements are not picked with brackets here",
            "subscript",
            start,
            length,
            "only a step of a repeated block is named with them, as in rnn[2].h",
        )
    return ExpressionError(
        "there are no lists in an expression", "list", start, 1, "give the list as the value of an input"
    )


def _point(text: str, start: int, character: str) -> ExpressionError | None:
    if character != ".":
        return None
    name, end = _name_before(text, start), start + 1
    while end < len(text) and is_name_character(text[end]):
        end += 1
    part = text[start + 1 : end]
    if name and part.isdecimal() and not name.isdecimal():
        return ExpressionError(
            f"'{name}.{part}' is an unnamed value, which an expression can't use",
            "unnamed-value",
            start - len(name),
            end - start + len(name),
            "give that part of the expression a node of its own",
        )
    if part.isdecimal() or not part:
        return ExpressionError("a point stands inside a number or a name only", "unknown-sign", start, end - start)
    return ExpressionError(f"a value has no attributes, so no .{part}", "attribute", start, end - start)


def _lookalike(_: str, start: int, character: str) -> ExpressionError | None:
    if character not in LOOKALIKES:
        return None
    return ExpressionError(
        f"'{character}' is not a sign of this language", "unknown-sign", start, 1, f"write {LOOKALIKES[character]}"
    )


def _unknown(start: int, character: str) -> ExpressionError:
    point = f"U+{ord(character):04X}"
    category = unicodedata.category(character)
    if category == "Cc":
        return ExpressionError(f"control character {point}", "control-character", start, 1)
    shown = f"'{character}'" if category[0] not in "CZ" and not unicodedata.combining(character) else point
    return ExpressionError(f"{shown} has no meaning in an expression", "unknown-sign", start, 1)


ADVISERS = (
    _quote,
    _comparison,
    _logic,
    _percent,
    _bars,
    _fraction,
    _superscript,
    _full_width,
    _bracket,
    _point,
    _lookalike,
)
"""Tried in turn on a character that begins no token: each returns the error that it knows for it, or None."""
