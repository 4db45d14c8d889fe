"""Explains YAML syntax errors to the author of a spec; the words of PyYAML are never shown.

Only errors of PyYAML's own parser come here, since libyaml words them differently.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any, NamedTuple

import yaml

from graphdraw.errors import Location
from graphdraw.spec.yaml.problems import Problems, Stop
from graphdraw.spec.yaml.source import Page

SECOND_DOCUMENT = (
    "a second document starts here",
    "documents",
    "one file is one figure: move the rest to another file",
)
TAGS = ("YAML tags are not used here", "tag", "quote the text if the '!' belongs to it")
DIRECTIVES = ("YAML directives are not used here", "directive", "remove the lines that begin with '%'")
ALIASES = "YAML anchors and aliases are not used here"

Complaint = tuple[Location, str, str, str | None]
"""Where, text, code and hint."""

WIDE_BRACKETS = "｛｝［］"
WIDE_SIGNS = dict(zip("：，、＃" + WIDE_BRACKETS, ":,,#{}[]", strict=True))
"""Full-width signs, as East Asian keyboards type them, each with the plain sign of YAML."""

# Patterns as texts are compiled when they are first used: start-up time.
_NO_SPACE = r"\s*(?:- +)?(?P<key>[^\s:：'\"{}\[\],#=]+)(?P<colon>[:：])(?P<rest>\s*\S.*)"
_FULL_WIDTH = r"\s*(?:- +)?(?P<key>[^：'\"{}\[\],#=]+?)(?P<colon>：)(?P<rest>.*)"
_ASSIGNED = r"\s*(?P<key>\w+)\s*(?P<sign>:?=)(?!=)\s*(?P<rest>\S.*)"
_TWO_COLONS = r"\s*(?:- +)?(?P<key>[^\s:'\"{}\[\]#]+)\s*: +(?P<rest>[^'\"{}\[\]#].*)"


def anchors(where: Location) -> Complaint:
    """The complaint about an anchor or alias: a `*` or `&` at the beginning of a value."""
    line = (where.excerpt or "")[where.column - 1 :].partition(" #")[0].strip()
    return where, ALIASES, "alias", f"quote the text if it is one: '{line}'"


def cut_value(where: Location, sign: str = "[") -> Complaint:
    """The complaint about a value in braces or brackets that a comma or another bracket ended."""
    text = f"inside {{…}} and […] YAML ends a value at ',' and '{sign}'"
    return where, text, "cut-value", "put each entry on its own line, or quote it"


def second_document(where: Location) -> Complaint:
    """The complaint about a `---` after the first document."""
    return where, *SECOND_DOCUMENT


def wide_sign(text: str, signs: str = "".join(WIDE_SIGNS)) -> tuple[int, str, str] | None:
    """The offset of the first full-width sign in a text, the text of a message about it, and a hint; or None."""
    place = next((place for place, sign in enumerate(text) if sign in signs), None)
    if place is None:
        return None
    return place, f"'{text[place]}' is a full-width sign", f"write {WIDE_SIGNS[text[place]]}"


def wide_complaint(page: Page, number: int, start: int, end: int, signs: str = "".join(WIDE_SIGNS)) -> Complaint | None:
    """The complaint about a full-width sign in a part of a line; None without one, or if the part has quotes."""
    part = page.lines[number][start:end] if number < len(page.lines) else ""
    found = wide_sign(part, signs)
    if found is None or "'" in part or '"' in part:
        return None
    return page.location(number, start + found[0]), found[1], "wide-character", found[2]


def colon_complaint(page: Page, number: int) -> Complaint | None:
    """The complaint about a line that lacks the colon and space of `name: value` and has something like it; or None."""
    line = page.lines[number].partition(" #")[0].rstrip()
    match = re.match(_NO_SPACE, line) or re.match(_FULL_WIDTH, line)
    if match and not (match["colon"] == ":" and match["rest"].startswith((" ", "//"))):
        return _colon(page, number, match)
    if match := re.match(_ASSIGNED, line):
        where = page.location(number, match.start("sign"), len(match["sign"]))
        return where, f"'{match['sign']}' gives nothing a name in YAML", "colon", _write(match)
    return None


def _colon(page: Page, number: int, match: re.Match[str]) -> Complaint:
    wide = match["colon"] != ":"
    text = "a full-width colon separates nothing in YAML" if wide else "a colon needs a space after it"
    span = 2 if match["rest"][:1].isspace() else 1  # a space that YAML does not take for one
    return page.location(number, match.start("colon"), span), text, "colon", _write(match)


def _write(match: re.Match[str]) -> str:
    return f"write '{match['key'].strip()}: {match['rest'].strip()}'".replace(": '", ":'")


class _Found(NamedTuple):
    """A syntax error: what the parser was `doing` and `wanted`, where that had `begun`, and where it got `stuck`.

    Lines and columns count from 0.
    """

    page: Page
    doing: str
    wanted: str
    begun: tuple[int, int]
    stuck: tuple[int, int]

    def at(self, mark: tuple[int, int], span: int = 1) -> Location:
        return self.page.location(*mark, span)

    def line(self, mark: tuple[int, int]) -> str:
        return self.page.lines[mark[0]] if mark[0] < len(self.page.lines) else ""

    def character(self, mark: tuple[int, int]) -> str:
        return self.line(mark)[mark[1] : mark[1] + 1]


def diagnose(error: yaml.YAMLError, page: Page, problems: Problems) -> Stop:
    """Note what an error of the Python parser means, in our words, and return the exception to raise."""
    found = _found(error, page)
    for pattern, explain in _KINDS:
        if re.search(pattern, f"{found.doing}: {found.wanted}"):
            return problems.stop(*explain(found))
    return problems.stop(*_unreadable(found))


def _found(error: Any, page: Page) -> _Found:
    stuck = getattr(error, "problem_mark", None)
    begun = getattr(error, "context_mark", None) or stuck
    marks = [(mark.line, mark.column) if mark else (0, 0) for mark in (begun, stuck)]
    return _Found(page, getattr(error, "context", "") or "", getattr(error, "problem", "") or "", *marks)


def _unreadable(found: _Found) -> Complaint:
    hint = "a text with signs of YAML in it needs quotes: 'like this'"
    return found.at(found.stuck), "YAML can't read this", "syntax", hint


def _alias(found: _Found) -> Complaint:
    return anchors(found.at(found.begun))


def _tag(found: _Found) -> Complaint:
    return found.at(found.begun), *TAGS


def _directive(found: _Found) -> Complaint:
    return found.at(found.begun), *DIRECTIVES


def _backslash(found: _Found) -> Complaint:
    column = found.begun[1]
    rest = found.line(found.begun)[column + 1 :]
    closed = re.match(r'(?:[^"\\]|\\.)*', rest)
    inner = (closed[0] if closed else rest).replace("'", "''")
    start = found.line(found.stuck).rfind("\\", 0, found.stuck[1] + 1)
    letter = found.line(found.stuck)[start + 1 : start + 2]
    text = f"in double quotes a backslash starts an escape: \\{letter} is none"
    if letter and letter in "uUx":
        text = f"in double quotes a backslash starts an escape: \\{letter} needs hexadecimal digits"
    return found.at((found.stuck[0], max(start, 0)), 2), text, "backslash", f"use single quotes: '{inner}'"


def _quote(found: _Found) -> Complaint:
    sign = found.character(found.begun)
    return found.at(found.begun), f"the quote {sign} is never closed", "quote", f"end the text with {sign}"


def _no_colon(found: _Found) -> Complaint:
    number = found.begun[0]
    if complaint := colon_complaint(found.page, number):
        return complaint
    line = found.line(found.begun)
    where = found.at(found.begun, len(line.rstrip()) - found.begun[1])
    return where, "this line is no 'name: value'", "syntax", "write a name, a colon, a space and a value"


def _extra_colon(found: _Found) -> Complaint:
    number, column = found.stuck
    if wide := wide_complaint(found.page, number, 0, column, WIDE_BRACKETS):
        return wide
    match = re.match(_TWO_COLONS, found.line(found.stuck))
    if match and match.start("rest") <= column:
        rest = match["rest"].partition(" #")[0].rstrip().replace("'", "''")
        text = "a value with ': ' in it is read as another 'name: value'"
        return found.at(found.stuck), text, "colon-in-value", f"quote it: {match['key']}: '{rest}'"
    above = next((n for n in range(number - 1, -1, -1) if found.page.lines[n].strip()), None)
    if above is None:
        return _unreadable(found)
    if complaint := colon_complaint(found.page, above):
        return complaint
    line = found.line(found.stuck)
    indent = len(line) - len(line.lstrip())
    text = "this line goes on the value of the line above, and has a colon of its own"
    hint = f"give it the indentation of line {above + 1}, or of what it belongs to"
    return found.page.location(number, indent, max(1, column - indent)), text, "indentation", hint


def _list_entry(found: _Found) -> Complaint:
    line = found.line(found.stuck)
    match = re.match(r"(.*?: +)(- +)(.*)", line)
    rest = match[3].partition(" #")[0].strip() if match else ""
    hint = f"write -{rest} without the space, or quote it" if match else "put list entries on lines of their own"
    return found.at(found.stuck), "'- ' begins a list entry, which can't stand here", "list-entry", hint


def _question(found: _Found) -> Complaint:
    return found.at(found.stuck), "'? ' begins a YAML complex key, which is not used here", "key", "quote the text"


def _sign(found: _Found) -> Complaint:
    sign = found.character(found.stuck)
    rest = found.line(found.stuck)[found.stuck[1] :].partition(" #")[0].rstrip().replace("'", "''")
    return found.at(found.stuck), f"a value can't begin with '{sign}' in YAML", "sign", f"quote it: '{rest}'"


def _bars(found: _Found) -> Complaint:
    line = found.line(found.begun)[found.begun[1] :].partition(" #")[0].rstrip()
    bars = re.fullmatch(r"\|([^|]+)\|(.*)", line)
    hint = f"write abs({bars[1].strip()}){bars[2]}" if bars else f"quote it: '{line}'"
    text = f"'{line[:1]}' at the beginning of a value starts a block of text in YAML"
    return found.at(found.begun, max(1, len(line))), text, "block-text", hint


def _document_start(found: _Found) -> Complaint:
    stuck = found.at(found.stuck)
    if any(line.rstrip() == "..." for line in found.page.lines[: found.stuck[0] + 1]):
        return stuck, *SECOND_DOCUMENT
    text = "the spec ended before this"
    return stuck, text, "syntax", "a spec is one mapping: every line at its left edge is 'name: value'"


def _node(found: _Found) -> Complaint:
    sign = found.character(found.stuck)
    text = f"a value is missing before '{sign}'" if sign in ",]}" and sign else "a value is missing here"
    return found.at(found.stuck), text, "syntax", None


def _block_end(found: _Found) -> Complaint:
    line, (number, column) = found.line(found.stuck), found.stuck
    before = line[:column]
    if not before.strip():
        if line[column:].startswith("-"):
            text = "a list entry can't stand among lines of 'name: value'"
            return found.at(found.stuck), text, "list-entry", "write 'name: value', or indent the list under its name"
        if complaint := colon_complaint(found.page, number):
            return complaint
        hint = "lines that belong together begin in the same column"
        return found.at(found.stuck), "the indentation fits no line above", "indentation", hint
    if line[column : column + 1] in ("}", "]"):
        return found.at(found.stuck), f"'{line[column]}' closes nothing", "bracket", None
    quoted = before.rstrip()[-1:]
    text = "the value ended before this"
    if quoted in ("'", '"'):
        text = f"the text ended at the {quoted} before this"
    return found.at(found.stuck, max(1, len(line.rstrip()) - column)), text, "syntax", "quote the whole value"


def _flow(found: _Found) -> Complaint:
    same = found.begun[0] == found.stuck[0]
    if wide := wide_complaint(found.page, found.stuck[0], found.begun[1] if same else 0, found.stuck[1] + 1):
        return wide
    opening = found.character(found.begun)
    closing = "}" if opening == "{" else "]"
    if found.stuck[0] >= len(found.page.lines) or not "".join(_rest(found)).strip():
        return found.at(found.begun), f"'{opening}' is never closed", "bracket", f"end it with '{closing}'"
    if (sign := found.character(found.stuck)) in ("[", "{"):
        return cut_value(found.at(found.stuck), sign)
    hint = None
    if found.stuck[0] > found.begun[0]:
        hint = f"the '{opening}' of line {found.begun[0] + 1} is still open"
    return found.at(found.stuck), f"',' or '{closing}' is missing before this", "bracket", hint


def _rest(found: _Found) -> list[str]:
    number, column = found.stuck
    lines = found.page.lines
    return [lines[number][column:], *lines[number + 1 :]]


_KINDS: tuple[tuple[str, Callable[[_Found], Complaint]], ...] = (
    (r"scanning an (alias|anchor)", _alias),
    (r"scanning a directive|YAML directive|incompatible YAML|duplicate tag handle", _directive),
    (r"(scanning|parsing) a tag|undefined tag handle", _tag),
    (r"unknown escape|hexadecimal", _backslash),
    (r"scanning a quoted scalar", _quote),
    (r"could not find expected ':'", _no_colon),
    (r"mapping values are not allowed", _extra_colon),
    (r"sequence entries are not allowed", _list_entry),
    (r"mapping keys are not allowed", _question),
    (r"cannot start any token", _sign),
    (r"scanning a block scalar", _bars),
    (r"expected '?<document start>", _document_start),
    (r"parsing a flow (mapping|sequence)", _flow),
    (r"expected the node content", _node),
    (r"expected <block end>|did not find expected (key|'-')", _block_end),
)
"""What explains a syntax error, by a pattern of PyYAML's words; the first pattern that matches counts."""
