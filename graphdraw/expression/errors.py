"""The one error of this package: what is wrong in the text of an expression, and where."""

from __future__ import annotations

from graphdraw.errors import GraphdrawError


class ExpressionError(GraphdrawError):
    """An expression that can't be read: `length` code points from `start` (0-based) are at fault.

    `text`, `code` and `hint` are those of a `Problem`; whoever knows the file adds the place.
    """

    def __init__(self, text: str, code: str, start: int, length: int, hint: str | None = None) -> None:
        self.text, self.code, self.start, self.length, self.hint = text, code, start, length, hint
        super().__init__(text)
