"""A stream of the tokens of an expression, with a look-ahead of two tokens that reads no further than it must."""

from __future__ import annotations

from graphdraw.expression.tokens import Token, token


class Stream:
    """The tokens of `text`; `previous` is the last one taken (None at the start). At the end, `next` stays `end`."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.previous: Token | None = None
        self._position = 0
        self._next: Token | None = None
        self._second: Token | None = None

    @property
    def next(self) -> Token:
        """The token to come."""
        if self._next is None:
            self._next = self._read()
        return self._next

    @property
    def second(self) -> Token:
        """The token after the next."""
        if self._second is None:
            first = self.next
            self._second = first if first.kind == "end" else self._read()
        return self._second

    def take(self) -> Token:
        """The next token, which is thereby read."""
        taken = self.previous = self._next or self._read()
        if taken.kind != "end":
            self._next, self._second = self._second, None
        return taken

    def _read(self) -> Token:
        found = token(self.text, self._position)
        self._position = found.at.start + found.at.length
        return found
