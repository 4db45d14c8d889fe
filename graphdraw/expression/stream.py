"""A stream of the tokens of an expression, with a look-ahead of two tokens that reads no further than it must."""

from __future__ import annotations

from graphdraw.expression.tokens import Token, token


class Stream:
    """The tokens of `text`; `previous` is the last one taken (None at the start). At the end, `next` stays `end`."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.previous: Token | None = None
        self._position = 0
        self._ahead: list[Token] = []

    @property
    def next(self) -> Token:
        """The token to come."""
        return self._ahead[0] if self._ahead else self._look(1)

    @property
    def second(self) -> Token:
        """The token after the next."""
        return self._look(2)

    def take(self) -> Token:
        """The next token, which is thereby read."""
        self.previous = self.next
        return self._ahead.pop(0) if self.previous.kind != "end" else self.previous

    def _look(self, count: int) -> Token:
        while len(self._ahead) < count:
            if self._ahead and self._ahead[-1].kind == "end":
                return self._ahead[-1]
            self._ahead.append(token(self.text, self._position))
            self._position = self._ahead[-1].end
        return self._ahead[count - 1]
