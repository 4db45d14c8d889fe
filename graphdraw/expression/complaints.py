"""The errors for a value or a sign that is missing or out of place, with hints."""

from __future__ import annotations

import re

from graphdraw.expression.errors import ExpressionError
from graphdraw.expression.stream import Stream
from graphdraw.expression.tokens import Token


def missing_value(stream: Stream) -> ExpressionError:
    """The error where a value must stand and the next token is no value."""
    token, before = stream.next, stream.previous
    if before is None and token.kind == "end":
        return ExpressionError("the expression is empty", "missing-value", 0, 1)
    after = f" after {before.typed}" if before else ""
    if token.kind == "end" and before:
        return ExpressionError(
            f"a value is missing{after}, where the expression ends", "missing-value", before.at.start, before.at.length
        )
    if before and before.is_sign("/") and token.is_sign("/"):
        text = "there is no // in an expression"
        return ExpressionError(text, "unknown-sign", before.at.start, 2, "write a/b, or floor(a/b) for a whole number")
    hint = "leave the + out" if token.is_sign("+") else None
    text = f"a value is missing between {before.typed} and {token.typed}" if before else f"{token.typed} lacks a value"
    return ExpressionError(text, "missing-value", token.at.start, token.at.length, hint)


def missing_sign(stream: Stream, in_call: bool) -> ExpressionError:
    """The error where a sign must stand between the value just read and the next token, or the text must end."""
    token, before = stream.next, stream.previous
    at = token.at
    if token.is_sign(")"):
        return ExpressionError("this parenthesis was never opened", "unopened", at.start, 1, "leave it out, or add a (")
    if token.is_sign(","):
        return _stray_comma(stream)
    if token.is_sign("="):
        return ExpressionError(
            "= only gives a parameter inside a call, as in leaky_relu(x, slope=0.1)",
            "equals",
            at.start,
            1,
            _equation(stream.text),
        )
    if before is None or before.is_sign(")", ".T") or token.is_sign("("):
        return ExpressionError("a sign is missing here", "missing-sign", at.start, at.length, "write * to multiply")
    if token.text in ("x", "X") and (following := re.match(r"\s+(\w+)", stream.text[token.end :])):
        text, hint = f"'{token.typed}' is a name and no sign", f"write {before.typed}*{following[1]} to multiply"
        return ExpressionError(text, "missing-sign", at.start, at.length, hint)
    return _juxtaposed(before, token, in_call)


_CHOICE = "write step(c)*a + (1 - step(c))*b for a where c > 0, else b"
CONDITIONS = {
    "if": _CHOICE,
    "else": _CHOICE,
    "and": "for values of 0 and 1 write min(a, b)",
    "or": "for values of 0 and 1 write max(a, b)",
    "not": "for a value of 0 or 1 write 1 - a",
    "is": "use step(x), which is 1 where x > 0 and 0 elsewhere",
    "in": "use step(x), which is 1 where x > 0 and 0 elsewhere",
}
"""Python's words for conditions, each with what to write here instead."""


def _juxtaposed(before: Token, token: Token, in_call: bool) -> ExpressionError:
    for word in (token, before):
        if word.kind == "name" and word.text in CONDITIONS:
            text = f"there is no '{word.text}' in an expression, nor another condition"
            return ExpressionError(text, "comparison", word.at.start, word.at.length, CONDITIONS[word.text])
    hint = f"write {before.typed}*{token.typed}"
    if in_call and before.kind == token.kind == "name":
        hint += (
            f", or {before.typed}, {token.typed} for two inputs, or, if it is one name, {before.typed}_{token.typed}"
        )
    elif before.kind == token.kind == "name":
        hint += f" or, if it is one name, {before.typed}_{token.typed}"
    elif in_call and before.end < token.at.start:
        hint += f", or {before.typed}, {token.typed} for two inputs"
    return ExpressionError(
        f"a sign is missing between {before.typed} and {token.typed}",
        "missing-sign",
        before.at.start,
        token.end - before.at.start,
        hint,
    )


def _stray_comma(stream: Stream) -> ExpressionError:
    at = stream.next.at
    grouped = re.compile(r"[0-9]{1,3}(?:,[0-9]{3})+(?![0-9])")
    before = stream.previous
    if before is not None and before.kind == "number" and before.end == at.start:
        if found := grouped.match(stream.text, before.at.start):
            plain = found[0].replace(",", "")
            return ExpressionError(
                "a comma does not group digits", "comma", before.at.start, len(found[0]), f"write {plain}"
            )
        if found := re.compile(r"[0-9]+,[0-9]+").match(stream.text, before.at.start):
            point = found[0].replace(",", ".")
            return ExpressionError(
                "a comma is not a decimal point", "comma", before.at.start, len(found[0]), f"write {point}"
            )
    return ExpressionError(
        "a comma only stands between the inputs of an operation", "comma", at.start, 1, "as in max(a, b)"
    )


def _equation(text: str) -> str | None:
    name, _, rest = (part.strip() for part in text.partition("="))
    return f"write {name}: {rest}" if name.isidentifier() and rest and len(text) <= 40 else None
