"""Says what a name is: an identifier of any script after NFKC, so that half- and full-width spellings are one."""

from __future__ import annotations

import re
import unicodedata

from graphdraw.registry import is_unseen

RESERVED = ("true", "false", "null", "~")
"""Words that no name may be, in whatever letter case: YAML and parameters read them as values."""

NOT_IN_NAMES = "\N{MIDDLE DOT}\N{KATAKANA MIDDLE DOT}\N{HALFWIDTH KATAKANA MIDDLE DOT}"
"""Signs that Unicode lets (or, in its newer versions, began to let) stand inside identifiers; here they never do."""

_STEP = re.compile(r"(\[[0-9]+\])?\.")


def normal_name(text: str) -> str | None:
    """The NFKC form of a name, or None where the text is no name or is a reserved word."""
    if text.isascii():
        return text if text.isidentifier() and not is_reserved(text) else None
    name = unicodedata.normalize("NFKC", text)
    fit = name.isidentifier() and not is_reserved(name) and all(map(is_name_character, text))
    return name if fit else None


def is_reserved(name: str) -> bool:
    """Whether a word is one of `RESERVED`, whatever its letter case."""
    return name.casefold() in RESERVED


def is_name_character(character: str) -> bool:
    """Whether the character can stand inside a name; superscripts can't, since NFKC would make `x2` of `x²`."""
    if character.isascii():
        return character.isalnum() or character == "_"
    if character in NOT_IN_NAMES or is_unseen(character) or is_superscript(character):
        return False
    return ("a" + unicodedata.normalize("NFKC", character)).isidentifier()


def is_superscript(character: str) -> bool:
    """Whether the character is a raised form of another, like `²` or `ⁿ`."""
    return unicodedata.decomposition(character).startswith("<super>")


def name_end(text: str, start: int) -> int:
    """Where the name that begins at `start` ends, or `start` if no name begins there; `rnn[2].h` is one name.

    `.T` is not part of a name: it transposes.
    """
    end = _plain_end(text, start)
    while end > start and (step := _STEP.match(text, end)):
        part = text[step.end() : _plain_end(text, step.end())]
        if not part or (part == "T" and not step[1]):
            break
        end = step.end() + len(part)
    return end


def _plain_end(text: str, start: int) -> int:
    end = start
    while end < len(text) and is_name_character(text[end]):
        end += 1
    return end if unicodedata.normalize("NFKC", text[start:end]).isidentifier() else start
