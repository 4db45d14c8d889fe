"""Texts that authors write: one line, composed, without anything that a picture can't hold."""

from __future__ import annotations

import re
import unicodedata

from graphdraw.limits import raise_with
from graphdraw.spec.document import Node, Scalar
from graphdraw.spec.escapes import line_end, place_in_source
from graphdraw.spec.reading import Reading

_COMMENT = re.compile(r"\s+(#\S.*)")
_ESCAPED_END = re.compile(r"\\n")


def label(node: Node, reading: Reading, drawn: bool = True) -> str | None:
    """The text of a label, composed (NFC); None after a problem was noted. `drawn` ones are kept for later checks."""
    if not isinstance(node, Scalar):
        reading.expected(node, "a text")
        return None
    warn_of_comment(node, reading)
    text = node.text.rstrip("\n") if node.style in ("|", ">") else node.text
    if not (_is_one_line(node, text, reading, drawn) and _is_short(node, text, reading)):
        return None
    composed = unicodedata.normalize("NFC", text)
    if drawn and composed:
        reading.texts.append((composed, node.at(0, len(text))))
    return composed


def _is_one_line(node: Scalar, text: str, reading: Reading, drawn: bool) -> bool:
    if "\n" not in text:
        return True
    if node.style == '"' and (escape := _ESCAPED_END.search(source := node.source())):
        reading.problems.add(place_in_source(node, source, escape.start()), *line_end(node, escape.start(), drawn))
    else:
        where = node.at(text.index("\n") + 1)
        reading.problems.add(where, "a label is one line; here a second one begins", "label-line", "join the lines")
    return False


def _is_short(node: Scalar, text: str, reading: Reading) -> bool:
    most = reading.limits.label_length
    if len(text) <= most:
        return True
    found = f"the label is too long ({len(text):,} characters, at most {most:,})"
    reading.problems.add(node.at(most), found, "label-length", raise_with("label-length", len(text)))
    return False


def warn_of_comment(node: Scalar, reading: Reading) -> None:
    """`Cost #3` is `Cost` to YAML; a `#` with a space after it is taken for the comment it is."""
    line, column = node.end
    if node.style or line >= len(node.page.lines):
        return
    if match := _COMMENT.match(node.page.lines[line], column):
        where = node.page.location(line, match.start(1), len(match[1].rstrip()))
        whole = f"{node.text} {match[1].rstrip()}".strip().replace("'", "''")
        text = f"'#' starts a comment: the text is only '{node.text}'"
        reading.problems.add(where, text, "comment", f"quote it: '{whole}'", "warning")
