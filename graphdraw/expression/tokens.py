"""Text to tokens: numbers, names and signs, each with its place; anything else is an error with advice."""

from __future__ import annotations

import re
import unicodedata
from typing import Literal, NamedTuple

from graphdraw.expression.advice import foreign_sign
from graphdraw.expression.names import is_name_character, name_end
from graphdraw.expression.numbers import scan_number, starts_number
from graphdraw.expression.tree import Span

BLANKS = " \t\r\n"
SIGNS = ("**", "+", "-", "*", "/", "@", "(", ")", ",", "=")
SPELLINGS = {
    "^": "**",
    "\N{MULTIPLICATION SIGN}": "*",
    "\N{MIDDLE DOT}": "*",
    "\N{DIVISION SIGN}": "/",
    "\N{MINUS SIGN}": "-",
}
"""Signs that are read as another."""

TokenKind = Literal["number", "name", "sign", "end"]


class Token(NamedTuple):
    """`typed` as in the text, `text` the name after NFKC or the plain sign (`*` for `×`), `value` that of a number."""

    kind: TokenKind
    text: str
    typed: str
    at: Span
    value: int | float = 0

    @property
    def end(self) -> int:
        """Offset of the first character after the token."""
        return self.at.start + self.at.length

    def is_sign(self, *signs: str) -> bool:
        """Whether the token is one of these signs."""
        return self.kind == "sign" and self.text in signs


_PLAIN = re.compile(rf"[{BLANKS}]*(?:([A-Za-z_][0-9A-Za-z_]*)(?![0-9A-Za-z_.\[]|[^\x00-\x7f])|([-+/@(),])|\Z)")
"""Nearly every token: a name that is all ASCII and has no steps, so that it is its own NFKC form; a sign that no longer
one begins with; the end."""


def token(text: str, start: int) -> Token:
    """The token that begins at `start` or behind blanks there; raises `ExpressionError` for what is none."""
    if plain := _PLAIN.match(text, start):
        kind = plain.lastindex
        if kind is None:
            return Token("end", "", "", Span(plain.end(), 1))
        found, start = plain[kind], plain.start(kind)
        return Token("name" if kind == 1 else "sign", found, found, Span(start, len(found)))
    while text[start] in BLANKS:
        start += 1
    if text.startswith((".T", "==", "**"), start) or not starts_number(text, start):
        return _sign(text, start) or _name(text, start)
    if text[start] == "." and start > 0 and (text[start - 1] in ")]" or is_name_character(text[start - 1])):
        raise foreign_sign(text, start)
    value, end = scan_number(text, start)
    return Token("number", text[start:end], text[start:end], Span(start, end - start), value)


def _sign(text: str, start: int) -> Token | None:
    if text[start] in SPELLINGS:
        return Token("sign", SPELLINGS[text[start]], text[start], Span(start, 1))
    if text.startswith(".T", start) and name_end(text, start + 1) == start + 2:
        return Token("sign", ".T", ".T", Span(start, 2))
    if text.startswith("==", start):
        return None
    for sign in SIGNS:
        if text.startswith(sign, start):
            return Token("sign", sign, sign, Span(start, len(sign)))
    return None


def _name(text: str, start: int) -> Token:
    end = name_end(text, start)
    if end == start:
        raise foreign_sign(text, start)
    return Token("name", unicodedata.normalize("NFKC", text[start:end]), text[start:end], Span(start, end - start))
