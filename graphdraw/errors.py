"""Problems that a user should hear of, as data, the exceptions that carry them, and their text for people."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import Literal, NamedTuple

Severity = Literal["error", "warning", "note"]

Paint = Callable[[str, str], str]
"""Takes a role (a severity, `place`, `mark` or `hint`) and a text; returns the text in the colour of its role."""

MOST_PROBLEMS = 20
"""The most problems shown of one file; the others are only counted."""

WIDEST = 160
"""The most characters shown of one source line."""


_JOINER, _NO_BREAK_SPACE = "\N{ZERO WIDTH JOINER}", "\N{NO-BREAK SPACE}"
_TAGS = frozenset(map(chr, range(0xE0020, 0xE0080)))
_SKIPPED = "\u00ad\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff"
"""Characters that comparisons of text by the rules of a language ignore."""
_COLONS = re.compile(rf"((?:^|[\n\r])[\s{_SKIPPED}]*):(?=[{_SKIPPED}]*:)")
BRACKET = re.compile(rf"(#[{_SKIPPED}]*#[\w{_SKIPPED}]*)\[")
"""Matches `##name[`, which begins a command for a build log in the middle of a line; its group ends at the bracket."""

_ESCAPES = {"\n": "\\n", "\r": "\\r", "\t": "\\t"}


SETTINGS = "--set"
"""The path under which messages place the settings of a command line; the first setting is line 1."""


class Location(NamedTuple):
    """A stretch of one line of a file.

    `line` and `column` count from 1 in code points, as editors do; `span` is the number of code points marked.
    `excerpt` is the source line, kept only of files that are specs, so that an error never echoes another file.
    """

    path: str
    line: int
    column: int
    span: int = 1
    excerpt: str | None = None


class Problem(NamedTuple):
    """One thing that is wrong (or worth a word): where, what, and what would be right.

    `code` is a stable kebab-case name (`unknown-name`); `where` is None for what has no place in a file.
    """

    where: Location | None
    text: str
    code: str
    hint: str | None = None
    severity: Severity = "error"

    @property
    def headline(self) -> str:
        """`snack.yaml:4:18: error: unknown name 'numbr' [unknown-name]`."""
        return self.painted_headline(unpainted)

    def painted_headline(self, paint: Paint) -> str:
        """The headline, with its place and its severity painted."""
        where = self.where
        place = paint("place", inert(f"{visible(where.path)}:{where.line}:{where.column}:")) + " " if where else ""
        text = inert(visible(self.text), begins=False)
        return f"{place}{paint(self.severity, f'{self.severity}:')} {text} [{self.code}]"


class GraphdrawError(Exception):
    """Base of the errors that are messages for the user and no bugs of graphdraw; `problems` holds the messages."""

    exit_code = 1
    problems: tuple[Problem, ...] = ()

    def _render_traceback_(self) -> list[str]:
        """The lines that IPython shows in place of a traceback."""
        return (report(self.problems) or str(self)).splitlines()


def on_one_line(problem: Problem) -> Problem:
    """The problem with its text and hint made `visible`: names of files in them may hold any character."""
    return problem._replace(text=visible(problem.text), hint=problem.hint and visible(problem.hint))


class SpecError(GraphdrawError):
    """A spec has problems: all of them at once, in the order of the file."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(on_one_line(problem) for problem in problems)
        super().__init__(report(self.problems))


class UsageError(GraphdrawError):
    """Wrong usage, or a file named by the user cannot be opened or written."""

    exit_code = 2

    def __init__(self, text: str, hint: str | None = None, code: str = "usage") -> None:
        self.problem = on_one_line(Problem(None, text, code, hint))
        self.problems = (self.problem,)
        super().__init__(self.problem.text)


def placed(problems: Iterable[Problem], where: Location | None) -> tuple[Problem, ...]:
    """The problems; those without a place get `where`, since what is said of a whole figure belongs to its file."""
    return tuple(problem if problem.where else problem._replace(where=where) for problem in problems)


def naming(problems: Iterable[Problem], spec: str) -> tuple[Problem, ...]:
    """The problems; those of a setting (`--set`) say in which spec they were met. For runs over several specs."""
    return tuple(
        problem._replace(text=f"{problem.text} in {spec}")
        if problem.where is not None and problem.where.path == SETTINGS
        else problem
        for problem in problems
    )


@contextmanager
def placing(where: Location | None) -> Iterator[None]:
    """A context for work on one file: a SpecError that leaves it has `where` for every problem without a place."""
    try:
        yield
    except SpecError as error:
        raise type(error)(placed(error.problems, where)) from None


def reason(error: OSError | ValueError) -> str:
    """The reason that an error gives, without its number and with a small first letter: `permission denied`."""
    text = getattr(error, "strerror", None) or str(error)
    return text if text[1:2].isupper() else text[:1].lower() + text[1:]  # as it is: AF_UNIX


def visible(text: str) -> str:
    r"""The text on one line: line ends and tabs as escapes (`\n`), other invisible characters as `<U+200B>`."""
    if text.isprintable():
        return text
    return "".join(_seen(character, before) for character, before in zip(text, " " + text, strict=False))


def _seen(character: str, before: str) -> str:
    unseen = unicodedata.category(character) in ("Cc", "Cf", "Zl", "Zp") or character == _NO_BREAK_SPACE
    if not unseen or _is_in_emoji(character, before):
        return character
    return _ESCAPES.get(character, f"<U+{ord(character):04X}>")


def _is_in_emoji(character: str, before: str) -> bool:
    """Whether a character joins the parts of an emoji made of several: a joiner, or a tag of a flag."""
    if character in _TAGS:
        return before in _TAGS or unicodedata.category(before) == "So"
    return character == _JOINER and unicodedata.category(before) in ("So", "Sk", "Mn")


def inert(text: str, *, begins: bool = True) -> str:
    """A text for people, changed so that no build log takes a line of it for a command.

    `::` is a command at the beginning of a line, `##[` and `##name[` are one anywhere; `begins` says whether the text
    begins a line. GitHub's runner skips blanks before `::` and obeys `##[` in the middle of a line (`ActionCommand.cs`
    of actions/runner); Azure Pipelines and TeamCity have names before the bracket.
    """
    if "::" not in text and "##" not in text and text.isascii():
        return text
    return BRACKET.sub(r"\1<U+005B>", _COLONS.sub(r"\1<U+003A>", text) if begins else text)


def unpainted(role: str, text: str) -> str:  # noqa: ARG001 (the signature of a Paint)
    """The text as it is."""
    return text


def report(problems: Iterable[Problem], paint: Paint = unpainted) -> str:
    """The problems as text for people, each with its source line, a caret span and its hint."""
    listed = list(problems)
    parts = [full_text(problem, paint) for problem in listed[:MOST_PROBLEMS]]
    if len(listed) > MOST_PROBLEMS:
        parts.append(f"… and {len(listed) - MOST_PROBLEMS} more problems")
    return "\n".join(parts)


def full_text(problem: Problem, paint: Paint = unpainted) -> str:
    """One problem: headline, source line, caret span (East Asian width respected), hint."""
    lines = [problem.painted_headline(paint)]
    if problem.where is not None and problem.where.excerpt:
        line, indent, carets = _marked(problem.where.excerpt, problem.where)
        lines += [f"    {line}", f"    {indent}{paint('mark', carets)}"]
    if problem.hint:
        lines.append(f"{paint('hint', 'hint:')} {inert(visible(problem.hint), begins=False)}")
    return "\n".join(lines)


def _marked(line: str, where: Location) -> tuple[str, str, str]:
    """The source line without its indentation (the part round the mark of a long one), the indent of carets, carets."""
    start = where.column - 1
    first, last = min(len(line) - len(line.lstrip()), start), len(line.rstrip())
    begin = max(first, start - WIDEST // 2) if last - first > WIDEST else first
    end = min(last, begin + WIDEST)
    before, after = "…" if begin > first else "", "…" if end < last else ""
    mark = line[start : min(start + where.span, end)]
    indent = " " * columns(inert(before + _printable(line[begin:start])))
    return inert(before + _printable(line[begin:end])) + after, indent, "^" * max(1, columns(mark))


def columns(text: str) -> int:
    """Terminal columns of a text: wide and full-width characters take two, combining ones none."""
    return sum(_character_columns(c) for c in text)


def _character_columns(character: str) -> int:
    if unicodedata.combining(character):
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1


def _printable(line: str) -> str:
    """The line with tabs as spaces and other control characters as U+FFFD, so that none reaches the terminal."""
    return "".join(" " if c == "\t" else c if c.isprintable() else "\N{REPLACEMENT CHARACTER}" for c in line)
