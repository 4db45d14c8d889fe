"""Reads `[tool.graphdraw]` of a TOML file as a document, in which every value has the place of that table.

Python's own reader takes time and memory quadratic in the parts of a dotted key, a stack frame for each bracket, and
raises an error that is not one of TOML for a very long number. So the text is checked before it is handed to it.
"""

from __future__ import annotations

import re
from typing import Any

from graphdraw.expression.numbers import LARGER, MOST_DIGITS
from graphdraw.limits import Limits, raise_with
from graphdraw.spec.yaml.document import Mapping, Scalar, Sequence, YamlNode
from graphdraw.spec.yaml.problems import Stop
from graphdraw.spec.yaml.reading import Reading
from graphdraw.spec.yaml.source import Page, Source
from graphdraw.values.scalar import MAX_BITS, TOO_LARGE

_TABLE = re.compile(r"\s*\[\s*tool\s*\.\s*[\"']?graphdraw[\"']?\s*[.\]]")
_TOKEN = re.compile(
    r'"""(?:[^"\\]|\\.|"(?!""))*+"{3,5}'
    r"|'{3}(?:[^']|'(?!''))*+'{3,5}"
    r'|"(?!"")(?:[^"\\\n]|\\.)*+"'
    r"|'(?!'')[^'\n]*+'"
    r"|(?P<quote>[\"'])"
    r"|\#[^\n]*+"
    r"|(?P<digits>(?<![\w.])[0-9][0-9_]*+)"
    r"|(?P<dot>\.)"
    r"|(?P<open>[\[{])"
    r"|(?P<close>[\]}])"
    r"|(?P<end>[=,])"
    r"|(?P<line>\n)"
    r"|[0-9]++|[^\"'#0-9.\[\]{}=,\n]++",
    re.DOTALL,
)
"""Matches texts and comments, as a whole and without a group, and the signs between them, each with its group; a
`quote` is one that is never closed."""


def project_table(source: Source, reading: Reading) -> Mapping | None:
    """`[tool.graphdraw]` as a document, every value at the line of the table; None without that table.

    Lines of the file are not shown. Raises `Stop` after it noted why the file cannot be read.
    """
    text = source.data.decode("utf-8", "replace").replace("\r\n", "\n")
    lines = text.split("\n")
    number = next((number for number, line in enumerate(lines) if _TABLE.match(line)), None)
    if number is None:
        return None
    page, start = Page(source.name, ("",) * len(lines)), (number, 0)
    _refuse_too_much(text, page, reading)
    import tomllib  # start-up time: few projects say it in TOML

    try:
        table: Any = tomllib.loads(text)
        for name in ("tool", "graphdraw"):
            table = table.get(name) if isinstance(table, dict) else None  # the line may stand inside a text
        return _Reader(page, start, reading).node(table, 1) if isinstance(table, dict) else None  # type: ignore[return-value]
    except (ValueError, RecursionError):
        raise reading.problems.stop(page.location(*start), "the file is not valid TOML", "toml") from None


def _refuse_too_much(text: str, page: Page, reading: Reading) -> None:
    """Note a key of too many parts, too many levels of brackets, a number too long or too many values; raise `Stop`.

    The parts of a key are counted by the dots between two other signs; a value has one dot at most. Limits below the
    default ones are not applied here: they are meant for the table, and this is the whole file.
    """
    most = Limits(values=max(reading.limits.values, Limits().values), depth=max(reading.limits.depth, Limits().depth))
    deep = dots = count = 0
    for found in _TOKEN.finditer(text):
        kind = found.lastgroup
        if kind is None:
            continue
        if kind == "quote":
            return  # the reader gets no further either
        if kind == "digits":
            if len(found[0]) > MOST_DIGITS:
                where = page.location(*_place(text, found.start()), len(found[0]))
                raise reading.problems.stop(where, TOO_LARGE, "too-large", LARGER)
            continue
        dots = dots + 1 if kind == "dot" else 0
        deep = max(0, deep + (kind == "open") - (kind == "close"))
        count += kind in ("dot", "open", "end")
        if dots >= most.depth or deep > most.depth:
            raise _too_deep(page, _place(text, found.start()), most.depth, reading)
        if count > most.values:
            where, complaint = (
                page.location(*_place(text, found.start())),
                f"the file has more than {most.values:,} values",
            )
            raise reading.problems.stop(where, complaint, "too-many-values", raise_with("values"))


def _place(text: str, at: int) -> tuple[int, int]:
    """Line and column of an offset, counted from 0."""
    return text.count("\n", 0, at), at - text.rfind("\n", 0, at) - 1


def _too_deep(page: Page, place: tuple[int, int], most: int, reading: Reading) -> Stop:
    text = f"nested too deep: {most} levels are the most"
    return reading.problems.stop(page.location(*place), text, "too-deep", raise_with("depth"))


class _Reader:
    """Makes nodes of the values of TOML's reader, all at one place."""

    def __init__(self, page: Page, start: tuple[int, int], reading: Reading) -> None:
        self.page = page
        self.start = start
        self.reading = reading

    def node(self, value: Any, depth: int) -> YamlNode:
        """A value as a node; `depth` counts the lists and mappings around it and itself. Raises `Stop` at a limit."""
        if isinstance(value, (dict, list)) and depth > self.reading.limits.depth:
            raise _too_deep(self.page, self.start, self.reading.limits.depth, self.reading)
        if isinstance(value, dict):
            entries = ((self._scalar(key, '"'), self.node(item, depth + 1)) for key, item in value.items())
            return Mapping(tuple(entries), self.page, self.start, flow=False)
        if isinstance(value, list):
            return Sequence(tuple(self.node(item, depth + 1) for item in value), self.page, self.start)
        if isinstance(value, str):
            return self._scalar(value, '"')
        if isinstance(value, int) and value.bit_length() > MAX_BITS:  # in another base it may have any length
            raise self.reading.problems.stop(self.page.location(*self.start), TOO_LARGE, "too-large", LARGER)
        return self._scalar(str(value).lower() if isinstance(value, bool) else str(value), "")

    def _scalar(self, text: str, style: str) -> Scalar:
        return Scalar(text, style, self.page, self.start, self.start)
