"""Parses keyword parameters: after `=` stands a number, a tuple of numbers, true or false, or one word."""

from __future__ import annotations

from graphdraw.expression.errors import ExpressionError
from graphdraw.expression.stream import Stream
from graphdraw.expression.tokens import Token
from graphdraw.expression.tree import Param, Span

Value = int | float | bool | str | tuple[int | float, ...]


def parameter(stream: Stream, name: Token) -> Param:
    """The parameter whose name was just read and whose `=` is next; raises `ExpressionError`."""
    stream.take()
    start = stream.next.at.start
    value = _value(stream)
    after = stream.next
    if not (after.is_sign(",", ")") or after.kind == "end"):
        raise ExpressionError(
            f"the value of {name.text} is one number, word or tuple of numbers, not a calculation",
            "parameter",
            start,
            after.end - start,
        )
    return Param(name.text, value, name.at)


def _value(stream: Stream) -> Value:
    token = stream.next
    if token.kind == "name":
        stream.take()
        return {"true": True, "false": False}.get(token.text.casefold(), token.text)
    return _tuple(stream) if token.is_sign("(") else _number(stream)


def _number(stream: Stream) -> int | float:
    negative = stream.next.is_sign("-")
    if negative:
        stream.take()
    token = stream.next
    if token.kind != "number":
        raise ExpressionError("a value is missing after =", "parameter", token.at.start, max(1, token.at.length))
    stream.take()
    return -token.value if negative else token.value


def _tuple(stream: Stream) -> tuple[int | float, ...]:
    opening = stream.take()
    numbers: list[int | float] = []
    while not stream.next.is_sign(")"):
        if stream.next.kind == "end":
            raise unclosed(opening.at)
        numbers.append(_number(stream))
        after = stream.next
        if after.is_sign(","):
            stream.take()
        elif after.kind != "end" and not after.is_sign(")"):
            raise ExpressionError("a tuple holds numbers only", "parameter", after.at.start, after.at.length)
    stream.take()
    return tuple(numbers)


def unclosed(at: Span) -> ExpressionError:
    """The error for the opening parenthesis at this place."""
    return ExpressionError("this parenthesis is never closed", "unclosed", at.start, at.length, "add the ) it needs")
