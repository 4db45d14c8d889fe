"""Parses an expression to a tree, by operator precedence with explicit stacks, so that depth needs no recursion.

The method is Pratt's (1973) in the form of Dijkstra's shunting yard: values go on one stack, signs that wait for their
right side on another; a new sign first applies the waiting signs that bind more tightly than it does.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from graphdraw.expression.complaints import missing_sign, missing_value
from graphdraw.expression.errors import ExpressionError
from graphdraw.expression.names import is_reserved
from graphdraw.expression.params import parameter, unclosed
from graphdraw.expression.stream import Stream
from graphdraw.expression.tokens import Token
from graphdraw.expression.tree import Call, Expression, Name, NumberLiteral, Param, Span

MAX_LENGTH = 2000
MAX_DEPTH = 100

INFIX = {"+": ("add", 10), "-": ("sub", 10), "*": ("mul", 20), "/": ("div", 20), "@": ("matmul", 20), "**": ("pow", 40)}
"""Operation and binding power; `**` groups to the right, the others to the left."""

PREFIX_POWER = 30
"""Binding power of a minus before its operand: below that of `**`, as in Python."""


def sign_of(op: str) -> str | None:
    """The sign between two operands that stands for an operation; None if there is none."""
    return next((sign for sign, (name, _) in INFIX.items() if name == op), None)


def parse(text: str, *, max_length: int = MAX_LENGTH, max_depth: int = MAX_DEPTH) -> Expression:
    """The tree of an expression; raises `ExpressionError` at the first mistake, or if it is too long or too deep.

    `max_length` is in characters; `max_depth` counts parentheses, calls, prefix signs and powers inside each other.
    """
    if len(text) > max_length:
        raise ExpressionError(
            f"the expression is too long ({len(text):,} characters, at most {max_length:,})",
            "too-long",
            max_length,
            len(text) - max_length,
            "split it into several nodes",
        )
    return _Parser(text, max_depth).parse()


@dataclass(slots=True)
class _Waiting:
    """A sign whose right side is still to come, or an open parenthesis; `base` is how many values were built before."""

    kind: Literal["prefix", "infix", "group", "call"]
    token: Token
    opening: Span
    power: int
    level: int
    base: int
    params: list[Param] = field(default_factory=list)


class _Parser:
    """Two stacks: the `values` built, each with its span in the text (parentheses included), and signs `waiting`."""

    def __init__(self, text: str, max_depth: int) -> None:
        self.stream = Stream(text)
        self.max_depth = max_depth
        self.values: list[tuple[Expression, Span]] = []
        self.waiting: list[_Waiting] = []

    def parse(self) -> Expression:
        wants_value = True
        while wants_value or self.stream.next.kind != "end":
            wants_value = self._read_value() if wants_value else self._read_after_value()
        self._build(0)
        if self.waiting:
            raise unclosed(self.waiting[-1].opening)
        return self.values[0][0]

    @property
    def call(self) -> _Waiting | None:
        """The call whose arguments are being read, if the innermost open parenthesis is one."""
        return self.waiting[-1] if self.waiting and self.waiting[-1].kind == "call" else None

    @property
    def _just_opened(self) -> bool:
        return self.stream.previous is not None and self.stream.previous.is_sign("(")

    def _read_value(self) -> bool:
        """Read one token where a value must stand; returns whether a value is still wanted after it."""
        token = self.stream.next
        if token.kind == "number":
            self._number(self.stream.take())
        elif token.kind == "name":
            return self._name(self.stream.take())
        elif token.is_sign("-"):
            self._wait("prefix", self.stream.take(), PREFIX_POWER)
            return True
        elif token.is_sign("("):
            self._wait("group", self.stream.take())
            return True
        elif token.is_sign(")") and self.call and self._just_opened:
            self._close(self.stream.take())
        elif token.kind == "end" and self.waiting and self.waiting[-1].kind in ("group", "call"):
            raise unclosed(self.waiting[-1].opening)
        else:
            raise missing_value(self.stream)
        return False

    def _number(self, token: Token) -> None:
        """Push a number; a minus right before it is part of it, unless a power follows: `-2**2` is −(2²)."""
        last = self.waiting[-1] if self.waiting else None
        joined = last is not None and last.kind == "prefix" and last.token.end == token.at.start
        if last and joined and not self.stream.next.is_sign("**"):
            self.waiting.pop()
            span = Span(last.token.at.start, token.at.length + 1)
            self._push(NumberLiteral(-token.value, last.token.typed + token.typed, span), span)
        else:
            self._push(NumberLiteral(token.value, token.typed, token.at), token.at)

    def _name(self, token: Token) -> bool:
        after = self.stream.next
        if after.kind == "sign":
            if after.text == "=" and self.call:
                return self._parameter(token, self.call)
            if after.text == "(":
                self._wait("call", token, opening=self.stream.take().at)
                return True
        if is_reserved(token.text):
            raise ExpressionError(f"'{token.text}' can't be a name", "reserved-word", token.at.start, token.at.length)
        self._push(Name(token.text, token.at), token.at)
        return False

    def _parameter(self, name: Token, call: _Waiting) -> bool:
        if any(name.text == given.name for given in call.params):
            raise ExpressionError(f"{name.text} is given twice", "duplicate", name.at.start, name.at.length)
        call.params.append(parameter(self.stream, name))
        if self.stream.next.kind == "end":
            raise unclosed(call.opening)
        if self.stream.next.is_sign(")"):
            self._close(self.stream.take())
            return False
        self.stream.take()
        after = self.stream.next
        if after.kind != "end" and not (after.kind == "name" and self.stream.second.is_sign("=")):
            raise ExpressionError(
                "inputs stand before parameters", "order", after.at.start, after.at.length, "put the parameters last"
            )
        return True

    def _read_after_value(self) -> bool:
        """Read one token that may follow a value; returns whether another value is wanted after it."""
        token = self.stream.next
        if token.kind == "sign" and token.text in INFIX:
            power = INFIX[token.text][1]
            self._build(power + 1 if token.text == "**" else power)
            self._wait("infix", self.stream.take(), power)
            return True
        if token.is_sign(".T"):
            self._transpose(self.stream.take())
            return False
        self._build(1)
        if token.is_sign(",") and self.call:
            self.stream.take()
            return True
        if token.is_sign(")") and self.waiting:
            self._close(self.stream.take())
            return False
        raise missing_sign(self.stream, in_call=self.call is not None)

    def _wait(
        self,
        kind: Literal["prefix", "infix", "group", "call"],
        token: Token,
        power: int = 0,
        opening: Span | None = None,
    ) -> None:
        above = self.waiting[-1].level if self.waiting else 0
        level = above + (kind != "infix" or token.text == "**")
        if level > self.max_depth:
            raise ExpressionError(
                f"nested too deep (over {self.max_depth} levels)", "too-deep", token.at.start, token.at.length
            )
        self.waiting.append(_Waiting(kind, token, opening or token.at, power, level, len(self.values)))

    def _build(self, power: int) -> None:
        """Apply the waiting signs whose binding power is at least this, innermost first; that of parentheses is 0."""
        while self.waiting and self.waiting[-1].power >= max(power, 1):
            sign = self.waiting.pop()
            arguments = self._pop(len(self.values) - sign.base + (sign.kind == "infix"))
            op = "neg" if sign.kind == "prefix" else INFIX[sign.token.text][0]
            first = sign.token.at if sign.kind == "prefix" else arguments[0][1]
            whole = _covering(first, arguments[-1][1])
            self._apply(op, sign.token, arguments, (), whole)

    def _close(self, closing: Token) -> None:
        opened = self.waiting.pop()
        whole = _covering(opened.token.at, closing.at)
        if opened.kind == "call":
            arguments = self._pop(len(self.values) - opened.base)
            self._apply(opened.token.text, opened.token, arguments, tuple(opened.params), whole)
        else:
            self._push(self._pop(1)[0][0], whole)

    def _transpose(self, sign: Token) -> None:
        arguments = self._pop(1)
        self._apply("transpose", sign, arguments, (), _covering(arguments[0][1], sign.at))

    def _apply(
        self,
        op: str,
        typed: Token,
        arguments: list[tuple[Expression, Span]],
        params: tuple[Param, ...],
        whole: Span,
    ) -> None:
        values = tuple(value for value, _ in arguments)
        self._push(Call(op, typed.typed, values, params, typed.at, whole), whole)

    def _push(self, value: Expression, extent: Span) -> None:
        self.values.append((value, extent))

    def _pop(self, count: int) -> list[tuple[Expression, Span]]:
        taken = self.values[len(self.values) - count :]
        del self.values[len(self.values) - count :]
        return taken


def _covering(first: Span, last: Span) -> Span:
    return Span(first.start, last.start + last.length - first.start)
