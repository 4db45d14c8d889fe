"""The formats of `--error-format`: problems as JSON, GitHub's workflow commands, SARIF 2.1.0, or one line each."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from pathlib import PurePath
from typing import Any

from graphdraw._version import __version__
from graphdraw.cli import console
from graphdraw.errors import BRACKET, MOST_PROBLEMS, Location, Problem, visible

Formatter = Callable[[Iterable[Problem]], str]


def concise(problems: Iterable[Problem]) -> str:
    """One line for each problem, at most `MOST_PROBLEMS` of them; the others are counted."""
    listed = list(problems)
    more = len(listed) - MOST_PROBLEMS
    lines = [problem.headline for problem in listed[:MOST_PROBLEMS]]
    return "\n".join([*lines, f"… and {more} more problems"] if more > 0 else lines)


def github(problems: Iterable[Problem]) -> str:
    """Workflow commands, which GitHub shows as annotations of the changed lines."""
    return "\n".join(_annotation(problem) for problem in problems)


def as_json(problems: Iterable[Problem]) -> str:
    """A JSON array with one object for each problem; `end_column` is the column after the last one marked."""
    return document([record(problem) for problem in problems])


def document(data: Any) -> str:
    """Data as JSON, with some brackets escaped so that the log of a CI run takes no line for a command."""
    return BRACKET.sub(r"\1\\u005b", json.dumps(data, ensure_ascii=False, indent=2))


def sarif(problems: Iterable[Problem]) -> str:
    """A SARIF 2.1.0 log with one run; columns count code points, as everywhere here."""
    listed = list(problems)
    rules = [{"id": code} for code in dict.fromkeys(problem.code for problem in listed)]
    driver = {"name": "graphdraw", "version": __version__, "rules": rules}
    run = {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "results": [_result(problem) for problem in listed],
    }
    log = {"$schema": "https://json.schemastore.org/sarif-2.1.0.json", "version": "2.1.0", "runs": [run]}
    return document(log)


LINES: dict[str, Formatter] = {"full": console.report, "concise": concise, "github": github}
"""The formats made of lines, which are written file by file as problems are found."""

COMMANDS = ("github",)
"""The formats among `LINES` whose lines are commands to the log of a CI run."""

DOCUMENTS: dict[str, Formatter] = {"json": as_json, "sarif": sarif}
"""The formats that are one document for the whole run, also if there is no problem."""


def _annotation(problem: Problem) -> str:
    """A problem as a workflow command of GitHub."""
    kind = "notice" if problem.severity == "note" else problem.severity
    properties = {"title": problem.code}
    if problem.where:
        where = problem.where
        start, end = str(where.column), str(where.column + where.span)
        properties = {"file": where.path, "line": str(where.line), "col": start, "endColumn": end, **properties}
    listed = ",".join(f"{name}={_escaped(value, ':,')}" for name, value in properties.items())
    return f"::{kind} {listed}::{_escaped(_message(problem))}"


def _escaped(text: str, more: str = "") -> str:
    """A text with the characters percent-encoded that end a workflow command, and those in `more`.

    Other unprintable characters are made visible.
    """
    for character in "%\r\n" + more:
        text = text.replace(character, f"%{ord(character):02X}")
    return visible(text)


def record(problem: Problem) -> dict[str, Any]:
    """A problem as an object of JSON."""
    where = problem.where
    place: dict[str, Any] = dict.fromkeys(("path", "line", "column", "end_column"))
    if where:
        place = {"path": where.path, "line": where.line, "column": where.column, "end_column": _end(where)}
    return {
        **place,
        "severity": problem.severity,
        "code": problem.code,
        "text": problem.text,
        "hint": problem.hint,
    }


def _result(problem: Problem) -> dict[str, Any]:
    """A problem as a `result` of SARIF."""
    result = {"ruleId": problem.code, "level": problem.severity, "message": {"text": _message(problem)}}
    if not problem.where:
        return result
    where = problem.where
    region = {"startLine": where.line, "startColumn": where.column, "endColumn": _end(where)}
    place = {"artifactLocation": {"uri": _uri(where.path)}, "region": region}
    return {**result, "locations": [{"physicalLocation": place}]}


def _uri(path: str) -> str:
    """A path as a URI: `file:` for an absolute path, else relative."""
    from urllib.parse import quote  # start-up time: for one format only

    pure = PurePath(path)
    return pure.as_uri() if pure.is_absolute() else quote(pure.as_posix(), errors="surrogateescape")


def _end(where: Location) -> int:
    """The column after the last one marked."""
    return where.column + where.span


def _message(problem: Problem) -> str:
    """The text of a problem, with its hint in brackets."""
    return f"{problem.text} ({problem.hint})" if problem.hint else problem.text
