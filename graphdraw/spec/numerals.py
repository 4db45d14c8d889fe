"""Numbers as a spec writes them, with advice for what other programs would have taken for one."""

from __future__ import annotations

import re
import unicodedata
from decimal import Decimal

from graphdraw.expression import ExpressionError
from graphdraw.expression.numbers import scan_number, starts_number
from graphdraw.spec.document import Node, Scalar
from graphdraw.spec.reading import Reading

Advice = tuple[str, str, str | None]
"""Text, code and hint."""

_NOT_FINITE = re.compile(r"[-+]?\.?(nan|inf|infinity)", re.IGNORECASE)
_TIME = re.compile(r"([0-9]{1,2}):([0-9]{2})(:[0-9]{2})?")
_COMMAS = re.compile(r"[-+]?[0-9]{1,3}(,[0-9]{3})+(\.[0-9]+)?")
_SPACES = re.compile(r"[-+]?[0-9]{1,3}( [0-9]{3})+(\.[0-9]+)?")
_DECIMAL_COMMA = re.compile(r"[-+]?[0-9]+,[0-9]+")
_PERCENT = re.compile(r"([-+]?[0-9.]+) ?%")
_WITH_UNIT = re.compile(r"([-+]?[0-9][0-9_.]*(?:[eE][-+]?[0-9]+)?)\s*([^\W\d_][^\d*/+()]*|°\S*)")
_WITH_PREFIX = re.compile(r"([$¥€£₩₹])\s*([0-9][0-9_.]*)")


def number(node: Node, reading: Reading, *, quoted: bool = False) -> int | float | None:
    """The number that a node is; None after a problem was noted. `quoted` says that it may stand in quotes."""
    if not isinstance(node, Scalar) or node.empty:
        reading.expected(node, "a number")
        return None
    if node.style and not (quoted and node.text):
        reading.expected(node, "a number", "remove the quotes" if node.style in "'\"" else None)
        return None
    text = node.text.replace("\N{MINUS SIGN}", "-")
    start = 1 if text[0] in "+-" else 0
    try:
        if starts_number(text, start):
            value, end = scan_number(text, start)
            if end == len(text):
                return -value if text[0] == "-" else value
    except ExpressionError as error:
        reading.problems.add(node.at(error.start, error.length), error.text, error.code, error.hint)
        return None
    reading.problems.add(node.where, *_advice(text))
    return None


def _advice(text: str) -> Advice:
    """Why a text is no number, and what to write."""
    plain = unicodedata.normalize("NFKC", text).strip()
    if _NOT_FINITE.fullmatch(plain):
        return f"{_short(text)} is not a finite number", "not-finite", "leave the value empty where there is none"
    if match := _TIME.fullmatch(plain):
        minutes = int(match[1]) * 60 + int(match[2])
        return f"{text} is not a number", "number", f"for a time write its minutes: {minutes}"
    if _COMMAS.fullmatch(plain):
        return f"{_short(text)} is not a number", "number", f"write {_short(plain.replace(',', ''))}"
    if _SPACES.fullmatch(plain):
        return f"{_short(text)} is not a number", "number", f"write {_short(plain.replace(' ', ''))}"
    if _DECIMAL_COMMA.fullmatch(plain):
        return f"{_short(text)} is not a number", "number", f"write {_short(plain.replace(',', '.'))}"
    return _more_advice(text, plain)


def _more_advice(text: str, plain: str) -> Advice:
    if (match := _PERCENT.fullmatch(plain)) and match[1].lstrip("+-").count(".") <= 1 and len(plain) < 40:
        return f"{text} is not a number", "number", f"write {Decimal(match[1].strip('.')) / 100:f}"
    if match := _WITH_UNIT.fullmatch(plain):
        return f"{_short(text)} is not a number", "number", _long_form(match[1], "unit", match[2])
    if match := _WITH_PREFIX.fullmatch(plain):
        return f"{_short(text)} is not a number", "number", _long_form(match[2], "prefix", match[1])
    if plain != text and starts_number(plain, 0):
        return f"{_short(text)} is not a number", "number", f"write {_short(plain)}"
    hint = "an expression belongs under 'nodes'" if re.search(r"\w\s*[-+*/(^]", plain) else None
    return f"a number is expected, this is '{_short(text)}'", "number", hint


def _long_form(value: str, key: str, text: str) -> str:
    return f"write {{value: {_short(value)}, {key}: {_short(text)}}}"


def _short(text: str) -> str:
    return text if len(text) <= 40 else text[:40] + "…"
