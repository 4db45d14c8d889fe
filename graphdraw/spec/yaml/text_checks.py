"""Checks a text before a YAML parser gets it, for characters that parsers read differently or in surprising ways.

These are control characters, line ends that only YAML knows (NEL, U+2028), bidirectional overrides, tabs, and
indentation of spaces that are not U+0020.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from graphdraw import characters
from graphdraw.spec.yaml.problems import Problems
from graphdraw.spec.yaml.source import Page

CONTROL = re.compile(f"[{characters.CONTROL}]")
"""Matches a character that no spec may hold."""

BLANK = "\t\xa0\u1680\u2000-\u200a\u202f\u205f\u3000"
_INDENT = re.compile(rf" *([{BLANK}])[ {BLANK}]*(?=[^ {BLANK}#])")
_JSON = re.compile(r"\s*[{\[]")
_BLOCK_SCALAR = re.compile(r"[|>][-+0-9]*\s*(#.*)?$")


def yaml_text(page: Page, problems: Problems) -> str:
    """The text for a YAML parser, with as many characters as the page; raises `Stop` if one is not allowed.

    Tabs become spaces; as indentation, they are an error but in JSON.
    """
    text = "\n".join(page.lines)
    if CONTROL.search(text):
        _note_control_characters(page, problems)
    if not text.isascii() or "\t" in text:
        _check_indentation(page, problems, json=bool(_JSON.match(text)))
    problems.stop_if_failed()
    return text.replace("\t", " ")


def character_name(character: str) -> str:
    """The name of a character in messages, as in `control character U+0007`."""
    point = ord(character)
    kind = {"Cc": "control character", "Cs": "lone surrogate", "Zl": "line separator", "Zp": "paragraph separator"}.get(
        unicodedata.category(character), "bidirectional override" if 0x202A <= point <= 0x2069 else "character"
    )
    return f"{kind} U+{point:04X}"


def _note_control_characters(page: Page, problems: Problems) -> None:
    for number, line in enumerate(page.lines):
        for match in CONTROL.finditer(line):
            where = page.location(number, match.start())
            problems.add(where, f"{character_name(match[0])} in the text", "control-character", "remove it")


def _check_indentation(page: Page, problems: Problems, json: bool) -> None:
    for number, line in _structure_lines(page):
        match = _INDENT.match(line)
        if match is None or (json and match[1] == "\t"):
            continue
        where = page.location(number, match.start(1), match.end() - match.start(1))
        if match[1] == "\t":
            problems.add(where, "tabs can't indent YAML", "tab", "indent with spaces")
        else:
            name = f"{unicodedata.name(match[1]).lower()}s (U+{ord(match[1]):04X})"
            problems.add(where, f"{name} can't indent YAML", "indentation", "indent with ordinary spaces")


def _structure_lines(page: Page) -> Iterator[tuple[int, str]]:
    """The numbered lines without those of texts after `|` and `>`, which may begin with any character."""
    text_of = None  # the indentation of the line whose text is being skipped
    for number, line in enumerate(page.lines):
        if not line.strip():
            continue
        indent = len(line) - len(line.lstrip(" "))
        if text_of is None or indent <= text_of:
            text_of = indent if _BLOCK_SCALAR.search(line) else None
            yield number, line
