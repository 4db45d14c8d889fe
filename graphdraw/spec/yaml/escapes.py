"""Checks the escapes of double-quoted scalars: JSON's are read, those that formulas have by accident are errors."""

from __future__ import annotations

import re

from graphdraw.errors import Location
from graphdraw.spec.yaml.document import Broken, Scalar, YamlNode
from graphdraw.spec.yaml.problems import Problems
from graphdraw.spec.yaml.text_checks import CONTROL, character_name

_ESCAPE = re.compile(r"\\(.)", re.DOTALL)
_LETTER = re.compile(r"[A-Za-z0-9_]")
_READ_AS = {"t": "a tab", "n": "a line end", "r": "a line end", "b": "a backspace", "f": "a form feed", "a": "a bell"}
_SURROGATE = re.compile("[\ud800-\udfff]")


def check_quoted(scalar: Scalar, problems: Problems) -> YamlNode:
    """The double-quoted scalar with surrogate pairs joined, or `Broken` after a problem was noted."""
    if "\\" not in (source := scalar.source()):
        return scalar
    for escape in _ESCAPE.finditer(source):
        letter = escape[1]
        if _LETTER.match(letter) and letter not in "nuUx":
            problems.add(place_in_source(scalar, source, escape.start()), *backslash(letter, source))
            return Broken(scalar.page, scalar.start)
    if _SURROGATE.search(scalar.text):
        scalar = _joined(scalar)
    for match in (*CONTROL.finditer(scalar.text), *_SURROGATE.finditer(scalar.text)):
        text = f"{character_name(match[0])} in the text"
        problems.add(scalar.at(match.start()), text, "control-character", "remove it")
        return Broken(scalar.page, scalar.start)
    return scalar


def backslash(letter: str, source: str) -> tuple[str, str, str]:
    """Text, code and hint for a backslash before a letter in double quotes; `source` is the scalar as typed."""
    read_as = f"\\{letter} is {_READ_AS[letter]}" if letter in _READ_AS else f"\\{letter} is not what it looks like"
    plain = source[1:-1].replace("'", "''")
    return f"in double quotes a backslash starts an escape: {read_as}", "backslash", f"use single quotes: '{plain}'"


def line_end(source: str, offset: int, *, in_lines: bool) -> tuple[str, str, str]:
    r"""Text, code and hint for a `\n` at an offset of a scalar as typed; inside math it is a command (`\nabla`).

    `in_lines` says that the label may have several lines.
    """
    if source.count("$", 0, offset) % 2:
        return backslash("n", source)
    lines = ", ".join(f'"{line.strip()}"' for line in source[1:-1].split("\\n"))
    hint = f"give the lines as a list: [{lines}]" if in_lines else "join the lines"
    return "in double quotes \\n is a line end", "label-line", hint


def _joined(scalar: Scalar) -> Scalar:
    text = scalar.text.encode("utf-16", "surrogatepass").decode("utf-16", "surrogatepass")
    return Scalar(text, scalar.style, scalar.page, scalar.start, scalar.end)


def place_in_source(scalar: Scalar, source: str, offset: int) -> Location:
    """The place of the escape at an offset of the source of a scalar."""
    before = source[:offset].split("\n")
    line, column = scalar.start
    return scalar.page.location(line + len(before) - 1, len(before[-1]) + (column if len(before) == 1 else 0), 2)
