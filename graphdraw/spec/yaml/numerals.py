"""Reads numbers as a spec writes them, with advice for texts that other programs take for numbers."""

from __future__ import annotations

import re
import unicodedata
from decimal import Decimal
from typing import NamedTuple

from graphdraw.expression import ExpressionError
from graphdraw.expression.fractions import vulgar_fraction
from graphdraw.expression.numbers import scan_number, starts_number
from graphdraw.spec.yaml.document import Scalar, YamlNode
from graphdraw.spec.yaml.patterns import YAML_NUMBER
from graphdraw.spec.yaml.reading import Reading
from graphdraw.values.scalar import NumberError, calculate, div

Advice = tuple[str, str, str | None]
"""Text, code and hint."""

NO_FORM = "(?!)"
"""A regular expression that matches no text."""

_SIGNED = r"\s*[-+\u2212]?(?:[0-9][0-9_]*(?:\.[0-9_]*)?|\.[0-9][0-9_]*)(?:[eE][-+]?[0-9]+)?\s*"
_QUOTIENT = re.compile(f"{_SIGNED}/{_SIGNED}")
_SLASHES = str.maketrans(dict.fromkeys("\N{FRACTION SLASH}\N{DIVISION SLASH}÷", "/"))
_DASHES = str.maketrans(
    dict.fromkeys("\N{HYPHEN}\N{NON-BREAKING HYPHEN}\N{EN DASH}\N{EM DASH}\N{FULLWIDTH HYPHEN-MINUS}", "-")
)
# Patterns as texts are compiled when they are first used: start-up time.
_NOT_FINITE = r"(?i)[-+]?\.?(nan|inf|infinity)"
_TIME = r"([0-9]{1,2}):([0-9]{2})(:[0-9]{2})?"
_COMMAS = r"[-+]?[0-9]{1,3}(,[0-9]{3})+(\.[0-9]+)?"
_SPACES = r"[-+]?[0-9]{1,3}( [0-9]{3})+(\.[0-9]+)?"
_DECIMAL_COMMA = r"[-+]?[0-9]+,[0-9]+"
_PERCENT = r"([-+]?\.*[0-9][0-9.]*) ?%"
_WITH_UNIT = r"([-+]?[0-9][0-9_.]*(?:[eE][-+]?[0-9]+)?)\s*([^\W\d_][^\d*/+()]*|°\S*)"
_WITH_PREFIX = r"([$¥€£₩₹])\s*([0-9][0-9_.]*)"


class Typed(NamedTuple):
    """A number, and the text as it was typed."""

    value: int | float
    text: str


def number(node: YamlNode, reading: Reading, *, quoted: bool = False, form: str = NO_FORM) -> int | float | None:
    """The number of a node; None after a problem was noted. `quoted` says that the number may stand in quotes.

    `form` is a regular expression for numbers that YAML takes for texts; those may be quoted, too, since an editor that
    checks against the JSON Schema sees no difference.
    """
    return _read(node, reading) if _is_bare(node, reading, quoted=quoted or _has_form(node, form)) else None


def has_form(node: YamlNode, value: float, reading: Reading, form: str) -> bool:
    """Whether a number that was read is a number to YAML, too, or a text of this form; notes a problem if not.

    The JSON Schema, by which editors check, has only a form for numbers that are texts to YAML; the reader agrees.
    """
    if not isinstance(node, Scalar) or re.fullmatch(YAML_NUMBER, node.text) or _has_form(node, form):
        return True
    text = f"{_short(node.text)} is a number that YAML takes for a text, and is not of the form that can stand here"
    reading.problems.add(node.where, text, "number", f"write {value!r}")
    return False


def _has_form(node: YamlNode, form: str) -> bool:
    return isinstance(node, Scalar) and re.fullmatch(form, node.text) is not None


def quantity(node: YamlNode, reading: Reading, form: str) -> Typed | None:
    """The number of a node, or the quotient of two numbers (`1/3`); None after a problem was noted.

    A quotient may stand in quotes, which JSON requires, and so may a number of this form, as for `number`.
    """
    quotient = isinstance(node, Scalar) and _QUOTIENT.fullmatch(node.text) is not None
    if not _is_bare(node, reading, quoted=quotient or _has_form(node, form)):
        return None
    value = _divided(node, reading) if quotient else _read(node, reading, quotients=True)
    if value is None or not isinstance(node, Scalar) or not has_form(node, value, reading, form):
        return None
    return Typed(value, node.text)


def _is_bare(node: YamlNode, reading: Reading, *, quoted: bool) -> bool:
    """Whether a node is a text that may be a number; notes a problem if not."""
    if not isinstance(node, Scalar) or node.empty:
        reading.expected(node, "a number")
    elif node.style and not (quoted and node.text):
        reading.expected(node, "a number", "remove the quotes" if node.style in "'\"" else None)
    else:
        return True
    return False


def _read(node: YamlNode, reading: Reading, *, quotients: bool = False) -> int | float | None:
    """The number of a text; None after a problem was noted. `quotients` says that advice may name a quotient."""
    assert isinstance(node, Scalar)  # noqa: S101 (the callers saw to it)
    text = node.text.replace("\N{MINUS SIGN}", "-")
    start = 1 if text[:1] in ("+", "-") else 0
    try:
        if starts_number(text, start):
            value, end = scan_number(text, start)
            if end == len(text):
                return -value if text[0] == "-" else value
    except ExpressionError as error:
        reading.problems.add(node.at(error.start, error.length), error.text, error.code, error.hint)
        return None
    reading.problems.add(node.where, *advice(text, quotients=quotients))
    return None


def _divided(node: YamlNode, reading: Reading) -> float | None:
    """The number of a quotient like `1/3`; None after a problem was noted."""
    assert isinstance(node, Scalar)  # noqa: S101 (the caller saw to it)
    numbers, place = [], 0
    try:
        for part in node.text.replace("\N{MINUS SIGN}", "-").split("/"):
            start = place + len(part) - len(part.lstrip())
            sign = part.strip()[0]
            unsigned = start + (sign in "+-")
            value, end = scan_number(node.text, unsigned)
            if end < place + len(part.rstrip()):
                reading.problems.add(node.where, *advice(node.text, quotients=True))
                return None
            numbers.append(-value if sign == "-" else value)
            place += len(part) + 1
        return _quotient(*numbers)
    except ExpressionError as error:
        reading.problems.add(node.at(error.start, error.length), error.text, error.code, error.hint)
    except NumberError as error:
        reading.problems.add(node.where, f"{error.text}: {_short(node.text)}", error.code)
    return None


def _quotient(over: int | float, under: int | float) -> float:
    """The quotient; raises NumberError where it is too large or too small for a float64, or `under` is 0."""
    value = float(calculate(div, over, under))
    if over and not value:
        raise NumberError("the quotient is too small for a number", "too-small")
    return value


def advice(text: str, *, quotients: bool = False) -> Advice:
    """Why a text is no number, and what to write; `quotients` says that a quotient (`1/2`) is allowed here."""
    if fraction := vulgar_fraction(text.strip().lstrip("+-")):
        signed = [f"{'-' if text.strip()[0] == '-' else ''}{part}" for part in fraction if part]
        exact = " or ".join(signed if quotients else signed[1:])
        return f"{text} is not a number", "number", f"write {exact}" if exact else "write it with decimals"
    if quotients and _QUOTIENT.fullmatch(divided := text.translate(_SLASHES)):
        return f"{_short(text)} is not a number", "number", f"write {_short(divided)}"
    plain = unicodedata.normalize("NFKC", text).strip()
    if re.fullmatch(_NOT_FINITE, plain):
        return f"{_short(text)} is not a finite number", "not-finite", "leave the value empty where there is none"
    if match := re.fullmatch(_TIME, plain):
        minutes = int(match[1]) * 60 + int(match[2])
        return f"{text} is not a number", "number", f"for a time write its minutes: {minutes}"
    if re.fullmatch(_COMMAS, plain):
        return f"{_short(text)} is not a number", "number", f"write {_short(plain.replace(',', ''))}"
    if re.fullmatch(_SPACES, plain):
        return f"{_short(text)} is not a number", "number", f"write {_short(plain.replace(' ', ''))}"
    if re.fullmatch(_DECIMAL_COMMA, plain):
        return f"{_short(text)} is not a number", "number", f"write {_short(plain.replace(',', '.'))}"
    return _more_advice(text, plain)


def _more_advice(text: str, plain: str) -> Advice:
    if (match := re.fullmatch(_PERCENT, plain)) and match[1].lstrip("+-").count(".") <= 1 and len(plain) < 40:
        return f"{text} is not a number", "number", f"write {Decimal(match[1].strip('.')) / 100:f}"
    if match := re.fullmatch(_WITH_UNIT, plain):
        return f"{_short(text)} is not a number", "number", _long_form(match[1], "unit", match[2])
    if match := re.fullmatch(_WITH_PREFIX, plain):
        return f"{_short(text)} is not a number", "number", _long_form(match[2], "prefix", match[1])
    plain = plain.translate(_DASHES)
    if plain != text and starts_number(plain, plain.startswith("-")):
        return f"{_short(text)} is not a number", "number", f"write {_short(plain)}"
    hint = "an expression belongs under 'nodes'" if re.search(r"\w\s*[-+*/(^]", plain) else None
    return f"a number is expected, this is '{_short(text)}'", "number", hint


def _long_form(value: str, key: str, text: str) -> str:
    return f"write {{value: {_short(value)}, {key}: {_short(text)}}}"


def _short(text: str) -> str:
    return text if len(text) <= 40 else text[:40] + "…"
