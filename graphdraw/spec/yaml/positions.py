"""Finds where each character of a scalar stands in its file, through quotes, escapes and folded lines."""

from __future__ import annotations

from collections.abc import Sequence

_ESCAPES = {"x": 4, "u": 6, "U": 10}
"""Length of the escapes of a double-quoted scalar that are longer than two characters."""


def positions(text: str, style: str, lines: Sequence[str], start: tuple[int, int]) -> list[tuple[int, int]]:
    """Line and column (from 0) of each character of a scalar's text, and one more place for its end.

    The text is matched with the lines from `start`, stepping over what YAML folded, doubled or escaped. Linear time.
    """
    cursor = _Cursor(lines, *start)
    if style in ("'", '"'):
        cursor.column += 1
    elif style:
        cursor.line, cursor.column = start[0] + 1, 0
    found = [_place(cursor, character, style) for character in text]
    return [*found, (cursor.line, cursor.column)]


class _Cursor:
    """A place that moves along the lines; at the end of a line it reads a line end, after the last one nothing."""

    def __init__(self, lines: Sequence[str], line: int, column: int) -> None:
        self.lines, self.line, self.column = lines, line, column

    def peek(self, ahead: int = 0) -> str:
        if self.line >= len(self.lines):
            return ""
        line, column = self.lines[self.line], self.column + ahead
        return line[column] if column < len(line) else "\n" if column == len(line) else ""

    def step(self, count: int = 1) -> None:
        for _ in range(count):
            if self.peek() == "\n":
                self.line, self.column = self.line + 1, 0
            else:
                self.column += 1

    def skip_blanks(self) -> None:
        while self.peek() and self.peek() in " \t\n":
            self.step()


def _place(cursor: _Cursor, character: str, style: str) -> tuple[int, int]:
    """The place of the next character of the text; the cursor is then behind it."""
    if style == '"':
        _skip_continuation(cursor)
    if cursor.peek() != character and character not in " \n":
        cursor.skip_blanks()
        if style == '"':
            _skip_continuation(cursor)
    place = (cursor.line, cursor.column)
    if style == '"' and cursor.peek() == "\\":
        length = _ESCAPES.get(cursor.peek(1), 2)
        cursor.step(2 * length if character > "\uffff" and length == 6 else length)
    elif style == "'" and character == "'":
        cursor.step(2)
    elif cursor.peek() == character:
        cursor.step()
    elif character in " \n":
        cursor.skip_blanks()
    return place


def _skip_continuation(cursor: _Cursor) -> None:
    while cursor.peek() == "\\" and cursor.peek(1) == "\n":
        cursor.step(2)
        cursor.skip_blanks()
