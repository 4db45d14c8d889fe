"""Reads texts of one line or a few, and formulas: composed (NFC), of limited length, with warnings for slips."""

from __future__ import annotations

import re
import unicodedata

from graphdraw.errors import Location
from graphdraw.limits import raise_with
from graphdraw.spec.yaml.document import Scalar, Sequence, YamlNode
from graphdraw.spec.yaml.escapes import line_end, place_in_source
from graphdraw.spec.yaml.reading import Reading

_COMMENT = re.compile(r"\s+(#\S.*)")
_ESCAPED_END = re.compile(r"(?<!\\)(?:\\\\)*\\n")
_OTHER_MATH = re.compile(r"\$\$([^$]+)\$\$|\\\((.+?)\\\)|\\\[(.+?)\\\]")
_EXAMPLE = '["number of", "orders"]'

MOST_LINES = 3
"""The most lines of a label."""

TEXT_OR_LINES = "a text or a list of lines"


def label(node: YamlNode, reading: Reading, drawn: bool = True) -> str | None:
    """A text of one line, composed (NFC); None after a problem was noted. A `drawn` text is kept for later checks."""
    found = _lines(node, reading, 1)
    return None if found is None else _kept(found, reading, drawn)


def label_of_lines(node: YamlNode, reading: Reading) -> str | None:
    """A label of at most three lines, from a text or a list, joined by line ends; None after a problem was noted."""
    if not isinstance(node, Sequence):
        found = _lines(node, reading, MOST_LINES)
        return None if found is None else _kept(found, reading)
    if not node.items:
        reading.problems.add(node.where, "the label has no lines", "label-line", f"write them, as in {_EXAMPLE}")
        return None
    if len(node.items) > MOST_LINES:
        _note_line_too_many(node.items[MOST_LINES].where, MOST_LINES, reading)
        return None
    lines = [_lines(item, reading, 1) for item in node.items]
    return _kept([line for found in lines for line in found or ()], reading) if all(lines) else None


def formula(node: YamlNode, reading: Reading) -> str | None:
    """Math without dollars, kept for the check of formulas; None after a problem was noted."""
    if (text := label(node, reading, drawn=False)) is None or not isinstance(node, Scalar):
        return None
    text = text.strip()
    if "$" in text:
        place, hint = node.at(node.text.index("$")), "it is math as a whole: leave the dollars out"
        reading.problems.add(place, "a dollar in 'math'", "bad-math", hint)
    elif text.endswith("\\"):
        place, hint = node.at(node.text.rindex("\\")), "leave it out"
        reading.problems.add(place, "a backslash at the end of 'math'", "bad-math", hint)
    elif text:
        reading.texts.append((f"${text}$", node.where))
        return text
    return None


def _kept(lines: list[tuple[str, Location]], reading: Reading, drawn: bool = True) -> str:
    composed = [(unicodedata.normalize("NFC", text), where) for text, where in lines]
    if drawn:
        for text, where in composed:
            _warn_of_other_math(text, where, reading)
        reading.texts.extend((text, where) for text, where in composed if text)
    return "\n".join(text for text, _ in composed)


def _lines(node: YamlNode, reading: Reading, most: int) -> list[tuple[str, Location]] | None:
    """The lines of a text, `most` at most, each with its place; None after a problem was noted."""
    if not isinstance(node, Scalar):
        reading.expected(node, "a text" if most == 1 else TEXT_OR_LINES)
        return None
    warn_of_comment(node, reading)
    text = node.text
    if not (_has_no_escaped_end(node, text, reading, most) and _is_short(node, text, reading)):
        return None
    lines: list[tuple[str, Location]] = []
    start = 0
    for line in text.split("\n"):
        if len(lines) == most:
            _note_line_too_many(node.at(start), most, reading)
            return None
        inside = line if "\n" not in text else line.strip()
        lines.append((inside, node.at(start + line.index(inside), len(inside))))
        start += len(line) + 1
    return lines


def _note_line_too_many(where: Location, most: int, reading: Reading) -> None:
    if most == 1:
        text = "this text is one line; here a second one begins"
    else:
        text = "a label has at most three lines; here a fourth one begins"
    reading.problems.add(where, text, "label-line", "join the lines" if most == 1 else "join some of the lines")


def _has_no_escaped_end(node: Scalar, text: str, reading: Reading, most: int) -> bool:
    """Whether no line end is typed as an escape; notes a problem if one is."""
    if node.style != '"' or "\n" not in text or not (escape := _ESCAPED_END.search(source := node.source())):
        return True
    start = escape.end() - 2
    reading.problems.add(place_in_source(node, source, start), *line_end(source, start, in_lines=most > 1))
    return False


def _is_short(node: Scalar, text: str, reading: Reading) -> bool:
    most = reading.limits.label_length
    if len(text) <= most:
        return True
    found = f"the label is too long ({len(text):,} characters, at most {most:,})"
    reading.problems.add(node.at(most), found, "label-length", raise_with("label-length", len(text)))
    return False


def _warn_of_other_math(label: str, where: Location, reading: Reading) -> None:
    r"""Warn of the math signs of LaTeX and web pages (`$$x$$`, `\(x\)`), which the figure shows as they are typed."""
    if match := _OTHER_MATH.search(label):
        inside = next(filter(None, match.groups())).strip()
        text, hint = f"'{match[0]}' is drawn as it stands", f"math stands between single dollars: '${inside}$'"
        reading.problems.add(where, text, "other-math", hint, "warning")


def warn_of_comment(node: Scalar, reading: Reading) -> None:
    """Warn of text lost in a comment, as in `Cost #3`, which is `Cost` to YAML; `# ` with a space is a comment."""
    line, column = node.end
    if node.style or line >= len(node.page.lines) or "#" not in node.page.lines[line]:
        return
    if match := _COMMENT.match(node.page.lines[line], column):
        where = node.page.location(line, match.start(1), len(match[1].rstrip()))
        whole = f"{node.text} {match[1].rstrip()}".strip().replace("'", "''")
        text = f"'#' starts a comment: the text is only '{node.text}'"
        reading.problems.add(where, text, "comment", f"quote it: '{whole}'", "warning")
