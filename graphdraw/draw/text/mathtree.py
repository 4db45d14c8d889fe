r"""Parsing a formula into a tree of parts, in one pass and a hundredth of the time of mathtext's parser.

mathtext's parser tries about twenty rules at each position; here the next characters decide. Every formula that is read
here is read in the same way as by mathtext. Formulas with rare or wrong syntax are left to mathtext, which also reports
mistakes.
"""

from __future__ import annotations

import re
from typing import Any, NamedTuple

from matplotlib._mathtext import Parser
from matplotlib._mathtext_data import tex2uni

_GRAMMAR: Any = Parser

_CHARACTER = re.compile(r"[a-zA-Z0-9+\-*/<>=:,.;!?&'@()\[\]|\U00000080-\U0001ffff]")
_NAME = re.compile(r"\\([A-Za-z]+|.)")
_SCRIPTS = re.compile("[_^]")
_PRIMES = re.compile("'*")
_ODD = re.compile(r"[\t\n\r\f\v]|(?<!\\)[_^]\s|\\$")
"""What is left to mathtext: white space other than spaces, a space as a script, a backslash at the end."""

_ESCAPED = "%${}[]_|"
_FONTS = frozenset(_GRAMMAR._fontnames)
_ACCENTS = frozenset((*_GRAMMAR._accent_map, *_GRAMMAR._wide_accents))
_FRACTIONS, _LINES = frozenset(("frac", "dfrac", "binom")), frozenset(("overline", "underline"))
_DELIMITERS: list[str] = sorted(_GRAMMAR._delims, key=len, reverse=True)


class MathPart(NamedTuple):
    """A part of a formula. `kind` is the name of mathtext's action for it, `at` the offset where it begins.

    `text` is the sign, the name, the font, or the scripts in their order (`_^`) with primes after them. `parts` are the
    arguments or the content; for `subsuper`, the nucleus and then its scripts.
    """

    kind: str
    at: int
    text: str = ""
    parts: tuple[tuple[MathPart, ...], ...] = ()


class _Unread(Exception):  # noqa: N818 (no error: mathtext reads it)
    """The formula is left to mathtext."""


def read(formula: str) -> tuple[MathPart, ...] | None:
    """The parts of a formula without its dollars; None if it is empty or left to mathtext."""
    if _ODD.search(formula):
        return None
    reading = _Reading(formula)
    try:
        found = reading.several("")
    except (_Unread, RecursionError):
        return None
    return found or None


class _Reading:
    """A position `at` in a formula; each method reads something there and moves on. Methods raise `_Unread`."""

    def __init__(self, text: str) -> None:
        self.text, self.at = text, 0

    def several(self, end: str) -> tuple[MathPart, ...]:
        """The parts up to the closing character `end`, which is skipped; if it is empty, up to the formula's end."""
        found = []
        while (next_ := self.next()) != end:
            if not next_:
                raise _Unread
            found.append(self.token())
        self.at += len(end)
        return tuple(found)

    def next(self) -> str:
        """Skip spaces; the character after them, which is not skipped, or "" at the end."""
        text, at = self.text, self.at
        while at < len(text) and text[at] == " ":
            at += 1
        self.at = at
        return text[at : at + 1]

    def token(self) -> MathPart:
        """A space, a change of font, or a part that may have scripts."""
        at, text = self.at, self.text
        if text[at] == "~":
            self.at += 1
            return MathPart("space", at, "~")
        if text[at] == "\\":
            found = _NAME.match(text, at)
            name = found.group(1) if found else ""
            if f"\\{name}" in _GRAMMAR._space_widths:
                self.at += len(name) + 1
                return MathPart("space", at, f"\\{name}")
            if name in _FONTS:
                self.at += len(name) + 1
                return MathPart("font", at, name)
        return self.scripted()

    def scripted(self) -> MathPart:
        """A part with its indices, exponents and primes; the part alone if it has none; or only scripts or primes."""
        at = self.at
        if self.text[at] in "_^":
            nucleus: tuple[MathPart, ...] = ()
        elif self.text[at] == "'" and not _SCRIPTS.match(self.text, self._after_blanks(at + 1)):
            return MathPart("subsuper", at, self.primes(), ((),))
        else:
            nucleus = (self.placeable(),)
        signs, scripts = "", []
        while (sign := self.next()) and sign in "_^":
            self.at += 1
            if sign in signs or self.at >= len(self.text):
                raise _Unread
            signs += sign
            scripts.append((self.placeable(),))
        primes = self.primes()
        if not signs and not primes:
            return nucleus[0]
        return MathPart("subsuper", at, signs + primes, (nucleus, *scripts))

    def _after_blanks(self, at: int) -> int:
        while self.text[at : at + 1] == " ":
            at += 1
        return at

    def primes(self) -> str:
        """The primes that come next; "" if there are none."""
        self.next()
        found = _PRIMES.match(self.text, self.at)
        primes = found.group() if found else ""
        self.at += len(primes)
        return primes

    def placeable(self) -> MathPart:
        """A sign, a group, or a command with its arguments."""
        at, text = self.at, self.text
        if _CHARACTER.match(text, at):
            self.at += 1
            return MathPart("symbol", at, text[at])
        if text[at] == "{":
            self.at += 1
            return MathPart("group", at, "", (self.several("}"),))
        found = _NAME.match(text, at)
        if not found:
            raise _Unread
        self.at = found.end()
        return self.command(at, found.group(1))

    def command(self, at: int, name: str) -> MathPart:
        """The part of a command, with its arguments; names are looked up in the same order as in mathtext."""
        if name in _ACCENTS:
            if not self.next():
                raise _Unread
            return MathPart("accent", at, name, ((self.placeable(),),))
        ends = name.isalpha() or not self.text[self.at : self.at + 1].isalpha()  # a letter must not follow a sign
        if name in _ESCAPED or (name in tex2uni and ends):
            return MathPart("symbol", at, f"\\{name}")
        if name in _GRAMMAR._function_names:
            return MathPart("function", at, name)
        if name.startswith("math") and name[4:] in _FONTS:
            return MathPart("group", at, name[4:], (self.group(),))
        if name in _FRACTIONS:
            return MathPart(name, at, "", (self.group(least=1), self.group(least=1)))
        if name == "sqrt":
            return MathPart(name, at, "", (self.root(), self.group(least=1)))
        if name in _LINES:
            return MathPart(name, at, "", (self.group(least=1),))
        if name == "left":
            return self.fence(at)
        if name == "text":
            return self.words(at)
        raise _Unread

    def group(self, least: int = 0) -> tuple[MathPart, ...]:
        """The parts between braces, at least `least`."""
        if self.next() != "{":
            raise _Unread
        self.at += 1
        found = self.several("}")
        if len(found) < least:
            raise _Unread
        return found

    def root(self) -> tuple[MathPart, ...]:
        """The degree of a root, between brackets; empty if there is none."""
        if self.next() != "[":
            return ()
        self.at += 1
        if not (found := self.several("]")):
            raise _Unread
        return found

    def fence(self, at: int) -> MathPart:
        r"""The parts between `\left` and `\right`, with the two delimiters."""
        left, found = self.delimiter(), []
        while self.next():
            name = _NAME.match(self.text, self.at)
            if name and name.group(1) == "right":
                break
            found.append(self.token())
        if not found or not self.next():
            raise _Unread
        self.at += len(r"\right")
        return MathPart("auto_delim", at, f"{left} {self.delimiter()}", (tuple(found),))

    def delimiter(self) -> str:
        """The delimiter that comes next."""
        self.next()
        found = next((sign for sign in _DELIMITERS if self.text.startswith(sign, self.at)), None)
        if found is None:
            raise _Unread
        self.at += len(found)
        return found

    def words(self, at: int) -> MathPart:
        r"""The words of `\text`, between braces; they have no commands and no braces in them."""
        end = self.text.find("}", self.at)
        words = self.text[self.at + 1 : end]
        if self.text[self.at : self.at + 1] != "{" or end < 0 or "{" in words or "\\" in words:
            raise _Unread
        self.at = end + 1
        return MathPart("text", at, words)
